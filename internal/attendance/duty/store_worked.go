package duty

import (
	"database/sql"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Read what they say by placement, corrections of locked sheets included; who stands on no such sheet is left out.
func (q WorkedQuery) Read(r database.Reader) (map[int64]Worked, error) {
	out := map[int64]Worked{}
	where, args := authz.Under(q.County).SQL("s.path")
	where, args = where+" AND s.month = ?", append(args, q.Month)
	if !q.AnyState {
		where += " AND s.state IN ('reviewed','locked')"
	}
	scan := func(rows *sql.Rows) error {
		var placement int64
		var sent clock.Moment
		var w Worked
		err := rows.Scan(&placement, &w.Days, &w.Hours, &sent)
		if sent > 0 {
			w.SentOn = sent.Date()
		}
		out[placement] = w
		return err
	}
	const says = "SELECT d.placement_id, d.days, d.hours, COALESCE(s.submitted_us, 0) FROM "
	if q.Only == nil {
		if err := r.Rows(says+"duty_sheet s JOIN duty_line d ON d.sheet_id = s.id WHERE "+where, args, scan); err != nil {
			return nil, err
		}
		return out, q.correctWorked(r, out)
	}
	if err := database.InParts(q.Only, func(marks string, ids []any) error {
		return r.Rows(says+"duty_line d CROSS JOIN duty_sheet s ON s.id = d.sheet_id WHERE d.placement_id IN ("+marks+
			") AND "+where, append(slices.Clone(ids), args...), scan)
	}); err != nil {
		return nil, err
	}
	return out, q.correctWorked(r, out)
}

// Assessed of the same months by placement: of sheets that are locked, or in whatever state; who was given no points
// and of whom nothing is taken is left out.
func (q WorkedQuery) Assessed(r database.Reader) (map[int64]Assessed, error) {
	out := map[int64]Assessed{}
	where, args := authz.Under(q.County).SQL("s.path")
	where, args = where+" AND s.month = ? AND (a.deduction_fen > 0 OR a.total IS NOT NULL OR a.verdict <> '')",
		append(args, q.Month)
	if !q.AnyState {
		where += " AND s.state = 'locked'"
	}
	var rows []Assessed
	if err := r.Select(&rows, "SELECT a.placement_id, a.deduction_fen, a.total, a.verdict FROM duty_sheet s "+
		"JOIN assessment a "+
		"ON a.sheet_id = s.id WHERE "+where, args...); err != nil {
		return nil, err
	}
	for _, x := range rows {
		x.Total = x.counts()
		out[x.PlacementID] = x
	}
	return out, lowerLess(r, authz.Under(q.County), q.Month, func(id int64, less money.Fen) {
		if x, ok := out[id]; ok {
			x.DeductionFen = less
			out[id] = x
		}
	})
}

// Untold are the holders of a county's month who are left out of its list: their assessment has a result that they were
// not told of, or, where the rulebook wants every month assessed, has none. Of sheets that are locked for pay.
func Untold(r database.Reader, county string, month civil.Month, required bool) (map[int64]bool, error) {
	where, args := authz.Under(county).SQL("s.path")
	var ids []int64
	err := r.Select(&ids, "SELECT a.placement_id FROM duty_sheet s JOIN assessment a ON a.sheet_id = s.id WHERE "+where+
		" AND s.month = ? AND s.state = 'locked' AND (a.total IS NOT NULL OR a.deduction_fen > 0 OR a.verdict <> '') "+
		"AND a.told_on IS NULL", append(args, month)...)
	if err == nil && required {
		var none []int64
		err = r.Select(&none, "SELECT d.placement_id FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id LEFT JOIN "+
			"assessment a ON a.sheet_id = s.id AND a.placement_id = d.placement_id WHERE "+where+" AND s.month = ? AND "+
			"s.state = 'locked' AND a.total IS NULL AND COALESCE(a.verdict, '') = ''", append(args, month)...)
		ids = append(ids, none...)
	}
	out := make(map[int64]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out, err
}
