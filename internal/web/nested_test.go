package web_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/views"
)

// A browser ends a paragraph where a block begins in it: the block then lies outside, without the paragraph's style.
func TestTemplates_put_no_block_into_a_paragraph(t *testing.T) {
	tag := regexp.MustCompile(`</?p\b|<(form|div|ul|ol|table|dl|details|h[1-6])\b`)
	seen := 0
	apptest.Must(t, fs.WalkDir(views.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		b, err := fs.ReadFile(views.Files, path)
		if err != nil {
			return err
		}
		in := false
		for _, at := range tag.FindAllIndex(b, -1) {
			switch what := string(b[at[0]:at[1]]); {
			case what == "<p":
				in, seen = true, seen+1
			case what == "</p":
				in = false
			case in:
				t.Errorf("%s:%d: %s> in a paragraph", path, 1+strings.Count(string(b[:at[0]]), "\n"), what)
			}
		}
		return nil
	}))
	if seen < 100 {
		t.Errorf("only %d paragraphs", seen)
	}
}
