package payroll

import (
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// ExpectedSheet is a month sheet that was sent before its month was over, of which people were paid for days that were
// expected, or will be by the next month's list: what they really were is not settled yet.
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
func ExpectedSheets(r database.Reader, scope authz.Scope, today civil.Date) (out []ExpectedSheet, err error) {
	book, err := rulebook.Load(r)
	if err != nil {
		return nil, err
	}
	for n := range expectedMonths {
		some, err := expectedIn(r, book, scope, today.Month().Add(-1-n))
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

// expectedIn a month that is over: the sheets of which days were expected and not said since. The days until the end of
// its own pay, where a list was paid on them; the days after it, which are the next month's, until the list of that
// month has them as they were.
func expectedIn(r database.Reader, book *rulebook.Book, scope authz.Scope, m civil.Month) (out []ExpectedSheet,
	err error) {
	early, err := duty.EarlyLines(r, scope, m)
	if err != nil || len(early) == 0 {
		return nil, err
	}
	paid, err := paidExpected(r, early, m)
	if err != nil {
		return nil, err
	}
	later, err := nextExpected(r, book, early, m)
	if err != nil {
		return nil, err
	}
	for _, l := range early {
		own := paid[PlacementMonth{l.PlacementID, m}] && l.SubmittedUs.Date().Before(PeriodOf(book, l.Path, m).Until)
		if !own && !later[l.PlacementID] {
			continue
		}
		if n := len(out); n == 0 || out[n-1].SheetID != l.SheetID {
			out = append(out, ExpectedSheet{SheetID: l.SheetID, Path: l.Path, Month: m, SentUs: l.SubmittedUs, Waits: l.Waits})
		}
		out[len(out)-1].People++
	}
	return out, nil
}

// paidExpected are the months that were paid on expected days, of the lines' own month and the next; false where a list
// has a month without any.
func paidExpected(r database.Reader, early []duty.EarlyLine, m civil.Month) (map[PlacementMonth]bool, error) {
	ids := make([]any, len(early))
	for i, l := range early {
		ids[i] = l.PlacementID
	}
	paid := map[PlacementMonth]bool{}
	return paid, database.InParts(ids, func(marks string, ids []any) error {
		var part []struct {
			PlacementID int64
			Month       civil.Month
			Expected    bool
		}
		err := r.Select(&part, "SELECT l.placement_id, l.month, CASE WHEN l.steps LIKE '%expected:%' THEN 1 ELSE 0 END "+
			"AS expected FROM pay_line l WHERE l.placement_id IN ("+marks+") AND l.month >= ? AND l.month <= ? "+
			"AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = l.item_id)", append(ids, m, m.Add(1))...)
		for _, x := range part {
			k := PlacementMonth{x.PlacementID, x.Month}
			paid[k] = paid[k] || x.Expected
		}
		return err
	})
}

// nextExpected are the placements of lines with blank days on post that the pay of the next month has, where it hangs
// on them.
func nextExpected(r database.Reader, book *rulebook.Book, early []duty.EarlyLine,
	m civil.Month) (map[int64]bool, error) {
	byCounty := map[string][]duty.EarlyLine{}
	for _, l := range early {
		c := region.CountyPath(l.Path)
		byCounty[c] = append(byCounty[c], l)
	}
	out := map[int64]bool{}
	for county, lines := range byCounty {
		from := PeriodOf(book, county, m.Add(1)).From
		if from.After(m.Last()) || !paysWork(book, county, m.Add(1)) {
			continue
		}
		lines = slices.DeleteFunc(lines, func(l duty.EarlyLine) bool { return len(l.Late(m, from)) == 0 })
		if err := lateIn(r, county, from, lines, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// lateIn a county adds the placements of lines that were on post on a late day from one on, whose next month no list
// has, or has on expected days.
func lateIn(r database.Reader, county string, from civil.Date, lines []duty.EarlyLine,
	out map[int64]bool) error {
	m := from.Month()
	if len(lines) == 0 {
		return nil
	}
	ids := make([]any, len(lines))
	for i, l := range lines {
		ids[i] = l.PlacementID
	}
	on, err := onPostOf(r, county, ids)
	if err != nil {
		return err
	}
	paid, err := paidExpected(r, lines, m)
	if err != nil {
		return err
	}
	for _, l := range lines {
		expected, listed := paid[PlacementMonth{l.PlacementID, m.Add(1)}]
		if slices.ContainsFunc(l.Late(m, from), on[l.PlacementID].open) && (expected || !listed) {
			out[l.PlacementID] = true
		}
	}
	return nil
}

// paysWork reports whether a county pays any kind of post by what was worked.
func paysWork(book *rulebook.Book, county string, month civil.Month) bool {
	for _, p := range book.All("pay.basis", county, month.First()) {
		if p.Value != "" && p.Value != worth.Calendar {
			return true
		}
	}
	return false
}

// ExpectedBefore a run that is not approved: of how many people of its county days of the month before were expected
// that are not settled, and how many are owed more of that month by corrections no run has taken.
func ExpectedBefore(r database.Reader, x Run) (unsettled, owed int64, err error) {
	scope, m := authz.Under(x.Path), x.Month.Add(-1)
	book, err := rulebook.Load(r)
	if err != nil {
		return 0, 0, err
	}
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
