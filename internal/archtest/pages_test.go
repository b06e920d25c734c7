package archtest

import (
	"go/ast"
	"path/filepath"
	"testing"
)

// What a page is given by kit.Page, the frame of its template asks for by name: a field of the page's own by the same
// name would be shown in its place.
func TestPages_hide_nothing_of_their_frame(t *testing.T) {
	frame := map[string]bool{}
	eachStruct(parsed(t, "internal/platform/kit"), func(name string, s *ast.StructType) {
		for _, f := range s.Fields.List {
			for _, n := range f.Names {
				frame[n.Name] = frame[n.Name] || name == "Page" && n.IsExported()
			}
		}
	})
	if !frame["Notice"] || !frame["Title"] {
		t.Fatal("kit.Page has other fields: ", frame)
	}
	rooms, err := filepath.Glob("../../internal/*/screens")
	if err != nil || len(rooms) < 6 {
		t.Fatal(rooms, err)
	}
	for _, room := range rooms {
		room, _ = filepath.Rel("../..", room)
		eachStruct(parsed(t, room), func(name string, s *ast.StructType) {
			page := false
			for _, f := range s.Fields.List {
				at, ok := f.Type.(*ast.SelectorExpr)
				page = page || ok && len(f.Names) == 0 && at.Sel.Name == "Page"
			}
			for _, f := range s.Fields.List {
				for _, n := range f.Names {
					if page && frame[n.Name] {
						t.Errorf("%s: %s.%s stands before what the frame of a page shows by that name", room, name, n.Name)
					}
				}
			}
		})
	}
}

// eachStruct that has a name.
func eachStruct(files []*ast.File, do func(name string, s *ast.StructType)) {
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				if s, ok := spec.Type.(*ast.StructType); ok {
					do(spec.Name.Name, s)
				}
			}
			return true
		})
	}
}
