package payroll

import (
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// told leaves out who was not told of the month's assessment, or was not assessed where the rulebook wants it
// (assess.required), which is no better than telling too late. Each is left out alone; a supplement takes them once
// they were told. What was paid already is corrected all the same.
func (d *Drafted) told(r database.Reader, book *rulebook.Book, x Run, owed []Due) ([]Due, error) {
	if x.Kind == Correction || x.AheadDocument != "" {
		return owed, nil
	}
	untold, err := duty.Untold(r, x.Path, x.Month, book.Bool("assess.required", x.Path, x.Month.First(), false))
	return slices.DeleteFunc(owed, func(o Due) bool {
		if untold[o.PlacementID] {
			d.Untold++
		}
		return untold[o.PlacementID]
	}), err
}
