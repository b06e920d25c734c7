package inspect

import (
	"strings"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// loadUninsuring tells which counties keep no policy here at all: there nobody can be said to have none.
func (c *City) loadUninsuring(r database.Reader, path string) error {
	for _, county := range c.Tree.At(region.County) {
		if !strings.HasPrefix(county.Path, path) && !strings.HasPrefix(path, county.Path) {
			continue
		}
		kept := 0
		placed, args := authz.Under(county.Path).SQL("l.path")
		covered, more := authz.Under(county.Path).SQL("c.path")
		if _, err := r.One(&kept, "SELECT CASE WHEN EXISTS (SELECT 1 FROM placement l WHERE "+placed+
			" AND l.insured_from IS NOT NULL) OR EXISTS (SELECT 1 FROM insurance_period c WHERE "+covered+
			") THEN 1 ELSE 0 END", append(args, more...)...); err != nil {
			return err
		}
		if kept == 0 {
			c.Partial["insurance|"+county.Path] = true
		}
	}
	return nil
}
