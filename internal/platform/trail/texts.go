package trail

import "gangwei/internal/platform/words"

var _ = words.Add("platform/trail", words.Book{
	Labels: map[string]map[string]string{
		"permission": {
			"trail.view": "查看办理记录",
		},
	},
})
