package formlists

import "gangwei/internal/platform/words"

var _ = words.Add("forms/formlists", words.Book{
	Labels: map[string]map[string]string{
		"changed": {
			"":          "",
			"upgraded":  "升级",
			"supported": "扶持",
			"adjusted":  "调整",
		},
		"act": {
			"register.enter":  "登记清单",
			"register.change": "修改清单",
			"register.strike": "划去清单的行",
			"register.name":   "登记清单人员",
			"register.take":   "导入清单",
			"register.rows":   "登记清单多行",
			"register.pay":    "登记以工代赈劳务报酬",
		},
		"permission": {
			"register.view":  "查看清单",
			"register.enter": "登记清单",
		},
	},
	Sentences: map[string]string{
		"register.no_rows":    "没有填写任何一行。",
		"register.until":      "退出（完工、结业）日期不能早于开始日期。",
		"register.part":       "其中脱贫人口{part}人，多于总人数{whole}人。请核对。",
		"register.changed_on": "请填写变化的日期，在认定以后、今天或以前。",
		"register.twice":      "清单里已有“{name}”，还没有退出，或者是同一天开始的。请修改原来那一行。",
		"register.named":      "这一行已按人员名单统计，人数不能直接改。请重新上传名单。",
		"register.no_people":  "这类清单不统计人数，不用上传人员名单。",
		"register.again":      "这个人与第{row}行重复。请只留一行。",
		"register.unknown":    "{name}没有在本系统登记，或身份证号码有误。请核对；确实没有登记的，先由村里登记人员。",
		"register.other_name": "这个身份证号码登记的是别的姓名，与“{name}”不同。请核对。",
		"register.no_months":  "只有以工代赈项目登记按月的劳务报酬。",
		"register.month":      "请填写项目期间内的月份，如 2025-03，不晚于本月。",
		"register.paid_on":    "已发的，请填写发放日期，在今天或以前。",
	},
})
