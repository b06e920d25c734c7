package archtest

import (
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"
	"testing"
)

// importGroup of a path: the standard library, other people's code, ours.
func importGroup(p string) int {
	switch first, _, _ := strings.Cut(p, "/"); {
	case first == "gangwei":
		return 2
	case strings.Contains(first, "."):
		return 1
	}
	return 0
}

// misplaced is the first import of a file that stands in a wrong group; "" if there is none.
func misplaced(file, text string) (string, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, text, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		return "", err
	}
	notes := map[int]bool{} // lines of comments are no gap
	for _, c := range f.Comments {
		for l := fset.Position(c.Pos()).Line; l <= fset.Position(c.End()).Line; l++ {
			notes[l] = true
		}
	}
	line, group := 0, -1
	for _, im := range f.Imports {
		p, err := strconv.Unquote(im.Path.Value)
		if err != nil {
			return "", err
		}
		l := fset.Position(im.Pos()).Line
		gap := false
		for i := line + 1; i < l; i++ {
			gap = gap || !notes[i]
		}
		if g := importGroup(p); group >= 0 && (g < group || gap != (g > group)) {
			return p, nil
		} else {
			line, group = l, g
		}
	}
	return "", nil
}

// Imports stand in three groups: the standard library, other people's code, ours.
func TestImports_are_grouped(t *testing.T) {
	sources(t, func(file string, lines []string) {
		if path.Ext(file) != ".go" {
			return
		}
		if p, err := misplaced(file, strings.Join(lines, "\n")); err != nil || p != "" {
			t.Errorf("%s: import of %s: standard library, others, ours, each in a group of its own, %v", file, p, err)
		}
	})
}

func TestMisplaced_finds_a_wrong_group(t *testing.T) {
	for body, want := range map[string]string{
		"\"a\"\n\"b/c\"\n\n\"x.y/z\"\n\n\"gangwei/a\"": "",
		"\"a\"\n// why\n\"b\"":                         "",
		"\"a\"\n\n\"gangwei/a\"":                       "",
		"\"a\"\n\"x.y/z\"":                             "x.y/z",
		"\"x.y/z\"\n\n\"a\"":                           "a",
		"\"a\"\n\n\"b\"":                               "b",
		"\"a\"\n\n\"x.y/z\"\n\"gangwei/a\"":            "gangwei/a",
	} {
		if got, err := misplaced("a.go", "package a\nimport (\n"+body+"\n)\n"); got != want || err != nil {
			t.Errorf("%q: %q, %v, want %q", body, got, err, want)
		}
	}
}
