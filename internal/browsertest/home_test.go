package browsertest_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
)

// sent is an office in which a village has sent its sheet of February to the township.
func sent(t *testing.T) (h *apptest.House, base, town string) {
	t.Helper()
	h = apptest.New(t, dbtest.SQLite(t))
	held := h.Hold(0, "王秀英", "", "2025-01-01", "")
	clerk := h.Actor("village_registrar", apptest.Home)
	id, err := h.Duty.Begin(apptest.Ctx, clerk, h.Region(apptest.Home), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	line := duty.Typed{PlacementID: held}
	line.Days[9] = "勤"
	_, err = h.Duty.Submit(apptest.Ctx, clerk, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{line}})
	apptest.Must(t, err)
	return h, h.Serve(), apptest.Login("township_reviewer", h.Region(apptest.Town).Code)
}

// tabTo presses Tab until a thing has the focus.
func tabTo(sel string) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		for range 120 {
			there := false
			if err := chromedp.KeyEvent(kb.Tab).Do(ctx); err != nil {
				return err
			}
			if err := chromedp.Evaluate(fmt.Sprintf(`document.activeElement.matches(%q)`, sel), &there).Do(ctx); err != nil {
				return err
			}
			if there {
				return nil
			}
		}
		return fmt.Errorf("%s is not reached by Tab", sel)
	})
}

const reviewCard = `.todos a.button[href="/queue/duty.review"]`

// From the home page to a card, its act and back: without a mouse, and without scripts.
func TestHome_card_is_done_by_keyboard_and_without_scripts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		scripts bool
		do      func(sel, key string) chromedp.Tasks
	}{
		{"by keyboard", true, func(sel, key string) chromedp.Tasks {
			return chromedp.Tasks{tabTo(sel), chromedp.KeyEvent(key)}
		}},
		{"without scripts", false, func(sel, _ string) chromedp.Tasks { return chromedp.Tasks{click(sel)} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, base, town := sent(t)
			ctx := browsertest.Browser(t)
			var cards, lately int
			within(t, ctx, 40*time.Second, browsertest.Size(360, 740), emulation.SetScriptExecutionDisabled(!c.scripts),
				signIn(base, town, apptest.Pass), appears(reviewCard))
			within(t, ctx, 20*time.Second, c.do(reviewCard, kb.Enter), appears(`.decide`))
			within(t, ctx, 20*time.Second, c.do(`.decide input[value="1"]`, " "), c.do(`.decide button`, kb.Enter),
				notice("已审核"))
			within(t, ctx, 20*time.Second, chromedp.Navigate(base+"/"), appears(`.lately`),
				chromedp.Evaluate(`document.querySelectorAll('`+reviewCard+`').length`, &cards),
				chromedp.Evaluate(`document.querySelectorAll('.lately li').length`, &lately))
			if cards != 0 || lately != 1 {
				t.Errorf("%d cards, %d things done", cards, lately)
			}
		})
	}
}

// What frames every page: counts arrive at the links, the bar of a phone covers nothing, / leads to the search box, and
// the title stands within the first 120 pixels.
func TestShell_counts_keys_and_the_bar_of_a_phone(t *testing.T) {
	t.Parallel()
	_, base, town := sent(t)
	ctx := browsertest.Browser(t)
	within(t, ctx, 90*time.Second, signIn(base, town, apptest.Pass))
	for _, width := range []int64{1280, 360} {
		links := map[int64]string{1280: `.side a[href="/duty"] .count`, 360: `.bottom .count`}[width]
		var title, below, over float64
		var at, left string
		within(t, ctx, 90*time.Second, browsertest.Size(width, 740), chromedp.Navigate(base+"/menu"),
			appears(links), browsertest.Shot(fmt.Sprintf("menu-%d", width)),
			chromedp.Evaluate(`document.querySelector('h1').getBoundingClientRect().bottom`, &title),
			chromedp.KeyEvent("/"), chromedp.Evaluate(`document.activeElement.id`, &at),
			chromedp.KeyEvent(kb.Escape), chromedp.Evaluate(`document.activeElement.id`, &left),
			chromedp.Evaluate(`(window.scrollTo(0, 99999), document.querySelector('footer').getBoundingClientRect().bottom -
				(document.querySelector('.bottom').getBoundingClientRect().top || innerHeight))`, &below),
			chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &over))
		if title > 120 || below > 1 || over > 0 || at != "find" || left == "find" {
			t.Errorf("at %d: the title ends at %.0f, the footer %.0f px under the bar, %.0f px too wide", width, title, below,
				over)
			t.Errorf("/ leads to %q, Esc to %q", at, left)
		}
	}
}
