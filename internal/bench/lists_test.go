package bench

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"gangwei/internal/platform/database"
)

// largeList is a list of many rows, with a bare query of its first 200 rows in a county.
type largeList struct {
	name, login, path string
	bare              string // %[1]s: the county's path
}

var largeLists = []largeList{
	{"people", "quxian-", "/people", "SELECT p.id, p.name, p.birth, p.path FROM person p WHERE p.path >= '%[1]s' AND " +
		"p.path < '%[1]s~' ORDER BY p.path, p.name_sort, p.id LIMIT 200"},
	{"holders", "quxian-", "/placements", "SELECT l.id, p.name, q.title, l.start_on FROM placement l JOIN person p ON " +
		"p.id = l.person_id JOIN post q ON q.id = l.post_id WHERE l.path >= '%[1]s' AND l.path < '%[1]s~' ORDER BY " +
		"l.path, " +
		"l.id LIMIT 200"},
	{"posts", "quxian-", "/posts", "SELECT q.id, q.code, q.title FROM post q WHERE q.path >= '%[1]s' AND q.path < " +
		"'%[1]s~' ORDER BY q.path, q.code LIMIT 200"},
	{"applications", "quxian-", "/applications", "SELECT a.id, a.number, p.name, q.title FROM application a JOIN " +
		"person p " +
		"ON p.id = a.person_id JOIN post q ON q.id = a.post_id WHERE a.county = '%[1]s' ORDER BY a.id DESC LIMIT 200"},
	{"checks", "quxian-", "/duty/checks", "SELECT c.id, p.name, q.title, c.finding FROM duty_check c JOIN placement l " +
		"ON " +
		"l.id = c.placement_id JOIN person p ON p.id = l.person_id JOIN post q ON q.id = l.post_id WHERE " +
		"c.county = '%[1]s' " +
		"ORDER BY c.id DESC LIMIT 200"},
	{"lines of a run", "zhidan-", "/pay/runs/%[2]d", "SELECT l.placement_id, i.name, l.amount_fen FROM pay_line l JOIN " +
		"pay_item i ON i.id = l.item_id WHERE l.month = '%[3]s' AND l.path >= '%[1]s' AND l.path < '%[1]s~' ORDER BY " +
		"l.path, " +
		"l.placement_id LIMIT 200"},
}

// A page of 200 rows of the largest county of each of the largest lists, at its beginning and where one jumps to the
// last page that has a number, each against a bare query of 200 such rows. 150 ms are what a page may take on an idle
// machine.
func BenchmarkLargestLists(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { largestLists(b, onSQLite(b)) })
	b.Run("mariadb", func(b *testing.B) { largestLists(b, onMariaDB(b)) })
}

func largestLists(b *testing.B, on store) {
	a, served := cityServed(b, on, 2)
	county := largest(b, a).county
	var run struct {
		ID    int64
		Month string
	}
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&run, "SELECT id, month FROM pay_run WHERE path = ? AND state = 'approved' ORDER BY id LIMIT 1",
			county.Path)
		return err
	}))
	plain := on.read(b)
	defer plain.Close()
	b.ResetTimer()
	for _, l := range largeLists {
		v := visit(b, served, l.login+county.Code[:6])
		path := strings.Replace(l.path, "%[2]d", fmt.Sprint(run.ID), 1)
		bare := strings.NewReplacer("%[1]s", county.Path, "%[3]s", run.Month).Replace(l.bare)
		for _, query := range []string{"", "page=50"} {
			var ours, theirs []spent
			for range runs {
				begun := start()
				code, body := v.get(path + "?size=200&" + query)
				ours = append(ours, since(begun))
				if code != http.StatusOK || strings.Count(body, "data-row") < 2 {
					b.Fatal(l.name, query, code, body)
				}
				begun = start()
				scanAll(b, plain, bare)
				theirs = append(theirs, since(begun))
			}
			report(b, fmt.Sprintf("%s: 200 %s by %q", on.name, l.name, query), ours, theirs)
		}
	}
}
