package duty

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// AbsentLine is a line of a sheet that has its holder absent on all days that are to be worked.
type AbsentLine struct {
	ID          int64
	SheetID     int64
	State       string // of the sheet
	PlacementID int64
	Path        string
	Month       civil.Month
	Days        string // 31 marks
	Remark      string
	Looked      string // what the village's own look found; empty: none
}

// AbsentFilter of the lines: one whatever its marks, or those of reviewed sheets of a month, or of all months of which
// not all is on a list of pay.
type AbsentFilter struct {
	ID    int64
	Month civil.Month
	First int // days of the month that are asked, of which none is at work, with absence or not; 0: all of them
}

// AbsentLines of a scope by month, village and holder.
func AbsentLines(r database.Reader, scope authz.Scope, f AbsentFilter) ([]AbsentLine, error) {
	const absent = ` AND s.state IN ('reviewed','locked') AND d.hours = 0 AND d.days LIKE '%A%'
AND d.days NOT LIKE '%P%' AND d.days NOT LIKE '%H%' AND d.days NOT LIKE '%S%' AND d.days NOT LIKE '%T%'`
	const idle = ` AND s.state IN ('reviewed','locked')
AND SUBSTR(d.days, 1, ?) NOT LIKE '%P%' AND SUBSTR(d.days, 1, ?) NOT LIKE '%H%'
AND SUBSTR(d.days, 1, ?) NOT LIKE '%S%' AND SUBSTR(d.days, 1, ?) NOT LIKE '%T%'`
	where, args := scope.SQL("s.path")
	switch {
	case f.ID > 0:
		where, args = where+" AND d.id = ?", append(args, f.ID)
	case !f.Month.IsZero():
		where, args = where+" AND s.month = ?", append(args, f.Month)
	default:
		where += " AND s.listed = 0"
	}
	switch {
	case f.ID > 0:
	case f.First > 0:
		where, args = where+idle, append(args, f.First, f.First, f.First, f.First)
	default:
		where += absent
	}
	var out []AbsentLine
	err := r.Select(&out, `SELECT d.id, s.id AS sheet_id, s.state, d.placement_id, s.path, s.month, d.days, d.remark,
COALESCE(d.checked, '') AS looked
FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id WHERE `+where+`
ORDER BY s.month, s.path, d.placement_id`, args...)
	return out, err
}

// SeenDay is a day on which a check saw a holder at work.
type SeenDay struct {
	OnDate civil.Date
	Method string
}

// SeenAtWork are the days from one to another, both counted, on which a check saw a placement's holder at work, each
// once, in their order.
func SeenAtWork(r database.Reader, placementID int64, from, until civil.Date) ([]SeenDay, error) {
	var out []SeenDay
	err := r.Select(&out, "SELECT c.on_date, MIN(c.method) AS method FROM duty_check c WHERE c.placement_id = ? "+
		"AND c.on_date >= ? AND c.on_date <= ? AND c.finding IN ('on_duty','work_good','work_bad') "+
		"GROUP BY c.on_date ORDER BY c.on_date", placementID, from, until)
	return out, err
}
