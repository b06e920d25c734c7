package region

import "gangwei/internal/platform/words"

var _ = words.Add("platform/region", words.Book{
	Labels: map[string]map[string]string{
		"permission": {
			"region.view": "查看区划",
		},
	},
	Sentences: map[string]string{
		"region.code":        "没有区划代码“{code}”。请填写6位、9位或12位代码。",
		"region.not_village": "请选择到村（社区）。",
	},
})
