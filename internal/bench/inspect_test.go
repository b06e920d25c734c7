package bench

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"gangwei/internal/app"
	"gangwei/internal/database"
	"gangwei/internal/inspect"
	"gangwei/internal/region"
)

// Inspection of the whole city against a bare ordered scan: the same queries, township by township, through database/sql.
func BenchmarkInspectCity(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { inspectCity(b, onSQLite(b), 12, runs) })
	b.Run("mariadb", func(b *testing.B) { inspectCity(b, onMariaDB(b), 12, runs) })
}

// The same over five years.
func BenchmarkInspectOfSixtyMonths(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { inspectCity(b, onSQLite(b), 60, 1) })
	b.Run("mariadb", func(b *testing.B) { inspectCity(b, onMariaDB(b), 60, 1) })
}

// inspectCity measures a pass over the whole city, and how small a part of it one village again is.
func inspectCity(b *testing.B, on store, months, times int) {
	a := buildAt(b, b.TempDir(), on.address, posts(b), months)
	defer a.Close()
	var tree *region.Tree
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		tree, err = region.Load(s, a.Clock.Now().Date())
		return err
	}))
	conn := on.read(b)
	defer conn.Close()
	debug.FreeOSMemory() // what the building left is not the program's
	b.ResetTimer()
	var ours, bare []time.Duration
	peak := uint64(0)
	for range times {
		stop := make(chan struct{})
		done := make(chan uint64)
		go watch(stop, done)
		begun := time.Now()
		_, _, err := inspect.Look(ctx, a.DB, a.Clock.Now, app.Rules(), tree.Top().Path, nil)
		must(b, err)
		ours = append(ours, time.Since(begun))
		close(stop)
		peak = max(peak, <-done)
		begun = time.Now()
		must(b, scanBare(ctx, conn, tree))
		bare = append(bare, time.Since(begun))
	}
	what := fmt.Sprintf("%s: inspection of %d months of the city", on.name, months)
	report(b, what, ours, bare)
	fmt.Printf("%s: peak of heap and stacks %d MiB\n", what, peak>>20)
	villages := tree.At(region.Village)
	var one []time.Duration
	for i := range 21 {
		begun := time.Now()
		_, _, err := inspect.Look(ctx, a.DB, a.Clock.Now, app.Rules(), villages[i*len(villages)/21].Path, nil)
		must(b, err)
		one = append(one, time.Since(begun))
	}
	part := float64(median(ours)) / float64(median(one))
	b.ReportMetric(part, "city/village")
	fmt.Printf("%s: one village again %v, 1/%.0f of the city\n", what, median(one).Round(time.Microsecond*10), part)
}

// watch samples the heap in use until it is stopped, and gives the highest.
func watch(stop chan struct{}, done chan uint64) {
	var most uint64
	for {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapInuse+m.StackInuse)
		select {
		case <-stop:
			done <- most
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func scanBare(ctx context.Context, conn *sql.DB, tree *region.Tree) error {
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, t := range tree.At(region.Township) {
		for _, q := range inspect.Reads {
			rows, err := tx.QueryContext(ctx, q.Query, t.Path, t.Path+"~")
			if err != nil {
				return err
			}
			names, err := rows.Columns()
			if err != nil {
				return err
			}
			values := make([]any, len(names))
			into := make([]any, len(names))
			for i := range values {
				into[i] = &values[i]
			}
			for rows.Next() {
				if err := rows.Scan(into...); err != nil {
					return err
				}
			}
			if err := rows.Err(); err != nil {
				return err
			}
			_ = rows.Close()
		}
	}
	return nil
}
