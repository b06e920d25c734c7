package browsertest_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gangwei/internal/apptest"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
)

// press a key as a keyboard does: what a page keeps from being typed is not typed.
func press(key rune) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		return input.DispatchKeyEvent(input.KeyRawDown).WithKey(string(key)).WithText("").Do(ctx)
	})
}

// Everything by keyboard: "/" and a name, Enter, the arrow keys, Enter opens what was found; a place is found by a part
// of its name and by its code.
func TestSearch_by_keyboard(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	h.Person(apptest.Home, "欧阳三丰")
	h.Person(apptest.Beside, "欧阳四海")
	ctx, base := browsertest.Browser(t), h.Serve()
	county, anquan := apptest.Login("county_reviewer", h.Region(apptest.County).Code),
		apptest.Login("security_admin", h.Region("3704").Code)
	var title, at, region, place string
	var focused bool
	as(t, ctx, base, county, browsertest.Size(1280, 900), press('/'), chromedp.KeyEvent("欧阳"+kb.Enter),
		appears(`.hits`), browsertest.Shot("search-1280"),
		chromedp.KeyEvent(kb.ArrowDown+kb.ArrowDown+kb.ArrowUp),
		chromedp.Evaluate(`document.activeElement === document.querySelectorAll(".hits a")[0]`, &focused),
		chromedp.KeyEvent(kb.Enter), chromedp.WaitNotPresent(`.hits`), chromedp.Text(`h1`, &title),
		// a place: part of a name, down to the second, Enter
		chromedp.Navigate(base+"/people"), appears(`#jump`), chromedp.SendKeys(`#jump`, "居委会"),
		appears(`.jump li`), browsertest.Shot("picker-1280"), chromedp.SendKeys(`#jump`, kb.ArrowDown+kb.Enter),
		appears(`.places a[aria-current]`), chromedp.Location(&at),
		chromedp.Text(`.places a[aria-current]`, &place),
		// outside of one's regions nothing is found
		chromedp.SendKeys(`#jump`, "马河"), appears(`.jump li[aria-disabled]`),
		chromedp.SendKeys(`#jump`, kb.Escape), chromedp.WaitNotVisible(`.jump ul`))
	if !focused || strings.TrimSpace(title) == "查找" || !strings.Contains(title, "欧阳") {
		t.Errorf("the first hit has the focus: %t; opened %q", focused, title)
	}
	if !strings.HasSuffix(at, "region="+apptest.Home) || !strings.Contains(place, "新风里") {
		t.Errorf("chosen %q at %s", place, at)
	}
	// a role is granted on a place whose code was pasted, at 360 px
	as(t, ctx, base, anquan, browsertest.Size(360, 740), chromedp.Navigate(base+"/users/1"), appears(`#jump`),
		chromedp.SendKeys(`#jump`, apptest.Away), appears(`.jump li[aria-selected=true]`),
		browsertest.Shot("picker-360"), chromedp.SendKeys(`#jump`, kb.Enter),
		chromedp.WaitReady(`#f-region input[name=region]`),
		chromedp.Value(`#f-region input[name=region]`, &region))
	if region != apptest.Away {
		t.Errorf("granted on %q", region)
	}
}
