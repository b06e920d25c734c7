package changeover

import (
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// Preview counts what a merger of a village would move.
func Preview(r database.Reader, from *region.Region) (Effect, error) {
	var e Effect
	for _, x := range []struct {
		n    *int64
		from string
	}{
		{&e.People, "person WHERE village_id = ?"},
		{&e.Posts, "post WHERE village_id = ? AND state <> 'closed'"},
		{&e.Applications, "application WHERE village_id = ? AND state NOT IN ('placed', 'waiting', 'refused', 'withdrawn')"},
		{&e.Holders, "placement WHERE village_id = ? AND state <> 'ended'"},
		{&e.Grants, "user_grant WHERE region_id = ? AND revoked_us IS NULL"},
	} {
		if _, err := r.One(x.n, "SELECT COUNT(*) AS n FROM "+x.from, from.ID); err != nil {
			return e, err
		}
	}
	return e, nil
}
