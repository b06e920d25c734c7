package payroll

import "gangwei/internal/platform/words"

var _ = words.Add("pay/payroll", words.Book{
	Labels: map[string]map[string]string{
		"run": {
			"draft":     "编制中",
			"noticed":   "公示中",
			"approved":  "已批准",
			"cancelled": "已撤销",
		},
		"payask": {
			"ahead":    "预发，还没有考勤表",
			"unlisted": "考勤表里没有这个人",
			"absent":   "考勤表里没有一天出勤",
		},
		"payanswer": {
			"paid": "照发",
			"off":  "剔除",
		},
		"paywarn": {
			"use":    "资金用途不符，批准前必须更正",
			"hourly": "低于小时最低工资，请核对标准和约定工时",
		},
		"parallel": {
			"here":  "只在系统名单",
			"there": "只在原名单",
			"sum":   "金额不同",
			"name":  "姓名不同",
		},
		"jobkind": {
			"payroll.draft": "编制发放",
		},
		"act": {
			"payroll.draft":            "编制发放",
			"payroll.join":             "编制发放（已有）",
			"payroll.notice":           "登记发放公示",
			"payroll.notice_irregular": "登记不合规的发放公示",
			"payroll.answer":           "说明没有出勤的发放",
			"payroll.audit":            "审核发放",
			"payroll.approve":          "批准发放",
			"payroll.cancel":           "撤销发放",
			"payroll.reverse":          "冲回",
		},
		"paychange": {
			"new":     "新增",
			"gone":    "减少",
			"amount":  "金额不同",
			"account": "账号不同",
		},
		"permission": {
			"payroll.view":    "查看发放",
			"payroll.draft":   "编制发放",
			"payroll.audit":   "审核发放",
			"payroll.approve": "批准发放",
			"payroll.reverse": "冲回发放",
		},
	},
	Sentences: map[string]string{
		"payroll.month":            "这个月还没有结束。",
		"payroll.nothing":          "没有可发放的人员：{missing}个村的考勤表未审核或考核结果没有告知本人，{bare}人没有登记本人账号，{unfunded}人的岗位没有填资金来源，其余已列入发放。",
		"payroll.state":            "这次发放现为“{run}”，不能办理此步。",
		"payroll.notice_short":     "公示截止日应在开始日之后至少{days}天。",
		"payroll.answer_none":      "请先勾选要说明的人。",
		"payroll.answered":         "有人已经说明过，或者不在要说明的人当中。请刷新后再办。",
		"payroll.answer_last":      "剔除以后名单里没有人了。请由编制的人撤销这次发放。",
		"payroll.unanswered":       "还有{count}人没有出勤记录，要由镇（街道）逐人说明照发还是剔除，然后才能审核、批准。",
		"payroll.notice_early":     "公示在当月结束以前开始，村民看不到整月的出勤。",
		"payroll.notice_undrafted": "公示在名单编制以前开始。",
		"payroll.notice_irregular": "公示不合规：{why}。请重新公示并登记，期满以后再审核、批准。",
		"payroll.notice_regular":   "这次公示合规，请按正常公示登记。",
		"payroll.notice_running":   "公示到{until}为止，次日起可以审核。",
		"payroll.audited":          "本镇（街道）已审核过。",
		"payroll.no_part":          "这次发放没有本镇（街道）的人员。",
		"payroll.same_person":      "编制、审核、批准应为不同的人。请由另一人办理。",
		"payroll.not_audited":      "还有{waiting}个镇（街道）没有审核。",
		"payroll.slot":             "有人本月已列入另一次发放。请撤销后重新编制。",
		"payroll.question_gone":    "{name}没有出勤记录，名单上却没有标出，编制以后被人改过。请告知系统管理员，撤销后重新编制。",
		"payroll.totals":           "公示时合计{was}元，现在合计{now}元，不一致。请撤销后重新编制。",
		"payroll.fund_use":         "{name}的安置依据不在{fund}的使用范围内，不能批准。请撤销后更正岗位的资金来源，或者核对参数册的使用范围。",
		"payroll.correction":       "{name}要更正的那一笔已经冲回。请撤销后重新编制。",
		"payroll.parallel_id":      "身份证号码有误。请把这一列设为文本格式后重填。",
		"payroll.parallel_amount":  "金额读不出来。",
		"payroll.not_ahead":        "预发只能是本月或下月。已经过去的月份，用上面的编制发放。",
		"payroll.ahead_live":       "这个月已经发放过。新上岗的人，月末编制补编。",
		"payroll.not_paid":         "这个月还没有批准的发放，没有可更正的。",
		"payroll.lists":            "公示名单按镇（街道）打印。请在“各镇（街道）”里选一个。",
		"payroll.no_list":          "这里没有列入这次发放的人。",
	},
	Args: map[string][]string{
		"run": {"run"},
	},
})
