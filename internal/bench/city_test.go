package bench

import (
	"context"
	"database/sql"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	_ "github.com/glebarez/sqlite"
	"github.com/go-sql-driver/mysql"
	"github.com/labstack/echo/v4"

	"gangwei/internal/app"
	"gangwei/internal/base/clock"
	"gangwei/internal/demo"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/divisions"
	"gangwei/migrations"
)

var ctx = context.Background()

func must(b testing.TB, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func build(b testing.TB, dir string, posts int) *app.App {
	b.Helper()
	return buildMonths(b, dir, posts, 12)
}

func buildMonths(b testing.TB, dir string, posts, months int) *app.App {
	b.Helper()
	return buildAt(b, dir, "", posts, months)
}

// buildAt makes the city in a database; empty: SQLite in the folder.
func buildAt(b testing.TB, dir, address string, posts, months int) *app.App {
	b.Helper()
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	a, err := app.Init(ctx, app.Config{Data: dir, Database: address}, divisions.Zaozhuang, divisions.ZaozhuangUnits, true,
		set, slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(b, err)
	_, err = demo.Build(ctx, a, set, demo.Options{Posts: posts, Months: months, Seed: 1})
	must(b, err)
	return a
}

const runs = 5

// posts of the city that is measured: the real size, or GANGWEI_BENCH_POSTS for a quicker look.
func posts(b *testing.B) int {
	return setBy(b, "GANGWEI_BENCH_POSTS", 39000)
}

// months of its history: so many, or GANGWEI_BENCH_MONTHS.
func months(b *testing.B, n int) int { return setBy(b, "GANGWEI_BENCH_MONTHS", n) }

func setBy(b *testing.B, name string, n int) int {
	b.Helper()
	if s := os.Getenv(name); s != "" {
		var err error
		n, err = strconv.Atoi(s)
		must(b, err)
	}
	return n
}

// table of the city held in memory, to be written bare.
type table struct {
	name string
	cols []string
	rows [][]any
}

// load reads every table that holds rows, each after those that its rows refer to.
func load(b testing.TB, db *sql.DB) []table {
	b.Helper()
	var out []table
	for _, n := range tablesInOrder(b, db) {
		t := table{name: n, cols: texts(b, db, "SELECT name FROM pragma_table_info('"+n+"')")} // without generated columns
		rows, err := db.Query("SELECT " + strings.Join(t.cols, ", ") + " FROM " + n)
		must(b, err)
		for rows.Next() {
			v := make([]any, len(t.cols))
			p := make([]any, len(t.cols))
			for i := range v {
				p[i] = &v[i]
			}
			must(b, rows.Scan(p...))
			t.rows = append(t.rows, v)
		}
		must(b, rows.Close())
		out = append(out, t)
	}
	return out
}

// tablesInOrder names the tables so that each comes after those that it refers to. The order of their making is not
// that order: a table that a later migration made anew comes after its own children.
func tablesInOrder(b testing.TB, db *sql.DB) (out []string) {
	b.Helper()
	placed := map[string]bool{}
	var place func(name string)
	place = func(name string) {
		if placed[name] {
			return
		}
		placed[name] = true // before its parents: a row may refer to another of its own table
		for _, parent := range texts(b, db, "SELECT \"table\" FROM pragma_foreign_key_list('"+name+"')") {
			place(parent)
		}
		out = append(out, name)
	}
	all := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> " +
		"'schema_migration' ORDER BY rowid"
	for _, name := range texts(b, db, all) {
		place(name)
	}
	return out
}

// texts are the values of a query of one column.
func texts(b testing.TB, db *sql.DB, query string) (out []string) {
	b.Helper()
	rows, err := db.Query(query)
	must(b, err)
	for rows.Next() {
		var s string
		must(b, rows.Scan(&s))
		out = append(out, s)
	}
	must(b, rows.Close())
	return out
}

// emptySchema is a database file with the program's tables and nothing in them.
func emptySchema(b testing.TB) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "bare.db")
	d, err := database.Open(ctx, "sqlite:"+path)
	must(b, err)
	all, err := database.LoadMigrations(migrations.Files, "sqlite")
	must(b, err)
	must(b, d.Migrate(ctx, all, nil))
	must(b, d.Close())
	return path
}

// bareWrite writes the same rows into the same schema, one transaction a table, with as many rows a statement as the
// driver binds fastest (500 rows a statement would flatter us: it binds in quadratic time).
func bareWrite(b testing.TB, tables []table) spent {
	b.Helper()
	path := emptySchema(b)
	db, err := sql.Open("sqlite",
		"file:"+path+
			"?_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_pragma=foreign_keys(1)&_pragma=recursive_triggers(1)&_pragma=cache_size(-65536)")
	must(b, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	begun := start()
	insertAll(b, db, tables)
	return since(begun)
}

func insertAll(b testing.TB, db *sql.DB, tables []table) {
	b.Helper()
	for _, t := range tables {
		tx, err := db.Begin()
		must(b, err)
		one := "(" + strings.Repeat("?,", len(t.cols)-1) + "?)"
		per := 400 / len(t.cols)
		if _, server := db.Driver().(*mysql.MySQLDriver); server {
			per = 500 // there it flatters nobody
		}
		for from := 0; from < len(t.rows); from += per {
			part := t.rows[from:min(from+per, len(t.rows))]
			args := make([]any, 0, len(part)*len(t.cols))
			for _, r := range part {
				args = append(args, r...)
			}
			_, err := tx.Exec(
				"INSERT INTO "+t.name+" ("+strings.Join(t.cols, ",")+") VALUES "+strings.Repeat(one+",", len(part)-1)+one, args...)
			must(b, err)
		}
		must(b, tx.Commit())
	}
}

// Building the city against a bare insert of all the rows that it writes.
func BenchmarkBuildCity(b *testing.B) {
	var ours, bare []spent
	begun := start()
	a := build(b, b.TempDir(), posts(b))
	ours = append(ours, since(begun))
	db, err := sql.Open("sqlite", "file:"+strings.TrimPrefix(a.Config.Address(), "sqlite:"))
	must(b, err)
	tables := load(b, db)
	must(b, db.Close())
	must(b, a.Close())
	n := 0
	for _, t := range tables {
		n += len(t.rows)
	}
	for i := range runs {
		if i > 0 {
			begun := start()
			must(b, build(b, b.TempDir(), posts(b)).Close())
			ours = append(ours, since(begun))
		}
		bare = append(bare, bareWrite(b, tables))
	}
	report(b, fmt.Sprintf("build the city (%d rows)", n), ours, bare)
}

// A page of 50 holders out of 39,000, signed in and authorised, against a bare Echo handler that shows the first 50
// holders, as a plain program asks for them, through a template of the same table.
func BenchmarkPageOfHolders(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { pageOfHolders(b, onSQLite(b)) })
	b.Run("mariadb", func(b *testing.B) { pageOfHolders(b, onMariaDB(b)) })
}

type plainHolder struct {
	ID, RateFen                                              int64
	Name, Path, Title, Basis, StartOn, AgreementUntil, State string
}

func pageOfHolders(b *testing.B, on store) {
	dir := b.TempDir()
	must(b, buildAt(b, dir, on.address, posts(b), 12).Close())
	a, err := app.Open(ctx, app.Config{Data: dir, Database: on.address}, clock.StartingAt(demo.Start),
		slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(b, err)
	defer a.Close()
	s, jobs, err := a.Server(ctx)
	must(b, err)
	defer jobs.Close()
	cookie := signIn(b, s.Echo, "quxian-"+largest(b, a).county.Code[:6])
	plain := on.read(b)
	defer plain.Close()
	page := template.Must(template.New("").Parse(
		`<!doctype html><table>{{range .}}<tr><td><a href="/placements/{{.ID}}">{{.Name}}</a></td><td>{{.Path}}</td><td>{{.Title}}</td><td>{{.Basis}}</td><td>{{.RateFen}}</td><td>{{.StartOn}}</td><td>{{.AgreementUntil}}</td><td>{{.State}}</td></tr>{{end}}</table>`))
	bare := echo.New()
	bare.GET("/placements", func(c echo.Context) error {
		rows, err := plain.Query("SELECT l.id, p.name, l.path, q.title, l.basis, l.rate_fen, l.start_on, " +
			"l.agreement_until, l.state FROM placement l JOIN person p ON p.id = l.person_id JOIN post q ON q.id = l.post_id " +
			"ORDER BY l.id LIMIT 50")
		if err != nil {
			return err
		}
		defer rows.Close()
		var all []plainHolder
		for rows.Next() {
			var h plainHolder
			if err := rows.Scan(&h.ID, &h.Name, &h.Path, &h.Title, &h.Basis, &h.RateFen, &h.StartOn, &h.AgreementUntil,
				&h.State); err != nil {
				return err
			}
			all = append(all, h)
		}
		var w strings.Builder
		if err := page.Execute(&w, all); err != nil {
			return err
		}
		return c.HTML(http.StatusOK, w.String())
	})
	var slow, quick []spent
	for range runs {
		slow = append(slow, hits(b, s.Echo, cookie))
		quick = append(quick, hits(b, bare, cookie))
	}
	report(b, on.name+": page of 50 holders (200 requests)", slow, quick)
}

func hits(b *testing.B, h http.Handler, cookie *http.Cookie) spent {
	b.Helper()
	begun := start()
	for range 200 {
		req := httptest.NewRequest("GET", "/placements", nil)
		req.AddCookie(cookie)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, req)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code, w.Body.String())
		}
	}
	return since(begun)
}

func signIn(b testing.TB, h http.Handler, login string) *http.Cookie {
	b.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/signin", nil))
	pre := w.Result().Cookies()[0]
	form := url.Values{"_csrf": {pre.Value}, "login": {login}, "password": {demo.Password}}
	req := httptest.NewRequest("POST", "/signin", strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.RemoteAddr = "127.0.0.1:1"
	req.AddCookie(pre)
	w = httptest.NewRecorder()
	h.ServeHTTP(w, req)
	for _, c := range w.Result().Cookies() {
		if c.Name == "gw" {
			return c
		}
	}
	b.Fatal("not signed in", w.Code)
	return nil
}
