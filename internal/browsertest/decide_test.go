package browsertest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
)

// decide chooses an outcome in the box at the end of the page and sends it.
func decide(outcome string) chromedp.Action {
	return chromedp.Tasks{chromedp.WaitReady(`[data-decide]`),
		click(`[data-decide] input[type=radio][value="` + outcome + `"]`), click(`[data-decide] button`)}
}

// off reports the outcome that cannot be chosen now, with the reason that stands beside it.
func off(outcome, why string) chromedp.Action {
	return chromedp.ActionFunc(func(c context.Context) error {
		var got string
		err := chromedp.Evaluate(`(function () { var o = document.querySelector('[data-decide] input[value="`+outcome+`"]');
			return o.disabled ? document.getElementById(o.getAttribute('aria-describedby')).innerText : ''; })()`, &got).Do(c)
		if err == nil && !strings.Contains(got, why) {
			err = fmt.Errorf("the outcome is off for %q, not %q", got, why)
		}
		return err
	})
}

// toAudit brings n applications of Home up to an audit that may be made.
func toAudit(t *testing.T, h *apptest.House, n int) {
	t.Helper()
	first, second := h.Actor("village_registrar", apptest.Home), h.Actor("village_registrar", apptest.Home, "-2")
	day := civil.MustDate(apptest.Day)
	for i := range n {
		who := h.Person(apptest.Home, "待审"+string([]rune("甲乙丙丁戊己庚辛")[i]))
		id, err := h.Applications.Submit(apptest.Ctx, first, "", h.Region(apptest.Home),
			application.Proposal{PostID: h.Posts[0], PersonID: who, Basis: "poverty_out"})
		apptest.Must(t, err)
		m := application.Move{ID: id, Version: 1, Pass: true}
		_, err = h.Applications.Check(apptest.Ctx, second, "", m)
		apptest.Must(t, err)
		m.Version = 2
		_, err = h.Applications.Review(apptest.Ctx, first, "", m,
			application.ReviewRecord{On: day, Present: 20, Entitled: 21, VotesFor: 20})
		apptest.Must(t, err)
		m.Version = 3
		_, err = h.Applications.Notice(apptest.Ctx, first, "", m,
			application.NoticeRecord{From: day, Until: civil.MustDate("2025-03-10"), Boards: "村公示栏"})
		apptest.Must(t, err)
	}
	h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
}

// hitKey presses a key on the page, as whoever has no mouse.
func hitKey(key string) chromedp.Action { return chromedp.KeyEvent(key) }

// A reviewer decides five in a row with nothing but keys: two for one that passes, no list in between.
func TestQueue_of_five_is_decided_by_keys_alone(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	toAudit(t, h, 6)
	ctx := browsertest.Browser(t)
	town := apptest.Login("township_reviewer", apptest.Town)
	keys := 0
	key := func(k string) chromedp.Action {
		return chromedp.ActionFunc(func(c context.Context) error { keys++; return hitKey(k).Do(c) })
	}
	as(t, ctx, base, town, browsertest.Size(1280, 900), chromedp.Navigate(base+"/queue/application.audit"),
		says("第1件，共6件"), says("待审甲的申请"), browsertest.Shot("decide-1280"),
		key("j"), heads("待审乙的申请"), says("第2件，共6件"), key("k"), heads("待审甲的申请"),
		key("1"), key(kb.Enter), notice("待审甲的申请：已登记审核"), says("待审乙的申请"), says("第1件，共5件"),
		key("1"), key(kb.Enter), notice("待审乙的申请"), says("第1件，共4件"),
		key("j"), heads("待审丁的申请"), key("1"), key(kb.Enter), notice("待审丁的申请"), says("待审戊的申请"),
		key("1"), key(kb.Enter), notice("待审戊的申请"), says("待审己的申请"), says("第2件，共2件"),
		key("1"), key(kb.Enter), notice("待审己的申请"), says("待审丙的申请"), says("第1件，共1件"))
	if keys != 13 {
		t.Errorf("%d keys", keys)
	}
	// the last one is refused, which needs its reason, and leads home
	as(t, ctx, base, town, browsertest.Size(360, 740), chromedp.Navigate(base+"/queue/application.audit"),
		browsertest.Shot("decide-360"), hitKey("2"), hitKey(kb.Enter), appears(`.summary`),
		says("不通过或撤回时，请写明理由"), chromedp.SetValue(`#f-remark`, "材料与实际不符"), click(`[data-decide] button`),
		notice("都办完了"), appears(`main h1`))
}

// heads waits for a heading, and for the keys that its page knows: a key leads to another page.
func heads(text string) chromedp.Action {
	return chromedp.ActionFunc(func(c context.Context) error {
		got := ""
		for range 100 {
			err := chromedp.Evaluate(`document.querySelector('.keys:not([hidden])') ?
				document.querySelector('h1').innerText : ''`, &got).Do(c)
			if err == nil && strings.Contains(got, text) {
				return nil
			}
			time.Sleep(50 * time.Millisecond)
		}
		return fmt.Errorf("the page is %q, not %q", got, text)
	})
}
