package bench

import (
	"database/sql"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"gangwei/internal/web/pages"
)

// mostScanned rows of tables without an index by one page: the divisions are read whole (2,600 rows), as are other small tables; people, posts, placements,
// applications and pay have tens of thousands.
const mostScanned = 20_000

// Every page and list of every role on the whole city: which of them read a large table without an index, by the server's own count (Handler_read_rnd_next on MariaDB,
// after ANALYZE; rows of temporary tables are counted too).
func BenchmarkPagesScan(b *testing.B) {
	on := onMariaDB(b)
	a := buildAt(b, b.TempDir(), on.address, posts(b), 12)
	defer a.Close()
	conn := on.read(b)
	defer conn.Close()
	s, jobs, err := a.Server(ctx)
	must(b, err)
	defer jobs.Close()
	b.ResetTimer()
	most, pagesRead, worst := int64(0), 0, map[string]int64{}
	for _, login := range []string{"shiji", "quxian-370402", "zhen-370402001", "ducha-370402001", "cun-370402001013a", "zhidan-370402", "fuhe-370402", "dianhua", "jijian", "jijian-fuze", "baosong-370402", "nongye-370402"} {
		cookie := signIn(b, s.Echo, login)
		for _, r := range pages.Routes() {
			if r.Method != "GET" || r.Object != "" {
				continue
			}
			for _, query := range []string{"", "?region=370402", "?region=370402001013"} {
				before := scanned(b, conn)
				req := httptest.NewRequest("GET", r.Path+query, nil)
				req.AddCookie(cookie)
				w := httptest.NewRecorder()
				s.Echo.ServeHTTP(w, req)
				if w.Code != http.StatusOK {
					continue // another's task
				}
				pagesRead++
				n := scanned(b, conn) - before
				most = max(most, n)
				if n > mostScanned && n > worst[r.Path] {
					worst[r.Path] = n
				}
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(worst)) {
		fmt.Printf("  %s reads up to %d rows without an index\n", path, worst[path])
	}
	b.ReportMetric(float64(len(worst)), "pages")
	b.ReportMetric(float64(most), "rows/page")
	b.ReportMetric(0, "ns/op")
	fmt.Printf("mariadb: %d pages of all roles, at most %d rows read without an index\n", pagesRead, most)
}

func scanned(b *testing.B, conn *sql.DB) (n int64) {
	b.Helper()
	var name string
	must(b, conn.QueryRow("SHOW GLOBAL STATUS LIKE 'Handler_read_rnd_next'").Scan(&name, &n))
	return n
}
