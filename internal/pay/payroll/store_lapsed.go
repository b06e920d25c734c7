package payroll

import (
	"cmp"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// draftedLapsing are the lines of a list that is not approved of which something may have lapsed by the day of the
// bounds, by village; of a placement that ended by then insurance may have begun after its end.
func draftedLapsing(r database.Reader, x Run, scope authz.Scope, by lapseBounds) (out []onPostRow, err error) {
	where, args := scope.SQL("w.path")
	args = append(append([]any{x.ID}, args...), by.today, by.today, by.birth, by.start, by.today, by.today, by.today)
	return out, r.Select(&out, "SELECT l.id, l.person_id, p.name, p.birth, l.start_on, l.end_on, l.agreement_until, "+
		"l.insured_from, (SELECT MAX(c.until_date) FROM insurance_period c WHERE c.placement_id = l.id) AS insured_until, "+
		"w.path FROM pay_draft w JOIN placement l ON l.id = w.placement_id JOIN person p ON p.id = l.person_id "+
		"WHERE w.run_id = ? AND "+where+" AND (l.agreement_until < ? OR l.end_on < ? OR p.birth <= ? OR l.start_on <= ? OR "+
		"l.insured_from IS NULL OR l.insured_from > ? OR "+
		"EXISTS (SELECT 1 FROM insurance_period c WHERE c.placement_id = l.id AND c.until_date < ?) AND "+
		"NOT EXISTS (SELECT 1 FROM insurance_period c WHERE c.placement_id = l.id AND c.until_date >= ?)) "+
		"ORDER BY w.path, w.placement_id", args...)
}

func keptLapses(r database.Reader, runID int64, scope authz.Scope) (out []Lapse, err error) {
	where, args := scope.SQL("k.path")
	if err = r.Select(&out, "SELECT k.placement_id, k.path, k.kind, k.since, k.month FROM pay_lapse k WHERE k.run_id = ? "+
		"AND "+where+" ORDER BY k.path, k.placement_id, k.kind", append([]any{runID}, args...)...); err != nil {
		return nil, err
	}
	papers, err := placement.PapersOf(r, idsOf(out))
	for i, l := range out {
		out[i].Name = papers[l.PlacementID].Name
	}
	return out, err
}

func insertLapses(tx *database.Tx, x Run, all []Lapse) error {
	return tx.InsertMany("pay_lapse", []string{"run_id", "placement_id", "kind", "path", "month", "since"}, len(all),
		func(i int, y []any) {
			l := &all[i]
			y[0], y[1], y[2], y[3], y[4], y[5] = x.ID, l.PlacementID, l.Kind, l.Path, x.Month, l.Since
		})
}

// onPostRow is somebody on post, with the moment from which the program knows of it; 0 if it does not say.
type onPostRow struct {
	placement.Papers
	Path    string
	KnownUs clock.Moment
}

// lapseBounds are days: who was born, or began, up to them may be past an age or a term.
type lapseBounds struct{ today, birth, start civil.Date }

const onPostColumns = "SELECT l.id, l.person_id, p.name, p.birth, q.title, q.days_month AS agreed_days, l.rate_fen, " +
	"l.start_on, l.end_on, l.state, l.agreement_until, l.insured_from, l.path, " +
	"COALESCE((SELECT MIN(e.at_us) FROM placement_event e WHERE e.placement_id = l.id), 0) AS known_us " +
	"FROM placement l JOIN post q ON q.id = l.post_id JOIN person p ON p.id = l.person_id "

// onPost of a scope are those of whom something may have lapsed, by village.
func onPost(r database.Reader, scope authz.Scope, x lapseBounds) (out []onPostRow, err error) {
	where, args := scope.SQL("l.path")
	if err := r.Select(&out, onPostColumns+"WHERE "+where+" AND l.state IN ('active', 'suspended') AND "+
		"(l.agreement_until < ? OR l.insured_from IS NULL OR l.insured_from > ? OR p.birth <= ? OR l.start_on <= ?) "+
		"ORDER BY l.path, l.id", append(args, x.today, x.today, x.birth, x.start)...); err != nil {
		return nil, err
	}
	ended, err := placement.CoverEnded(r, scope, x.today)
	if err != nil {
		return nil, err
	}
	known := map[int64]bool{}
	for _, row := range out {
		known[row.ID] = true
	}
	var more []any
	for id := range ended {
		if !known[id] {
			more = append(more, id)
		}
	}
	if err := database.InParts(more, func(marks string, ids []any) error {
		var part []onPostRow
		err := r.Select(&part, onPostColumns+"WHERE l.id IN ("+marks+") AND l.state IN ('active', 'suspended')", ids...)
		out = append(out, part...)
		return err
	}); err != nil {
		return nil, err
	}
	if len(more) > 0 {
		slices.SortFunc(out, func(a, b onPostRow) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.ID, b.ID)) })
	}
	return out, withCover(r, out)
}

// withCover fills in until when each is insured.
func withCover(r database.Reader, rows []onPostRow) error {
	ids := make([]any, len(rows))
	for i, x := range rows {
		ids[i] = x.ID
	}
	until, err := placement.CoveredUntil(r, ids)
	for i, x := range rows {
		rows[i].InsuredUntil = until[x.ID]
	}
	return err
}

func onPostByID(r database.Reader, id int64) (out []onPostRow, err error) {
	if err := r.Select(&out, onPostColumns+"WHERE l.id = ? AND l.state IN ('active', 'suspended')", id); err != nil {
		return nil, err
	}
	return out, withCover(r, out)
}

// withTold fills in the months of which lists paid all the same, and what was told in writing since the lapse.
func withTold(r database.Reader, all []Lapsed) error {
	at, ids := map[int64]*Lapsed{}, make([]any, len(all))
	for i := range all {
		at[all[i].ID], ids[i] = &all[i], all[i].ID
	}
	return database.InParts(ids, func(marks string, ids []any) error {
		var paid []struct {
			PlacementID int64
			Month       civil.Month
		}
		if err := r.Select(&paid, "SELECT DISTINCT k.placement_id, k.month FROM pay_lapse k WHERE k.placement_id IN ("+
			marks+") ORDER BY k.placement_id, k.month", ids...); err != nil {
			return err
		}
		for _, x := range paid {
			at[x.PlacementID].Months = append(at[x.PlacementID].Months, x.Month)
		}
		var told []LapseTold
		err := r.Select(&told, "SELECT t.id, t.placement_id, t.path, t.since, t.kinds, t.from_date, t.on_date, t.how, "+
			"t.who, t.actor_id, t.person_key, t.at_us FROM lapse_told t WHERE t.placement_id IN ("+marks+") "+
			"ORDER BY t.id", ids...)
		for _, x := range told {
			if l := at[x.PlacementID]; l.Since == x.Since {
				l.Told, l.By = x, x.FromDate.AddDays(-1)
			}
		}
		return err
	})
}

// storeLapseTold writes it as of now and adds it to the visit's witness.
func storeLapseTold(v *desk.Visit, t LapseTold) error {
	t.ActorID, t.PersonKey, t.AtUs = v.Actor.UserID, v.Actor.PersonKey, v.Now()
	d := LapseWitness.Digest(t.PlacementID, t.Path, t.Since, t.Kinds, t.FromDate, t.OnDate, t.How, t.Who, t.ActorID,
		t.PersonKey, t.AtUs)
	v.Witness("lapse_told", d)
	return v.Tx.InsertMany("lapse_told", append(LapseWitness.All(), "trail_id", "row_digest"), 1,
		func(_ int, x []any) {
			x[0], x[1], x[2], x[3], x[4], x[5] = t.PlacementID, t.Path, t.Since, t.Kinds, t.FromDate, t.OnDate
			x[6], x[7], x[8], x[9], x[10] = t.How, t.Who, t.ActorID, t.PersonKey, int64(t.AtUs)
			x[11], x[12] = v.TrailID(), d
		})
}
