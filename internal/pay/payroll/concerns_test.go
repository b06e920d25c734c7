package payroll

import (
	"testing"

	"gangwei/internal/base/money"
)

// Fewer than half of the days agreed on for the days on post; none at all is a question, and a sheet that says nothing
// is not few.
func TestConcerned_few_days(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	for _, c := range []struct {
		counted          *int64
		agreed, days, of int64
		fen              money.Fen
		want             bool
	}{
		{n(7), 15, 30, 30, 100, true},
		{n(8), 15, 30, 30, 100, false}, // 7.5 is half
		{n(4), 15, 15, 30, 100, false}, // half of the month on post: 3.75 is half
		{n(3), 15, 15, 30, 100, true},
		{n(0), 15, 30, 30, 100, false},
		{nil, 15, 30, 30, 100, false},
		{n(1), 0, 30, 30, 100, false}, // nothing was agreed
		{n(1), 15, 30, 30, 0, false},  // nothing is paid
	} {
		x := Concerned{CountedDays: c.counted, AgreedDays: c.agreed, Days: c.days, OfDays: c.of, AmountFen: c.fen}
		if got := x.tooFew(); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
	}
}
