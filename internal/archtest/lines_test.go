package archtest

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "write the list of files with long lines anew; no number may rise")

const longList = "testdata/long_lines.txt"

// limits of a line, in characters, by the end of the file's name.
var limits = map[string]int{".go": 120, ".html": 160}

// block is an element that has a line of its own.
var block = regexp.MustCompile(`<(div|p|h[1-6]|table|caption|thead|tbody|tfoot|tr|th|td|ul|ol|li|dl|dt|dd|form|` +
	`fieldset|legend|details|summary|section|article|header|footer|main|nav|figure|figcaption|option|optgroup)\b`)

// sources calls f with the lines of every Go file and template of the program.
func sources(t *testing.T, f func(path string, lines []string)) {
	t.Helper()
	root := filepath.Join("..", "..")
	seen := map[string]int{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && made(d.Name()) {
			return filepath.SkipDir
		}
		if d.IsDir() || limits[filepath.Ext(path)] == 0 {
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		seen[filepath.Ext(path)]++
		f(filepath.ToSlash(rel), strings.Split(string(b), "\n"))
		return err
	})
	if err != nil || seen[".go"] < 500 || seen[".html"] < 100 {
		t.Fatalf("files seen: %v, %v", seen, err)
	}
}

// longLines of each file that has any.
func longLines(t *testing.T) map[string]int {
	now := map[string]int{}
	sources(t, func(path string, lines []string) {
		for _, l := range lines {
			if utf8.RuneCountInString(l) > limits[filepath.Ext(path)] {
				now[path]++
			}
		}
	})
	return now
}

func readList(text string) (map[string]int, error) {
	listed := map[string]int{}
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		var path string
		var n int
		if _, err := fmt.Sscan(l, &n, &path); err != nil || n < 1 || listed[path] > 0 {
			return nil, fmt.Errorf("line %q", l)
		}
		listed[path] = n
	}
	return listed, nil
}

func writeList(now map[string]int) string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(now)) {
		fmt.Fprintf(&b, "%d %s\n", now[path], path)
	}
	return b.String()
}

// risen tells by how much more the files have than the list allows. What stood in files that are gone may stand in new
// ones, for they may have moved.
func risen(listed, now map[string]int, exists func(path string) bool) int {
	more := 0
	for path, n := range now {
		more += max(0, n-listed[path])
	}
	for path, n := range listed {
		if !exists(path) {
			more -= n
		}
	}
	return more
}

// A Go line ends by column 120, a template's by 160. Files from before the rule are listed with how many longer lines
// they have; the numbers only fall.
func TestLines_are_short(t *testing.T) {
	now := longLines(t)
	text, err := os.ReadFile(longList)
	if *update && errors.Is(err, fs.ErrNotExist) {
		text = []byte(writeList(now)) // the first list
	} else if err != nil {
		t.Fatal(err)
	}
	listed, err := readList(string(text))
	if err != nil {
		t.Fatalf("%s: %v", longList, err)
	}
	if *update {
		exists := func(path string) bool {
			_, err := os.Stat(filepath.Join("..", "..", path))
			return err == nil
		}
		if n := risen(listed, now, exists); n > 0 {
			t.Fatalf("%d long lines more than listed: break them", n)
		}
		if err := os.WriteFile(longList, []byte(writeList(now)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for path, n := range now {
		if n > listed[path] {
			t.Errorf("%s: %d lines over %d characters, %d are listed: break them (make fmt does it in templates)",
				path, n, limits[filepath.Ext(path)], listed[path])
		}
	}
	for path, n := range listed {
		if now[path] < n {
			t.Errorf("%s: %d long lines, %d are listed: lower the number (go test ./internal/archtest -run Lines -update)",
				path, now[path], n)
		}
	}
}

func TestRisen_lets_files_move_and_numbers_fall(t *testing.T) {
	listed := map[string]int{"a.go": 3, "b.go": 2}
	for _, c := range []struct {
		name string
		now  map[string]int
		gone string
		want int
	}{
		{"the same", map[string]int{"a.go": 3, "b.go": 2}, "", 0},
		{"fewer", map[string]int{"a.go": 1}, "", 0},
		{"more in one, fewer in the other", map[string]int{"a.go": 4, "b.go": 1}, "", 1},
		{"a new file", map[string]int{"a.go": 3, "b.go": 2, "c.go": 1}, "", 1},
		{"a file moved", map[string]int{"c.go": 3, "b.go": 2}, "a.go", 0},
		{"a file moved, and grown", map[string]int{"c.go": 4, "b.go": 2}, "a.go", 1},
	} {
		if got := max(0, risen(listed, c.now, func(path string) bool { return path != c.gone })); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// A line of a template begins one block at most; make fmt lays them out.
func TestTemplates_have_one_element_a_line(t *testing.T) {
	sources(t, func(path string, lines []string) {
		if ok, _ := filepath.Match("views/*/*.html", path); !ok {
			return
		}
		for n, l := range lines {
			if len(block.FindAllString(l, 2)) > 1 {
				t.Errorf("%s:%d: two elements on a line: make fmt", path, n+1)
			}
		}
	})
}
