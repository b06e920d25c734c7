package bench

import (
	"database/sql"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gangwei/internal/app"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/demo"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/divisions"
	"gangwei/internal/web"
)

// dutyCity is a city whose last paid month is October: November's sheets are reviewed and not locked, December's are
// drafts.
func dutyCity(b *testing.B, posts int) (dir string, a *app.App, s *web.Server, tree *region.Tree) {
	b.Helper()
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	dir = b.TempDir()
	made, err := app.Init(ctx, app.Config{Data: dir}, divisions.Zaozhuang, divisions.ZaozhuangUnits, true, set,
		slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(b, err)
	_, err = demo.Build(ctx, made, set,
		demo.Options{Posts: posts, Months: 12, Seed: 1, PayUntil: civil.MustMonth("2025-10")})
	must(b, err)
	must(b, made.Close())
	a, err = app.Open(ctx, app.Config{Data: dir}, clock.StartingAt(demo.Start),
		slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(b, err)
	b.Cleanup(func() { _ = a.Close() })
	must(b, a.DB.SetSynchronous(ctx, "OFF")) // as the bare writes are
	s, jobs, err := a.Server(ctx)
	must(b, err)
	b.Cleanup(jobs.Close)
	must(b,
		a.DB.Read(ctx, func(sn *database.Snapshot) (err error) { tree, err = region.Load(sn, demo.Until); return err }))
	return dir, a, s, tree
}

func plainDB(b *testing.B, dir string) *sql.DB {
	b.Helper()
	db, err := sql.Open("sqlite",
		"file:"+filepath.Join(dir, "gangwei.db")+
			"?_pragma=busy_timeout(60000)&_pragma=synchronous(OFF)&_pragma=cache_size(-16384)&_pragma=mmap_size(1073741824)")
	must(b, err)
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

// scanAll reads every row of a query.
func scanAll(b *testing.B, db interface {
	Query(string, ...any) (*sql.Rows, error)
}, query string, args ...any) (n int) {
	b.Helper()
	rows, err := db.Query(query, args...)
	must(b, err)
	names, err := rows.Columns()
	must(b, err)
	values, into := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		must(b, rows.Scan(into...))
		n++
	}
	must(b, rows.Close())
	return n
}

// The sheets and checks of the whole city: locking a county's month, a grid of 60 holders, 500 checks from one phone,
// and every village submitting on the same evening.
func BenchmarkDuty(b *testing.B) {
	dir, a, s, tree := dutyCity(b, posts(b))
	plain := plainDB(b, dir)
	b.Run("lock", func(b *testing.B) { lockSheets(b, a, plain, tree) })
	b.Run("grid", func(b *testing.B) { grid(b, a, s, plain, tree) })
	b.Run("queue", func(b *testing.B) { queue(b, a, plain, tree) })
	must(b, a.DB.SetSynchronous(ctx, "FULL")) // as an office runs
	b.Run("submit", func(b *testing.B) { submitAll(b, a, s, tree) })
}

func lockSheets(b *testing.B, a *app.App, plain *sql.DB, tree *region.Tree) {
	month := civil.MustMonth("2025-11")
	county := slices.MaxFunc(tree.At(region.County),
		func(x, y *region.Region) int { return len(tree.Children(x.ID)) - len(tree.Children(y.ID)) })
	back := func() {
		_, err := plain.Exec(
			"UPDATE duty_sheet SET state = 'reviewed' WHERE month = '2025-11' AND state = 'locked' AND path >= ? AND path < ?",
			county.Path, county.Path+"~")
		must(b, err)
	}
	var ours, bare []spent
	n := 0
	for range runs {
		begun := start()
		must(b, a.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := duty.LockForPay(tx, county.Path, month, month.Last())
			return err
		}))
		ours = append(ours, since(begun))
		back()
		begun = start()
		tx, err := plain.Begin()
		must(b, err)
		n = scanAll(b, tx,
			"SELECT s.*, d.* FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id WHERE s.path >= ? AND s.path < ? AND "+
				"s.month = '2025-11'",
			county.Path, county.Path+"~")
		_, err = tx.Exec(
			"UPDATE duty_sheet SET state = 'locked', version = version + 1 WHERE path >= ? AND path < ? AND month = '2025-11'",
			county.Path, county.Path+"~")
		must(b, err)
		must(b, tx.Commit())
		bare = append(bare, since(begun))
		back()
	}
	report(b, fmt.Sprintf("lock a county's sheets (%d lines)", n), ours, bare)
}

// grid is a sheet of 60 holders by its page, signed in and authorised, against its bare query and a bare template of
// the same cells.
func grid(b *testing.B, a *app.App, s *web.Server, plain *sql.DB, tree *region.Tree) {
	var sheet struct {
		ID   int64
		Path string
	}
	must(b, a.DB.Read(ctx, func(sn *database.Snapshot) error {
		_, err := sn.One(&sheet, "SELECT id, path FROM duty_sheet WHERE month = '2025-12' ORDER BY id LIMIT 1")
		return err
	}))
	village, _ := tree.ByPath(sheet.Path)
	// the holders of other villages, for a village as large as none is
	_, err := plain.Exec(`INSERT INTO duty_line (sheet_id, placement_id, days, how, first_days, hours, points, remark)
SELECT ?, d.placement_id, d.days, d.how, '', d.hours, NULL, '' FROM duty_line d JOIN duty_sheet s ON s.id = d.sheet_id
WHERE s.month = '2025-12' AND s.id <> ? ORDER BY d.id LIMIT (SELECT 60 - COUNT(*) FROM duty_line
WHERE sheet_id = ?)`, sheet.ID, sheet.ID, sheet.ID)
	must(b, err)
	cookie := signIn(b, s.Echo, "cun-"+village.Code+"a")
	page := template.Must(template.New("").Parse(
		`<!doctype html><form method="post"><table>{{range $l := .Lines}}<tr><th>{{$l.Name}}<br>{{$l.Title}}</th>{{range $d := $.Days}}<td><input type="text" name="d{{$l.PlacementID}}_{{$d}}" value="{{printf "%c" ($l.Day $d)}}" maxlength="1" aria-label="{{$l.Name}}{{$d}}日"></td>{{end}}<td>{{$l.Hours}}</td><td>{{$l.Remark}}</td></tr>{{end}}</table></form>`))
	var days []int
	for d := range 31 {
		days = append(days, d+1)
	}
	var ours, bare []spent
	for range runs {
		begun := start()
		for range 20 {
			req := httptest.NewRequest("GET", fmt.Sprintf("/duty/sheets/%d", sheet.ID), nil)
			req.AddCookie(cookie)
			w := httptest.NewRecorder()
			s.Echo.ServeHTTP(w, req)
			if w.Code != http.StatusOK || strings.Count(w.Body.String(), `scope="row"`) != 60 {
				b.Fatal(w.Code, w.Body.String())
			}
		}
		ours = append(ours, since(begun))
		begun = start()
		for range 20 {
			must(b, page.Execute(io.Discard, map[string]any{"Lines": plainLines(b, plain, sheet.ID), "Days": days}))
		}
		bare = append(bare, since(begun))
	}
	report(b, "a grid of 60 holders (20 requests)", ours, bare)
}

type plainLine struct {
	PlacementID         int64
	Name, Title, Remark string
	Days                string
	Hours               int64
}

// Day is the mark of a day.
func (l plainLine) Day(d int) rune { return rune(l.Days[d-1]) }

// plainLines are the cells of a sheet, as a plain program asks for them.
func plainLines(b *testing.B, plain *sql.DB, sheet int64) (out []plainLine) {
	rows, err := plain.Query(
		"SELECT d.placement_id, p.name, q.title, d.remark, d.days, d.hours FROM duty_line d JOIN placement l ON l.id = "+
			"d.placement_id JOIN person p ON p.id = l.person_id JOIN post q ON q.id = l.post_id WHERE d.sheet_id = ?",
		sheet)
	must(b, err)
	for rows.Next() {
		var l plainLine
		must(b, rows.Scan(&l.PlacementID, &l.Name, &l.Title, &l.Remark, &l.Days, &l.Hours))
		out = append(out, l)
	}
	must(b, rows.Close())
	return out
}

// queue is 500 checks that one phone sends at once, against a bare insert of 500 rows.
func queue(b *testing.B, a *app.App, plain *sql.DB, tree *region.Tree) {
	town := largest(b, a).township
	actor, err := a.Accounts.Actor(ctx, "ducha-"+town.Code[:9])
	must(b, err)
	var held []int64
	must(b, a.DB.Read(ctx, func(sn *database.Snapshot) error {
		return sn.Select(&held,
			"SELECT id FROM placement WHERE path >= ? AND path < ? AND end_on IS NULL AND start_on <= '2025-11-01' ORDER BY "+
				"path, id LIMIT 500",
			town.Path, town.Path+"~")
	}))
	if len(held) == 0 {
		b.Fatal("nobody to check")
	}
	var ours, bare []spent
	for run := range runs {
		now := a.Clock.Now()
		var q []duty.Entry
		for i := range 500 {
			q = append(q,
				duty.Entry{Method: "site",
					Seen: duty.Seen{ClientID: fmt.Sprintf("bench-%d-%04d", run, i), PlacementID: held[i%len(held)], Finding: "on_duty",
						SeenUs: now - clock.Moment(3600e6)}})
		}
		begun := start()
		got, err := a.Duty.Receive(ctx, actor, tree, q, now)
		must(b, err)
		ours = append(ours, since(begun))
		for _, x := range got {
			if x.Refused != nil {
				b.Fatal(x.ClientID, x.Refused)
			}
		}
		begun = start()
		tx, err := plain.Begin()
		must(b, err)
		for i := range 500 {
			_, err := tx.Exec(
				"INSERT INTO duty_check (client_id, village_id, path, placement_id, method, on_date, finding, checker_id, "+
					"checker_key, second, statement, remark, irregular, channel, at_us, trail_id, row_digest) SELECT ?, village_id, "+
					"path, id, 'site', '2025-12-01', 'on_duty', 1, 'k', '', '', '', '', 'typed', 1, 1, zeroblob(32) FROM placement "+
					"WHERE id = ?",
				fmt.Sprintf("bare-%d-%04d", run, i), held[i%len(held)])
			must(b, err)
		}
		must(b, tx.Rollback())
		bare = append(bare, since(begun))
	}
	report(b, "500 queued checks", ours, bare)
}

// submitAll is every village of the city sending its month's sheet, as many at once as a busy evening brings: its clerk
// signs in, opens the sheet and submits it as it stands. No error, none lost; the time of the submission alone is told.
func submitAll(b *testing.B, a *app.App, s *web.Server, tree *region.Tree) {
	var sheets []struct {
		ID   int64
		Path string
	}
	must(b, a.DB.Read(ctx, func(sn *database.Snapshot) error {
		return sn.Select(&sheets, "SELECT id, path FROM duty_sheet WHERE month = '2025-12' AND state = 'draft' ORDER BY path")
	}))
	const atOnce = 32
	var mu sync.Mutex
	var took []time.Duration
	var wrong []string
	work := make(chan int)
	var wg sync.WaitGroup
	begun := time.Now()
	for range atOnce {
		wg.Go(func() {
			for i := range work {
				x := sheets[i]
				village, _ := tree.ByPath(x.Path)
				cookie := signIn(b, s.Echo, "cun-"+village.Code+"a")
				path := fmt.Sprintf("/duty/sheets/%d", x.ID)
				req := httptest.NewRequest("GET", path, nil)
				req.AddCookie(cookie)
				w := httptest.NewRecorder()
				s.Echo.ServeHTTP(w, req)
				form := formOf(w.Body.String())
				form.Set("act", "submit")
				req = httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
				req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				req.AddCookie(cookie)
				w = httptest.NewRecorder()
				one := time.Now()
				s.Echo.ServeHTTP(w, req)
				mu.Lock()
				took = append(took, time.Since(one))
				if w.Code != http.StatusSeeOther {
					wrong = append(wrong, fmt.Sprintf("%s: %d %s", village.Name, w.Code, w.Body.String()))
				}
				mu.Unlock()
			}
		})
	}
	for i := range sheets {
		work <- i
	}
	close(work)
	wg.Wait()
	all := time.Since(begun)
	if len(wrong) > 0 {
		b.Fatalf("%d of %d were refused; the first: %s", len(wrong), len(sheets), wrong[0])
	}
	must(b, a.DB.Read(ctx, func(sn *database.Snapshot) error {
		q, err := duty.Waiting(sn, authz.Everywhere(), "nobody")
		if int(q.N) != len(sheets) {
			b.Fatalf("%d of %d sheets arrived", q.N, len(sheets))
		}
		return err
	}))
	slices.Sort(took)
	at := func(p int) time.Duration { return took[len(took)*p/100].Round(time.Millisecond) }
	fmt.Printf("%d villages sign in, open and submit their sheets, %d at once: %v in all, none refused, none lost; a "+
		"submission takes %v (median), %v (95 %%), %v (99 %%), %v (longest)\n",
		len(sheets), atOnce, all.Round(time.Second), at(50), at(95), at(99), took[len(took)-1].Round(time.Millisecond))
	b.ReportMetric(float64(at(95).Milliseconds()), "ms/p95")
	b.ReportMetric(0, "ns/op")
}

var inputField = regexp.MustCompile(`<input[^>]* name="([^"]+)" value="([^"]*)"`)

// formOf a sheet's page: the first form's fields as they stand.
func formOf(page string) url.Values {
	form := url.Values{}
	_, page, _ = strings.Cut(page, `action="/duty/sheets/`)
	page, _, _ = strings.Cut(page, "</form>")
	for _, m := range inputField.FindAllStringSubmatch(page, -1) {
		if m[1] != "paper" {
			form.Set(m[1], m[2])
		}
	}
	return form
}
