package quota

import "gangwei/internal/platform/words"

var _ = words.Add("hiring/quota", words.Book{
	Labels: map[string]map[string]string{
		"planmove": {
			"set":      "核定",
			"allot":    "下达",
			"transfer": "调剂",
			"return":   "收回",
		},
		"act": {
			"quota.set":    "确定计划",
			"quota.allot":  "下达计划",
			"quota.period": "确定计划期",
		},
		"permission": {
			"quota.view":  "查看计划",
			"quota.allot": "下达计划",
		},
	},
	Sentences: map[string]string{
		"quota.period_code":    "计划期代码如 2026 或 2026-2030。",
		"quota.period_dates":   "计划期截止日应在起始日之后，不超过十年。",
		"quota.period_overlap": "与计划期{period}重复或重叠。",
		"quota.not_city":       "总数由市级核定。",
		"quota.not_beside":     "只能在同一上级的区域之间调剂，或收回到上级。",
		"quota.amount":         "请填写正整数的个数。",
		"quota.below_used":     "不能少于已下达和已开发的{used}个。",
		"quota.not_below":      "只能下达给直接下一级。",
		"quota.none":           "本级岗位计划未下达。请联系上级下达计划。",
		"quota.over":           "超出计划，还可用{left}个。",
	},
})
