package cardchange

import "gangwei/internal/platform/words"

var _ = words.Add("pay/cardchange", words.Book{
	Labels: map[string]map[string]string{
		"cardlist": {
			"entered":   "待批准",
			"cooling":   "冷静期",
			"applied":   "已启用",
			"cancelled": "已撤销",
		},
		"cardline": {
			"change":  "准备换卡",
			"applied": "已换卡",
			"moved":   "期间另外换过卡，没有改",
			"struck":  "已剔除",
			"unknown": "本区（市）没有这个人",
			"name":    "身份证号码相同，姓名不同",
			"taken":   "账号是别人的",
			"twice":   "名单里重复",
			"same":    "与登记的相同",
		},
		"told": {
			"phone":  "打电话",
			"visit":  "当面",
			"letter": "送达书面告知",
		},
		"act": {
			"card.enter":   "交来换卡清单",
			"card.approve": "核准换卡清单",
			"card.back":    "撤回换卡清单核准",
			"card.apply":   "启用新账号",
			"card.strike":  "剔除换卡清单的行",
			"card.cancel":  "撤销换卡清单",
			"card.tell":    "登记换卡告知",
		},
		"permission": {
			"card.view":    "查看换卡清单",
			"card.enter":   "交来换卡清单",
			"card.approve": "核准换卡清单",
			"card.tell":    "换卡告知",
		},
	},
	Sentences: map[string]string{
		"card.state":      "这份换卡名单现为“{state}”，不能办理此步。",
		"card.same_hands": "登记名单和批准应为两人。请由另一人批准。",
		"card.empty":      "名单里没有一行可以换卡：查无此人{unknown}，姓名不符{name}，账号是别人的{taken}，重复{twice}，与登记的相同{same}。",
		"card.cooling":    "冷静期到{until}，第二天起才能启用。",
		"card.entered":    "同一份名单已经登记过（第{list}份）。",
		"card.line":       "这一行不能剔除：只能剔除准备换卡的行。",
	},
})
