package duty

import (
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/database"
)

var _ = placement.AskWorked(lastWorked)

// saysOf is what counts of a placement's month: its sheet's line, or a correction of it.
type saysOf struct {
	SheetID int64
	Month   civil.Month
	State   string // of the correction; empty: the sheet itself
	Days    string
	Hours   int64
}

// lastWorked is the last day at work of a placement from a day on, by sheets that were sent: what an approved
// correction says counts in place of its sheet, and what a correction says that waits counts beside it, for it may be
// approved. Of hours without a day the first day of the month is the last. It locks the sheets, so that none is sent or
// corrected meanwhile.
func lastWorked(tx *database.Tx, placementID int64, from civil.Date) (last civil.Date, err error) {
	var sheets []saysOf
	if err := tx.Select(&sheets, `SELECT s.id AS sheet_id, s.month, CASE WHEN s.state = 'draft' THEN 'draft' ELSE '' END
AS state, d.days, d.hours FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id
WHERE d.placement_id = ? AND s.month >= ?`+tx.ForUpdate(), placementID, from.Month()); err != nil ||
		len(sheets) == 0 {
		return last, err
	}
	var corrections []saysOf
	if err := tx.Select(&corrections, `SELECT k.sheet_id, k.month, k.state, c.days, c.hours FROM duty_correction k
JOIN duty_correction_line c ON c.correction_id = k.id WHERE c.placement_id = ? AND k.month >= ?
AND k.state IN ('entered','approved') ORDER BY k.id`, placementID, from.Month()); err != nil {
		return last, err
	}
	counts := map[int64]saysOf{}
	for _, s := range sheets {
		if s.State != Draft {
			counts[s.SheetID] = s
		}
	}
	for _, c := range corrections {
		if c.State == CorrectionApproved {
			counts[c.SheetID] = c
		} else {
			last = maxDate(last, c.last(from))
		}
	}
	for _, s := range counts {
		last = maxDate(last, s.last(from))
	}
	return last, nil
}

func maxDate(a, b civil.Date) civil.Date {
	if b.After(a) {
		return b
	}
	return a
}

// last day at work that is not before a day; zero: none.
func (s saysOf) last(from civil.Date) civil.Date {
	none := true
	for day := s.Month.Days(); day >= 1; day-- {
		if !IsWork(Line{Days: s.Days}.Day(day)) {
			continue
		}
		none = false
		if on := s.Month.Date(day); !on.Before(from) {
			return on
		}
	}
	if none && s.Hours > 0 && !s.Month.First().Before(from) {
		return s.Month.First()
	}
	return civil.Date{}
}

// IsWork reports whether a mark is of a day at work, a half one too.
func IsWork(mark byte) bool { return strings.IndexByte("PSTH", mark) >= 0 }
