package duty

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// UnseenIn are the placements of a scope that a check between two days did not see and none has looked at again, each
// with the day of the latest such check.
func UnseenIn(r database.Reader, scope authz.Scope, from, until civil.Date) (map[int64]civil.Date, error) {
	where, args := scope.SQL("c.path")
	var rows []Check
	err := r.Select(&rows, "SELECT c.id, c.placement_id, c.on_date, c.about_id, c.finding FROM duty_check c WHERE "+where+
		" AND c.on_date >= ? AND (c.on_date <= ? AND c.finding = 'not_seen' OR c.about_id IS NOT NULL) ORDER BY c.on_date",
		append(args, from, until)...)
	again := map[int64]bool{}
	for _, c := range rows {
		if c.AboutID != nil {
			again[*c.AboutID] = true
		}
	}
	out := map[int64]civil.Date{}
	for _, c := range rows {
		if c.Finding == "not_seen" && !again[c.ID] && !c.OnDate.After(until) {
			out[c.PlacementID] = c.OnDate
		}
	}
	return out, err
}
