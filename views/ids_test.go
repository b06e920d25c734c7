package views_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"gangwei/views"
)

// eitherOr are names that a template gives twice, of which a page has one at most, with why.
var eitherOr = map[string]string{
	"forms/progress_form f-file": "a unit's own workbook, or one for a unit",
	"forms/progress_form f-why":  "a correction is typed, or the form is opened for one",
	"forms/register f-name":      "an entry or a project",
	"hiring/application f-against": "the votes of a meeting that has not been held, or why a later one of a meeting " +
		"that was is taken",
	"web/bulk f-ids":           "something is left to do, or nothing, or to choose",
	"web/rulebook_new f-value": "one kind of value",
}

var named = regexp.MustCompile(` id="([^"{]+)"`)

// A label names one field, and a fault of the summary leads to one: no page names two things alike.
func TestNames_of_fields_stand_once_on_a_page(t *testing.T) {
	seen := map[string]int{}
	err := fs.WalkDir(views.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".html") {
			return err
		}
		body, err := fs.ReadFile(views.Files, name)
		for _, m := range named.FindAllStringSubmatch(string(body), -1) {
			seen[strings.TrimSuffix(name, ".html")+" "+m[1]]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for at, n := range seen {
		if n > 1 && eitherOr[at] == "" {
			t.Errorf("%s: given %d times", at, n)
		}
	}
	for at := range eitherOr {
		if seen[at] < 2 {
			t.Errorf("%s: given %d times; take it away here", at, seen[at])
		}
	}
}
