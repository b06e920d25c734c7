package reporting

import "gangwei/internal/platform/words"

var _ = words.Add("oversight/reporting", words.Book{
	Labels: map[string]map[string]string{
		"jobkind": {
			"inspect.report": "出具监督检查报告",
		},
		"act": {
			"paper.issue": "出具报告",
			"paper.print": "登记报告文件",
		},
		"permission": {
			"inspect.report": "出具报告",
		},
	},
	Sentences: map[string]string{
		"report.title":   "标题最多40个字。",
		"inspect.no_run": "本辖区还没有运行过检查。请先运行检查，再出具报告。",
		"inspect.period": "请填写起止月份，如 2025-01 至 2025-12，起月不晚于止月。",
		"report.font":    "没有找到中文字体，不能生成PDF。请安装 fonts-lxgw-wenkai，或用 GANGWEI_FONT 指定一个 TrueType（.ttf）字体文件。",
	},
})
