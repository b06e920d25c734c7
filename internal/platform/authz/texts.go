package authz

import "gangwei/internal/platform/words"

var _ = words.Add("platform/authz", words.Book{
	Sentences: map[string]string{
		"authz.forbidden": "您的角色不办理此事（{permission}）。请由有此权限的同事办理。",
	},
})
