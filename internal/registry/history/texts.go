package history

import "gangwei/internal/platform/words"

var _ = words.Add("registry/history", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"history.view": "查看历史原始行",
		},
		"permission": {
			"history.import": "导入历史名册",
			"history.view":   "查看历史名册",
		},
	},
	Sentences: map[string]string{
		"history.no_name":        "没有姓名。",
		"history.no_idno":        "没有身份证号码，不能对应到人。",
		"history.idno":           "身份证号码不对，不能对应到人；原样保留。",
		"history.not_registered": "此人没有登记，未对应到现有人员。",
		"history.village":        "没有找到这个村（社区），记在导入单位名下。",
		"history.year":           "看不出年度。",
		"history.start":          "上岗日期不存在或看不懂；原样保留。",
		"history.end":            "退出日期不存在或看不懂；原样保留。",
		"history.review":         "民主评议日期不存在或看不懂；原样保留。",
		"history.audit":          "审核日期不存在或看不懂；原样保留。",
		"history.order":          "退出早于上岗。",
		"history.no_review":      "没有民主评议记录。",
		"history.no_notice":      "没有公示记录。",
		"history.audit_early":    "审核早于民主评议。",
		"history.two_on_post":    "同一岗位同一时间不止一人。",
		"history.two_posts":      "同一人同一时间不止一个岗位。",
		"history.no_slip":        "写有已发月份，没有凭证号。",
		"history.month":          "有的月份打了√或写了字，看不出金额。",
	},
})
