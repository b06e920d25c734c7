package inspect

import (
	"context"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Fault of procedure or pay, as the office may see of its own (自查自纠). It comes of a check of the whole office each
// night, so that it tells nothing of what inspectors look at; kin, turns and clues are never among them.
type Fault struct {
	ID         int64
	Rule       string
	Family     string
	Path       string
	Sentence   string
	NextStep   string
	PeriodFrom civil.Month
	PeriodTo   civil.Month
	AmountFen  money.Fen
	SeenOn     civil.Date
	MendedOn   civil.Date // zero while it stands
}

// Period as text.
func (f Fault) Period() string { return Period(f.PeriodFrom, f.PeriodTo) }

// ownHour from which on a day's check is made: after the count of the night.
const ownHour = 3

// OwnCheck looks for the faults that offices may see, once a day from three in the morning on: new ones are added with
// the day, those that are no longer there get the day on which they were mended. It reports whether it looked now.
func (r *Service) OwnCheck(ctx context.Context, cityPath string) (bool, error) {
	today := r.Desk.Clock.Now().Date()
	due := r.Desk.Clock.Now() >= clock.On(today, ownHour, 0)
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) error {
		last, found, err := LastOwnCheck(s)
		due = due && (!found || last.Before(today))
		return err
	}); err != nil || !due {
		return false, err
	}
	var rules []*Rule
	for _, x := range r.Rules {
		if x.Own {
			rules = append(rules, x)
		}
	}
	out, cutOff, err := Look(ctx, r.Desk.DB, r.Desk.Clock.Now, rules, cityPath, nil)
	if err != nil {
		return false, err
	}
	_, err = desk.Do(ctx, r.Desk, authz.System("own check"), "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("inspect.run", cityPath); err != nil {
			return 0, err
		}
		var known []struct {
			ID          int64
			Fingerprint string
			MendedOn    civil.Date
		}
		if err := v.Tx.Select(&known, "SELECT id, fingerprint, mended_on FROM own_fault"); err != nil {
			return 0, err
		}
		at := map[string]int{}
		for i, k := range known {
			at[k.Fingerprint] = i
		}
		seen := map[int64]bool{}
		var fresh []*Finding
		var back, gone []int64
		for f := range out.Finds.All() {
			if f.Certainty == Information {
				continue
			}
			n, was := at[f.Fingerprint()]
			if !was {
				fresh = append(fresh, f)
				continue
			}
			seen[known[n].ID] = true
			if !known[n].MendedOn.IsZero() {
				back = append(back, known[n].ID)
			}
		}
		for _, k := range known {
			if !seen[k.ID] && k.MendedOn.IsZero() {
				gone = append(gone, k.ID)
			}
		}
		if err := v.Tx.UpdateMany("own_fault", "mended_on = ?", []any{today}, gone); err != nil {
			return 0, err
		}
		if err := v.Tx.UpdateMany("own_fault", "mended_on = NULL, seen_on = ?", []any{today}, back); err != nil {
			return 0, err
		}
		if err := v.Tx.InsertMany("own_fault",
			[]string{"fingerprint", "rule", "family", "path", "subject_table", "subject_id", "sentence", "next_step",
				"period_from", "period_to", "amount_fen", "seen_on"},
			len(fresh), func(i int, x []any) {
				f := fresh[i]
				copy(x,
					[]any{f.Fingerprint(), f.Rule.Code, string(f.Rule.Family), f.Region.Path, f.Subject.Table, f.Subject.ID,
						f.Sentence, f.Rule.Next, f.From, f.To, int64(f.Amount), today})
			}); err != nil {
			return 0, err
		}
		id, err := v.Tx.Create("INSERT INTO own_check (on_date, faults, at_us) VALUES (?, ?, ?)", today, len(fresh)+len(seen),
			int64(cutOff))
		v.Record("own.check", "own_check", id, desk.F("new", len(fresh)), desk.F("mended", len(gone)))
		return id, err
	})
	return err == nil, err
}

// LastOwnCheck tells the day of the last check; false if there was none.
func LastOwnCheck(r database.Reader) (civil.Date, bool, error) {
	var on civil.Date
	found, err := r.One(&on, "SELECT on_date FROM own_check ORDER BY id DESC LIMIT 1")
	return on, found, err
}

// LastOwnCheckAt is the state of the records that the last check looked at. Zero: none did, or before that was kept.
func LastOwnCheckAt(r database.Reader) (at clock.Moment, err error) {
	_, err = r.One(&at, "SELECT COALESCE(at_us, 0) FROM own_check ORDER BY id DESC LIMIT 1")
	return at, err
}

// Faults of a scope, those that stand or those that were mended, a page by key.
func Faults(r database.Reader, scope authz.Scope, family string, mended bool, after int64, limit int) ([]Fault, error) {
	where, args := scope.ByNumber("")
	where += " AND mended_on IS " + map[bool]string{true: "NOT NULL", false: "NULL"}[mended]
	if slices.Contains(Families, Family(family)) {
		where += " AND family = ?"
		args = append(args, family)
	}
	var out []Fault
	err := r.Select(&out,
		"SELECT id, rule, family, path, sentence, next_step, period_from, period_to, amount_fen, seen_on, mended_on FROM "+
			"own_fault WHERE "+
			where+" AND id > ? ORDER BY id LIMIT ?",
		append(args, after, limit)...)
	return out, err
}

// CountFaults are the faults that stand in a scope, since the night that saw the oldest of them first.
func CountFaults(r database.Reader, scope authz.Scope) (q civil.Queue, err error) {
	where, args := scope.SQL("path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, MIN(seen_on) AS since FROM own_fault WHERE mended_on IS NULL AND "+where,
		args...)
	return q, err
}

// OwnFamilies have rules that offices may see.
func OwnFamilies(rules []*Rule) (out []string) {
	for _, f := range Families {
		if slices.ContainsFunc(rules, func(r *Rule) bool { return r.Own && r.Family == f }) {
			out = append(out, string(f))
		}
	}
	return out
}
