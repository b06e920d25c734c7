package bench

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// The home page of the largest county's office and of the city's, and a page whose counts are made anew, each against a
// bare count of that county's placements. 150 ms are what a home page may take on an idle machine.
func BenchmarkHome(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { home(b, onSQLite(b)) })
	b.Run("mariadb", func(b *testing.B) { home(b, onMariaDB(b)) })
}

func home(b *testing.B, on store) {
	a, served := cityServed(b, on, 12)
	county := largest(b, a).county
	plain := on.read(b)
	defer plain.Close()
	bare := func() spent {
		begun := start()
		scanAll(b, plain, "SELECT COUNT(*) FROM placement WHERE path >= '"+county.Path+"' AND path < '"+county.Path+"~'")
		return since(begun)
	}
	b.ResetTimer()
	for _, login := range []string{"quxian-" + county.Code[:6], "zhidan-" + county.Code[:6], "shiji", "jijian"} {
		cookie := signIn(b, served, login)
		var ours, theirs []spent
		queries := 0
		a.DB.Observe(func(string, []any) { queries++ })
		for range runs {
			queries = 0
			req := httptest.NewRequest(http.MethodGet, "/", nil)
			req.AddCookie(cookie)
			w := httptest.NewRecorder()
			begun := start()
			served.ServeHTTP(w, req)
			ours = append(ours, since(begun))
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `class="todos"`) {
				b.Fatal(login, w.Code, w.Body.String())
			}
			theirs = append(theirs, bare())
		}
		a.DB.Observe(nil)
		report(b, fmt.Sprintf("%s: home of %s, %d queries", on.name, login, queries), ours, theirs)
	}
}
