package bench

import (
	"database/sql"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/web/pages"
)

// mostScanned rows of tables without an index by one page: the divisions are read whole (2,600 rows), as are other small tables; people, posts, placements,
// applications and pay have tens of thousands.
const mostScanned = 20_000

// tableOf the things that pages are about, by the name that routes use; else the table has that name.
var tableOf = map[string]string{"alert": "migrant_alert", "batch": "pay_batch", "card": "card_list", "entry": "list_entry", "help": "help_case", "history": "history_row", "hit": "register_hit", "import": "import_batch", "meeting": "review_meeting", "photo": "duty_evidence",
	"projectlist": "project_list", "rectify": "rectify_task", "run": "pay_run", "sheet": "duty_sheet", "submission": "progress_submission", "user": "user_account"}

// Every page of every role on the whole city after a night: which of them read a large table without an index, by the server's own count (Handler_read_rnd_next on
// MariaDB, after ANALYZE; rows of temporary tables are counted too). Of what has a page each, the first, the one in the middle and the last are opened.
func BenchmarkPagesScan(b *testing.B) {
	on := onMariaDB(b)
	a := buildAt(b, b.TempDir(), on.address, posts(b), 12)
	defer a.Close()
	_, err := a.Payments.CountWaits(ctx)
	must(b, err)
	conn := on.read(b)
	defer conn.Close()
	pagesScan(b, a, conn, func(login, at string, n int64) { fmt.Printf("  %s: %s reads %d rows without an index\n", login, at, n) })
}

// pagesScan opens all pages and calls for those that read more without an index than any of their path did before.
func pagesScan(b *testing.B, a *app.App, conn *sql.DB, worse func(login, at string, n int64)) {
	s, jobs, err := a.Server(ctx)
	must(b, err)
	defer jobs.Close()
	b.ResetTimer()
	most, pagesRead, worst, opened := int64(0), 0, map[string]int64{}, map[string]bool{}
	for _, login := range []string{"shiji", "quxian-370402", "zhen-370402001", "ducha-370402001", "cun-370402001013a", "zhidan-370402", "fuhe-370402", "dianhua", "jijian", "jijian-fuze", "baosong-370402", "nongye-370402", "xitong", "anquan", "shenji"} {
		cookie := signIn(b, s.Echo, login)
		for _, r := range pages.Routes() {
			if r.Method != "GET" {
				continue
			}
			for _, at := range addresses(b, conn, r) {
				before := scanned(b, conn)
				req := httptest.NewRequest("GET", at, nil)
				req.AddCookie(cookie)
				w := httptest.NewRecorder()
				s.Echo.ServeHTTP(w, req)
				if w.Code != http.StatusOK {
					continue // another's task
				}
				pagesRead++
				opened[r.Path] = true
				n := scanned(b, conn) - before
				most = max(most, n)
				if n > mostScanned && n > worst[r.Path] {
					worst[r.Path] = n
					worse(login, at, n)
				}
			}
		}
	}
	var unopened []string
	for _, r := range pages.Routes() {
		if r.Method == "GET" && !opened[r.Path] {
			unopened = append(unopened, r.Path)
		}
	}
	b.ReportMetric(float64(len(worst)), "pages")
	b.ReportMetric(float64(most), "rows/page")
	b.ReportMetric(0, "ns/op")
	fmt.Printf("mariadb: %d pages of all roles at %d addresses, at most %d rows read without an index, too many at %d: %v; not opened: %v\n", pagesRead, len(opened), most, len(worst), slices.Sorted(maps.Keys(worst)), unopened)
}

// addresses of a route to look at.
func addresses(b *testing.B, conn *sql.DB, r pages.Route) (out []string) {
	b.Helper()
	if r.Object == "" {
		return []string{r.Path, r.Path + "?region=370402", r.Path + "?region=370402001013"}
	}
	table := tableOf[r.Object]
	if table == "" {
		table = r.Object
	}
	var first, last sql.NullInt64
	must(b, conn.QueryRow("SELECT MIN(id), MAX(id) FROM "+table).Scan(&first, &last))
	for _, id := range []int64{first.Int64, (first.Int64 + last.Int64) / 2, last.Int64} {
		if at := strings.Replace(r.Path, ":id", fmt.Sprint(id), 1); first.Valid && !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}

func scanned(b *testing.B, conn *sql.DB) (n int64) {
	b.Helper()
	var name string
	must(b, conn.QueryRow("SHOW GLOBAL STATUS LIKE 'Handler_read_rnd_next'").Scan(&name, &n))
	return n
}
