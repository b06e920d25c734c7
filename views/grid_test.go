package views

import (
	"io/fs"
	"strings"
	"testing"
)

// A county's office has old machines and thin lines: the grid's script stays small on the wire.
func TestGridScript_weighs_at_most_10_KB_zipped(t *testing.T) {
	all, err := Assets()
	if err != nil {
		t.Fatal(err)
	}
	n := len(Zipped(all["grid.js"]))
	t.Logf("%d bytes", n)
	if n < 1000 || n > 10<<10 {
		t.Errorf("%d bytes", n)
	}
}

// A grid and a list share a class; what makes the fields of a grid wide must not widen the boxes of a list.
func TestStyles_of_grids_leave_lists_alone(t *testing.T) {
	css, err := fs.ReadFile(Files, "static/css/60-grid.css")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(css), "\n") {
		if strings.Count(line, "table.rows") != strings.Count(line, "table.rows[data-grid]") {
			t.Errorf("60-grid.css:%d is of every list: %s", i+1, line)
		}
	}
}
