package folder

import (
	"os"
	"slices"
	"sync"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/schema"
)

// A column that is added to a table's description stands in the folder's template, which is read with it.
func TestColumn_added_once_is_in_template_and_reading(t *testing.T) {
	added := schema.Field{Column: schema.Column{Code: "shoe_size", Head: "鞋码", Type: schema.Number, Example: "42"},
		In: schema.Folder}
	var described []*schema.Table
	for _, x := range schema.For(schema.Folder) {
		described = append(described, x.With(added))
	}
	was, heads := Tables, headsKnown
	t.Cleanup(func() { Tables, headsKnown = was, heads })
	Tables, headsKnown = tablesOf(described), sync.OnceValue(vocabulary)
	dir := t.TempDir()
	if _, err := Templates(dir); err != nil {
		t.Fatal(err)
	}
	r, err := Run(os.DirFS(dir), civil.MustDate("2025-03-03"), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, x := range r.Reads {
		if x.Table == nil {
			continue
		}
		read++
		if !slices.Contains(x.Matched, "鞋码=鞋码") || len(x.Unused) > 0 {
			t.Errorf("%s: %v, not %v", x.File, x.Matched, x.Unused)
		}
	}
	if read != len(Tables) {
		t.Errorf("%d tables of %d are read", read, len(Tables))
	}
}
