//go:build long

package caseload_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/oversight/inspect/caseload"
)

// Every rule has a condition that, turned round, makes a test fail: its example, or the small city. A rule whose
// conditions could all be turned round unseen would be held by nothing.
func TestMutation_of_each_rule_is_seen(t *testing.T) {
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				code := codeOf(spec)
				if code == "" || caseload.Unplanted[code] {
					continue
				}
				seen++
				t.Run(code, func(t *testing.T) {
					turns := conditions(spec)
					if len(turns) == 0 { // the rule's judging is in a function of its own file
						turns = conditions(f)
					}
					for i, turn := range turns {
						turn()
						var b bytes.Buffer
						if err := printer.Fprint(&b, fset, f); err != nil {
							t.Fatal(err)
						}
						turn() // back
						if red(t, file, b.Bytes(), code) {
							t.Logf("condition %d", i+1)
							return
						}
					}
					t.Errorf("%d conditions of %s turned round, and nothing noticed", len(turns), file)
				})
			}
		}
	}
	if seen < 70 {
		t.Errorf("only %d rules were found", seen)
	}
}

// codeOf a rule's declaration; empty if it is none.
func codeOf(n ast.Node) (code string) {
	ast.Inspect(n, func(n ast.Node) bool {
		kv, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		if k, ok := kv.Key.(*ast.Ident); ok && k.Name == "Code" && code == "" {
			if v, ok := kv.Value.(*ast.BasicLit); ok && strings.Contains(v.Value, ".") {
				code = strings.Trim(v.Value, `"`)
			}
		}
		return true
	})
	return code
}

var turned = map[token.Token]token.Token{token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.GEQ,
	token.GEQ: token.LSS, token.GTR: token.LEQ, token.LEQ: token.GTR, token.LAND: token.LOR, token.LOR: token.LAND}

// conditions and loops of a rule, each as a switch that turns it round and back; the last ones first, which are nearest
// to the verdict.
func conditions(n ast.Node) (out []func()) {
	ast.Inspect(n, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok && turned[b.Op] != 0 {
			out = append(out, func() { b.Op = turned[b.Op] })
		}
		if i, ok := n.(*ast.IfStmt); ok { // a condition without an operator
			if _, binary := i.Cond.(*ast.BinaryExpr); !binary {
				was, not := i.Cond, ast.Expr(&ast.UnaryExpr{Op: token.NOT, X: &ast.ParenExpr{X: i.Cond}})
				out = append(out, func() { i.Cond, not, was = not, was, not })
			}
		}
		if r, ok := n.(*ast.RangeStmt); ok { // a loop that looks at nothing
			list, none := r.Body.List,
				append([]ast.Stmt{&ast.BranchStmt{Tok: token.BREAK, TokPos: r.Body.Lbrace}}, r.Body.List...)
			out = append(out, func() { r.Body.List, list, none = none, none, list })
		}
		return true
	})
	slices.Reverse(out)
	return out
}

// red reports whether the rule's example or the small city fails with a file replaced.
func red(t *testing.T, file string, body []byte, code string) bool {
	t.Helper()
	dir := t.TempDir()
	at, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := filepath.Join(dir, "changed.go")
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {at: changed}})
	if err != nil {
		t.Fatal(err)
	}
	for path, b := range map[string][]byte{changed: body, filepath.Join(dir, "overlay.json"): overlay} {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "test", "-overlay", filepath.Join(dir, "overlay.json"), "-run",
		fmt.Sprintf("Examples/%s|Rules_find", code), "../folder", ".")
	out, err := cmd.CombinedOutput()
	if err != nil && (bytes.Contains(out, []byte("[build failed]")) || bytes.Contains(out, []byte("no test files"))) {
		return false // it does not compile turned round: no proof
	}
	return err != nil
}
