package post

import "gangwei/internal/platform/words"

var _ = words.Add("hiring/post", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"post.open":      "开发岗位",
			"post.amend":     "变更岗位内容",
			"post.suspended": "暂停岗位",
			"post.closed":    "关闭岗位",
		},
		"permission": {
			"post.view":   "查看岗位",
			"post.open":   "开发岗位",
			"post.change": "变更岗位",
		},
	},
	Sentences: map[string]string{
		"post.code_taken":     "表上的岗位编号刚刚被别的岗位用了。请重新交这份表。",
		"post.built_upon":     "导入的岗位已有人申请、在岗，或已变更，不能撤销。",
		"post.nothing":        "没有要变更的内容。",
		"post.below_minimum":  "月补贴{rate}元÷每月{hours}小时＝每小时{hourly}元，低于当地小时最低工资{least}元；至少应为{need}元。请提高补贴或减少工时。",
		"post.arrow":          "“{from}”的岗位不能改为“{to}”。",
		"post.held":           "此岗位还有人在岗。请先办理退出。",
		"post.above_standard": "每月{rate}元，超过本区（市）当日的月补贴标准{most}元。请按标准填写，或先由区（市）调整标准。",
		"post.told":           "此项已登记，不能在这里改；标准、资金不同的是另一个岗位。",
	},
})
