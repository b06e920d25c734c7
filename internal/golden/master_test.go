//go:build long

package golden

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata anew instead of comparing with it")

// mostTold is how many differences of one file are told.
const mostTold = 12

// compare lines with a file of testdata, or write it anew. Of a part of it, lines that are only in the file are no
// difference.
func compare(t *testing.T, name string, lines []string, part bool) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update && !part {
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644))
		return
	}
	b, err := os.ReadFile(path)
	must(t, err)
	had, have := map[string]bool{}, map[string]bool{}
	for _, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		had[l] = true
	}
	for _, l := range lines {
		have[l] = true
	}
	told := 0
	tell := func(sign, l string) {
		if told++; told <= mostTold {
			t.Errorf("%s: %s %s", name, sign, l)
		}
	}
	for _, l := range lines {
		if !had[l] {
			tell("+", l)
		}
	}
	if !part {
		for _, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
			if !have[l] {
				tell("-", l)
			}
		}
	}
	if told > mostTold {
		t.Errorf("%s: %d differences in all", name, told)
	}
}
