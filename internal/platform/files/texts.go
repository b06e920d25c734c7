package files

import "gangwei/internal/platform/words"

var _ = words.Add("platform/files", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"file.keep": "存入文件",
		},
	},
	Sentences: map[string]string{
		"files.empty":        "文件是空的。",
		"files.too_large":    "文件过大，最多{limit}。照片可先压缩。",
		"files.kind":         "只收照片（JPG、PNG）、PDF、Excel（.xlsx）和CSV文件，按内容识别。请另存为其中一种。",
		"files.purged":       "照片已过保存期，{on}清除。检查结果和照片摘要（{digest}）仍在。",
		"files.photo_broken": "照片损坏，不能显示。检查结果仍在。",
		"files.scratch":      "系统暂时存不下上传的文件，请稍后再试；仍不行时请联系管理员。",
		"files.gone":         "文件在磁盘上找不到，请联系管理员。",
	},
})
