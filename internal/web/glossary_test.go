package web_test

import (
	"encoding/csv"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/platform/schema"
	"gangwei/views"
)

// readers are where the words of other people's sheets stand, not those that the program says; and cities on paper,
// where people speak.
var readers = regexp.MustCompile(`^internal/(platform/(lexicon|sheet|schema)|demo|layouts|sheettest|apptest|dbtest|` +
	`bench|faulttest|golden|mutation|browsertest|archtest|explain|importer|oversight/inspect/caseload)/|` +
	`^internal/oversight/inspect/folder/(grouped|place|people|choose|periods)\.go$|^internal/forms/project/take\.go$|` +
	`^internal/oversight/inspect/(talk|city|load_more)\.go$`)

// quoting are the words that stay in a file, with the reason.
var quoting = map[string]string{
	"internal/forms/project/list.go 联系电话":                       "a column of the province's project list",
	"views/forms/register.html 联系电话":                            "the same column where it is typed",
	"internal/oversight/inspect/nepotism/shared_contact.go 手机号": "findings that were issued name the fact so",
	"internal/forms/formlists/people.go 身份证号(?:[^码”]|$)":        "the head of a workbook is a contract",
	"internal/pay/cardchange/card.go 身份证号(?:[^码”]|$)":           "the head of a workbook is a contract",
	"internal/pay/payroll/parallel.go 身份证号(?:[^码”]|$)":          "the head of a workbook is a contract",
	"internal/pay/cardchange/card.go 卡号":                        "the head of a workbook is a contract",
}

// contracts are heads of workbooks that offices have: added to, never renamed.
var contracts = map[string]bool{"联系电话": true, "银行账号": true}

// concept is a row of the glossary.
type concept struct {
	term    string
	instead []*regexp.Regexp
	stays   *strings.Replacer
}

func glossary(t *testing.T) (out []concept) {
	t.Helper()
	f, err := os.Open("../../docs/glossary.csv")
	apptest.Must(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	apptest.Must(t, err)
	terms := map[string]bool{}
	for _, row := range rows[1:] {
		if terms[row[0]] {
			t.Errorf("%s stands twice", row[0])
		}
		terms[row[0]] = true
		c := concept{term: row[0]}
		for _, w := range strings.Fields(row[2]) {
			c.instead = append(c.instead, regexp.MustCompile(w))
		}
		var drop []string
		for _, w := range strings.Fields(row[3]) {
			drop = append(drop, w, "")
		}
		c.stays = strings.NewReplacer(drop...)
		out = append(out, c)
	}
	return out
}

var action = regexp.MustCompile(`(?s)\{\{.*?\}\}`)

// said is each text that the program says: pages and their scripts, sentences, labels, heads of sheets and of papers.
func said(t *testing.T, each func(where, text string)) {
	t.Helper()
	apptest.Must(t, fs.WalkDir(views.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".html") && !strings.HasSuffix(path, ".js") {
			return err
		}
		b, err := fs.ReadFile(views.Files, path)
		each("views/"+path, action.ReplaceAllString(string(b), " "))
		return err
	}))
	for _, x := range schema.Tables {
		for _, c := range x.Fields {
			if !contracts[c.Head] {
				each("schema "+x.Code, c.Head)
			}
		}
	}
	for _, root := range []string{"internal", "reports"} {
		apptest.Must(t, filepath.WalkDir("../../"+root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			where := strings.TrimPrefix(filepath.ToSlash(path), "../../")
			if readers.MatchString(where) {
				return nil
			}
			file, err := parser.ParseFile(gotoken.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.KeyValueExpr: // other names of a column that is read
					key, ok := n.Key.(*ast.Ident)
					return !ok || key.Name != "Also" && key.Name != "Alike" && key.Name != "Not"
				case *ast.BasicLit:
					if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == gotoken.STRING {
						each(where, s)
					}
				}
				return true
			})
			return nil
		}))
	}
}

// TestGlossary_one_word_for_one_thing holds docs/glossary.csv over everything that the program says.
func TestGlossary_one_word_for_one_thing(t *testing.T) {
	concepts, texts, used := glossary(t), 0, map[string]bool{}
	said(t, func(where, text string) {
		texts++
		for _, c := range concepts {
			rest := c.stays.Replace(text)
			for _, w := range c.instead {
				at := w.FindStringIndex(rest)
				if at == nil {
					continue
				}
				if key := where + " " + w.String(); quoting[key] != "" {
					used[key] = true
					continue
				}
				t.Errorf("%s says %q where the word is %s", where, around(rest, at), c.term)
			}
		}
	})
	for key := range quoting {
		if !used[key] {
			t.Errorf("nothing quotes it any more: %s", key)
		}
	}
	if texts < 5000 || len(concepts) < 25 {
		t.Errorf("only %d texts and %d words", texts, len(concepts))
	}
}

func around(s string, at []int) string {
	from, to := []rune(s[:at[0]]), []rune(s[at[1]:])
	return string(from[max(0, len(from)-8):]) + s[at[0]:at[1]] + string(to[:min(8, len(to))])
}
