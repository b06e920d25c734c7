package drafts

import "gangwei/internal/platform/words"

var _ = words.Add("platform/drafts", words.Book{
	Sentences: map[string]string{
		"drafts.content":      "草稿没有存上：内容读不出来。请保存表格。",
		"drafts.too_large":    "草稿没有存上：超过{limit} KB。请先保存表格。",
		"drafts.other_window": "草稿没有存上：这张表也在别的窗口里打开。请只用一个窗口填写。",
	},
})
