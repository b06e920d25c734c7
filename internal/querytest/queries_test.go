package querytest

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

var update = flag.Bool("update", false, "write the list of reads across wings anew; their number may not rise")

func TestMain(m *testing.M) { dbtest.Main(m) }

var collected = sync.OnceValues(func() ([]Query, error) { return Collect("../..") })

func queries(t *testing.T) []Query {
	t.Helper()
	all, err := collected()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 800 {
		t.Fatalf("only %d queries were found", len(all))
	}
	return all
}

// lines of a list, without what is said on top of it.
func lines(t *testing.T, file string) (out []string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range strings.Split(string(b), "\n") {
		if l != "" && !strings.HasPrefix(l, "#") {
			out = append(out, l)
		}
	}
	return out
}

// A query that does not fit the schema fails on every server, with its place.
func TestQueries_fit_every_server(t *testing.T) {
	all := queries(t)
	texts := 0
	for _, q := range all {
		texts += len(q.Texts)
	}
	t.Logf("%d queries with %d texts", len(all), texts)
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		lock := ""
		if db.Kind() == "mysql" {
			lock = " FOR UPDATE"
		}
		for _, q := range all {
			for _, s := range q.Texts {
				if err := db.Prepare(t.Context(), strings.ReplaceAll(s, ForUpdate, lock)); err != nil {
					t.Errorf("%s on %s: %v\n%s", q.At, t.Name(), err, s)
					break
				}
			}
		}
	})
}

// The check is not blind: where a table loses a column, its readers fail.
func TestQueries_miss_a_column(t *testing.T) {
	all := queries(t)
	for table, column := range map[string]string{"person": "name", "placement": "state", "pay_item": "amount_fen",
		"duty_sheet": "month", "finding": "path", "help_case": "youth"} {
		db := dbtest.SQLite(t)
		if err := db.Write(t.Context(), func(tx *database.Tx) error {
			_, err := tx.Exec("ALTER TABLE " + table + " RENAME COLUMN " + column + " TO renamed")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		failing, rooms := 0, map[string]bool{}
		for _, q := range all {
			for _, s := range q.Texts {
				if db.Prepare(t.Context(), strings.ReplaceAll(s, ForUpdate, "")) != nil {
					failing++
					rooms[q.Room] = true
					break
				}
			}
		}
		t.Logf("%s.%s: %d queries in %d rooms", table, column, failing, len(rooms))
		if failing < 3 {
			t.Errorf("%s.%s was renamed, and %d queries fail", table, column, failing)
		}
	}
}

// A table that no query names would be one whose queries are not found, or one that nobody needs.
func TestQueries_name_every_table(t *testing.T) {
	named := map[string]bool{}
	for _, q := range queries(t) {
		for _, s := range q.Texts {
			for _, word := range wordOf.FindAllStringSubmatch(s, -1) {
				named[word[2]] = true
			}
		}
	}
	for _, w := range app.Tables() {
		for _, x := range w.Tables {
			if !named[x.Name] && x.Owner != "database" {
				t.Errorf("no query names %s of %s", x.Name, x.Owner)
			}
		}
	}
}

const openList = "testdata/open_queries.txt"

// Queries whose text nobody can tell are listed, each with a test that runs it; the list only shrinks.
func TestQueries_are_known_but_for_a_few(t *testing.T) {
	listed := map[string]bool{}
	for _, l := range lines(t, openList) {
		name, test, _ := strings.Cut(l, ": ")
		listed[name] = true
		if err := exec.Command("grep", "-rqE", "--include=*_test.go", "^func "+test+`\(`, "../..").Run(); err != nil {
			t.Errorf("%s is run by %q, which is no test", name, test)
		}
	}
	for _, q := range queries(t) {
		name := q.Room + " " + q.Name
		if q.Open != "" && !listed[name] {
			t.Errorf("%s: the text of this query cannot be told (%s): write it so that it can", q.At, q.Open)
		}
		if q.Open != "" {
			delete(listed, name)
		}
	}
	for name := range listed {
		t.Errorf("%s can be told now: strike it from %s", name, openList)
	}
}

const crossList = "testdata/across_wings.txt"

// auditors read raw tables by right: what checks must not share the code of what is checked.
func auditor(q Query) bool {
	return q.Room == "internal/oversight/reconcile" || q.Room == "internal/platform/trail" ||
		q.Room == "internal/platform/backup" ||
		q.Room == "internal/oversight/inspect" && strings.HasPrefix(path.Base(q.At), "load")
}

// wingOf a room.
func wingOf(room string) string {
	parts := strings.Split(room, "/")
	if len(parts) > 1 && parts[0] == "internal" {
		return parts[1]
	}
	return room
}

// schemaOf the program: the columns of each table, and the wing that it is of.
func schemaOf(t *testing.T) (schema, map[string]string) {
	t.Helper()
	s, wing := schema{}, map[string]string{}
	db := dbtest.SQLite(t)
	for _, w := range app.Tables() {
		for _, x := range w.Tables {
			var columns []string
			if err := db.Read(t.Context(), func(r *database.Snapshot) error {
				return r.Select(&columns, "SELECT name FROM pragma_table_xinfo(?) ORDER BY cid", x.Name)
			}); err != nil {
				t.Fatal(err)
			}
			s[x.Name], wing[x.Name] = columns, w.Wing
		}
	}
	return s, wing
}

// across are the queries that cross wings, by name, each with the tables of other wings and the columns that it names.
func across(t *testing.T) map[string]map[string][]string {
	s, wing := schemaOf(t)
	out := map[string]map[string][]string{}
	for _, q := range queries(t) {
		if auditor(q) {
			continue
		}
		for _, text := range q.Texts {
			for table, columns := range s.reads(text) {
				if wing[table] == wingOf(q.Room) {
					continue
				}
				name, of := strings.TrimPrefix(q.Room, "internal/")+" "+q.Name, wing[table]+"."+table
				if out[name] == nil {
					out[name] = map[string][]string{}
				}
				have := append(out[name][of], columns...)
				slices.Sort(have)
				out[name][of] = slices.Compact(have)
			}
		}
	}
	return out
}

// Whose columns are read by whom: a query that crosses wings is named with the tables and columns that it reads, and
// there are never more of them.
func TestQueries_that_cross_wings_are_named(t *testing.T) {
	now := across(t)
	var text strings.Builder
	text.WriteString("# Queries that cross wings: room and function, then each table of another wing with its columns.\n" +
		"# go test ./internal/querytest -update writes this anew; the number of columns only falls.\n")
	reads, pairs := 0, map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(now)) {
		text.WriteString(name + ":")
		for _, of := range slices.Sorted(maps.Keys(now[name])) {
			columns := now[name][of]
			fmt.Fprintf(&text, " %s(%s)", of, strings.Join(columns, ","))
			reads += max(1, len(columns))
			room, _, _ := strings.Cut(name, " ")
			pairs[wingOf("internal/"+room)+" -> "+strings.Split(of, ".")[0]] += max(1, len(columns))
		}
		text.WriteString("\n")
	}
	was, before := lines(t, crossList), 0
	for _, l := range was {
		for _, x := range strings.Split(l, " ")[2:] {
			_, columns, _ := strings.Cut(x, "(")
			before += max(1, len(strings.Split(strings.TrimSuffix(columns, ")"), ",")))
		}
	}
	t.Logf("%d queries cross wings and read %d columns there (was %d)", len(now), reads, before)
	for _, p := range slices.Sorted(maps.Keys(pairs)) {
		t.Logf("%s: %d", p, pairs[p])
	}
	if *update && (reads <= before || before == 0) {
		if err := os.WriteFile(crossList, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if reads > before {
		t.Errorf("%d columns are read across wings, there were %d: ask the owner's functions", reads, before)
	}
	is := strings.Split(text.String(), "\n")
	for _, l := range is {
		if l != "" && l[0] != '#' && !slices.Contains(was, l) {
			t.Errorf("not as listed in %s (-update, if there are fewer): %s", crossList, l)
		}
	}
	for _, l := range was {
		if !slices.Contains(is, l) {
			t.Errorf("no longer as listed in %s (-update): %s", crossList, l)
		}
	}
}

const aliasList = "testdata/aliases.txt"

// aliasUses counts in how many queries a table has which alias.
func aliasUses(t *testing.T) map[string]map[string]int {
	s, _ := schemaOf(t)
	uses := map[string]map[string]int{}
	for _, q := range queries(t) {
		said := map[[2]string]bool{}
		for _, text := range q.Texts {
			for table, aliases := range s.aliases(text) {
				for _, a := range aliases {
					said[[2]string{table, a}] = true
				}
			}
		}
		for x := range said {
			if uses[x[0]] == nil {
				uses[x[0]] = map[string]int{}
			}
			uses[x[0]][x[1]]++
		}
	}
	return uses
}

// aliasesListed are each table's own alias and how often it is called what else.
func aliasesListed(t *testing.T) (own map[string]string, besides map[string]int) {
	own, besides = map[string]string{}, map[string]int{}
	for _, l := range lines(t, aliasList) {
		var table, alias string
		n := -1
		if _, err := fmt.Sscan(l, &table, &alias, &n); err != nil || n < 0 {
			t.Fatalf("%s: %q", aliasList, l)
		}
		if n == 0 {
			own[table] = alias
		} else {
			besides[table+" "+alias] = n
		}
	}
	return own, besides
}

// A table has one alias everywhere, the one that most queries use. Queries that name it otherwise (once more beside
// itself, or from before the rule) are counted by table and alias; the numbers only fall.
func TestTables_have_one_alias(t *testing.T) {
	uses := aliasUses(t)
	own, listed := aliasesListed(t)
	first := len(own) == 0
	text := "# Each table's alias, with 0; then what it is called besides, in how many queries. The numbers only fall.\n"
	for _, table := range slices.Sorted(maps.Keys(uses)) {
		names := slices.Sorted(maps.Keys(uses[table]))
		if own[table] == "" { // a new table: what most call it
			own[table] = slices.MaxFunc(names, func(a, b string) int { return uses[table][a] - uses[table][b] })
		}
		text += fmt.Sprintf("%s %s 0\n", table, own[table])
		for _, a := range names {
			if a == own[table] {
				continue
			}
			n, x := uses[table][a], table+" "+a
			text += fmt.Sprintf("%s %d\n", x, n)
			if n > listed[x] && !first {
				t.Errorf("%s is called %s in %d queries, %d are listed: its alias is %s", table, a, n, listed[x], own[table])
			}
			listed[x] -= n
		}
	}
	for x, n := range listed {
		if n > 0 && !*update {
			t.Errorf("%d queries fewer say %q than are listed: -update", n, x)
		}
	}
	if *update && !t.Failed() {
		if err := os.WriteFile(aliasList, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
