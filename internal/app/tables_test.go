package app_test

import (
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
)

// What is told of tables without an office is what the wings of an office bring.
func TestTables_are_those_of_the_wings(t *testing.T) {
	want := map[string]string{}
	for _, w := range app.Tables() {
		for _, x := range w.Tables {
			want[x.Name] = x.Owner
		}
	}
	a := apptest.New(t, dbtest.SQLite(t))
	for _, x := range a.Program.Tables {
		if want[x.Name] != x.Owner {
			t.Errorf("%s of %s is brought by a wing that is not among the tables told", x.Name, x.Owner)
		}
		delete(want, x.Name)
	}
	for name := range want {
		t.Errorf("%s is told, and no wing brings it", name)
	}
}
