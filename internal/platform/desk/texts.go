package desk

import "gangwei/internal/platform/words"

var _ = words.Add("platform/desk", words.Book{
	Sentences: map[string]string{
		"desk.key":    "页面已过期。请返回后刷新页面，再提交一次。",
		"desk.repeat": "同一张表正在办理，请稍候刷新。",
	},
})
