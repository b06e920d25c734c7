package app_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// Statistics are gathered when the program starts, and once in each night after.
func TestGatherStatistics_once_a_day(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		for _, step := range []struct {
			days int
			want bool
		}{{0, true}, {0, false}, {1, true}, {0, false}, {1, true}} {
			if step.days > 0 {
				h.Set.Move(clock.On(h.Set.Now().Date().AddDays(step.days), 1, 0))
			}
			got, err := h.GatherStatistics(apptest.Ctx)
			apptest.Must(t, err)
			if got != step.want {
				t.Errorf("%s: gathered %v", h.Set.Now().Date(), got)
			}
		}
	})
}
