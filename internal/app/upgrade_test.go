package app_test

import (
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
)

// compared are the tables in which a new office has rows, with the columns by which an upgraded one must have the
// same: what stands in them, not when it came or under which number. A table that is in neither list makes the test
// fail.
var compared = map[string]string{
	"rule_parameter":        "CONCAT(param, ' ', region_path, ' ', fund, ' ', from_date, ' ', state)",
	"holiday":               "CONCAT(day, ' ', worked, ' ', name)",
	"post_kind":             "CONCAT(code, ' ', parent, ' ', name, ' ', sort_order)",
	"target":                "CONCAT(measure, ' ', value, ' ', from_date, ' ', until_date, ' ', document)",
	"region":                "CONCAT(id, ' ', path, ' ', level)",
	"region_name":           "CONCAT(region_id, ' ', code, ' ', name)",
	"reporting_unit":        "CONCAT(code, ' ', name, ' ', sort_order)",
	"reporting_unit_region": "CONCAT(unit_id, ' ', region_id, ' ', takes)",
	"trail_head":            "chain",
	"setting":               "name",
}

// ofItsOwn are tables in which each office has what befell it.
var ofItsOwn = []string{"schema_migration", "account_baseline", "trail_entry", "desk_key", "sqlite_stat1",
	"sqlite_stat4"}

// tablesOf a database that have rows.
func tablesOf(t *testing.T, db *database.DB) (out []string) {
	t.Helper()
	q := `SELECT table_name FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'`
	if db.Kind() == "sqlite" {
		q = "SELECT name FROM sqlite_master WHERE type = 'table'"
	}
	var all []string
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error { return s.Select(&all, q) }))
	for _, name := range all {
		if count(t, db, "SELECT COUNT(*) FROM "+name) > 0 {
			out = append(out, name)
		}
	}
	return out
}

// standing rows of an office, by table.
func standing(t *testing.T, db *database.DB) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for table, what := range compared {
		var rows []string
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			return s.Select(&rows, "SELECT "+what+" AS x FROM "+table+" ORDER BY 1")
		}))
		out[table] = rows
	}
	return out
}

// values of the rulebook, by what they are of.
func values(t *testing.T, db *database.DB) map[string]string {
	t.Helper()
	var rows []struct{ OfWhat, Value string }
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&rows, "SELECT "+compared["rule_parameter"]+" AS of_what, value FROM rule_parameter")
	}))
	out := map[string]string{}
	for _, x := range rows {
		out[x.OfWhat] = x.Value
	}
	return out
}

var silent = slog.New(slog.NewTextHandler(io.Discard, nil))

// upgrade as 'gangwei migrate up' does, and open.
func upgrade(t *testing.T, db *database.DB) *app.App {
	t.Helper()
	all, err := app.Migrations(db)
	apptest.Must(t, err)
	apptest.Must(t, db.Migrate(ctx, all, nil))
	_, err = app.Bring(ctx, db)
	apptest.Must(t, err)
	a, err := app.Join(ctx, app.Config{Data: t.TempDir()}, db, apptest.Ring(t), nil, silent)
	apptest.Must(t, err)
	return a
}

// An office that any of the last programs made has, once it is upgraded, what a new one has; and what it has of its
// own.
func TestUpgrade_of_an_office_of_each_of_the_last_schemas_gives_what_a_new_one_has(t *testing.T) {
	empty(t, func(t *testing.T, fresh func() *database.DB) {
		db := fresh()
		_, err := app.InitOn(ctx, app.Config{Data: t.TempDir()}, db, apptest.Ring(t),
			apptest.Divisions, apptest.Units, false, nil, silent)
		apptest.Must(t, err)
		for _, table := range tablesOf(t, db) {
			if compared[table] == "" && !slices.Contains(ofItsOwn, table) {
				t.Errorf("a new office has rows in %s: bring them to an older one, and compare them here", table)
			}
		}
		want, delivered := standing(t, db), values(t, db)
		schemas := apptest.OldSchemas(t, db)
		if db.Kind() != "sqlite" { // a server takes its time to migrate: the oldest, the newest and two between
			schemas = []string{schemas[0], "0035", "0041", schemas[len(schemas)-1]}
		}
		for _, schema := range schemas {
			t.Run(schema, func(t *testing.T) {
				old := fresh()
				apptest.Old(t, old, apptest.Ring(t), schema)
				before := values(t, old)
				a := upgrade(t, old)
				got := standing(t, old)
				for _, table := range slices.Sorted(maps.Keys(compared)) {
					for _, row := range want[table] {
						if !slices.Contains(got[table], row) {
							t.Errorf("%s lacks %s", table, row)
						}
					}
					if len(got[table]) != len(want[table]) {
						t.Errorf("%s: %d rows, a new office has %d", table, len(got[table]), len(want[table]))
					}
				}
				after := values(t, old)
				for key, value := range before { // the delivered share of two thirds, which is written as it is now (0058)
					if strings.HasPrefix(key, "review.quorum_percent ") && value == "67" {
						before[key] = "2/3"
					}
				}
				for key, value := range after {
					if was, there := before[key]; there && value != was || !there && value != delivered[key] {
						t.Errorf("%s is %q; before %q, delivered %q", key, value, was, delivered[key])
					}
				}
				for key := range before {
					if _, there := after[key]; !there {
						t.Errorf("%s is gone", key)
					}
				}
				apptest.Must(t, old.Read(ctx, func(s *database.Snapshot) error {
					_, err := trail.Verify(s, app.Witnessed(), "")
					return err
				}))
				breaks, err := a.Counter.Count(ctx, old)
				if err != nil || len(breaks) > 0 {
					t.Errorf("%v %v", breaks, err)
				}
				entries := count(t, old, "SELECT COUNT(*) FROM trail_entry")
				b, err := app.Bring(ctx, old)
				apptest.Must(t, err)
				if now := count(t, old, "SELECT COUNT(*) FROM trail_entry"); !b.Nothing() || now != entries {
					t.Errorf("brought again: %+v", b)
				}
			})
		}
	})
}

// What an office has set itself stays in force, on every day on which it was.
func TestUpgrade_never_takes_the_place_of_what_an_office_has_set(t *testing.T) {
	empty(t, func(t *testing.T, fresh func() *database.DB) {
		db := fresh()
		apptest.Old(t, db, apptest.Ring(t), "0040")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			for _, q := range []string{
				// its own word on a parameter that the program knew, from before the delivered one
				"UPDATE rule_parameter SET value = '9' WHERE param = 'bank.mend_first'",
				"DELETE FROM rule_parameter WHERE param = 'wage.hourly_min' AND from_date > '2022-01-01'",
				// and on one of the new ones, which it may have proposed before it was brought: over all, and for one
				// county
				set("wage.hourly_min", "0001", "2022-06-01", "19.5"),
				set("complaint.ask_days", "0001", "2020-01-01", "7"),
				set("report.cutoff_day", "00010002", "2025-01-01", "8"),
				"INSERT INTO holiday (day, worked, name, source) VALUES ('2027-01-01', 0, '元旦', '国办发明电〔2026〕9号')",
				"DELETE FROM holiday WHERE day = '2026-10-01'",
				"UPDATE holiday SET source = '市政府办公室通知' WHERE day = '2025-10-02'",
				"DELETE FROM holiday WHERE day = '2025-10-01'",
				"UPDATE post_kind SET name = '村内保洁' WHERE code = 'cleaning'",
			} {
				if _, err := tx.Exec(q); err != nil {
					return err
				}
			}
			return nil
		}))
		upgrade(t, db)
		brought, err := app.Lacks(ctx, db)
		apptest.Must(t, err)
		slices.Sort(brought.Own)
		if !brought.Nothing() || strings.Join(brought.Own, " ") != "complaint.ask_days wage.hourly_min" {
			t.Errorf("%+v", brought)
		}
		text := func(q string) (s string) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) error { _, err := r.One(&s, q); return err }))
			return s
		}
		latest := func(param string) string {
			return "SELECT value FROM rule_parameter WHERE param = '" + param + "' ORDER BY from_date DESC LIMIT 1"
		}
		const visits = " FROM trail_entry WHERE act = 'office.upgrade'"
		for _, x := range []struct{ q, want string }{
			{latest("bank.mend_first"), "9"},
			{latest("complaint.ask_days"), "7"},
			{latest("wage.hourly_min"), "19.5"},
			{"SELECT COUNT(*) FROM rule_parameter WHERE param = 'report.cutoff_day'", "2"},
			{"SELECT decided_key FROM rule_parameter WHERE param = 'form.owner.workshops'", "system:upgrade"},
			{"SELECT COUNT(*) FROM holiday WHERE day = '2026-10-01'", "1"},
			{"SELECT COUNT(*) FROM holiday WHERE day = '2025-10-01'", "0"},
			{"SELECT name FROM post_kind WHERE code = 'cleaning'", "村内保洁"},
			{"SELECT COUNT(*)" + visits, "1"},
			{"SELECT actor" + visits, "system"},
		} {
			if got := text(x.q); got != x.want {
				t.Errorf("%s: %s, want %s", x.q, got, x.want)
			}
		}
		if detail := text("SELECT detail" + visits); !strings.Contains(detail, "form.owner.workshops") {
			t.Errorf("the trail does not say what came: %s", detail)
		}
	})
}

// set is a value that the office's own people proposed and approved.
func set(param, path, from, value string) string {
	return `INSERT INTO rule_parameter (param, region_path, fund, from_date, value, reason, document, state,
proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us) VALUES ('` +
		strings.Join([]string{param, path, "", from, value}, "', '") +
		`', '区文件', '文号', 'approved', 1, 'aa', 1, 2, 'bb', 1)`
}

// Two programs upgrade at the same moment: everything comes once.
func TestBring_at_once_brings_once(t *testing.T) {
	const owners = "param LIKE 'form.owner.%'"
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			for _, q := range []string{"DELETE FROM rule_parameter WHERE " + owners, "DELETE FROM target"} {
				if _, err := tx.Exec(q); err != nil {
					return err
				}
			}
			return nil
		}))
		came := apptest.AtOnce(4, func() (int, error) {
			b, err := app.Bring(ctx, db)
			if err != nil {
				t.Error(err)
			}
			return len(b.Parameters), err
		})
		if n := count(t, db, "SELECT COUNT(*) FROM rule_parameter WHERE "+owners); came != n || n != 10 {
			t.Errorf("%d came, %d are there", came, n)
		}
		if n := count(t, db, "SELECT COUNT(*) FROM trail_entry WHERE act = 'office.upgrade'"); n != 1 {
			t.Errorf("%d visits", n)
		}
		tomorrow := clock.On(h.Clock.Now().Date().AddDays(1), 0, 0)
		if count(t, db, fmt.Sprintf("SELECT COUNT(*) FROM trail_entry WHERE at_us > %d", tomorrow)) != 0 {
			t.Error("a demonstration's story was moved to this day")
		}
	})
}
