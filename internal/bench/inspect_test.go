package bench

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// Inspection of the whole city against a bare scan of the tables that it reads, through database/sql. The inspection
// uses two goroutines beside the reader's; the scan one.
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
	var ours, bare []spent
	peak := uint64(0)
	for range times {
		stop := make(chan struct{})
		done := make(chan uint64)
		go watch(stop, done)
		begun := start()
		_, _, err := inspect.Look(ctx, a.DB, a.Clock.Now, oversight.Rules(), tree.Top().Path, nil)
		must(b, err)
		ours = append(ours, since(begun))
		close(stop)
		peak = max(peak, <-done)
		begun = start()
		for _, t := range inspectedTables {
			scanAll(b, conn, "SELECT * FROM "+t)
		}
		bare = append(bare, since(begun))
	}
	what := fmt.Sprintf("%s: inspection of %d months of the city", on.name, months)
	report(b, what, ours, bare)
	fmt.Printf("%s: peak of heap and stacks %d MiB\n", what, peak>>20)
	villages := tree.At(region.Village)
	var one []spent
	for i := range 21 {
		begun := start()
		_, _, err := inspect.Look(ctx, a.DB, a.Clock.Now, oversight.Rules(), villages[i*len(villages)/21].Path, nil)
		must(b, err)
		one = append(one, since(begun))
	}
	part := float64(median(ours).wall) / float64(median(one).wall)
	b.ReportMetric(part, "city/village")
	fmt.Printf("%s: one village again %v, 1/%.0f of the city\n", what, median(one), part)
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

// inspectedTables are what an inspection reads.
var inspectedTables = []string{"person", "person_category", "person_exclusion", "kinship", "official", "household",
	"post", "application", "application_step", "placement", "placement_event",
	"duty_sheet", "duty_line", "duty_check", "pay_item", "pay_line", "payment_event", "complaint"}
