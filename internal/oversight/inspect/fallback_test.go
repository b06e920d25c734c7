package inspect_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/policies"
)

// What a rule falls back to where the rulebook is silent is what the rulebook first said: a number stands once.
func TestRules_fall_back_to_the_rulebook(t *testing.T) {
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			key, otherwise, ok := fallback(n)
			if !ok {
				return true
			}
			seen++
			if want := firstValue(t, key); want != otherwise {
				t.Errorf("%s falls back to %s of %s, the rulebook says %q", file, otherwise, key, want)
			}
			return true
		})
	}
	if seen < 20 {
		t.Errorf("only %d were found", seen)
	}
}

// fallback of Book.Int, where key and number are written in it.
func fallback(n ast.Node) (key, otherwise string, ok bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) != 4 {
		return "", "", false
	}
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || fun.Sel.Name != "Int" {
		return "", "", false
	}
	k, ok := call.Args[0].(*ast.BasicLit)
	if !ok {
		return "", "", false
	}
	o, ok := call.Args[3].(*ast.BasicLit)
	if !ok {
		return "", "", false
	}
	return strings.Trim(k.Value, `"`), o.Value, true
}

// firstValue of a parameter for the whole city.
func firstValue(t *testing.T, key string) string {
	t.Helper()
	names, err := policies.Rulebook.ReadDir("rulebook")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		b, err := policies.Rulebook.ReadFile("rulebook/" + n.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range strings.Split(string(b), "\n") {
			if _, rest, ok := strings.Cut(l, "{key: "+key+", value: \""); ok {
				v, _, _ := strings.Cut(rest, `"`)
				return v
			}
		}
	}
	return ""
}
