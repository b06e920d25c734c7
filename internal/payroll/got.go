package payroll

import (
	"database/sql"
	"slices"
	"strings"

	"gangwei/internal/authz"
	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/duty"
	"gangwei/internal/money"
	"gangwei/internal/region"
)

// Got is what a placement's month stands at on all lists that were not reversed.
type Got struct {
	PersonID  int64
	Path      string
	Name      string
	Days      int64
	AmountFen money.Fen
}

func got(r database.Reader, countyPath string, month civil.Month) (map[int64]Got, error) {
	where, args := authz.Under(countyPath).SQL("l.path")
	out := map[int64]Got{}
	err := r.Rows(`SELECT l.placement_id, MIN(i.person_id), MIN(l.path), MIN(i.name), SUM(l.days), SUM(l.amount_fen) FROM pay_line l JOIN pay_item i ON i.id = l.item_id WHERE `+where+` AND l.month = ?
AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = l.item_id) GROUP BY l.placement_id`, append(args, month), func(rows *sql.Rows) error {
		var id int64
		var g Got
		err := rows.Scan(&id, &g.PersonID, &g.Path, &g.Name, &g.Days, &g.AmountFen)
		out[id] = g
		return err
	})
	return out, err
}

// Overpaid is a placement whose month stands at more than sheets, agreement and assessment say today. It is recovered by its own road
// (追缴), never taken from another month's pay.
type Overpaid struct {
	PlacementID int64
	Path        string
	Name        string
	Was, Owed   money.Fen
}

// OverpaidOf a county's month, by village. Of a village whose sheet is not locked nothing is known yet, as after a month was paid ahead.
func OverpaidOf(r database.Reader, countyPath string, month civil.Month) ([]Overpaid, error) {
	had, err := got(r, countyPath, month)
	if err != nil || len(had) == 0 {
		return nil, err
	}
	owed, _, err := dues(r, countyPath, month, true, false)
	if err != nil {
		return nil, err
	}
	deducted, err := duty.Deductions(r, countyPath, month)
	if err != nil {
		return nil, err
	}
	now := map[int64]money.Fen{}
	for _, d := range owed {
		_, _, amount := Owed(d, month)
		now[d.PlacementID] = amount - min(deducted[d.PlacementID], amount)
	}
	ready, err := lockedVillages(r, countyPath, month)
	if err != nil {
		return nil, err
	}
	var out []Overpaid
	for id, g := range had {
		if g.AmountFen > now[id] && ready[region.PathAt(g.Path, region.Village)] {
			out = append(out, Overpaid{PlacementID: id, Path: g.Path, Name: g.Name, Was: g.AmountFen, Owed: now[id]})
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
