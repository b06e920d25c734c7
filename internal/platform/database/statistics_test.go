package database_test

import (
	"context"
	"strings"
	"testing"

	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// rowsKnown is how many rows of a table the database believes there are: nothing before it has looked.
func rowsKnown(t *testing.T, db *database.DB, table string) (n int64) {
	t.Helper()
	query := "SELECT COALESCE(MAX(table_rows), 0) FROM information_schema.tables WHERE table_schema = DATABASE() AND " +
		"table_name = ?"
	if db.Kind() == "sqlite" {
		query = "SELECT COALESCE(MAX(CAST(SUBSTR(stat, 1, INSTR(stat || ' ', ' ')) AS INTEGER)), 0) FROM sqlite_stat1 " +
			"WHERE tbl = ?"
	}
	if err := db.Read(context.Background(), func(s *database.Snapshot) error {
		_, err := s.One(&n, query, table)
		return err
	}); err != nil && !strings.Contains(err.Error(), "no such table") {
		t.Fatal(err)
	}
	return n
}

// Statistics are of the rows that there are now, and the next read knows them.
func TestStatistics_are_gathered_of_what_is_there_now(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := context.Background()
		if err := db.Statistics(ctx); err != nil {
			t.Fatal(err)
		}
		if n := rowsKnown(t, db, "holiday"); n != 0 {
			t.Fatalf("%d rows are known of an empty table", n)
		}
		days := []string{"2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"}
		if err := db.Write(ctx, func(tx *database.Tx) error {
			return tx.InsertMany("holiday", []string{"day", "name", "worked", "source"}, len(days),
				func(i int, x []any) { x[0], x[1], x[2], x[3] = days[i], "元旦", 0, "" })
		}); err != nil {
			t.Fatal(err)
		}
		if err := db.Statistics(ctx); err != nil {
			t.Fatal(err)
		}
		if n := rowsKnown(t, db, "holiday"); n != int64(len(days)) {
			t.Errorf("%d rows are known of %d", n, len(days))
		}
		if err := db.Statistics(ctx); err != nil { // again, as every night
			t.Error(err)
		}
	})
}

// What a snapshot asks is told to whoever observes, with its values, and no longer after.
func TestObserve_tells_what_is_read(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		var seen []string
		db.Observe(func(query string, args []any) {
			if len(args) == 1 && args[0] == 7 {
				seen = append(seen, query)
			}
		})
		var n int64
		ask := func() {
			if err := db.Read(context.Background(), func(s *database.Snapshot) error {
				_, err := s.One(&n, "SELECT COUNT(*) FROM holiday WHERE worked = ?", 7)
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		ask()
		db.Observe(nil)
		ask()
		if len(seen) != 1 || !strings.HasPrefix(seen[0], "SELECT COUNT(*) FROM holiday") {
			t.Errorf("%q", seen)
		}
	})
}
