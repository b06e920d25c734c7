package duty

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
)

// Worked is what a village's sheet of a month says of a holder.
type Worked struct {
	Days   string // 31 marks
	Hours  int64
	SentOn civil.Date // of the sheet; zero before it was sent
}

// Day is one day's mark, '-' if nothing is known.
func (w Worked) Day(n int) byte { return Line{Days: w.Days}.Day(n) }

// Present counts the days at work.
func (w Worked) Present() int64 { return int64(Line{Days: w.Days}.Present()) }

// WorkedQuery asks what sheets of a county's month say: of all its holders, or of some placements, from sheets that are
// reviewed or locked, or in whatever state.
type WorkedQuery struct {
	County   string // path
	Month    civil.Month
	Only     []any // placements; nil: all
	AnyState bool
}

// Assessed is what the assessment of a holder's month takes and how many points it gives.
type Assessed struct {
	PlacementID  int64
	DeductionFen money.Fen
	Total        *int64
}
