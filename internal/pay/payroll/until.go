package payroll

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// WorthUntil is what a month that was listed is worth by its county's basis where the placement ended on a day; zero
// where no list has the month.
func WorthUntil(r database.Reader, book *rulebook.Book, at CountyMonth, placementID int64,
	end civil.Date) (money.Fen, error) {
	had, err := gotOf(r, at.County, at.Month, []any{placementID})
	if err != nil {
		return 0, err
	}
	g, listed := had[placementID]
	if !listed || g.void {
		return 0, nil
	}
	pauses, err := placement.PausesUnder(r, g.Path)
	if err != nil {
		return 0, err
	}
	w, err := LoadWorths(r, book, WorthQuery{County: at.County, Month: at.Month, Only: []any{placementID}, Agreed: true})
	if err != nil {
		return 0, err
	}
	g.due.Pauses, g.due.EndOn = pauses[placementID], end
	return w.Of(g.due).AmountFen, nil
}
