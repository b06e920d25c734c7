package duty

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
)

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
