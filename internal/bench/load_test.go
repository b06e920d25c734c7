package bench

import (
	"database/sql"
	"strings"
	"testing"
)

// The bare write takes every row of a city into the program's own schema, its foreign keys held: what the building is
// measured against.
func TestBareWrite_takes_every_row_of_the_city(t *testing.T) {
	a := buildMonths(t, t.TempDir(), 130, 3)
	db, err := sql.Open("sqlite", "file:"+strings.TrimPrefix(a.Config.Address(), "sqlite:"))
	must(t, err)
	tables := load(t, db)
	must(t, db.Close())
	must(t, a.Close())
	if len(tables) < 100 {
		t.Fatalf("only %d tables were read", len(tables))
	}
	rows := map[string]int{}
	for _, x := range tables {
		rows[x.name] = len(x.rows)
	}
	for _, name := range []string{"pay_batch_line", "payment_event", "pay_item", "complaint", "trail_entry"} {
		if rows[name] == 0 {
			t.Errorf("%s: no row was read", name)
		}
	}
	bareWrite(t, tables)
}
