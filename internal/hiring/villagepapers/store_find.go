package villagepapers

import (
	"slices"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Find the printed sheet of a scope, and of some kinds, that has a number.
func Find(r database.Reader, scope authz.Scope, kinds []string, number string) ([]Form, error) {
	f, found, err := formBy(r, number)
	if err != nil || !found || !scope.Covers(f.Path) || !slices.Contains(kinds, f.Kind) {
		return nil, err
	}
	return []Form{f}, nil
}
