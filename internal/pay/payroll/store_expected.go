package payroll

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
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
func ExpectedSheets(r database.Reader, scope authz.Scope, today civil.Date) (out []ExpectedSheet, err error) {
	for n := range expectedMonths {
		some, err := expectedIn(r, scope, today.Month().Add(-1-n))
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

// expectedIn a month that is over. What an approved correction said after the month was over is settled: nothing was
// expected then.
func expectedIn(r database.Reader, scope authz.Scope, m civil.Month) (out []ExpectedSheet, err error) {
	where, args := scope.SQL("s.path")
	args = append(args, m, clock.On(m.Last(), 0, 0), clock.On(m.Add(1).First(), 0, 0))
	return out, r.Select(&out, `SELECT s.id AS sheet_id, s.path, s.month, s.submitted_us AS sent_us,
COUNT(DISTINCT d.placement_id) AS people, CASE WHEN EXISTS (SELECT 1 FROM duty_correction k WHERE k.open_sheet = s.id)
THEN 1 ELSE 0 END AS waits FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id JOIN pay_line l
ON l.placement_id = d.placement_id AND l.month = s.month WHERE `+where+` AND s.month = ? AND s.state = 'locked'
AND s.submitted_us < ? AND l.steps LIKE '%expected:%'
AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = l.item_id)
AND NOT EXISTS (SELECT 1 FROM duty_correction b JOIN duty_correction_line z ON z.correction_id = b.id
WHERE b.sheet_id = s.id AND b.state = 'approved' AND b.decided_us >= ? AND z.placement_id = d.placement_id)
GROUP BY s.id, s.path, s.month, s.submitted_us ORDER BY s.path`, args...)
}

// ExpectedBefore a run that is not approved: how many people its county paid on expected days of the month before that
// are not settled, and how many are owed more of that month by corrections no run has taken.
func ExpectedBefore(r database.Reader, x Run) (unsettled, owed int64, err error) {
	scope, m := authz.Under(x.Path), x.Month.Add(-1)
	sheets, err := expectedIn(r, scope, m)
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
