package payroll

import (
	"gangwei/internal/authz"
	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/money"
)

// Kinds of change since the month before.
const (
	IsNew        = "new"     // was not paid then
	IsGone       = "gone"    // was paid then and is not on any list now
	OtherAmount  = "amount"  // another sum
	OtherAccount = "account" // another account
)

// Change of one person between the month before and a run. A person with two posts in a month counts with the sum of both.
type Change struct {
	Kind        string
	PlacementID int64
	Path        string
	Name        string
	Was, Now    money.Fen
	WasTail     string // of the account
	NowTail     string
	Days        int64
	OfDays      int64
	StartOn     civil.Date
	EndOn       civil.Date
	EndReason   string
}

// Changes of a run since the month before, inside a scope: the new, the gone, other amounts, other accounts, by village, limit of each kind;
// counts says how many there are of each. had reports whether anybody was paid the month before at all.
func Changes(r database.Reader, x Run, scope authz.Scope, limit int) (out []Change, counts map[string]int, had bool, err error) {
	before := x.Month.Add(-1)
	county, countyArgs := authz.Under(x.Path).SQL("o.path")
	county += " AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = o.id)"
	was := "(SELECT o.person_id, SUM(o.amount_fen) AS amount, MAX(o.account_index) AS account, MAX(o.account_tail) AS tail, MAX(o.placement_id) AS placement_id FROM pay_item o WHERE " + county + " AND o.month = ? GROUP BY o.person_id)"
	wasArgs := append(countyArgs, before)
	var n int64
	if had, err = r.One(&n, "SELECT o.id FROM pay_item o WHERE "+county+" AND o.month = ? LIMIT 1", wasArgs...); err != nil || !had {
		return nil, nil, had, err
	}
	now := "SELECT d.person_id, MAX(d.placement_id) AS placement_id, MAX(d.path) AS path, MAX(d.name) AS name, SUM(d.amount_fen) AS now, SUM(d.days) AS days, MAX(d.of_days) AS of_days, MAX(d.account_tail) AS now_tail, MAX(d.account_index) AS account FROM " + linesOf(x) + " d WHERE d.run_id = ? GROUP BY d.person_id"
	where, args := scope.SQL("n.path")
	var differ []struct {
		Change
		Missing, Account int
	}
	all := append(append([]any{x.ID}, wasArgs...), args...)
	if err = r.Select(&differ, `SELECT n.placement_id, n.path, n.name, n.now, n.days, n.of_days, n.now_tail, COALESCE(w.amount, 0) AS was, COALESCE(w.tail, '') AS was_tail, l.start_on, l.end_on, COALESCE(l.end_reason, '') AS end_reason,
CASE WHEN w.person_id IS NULL THEN 1 ELSE 0 END AS missing, CASE WHEN w.person_id IS NOT NULL AND w.account <> n.account THEN 1 ELSE 0 END AS account
FROM (`+now+`) n JOIN placement l ON l.id = n.placement_id LEFT JOIN `+was+` w ON w.person_id = n.person_id WHERE `+where+` AND (w.person_id IS NULL OR w.amount <> n.now OR w.account <> n.account) ORDER BY n.path, n.placement_id`, all...); err != nil {
		return nil, nil, had, err
	}
	counts = map[string]int{}
	add := func(kind string, c Change) {
		c.Kind = kind
		if counts[kind]++; counts[kind] <= limit {
			out = append(out, c)
		}
	}
	for _, d := range differ {
		if d.Missing == 1 {
			add(IsNew, d.Change)
		}
	}
	if x.Kind == Regular { // the others leave out on purpose whom it took
		where, args = scope.SQL("l.path")
		var gone []Change
		if err = r.Select(&gone, `SELECT w.placement_id, l.path, p.name, w.amount AS was, w.tail AS was_tail, l.start_on, l.end_on, COALESCE(l.end_reason, '') AS end_reason FROM `+was+` w JOIN placement l ON l.id = w.placement_id JOIN person p ON p.id = w.person_id
WHERE `+where+` AND NOT EXISTS (SELECT 1 FROM pay_draft d JOIN pay_run q ON q.id = d.run_id WHERE d.person_id = w.person_id AND q.region_id = ? AND q.month = ?)
AND NOT EXISTS (SELECT 1 FROM pay_item i WHERE i.person_id = w.person_id AND i.month = ?) ORDER BY l.path, l.id`, append(append(append([]any{}, wasArgs...), args...), x.RegionID, x.Month, x.Month)...); err != nil {
			return nil, nil, had, err
		}
		for _, c := range gone {
			add(IsGone, c)
		}
	}
	for _, d := range differ {
		if d.Missing == 0 && d.Was != d.Now {
			add(OtherAmount, d.Change)
		}
	}
	for _, d := range differ {
		if d.Account == 1 {
			add(OtherAccount, d.Change)
		}
	}
	return out, counts, had, nil
}
