package villagepapers

import "gangwei/internal/platform/words"

var _ = words.Add("hiring/villagepapers", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"paper.print_pack": "打印表册",
			"paper.scan":       "上传签字原件",
		},
		"paper": {
			"recruit":      "招用公告",
			"apply":        "申请表和诚信承诺书",
			"kin":          "亲属关系申报表",
			"review":       "民主评议签到表和记录",
			"notice":       "拟安置人员公示",
			"slip":         "不予安排告知单",
			"agreement":    "劳务协议",
			"sign_in":      "月签到表",
			"handover":     "工作移交清单",
			"check_record": "履职检查记录表",
			"call_sheet":   "电话检查登记表",
			"receipt":      "代录考勤回执单",
			"told":         "考核结果告知表",
			"lapsed":       "手续到期通知书",
		},
		"permission": {
			"paper.print": "打印表册",
			"paper.scan":  "上传签字原件",
			"paper.view":  "查看表册",
		},
	},
	Sentences: map[string]string{
		"paper.nothing": "所选内容这个月没有可打印的。可以填写空白表的份数。",
		"paper.number":  "没有这个编号的表，或不在您的辖区。请对照纸上的编号填写。",
	},
})
