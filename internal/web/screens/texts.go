package screens

import "gangwei/internal/platform/words"

var _ = words.Add("web/screens", words.Book{
	Sentences: map[string]string{
		"undo.done":  "已撤回：{act}。",
		"home.late":  "已逾期{days}天",
		"home.today": "今天到期",
		"home.left":  "还有{days}天",
		"home.new":   "今天刚来的",
		"home.age":   "最早的等了{days}天",
	},
})
