package oversight

import "gangwei/internal/platform/feature"

// Papers that the wing prints.
var Papers = []feature.Paper{
	{Code: "inspection", Title: "监督检查报告",
		For: "the office that is inspected, numbered and rooted"},
	{Code: "finding", Title: "乡村公益性岗位疑点核查单",
		For: "whoever verifies one finding"},
	{Code: "evidence_list", Title: "电子数据提取固定清单",
		For: "the file of a case"},
	{Code: "rectify", Title: "整改通知",
		For: "the office that must put right"},
}
