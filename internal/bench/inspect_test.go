package bench

import (
	"context"
	"database/sql"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"gangwei/internal/app"
	"gangwei/internal/database"
	"gangwei/internal/inspect"
	"gangwei/internal/region"
)

// Inspection of the whole city against a bare ordered scan: the same queries, township by township, through database/sql.
func BenchmarkInspectCity(b *testing.B) {
	dir := b.TempDir()
	a := build(b, dir, posts(b))
	defer a.Close()
	var tree *region.Tree
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		tree, err = region.Load(s, a.Clock.Now().Date())
		return err
	}))
	conn, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "gangwei.db")+"?mode=ro")
	must(b, err)
	defer conn.Close()
	b.ResetTimer()
	var ours, bare []time.Duration
	peak := uint64(0)
	for range 5 {
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
	b.ReportMetric(float64(peak)/(1<<20), "peakMiB")
	report(b, "inspection of the city", ours, bare)
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
