package exchange

import "gangwei/internal/platform/words"

var _ = words.Add("platform/exchange", words.Book{
	Labels: map[string]map[string]string{
		"jobkind": {
			"export": "导出",
			"list":   "导出列表",
		},
		"act": {
			"export": "导出",
		},
	},
	Sentences: map[string]string{
		"export.kind": "没有“{kind}”这类名册。",
	},
})
