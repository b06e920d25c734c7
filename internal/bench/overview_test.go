package bench

import (
	"fmt"
	"testing"

	"gangwei/internal/forms/overview"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// The city's overview over 60 months, by itself: there is nothing bare that answers the same.
func BenchmarkOverview(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { cityOverview(b, onSQLite(b), 60) })
	b.Run("mariadb", func(b *testing.B) { cityOverview(b, onMariaDB(b), 12) })
}

func cityOverview(b *testing.B, on store, months int) {
	a := buildAt(b, b.TempDir(), on.address, posts(b), months)
	defer a.Close()
	may := overview.BoardMay{Pay: true, Checks: true, Complaints: true, Findings: true, Rectify: true,
		Actor: authz.System("bench")}
	var tree *region.Tree
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		tree, err = region.Load(s, a.Clock.Now().Date())
		return err
	}))
	b.ResetTimer()
	var ours []spent
	queries := 0
	a.DB.Observe(func(string, []any) { queries++ })
	defer a.DB.Observe(nil)
	for range 2*runs + 1 {
		queries = 0
		must(b, a.DB.Read(ctx, func(s *database.Snapshot) error {
			begun := start()
			_, err := overview.BoardOf(s, tree, tree.Top(), a.Clock.Now(), may)
			ours = append(ours, since(begun))
			return err
		}))
	}
	tell(b, fmt.Sprintf("%s: overview of the city over %d months, %d queries", on.name, months, queries), ours)
}
