package archtest

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// ranks from the bottom up. A need that points upward is met by an interface declared where it is needed and filled in app.
var ranks = [][]string{
	{"internal/errs", "internal/plain", "policies", "migrations", "views"},
	{"internal/civil"},
	{"internal/money", "internal/clock", "internal/idno", "internal/figure"},
	{"internal/database", "internal/seal", "internal/words", "internal/sheet"},
	{"internal/region", "internal/bankfile", "internal/schema", "internal/mapping", "internal/lexicon"},
	{"internal/authz", "internal/trail"},
	{"internal/desk"},
	{"internal/office", "internal/rulebook", "internal/files", "internal/jobs", "internal/backup"},
	{"internal/account", "internal/divisions", "internal/resident", "internal/quota", "internal/fund"},
	{"internal/post", "internal/history", "internal/card", "internal/unit", "internal/rectify"},
	{"internal/application"},
	{"internal/placement", "internal/helpledger"},
	{"internal/duty"},
	{"internal/payroll"},
	{"internal/payment"},
	{"internal/complaint", "internal/confirm", "internal/matching", "internal/crosscheck", "internal/draw", "internal/register", "internal/project", "internal/target"},
	{"internal/inspect", "internal/progress"},
	{"internal/inspect/nepotism", "internal/inspect/rotation", "internal/inspect/need", "internal/inspect/diversion", "internal/inspect/arrears", "internal/inspect/procedure", "internal/inspect/folder"},
	{"internal/inspect/extract", "internal/inspect/caseload"},
	{"internal/overview", "internal/reconcile", "internal/changeover", "internal/importer", "internal/exporter"},
	{"internal/reporting", "internal/paperwork", "internal/explain"},
	{"reports/pdf", "reports/docx"},
	{"internal/web/kit"},
	{"internal/web/pages", "internal/web/api"},
	{"internal/web"},
	{"internal/app"},
	{"internal/demo"},
	{"internal/cli"},
	{"cmd/gangwei"},
}

// testOnly packages are imported by tests and by each other, or are tools of the house.
var testOnly = map[string]bool{"internal/dbtest": true, "internal/dbtest/withmariadb": true, "internal/apptest": true, "internal/browsertest": true, "internal/archtest": true, "internal/bench": true, "internal/faulttest": true, "internal/sheettest": true, "internal/layouts": true, "internal/viewfmt": true}

// only tells which packages may import a library, by prefix.
var only = map[string][]string{
	"gorm.io/":                     {"internal/database"},
	"github.com/labstack/echo":     {"internal/web", "internal/bench"},
	"github.com/casbin/":           {"internal/authz"},
	"github.com/jung-kurt/gofpdf":  {"reports/pdf", "internal/bench"},
	"github.com/xuri/excelize":     {"internal/sheet", "internal/sheettest", "internal/bench"},
	"github.com/richardlehane/":    {"internal/sheet"},
	"github.com/glebarez/sqlite":   {"internal/database", "internal/bench"},
	"modernc.org/":                 {"internal/bench"},
	"github.com/chromedp/":         {"internal/browsertest"},
	"github.com/alexedwards/argon": {"internal/account"},
	"github.com/boombuler/barcode": {"reports/pdf"},
	"github.com/gomutex/godocx":    {"reports/docx"},
	"filippo.io/age":               {"internal/inspect/extract", "internal/inspect/caseload"},
}

func TestImports_go_down(t *testing.T) {
	rank := map[string]int{}
	for i, row := range ranks {
		for _, p := range row {
			rank[p] = i
		}
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") || d.Name() == "var" || d.Name() == "bin") && path != root {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		own, listed := rank[rel]
		if !listed && !testOnly[rel] {
			t.Errorf("%s is in no rank: give it one in this table", rel)
			return nil
		}
		seen[rel] = true
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
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
			if !ours || strings.HasSuffix(path, "_test.go") || testOnly[rel] {
				continue
			}
			if testOnly[target] {
				t.Errorf("%s imports %s, which is for tests", rel, target)
			} else if rank[target] >= own {
				t.Errorf("%s (rank %d) imports %s (rank %d): imports go down", rel, own, target, rank[target])
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
	for _, row := range ranks {
		for _, p := range row {
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
	allowed := map[string]bool{"internal/clock": true, "internal/jobs": true, "internal/cli": true}
	for _, row := range ranks {
		for _, p := range row {
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
