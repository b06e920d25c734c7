package bench

import (
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/demo"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/divisions"
)

// A month of pay, a count of everything and an inspection, in a city and in one ten times as large: how many times as
// long each takes, and how much memory.
func BenchmarkTenfoldCity(b *testing.B) {
	took := map[string][]spent{}
	names := []string{"draft and approve", "bank files", "settle", "reconcile", "inspection"}
	for _, n := range []int{posts(b), 10 * posts(b)} {
		for what, d := range payOf(b, n) {
			took[what] = append(took[what], d)
		}
	}
	for _, what := range names {
		d := took[what]
		ratio := float64(d[1].wall) / float64(d[0].wall)
		b.ReportMetric(ratio, "x/"+what[:4])
		fmt.Printf("%s ten times as many: %v against %v = %.2f x\n", what, d[1], d[0], ratio)
	}
	b.ReportMetric(0, "ns/op")
}

// payOf a city of so many posts: two months, of which the second is paid here.
func payOf(b *testing.B, posts int) map[string]spent {
	b.Helper()
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	a, err := app.Init(ctx, app.Config{Data: b.TempDir()}, divisions.Zaozhuang, divisions.ZaozhuangUnits, true, set,
		slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(b, err)
	defer a.Close()
	month := civil.MustMonth("2025-11")
	_, err = demo.Build(ctx, a, set, demo.Options{Posts: posts, Months: 2, Seed: 1, PayUntil: month.Add(-1)})
	must(b, err)
	must(b, a.DB.SetSynchronous(ctx, "OFF"))
	var tree *region.Tree
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) (err error) { tree, err = region.Load(s, demo.Until); return err }))
	debug.FreeOSMemory() // what the building left is not the program's
	stop, done := make(chan struct{}), make(chan uint64)
	go watch(stop, done)
	var bank paid
	out := map[string]spent{"draft and approve": bank.month(b, a, set, tree, month)}
	out["bank files"], out["settle"] = bank.nowFile, bank.nowSettle
	begun := start()
	breaks, err := a.Counter.Count(ctx, a.DB)
	must(b, err)
	if len(breaks) > 0 {
		b.Errorf("%+v", breaks)
	}
	out["reconcile"] = since(begun)
	close(stop)
	fmt.Printf("%d posts: peak of heap and stacks %d MiB\n", posts, <-done>>20)
	debug.FreeOSMemory()
	stop = make(chan struct{})
	go watch(stop, done)
	begun = start()
	_, _, err = inspect.Look(ctx, a.DB, a.Clock.Now, oversight.Rules(), tree.Top().Path, nil)
	must(b, err)
	out["inspection"] = since(begun)
	close(stop)
	fmt.Printf("%d posts: peak of heap and stacks of the inspection %d MiB\n", posts, <-done>>20)
	return out
}
