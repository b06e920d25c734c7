package rulebook_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/rulebook"
)

// reads are the calls that read a parameter, by function: whether the type is one that it can read.
var reads = map[string][]rulebook.Kind{
	"Int":   {rulebook.Whole},
	"Bool":  {rulebook.Yes},
	"Fen":   {rulebook.Money},
	"Share": {rulebook.Share},
	"Month": {rulebook.OneMonth},
	"Text": {rulebook.Choice, rulebook.Text, rulebook.Document, rulebook.Listing, rulebook.Several, rulebook.Months,
		rulebook.Format},
}

// Every call reads a parameter that there is, by the function of its type; what it takes where none is set is what a
// new office is given.
func TestCalls_read_parameters_by_their_types(t *testing.T) {
	first := map[string]string{}
	h := apptest.New(t, dbtest.SQLite(t))
	for _, p := range listed(t, h) {
		if p.Fund == "" {
			first[p.Param] = p.Value
		}
	}
	call := regexp.MustCompile(`[bB]ook(?:\(\))?\.(Int|Bool|Fen|Share|Month|Text)\("([a-z0-9_.]+)", [^\n]*`)
	last := regexp.MustCompile(`, (\d+|true|false)\)`)
	n := 0
	err := filepath.WalkDir("../..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		body, err := os.ReadFile(path)
		for _, m := range call.FindAllStringSubmatch(string(body), -1) {
			n++
			key := m[2]
			if strings.HasSuffix(key, ".") {
				continue // ends with what the code adds
			}
			x := rulebook.TypeOf(key)
			if x == nil {
				t.Errorf("%s reads %s, which is no parameter", path, key)
				continue
			}
			fits := false
			for _, k := range reads[m[1]] {
				fits = fits || k == x.Kind
			}
			if !fits {
				t.Errorf("%s reads %s (%s) by %s", path, key, x.Kind, m[1])
			}
			if d := last.FindStringSubmatch(m[0]); d != nil && (m[1] == "Int" || m[1] == "Bool") && d[1] != first[key] {
				t.Errorf("%s takes %s for %s, a new office has %q", path, d[1], key, first[key])
			}
		}
		return err
	})
	if err != nil || n < 70 {
		t.Errorf("%d calls: %v", n, err)
	}
}

// Every parameter is read somewhere by its name, or says of itself that nothing is judged by it.
func TestParameters_are_read(t *testing.T) {
	var all strings.Builder
	err := filepath.WalkDir("../..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
			strings.HasSuffix(path, "/texts.go") {
			return err
		}
		body, err := os.ReadFile(path)
		all.Write(body)
		return err
	})
	types, err2 := rulebook.Types()
	if err != nil || err2 != nil || len(types) < 90 {
		t.Fatal(len(types), err, err2)
	}
	source := all.String()
	for _, x := range types {
		named := strings.Contains(source, `"`+x.Key+`"`)
		for i, c := range x.Key {
			named = named || c == '.' && strings.Contains(source, `"`+x.Key[:i+1]+`"+`)
			named = named || c == '.' && strings.Contains(source, `"`+x.Key[:i+1]+`" +`)
		}
		if idle := strings.HasPrefix(x.Used, "只作说明"); named == idle {
			t.Errorf("%s (%s): read %v, used: %s", x.Key, x.Wing, named, x.Used)
		}
	}
}
