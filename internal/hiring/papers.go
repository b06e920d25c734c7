package hiring

import "gangwei/internal/platform/feature"

// Papers that the wing prints.
var Papers = []feature.Paper{
	{Code: "sign_in", Title: "乡村公益性岗位月签到表",
		For: "a village's month, signed by each day"},
	{Code: "recruit", Title: "乡村公益性岗位招用公告",
		For: "the village's board: free posts"},
	{Code: "apply", Title: "乡村公益性岗位申请表",
		For: "applicants, with the pledge of honesty"},
	{Code: "kin", Title: "亲属关系申报表",
		For: "applicants and officials"},
	{Code: "review", Title: "民主评议会记录",
		For: "the meeting: who came, who voted how"},
	{Code: "notice", Title: "乡村公益性岗位拟安置人员公示",
		For: "the village's board: who is to be hired"},
	{Code: "slip", Title: "不予安排告知单",
		For: "who was not hired, and why"},
	{Code: "agreement", Title: "乡村公益性岗位劳务协议",
		For: "the holder and the village"},
	{Code: "handover", Title: "乡村公益性岗位工作移交清单",
		For: "a clerk who takes over"},
	{Code: "accident", Title: "意外事故报告单",
		For: "the insurer"},
}
