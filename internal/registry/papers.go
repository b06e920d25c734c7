package registry

import "gangwei/internal/platform/feature"

// Papers that the wing prints.
var Papers = []feature.Paper{
	{Code: "check_letter", Title: "核查通知",
		For: "to whom another department's register names, before anything is decided"},
	{Code: "exit_letter", Title: "退出告知书",
		For: "to whom leaves a post by such a register"},
	{Code: "recovery_letter", Title: "追缴通知书",
		For: "to whom must pay back, heard first"},
	{Code: "password_slips", Title: "密码条",
		For: "to new users, once"},
}
