package web_test

import (
	"io/fs"
	"regexp"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/views"
)

// newer is what Chromium 86 (the last for Windows 7-era office machines that get no updates) does not know and would
// stumble over; what it may ignore without harm, as accent-color, is not in it.
var newer = regexp.MustCompile(`:has\(|:is\(|:where\(|\binset\s*:|aspect-ratio|@container|@layer|\b\d+(dvh|svh|cqw)\b|\?\?=|\|\|=|&&=|\.at\(|\.replaceAll\(|structuredClone|randomUUID|Object\.hasOwn|\.findLast\(|\bstatic\s*\{`)

func TestViews_use_nothing_that_Chromium_86_does_not_know(t *testing.T) {
	seen := 0
	apptest.Must(t, fs.WalkDir(views.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(views.Files, path)
		if m := newer.Find(b); m != nil {
			t.Errorf("%s: %s", path, m)
		}
		seen++
		return err
	}))
	if seen < 50 || !newer.MatchString("a:has(b)") || !newer.MatchString("x ??= 1") {
		t.Errorf("%d files seen", seen)
	}
}
