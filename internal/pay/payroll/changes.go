package payroll

import (
	"cmp"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Kinds of change since the month before.
const (
	IsNew        = "new"     // was not paid then
	IsGone       = "gone"    // was paid then and is not on any list now
	OtherAmount  = "amount"  // another sum
	OtherAccount = "account" // another account
)

// Change of one person between the month before and a run. A person with two posts in a month counts with the sum of
// both.
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

// stood is what a person's pay of a month stands at, over all placements.
type stood struct {
	placement  int64
	path, name string
	amount     money.Fen
	account    string
	tail       string
	days, of   int64
}

// moved are the people of whom anything may differ between the month before and a run. Of everybody else there is one
// item in each of the two, of the same sum and to the same account, which the server finds by its index. paid reports
// whether anybody was paid the month before at all.
func moved(r database.Reader, x Run) (people []any, paid bool, err error) {
	before := x.Month.Add(-1)
	var some int64
	if paid, err = r.One(&some, `SELECT o.person_id FROM pay_run b JOIN pay_item o ON o.run_id = b.id WHERE b.region_id = ?
AND b.month = ? AND b.state = 'approved'
AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = o.id) LIMIT
1`, x.RegionID, before); err != nil || !paid {
		return nil, paid, err
	}
	var base int64 // the largest list of that month: what is on another is looked at whole
	if _, err := r.One(&base,
		"SELECT id FROM pay_run WHERE region_id = ? AND month = ? AND state = 'approved' ORDER BY items DESC, id LIMIT 1",
		x.RegionID, before); err != nil {
		return nil, true, err
	}
	found := map[int64]bool{}
	for _, q := range differences(x, base) {
		if err := r.Rows(q.query, q.args, func(rows *sql.Rows) error {
			var person int64
			err := rows.Scan(&person)
			found[person] = true
			return err
		}); err != nil {
			return nil, true, err
		}
	}
	for _, person := range slices.Sorted(maps.Keys(found)) {
		people = append(people, person)
	}
	return people, true, nil
}

type question struct {
	query string
	args  []any
}

// differences are the questions for people of whom anything may differ between a run and the largest list of the month
// before.
func differences(x Run, base int64) []question {
	now := "pay_draft w JOIN person p ON p.id = w.person_id WHERE w.run_id = ?"
	account := "p.account_index"
	still := "pay_draft w WHERE w.run_id = ? AND w.placement_id = b.placement_id AND w.person_id = b.person_id AND " +
		"w.amount_fen = b.amount_fen"
	if x.State == Approved {
		now, account = "pay_item w WHERE w.run_id = ?", "w.account_index"
		still = "pay_item w WHERE w.run_id = ? AND w.person_id = b.person_id AND w.amount_fen = b.amount_fen AND " +
			"w.account_index = b.account_index"
	}
	return []question{
		{"SELECT w.person_id FROM " + now +
			" AND NOT EXISTS (SELECT 1 FROM pay_item b WHERE b.run_id = ? AND b.person_id = w.person_id AND b.amount_fen = " +
			"w.amount_fen AND b.account_index = " +
			account + ")", []any{x.ID, base}},
		{"SELECT b.person_id FROM pay_item b WHERE b.run_id = ? AND NOT EXISTS (SELECT 1 FROM " + still + ")",
			[]any{base, x.ID}},
		{"SELECT o.person_id FROM pay_run b JOIN pay_item o ON o.run_id = b.id WHERE b.region_id = ? AND b.month = ? AND " +
			"b.state = 'approved' AND b.id <> ?",
			[]any{x.RegionID, x.Month.Add(-1), base}},
		{"SELECT b.person_id FROM pay_reversal v JOIN pay_item b ON b.id = v.item_id WHERE b.run_id = ?", []any{base}},
	}
}

// had is what some people of a county were paid for a month, by person; what was taken back was not paid.
func had(r database.Reader, regionID int64, month civil.Month, people []any) (map[int64]stood, error) {
	out := map[int64]stood{}
	return out, database.InParts(people, func(marks string, ids []any) error {
		query := `SELECT o.person_id, o.placement_id, o.amount_fen, o.account_index, o.account_tail FROM pay_item o
JOIN pay_run b ON b.id = o.run_id
WHERE o.person_id IN
(` + marks + `) AND o.month = ? AND b.region_id = ? AND b.state = 'approved'
AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = o.id)`
		return r.Rows(query, append(slices.Clone(ids), month, regionID), func(rows *sql.Rows) error {
			var person, placement int64
			var amount money.Fen
			var account []byte
			var tail string
			err := rows.Scan(&person, &placement, &amount, &account, &tail)
			w := out[person]
			w.amount += amount
			w.placement, w.account, w.tail = max(w.placement, placement), max(w.account, string(account)), max(w.tail, tail)
			out[person] = w
			return err
		})
	})
}

// stands is what some people get by a run.
func stands(r database.Reader, x Run, people []any) (map[int64]stood, error) {
	out := map[int64]stood{}
	return out, database.InParts(people, func(marks string, ids []any) error {
		query := "SELECT d.person_id, d.placement_id, d.path, d.name, d.amount_fen, d.days, d.of_days, d.account_index, " +
			"COALESCE(d.account_tail, '') FROM " +
			linesOf(x) + " d WHERE d.run_id = ? AND d.person_id IN (" + marks + ")"
		return r.Rows(query, append([]any{x.ID}, ids...), func(rows *sql.Rows) error {
			var person int64
			var l stood
			var account []byte
			err := rows.Scan(&person, &l.placement, &l.path, &l.name, &l.amount, &l.days, &l.of, &account, &l.tail)
			n := out[person]
			n.placement, n.path, n.name = max(n.placement, l.placement), max(n.path, l.path), max(n.name, l.name)
			n.amount, n.days, n.of = n.amount+l.amount, n.days+l.days, max(n.of, l.of)
			n.account, n.tail = max(n.account, string(account)), max(n.tail, l.tail)
			out[person] = n
			return err
		})
	})
}

// Changes of a run since the month before, inside a scope: the new, the gone, other amounts, other accounts, by
// village, limit of each kind; counts says how many there are of each. before reports whether anybody was paid the
// month before at all.
func Changes(r database.Reader, x Run, scope authz.Scope, limit int) (out []Change, counts map[string]int, before bool, err error) {
	people, before, err := moved(r, x)
	if err != nil || !before {
		return nil, nil, false, err
	}
	was, err := had(r, x.RegionID, x.Month.Add(-1), people)
	if err != nil {
		return nil, nil, true, err
	}
	now, err := stands(r, x, people)
	if err != nil {
		return nil, nil, true, err
	}
	var all []Change
	for person, n := range now {
		if !scope.Covers(n.path) {
			continue
		}
		w, paid := was[person]
		c := Change{PlacementID: n.placement, Path: n.path, Name: n.name, Was: w.amount, Now: n.amount, WasTail: w.tail,
			NowTail: n.tail, Days: n.days, OfDays: n.of}
		add := func(kind string, so bool) {
			if so {
				c.Kind = kind
				all = append(all, c)
			}
		}
		add(IsNew, !paid)
		add(OtherAmount, paid && w.amount != n.amount)
		add(OtherAccount, paid && w.account != n.account && w.account != "" && n.account != "")
	}
	if x.Kind == Regular { // the others leave out on purpose whom it took
		gone, err := goneFrom(r, x, was, now)
		if err != nil {
			return nil, nil, true, err
		}
		for _, c := range gone {
			if scope.Covers(c.Path) {
				all = append(all, c)
			}
		}
	}
	kinds := []string{IsNew, IsGone, OtherAmount, OtherAccount}
	slices.SortFunc(all, func(a, b Change) int {
		return cmp.Or(slices.Index(kinds, a.Kind)-slices.Index(kinds, b.Kind), strings.Compare(a.Path, b.Path),
			cmp.Compare(a.PlacementID, b.PlacementID))
	})
	counts = map[string]int{}
	for _, c := range all {
		if counts[c.Kind]++; counts[c.Kind] <= limit {
			out = append(out, c)
		}
	}
	return out, counts, true, withTerms(r, out)
}

// goneFrom a run are those who were paid the month before and are on no list of this month.
func goneFrom(r database.Reader, x Run, was, now map[int64]stood) (out []Change, err error) {
	var people []any
	for _, person := range slices.Sorted(maps.Keys(was)) {
		if _, still := now[person]; !still {
			people = append(people, person)
		}
	}
	listed := map[int64]bool{}
	see := func(rows *sql.Rows) error {
		var person int64
		err := rows.Scan(&person)
		listed[person] = true
		return err
	}
	if err := database.InParts(people, func(marks string, ids []any) error {
		if err := r.Rows("SELECT person_id FROM pay_item WHERE person_id IN ("+marks+") AND month = ?",
			append(slices.Clone(ids), x.Month), see); err != nil {
			return err
		}
		return r.Rows(
			"SELECT d.person_id FROM pay_run q JOIN pay_draft d ON d.run_id = q.id WHERE q.region_id = ? AND q.month = ? AND "+
				"d.person_id IN ("+
				marks+")",
			append([]any{x.RegionID, x.Month}, ids...), see)
	}); err != nil {
		return nil, err
	}
	at := map[int64]stood{}
	var placements []any
	for _, person := range people {
		if w := was[person.(int64)]; !listed[person.(int64)] {
			at[w.placement] = w
			placements = append(placements, w.placement)
		}
	}
	return out, database.InParts(placements, func(marks string, ids []any) error {
		return r.Rows(
			"SELECT l.id, l.path, p.name FROM placement l JOIN person p ON p.id = l.person_id WHERE l.id IN ("+marks+")", ids,
			func(rows *sql.Rows) error {
				c := Change{Kind: IsGone}
				err := rows.Scan(&c.PlacementID, &c.Path, &c.Name)
				c.Was, c.WasTail = at[c.PlacementID].amount, at[c.PlacementID].tail
				out = append(out, c)
				return err
			})
	})
}

// withTerms adds when the agreements of changes began and ended.
func withTerms(r database.Reader, changes []Change) error {
	at := map[int64][]*Change{}
	var ids []any
	for i := range changes {
		c := &changes[i]
		if at[c.PlacementID] == nil {
			ids = append(ids, c.PlacementID)
		}
		at[c.PlacementID] = append(at[c.PlacementID], c)
	}
	return database.InParts(ids, func(marks string, ids []any) error {
		return r.Rows("SELECT id, start_on, end_on, COALESCE(end_reason, '') FROM placement WHERE id IN ("+marks+")", ids,
			func(rows *sql.Rows) error {
				var id int64
				var x Change
				err := rows.Scan(&id, &x.StartOn, &x.EndOn, &x.EndReason)
				for _, c := range at[id] {
					c.StartOn, c.EndOn, c.EndReason = x.StartOn, x.EndOn, x.EndReason
				}
				return err
			})
	})
}
