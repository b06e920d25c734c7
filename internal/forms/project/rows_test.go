package project_test

import (
	"fmt"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/project"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Projects that are typed or pasted together are entered all or none; each fault stands on its row's field.
func TestEnterRows_enters_all_projects_or_none(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u := h.Unit(apptest.County).ID
		office := h.Actor("unit_reporter", apptest.County)
		rows := func(n int) (out []project.Row) {
			for i := range n {
				out = append(out, project.Row{N: i + 1, Project: one(fmt.Sprintf("温室大棚%d", i+1))})
			}
			return out
		}
		running := func() (n int) {
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
				all, err := project.Running(s, u)
				n = len(all)
				return err
			}))
			return n
		}
		bad := rows(3)
		bad[1].JobsPovertyOut, bad[2].Name = 31, "温室大棚1"
		for _, x := range []struct {
			name, code, field string
			a                 authz.Actor
			rows              []project.Row
		}{
			{"another role", "authz.forbidden", "", h.Actor("city_manager", "3704"), rows(1)},
			{"another unit", "authz.not_found", "", h.Actor("unit_reporter", "370481"), rows(1)},
			{"no row", "project.no_rows", "", office, nil},
			{"a wrong row", "project.part", "jobs_poverty_out_2", office, bad},
			{"the same twice", "project.twice", "name_3", office, bad},
		} {
			_, err := h.Projects.EnterRows(ctx, x.a, "", u, x.rows)
			found := false
			for _, e := range errs.All(err) {
				found = found || e.Code == x.code && e.Field == x.field
			}
			if !found {
				t.Errorf("%s: %v", x.name, err)
			}
		}
		if n := running(); n != 0 {
			t.Fatalf("%d projects were entered half", n)
		}
		for range 2 { // the second click brings nothing more
			if n, err := h.Projects.EnterRows(ctx, office, "once", u, rows(40)); err != nil || n != 40 || running() != 40 {
				t.Errorf("%d projects: %v", n, err)
			}
		}
	})
}
