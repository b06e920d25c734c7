package duty

import "gangwei/internal/platform/database"

// Rechecked reports whether a finding of a placement was made and a re-check about it found something adverse too.
func Rechecked(r database.Reader, placementID int64, finding string) (bool, error) {
	var id int64
	return r.One(&id, `SELECT c.id FROM duty_check c WHERE c.placement_id = ? AND c.about_id IN
(SELECT c.id FROM duty_check c WHERE c.placement_id = ? AND c.finding = ?)
AND c.finding IN ('not_seen','substitute','cannot_work') LIMIT 1`, placementID, placementID, finding)
}
