package views

import "testing"

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
