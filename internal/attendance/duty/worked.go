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
	Verdict      string
}

// Points that a grade counts as where pay hangs on points (pay.grades): a pass is whole, a fail just below 60.
const (
	passCounts = 100
	failCounts = 59
)

// counts are the points by which pay is reckoned.
func (a Assessed) counts() *int64 {
	n := int64(passCounts)
	switch a.Verdict {
	case "":
		return a.Total
	case VerdictFail:
		n = failCounts
	}
	return &n
}
