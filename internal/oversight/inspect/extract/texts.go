package extract

import "gangwei/internal/platform/words"

var _ = words.Add("oversight/inspect/extract", words.Book{
	Sentences: map[string]string{
		"extract.village":        "提取须以整镇（街道）为单位，不能只提取{name}，以免看出查的是谁。请写所在镇（街道）的代码。",
		"extract.password":       "提取件的口令至少12个字符。",
		"extract.wrong_password": "口令不对，提取件打不开。请核对口令（区分大小写）。",
		"extract.broken":         "提取件不完整或被改动过，不能使用。请重新取得提取件。",
	},
})
