package web_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// accuses may be said of findings alone: it is what they would have to show. Lists, pages, papers and templates say
// 应发未到账 or 没有发放资料，待核.
const accuses = "拖欠"

// accusers are what speaks of findings, and what villagers say in their own words.
var accusers = []string{"internal/oversight/inspect/", "internal/oversight/reporting/",
	"internal/oversight/screens/finding", "internal/platform/lexicon/voices.go"}

// The word that accuses stands in what says findings, and nowhere else: no page, paper, sheet, policy or template has
// it.
func TestWords_accuse_nobody_of_arrears_outside_findings(t *testing.T) {
	root, found := "../..", 0
	for _, dir := range []string{"internal", "views", "policies", "reports", "cmd"} {
		walkAccusing(t, filepath.Join(root, dir), func(path, text string) {
			rel, err := filepath.Rel(root, path)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range accusers {
				if strings.HasPrefix(filepath.ToSlash(rel), a) {
					found++
					return
				}
			}
			for i, line := range strings.Split(text, "\n") {
				code := strings.TrimSpace(line)
				if strings.Contains(code, accuses) && !strings.HasPrefix(code, "//") {
					t.Errorf("%s:%d speaks of a finding: %s", rel, i+1, code)
				}
			}
		})
	}
	if found == 0 {
		t.Error("no source was found that speaks of findings: the test looks at nothing")
	}
}

// walkAccusing reads the sources under a folder in which the word stands.
func walkAccusing(t *testing.T, dir string, see func(path, text string)) {
	t.Helper()
	if err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "testdata" || d.Name() == "static") {
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return err
		}
		if d.IsDir() || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		b, err := os.ReadFile(path)
		if err == nil && strings.Contains(string(b), accuses) {
			see(path, string(b))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
