package database_test

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/migrations"
)

// wholeOf a kind: its migrations and the statements of schema.sql.
func wholeOf(t *testing.T, kind string) ([]database.Migration, []string) {
	t.Helper()
	all, err := database.LoadMigrations(migrations.Files, kind)
	must(t, err)
	whole, err := database.LoadWhole(migrations.Files, kind)
	must(t, err)
	if len(whole) < 200 {
		t.Fatalf("only %d statements", len(whole))
	}
	return all, whole
}

func tablesIn(t *testing.T, db *database.DB) (n int) {
	t.Helper()
	q := "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
	if db.Kind() == "sqlite" {
		q = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"
	}
	must(t, db.Read(ctx, func(s *database.Snapshot) error { _, err := s.One(&n, q); return err }))
	return n
}

// everyWay to bring a database up or to ask how far it is.
func everyWay(db *database.DB, all []database.Migration, whole []string) map[string]error {
	_, status := db.Status(ctx, all)
	return map[string]error{"up": db.Up(ctx, all, whole, nil), "migrate": db.Migrate(ctx, all, nil), "status": status}
}

// little is a schema of two tables and a trigger: how a making is broken off does not hang on how much there is to
// make.
func little() ([]database.Migration, []string) {
	steps := []string{
		"CREATE TABLE try_one (\n  id INT NOT NULL PRIMARY KEY\n)",
		"CREATE TRIGGER try_one_no_delete BEFORE DELETE ON try_one FOR EACH ROW SIGNAL SQLSTATE '45000'",
		"CREATE TABLE try_two (\n  id INT NOT NULL PRIMARY KEY\n)",
	}
	all := []database.Migration{{Name: "0900_try", Steps: steps}}
	return all, slices.Concat([]string{database.BookkeepingTable}, steps, []string{database.Bookkeeping(all)})
}

// done are all migrations to their last step.
func done(t *testing.T, db *database.DB, all []database.Migration) {
	t.Helper()
	status, err := db.Status(ctx, all)
	must(t, err)
	for _, p := range status {
		if p.Done != p.Total {
			t.Errorf("%+v", p)
		}
	}
}

func TestUp_refuses_a_schema_that_is_behind_the_migrations(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, fresh func() *database.DB) {
		db := fresh()
		all, whole := wholeOf(t, db.Kind())
		added := database.Migration{Name: "0900_try", Steps: []string{"CREATE TABLE try_one (id INT)"}}
		later := append(slices.Clone(all), added)
		for _, less := range [][]string{whole, whole[:len(whole)-1], nil} {
			if err := db.Up(ctx, later, less, nil); !errors.Is(err, database.ErrWholeStale) {
				t.Errorf("%v", err)
			}
		}
		if n := tablesIn(t, db); n != 0 {
			t.Errorf("%d tables were made all the same", n)
		}
	})
}

// Another program's tables are left alone, and nothing is put beside them.
func TestUp_refuses_tables_without_bookkeeping(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, fresh func() *database.DB) {
		db := fresh()
		all, whole := wholeOf(t, db.Kind())
		for _, table := range []string{
			"CREATE TABLE invoice (id INT)",
			database.BookkeepingTable, // empty, as it is left where the account may make no triggers
		} {
			must(t, exec(db, table))
			before := tablesIn(t, db)
			for what, err := range everyWay(db, all, whole) {
				var foreign *database.Foreign
				if !errors.As(err, &foreign) || !slices.Equal(foreign.Tables, []string{"invoice"}) ||
					!strings.Contains(err.Error(), "invoice") || !strings.Contains(err.Error(), "empty database") {
					t.Errorf("%s: %v", what, err)
				}
			}
			if n := tablesIn(t, db); n != before {
				t.Errorf("%d tables, before %d", n, before)
			}
		}
	})
}

// Where structure is written in a transaction, a making that fails leaves nothing.
func TestUp_that_fails_leaves_an_embedded_database_empty(t *testing.T) {
	db, err := database.Open(ctx, "sqlite:"+t.TempDir()+"/x.db")
	must(t, err)
	defer db.Close()
	all, whole := wholeOf(t, "sqlite")
	broken := slices.Insert(slices.Clone(whole), len(whole)/2, "CREATE TABLE broken ((")
	if err := db.Up(ctx, all, broken, nil); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Fatalf("%v", err)
	}
	if n := tablesIn(t, db); n != 0 {
		t.Errorf("%d tables are left", n)
	}
	must(t, db.Up(ctx, all, whole, nil))
	done(t, db, all)
}

// Where each statement commits by itself, a making that is cut off is known as one by everything that looks at the
// database, until it is made anew. Before the first statement there is nothing to know, and it simply runs again.
func TestUp_cut_off_on_a_live_server_is_known_and_said(t *testing.T) {
	all, whole := little()
	for _, x := range []struct {
		at    string
		after bool
		half  bool
	}{
		{"CREATE TABLE IF NOT EXISTS schema_migration", true, false},
		{"CREATE TRIGGER schema_migration_try", true, false},
		{"DROP TRIGGER schema_migration_try", false, false},
		{"'schema.sql', 1,", false, false},
		{"CREATE TABLE try_one (", false, true},
		{"CREATE TABLE try_one (", true, true},
		{"CREATE TRIGGER try_one_no_delete", false, true},
		{"CREATE TABLE try_two (", true, true},
		{"VALUES\n  ('0900_try', 1,", false, true},
		{"DELETE FROM schema_migration WHERE name = 'schema.sql'", true, true},
	} {
		t.Run(x.at, func(t *testing.T) {
			address := dbtest.Empty(t)
			wire, cuttable := dbtest.Wire(t, address)
			db, err := database.Open(ctx, "mysql:"+cuttable)
			must(t, err)
			defer db.Close()
			wire.CutAt(x.at, x.after)
			if err := db.Up(ctx, all, whole, nil); err == nil || wire.Cuts() != 1 {
				t.Fatalf("%d cuts, and %v", wire.Cuts(), err)
			}
			if x.half {
				for what, err := range everyWay(db, all, whole) {
					var half *database.HalfMade
					if !errors.As(err, &half) || !strings.Contains(err.Error(), "DROP DATABASE") {
						t.Errorf("%s: %v", what, err)
					}
				}
				name := address[strings.LastIndex(address, "/")+1:]
				must(t, exec(db, "DROP DATABASE "+name))
				must(t, exec(db, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"))
				must(t, db.Close()) // the dropped database was the connections' own
				db, err = database.Open(ctx, "mysql:"+address)
				must(t, err)
				defer db.Close()
			}
			must(t, db.Up(ctx, all, whole, nil))
			done(t, db, all)
		})
	}
}

// An account that may make no triggers is told so before anything is made: with the right it goes through.
func TestUp_asks_for_the_right_to_make_triggers_first(t *testing.T) {
	address := dbtest.Empty(t)
	name := address[strings.LastIndex(address, "/")+1:]
	schema := "`" + strings.ReplaceAll(name, "_", `\_`) + "`" // in a grant, _ stands for any letter
	raw, err := sql.Open("mysql", address)
	must(t, err)
	defer raw.Close()
	grant := func(rights string) {
		t.Helper()
		_, err := raw.Exec("GRANT " + rights + " ON " + schema + ".* TO gwapp@'127.0.0.1'")
		must(t, err)
	}
	grant("SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES")
	defer func() { _, _ = raw.Exec("REVOKE ALL ON " + schema + ".* FROM gwapp@'127.0.0.1'") }()
	_, rest, _ := strings.Cut(address, "@")
	asApp := func() *database.DB {
		t.Helper()
		db, err := database.Open(ctx, "mysql:gwapp:gwapp@"+rest)
		must(t, err)
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	db := asApp()
	all, whole := little()
	if err := db.Up(ctx, all, whole, nil); err == nil || !strings.Contains(err.Error(), "triggers") {
		t.Fatalf("%v", err)
	}
	if n := tablesIn(t, db); n != 1 {
		t.Errorf("%d tables were made", n)
	}
	grant("TRIGGER")
	db = asApp() // a connection knows the rights that it began with
	must(t, db.Up(ctx, all, whole, nil))
	done(t, db, all)
}
