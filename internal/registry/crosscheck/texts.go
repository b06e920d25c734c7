package crosscheck

import "gangwei/internal/platform/words"

var _ = words.Add("registry/crosscheck", words.Book{
	Labels: map[string]map[string]string{
		"system": {
			"employment": "省就业系统",
			"poverty":    "防返贫监测系统",
		},
		"difference": {
			"only_there": "对方在岗，本系统不在岗",
			"only_here":  "本系统在岗，对方没有或已离岗",
			"name":       "姓名不同",
			"account":    "账号不同",
			"start":      "上岗日期不同",
		},
		"act": {
			"crosscheck.mapping": "更换对照文件",
			"crosscheck.explain": "说明对账差异",
		},
		"permission": {
			"crosscheck.view":    "查看双系统对账",
			"crosscheck.import":  "导入对方系统名册",
			"crosscheck.explain": "说明对账差异",
			"crosscheck.mapping": "更换对照文件",
			"crosscheck.export":  "导出对方系统模板",
		},
	},
	Sentences: map[string]string{
		"crosscheck.mapping": "对照文件有误：{what}。请改正后再提交。",
		"crosscheck.state":   "对照文件里没有“{word}”这个状态。请在对照文件的states中补上。",
		"crosscheck.remark":  "请写明原因，4至200个字。",
		"crosscheck.gone":    "这条差异已变化或消失。请刷新后再看。",
	},
})
