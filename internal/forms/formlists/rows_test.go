package formlists_test

import (
	"fmt"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

// alliances is a number of rows of the list of labour alliances.
func alliances(n int) (out []formlists.Row) {
	for i := range n {
		out = append(out, formlists.Row{N: i + 1, Entry: formlists.Entry{Name: fmt.Sprintf("劳务联盟%d", i+1), Level: "市级",
			FromOn: civil.MustDate("2024-03-01")}})
	}
	return out
}

// Rows that are typed or pasted together are entered all or none; each fault stands on its row's field.
func TestEnterRows_enters_all_rows_or_none(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u := h.Unit(apptest.County).ID
		office := h.Actor("unit_reporter", apptest.County)
		enter := func(a authz.Actor, key, kind string, rows []formlists.Row) (int, error) {
			return h.Registers.EnterRows(ctx, a, key, u, kind, rows)
		}
		count := func() (n int) {
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
				all, err := formlists.All(s, u, "alliance")
				n = len(all)
				return err
			}))
			return n
		}
		bad := alliances(6)
		bad[1].FromOn = civil.Date{}
		bad[3].Name = "劳务联盟1" // as the first row
		bad[4].Level = "一个很长很长很长很长很长很长很长很长很长的级别"
		for _, x := range []struct {
			name, code, field, kind string
			a                       authz.Actor
			rows                    []formlists.Row
		}{
			{"another role", "authz.forbidden", "", "alliance", h.Actor("city_manager", "3704"), alliances(1)},
			{"another unit", "authz.not_found", "", "alliance", h.Actor("unit_reporter", "370481"), alliances(1)},
			{"another department", "unit.not_department", "", "alliance",
				h.Actor("department_clerk", apptest.County), alliances(1)},
			{"no such list", "form.choice", "kind", "nothing", office, alliances(1)},
			{"no row", "register.no_rows", "", "alliance", office, nil},
			{"a wrong row", "form.future", "from_on_2", "alliance", office, bad},
			{"the same twice", "register.twice", "name_4", "alliance", office, bad},
			{"too long", "form.long", "level_5", "alliance", office, bad},
		} {
			_, err := enter(x.a, "", x.kind, x.rows)
			found := false
			for _, e := range errs.All(err) {
				found = found || e.Code == x.code && e.Field == x.field
			}
			if !found {
				t.Errorf("%s: %v", x.name, err)
			}
		}
		if n := count(); n != 0 {
			t.Fatalf("%d rows were entered half", n)
		}
		n, err := enter(office, "once", "alliance", alliances(200))
		if err != nil || n != 200 || count() != 200 {
			t.Errorf("%d rows: %v", n, err)
		}
		if n, err := enter(office, "once", "alliance", alliances(200)); err != nil || n != 200 || count() != 200 {
			t.Errorf("the same form twice: %d, %v", n, err)
		}
		_, err = enter(office, "", "alliance", alliances(1))
		apptest.Want(t, "another form with the same row", "register.twice", err)
	})
}

// Two windows with the same rows at the same moment: one of them is told that they are there.
func TestEnterRows_of_two_windows_at_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u := h.Unit(apptest.County).ID
		done := apptest.AtOnce(4, func() (int, error) {
			return h.Registers.EnterRows(ctx, h.Actor("unit_reporter", apptest.County), "", u, "alliance", alliances(3))
		})
		if done != 3 {
			t.Errorf("%d rows were entered", done)
		}
	})
}
