//go:build long

package mutation

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const inspection = "internal/oversight/inspect"

var families = []string{"nepotism", "rotation", "need", "diversion", "arrears", "procedure"}

// edges are the tests that hold the rules' limits: dossiers in memory, so that all of them run in less than a second.
const edges = "^(TestRules_accuse|TestEdges)"

// threshold is one number of a rule.
type threshold struct {
	name string // its file and line, with the number marked
	from int    // of its text in the file
	to   int
	typ  string
}

// Every number of a rule that is one more or one less is noticed by a test: where it is a limit, an example lies on
// each side of it. A comparison that is made strict or not is the same change, for numbers are whole. Which changes
// nobody would notice stands in testdata/survivors.txt with the reason, and that list only shrinks.
func TestThresholds_are_tested_at_their_edges(t *testing.T) {
	files, all := switched(t)
	if len(all) < 100 {
		t.Fatalf("only %d numbers were found", len(all))
	}
	bin := build(t, files, inspection)
	if red, said := run(t, bin, inspection, edges, ""); red {
		t.Fatalf("the rules' tests fail with nothing changed:\n%s", said)
	}
	known := survivors(t)
	var alive []string
	for i, x := range all {
		for _, by := range []string{"+1", "-1"} {
			name := x.name + " " + by
			if red, _ := run(t, bin, inspection, edges, fmt.Sprintf("%d%s", i, by)); red {
				continue
			}
			alive = append(alive, name)
			if known[name] == "" {
				t.Errorf("%s survives", name)
			}
		}
	}
	for name, why := range known {
		if !slices.Contains(alive, name) {
			t.Errorf("%s is noticed now: take it from the survivors", name)
		}
		if why == "" {
			t.Errorf("%s has no reason", name)
		}
	}
	t.Logf("%d numbers changed up and down, %d changes survive", len(all), len(alive))
}

// survivors by their name, with the reason.
func survivors(t *testing.T) map[string]string {
	t.Helper()
	b, err := os.ReadFile("testdata/survivors.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, l := range strings.Split(string(b), "\n") {
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		name, why, _ := strings.Cut(l, "\t")
		out[name] = strings.TrimSpace(why)
	}
	return out
}

// switched are the files of all rules with each number behind its switch, and the numbers.
func switched(t *testing.T) (map[string][]byte, []threshold) {
	t.Helper()
	files, all := map[string][]byte{}, []threshold(nil)
	lookup := exports(t)
	for _, family := range families {
		dir := filepath.Join(root(t), inspection, family)
		fset := token.NewFileSet()
		var parsed []*ast.File
		names, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			parsed = append(parsed, f)
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
		conf := types.Config{Importer: importer.ForCompiler(fset, "gc", lookup)}
		pkg, err := conf.Check("gangwei/"+inspection+"/"+family, fset, parsed, info)
		if err != nil {
			t.Fatal(err)
		}
		helper := &aliases{pkg: pkg, names: map[string]string{}}
		for _, f := range parsed {
			name := fset.Position(f.Pos()).Filename
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			found := numbers(fset, f, src, info, helper)
			var out bytes.Buffer
			at := 0
			for i, x := range found {
				fmt.Fprintf(&out, "%smutant[%s](%d, %s)", src[at:x.from], x.typ, len(all)+i, src[x.from:x.to])
				at = x.to
			}
			if len(found) > 0 {
				out.Write(src[at:])
				files[name] = out.Bytes()
			}
			all = append(all, found...)
		}
		files[filepath.Join(dir, "mutant.go")] = helper.source(family)
	}
	return files, all
}

// exports finds the compiled packages that the rules import.
func exports(t *testing.T) importer.Lookup {
	t.Helper()
	cmd := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "./"+inspection+"/...")
	cmd.Dir = root(t)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]string{}
	for _, l := range strings.Split(string(out), "\n") {
		if path, file, ok := strings.Cut(l, " "); ok {
			at[path] = file
		}
	}
	return func(path string) (io.ReadCloser, error) { return os.Open(at[path]) }
}

// numbers of a file: every constant with digits of its own that is no 0 (what is not there is a condition, not a
// limit), no place in a list, no part of a sentence or of a drawing, and no mere order of a sort.
func numbers(fset *token.FileSet, f *ast.File, src []byte, info *types.Info, a *aliases) (out []threshold) {
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.IndexExpr:
			ast.Inspect(x.X, visit)
			return false
		case *ast.SliceExpr:
			ast.Inspect(x.X, visit)
			return false
		case *ast.ArrayType, *ast.GenDecl:
			if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.VAR {
				return true
			}
			return false
		case *ast.ForStmt: // how a loop goes on is no limit
			if x.Cond != nil {
				ast.Inspect(x.Cond, visit)
			}
			ast.Inspect(x.Body, visit)
			return false
		case *ast.CallExpr:
			if said(x) {
				return false
			}
		case *ast.CompositeLit:
			if s, ok := x.Type.(*ast.SelectorExpr); ok && fmt.Sprint(s.X) == "figure" {
				return false
			}
		}
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		v, ok := info.Types[e]
		if !ok || v.Value == nil {
			return true
		}
		basic, ok := v.Type.Underlying().(*types.Basic)
		if !ok || basic.Info()&types.IsNumeric == 0 || constant.Sign(v.Value) == 0 || !hasDigits(e, info, a.pkg) {
			return false
		}
		if constant.Compare(v.Value, token.EQL, constant.MakeInt64(-1)) ||
			constant.Compare(v.Value, token.EQL, constant.MakeInt64(1_000_000)) { // nowhere; a second has so many microseconds
			return false
		}
		from, to := fset.Position(e.Pos()), fset.Position(e.End())
		out = append(out, threshold{from: from.Offset, to: to.Offset, typ: a.of(types.Default(v.Type)),
			name: fmt.Sprintf("%s %s", strings.TrimPrefix(from.Filename, filepath.Dir(filepath.Dir(from.Filename))+"/"),
				line(src, from.Offset, to.Offset))})
		return false
	}
	ast.Inspect(f, visit)
	return out
}

// said reports whether a call makes words, a drawing or an order.
func said(c *ast.CallExpr) bool {
	s, ok := c.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	switch s.Sel.Name {
	case "Row", "Sprintf", "SortStableFunc", "SortFunc", "MustDate":
		return true
	}
	return fmt.Sprint(s.X) == "figure"
}

// line is the text around a number, with the number marked, so that a list of them does not hang on line numbers.
func line(src []byte, from, to int) string {
	start, end := bytes.LastIndexByte(src[:from], '\n')+1, to+bytes.IndexByte(src[to:], '\n')
	return strings.TrimSpace(string(src[start:from])) + "‹" + string(src[from:to]) + "›" + string(src[to:end])
}

// hasDigits reports whether a constant is written in digits, there or where the rules name it.
func hasDigits(e ast.Expr, info *types.Info, pkg *types.Package) (yes bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.BasicLit:
			yes = yes || x.Kind == token.INT || x.Kind == token.FLOAT
		case *ast.Ident:
			if c, ok := info.Uses[x].(*types.Const); ok && c.Pkg() == pkg {
				yes = true
			}
		}
		return !yes
	})
	return yes
}

// aliases name types in the file that is added to a package, for a file may use a type without importing it.
type aliases struct {
	pkg     *types.Package
	names   map[string]string
	imports []string
	decls   []string
}

func (a *aliases) of(t types.Type) string {
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == a.pkg {
		return types.TypeString(t, types.RelativeTo(a.pkg))
	}
	key := types.TypeString(t, nil)
	if a.names[key] == "" {
		a.names[key] = fmt.Sprintf("mutantType%d", len(a.names))
		a.imports = append(a.imports, fmt.Sprintf("import p%d %q\n", len(a.names), named.Obj().Pkg().Path()))
		a.decls = append(a.decls, fmt.Sprintf("type %s = p%d.%s\n", a.names[key], len(a.names), named.Obj().Name()))
	}
	return a.names[key]
}

// source of the switch: a number of one id is one more or one less, or a share a fifth; all others are as they were.
func (a *aliases) source(pkg string) []byte {
	return []byte("package " + pkg + "\n\nimport (\n\"os\"\n\"strconv\"\n)\n\n" + strings.Join(a.imports, "") +
		strings.Join(a.decls, "") + `
var mutantChosen = os.Getenv("` + chosen + `")

func mutant[T ~int | ~int64 | ~float64 | ~uint8 | ~int32](id int, v T) T {
	switch mutantChosen {
	case strconv.Itoa(id) + "+1":
		if one := T(1); v > 0 && v < one {
			return v + v/5
		}
		return v + 1
	case strconv.Itoa(id) + "-1":
		if one := T(1); v > 0 && v < one {
			return v - v/5
		}
		return v - 1
	}
	return v
}
`)
}
