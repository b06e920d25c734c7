package matching

import "gangwei/internal/platform/words"

var _ = words.Add("registry/matching", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"matching.tell":   "告知比对结果",
			"matching.hear":   "登记本人说明",
			"matching.decide": "决定比对结果",
		},
		"register": {
			"deceased":                 "死亡",
			"employee_pension_paying":  "参加职工养老保险",
			"employee_pension_drawing": "领取职工养老保险待遇",
			"business_owner":           "办有营业执照",
			"public_employee":          "公职人员",
			"in_custody":               "服刑或羁押",
		},
		"hit": {
			"open":     "待告知",
			"told":     "已告知，待说明",
			"answered": "已说明，待决定",
			"cleared":  "核实后不影响",
			"exit":     "应当退出",
			"recover":  "应当退出并追缴",
		},
		"permission": {
			"matching.import": "导入部门名册",
			"matching.view":   "查看部门比对",
			"matching.tell":   "告知比对结果",
			"matching.hear":   "登记本人说明",
			"matching.decide": "决定比对结果",
		},
	},
	Sentences: map[string]string{
		"hit.state":     "这条比对记录不在这一步。",
		"hit.early":     "说明期限到{by}，期满或本人说明后才能决定。",
		"hit.same_hand": "告知本人的人不能自己决定。请由另一人办理。",
		"hit.statement": "请写明情况，4个字以上。",
	},
	Args: map[string][]string{
		"register": {"register"},
	},
})
