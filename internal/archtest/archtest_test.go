package archtest

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// wings from the bottom up, each with its rooms from left to right: a room may import the rooms to its left and every
// wing below. A need that points upward is met by an interface declared where it is needed and filled in app.
var wings = []wing{
	{"", []string{"policies", "migrations", "views"}},
	{"internal/base", []string{"errs", "plain", "civil", "money", "clock", "idno"}},
	{"internal/platform",
		[]string{"database", "seal", "words", "figure", "lexicon", "sheet", "schema", "mapping", "region",
			"authz", "trail", "desk", "exchange",
			"rulebook", "files", "jobs", "drafts", "office", "backup", "documents", "kit", "listing", "feature",
			"scheduler", "."}},
	{"internal/registry",
		[]string{"account", "divisions", "unit", "resident", "history", "matching", "crosscheck", "screens", "."}},
	{"internal/hiring", []string{"quota", "post", "application", "placement", "villagepapers", "screens", "."}},
	{"internal/attendance", []string{"duty", "sampling", "checkpapers", "screens", "."}},
	{"internal/pay", []string{"bankfile", "worth", "fund", "cardchange", "payroll", "payment", "payeecalls", "screens",
		"."}},
	{"internal/oversight",
		[]string{"rectify", "complaint", "inspect", "inspect/nepotism", "inspect/rotation", "inspect/need",
			"inspect/diversion", "inspect/arrears", "inspect/procedure", "inspect/folder", "inspect/extract", "inspect/caseload",
			"reporting", "reconcile", "screens", "."}},
	{"internal/forms",
		[]string{"helpledger", "formlists", "project", "target", "progress", "changeover", "overview", "screens", "."}},
	{"", []string{"internal/importer", "internal/explain", "reports/pdf",
		"reports/docx", "internal/web/screens", "internal/web", "internal/app", "internal/demo",
		"internal/cli", "cmd/gangwei"}},
}

// wing is a folder of rooms; the first and the last have none of their own.
type wing struct {
	folder string
	rooms  []string
}

// rooms of the house by their place in the order.
func rooms() (all []string) {
	for _, w := range wings {
		for _, r := range w.rooms {
			all = append(all, path.Join(w.folder, r))
		}
	}
	return all
}

// testOnly packages are imported by tests and by each other, or are tools of the house.
var testOnly = map[string]bool{"internal/dbtest": true, "internal/dbtest/withmariadb": true, "internal/apptest": true,
	"internal/browsertest": true, "internal/archtest": true, "internal/bench": true, "internal/faulttest": true,
	"internal/sheettest": true, "internal/golden": true, "internal/layouts": true, "internal/viewfmt": true,
	"internal/querytest": true, "internal/mutation": true}

// only tells which packages may import a library, by prefix.
var only = map[string][]string{
	"gorm.io/":                     {"internal/platform/database"},
	"github.com/labstack/echo":     {"internal/platform/kit", "internal/web", "internal/bench", "internal/golden"},
	"github.com/casbin/":           {"internal/platform/authz"},
	"github.com/jung-kurt/gofpdf":  {"reports/pdf", "internal/bench"},
	"github.com/tdewolff/minify":   {"views"},
	"github.com/xuri/excelize":     {"internal/platform/sheet", "internal/sheettest", "internal/bench"},
	"github.com/richardlehane/":    {"internal/platform/sheet"},
	"github.com/glebarez/sqlite":   {"internal/platform/database", "internal/bench"},
	"modernc.org/":                 {"internal/bench"},
	"github.com/chromedp/":         {"internal/browsertest"},
	"github.com/alexedwards/argon": {"internal/registry/account"},
	"github.com/boombuler/barcode": {"reports/pdf"},
	"github.com/gomutex/godocx":    {"reports/docx"},
	"github.com/longbridgeapp/":    {"internal/base/plain"},
	"github.com/mozillazg/":        {"internal/base/plain"},
	"filippo.io/age":               {"internal/oversight/inspect/extract", "internal/oversight/inspect/caseload"},
}

func TestImports_go_down(t *testing.T) {
	rank := map[string]int{}
	for i, p := range rooms() {
		rank[p] = i
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	err = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != root && made(d.Name()) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		own, listed := rank[rel]
		if !listed && !testOnly[rel] {
			t.Errorf("%s has no place: give it one in this table", rel)
			return nil
		}
		seen[rel] = true
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, im := range f.Imports {
			p, err := strconv.Unquote(im.Path.Value)
			if err != nil {
				return err
			}
			for lib, users := range only {
				if strings.HasPrefix(p, lib) {
					ok := false
					for _, u := range users {
						ok = ok || rel == u || strings.HasPrefix(rel, u+"/")
					}
					if !ok {
						t.Errorf("%s imports %s, which only %v may", rel, p, users)
					}
				}
			}
			target, ours := strings.CutPrefix(p, "gangwei/")
			if !ours || strings.HasSuffix(name, "_test.go") || testOnly[rel] {
				continue
			}
			if testOnly[target] {
				t.Errorf("%s imports %s, which is for tests", rel, target)
			} else if rank[target] >= own {
				t.Errorf("%s (place %d) imports %s (place %d): imports go down and to the left", rel, own, target, rank[target])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for p := range rank {
		if !seen[p] {
			t.Errorf("%s is in the table but not in the house", p)
		}
	}
}

func TestEveryPackage_says_what_it_is_for(t *testing.T) {
	{
		for _, p := range rooms() {
			files, err := filepath.Glob(filepath.Join("../..", p, "*.go"))
			if err != nil || len(files) == 0 {
				t.Errorf("%s: %v", p, err)
				continue
			}
			said := false
			for _, f := range files {
				b, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				said = said || strings.Contains(string(b), "// Package ") || strings.Contains(string(b), "// Command ")
			}
			if !said {
				t.Errorf("%s has no package comment", p)
			}
		}
	}
}

// Only the clock reads the time for business; sessions, retries and servers may measure spans.
func TestOnlyTheClock_reads_the_time(t *testing.T) {
	allowed := map[string]bool{"internal/base/clock": true, "internal/platform/jobs": true, "internal/cli": true}
	{
		for _, p := range rooms() {
			files, _ := filepath.Glob(filepath.Join("../..", p, "*.go"))
			for _, f := range files {
				b, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(string(b), "time.Now()") && !allowed[p] && !strings.HasSuffix(f, "_test.go") {
					t.Errorf("%s reads the time: ask the clock", f)
				}
			}
		}
	}
}

// made reports whether a folder holds what tools put there, none of it the repository's own.
func made(folder string) bool {
	return strings.HasPrefix(folder, ".") || folder == "var" || folder == "bin" || folder == "node_modules"
}
