package attendance

import "gangwei/internal/platform/feature"

// Papers that the wing prints.
var Papers = []feature.Paper{
	{Code: "check_record", Title: "乡村公益性岗位履职检查记录表",
		For: "a supervisor's round on paper"},
	{Code: "call_sheet", Title: "乡村公益性岗位电话检查登记表",
		For: "a round by telephone"},
	{Code: "receipt", Title: "代录考勤回执单",
		For: "a village's word to a month sheet that the township entered for it from signed paper"},
	{Code: "told", Title: "考核结果告知表",
		For: "a village's holders, who are told their month's assessment and sign"},
}
