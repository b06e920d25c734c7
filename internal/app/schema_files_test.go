package app_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/office"
	"gangwei/migrations"
)

var update = flag.Bool("update", false, "write schema.sql of each kind and docs/schema.md anew, as 'make schema' does")

const bookkeeping = "schema_migration"

// holds is what a table holds, in one sentence.
func holds(t *testing.T) func(table string) string {
	t.Helper()
	says := map[string]string{}
	for _, w := range app.Tables() {
		for _, x := range w.Tables {
			says[x.Name] = x.Holds
		}
	}
	return func(table string) string {
		if says[table] == "" {
			t.Errorf("table %s has no owner and no sentence: write them into its wing's tables.go", table)
		}
		return says[table]
	}
}

// folded is the structure of a kind, and its migrations.
func folded(t *testing.T, kind string) (*structure, []database.Migration) {
	t.Helper()
	all, err := database.LoadMigrations(migrations.Files, kind)
	apptest.Must(t, err)
	s, err := fold(all)
	apptest.Must(t, err)
	return s, all
}

// Whoever adds a migration has schema.sql and the manual of tables made anew.
func TestSchema_files_are_made_of_the_migrations(t *testing.T) {
	want := map[string]string{}
	shapes := map[string]*structure{}
	for _, kind := range []string{"sqlite", "mysql"} {
		s, all := folded(t, kind)
		shapes[kind] = s
		want["migrations/"+kind+"/schema.sql"] = s.wholeSQL(kind, all, holds(t))
	}
	text, err := manual(shapes["sqlite"], shapes["mysql"])
	apptest.Must(t, err)
	want["docs/schema.md"] = text
	if t.Failed() {
		return // nothing is written that lacks its sentence
	}
	for name, text := range want {
		path := filepath.Join("../..", name)
		if *update {
			apptest.Must(t, os.WriteFile(path, []byte(text), 0o644))
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("%s is not made of these migrations: run 'make schema' (%v)", name, err)
		}
	}
}

// Each table of the schema has one owner, which is a room; and what is said of it is so.
func TestTables_have_each_one_owner(t *testing.T) {
	s, _ := folded(t, "sqlite")
	rooms := map[string]bool{}
	apptest.Must(t, filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			rooms[d.Name()] = true
		}
		return err
	}))
	owned := map[string]string{}
	for _, w := range app.Tables() {
		for _, x := range w.Tables {
			if was, twice := owned[x.Name]; twice {
				t.Errorf("%s is of %s and of %s", x.Name, was, x.Owner)
			}
			owned[x.Name] = x.Owner
			if !rooms[x.Owner] || x.Holds == "" {
				t.Errorf("%s: its owner %q is no room, or what it holds is not said", x.Name, x.Owner)
			}
			if x.Witness != nil && x.Witness.Name != x.Name {
				t.Errorf("%s: the trail answers for %s in its place", x.Name, x.Witness.Name)
			}
			if i := s.find(x.Name); i >= 0 {
				sealedAre(t, s.tables[i], x.Sealed)
			} else if x.Name != bookkeeping {
				t.Errorf("%s is no table of the schema", x.Name)
			}
		}
	}
	for _, x := range s.tables {
		if owned[x.name] == "" {
			t.Errorf("table %s has no owner: write it into its wing's tables.go", x.name)
		}
	}
	if len(owned) < 100 || len(owned) != len(s.tables)+1 {
		t.Errorf("%d tables are owned, there are %d", len(owned), len(s.tables)+1)
	}
}

// sealedAre a table's columns of ciphertext, as the office lists them to hold its keys against.
func sealedAre(t *testing.T, x *table, said []string) {
	t.Helper()
	var are []string
	for _, c := range office.SealedColumns {
		if c.Table == x.name {
			are = append(are, c.Column)
		}
	}
	if !slices.Equal(are, said) {
		t.Errorf("%s: sealed are %v, said is %v", x.name, are, said)
	}
}
