package demo

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/divisions"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func office(t *testing.T, db *database.DB) (*app.App, *clock.Set) {
	t.Helper()
	h := apptest.New(t, dbtest.SQLite(t)) // for its key ring: both offices must seal alike
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	a, err := app.InitOn(ctx, app.Config{Data: t.TempDir()}, db, h.Ring, divisions.Zaozhuang, divisions.ZaozhuangUnits,
		true, set, slog.New(slog.NewTextHandler(io.Discard, nil)))
	apptest.Must(t, err)
	return a, set
}

func TestBuild_is_the_same_for_a_seed_and_its_trail_and_rules_hold(t *testing.T) {
	build := func(seed uint64) (string, *app.App) {
		a, set := office(t, dbtest.SQLite(t))
		city, err := Build(ctx, a, set, Options{Posts: 300, Months: 4, Seed: seed})
		apptest.Must(t, err)
		var all []string
		var tree *region.Tree
		apptest.Must(t,
			a.DB.Read(ctx, func(s *database.Snapshot) (err error) { tree, err = region.Load(s, Until); return err }))
		for _, r := range tree.At(region.Village) {
			if f := facts(t, a, r.Path); f != "" {
				all = append(all, f)
			}
		}
		if len(city.Logins) != 17 {
			t.Errorf("%d logins", len(city.Logins))
		}
		return strings.Join(all, "\n"), a
	}
	one, a := build(1)
	again, _ := build(1)
	other, _ := build(2)
	if one != again || one == other {
		t.Fatal("the seed does not decide the city")
	}
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		if _, err := trail.Verify(s, app.Witnessed(), ""); err != nil {
			t.Error(err)
		}
		var bad []string
		for what, q := range map[string]string{
			"identity numbers outside the reserved place": "SELECT name FROM person WHERE id_tail = ''",
			"holders before their filing": "SELECT a.number FROM placement l JOIN application a ON a.id = " +
				"l.application_id JOIN application_step f ON f.application_id = a.id AND f.step = 'file' WHERE f.on_date > " +
				"l.start_on",
			"posts opened beyond the quota": "SELECT path FROM quota WHERE opened + given_down > total",
			"applications before the post was free": "SELECT a.number FROM application a JOIN placement l ON l.post_id " +
				"= a.post_id WHERE l.application_id <> a.id AND l.end_on IS NOT NULL AND a.submitted_on <= l.end_on AND " +
				"a.submitted_on > l.start_on",
		} {
			var hit []string
			if err := s.Select(&hit, q); err != nil {
				return err
			}
			if len(hit) > 0 {
				bad = append(bad, fmt.Sprintf("%s: %d", what, len(hit)))
			}
		}
		if len(bad) > 0 {
			t.Error(bad)
		}
		return nil
	}))
}

// The smallest cities are made too, and whatever is planted in them stays in balance.
func TestBuild_makes_the_smallest_cities(t *testing.T) {
	for _, posts := range []int{1, 40} {
		a, set := office(t, dbtest.SQLite(t))
		last := 0
		_, err := Build(ctx, a, set, Options{Posts: posts, Months: 3, Seed: 3, Progress: func(_ string, done, total int) {
			if done > total || done < last {
				t.Errorf("%d of %d after %d", done, total, last)
			}
			last = done
		}})
		apptest.Must(t, err)
	}
}

// The bank's file of a batch made in bulk is the file that the program makes for it.
func TestBatch_of_the_demo_has_its_real_file(t *testing.T) {
	a, set := office(t, dbtest.SQLite(t))
	_, err := Build(ctx, a, set, Options{Posts: 200, Months: 3, Seed: 1})
	apptest.Must(t, err)
	var ids []int64
	apptest.Must(t,
		a.DB.Read(ctx,
			func(s *database.Snapshot) error { return s.Select(&ids, "SELECT id FROM pay_batch WHERE items > 0") }))
	if len(ids) < 6 {
		t.Fatalf("%d batches", len(ids))
	}
	for _, id := range ids {
		if _, err := a.Payments.File(ctx, authz.System("test"), id); err != nil {
			t.Errorf("batch %d: %v", id, err)
		}
	}
}
