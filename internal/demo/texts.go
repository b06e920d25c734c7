package demo

import "gangwei/internal/platform/words"

var _ = words.Add("demo", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"demo.complaints": "演示：信访举报",
			"demo.inspect":    "演示：检查",
			"demo.users":      "演示：用户",
			"demo.quota":      "演示：计划",
			"demo.registry":   "演示：人员",
			"demo.posts":      "演示：岗位",
			"demo.hiring":     "演示：招用",
			"demo.renewal":    "演示：续聘",
			"demo.month":      "演示：月末",
			"demo.pay":        "演示：发放",
			"demo.funds":      "演示：资金",
		},
	},
})
