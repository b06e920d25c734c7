package reconcile

import "gangwei/internal/platform/words"

var _ = words.Add("oversight/reconcile", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"reconcile.run": "每夜对账",
		},
	},
})
