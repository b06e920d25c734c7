package payroll

import (
	"database/sql"
	"iter"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// ItemTotals is what a placement's month stands at on all lists that were not reversed.
type ItemTotals struct {
	PersonID  int64
	Path      string
	Name      string
	Days      int64
	AmountFen money.Fen
	due       Due // without its pauses
	void      bool
}

const (
	gotColumns = `SELECT l.placement_id, i.person_id, l.path, i.name, l.days, l.amount_fen, x.rate_fen, x.start_on,
x.end_on, COALESCE(x.end_reason, ''), q.season_from, q.season_until `
	standing = "NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = l.item_id)"
)

// got is what stands for each placement of a county and month, and what an agreement that was not void says of it.
func got(r database.Reader, countyPath string, month civil.Month) (map[int64]ItemTotals, error) {
	out := map[int64]ItemTotals{}
	return out, addGot(r, out, gotColumns+`FROM pay_run n JOIN pay_item i ON i.run_id = n.id JOIN pay_line l
ON l.item_id = i.id JOIN placement x ON x.id = l.placement_id
JOIN post q ON q.id = x.post_id WHERE n.path = ? AND n.month = ? AND `+standing, []any{countyPath, month}, nil)
}

// addGot adds the lines of a query to what stands, but for the placements that are known.
func addGot(r database.Reader, out map[int64]ItemTotals, query string, args []any, known map[int64]bool) error {
	return r.Rows(query, args, func(rows *sql.Rows) error {
		var id int64
		var g ItemTotals
		var ended string
		d := &g.due
		err := rows.Scan(&id, &g.PersonID, &g.Path, &g.Name, &g.Days, &g.AmountFen, &d.RateFen, &d.StartOn, &d.EndOn, &ended,
			&d.Season.SeasonFrom, &d.Season.SeasonUntil)
		d.PlacementID, d.Path = id, g.Path
		if known[id] {
			return err
		}
		g.void = ended == "void"
		if was, more := out[id]; more {
			g.PersonID, g.Path, g.Name = min(g.PersonID, was.PersonID), min(g.Path, was.Path), min(g.Name, was.Name)
			g.Days, g.AmountFen = g.Days+was.Days, g.AmountFen+was.AmountFen
		}
		out[id] = g
		return err
	})
}

// Overpaid is a placement whose month stands at more than sheets, agreement and assessment say today. It is recovered
// by its own road (追缴), never taken from another month's pay.
type Overpaid struct {
	PlacementID int64
	Path        string
	Name        string
	Was, Owed   money.Fen
}

// OverpaidOf a county's month, by village. Of a village whose sheet is not locked nothing is known yet, as after a
// month was paid ahead; whom the sheet does not name is owed
// what the agreement says.
func OverpaidOf(r database.Reader, countyPath string, month civil.Month) ([]Overpaid, error) {
	pauses, err := placement.PausesUnder(r, countyPath)
	if err != nil {
		return nil, err
	}
	deducted, err := duty.Deductions(r, countyPath, month)
	if err != nil {
		return nil, err
	}
	ids, err := MayBeOver(r, countyPath, both(maps.Keys(pauses), maps.Keys(deducted)))
	if err != nil {
		return nil, err
	}
	had, err := gotOf(r, countyPath, month, ids)
	if err != nil || len(had) == 0 {
		return nil, err
	}
	ready, err := lockedVillages(r, countyPath, month)
	if err != nil {
		return nil, err
	}
	only := make([]any, 0, len(had))
	for _, id := range slices.Sorted(maps.Keys(had)) {
		only = append(only, id)
	}
	book, err := rulebook.Load(r)
	if err != nil {
		return nil, err
	}
	w, err := LoadWorths(r, book, WorthQuery{County: countyPath, Month: month, Only: only, Agreed: true})
	if err != nil {
		return nil, err
	}
	var out []Overpaid
	for id, g := range had {
		var now Worth
		if !g.void {
			g.due.Pauses = pauses[id]
			now = w.Of(g.due)
		}
		if g.AmountFen > now.AmountFen && ready[region.PathAt(g.Path, region.Village)] {
			out = append(out, Overpaid{PlacementID: id, Path: g.Path, Name: g.Name, Was: g.AmountFen, Owed: now.AmountFen})
		}
	}
	slices.SortFunc(out, func(a, b Overpaid) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return int(a.PlacementID - b.PlacementID)
	})
	return out, nil
}

// both sequences, one after the other.
func both(a, b iter.Seq[int64]) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for _, s := range []iter.Seq[int64]{a, b} {
			for id := range s {
				if !yield(id) {
					return
				}
			}
		}
	}
}
