package checkpapers

import "gangwei/internal/platform/words"

var _ = words.Add("attendance/checkpapers", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"paper.print_check":   "打印检查用表",
			"paper.print_receipt": "打印代录考勤回执单",
			"paper.print_told":    "打印考核结果告知表",
		},
	},
})
