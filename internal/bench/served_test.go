package bench

import (
	"io"
	"log/slog"
	"testing"

	"github.com/labstack/echo/v4"

	"gangwei/internal/app"
	"gangwei/internal/base/clock"
	"gangwei/internal/demo"
)

// cityServed makes the demonstration city with so many months of history on a store, and serves it until the benchmark
// ends.
func cityServed(b *testing.B, on store, months int) (*app.App, *echo.Echo) {
	dir := b.TempDir()
	must(b, buildAt(b, dir, on.address, posts(b), months).Close())
	a, err := app.Open(ctx, app.Config{Data: dir, Database: on.address}, clock.StartingAt(demo.Start),
		slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(b, err)
	b.Cleanup(func() { a.Close() })
	must(b, a.DB.Statistics(ctx))
	s, jobs, err := a.Server(ctx)
	must(b, err)
	b.Cleanup(func() { jobs.Close() })
	return a, s.Echo
}
