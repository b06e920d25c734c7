package payroll

import (
	"cmp"
	"database/sql"
	"maps"
	"slices"
	"strings"

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

// stood is what a person's pay of a month stands at, over all placements.
type stood struct {
	placement  int64
	path, name string
	amount     money.Fen
	account    string
	tail       string
	days, of   int64
}

// had is what everybody of a county was paid for a month, by person; what was taken back was not paid. Added up here: a server would write all
// of it into a table first.
func had(r database.Reader, regionID int64, month civil.Month) (map[int64]stood, error) {
	out := map[int64]stood{}
	return out, r.Rows(`SELECT o.person_id, o.placement_id, o.amount_fen, o.account_index, o.account_tail FROM pay_run b JOIN pay_item o ON o.run_id = b.id
WHERE b.region_id = ? AND b.month = ? AND b.state = 'approved' AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = o.id)`, []any{regionID, month}, func(rows *sql.Rows) error {
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
}

// stands is what everybody gets by a run.
func stands(r database.Reader, x Run) (map[int64]stood, error) {
	out := map[int64]stood{}
	return out, r.Rows("SELECT d.person_id, d.placement_id, d.path, d.name, d.amount_fen, d.days, d.of_days, d.account_index, COALESCE(d.account_tail, '') FROM "+linesOf(x)+" d WHERE d.run_id = ?", []any{x.ID}, func(rows *sql.Rows) error {
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
}

// Changes of a run since the month before, inside a scope: the new, the gone, other amounts, other accounts, by village, limit of each kind;
// counts says how many there are of each. before reports whether anybody was paid the month before at all.
func Changes(r database.Reader, x Run, scope authz.Scope, limit int) (out []Change, counts map[string]int, before bool, err error) {
	was, err := had(r, x.RegionID, x.Month.Add(-1))
	if err != nil || len(was) == 0 {
		return nil, nil, false, err
	}
	now, err := stands(r, x)
	if err != nil {
		return nil, nil, true, err
	}
	var all []Change
	for person, n := range now {
		if !scope.Covers(n.path) {
			continue
		}
		w, paid := was[person]
		c := Change{PlacementID: n.placement, Path: n.path, Name: n.name, Was: w.amount, Now: n.amount, WasTail: w.tail, NowTail: n.tail, Days: n.days, OfDays: n.of}
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
		return cmp.Or(slices.Index(kinds, a.Kind)-slices.Index(kinds, b.Kind), strings.Compare(a.Path, b.Path), cmp.Compare(a.PlacementID, b.PlacementID))
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
		if err := r.Rows("SELECT person_id FROM pay_item WHERE person_id IN ("+marks+") AND month = ?", append(slices.Clone(ids), x.Month), see); err != nil {
			return err
		}
		return r.Rows("SELECT d.person_id FROM pay_run q JOIN pay_draft d ON d.run_id = q.id WHERE q.region_id = ? AND q.month = ? AND d.person_id IN ("+marks+")", append([]any{x.RegionID, x.Month}, ids...), see)
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
		return r.Rows("SELECT l.id, l.path, p.name FROM placement l JOIN person p ON p.id = l.person_id WHERE l.id IN ("+marks+")", ids, func(rows *sql.Rows) error {
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
		return r.Rows("SELECT id, start_on, end_on, COALESCE(end_reason, '') FROM placement WHERE id IN ("+marks+")", ids, func(rows *sql.Rows) error {
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
