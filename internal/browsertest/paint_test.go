package browsertest_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gangwei/internal/browsertest"
	"gangwei/internal/demo"
)

// painted is when a page that is open had its answer and its first words on the screen, in milliseconds since it was
// asked for, and what it weighed.
type painted struct{ Answer, Paint, Bytes float64 }

const paint = `(() => {
	const n = performance.getEntriesByType("navigation")[0], p = performance.getEntriesByName("first-contentful-paint")[0];
	return {Answer: n.responseEnd, Paint: p ? p.startTime : 0,
		Bytes: performance.getEntriesByType("resource").reduce((s, e) => s + e.transferSize, n.transferSize)};
})()`

// mostUsed are pages that a township and a county's pay clerk use most, each with who opens it.
var mostUsed = []place{{"zhen-370402001", "home", "/"}, {"zhen-370402001", "duty", "/duty"},
	{"zhen-370402001", "sheet", ""}, {"zhen-370402001", "applications", "/applications"},
	{"zhen-370402001", "application", ""}, {"zhen-370402001", "placements", "/placements"},
	{"zhen-370402001", "placement", ""}, {"zhen-370402001", "complaints", "/complaints"}, {"zhidan-370402", "pay", "/pay"},
	{"zhidan-370402", "run", ""}, {"zhidan-370402", "batch", ""}, {"zhidan-370402", "arrears", "/pay/arrears"}}

// First paint of the pages that are used most, the style and the script kept from before: the median of nine.
func BenchmarkPages_first_paint(b *testing.B) {
	base, _, logins := city(b)
	var ctx context.Context
	found := map[string]place{}
	for _, l := range logins {
		if !slices.ContainsFunc(mostUsed, func(p place) bool { return p.login == l.Login }) {
			continue
		}
		for _, p := range walk(b, base, l.Login).pages(b, l.Login, "/", "/menu") {
			if _, ok := found[l.Login+p.template]; !ok {
				found[l.Login+p.template] = p
			}
		}
	}
	by := ""
	for _, p := range mostUsed {
		if p.at == "" {
			p = found[p.login+p.template]
		}
		if by != p.login {
			ctx = browsertest.Browser(b)
			within(b, ctx, 60*time.Second, browsertest.Size(1280, 900), signIn(base, p.login, demo.Password))
			by = p.login
		}
		var times []painted
		for range 10 {
			var x painted
			within(b, ctx, 60*time.Second, chromedp.Navigate(base+p.at), chromedp.Sleep(200*time.Millisecond),
				chromedp.Evaluate(paint, &x))
			times = append(times, x)
		}
		times = times[1:] // the first fills the browser's shelf
		slices.SortFunc(times, func(a, b painted) int { return int(a.Paint*100) - int(b.Paint*100) })
		m, best := times[len(times)/2], times[0]
		b.Logf("%-12s answer %4.0f ms, first paint %4.0f ms (best %4.0f), %5.1f KiB", p.template, m.Answer, m.Paint,
			best.Paint, m.Bytes/1024)
		b.ReportMetric(m.Paint, "ms-"+p.template)
	}
}
