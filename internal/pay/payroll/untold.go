package payroll

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// untoldIn are the placements that a list leaves out because the holder was not told of the month's assessment, or was
// not assessed where the rulebook wants it (assess.required), which is no better than telling too late. Each is left
// out alone; a supplement takes them once they were told. What was paid already is corrected all the same.
func untoldIn(r database.Reader, book *rulebook.Book, x Run) (map[int64]bool, error) {
	if x.Kind == Correction || x.AheadDocument != "" {
		return nil, nil
	}
	return duty.Untold(r, x.Path, x.Month, book.Bool("assess.required", x.Path, x.Month.First(), false))
}
