package helpledger

import "gangwei/internal/platform/words"

var _ = words.Add("forms/helpledger", words.Book{
	Labels: map[string]map[string]string{
		"degree": {
			"":           "未填",
			"middle":     "初中及以下",
			"high":       "高中",
			"vocational": "中职、技工",
			"college":    "大专",
			"bachelor":   "本科",
			"master":     "研究生",
		},
		"act": {
			"help.open":      "登记援助对象",
			"help.amend":     "修改援助对象",
			"help.close":     "援助办结",
			"help.reopen":    "重新援助",
			"help.act":       "登记援助",
			"help.take_back": "撤销援助登记",
		},
		"permission": {
			"help.view":  "查看援助台账",
			"help.enter": "登记援助",
		},
	},
	Sentences: map[string]string{
		"help.next":      "下次援助日期应在这次之后。",
		"help.twice":     "这个人已经在台账里。请打开原来的记录。",
		"help.died":      "这个人已登记死亡，不能登记援助。",
		"help.closed":    "已经办结，不能再改。需要再援助的，先重新打开。",
		"help.open":      "还没有办结，不用重新打开。",
		"help.not_last":  "后来又登记了别的，或已经撤销，不能再撤销这一条。",
		"help.not_yours": "这一条不是您登记的，请登记的人撤销。",
		"help.next_day":  "不是今天登记的，不能撤销。写错的，请再登记一条说明。",
		"help.same":      "同一天同样的援助已经登记过。",
	},
})
