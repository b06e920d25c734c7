package duty

import "gangwei/internal/platform/database"

// Rechecked reports whether a finding of a placement was made and a re-check about it found something adverse too.
func Rechecked(r database.Reader, placementID int64, finding string) (bool, error) {
	var id int64
	return r.One(&id, `SELECT c.id FROM duty_check c JOIN duty_check r ON r.placement_id = c.placement_id
AND r.about_id = c.id WHERE c.placement_id = ? AND c.finding = ?
AND r.finding IN ('not_seen','substitute','cannot_work') LIMIT 1`, placementID, finding)
}
