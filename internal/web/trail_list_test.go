package web_test

import (
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/trail"
)

// The trail shows what was done in one's scope, the latest first, each entry once; what inspectors did stands in their
// own list only.
func TestTrail_shows_the_scope_latest_first_and_inspectors_apart(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		for _, name := range []string{"甲一", "甲二", "甲三", "甲四"} {
			h.Person(apptest.Home, name)
			h.Person(apptest.Away, name)
		}
		path := h.Region(apptest.Home).Path
		var all []trail.Line
		last := clock.Moment(0)
		w := &listing.Window{Desc: true, Limit: 3, CountTo: 100}
		for page := 0; page < 100; page++ {
			var rows []trail.Line
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				rows, err = listing.Trail(s, authz.Under(path), w)
				return err
			}))
			for _, x := range rows {
				if !strings.HasPrefix(x.RegionPath, path) || last > 0 && x.AtUs > last {
					t.Errorf("%+v after %v", x, last)
				}
				last = x.AtUs
			}
			all = append(all, rows...)
			if len(rows) < 3 {
				break
			}
			w.After = rows[2].ID
		}
		made := slices.DeleteFunc(slices.Clone(all), func(x trail.Line) bool { return x.Act != "resident.register" })
		if int64(len(all)) != w.Total || len(made) != 4 {
			t.Errorf("%d of %d entries, %d of them people", len(all), w.Total, len(made))
		}
		w = &listing.Window{Desc: true, Limit: 50, CountTo: 100}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := listing.TrailOfInspectors(s, authz.Under(h.Region("3704").Path), w)
			if len(rows) != 0 || w.Total != 0 {
				t.Errorf("entries of inspectors: %+v", rows)
			}
			return err
		}))
	})
}

// The trails are shown to those who may read them, and handed out to nobody.
func TestTrail_refuses_other_roles_and_files(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	for _, x := range []struct {
		role authz.Role
		at   string
		path string
		want int
	}{
		{"audit_admin", "3704", "/trail", 200}, {"audit_admin", "3704", "/trail?as=xlsx", 403},
		{"audit_admin", "3704", "/trail?as=print", 403}, {"audit_admin", "3704", "/inspect/trail", 403},
		{"chief_inspector", apptest.County, "/inspect/trail", 200},
		{"chief_inspector", apptest.County, "/inspect/trail?as=xlsx", 403},
		{"township_reviewer", apptest.Town, "/trail", 403}, {"township_reviewer", apptest.Town, "/inspect/trail", 403},
	} {
		v := visit(t, base).signIn(apptest.Login(x.role, x.at))
		if code, _ := v.get(x.path); code != x.want {
			t.Errorf("%s of %s: %d, not %d", x.path, x.role, code, x.want)
		}
	}
}
