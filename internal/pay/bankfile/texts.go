package bankfile

import "gangwei/internal/platform/words"

var _ = words.Add("pay/bankfile", words.Book{
	Sentences: map[string]string{
		"bankfile.encoding":      "文件应为UTF-8文本，不超过8 MB。",
		"bankfile.head":          "首行应为“笔数|总金额”。",
		"bankfile.line":          "应为“序号|金额|成功”或“序号|金额|失败|原因”。",
		"bankfile.twice":         "序号重复。",
		"bankfile.status":        "结果应为“成功”或“失败”。",
		"bankfile.totals":        "首行的笔数、总金额与各行之和不符。请向银行索取完整的回盘文件。",
		"bankfile.format":        "格式文件有误：{what}。",
		"bankfile.char":          "“{name}”里有{encoding}编码没有的字。请把银行文件格式的编码改为gb18030。",
		"bankfile.width":         "“{name}”的这一栏超过{width}个字节。请核对银行文件格式的宽度。",
		"bankfile.only_failures": "这一行写的是成功。“只有失败的”文件里不能有成功的行：请改选“全部结果”，或去掉这一行。",
	},
})
