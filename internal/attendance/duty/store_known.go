package duty

import (
	"database/sql"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/lexicon"
)

// SheetsKnown tells of which villages and months there is a sheet, and whom it names without a word of any day.
type SheetsKnown struct {
	sent  map[villageMonth]bool
	blank map[placementMonth]bool
}

type villageMonth struct {
	path  string
	month civil.Month
}

type placementMonth struct {
	id    int64
	month civil.Month
}

// Sent reports whether a village's sheet of a month was sent.
func (k SheetsKnown) Sent(village string, m civil.Month) bool {
	return k.sent[villageMonth{village, m}]
}

// Blank reports whether a sheet, sent or not, names a placement and says nothing of any day.
func (k SheetsKnown) Blank(placementID int64, m civil.Month) bool {
	return k.blank[placementMonth{placementID, m}]
}

// SheetsOf a scope.
func SheetsOf(r database.Reader, scope authz.Scope) (SheetsKnown, error) {
	k := SheetsKnown{map[villageMonth]bool{}, map[placementMonth]bool{}}
	where, args := scope.SQL("s.path")
	if err := r.Rows("SELECT s.path, s.month FROM duty_sheet s WHERE s.state <> 'draft' AND "+where, args,
		func(rows *sql.Rows) error {
			var x villageMonth
			err := rows.Scan(&x.path, &x.month)
			k.sent[x] = true
			return err
		}); err != nil {
		return k, err
	}
	where, args = scope.SQL("s.path")
	return k, r.Rows("SELECT d.placement_id, s.month FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id WHERE "+
		where+" AND d.hours = 0 AND d.days = ?", append(args, strings.Repeat("-", 31)), func(rows *sql.Rows) error {
		var x placementMonth
		err := rows.Scan(&x.id, &x.month)
		k.blank[x] = true
		return err
	})
}

// WorkedIn counts the days at work that a sheet, or its latest approved correction, has of a month of a placement;
// hours without a day count as one.
func WorkedIn(r database.Reader, placementID int64, month civil.Month) (int64, error) {
	var rows []struct {
		Days  string
		Hours int64
	}
	if err := r.Select(&rows, `SELECT c.days, c.hours FROM duty_correction_line c JOIN duty_correction k
ON k.id = c.correction_id WHERE c.placement_id = ? AND k.month = ? AND k.state = 'approved' ORDER BY k.id DESC LIMIT 1`,
		placementID, month); err != nil {
		return 0, err
	}
	if len(rows) == 0 {
		if err := r.Select(&rows, `SELECT d.days, d.hours FROM duty_line d JOIN duty_sheet s ON s.id = d.sheet_id
WHERE d.placement_id = ? AND s.month = ?`, placementID, month); err != nil {
			return 0, err
		}
	}
	n := int64(0)
	for _, x := range rows {
		days := int64(lexicon.DaysAtWork(x.Days))
		if days == 0 && x.Hours > 0 {
			days = 1
		}
		n += days
	}
	return n, nil
}
