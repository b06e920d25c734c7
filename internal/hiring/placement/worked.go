package placement

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

// lastWorked is what the room of the month sheets knows; see AskWorked.
var lastWorked func(tx *database.Tx, placementID int64, from civil.Date) (civil.Date, error)

// AskWorked names who knows the last day at work of a placement from a day on, as sheets that were sent and their
// corrections say; zero: none. It keeps those sheets from being sent or corrected until the visit is over. The room of
// the month sheets, which lies above, calls it while its package is initialised; it panics if it was called before.
func AskWorked(ask func(tx *database.Tx, placementID int64, from civil.Date) (civil.Date, error)) bool {
	if lastWorked != nil {
		panic("placement: who worked is asked already")
	}
	lastWorked = ask
	return true
}

// notWorked refuses to take days from a day on off a post while a sheet says that one of them was worked: that would
// take their pay by the word of one person. The sheet is corrected first, by two; or the day is a later one.
// placement.worked. on is the day as it was typed: from itself, or the last day on the post before it.
func notWorked(tx *database.Tx, p Placement, from, on civil.Date) error {
	if from.IsZero() || lastWorked == nil {
		return nil
	}
	last, err := lastWorked(tx, p.ID, from)
	if err != nil || last.IsZero() {
		return err
	}
	person, err := resident.ByID(tx, p.PersonID)
	if err != nil {
		return err
	}
	return errs.New(errs.State, "placement.worked").On("on").With("name", person.Name).With("last", last).
		With("month", last.Month().Chinese()).With("earliest", last.AddDays(on.DaysSince(from)+1))
}
