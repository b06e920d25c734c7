//go:build long

package golden

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/base/clock"
	"gangwei/internal/demo"
	"gangwei/internal/registry/divisions"
)

var ctx = context.Background()

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fixed is a source of randomness that gives the same bytes in the same order. Requests of one length have a
// sequence of their own, so that one value more of a kind (a nonce of 12 bytes) leaves the others (a draw's seed
// of 32 bytes) as they are.
type fixed struct {
	sync.Mutex
	asked map[int]uint64
	label string
}

func (f *fixed) Read(b []byte) (int, error) {
	f.Lock()
	defer f.Unlock()
	f.asked[len(b)]++
	seed := binary.BigEndian.AppendUint64([]byte(f.label), uint64(len(b)))
	seed = binary.BigEndian.AppendUint64(seed, f.asked[len(b)])
	for done := 0; done < len(b); {
		sum := sha256.Sum256(binary.BigEndian.AppendUint64(seed, uint64(done)))
		done += copy(b[done:], sum[:])
	}
	return len(b), nil
}

// sources of randomness by what they are for. None begins anew: two sessions of one city have different tokens.
var sources = map[string]*fixed{}

// draw takes the process's randomness from the source of a name from now on.
func draw(from string) {
	if sources[from] == nil {
		sources[from] = &fixed{asked: map[int]uint64{}, label: from}
	}
	rand.Reader = sources[from]
}

// city makes a demonstration city in a folder and gives its logins.
func city(t testing.TB, dir string, opt demo.Options) []demo.Login {
	t.Helper()
	draw(fmt.Sprint("city ", opt.Seed))
	defer draw("office")
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	a, err := app.Init(ctx, app.Config{Data: dir}, divisions.Zaozhuang, divisions.ZaozhuangUnits, true, set, quiet)
	must(t, err)
	made, err := demo.Build(ctx, a, set, opt)
	must(t, err)
	must(t, a.Close())
	return made.Logins
}

// opened is a copy of a city, with its clock standing at the demonstration's first morning.
func opened(t testing.TB, from string) *app.App {
	t.Helper()
	dir := t.TempDir()
	must(t, os.CopyFS(dir, os.DirFS(from)))
	a := openedAt(t, dir)
	t.Cleanup(func() { must(t, a.Close()) })
	return a
}

// openedAt is the city in a folder itself; whoever asks for it closes it.
func openedAt(t testing.TB, dir string) *app.App {
	t.Helper()
	cfg := app.Config{Data: dir}
	must(t, os.Chmod(cfg.KeyFile(), 0o600))
	a, err := app.Open(ctx, cfg, clock.NewSet(demo.Start), quiet)
	must(t, err)
	return a
}
