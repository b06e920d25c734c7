package archtest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A paper that a wing says it prints is printed in it: its title stands in the wing's own code.
func TestPapers_are_printed(t *testing.T) {
	lists, err := filepath.Glob("../*/papers.go")
	if err != nil || len(lists) < 5 {
		t.Fatal(lists, err)
	}
	title := regexp.MustCompile(`Title: "([^"]+)"`)
	for _, list := range lists {
		said, err := os.ReadFile(list)
		if err != nil {
			t.Fatal(err)
		}
		var code strings.Builder
		if err := filepath.WalkDir(filepath.Dir(list), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || name == list || !strings.HasSuffix(name, ".go") ||
				strings.HasSuffix(name, "_test.go") {
				return err
			}
			b, err := os.ReadFile(name)
			code.Write(b)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for _, m := range title.FindAllStringSubmatch(string(said), -1) {
			if !strings.Contains(code.String(), m[1]) {
				t.Errorf("%s: nothing prints %s", list, m[1])
			}
		}
	}
}
