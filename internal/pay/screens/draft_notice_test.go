package screens

import (
	"testing"

	"gangwei/internal/pay/payroll"
)

func TestDraft_notice_names_only_reasons_of_which_there_is_anybody(t *testing.T) {
	for want, d := range map[string]payroll.Drafted{
		"已编制。": {},
		"已编制。没有列入的：1个村的考勤表未审核；2人没有本人账号。以后可以补编。": {Missing: []string{"a"}, Bare: 2},
		"这个月已有一次发放正在办理。":                        {Joined: true, Bare: 2},
	} {
		if got := draftNotice(d); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
