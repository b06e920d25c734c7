package reconcile_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/reconcile"
	"gangwei/internal/platform/database"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestNightly_counts_once_a_day_and_keeps_what_it_found(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		day, city := civil.MustDate(apptest.Day), h.Region("3704").Path
		count := func(on civil.Date, hour int, want bool) (o reconcile.Outcome) {
			t.Helper()
			h.Set.Move(clock.On(on, hour, 30))
			ran, err := h.Counter.Nightly(apptest.Ctx, h.Desk, city)
			apptest.Must(t, err)
			if ran != want {
				t.Errorf("%s, %d o'clock: counted %t", on, hour, ran)
			}
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
				o, _, err = reconcile.Latest(s)
				return err
			}))
			return o
		}
		if o := count(day, 9, true); o.Broken != 0 || o.Said != "" || o.Checks == 0 {
			t.Errorf("an office that agrees: %+v", o)
		}
		count(day, 15, false)
		next := day.AddDays(1)
		count(next, 1, false)
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE post SET quota_id = (SELECT MAX(id) FROM quota) WHERE id = ?", h.Posts[0])
			return err
		}))
		if o := count(next, 2, true); o.Broken == 0 || !strings.Contains(o.Said, "opened posts equal the quota's count") {
			t.Errorf("a post moved past the plan: %+v", o)
		}
	})
}

// What was mended, or was only the program's own error, does not warn until the next night; what still does not agree
// goes on warning.
func TestRecount_takes_a_warning_back_that_no_longer_holds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		city := h.Region("3704").Path
		alarm := func(n int) {
			t.Helper()
			apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
				_, err := tx.Create("INSERT INTO reconcile_run (at_us, checks, broken, said) VALUES (?, 30, ?, 'x')",
					int64(h.Set.Now()), n)
				return err
			}))
		}
		recount := func(want bool, broken int64) {
			t.Helper()
			counted, err := h.Counter.Recount(apptest.Ctx, h.Desk, city)
			apptest.Must(t, err)
			var o reconcile.Outcome
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
				o, _, err = reconcile.Latest(s)
				return err
			}))
			if counted != want || o.Broken != broken {
				t.Errorf("counted %t, %+v", counted, o)
			}
		}
		recount(false, 0) // nothing was counted yet
		alarm(1)
		recount(true, 0)
		recount(false, 0)
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE post SET quota_id = (SELECT MAX(id) FROM quota) WHERE id = ?", h.Posts[0])
			return err
		}))
		alarm(1)
		recount(true, 2)
		alarm(1)
		apptest.Must(t, h.Reconcile(apptest.Ctx)) // as the office opens
		recount(true, 2)
	})
}
