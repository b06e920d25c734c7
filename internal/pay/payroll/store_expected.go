package payroll

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// ExpectedSheet is a month sheet that was sent before its month was over, of which people were paid for days that were
// expected: what they really were is not settled yet.
type ExpectedSheet struct {
	SheetID int64
	Path    string
	Month   civil.Month
	SentUs  clock.Moment
	People  int64
	Waits   bool // a correction of the sheet waits for its decision
}

// expectedMonths are as many months as are looked at for expected days, the last that is over among them.
const expectedMonths = 6

// ExpectedSheets of a scope, of the last months that are over, the latest month first.
func ExpectedSheets(r database.Reader, book *rulebook.Book, scope authz.Scope,
	today civil.Date) (out []ExpectedSheet, err error) {
	for n := range expectedMonths {
		some, err := expectedIn(r, book, scope, today.Month().Add(-1-n))
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

// expectedIn a month that is over: the sheets whose lines were paid for days that were expected and not said since, by
// the month's list or, of days that belong to the next month's period, by that month's.
func expectedIn(r database.Reader, book *rulebook.Book, scope authz.Scope, m civil.Month) (out []ExpectedSheet,
	err error) {
	early, err := duty.EarlyLines(r, scope, m)
	if err != nil || len(early) == 0 {
		return nil, err
	}
	ids := make([]any, len(early))
	for i, l := range early {
		ids[i] = l.PlacementID
	}
	paid, err := paidExpected(r, m, ids)
	if err != nil {
		return nil, err
	}
	next := map[int64]bool{}
	if AnyPeriod(book, scope) {
		if next, err = paidExpected(r, m.Add(1), ids); err != nil {
			return nil, err
		}
	}
	for _, l := range early {
		until := PeriodOf(book, l.Path, m).Until
		if !(paid[l.PlacementID] && l.Blank(m.First(), until)) &&
			!(next[l.PlacementID] && l.Blank(until.AddDays(1), m.Last())) {
			continue
		}
		if n := len(out); n == 0 || out[n-1].SheetID != l.SheetID {
			out = append(out, ExpectedSheet{SheetID: l.SheetID, Path: l.Path, Month: m, SentUs: l.SubmittedUs, Waits: l.Waits})
		}
		out[len(out)-1].People++
	}
	return out, nil
}

// paidExpected of some placements are those whose lines of a month were paid for days that were expected.
func paidExpected(r database.Reader, m civil.Month, ids []any) (map[int64]bool, error) {
	paid := map[int64]bool{}
	return paid, database.InParts(ids, func(marks string, ids []any) error {
		var part []int64
		err := r.Select(&part, "SELECT l.placement_id FROM pay_line l WHERE l.placement_id IN ("+marks+") AND l.month = ? "+
			"AND l.steps LIKE '%expected:%' AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = l.item_id)",
			append(ids, m)...)
		for _, id := range part {
			paid[id] = true
		}
		return err
	})
}

// ExpectedBefore a run that is not approved: how many people its county paid on expected days of the month before that
// are not settled, and how many are owed more of that month by corrections no run has taken.
func ExpectedBefore(r database.Reader, book *rulebook.Book, x Run) (unsettled, owed int64, err error) {
	scope, m := authz.Under(x.Path), x.Month.Add(-1)
	sheets, err := expectedIn(r, book, scope, m)
	if err != nil {
		return 0, 0, err
	}
	for _, s := range sheets {
		unsettled += s.People
	}
	where, args := scope.SQL("e.path")
	var n struct{ N int64 }
	_, err = r.One(&n, "SELECT COUNT(*) AS n FROM pay_correction e WHERE "+where+" AND e.month = ? AND "+notYetListed,
		append(args, m)...)
	return unsettled, n.N, err
}
