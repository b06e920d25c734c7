package office

import "gangwei/internal/platform/words"

var _ = words.Add("platform/office", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"office.keys":    "登记密钥指纹",
			"office.upgrade": "升级带入初始内容",
		},
	},
	Sentences: map[string]string{
		"office.none": "此数据库还没有建账。请先运行 gangwei init。",
		"office.made": "此数据库已经建账，不能再次建账。",
	},
})
