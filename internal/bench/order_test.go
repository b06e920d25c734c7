package bench

import (
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"

	"gangwei/internal/app"
	"gangwei/internal/base/clock"
	"gangwei/internal/demo"
)

// mayBeSorted are the lists that a database may sort, with the reason. All others have an index of their order.
var mayBeSorted = []struct{ contains, why string }{
	{"FROM outside_mapping", "one row of a county's, which has a few"},
	{"FROM outside_list", "one row of a county's, which has a few"},
	{"FROM list_entry", "the entries of one unit and kind"},
	{"FROM migrant_alert", "of the units together, a few of a month"},
	{"FROM project_list", "the newest list of each unit"},
	{"FROM register_list", "the lists that other departments sent"},
	{"FROM pay_run", "a county's months"},
	{"FROM payee_sample", "a county's months"},
	{"FROM payee_call", "the answers of a county's months, the worst first"},
	{"FROM complaint_ask", "the questions of the inspectors, those without an answer first"},
	{"FROM ledger_entry", "a fund's entries of one year"},
	{"FROM user_grant", "the clerks of a township's villages"},
	{"FROM trail_entry WHERE subject = ? AND subject_id = ?", "the newest entry about one record"},
	{"FROM official", "the officials above one village"},
	{"SELECT matter, MIN(path)", "sums of what belongs together, the most first"},
	{"AS last_on", "who was looked at longest ago, of the holders of a region: counted, not stored"},
}

var listing = regexp.MustCompile(`(?is)ORDER BY [^()]*LIMIT \S+( OFFSET \S+)?\s*$`)

// Every list that a page shows, of every role and at each level of division, has an index whose order is the list's:
// nothing need be sorted to show fifty rows of it. Found by opening the pages and asking the database for its plan of
// what they read; a table of a few rows it may sort nevertheless, so that one is asked again with each of its indexes.
// What is chosen in a whole city, -bench PagesScan tells.
func TestLists_have_an_index_of_their_order(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { listsInOrder(t, onSQLite(t), "FOR ORDER BY") })
	t.Run("mariadb", func(t *testing.T) { listsInOrder(t, onMariaDB(t), "filesort") })
}

func listsInOrder(t *testing.T, on store, sorts string) {
	dir := t.TempDir()
	must(t, buildAt(t, dir, on.address, 400, 2).Close())
	a, err := app.Open(ctx, app.Config{Data: dir, Database: on.address}, clock.StartingAt(demo.Start),
		slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(t, err)
	defer a.Close()
	s, jobs, err := a.Server(ctx)
	must(t, err)
	defer jobs.Close()
	conn := on.read(t)
	defer conn.Close()
	if on.name == "mariadb" { // it buffers a join of a few rows, and sorts what comes out of the buffer
		conn.SetMaxOpenConns(1)
		_, err := conn.Exec("SET join_cache_level = 0")
		must(t, err)
	}
	at := ""
	known := map[string]bool{}
	type found struct {
		asked
		at string
	}
	var all []found
	collect := func(query string, args []any) {
		if listing.MatchString(query) && !known[query] {
			known[query] = true
			all = append(all, found{asked{query, append([]any(nil), args...)}, at})
		}
	}
	p := largest(t, a)
	opened := 0
	for _, login := range p.logins() {
		v := visit(t, s.Echo, login)
		a.DB.Observe(collect)
		for _, path := range lists(a) {
			var queue []string
			for _, r := range p.regions() {
				queue = append(queue, path+r)
			}
			done := map[string]bool{}
			for len(queue) > 0 && len(done) < 8 {
				address := queue[0]
				queue = queue[1:]
				if done[address] {
					continue
				}
				done[address] = true
				at = login + " " + address
				if code, body := v.get(address); code == 200 {
					opened++
					queue = append(queue, next(path, body)...)
				}
			}
		}
		a.DB.Observe(nil)
	}
	if opened < 300 || len(all) < 40 {
		t.Fatalf("only %d pages with %d lists were opened", opened, len(all))
	}
	for _, f := range all {
		plan := planOf(t, conn, f.asked)
		if strings.Contains(plan, sorts) && !excused(f.query) && !ordered(t, conn, f.asked, sorts) {
			t.Errorf("%s has no index of its order:\n%s\n%s", f.at, f.query, plan)
		}
	}
}

var orderedBy = regexp.MustCompile(`(?is)ORDER BY (?:(\w+)\.)?\w+[^()]*$`)

// ordered tells whether what is asked comes unsorted by one of the indexes of the table that it is ordered by.
func ordered(t *testing.T, conn *sql.DB, q asked, sorts string) bool {
	t.Helper()
	alias := orderedBy.FindStringSubmatch(q.query)[1]
	from := regexp.MustCompile(`(?i)(FROM|JOIN) (\w+)( ` + alias + `)?\b`)
	if alias != "" {
		from = regexp.MustCompile(`(?i)(FROM|JOIN) (\w+)( ` + alias + `)\b`)
	}
	at := from.FindStringSubmatchIndex(q.query)
	table, end := q.query[at[4]:at[5]], at[1]
	hints := []string{" NOT INDEXED"}
	indexes := "SELECT name FROM pragma_index_list('" + table + "')"
	hint, with := " INDEXED BY %s", "SELECT "
	if sorts == "filesort" {
		hints, hint, with = nil, " FORCE INDEX (%s)", "SELECT STRAIGHT_JOIN "
		indexes = "SELECT DISTINCT index_name FROM information_schema.statistics WHERE table_schema = DATABASE() AND " +
			"table_name = '" +
			table + "'"
	}
	for _, name := range texts(t, conn, indexes) { // read whole before the next question, as one connection must
		hints = append(hints, fmt.Sprintf(hint, name))
	}
	for _, h := range hints {
		query := strings.Replace(q.query[:end]+h+q.query[end:], "SELECT ", with, 1)
		if plan, err := explained(conn, asked{query, q.args}); err == nil && !strings.Contains(plan, sorts) {
			return true
		}
	}
	return false
}

func excused(query string) bool {
	for _, m := range mayBeSorted {
		if strings.Contains(query, m.contains) {
			return true
		}
	}
	return false
}

// planOf what is asked, as the database would carry it out now.
func planOf(t testing.TB, conn *sql.DB, q asked) string {
	t.Helper()
	plan, err := explained(conn, q)
	must(t, err)
	return plan
}

// explained is the plan of the database, or why it has none.
func explained(conn *sql.DB, q asked) (string, error) {
	explain := "EXPLAIN QUERY PLAN "
	if isServer(conn) {
		explain = "EXPLAIN "
	}
	rows, err := conn.Query(explain+q.query, q.args...)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return "", err
	}
	values, into := make([]sql.NullString, len(names)), make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	var plan strings.Builder
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return "", err
		}
		for _, v := range values {
			plan.WriteString(" | " + v.String)
		}
		plan.WriteString("\n")
	}
	return plan.String(), rows.Err()
}

func isServer(conn *sql.DB) bool {
	_, server := conn.Driver().(*mysql.MySQLDriver)
	return server
}
