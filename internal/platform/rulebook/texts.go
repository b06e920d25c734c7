package rulebook

import "gangwei/internal/platform/words"

var _ = words.Add("platform/rulebook", words.Book{
	Labels: map[string]map[string]string{
		"parameter": {
			"proposed": "待核准",
			"approved": "已核准",
			"rejected": "未核准",
		},
		"weight": {
			"member": "同户人口每人",
			"nobody": "同户无人在岗",
			"waited": "曾列候补每次",
		},
		"standin": {
			"raise": "提级：村级初审由镇街办，镇街审核由区（市）办",
		},
		"paramvalue": {
			"true":    "是",
			"false":   "否",
			"block":   "不予办理",
			"warn":    "提示并说明理由",
			"declare": "申报、回避并说明理由",
		},
		"act": {
			"rulebook.propose":      "提出参数",
			"rulebook.approved":     "核准参数",
			"rulebook.rejected":     "不核准参数",
			"rulebook.holidays":     "登记放假安排",
			"rulebook.holidays_yes": "确认放假安排",
			"rulebook.holidays_no":  "不确认放假安排",
		},
		"permission": {
			"rulebook.view":    "查看参数",
			"rulebook.propose": "提出参数",
			"rulebook.approve": "核准参数",
		},
	},
	Sentences: map[string]string{
		"rulebook.param":         "没有此参数。",
		"rulebook.choice":        "“{typed}”不是可选的值。请从“{choices}”中选一项。",
		"rulebook.several":       "“{typed}”不是可选的值。请从“{choices}”中选一项或者几项。",
		"rulebook.yes":           "“{typed}”不是可选的值。请选“是”或者“否”。",
		"rulebook.whole":         "“{typed}”不是可用的数。请填{least}至{most}的整数，只写数字，不写单位（{unit}）。",
		"rulebook.money":         "“{typed}”不是可用的金额。请填{least}至{most}元，最多两位小数，只写数字。",
		"rulebook.share":         "“{typed}”不是可用的比例。请填分子和分母，例如三分之二填2和3，百分之四十填40和100；分母不超过1000，比例不超过全部。",
		"rulebook.text":          "“{typed}”不能作为值。请填{least}至{most}个字；没有的不要填“无”，选“不设定”。",
		"rulebook.document":      "“{typed}”不是文件。请写文件名或者文号和条款（{least}至{most}个字）；没有书面办法的选“不设定”，不得扣减。",
		"rulebook.list":          "“{typed}”不能作为值。请每行写一种原因，每种{least}至{most}个字。",
		"rulebook.month":         "“{typed}”看不懂。请写一个月份，如2025-01。",
		"rulebook.months":        "“{piece}”看不懂。请写服务月份和延至的日期，日期应在这个月之后，一个月只写一次。",
		"rulebook.format":        "没有“{typed}”这种银行文件格式。请从“银行文件格式”页列出的格式中选。",
		"rulebook.no_fund":       "“{name}”不分资金来源。请选“全部资金”。",
		"rulebook.past":          "生效日期早于今天，涉及{reach}：这些月份的事项要按新的值重新判断。请写明为什么从过去的日期起（4至200个字），或者改为今天以后的日期。",
		"rulebook.both":          "填了“{value}”，又选了“不设定”。请只留一样。",
		"rulebook.far":           "生效日期不能晚于{years}年以后。请核对年份。",
		"rulebook.late":          "核准时生效日期（{since}）已过，涉及{reach}，没有写明原因。请不予核准，由提出人改日期或者写明原因后重新提出。",
		"rulebook.year":          "年份应在2015年至{most}年。",
		"rulebook.day":           "“{typed}”不是日期。请写成2月14日或者2027-02-14，几天之间用顿号隔开。",
		"rulebook.number":        "请写通知的文号（5至60个字），例如国办发明电〔2025〕7号。",
		"rulebook.festival":      "没有填“{name}”。一年的放假安排要一次填全；中秋节与国庆节合并放假的，中秋节可以不填。",
		"rulebook.break":         "“{name}”的放假日期不对：先写起、后写止，不超过15天，应在{year}年（元旦可以从上年12月20日以后起）。",
		"rulebook.worked":        "“{name}”的上班日{on}不是周六、周日，或者不在这一年。只填调休上班的周末。",
		"rulebook.holiday_twice": "{on}填了两次（“{name}”和“{other}”）。请核对通知。",
		"rulebook.unfit":         "参数“{name}”{since}起的值“{value}”不合规格，涉及它的办理先停下，以免按错误的值办。请区（市）或者市里在“参数”页提出更正，另一人核准后再办。",
		"rulebook.same_person":   "提出与核准应为两人。请由另一人核准。",
		"rulebook.decided":       "此项已有人处理。",
		"rulebook.taken":         "同一日期起已有核准的值，请改用另一生效日期。",
		"rulebook.weights":       "“{piece}”看不懂。请写成“脱贫享受政策人口（含防止返贫监测帮扶对象）=30；同户人口每人=2”的样子，分值1至100。",
	},
})
