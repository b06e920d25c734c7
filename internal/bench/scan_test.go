package bench

import (
	"cmp"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/base/clock"
	"gangwei/internal/demo"
	"gangwei/internal/platform/feature"
	"gangwei/internal/registry/divisions"
)

// mostRead rows by one page, by an index or without, sorted or not: the divisions are read whole (2,600 rows), as are
// other small tables; people, posts, placements, applications and pay have tens of thousands. On SQLite its machine's
// steps, of which a row takes about ten.
const (
	mostRead  = 20_000
	mostSteps = 10 * mostRead
)

// tableOf the things that pages are about, by the name that routes use; else the table has that name.
var tableOf = map[string]string{"alert": "migrant_alert", "batch": "pay_batch", "card": "card_list",
	"entry": "list_entry", "help": "help_case", "history": "history_row", "hit": "register_hit", "import": "import_batch",
	"meeting": "review_meeting", "photo": "duty_evidence",
	"projectlist": "project_list", "rectify": "rectify_task", "run": "pay_run", "sheet": "duty_sheet",
	"submission": "progress_submission", "user": "user_account"}

// Every page of every role of the largest county, and of the city, on the whole city after a night: how many rows each
// reads, by the database's own count, by an index and without, and how many are sorted; before the database's
// statistics were gathered, and after. Of what has a page each, the first, the one in the middle and the last of the
// county are opened.
func BenchmarkPagesScan(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { pagesScan(b, onSQLite(b)) })
	b.Run("mariadb", func(b *testing.B) { pagesScan(b, onMariaDB(b)) })
}

func pagesScan(b *testing.B, on store) {
	dir := b.TempDir()
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	a, err := app.Init(ctx, app.Config{Data: dir, Database: on.address}, divisions.Zaozhuang, divisions.ZaozhuangUnits,
		true, set, log)
	must(b, err)
	_, err = demo.Build(ctx, a, set, demo.Options{Posts: posts(b), Months: 12, Seed: 1, Blind: true})
	must(b, err)
	_, err = a.Payments.CountWaits(ctx)
	must(b, err)
	must(b, a.Close())
	conn := on.read(b)
	defer conn.Close()
	b.ResetTimer()
	for _, state := range []string{"before statistics", "after statistics"} {
		a, err := app.Open(ctx, app.Config{Data: dir, Database: on.address}, clock.StartingAt(demo.Start), log)
		must(b, err)
		if state == "after statistics" {
			must(b, a.DB.Statistics(ctx))
		}
		lookAtPages(b, a, on.name+" "+state, conn, counterOf(b, on, a, conn))
		must(b, a.Close())
	}
	b.ReportMetric(0, "ns/op")
}

// cost of a page: all that was read, of it without an index, and sorted (rows on a server, on SQLite how often); in
// rows or steps.
type cost struct {
	at                   string
	all, unindexed, sort int64
}

// counter begins to count, and the function that it gives ends it.
type counter func() func() cost

func counterOf(b *testing.B, on store, a *app.App, conn *sql.DB) counter {
	if on.name == "sqlite" {
		m := openMachine(b, strings.TrimPrefix(on.address, "sqlite:"))
		return func() func() cost {
			var all []asked
			a.DB.Observe(func(query string, args []any) { all = append(all, asked{query, slices.Clone(args)}) })
			return func() (c cost) {
				a.DB.Observe(nil)
				for _, q := range all {
					w := m.carryOut(b, q)
					c.all, c.unindexed, c.sort = c.all+w.steps, c.unindexed+w.scanned, c.sort+w.sorts
				}
				return c
			}
		}
	}
	status := func() (c cost) {
		rows, err := conn.Query("SHOW GLOBAL STATUS WHERE Variable_name LIKE 'Handler_read%' OR Variable_name = 'Sort_rows'")
		must(b, err)
		for rows.Next() {
			var name string
			var n int64
			must(b, rows.Scan(&name, &n))
			switch name {
			case "Sort_rows":
				c.sort = n
			case "Handler_read_rnd_next":
				c.unindexed, c.all = n, c.all+n
			default:
				c.all += n
			}
		}
		must(b, rows.Close())
		return c
	}
	first := status()
	itself := less(status(), first) // what asking for the counts adds to them
	return func() func() cost {
		before := status()
		return func() cost { return less(less(status(), before), itself) }
	}
}

func less(a, b cost) cost {
	return cost{all: a.all - b.all, unindexed: a.unindexed - b.unindexed, sort: a.sort - b.sort}
}

// lookAtPages opens all pages and tells which cost most.
func lookAtPages(b *testing.B, a *app.App, what string, conn *sql.DB, count counter) {
	s, jobs, err := a.Server(ctx)
	must(b, err)
	defer jobs.Close()
	p := largest(b, a)
	limit, unit := int64(mostRead), "rows"
	if strings.HasPrefix(what, "sqlite") {
		limit, unit = mostSteps, "steps"
	}
	var all []cost
	opened := map[string]bool{}
	for _, login := range p.logins() {
		v := visit(b, s.Echo, login)
		for _, r := range a.Program.SignedIn() {
			if r.Method != "GET" || strings.Contains(r.Path, ".") {
				continue
			}
			for _, at := range p.addresses(b, conn, r) {
				end := count()
				code, _ := v.get(at)
				c := end()
				if code != 200 {
					continue // another's task
				}
				opened[r.Path] = true
				c.at = login + " " + at
				all = append(all, c)
			}
		}
	}
	slices.SortFunc(all, func(x, y cost) int { return cmp.Compare(y.all, x.all) })
	worst, told := 0, map[string]bool{}
	for _, c := range all {
		path, _, _ := strings.Cut(strings.SplitN(c.at, " ", 2)[1], "?")
		if c.all <= limit {
			break
		}
		worst++
		if kind := strings.TrimRight(path, "0123456789"); !told[kind] {
			told[kind] = true
			fmt.Printf("  %s: %s: %d %s, %d rows without an index, sorted %d\n", what, c.at, c.all, unit, c.unindexed, c.sort)
		}
	}
	fmt.Printf(
		"%s: %d pages of all roles at %d addresses, at most %d %s, more than %d at %d pages of %d kinds; median %d\n", what,
		len(all), len(opened), all[0].all, unit, limit, worst, len(told), all[len(all)/2].all)
}

// addresses of a route to look at, as the place's offices would.
func (p place) addresses(b *testing.B, conn *sql.DB, r feature.Route) (out []string) {
	b.Helper()
	if r.Object == "" {
		for _, region := range p.regions() {
			out = append(out, r.Path+region)
		}
		return out
	}
	table := tableOf[r.Object]
	if table == "" {
		table = r.Object
	}
	where := ""
	if texts(b, conn, pathOf(conn, table))[0] != "0" {
		where = " WHERE path >= '" + p.county.Path + "' AND path < '" + p.county.Path + "~'"
	}
	var first, last sql.NullInt64
	must(b, conn.QueryRow("SELECT MIN(id), MAX(id) FROM "+table+where).Scan(&first, &last))
	for _, id := range []int64{first.Int64, (first.Int64 + last.Int64) / 2, last.Int64} {
		if at := strings.Replace(r.Path, ":id", fmt.Sprint(id), 1); first.Valid && !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}

// pathOf is the question whether a table has paths.
func pathOf(conn *sql.DB, table string) string {
	if isServer(conn) {
		return "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND column_name = 'path' " +
			"AND table_name = '" +
			table + "'"
	}
	return "SELECT COUNT(*) FROM pragma_table_info('" + table + "') WHERE name = 'path'"
}
