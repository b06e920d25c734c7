package importer_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/importer"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/schema"
)

// heads that a reader makes of a template: those that it took, by the column's head, and those that it did not.
type heads struct{ matched, unused []string }

func importHeads(t *testing.T, h *apptest.House, kind, name string, body []byte) heads {
	t.Helper()
	id, err := h.Imports.HandIn(ctx, authz.System("operator"), "", kind, h.Region(apptest.Town), name, body)
	if err != nil {
		t.Errorf("%s as %s: %v", name, kind, err)
		return heads{}
	}
	r, err := batch(t, h, id).Read()
	apptest.Must(t, err)
	var out heads
	for _, s := range r.Sheets {
		for _, m := range s.Matched {
			out.matched = append(out.matched, m.Column)
		}
		out.unused = append(out.unused, s.Unused...)
	}
	return out
}

func folderHeads(t *testing.T, table, name string, body []byte) heads {
	t.Helper()
	r, err := folder.Run(fstest.MapFS{name: {Data: body}}, civil.MustDate("2025-03-03"), oversight.Rules(), nil)
	apptest.Must(t, err)
	var out heads
	for _, read := range r.Reads {
		if read.Table == nil || read.Table.Code != table {
			t.Errorf("%s is read as %+v: %v", name, read.Table, r.Faults)
			continue
		}
		for _, m := range read.Matched {
			_, column, _ := strings.Cut(m, "=")
			out.matched = append(out.matched, column)
		}
		out.unused = append(out.unused, read.Unused...)
	}
	return out
}

// lacking are the columns that one use of a table has by its own heads and a reader of it did not take.
func lacking(table *schema.Table, of, by schema.Use, got heads) (out []string) {
	for _, f := range table.Fields {
		if f.In&of != 0 && f.In&by != 0 && !slices.Contains(got.matched, f.Head) {
			out = append(out, f.Head)
		}
	}
	return out
}

// Every template is read by its own reader without a head that is left over, and by the other one, where that has the
// table, with every column that both have.
func TestTemplates_are_read_by_both_readers(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	for _, k := range (&importer.Rooms{}).Kinds() {
		table := schema.TakenAs(k.Code)
		body, err := importer.Template(k, table.Name)
		apptest.Must(t, err)
		own := importHeads(t, h, k.Code, table.Name+"模板.xlsx", body)
		if left := lacking(table, schema.Import, schema.Import, own); len(own.unused)+len(left) > 0 {
			t.Errorf("%s: left over %v, lacking %v", k.Code, own.unused, left)
		}
		if table.Use&schema.Folder == 0 {
			continue
		}
		other := folderHeads(t, table.Code, table.Name+".xlsx", body)
		if left := lacking(table, schema.Import, schema.Folder, other); len(left) > 0 {
			t.Errorf("the template of %s in a folder lacks %v", k.Code, left)
		}
	}
	dir := t.TempDir()
	_, err := folder.Templates(dir)
	apptest.Must(t, err)
	files, err := fs.Glob(os.DirFS(dir), "*.xlsx")
	apptest.Must(t, err)
	if len(files) != 1+len(folder.Tables) {
		t.Fatal(files)
	}
	for i, table := range schema.For(schema.Folder) {
		name := files[i+1]
		body, err := os.ReadFile(filepath.Join(dir, name))
		apptest.Must(t, err)
		own := folderHeads(t, table.Code, name, body)
		if left := lacking(table, schema.Folder, schema.Folder, own); len(own.unused)+len(left) > 0 {
			t.Errorf("%s: left over %v, lacking %v", name, own.unused, left)
		}
		if table.Use&schema.Import == 0 || slices.ContainsFunc(table.Fields, func(f schema.Field) bool {
			// such as an agreement: a collected list has none
			return f.Needed&schema.Import != 0 && f.In&schema.Folder == 0
		}) {
			continue
		}
		other := importHeads(t, h, table.Kind(), name, body)
		if left := lacking(table, schema.Folder, schema.Import, other); len(left) > 0 {
			t.Errorf("%s as %s lacks %v", name, table.Kind(), left)
		}
	}
}
