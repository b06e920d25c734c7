package browsertest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gangwei/internal/browsertest"
	"gangwei/internal/demo"
)

// A county has hundreds of villages: the phone page does not list them, stays small, and takes along what is written.
func TestPhone_of_a_county_takes_along_what_is_written(t *testing.T) {
	t.Parallel()
	base, _, _ := city(t)
	ctx := browsertest.Browser(t)
	var bytes float64
	var over int
	within(t, ctx, 90*time.Second, browsertest.Size(360, 740), signIn(base, "quxian-370481", demo.Password),
		chromedp.Navigate(base+"/duty/phone"), until(`document.querySelector('details[open] input[type=text]')`),
		chromedp.Evaluate(`performance.getEntries().reduce((n, e) => n + (e.transferSize || 0), 0)`, &bytes),
		browsertest.Overflow(&over), browsertest.Shot("phone-wide-360"),
		chromedp.SendKeys(`details input[type=text]`, "370481116288, 没有这个村"), click(`details form button`),
		until(`document.querySelector('a[href="#370481116288"]')`))
	var said string
	within(t, ctx, 30*time.Second, chromedp.Text(`#view`, &said))
	if bytes > 60<<10 || over > 0 || strings.Contains(said, "没有这个村") {
		t.Errorf("%v bytes, %d px too wide, %s", bytes, over, said)
	}
}
