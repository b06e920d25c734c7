package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// asked finds the labels and sentences that a source asks for by name.
var asked = regexp.MustCompile(`words\.(Label|Has|Codes|CodeOf|Text|Known)\("([a-z_.]+)"`)

// ofAll are lists to which every room adds; whoever shows one shows what is linked.
var ofAll = []string{"act", "permission", "jobkind", "gist"}

// parsed sources of a room, without its tests.
func parsed(t *testing.T, room string) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("../..", room, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// book of words that a call adds: its name, and what stands in it.
func book(call *ast.CallExpr) (name string, has []string) {
	f, dotted := call.Fun.(*ast.SelectorExpr)
	id, plain := call.Fun.(*ast.Ident)
	if !(dotted && f.Sel.Name == "Add" || plain && id.Name == "Add") || len(call.Args) != 2 {
		return "", nil
	}
	lit, ok := call.Args[0].(*ast.BasicLit)
	b, whole := call.Args[1].(*ast.CompositeLit)
	if !ok || !whole {
		return "", nil
	}
	name, _ = strconv.Unquote(lit.Value)
	for _, part := range b.Elts {
		field := part.(*ast.KeyValueExpr)
		inner, ok := field.Value.(*ast.CompositeLit)
		if !ok || field.Key.(*ast.Ident).Name == "Args" {
			continue
		}
		for _, e := range inner.Elts {
			if key, ok := e.(*ast.KeyValueExpr).Key.(*ast.BasicLit); ok {
				k, _ := strconv.Unquote(key.Value)
				has = append(has, k)
			}
		}
	}
	return name, has
}

// A room can say only what is linked with it. Whoever asks for a label or a sentence must import, over however many
// rooms, the one in whose book it stands; without that the code itself would stand on the page of a test or a tool.
func TestWords_are_asked_for_where_they_are_linked(t *testing.T) {
	imports, owner, questions := map[string][]string{}, map[string]string{}, map[string][]string{}
	count := 0
	for _, room := range rooms() {
		for _, f := range parsed(t, room) {
			for _, im := range f.Imports {
				p, _ := strconv.Unquote(im.Path.Value)
				if p, ours := strings.CutPrefix(p, "gangwei/"); ours {
					imports[room] = append(imports[room], p)
				}
			}
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				name, has := book(call)
				if name == "" || len(has) == 0 {
					return true
				}
				if "internal/"+strings.TrimSuffix(name, "/codes") != room {
					t.Errorf("the book of %s stands in %s", name, room)
				}
				for _, k := range has {
					owner[k] = room
				}
				return true
			})
		}
		questions[room] = askedIn(t, room)
	}
	for room, codes := range questions {
		linked := reach(imports, room, map[string]bool{})
		for _, c := range codes {
			count++
			if o := owner[c]; o == "" {
				t.Errorf("%s asks for %s, which no room has", room, c)
			} else if !linked[o] {
				t.Errorf("%s asks for %s, which stands in the book of %s: it does not import that", room, c, o)
			}
		}
	}
	if count < 100 || len(owner) < 600 {
		t.Errorf("%d questions for %d words", count, len(owner))
	}
}

// askedIn a room's sources by name.
func askedIn(t *testing.T, room string) (out []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("../..", room, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asked.FindAllSubmatch(text, -1) {
			if what := string(m[2]); !slices.Contains(ofAll, what) {
				out = append(out, what)
			}
		}
	}
	return out
}

// reach of a room: itself and whatever it imports.
func reach(imports map[string][]string, room string, seen map[string]bool) map[string]bool {
	if !seen[room] {
		seen[room] = true
		for _, p := range imports[room] {
			reach(imports, p, seen)
		}
	}
	return seen
}
