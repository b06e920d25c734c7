package archtest

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// named is a path of ours as documents write it; one with a word in capitals stands for many.
var (
	named       = regexp.MustCompile(`\b(?:internal|cmd|policies|migrations|views|reports|docs)/[\w./-]+`)
	placeholder = regexp.MustCompile(`\b(?:WING|ROOM|NAME|FAMILY|CODE|NNNN|DIR|FILE)(?:\b|_)`)
	link        = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	decision    = regexp.MustCompile(`^docs/adr/(\d{4})-`)
)

// documents calls f with every Markdown file of ours.
func documents(t *testing.T, f func(name, text string)) {
	t.Helper()
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != root && made(d.Name()) {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(name) != ".md" {
			return nil
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		seen++
		f(filepath.ToSlash(rel), string(b))
		return err
	})
	if err != nil || seen < 100 {
		t.Fatalf("%d documents seen, %v", seen, err)
	}
}

func exists(name string) bool {
	_, err := os.Stat(filepath.Join("..", "..", name))
	return err == nil
}

// Decisions up to 26 speak of the house as it stood then; what they link to must be there all the same.
func TestDocuments_name_paths_that_exist(t *testing.T) {
	documents(t, func(name, text string) {
		then := decision.FindStringSubmatch(name)
		if then == nil || then[1] > "0026" {
			for _, p := range named.FindAllString(text, -1) {
				if p = strings.TrimRight(p, "./-"); !placeholder.MatchString(p) && !exists(p) {
					t.Errorf("%s names %s, which is not there", name, p)
				}
			}
		}
		for _, l := range link.FindAllStringSubmatch(text, -1) {
			to, _, _ := strings.Cut(l[1], "#")
			if to == "" || strings.Contains(to, ":") || strings.HasPrefix(to, "/") {
				continue
			}
			if to = path.Join(path.Dir(name), to); !exists(to) {
				t.Errorf("%s links to %s, which is not there", name, to)
			}
		}
	})
}

// A room that the page of the house does not name cannot be found by who is new.
func TestArchitecture_names_every_room(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for _, w := range wings {
		for _, r := range w.rooms {
			if r == "." {
				r = path.Base(w.folder)
			}
			if !strings.Contains(text, "`"+r+"`") {
				t.Errorf("docs/architecture.md does not name %s of %s", r, w.folder)
			}
		}
	}
	for p := range testOnly {
		if path.Dir(p) == "internal" && !strings.Contains(text, "`"+p+"`") {
			t.Errorf("docs/architecture.md does not name %s", p)
		}
	}
}

func TestDecisions_have_a_status(t *testing.T) {
	index, err := os.ReadFile(filepath.Join("..", "..", "docs", "adr", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	documents(t, func(name, text string) {
		m := decision.FindStringSubmatch(name)
		if m == nil {
			return
		}
		if seen[m[1]] {
			t.Errorf("there are two decisions %s", m[1])
		}
		seen[m[1]] = true
		lines := strings.SplitN(text, "\n", 4)
		if len(lines) < 4 || !strings.HasPrefix(lines[0], "# "+strings.TrimLeft(m[1], "0")+". ") ||
			!strings.HasPrefix(lines[2], "Status: ") {
			t.Errorf("%s begins with its number and title, a blank line, and its status", name)
		}
		if !strings.Contains(string(index), "("+path.Base(name)+")") {
			t.Errorf("docs/adr/README.md does not list %s", name)
		}
	})
}
