package bench

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// A page of 200 holders of the largest county (20,400 placements of 39,000), in each order that it offers, at its
// beginning, at the last numbered page and beyond, and by a part of a name, each against a bare query of the 200 first
// rows in that county. 150 ms are what a page may take on an idle machine.
func BenchmarkListOfHolders(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { listOfHolders(b, onSQLite(b)) })
	b.Run("mariadb", func(b *testing.B) { listOfHolders(b, onMariaDB(b)) })
}

var beyond = regexp.MustCompile(`href="\?(after=[^"]*)"`)

func listOfHolders(b *testing.B, on store) {
	a, served := cityServed(b, on, 2)
	county := largest(b, a).county
	cookie := signIn(b, served, "quxian-"+county.Code[:6])
	get := func(query string) (string, spent) {
		req := httptest.NewRequest(http.MethodGet, "/placements?size=200&"+query, nil)
		req.AddCookie(cookie)
		w := httptest.NewRecorder()
		begun := start()
		served.ServeHTTP(w, req)
		took := since(begun)
		if w.Code != http.StatusOK || strings.Count(w.Body.String(), "<tr>") < 2 {
			b.Fatal(query, w.Code, w.Body.String())
		}
		return w.Body.String(), took
	}
	plain := on.read(b)
	defer plain.Close()
	bare := func() spent {
		begun := start()
		scanAll(b, plain, "SELECT l.id, p.name, q.title, l.start_on FROM placement l JOIN person p ON p.id = "+
			"l.person_id JOIN post q ON q.id = l.post_id WHERE l.path >= '"+county.Path+"' AND l.path < '"+county.Path+
			"~' ORDER BY l.path, l.id LIMIT 200")
		return since(begun)
	}
	last, _ := get("sort=start&page=50")
	queries := []string{"", "sort=start", "sort=-until", "sort=-place", "sort=start&page=50", "sort=name", "q=%E7%8E%8B"}
	if m := beyond.FindStringSubmatch(last); m != nil {
		queries = append(queries, strings.ReplaceAll(m[1], "&amp;", "&"))
	}
	b.ResetTimer()
	for _, q := range queries {
		var ours, theirs []spent
		for range runs {
			_, took := get(q)
			ours, theirs = append(ours, took), append(theirs, bare())
		}
		report(b, fmt.Sprintf("%s: 200 holders of a county by %q", on.name, q), ours, theirs)
	}
}
