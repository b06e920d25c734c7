package payroll_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/pay/payroll"
)

// What hangs in the village says what a month came to, and by which document; not why, of an absence of which nobody
// told the payee, or of points.
func TestNotice_tells_neighbours_no_reasons(t *testing.T) {
	of := func(steps string) payroll.Listed {
		return payroll.Listed{Name: "领款人甲", AmountFen: 80000, Days: 30, OfDays: 30,
			Reckoned: payroll.Reckoned{PayBasis: "whole", Steps: steps}}
	}
	run := payroll.Run{Month: civil.MustMonth("2025-04"), State: payroll.Noticed}
	sheet := payroll.NoticeSheet("某村", run, []payroll.Listed{of("post:30:30:80000;untold:0:0:0"),
		of("post:30:30:80000;lapsed:0:0:0"), of("post:30:30:80000;graded:60:0:-20000"),
		of("post:30:30:80000;bonus:90:0:5000")}, []string{"某区办法"})
	text := fmt.Sprintf("%+v", sheet)
	for _, table := range sheet.Blocks {
		if table.Table != nil {
			text += fmt.Sprint(table.Table.Rows)
		}
	}
	for _, secret := range []string{"缺勤", "告知", "到期", "60分", "90分", "考核"} {
		if strings.Contains(text, secret) {
			t.Errorf("neighbours read %q: %s", secret, text)
		}
	}
	for _, said := range []string{"按协议计", "按规定减200.00元", "按规定加50.00元", "补贴按某区办法计发"} {
		if !strings.Contains(text, said) {
			t.Errorf("%q is not on the list: %s", said, text)
		}
	}
}

// A request for money says that a list was posted and audited only once it was approved.
func TestRequest_says_audited_once_it_is(t *testing.T) {
	for state, want := range map[string]bool{payroll.Noticed: false, payroll.Approved: true} {
		run := payroll.Run{State: state, Month: civil.MustMonth("2025-04")}
		text := fmt.Sprintf("%+v", payroll.RequestSheets("某区", run, nil))
		if strings.Contains(text, "已按规定公示、审核") != want {
			t.Errorf("%s: %s", state, text)
		}
	}
}
