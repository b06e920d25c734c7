package app_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// said reads lines of text out of a database.
func said(t *testing.T, db *database.DB, query string, args ...any) (out []string) {
	t.Helper()
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error { return s.Select(&out, query, args...) }))
	return out
}

var (
	spaces = regexp.MustCompile(`\s+`)
	nextNo = regexp.MustCompile(` AUTO_INCREMENT=\d+`)
	// MySQL writes a check anew when an index comes to its table later: with the character set before a word, and a
	// negative number without brackets.
	charsetOf = regexp.MustCompile(`_(?:ascii|utf8mb4)'`)
	negative  = regexp.MustCompile(`-\((\d+)\)`)
	checkName = regexp.MustCompile("CONSTRAINT `(?:CONSTRAINT_\\d+|\\w+_chk_\\d+)` ")
)

// structureOf a database as its server tells it, a line for each thing: tables with their columns, keys, checks and
// indexes, triggers with their text.
func structureOf(t *testing.T, db *database.DB) []string {
	t.Helper()
	if db.Kind() == "sqlite" {
		return structureOfSQLite(t, db)
	}
	out := said(t, db, `SELECT CONCAT(event_object_table, ' trigger ', trigger_name, ' ', action_timing, ' ',
event_manipulation, ' ', action_order, ' ', action_statement)
FROM information_schema.triggers WHERE trigger_schema = DATABASE()`)
	for _, table := range said(t, db, `SELECT table_name FROM information_schema.tables
WHERE table_schema = DATABASE()`) {
		var made struct {
			Table  string
			Create string `gorm:"column:Create Table"`
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&made, "SHOW CREATE TABLE "+table)
			return err
		}))
		// A server gives checks without a name the next number; which one, nobody refers to.
		text := checkName.ReplaceAllString(nextNo.ReplaceAllString(made.Create, ""), "")
		text = negative.ReplaceAllString(charsetOf.ReplaceAllString(text, "'"), "-$1")
		for _, line := range strings.Split(text, "\n") {
			out = append(out, table+" "+strings.TrimSuffix(strings.TrimSpace(line), ","))
		}
	}
	out = append(out, said(t, db, `SELECT CONCAT(table_name, ' column ', ordinal_position, ' ', column_name)
FROM information_schema.columns WHERE table_schema = DATABASE()`)...)
	slices.Sort(out)
	return out
}

func structureOfSQLite(t *testing.T, db *database.DB) (out []string) {
	t.Helper()
	// SQLite keeps the statement itself, with a renamed table in quotes.
	for _, line := range said(t, db, `SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_master
WHERE name NOT LIKE 'sqlite_stat%'`) {
		line = lineComment.ReplaceAllString(line, "")
		line = spaces.ReplaceAllString(strings.NewReplacer(`"`, "", "(", " ( ", ")", " ) ", ",", " , ").Replace(line), " ")
		out = append(out, strings.TrimSpace(line))
	}
	out = append(out, said(t, db, `SELECT m.name || ' column ' || c.cid || ' ' || c.name || ' ' || c.type || ' ' ||
c."notnull" || ' ' || COALESCE(c.dflt_value, 'none') || ' ' || c.pk || ' ' || c.hidden
FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table'`)...)
	out = append(out, said(t, db, `SELECT m.name || ' refers ' || f."from" || ' ' || f."table" || ' ' ||
COALESCE(f."to", '') || ' ' || f.on_update || ' ' || f.on_delete
FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`)...)
	out = append(out, said(t, db, `SELECT m.name || ' index ' || i.name || ' ' || i."unique" || ' ' || i.origin || ' ' ||
c.seqno || ' ' || COALESCE(c.name, '') || ' ' || c."desc"
FROM sqlite_master m JOIN pragma_index_list(m.name) i JOIN pragma_index_xinfo(i.name) c WHERE m.type = 'table'`)...)
	slices.Sort(out)
	return out
}

// same holds two lists of lines against each other, and says what only one of them has.
func same(t *testing.T, what string, replayed, whole []string) {
	t.Helper()
	lacks := func(a, b []string) (out []string) {
		for _, x := range a {
			if !slices.Contains(b, x) {
				out = append(out, x)
			}
		}
		return out
	}
	for _, x := range lacks(replayed, whole) {
		t.Errorf("%s: only the migrations give %s", what, x)
	}
	for _, x := range lacks(whole, replayed) {
		t.Errorf("%s: only schema.sql gives %s", what, x)
	}
	if !t.Failed() && !slices.Equal(replayed, whole) {
		t.Errorf("%s: %d by the migrations, %d by schema.sql", what, len(replayed), len(whole))
	}
}

// rowsOf each table.
func rowsOf(t *testing.T, db *database.DB) (out []string) {
	t.Helper()
	for _, name := range tablesOf(t, db) {
		out = append(out, fmt.Sprintf("%s %d", name, count(t, db, "SELECT COUNT(*) FROM "+name)))
	}
	slices.Sort(out)
	return out
}

// What the migrations make one after another and what schema.sql makes in one go are the same, on each kind of server:
// structure, triggers, rows, books; and an office that is made in either has the same parameters.
func TestSchema_made_in_one_go_is_what_the_migrations_make(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, fresh func() *database.DB) {
		replayed, whole := fresh(), fresh()
		all, err := app.Migrations(replayed)
		apptest.Must(t, err)
		apptest.Must(t, replayed.Migrate(ctx, all, nil))
		apptest.Must(t, app.SchemaUp(ctx, whole, nil))
		was := structureOf(t, replayed)
		if len(was) < 1500 {
			t.Fatalf("only %d things are looked at", len(was))
		}
		same(t, "structure", was, structureOf(t, whole))
		books := "SELECT CONCAT(name, ' ', step, ' ', digest, ' ', state) AS x FROM schema_migration ORDER BY name, step"
		same(t, "books", said(t, replayed, books), said(t, whole, books))
		same(t, "rows", rowsOf(t, replayed), rowsOf(t, whole))
		for _, p := range must(whole.Status(ctx, all)) {
			if p.Done != p.Total {
				t.Errorf("%s is done to %d of %d", p.Name, p.Done, p.Total)
			}
		}
		for _, db := range []*database.DB{replayed, whole} {
			_, err := app.InitOn(ctx, app.Config{Data: t.TempDir()}, db, apptest.Ring(t),
				apptest.Divisions, apptest.Units, false, nil, silent)
			apptest.Must(t, err)
		}
		a, b := standing(t, replayed), standing(t, whole)
		for _, table := range slices.Sorted(maps.Keys(compared)) {
			same(t, table, a[table], b[table])
		}
		if a, b := values(t, replayed), values(t, whole); !maps.Equal(a, b) || len(a) < 50 {
			t.Errorf("parameters: %d by the migrations, %d by schema.sql, and not the same", len(a), len(b))
		}
	})
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}
