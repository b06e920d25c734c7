package bench

import (
	"io"
	"log/slog"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/clock"
	"gangwei/internal/demo"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/pay/payroll"
	tables "gangwei/internal/platform/listing"
	"gangwei/internal/registry/resident"
)

// Every order of a list that says that an index has it is read from one, both ways, for a county: else it would be
// offered however many rows there are, and sort them all.
func TestOrders_that_are_offered_over_5000_rows_have_an_index(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { indexedOrders(t, onSQLite(t), "FOR ORDER BY") })
	t.Run("mariadb", func(t *testing.T) { indexedOrders(t, onMariaDB(t), "filesort") })
}

func indexedOrders(t *testing.T, on store, sorts string) {
	dir := t.TempDir()
	must(t, buildAt(t, dir, on.address, 100, 2).Close())
	a, err := app.Open(ctx, app.Config{Data: dir, Database: on.address}, clock.StartingAt(demo.Start),
		slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(t, err)
	defer a.Close()
	conn := on.read(t)
	defer conn.Close()
	path := largest(t, a).county.Path
	for _, l := range []struct {
		source tables.Source
		where  string
		args   []any
	}{
		{placement.Holders, "l.path >= ? AND l.path < ?", []any{path, path + "~"}},
		{resident.Residents, "path >= ? AND path < ? AND outside = 0", []any{path, path + "~"}},
		{post.Posts, "q.path >= ? AND q.path < ?", []any{path, path + "~"}},
		{application.Entered, "a.county = ?", []any{path}},
		{duty.CheckList, "c.county = ?", []any{path}},
		{payroll.DraftLines, "w.run_id = ?", []any{1}},
		{payroll.FrozenLines, "l.month = ? AND i.run_id = ?", []any{"2025-01", 1}},
	} {
		n := 0
		for _, o := range l.source.Orders {
			for _, desc := range []bool{false, true} {
				w := &tables.Window{Sort: o.Key, Desc: desc, Limit: 200}
				query := l.source.IDs(l.where, w)
				q := asked{query, w.Args(l.args)}
				plan := planOf(t, conn, q)
				if !strings.Contains(plan, sorts) || ordered(t, conn, q, sorts) {
					n++
				} else if o.Indexed {
					t.Errorf("%s by %s has no index of its order:\n%s\n%s", l.source.From, o.Key, query, plan)
				}
			}
		}
		if n == 0 {
			t.Errorf("%s: nothing was read in order", l.source.From)
		}
	}
}
