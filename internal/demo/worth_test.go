package demo

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// What a city paid, before there were bases and by one, comes to the same fen when it is reckoned anew.
func TestWorth_of_what_was_paid_changes_nothing(t *testing.T) {
	a, set := office(t, dbtest.SQLite(t))
	_, err := Build(ctx, a, set, Options{Posts: 300, Months: 4, Seed: 1})
	apptest.Must(t, err)
	type month struct {
		PlacementID            int64
		Path                   string
		Month                  civil.Month
		AmountFen, DeductedFen money.Fen
		RateFen                money.Fen
		StartOn, EndOn         civil.Date
	}
	var rows []month
	n, based := 0, 0
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		// what was paid above the agreement, and what came to light later, is the demonstration's own doing
		if err := s.Select(&rows, `SELECT l.placement_id, l.path, l.month, SUM(l.amount_fen) AS amount_fen,
SUM(l.deducted_fen) AS deducted_fen, p.rate_fen, p.start_on, p.end_on
FROM pay_line l JOIN placement p ON p.id = l.placement_id
WHERE NOT EXISTS (SELECT 1 FROM pay_over o WHERE o.placement_id = l.placement_id)
AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = l.item_id)
AND NOT EXISTS (SELECT 1 FROM pay_recovery y WHERE y.placement_id = l.placement_id)
GROUP BY l.placement_id, l.path, l.month, p.rate_fen, p.start_on, p.end_on`); err != nil {
			return err
		}
		worths := payroll.ManyWorths{Book: book}
		for _, x := range rows {
			county := region.CountyPath(x.Path)
			pauses, err := placement.PausesUnder(s, x.Path)
			if err != nil {
				return err
			}
			d := payroll.Due{PlacementID: x.PlacementID, Path: x.Path, RateFen: x.RateFen, StartOn: x.StartOn, EndOn: x.EndOn,
				Pauses: pauses[x.PlacementID]}
			w, err := worths.At(s, payroll.CountyMonth{County: county, Month: x.Month})
			if err != nil {
				return err
			}
			_, _, now := payroll.Owed(d, x.Month)
			now -= x.DeductedFen
			if w != nil { // the county that entered its document
				based++
				now = w.Of(d).AmountFen
			}
			if now != x.AmountFen && (x.EndOn.IsZero() || x.EndOn.After(x.Month.Last())) {
				t.Errorf("placement %d, %s: %v would be %v", x.PlacementID, x.Month, x.AmountFen, now)
			}
			n++
		}
		return nil
	}))
	if n < 500 || based < 20 {
		t.Errorf("%d months of holders, %d by a basis", n, based)
	}
}
