package divisions

import "gangwei/internal/platform/words"

var _ = words.Add("registry/divisions", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"division.import": "导入区划",
			"division.rename": "更改区划代码或名称",
		},
		"permission": {
			"division.rename": "更改区划代码或名称",
		},
	},
	Sentences: map[string]string{
		"divisions.same":     "代码和名称都没有变。",
		"divisions.on":       "生效日期应在原名称启用之后，不晚于今天。",
		"divisions.header":   "第一行应为 code,parent,level,name。",
		"divisions.columns":  "每行应有4列。",
		"divisions.level":    "层级应为 city、county、township 或 village。",
		"divisions.code":     "区划代码应为12位数字。",
		"divisions.twice":    "区划代码重复。",
		"divisions.one_city": "只能有一个市，并排在最前。",
		"divisions.parent":   "上级代码应是前面已列出的上一级区划。",
		"divisions.prefix":   "代码前几位应与上级一致。",
		"divisions.name":     "名称应为1至40个字。",
		"divisions.empty":    "文件中没有区划。",
	},
})
