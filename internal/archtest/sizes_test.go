package archtest

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/uudashr/gocognit"
)

const sizeList = "testdata/sizes.txt"

// sizeLimits of functions (lines, cognitive complexity, parameters besides the context and the test) and of structs.
var sizeLimits = map[string]int{"lines": 80, "complexity": 20, "parameters": 5, "fields": 25, "methods": 25}

// measured is one property of a function or type, whatever the file that it stands in.
type measured struct{ what, pkg, name string }

func (m measured) String() string { return m.what + " of " + m.pkg + " " + m.name }

// parameters of a function besides context.Context and what is handed to a test.
func parameters(f *ast.FuncType) (n int) {
	for _, p := range f.Params.List {
		if star, ok := p.Type.(*ast.StarExpr); ok {
			p = &ast.Field{Names: p.Names, Type: star.X}
		}
		if s, ok := p.Type.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && (x.Name == "context" || x.Name == "testing") {
				continue
			}
		}
		n += max(1, len(p.Names))
	}
	return n
}

// receiver names the type that a function is a method of.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return ""
	}
	t := f.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// measure a file's functions and types into sizes.
func measure(pkg string, fset *token.FileSet, f *ast.File, sizes map[measured]int) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if r := receiver(d); r != "" {
				sizes[measured{"methods", pkg, r}]++
				name = r + "." + name
			}
			set := func(what string, n int) {
				key := measured{what, pkg, name} // init may stand there twice
				sizes[key] = max(sizes[key], n)
			}
			set("lines", fset.Position(d.End()).Line-fset.Position(d.Pos()).Line+1)
			set("complexity", gocognit.Complexity(d))
			set("parameters", parameters(d.Type))
		case *ast.GenDecl:
			for _, s := range d.Specs {
				t, ok := s.(*ast.TypeSpec)
				if !ok {
					continue
				}
				if st, ok := t.Type.(*ast.StructType); ok {
					for _, field := range st.Fields.List {
						sizes[measured{"fields", pkg, t.Name.Name}] += max(1, len(field.Names))
					}
				}
			}
		}
	}
}

// tooLarge of all that was measured.
func tooLarge(sizes map[measured]int) map[measured]int {
	large := map[measured]int{}
	for m, n := range sizes {
		if n > sizeLimits[m.what] {
			large[m] = n
		}
	}
	return large
}

// sizesNow of the program, tests left out.
func sizesNow(t *testing.T) map[measured]int {
	sizes := map[measured]int{}
	sources(t, func(file string, lines []string) {
		if path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, file, strings.Join(lines, "\n"), parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		measure(path.Dir(file), fset, f, sizes)
	})
	return sizes
}

func readSizes(text string) (map[measured]int, error) {
	listed := map[measured]int{}
	for l := range strings.Lines(text) {
		var m measured
		var n int
		_, err := fmt.Sscan(l, &m.what, &n, &m.pkg, &m.name)
		if err != nil || listed[m] > 0 || n <= sizeLimits[m.what] {
			return nil, fmt.Errorf("line %q", l)
		}
		listed[m] = n
	}
	return listed, nil
}

func writeSizes(large map[measured]int) string {
	var all []measured
	for m := range large {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b measured) int {
		return cmp.Or(cmp.Compare(a.what, b.what), cmp.Compare(a.pkg, b.pkg), cmp.Compare(a.name, b.name))
	})
	var b strings.Builder
	for _, m := range all {
		fmt.Fprintln(&b, m.what, large[m], m.pkg, m.name)
	}
	return b.String()
}

// grown tells what is larger than listed. What was listed and exists no more may stand under its name in another
// package, for it may have moved.
func grown(listed, now map[measured]int, exists func(measured) bool) (all []string) {
	gone := map[measured]int{}
	for m, n := range listed {
		if !exists(m) {
			key := measured{what: m.what, name: m.name}
			gone[key] = max(gone[key], n)
		}
	}
	for m, n := range now {
		before := listed[m]
		if key := (measured{what: m.what, name: m.name}); before == 0 && gone[key] > 0 {
			before = gone[key]
			delete(gone, key)
		}
		if n > before {
			all = append(all, fmt.Sprintf("%s: %d, listed %d, limit %d", m, n, before, sizeLimits[m.what]))
		}
	}
	slices.Sort(all)
	return all
}

// shrunk tells what is smaller than listed, or gone.
func shrunk(listed, now map[measured]int) (all []string) {
	for m, n := range listed {
		if now[m] == 0 {
			all = append(all, fmt.Sprintf("%s is within the limit or gone: remove it from the list", m))
		} else if now[m] < n {
			all = append(all, fmt.Sprintf("%s: %d, listed %d: lower the number", m, now[m], n))
		}
	}
	slices.Sort(all)
	return all
}

// A function has at most 80 lines, cognitive complexity 20 and five parameters besides its context; a type at most 25
// fields and 25 methods. What is larger is listed with its number; the numbers only fall.
func TestSizes_only_fall(t *testing.T) {
	sizes := sizesNow(t)
	now := tooLarge(sizes)
	text, err := os.ReadFile(sizeList)
	if *update && errors.Is(err, fs.ErrNotExist) {
		text = []byte(writeSizes(now)) // the first list
	} else if err != nil {
		t.Fatal(err)
	}
	listed, err := readSizes(string(text))
	if err != nil {
		t.Fatalf("%s: %v", sizeList, err)
	}
	// a moved one is new until the list was written anew
	for _, s := range grown(listed, now, func(m measured) bool { return sizes[m] > 0 || !*update }) {
		t.Errorf("%s: split it into parts that have a name", s)
	}
	if *update {
		if !t.Failed() {
			if err := os.WriteFile(sizeList, []byte(writeSizes(now)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	} else {
		for _, s := range shrunk(listed, now) {
			t.Errorf("%s (go test ./internal/archtest -run Sizes -update)", s)
		}
	}
	count, most := map[string]int{}, map[string]int{}
	for m, n := range now {
		count[m.what]++
		most[m.what] = max(most[m.what], n)
	}
	for _, what := range []string{"lines", "complexity", "parameters", "fields", "methods"} {
		t.Logf("over %d %s: %d, the most %d", sizeLimits[what], what, count[what], most[what])
	}
}

func TestSizes_are_measured(t *testing.T) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "a.go", `package a
type T[K any] struct { a, b int; error }
func (t *T[K]) M(ctx context.Context, t *testing.T, a, b int, _ string) {
	for range a { if b > 0 { return } }
}
func f(int, string) {}
`, 0)
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[measured]int{}
	measure("a", fset, f, sizes)
	for m, want := range map[measured]int{
		{"fields", "a", "T"}: 3, {"methods", "a", "T"}: 1, {"lines", "a", "T.M"}: 3, {"complexity", "a", "T.M"}: 3,
		{"parameters", "a", "T.M"}: 3, {"parameters", "a", "f"}: 2, {"lines", "a", "f"}: 1,
	} {
		if sizes[m] != want {
			t.Errorf("%s: %d, want %d", m, sizes[m], want)
		}
	}
	at, over := measured{"lines", "a", "at"}, measured{"lines", "a", "over"}
	if large := tooLarge(map[measured]int{at: 80, over: 81}); len(large) != 1 || large[over] != 81 {
		t.Errorf("too large: %v", large)
	}
}

func TestSizes_grow_nowhere_and_move_freely(t *testing.T) {
	f, g := measured{"lines", "a", "f"}, measured{"lines", "a", "g"}
	there := measured{"lines", "b", "f"}
	listed := map[measured]int{f: 100}
	for _, c := range []struct {
		name                 string
		now                  map[measured]int
		within               bool // f is still there, and short
		grown, grown2, fewer int
	}{
		{"the same", map[measured]int{f: 100}, false, 0, 0, 0},
		{"less", map[measured]int{f: 90}, false, 0, 0, 1},
		{"more", map[measured]int{f: 101}, false, 1, 1, 0},
		{"gone", map[measured]int{}, false, 0, 0, 1},
		{"another one", map[measured]int{f: 100, g: 81}, false, 1, 1, 0},
		{"one for another", map[measured]int{g: 81}, false, 1, 1, 1},
		{"moved", map[measured]int{there: 100}, false, 1, 0, 1},
		{"moved and grown", map[measured]int{there: 101}, false, 1, 1, 1},
		{"twice", map[measured]int{f: 100, there: 100}, false, 1, 1, 0},
		{"a namesake elsewhere", map[measured]int{there: 100}, true, 1, 1, 1},
	} {
		exists := func(m measured) bool { return c.now[m] > 0 || c.within }
		a, b := grown(listed, c.now, func(measured) bool { return true }), grown(listed, c.now, exists)
		s := shrunk(listed, c.now)
		if len(a) != c.grown || len(b) != c.grown2 || len(s) != c.fewer {
			t.Errorf("%s: %q, %q, %q", c.name, a, b, s)
		}
	}
}
