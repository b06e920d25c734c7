package payroll

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// draftedAt are the placements on a list that is not approved, by village.
func draftedAt(r database.Reader, x Run, scope authz.Scope) (out []Lapse, err error) {
	where, args := scope.SQL("w.path")
	err = r.Select(&out, "SELECT w.placement_id, w.path FROM pay_draft w WHERE w.run_id = ? AND "+where+
		" ORDER BY w.path, w.placement_id", append([]any{x.ID}, args...)...)
	return out, err
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

func lapsedSince(r database.Reader, scope authz.Scope, from civil.Month) (out []Lapse, err error) {
	where, args := scope.SQL("k.path")
	err = r.Select(&out, "SELECT k.placement_id, k.path, k.kind, k.since, k.month FROM pay_lapse k WHERE "+where+
		" AND k.month >= ?", append(args, from)...)
	return out, err
}

func insertLapses(tx *database.Tx, x Run, all []Lapse) error {
	return tx.InsertMany("pay_lapse", []string{"run_id", "placement_id", "kind", "path", "month", "since"}, len(all),
		func(i int, y []any) {
			l := &all[i]
			y[0], y[1], y[2], y[3], y[4], y[5] = x.ID, l.PlacementID, l.Kind, l.Path, x.Month, l.Since
		})
}
