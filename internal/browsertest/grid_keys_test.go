package browsertest_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gangwei/internal/apptest"
	"gangwei/internal/browsertest"
)

// answered is how long a key took, in milliseconds: until the page had taken it, with all that it changed, and until
// the next frame was drawn.
type answered struct{ Taken, Drawn float64 }

// watchKeys measures every key: from the first listener of all to the last, and on to the task after the next frame.
const watchKeys = `window.answered = [];
(() => {
	let at = 0, now = null;
	window.addEventListener("keydown", () => {
		at = performance.now();
		const x = now = {Taken: 0, Drawn: 0};
		requestAnimationFrame(() => {
			const c = new MessageChannel(), from = at;
			c.port1.onmessage = () => { x.Drawn = performance.now() - from; window.answered.push(x); };
			c.port2.postMessage(0);
		});
	}, true);
	window.addEventListener("keydown", () => { now.Taken = performance.now() - at; });
})()`

// key is one of those that are measured; those without a name only lead there.
type keyed struct {
	name  string
	press chromedp.Action
}

// onSheet are the keys that are used most on a month sheet, from its first cell and back to it.
func onSheet(p *pressed) []keyed {
	return []keyed{
		{"mark", p.key("1")}, {"undo", p.key("z", ctrl)}, {"down", p.key(kb.ArrowDown)}, {"right", p.key(kb.ArrowRight)},
		{"", p.key(kb.Home)}, {"", p.key(kb.ArrowUp)}, {"chooseRow", p.key(kb.End, shift)}, {"fillRow", p.key("1")},
		{"undoRow", p.key("z", ctrl)}, {"chooseAll", p.key("a", ctrl)}, {"fillAll", p.key("1")},
		{"undoAll", p.key("z", ctrl)},
	}
}

// keyTimes presses the keys of a sheet of thirty people on a processor slowed four times, a number of rounds after one
// that warms up: for each key its times, in order of how long the page took.
func keyTimes(t testing.TB, rounds int) map[string][]answered {
	t.Helper()
	h, sheet, placements := staffed(t, 30)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	leaver(ctx)
	var p pressed
	out := map[string][]answered{}
	within(t, ctx, 60*time.Second, browsertest.Size(1280, 900),
		signIn(base, apptest.Login("village_registrar", apptest.Home), apptest.Pass),
		chromedp.Navigate(fmt.Sprintf("%s/duty/sheets/%d", base, sheet)), appears(cell(placements[0], 1)),
		chromedp.Evaluate(watchKeys, nil), emulation.SetCPUThrottlingRate(4))
	for round := range rounds + 1 {
		keys := onSheet(&p)
		actions := chromedp.Tasks{p.firstCell(placements[0])}
		var took []answered
		for _, k := range keys {
			actions = append(actions, k.press, settle())
		}
		within(t, ctx, 120*time.Second, actions, gridSays("已撤销：填“勤”，930格"),
			chromedp.Evaluate(`window.answered.splice(0)`, &took))
		if len(took) != len(keys) {
			t.Fatalf("%d of %d keys were answered", len(took), len(keys))
		}
		for i, k := range keys {
			if k.name != "" && round > 0 {
				out[k.name] = append(out[k.name], took[i])
			}
		}
	}
	for _, all := range out {
		slices.SortFunc(all, func(a, b answered) int { return int(1000 * (a.Taken - b.Taken)) })
	}
	return out
}

// settle waits until what a key began is done: its frame, and what the grid leaves for a moment later.
func settle() chromedp.Action {
	return chromedp.ActionFunc(func(c context.Context) error {
		if err := chromedp.Sleep(150 * time.Millisecond).Do(c); err != nil {
			return err
		}
		return chromedp.Evaluate(`1`, nil).Do(c)
	})
}

// Each key does on an old machine what it is for; how quickly, the benchmark below says, which runs alone.
func TestGrid_answers_each_key_on_a_slow_machine(t *testing.T) {
	t.Parallel()
	for name, all := range keyTimes(t, 1) {
		t.Logf("%-9s taken after %.1f ms, drawn after %.1f ms", name, all[0].Taken, all[0].Drawn)
	}
}

// Each key of a month sheet of thirty people, on a processor slowed four times: the median of nine.
func BenchmarkGrid_keys(b *testing.B) {
	times := keyTimes(b, 9)
	for _, k := range onSheet(&pressed{}) {
		if k.name == "" {
			continue
		}
		all := times[k.name]
		m := all[len(all)/2]
		drawn := make([]float64, len(all))
		for i, x := range all {
			drawn[i] = x.Drawn
		}
		slices.Sort(drawn)
		b.Logf("%-9s taken after %5.1f ms (most %5.1f), drawn after %5.1f ms (most %5.1f)", k.name, m.Taken,
			all[len(all)-1].Taken, drawn[len(drawn)/2], drawn[len(drawn)-1])
		b.ReportMetric(m.Taken, "ms-"+k.name)
		b.ReportMetric(drawn[len(drawn)/2], "ms-drawn-"+k.name)
	}
}
