package browsertest_test

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gangwei/internal/browsertest"
	"gangwei/internal/demo"
)

// hand is how somebody works: with nothing but keys, or with a mouse in a browser that runs no scripts. It counts what
// was done.
type hand struct {
	t    *testing.T
	ctx  context.Context
	base string
	keys bool // nothing is clicked; else no script runs
	n    int  // which of the two hands: 0 or 1, for things of which each needs its own

	pass string // of all logins; empty: the demonstration's

	screens, strokes, fields int // pages opened; keys or clicks, but the letters typed; fields filled or chosen
}

func handOf(t *testing.T, ctx context.Context, base string, keys bool) *hand {
	t.Helper()
	h := &hand{t: t, ctx: ctx, base: base, keys: keys}
	if !keys {
		h.n = 1
	}
	h.run(browsertest.Size(1280, 900), emulation.SetScriptExecutionDisabled(!keys))
	return h
}

func (h *hand) run(actions ...chromedp.Action) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		h.fail("%v", err)
	}
}

// fail says what went wrong, and on which page.
func (h *hand) fail(format string, args ...any) {
	h.t.Helper()
	var at, said string
	ctx, cancel := context.WithTimeout(h.ctx, 10*time.Second)
	defer cancel()
	_ = chromedp.Run(ctx, chromedp.Location(&at), chromedp.Evaluate(`document.querySelector("main").innerText`, &said),
		browsertest.Shot("jobs-failed"))
	if cut := []rune(said); len(cut) > 1200 {
		said = string(cut[:1200])
	}
	h.t.Fatalf("%s\nat %s, which says:\n%s", fmt.Sprintf(format, args...), strings.TrimPrefix(at, h.base), said)
}

func (h *hand) is(js string) (out bool) {
	h.t.Helper()
	h.run(chromedp.Evaluate("Boolean("+js+")", &out))
	return out
}

// press a key of the keyboard, as often as told.
func (h *hand) press(key string, times ...int) {
	h.t.Helper()
	n := 1
	if len(times) > 0 {
		n = times[0]
	}
	for range n {
		h.strokes++
		h.run(chromedp.KeyEvent(key))
	}
}

// visible is the first thing of a kind that is seen.
const visible = `Array.from(document.querySelectorAll(%q)).find(x => x.offsetWidth && x.offsetHeight &&
	getComputedStyle(x).visibility !== "hidden")`

// reach presses Tab, or Shift and Tab for what lies behind, until a thing has the focus.
func (h *hand) reach(sel string) {
	h.t.Helper()
	h.until(fmt.Sprintf(visible, sel))
	where := 0
	look := chromedp.Evaluate(fmt.Sprintf(`(() => {
		const at = document.activeElement, to = document.querySelectorAll(%q);
		if (at.matches(%q)) return 0;
		if (at === document.body) return 1;
		return Array.from(to).some(x => x.offsetWidth && at.compareDocumentPosition(x) & 4) ? 1 : -1;
	})()`, sel, sel), &where)
	for range 300 {
		h.run(look)
		switch where {
		case 0:
			return
		case 1:
			h.strokes++
			h.run(chromedp.KeyEvent(kb.Tab))
		default:
			h.strokes++
			h.run(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(input.ModifierShift)))
		}
	}
	h.fail("%s is not reached by Tab", sel)
}

// click the first visible thing of a kind.
func (h *hand) click(sel string) {
	h.t.Helper()
	h.until(fmt.Sprintf(visible, sel))
	var at []float64
	h.run(chromedp.Evaluate(fmt.Sprintf(`(() => {
		const x = `+visible+`;
		x.scrollIntoView({block: "center"});
		const b = x.getClientRects()[0];
		return [b.x + b.width / 2, b.y + b.height / 2];
	})()`, sel), &at))
	h.strokes++
	h.run(chromedp.MouseClickXY(at[0], at[1]))
}

// use a link or a button that stays on the page.
func (h *hand) use(sel string) {
	h.t.Helper()
	if !h.keys {
		h.click(sel)
		return
	}
	h.reach(sel)
	h.press(kb.Enter)
}

// open follows a link or sends a form, and waits for the next page.
func (h *hand) open(sel string) {
	h.t.Helper()
	h.leave(func() { h.use(sel) })
}

// leaveGrid goes to the grid's last cell, behind which Tab leads out.
func (h *hand) leaveGrid() {
	h.t.Helper()
	h.strokes++
	h.run(chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(input.ModifierCtrl)))
}

// row opens the page of a row of a list: with scripts it first comes in a drawer beside the list, but for a page that
// is filled in by its own script.
func (h *hand) row(sel string) {
	h.t.Helper()
	if h.keys {
		h.use(sel)
		there := false
		for range 100 {
			var at string
			h.run(chromedp.Evaluate(`document.readyState !== "complete" ? "" :
				document.querySelector("main [data-grid]") ? "page" :
				document.querySelector(".drawer h1") ? "drawer" : ""`, &at))
			if there = at == "page"; at != "" {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		if there {
			h.screens++
			return
		}
		sel = `.drawer .acts a`
	}
	h.open(sel)
}

// leave does something that leads to another page.
func (h *hand) leave(do func()) {
	h.t.Helper()
	before, now := 0.0, 0.0
	h.run(chromedp.Evaluate(`performance.timeOrigin`, &before))
	do()
	h.screens++
	for range 300 {
		ctx, cancel := context.WithTimeout(h.ctx, 10*time.Second)
		err := chromedp.Run(ctx, chromedp.Evaluate(
			`document.readyState === "complete" ? performance.timeOrigin : 0`, &now))
		cancel()
		if err == nil && now != 0 && now != before {
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
	h.fail("no other page came")
}

// until waits for something.
func (h *hand) until(js string) {
	h.t.Helper()
	for range 120 {
		if h.is(js) {
			return
		}
		time.Sleep(40 * time.Millisecond)
	}
	h.fail("never true: %s", js)
}

// says waits until the page's main part says a text.
func (h *hand) says(texts ...string) {
	h.t.Helper()
	for _, text := range texts {
		h.until(fmt.Sprintf(`document.querySelector("main").innerText.replace(/\s+/g, "").includes(%q)`, text))
	}
}

// fill a field: what stood in it is replaced.
func (h *hand) fill(sel, text string) {
	h.t.Helper()
	h.fields++
	if h.keys {
		h.reach(sel)
	} else {
		h.click(sel)
	}
	if h.is(`document.activeElement.value`) {
		h.run(chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)))
	}
	h.run(input.InsertText(text))
	h.until(fmt.Sprintf(`document.activeElement.value === %q`, text))
}

// tick a box, or choose one of several: by keys the first is reached and the arrow keys lead to the others.
func (h *hand) tick(sel string) {
	h.t.Helper()
	h.fields++
	if !h.keys {
		h.until(fmt.Sprintf(`document.querySelector(%q)`, sel))
		h.click(sel)
		return
	}
	name, kind := "", ""
	h.until(fmt.Sprintf(`document.querySelector(%q)`, sel))
	h.run(chromedp.Evaluate(fmt.Sprintf(`document.querySelector(%q).name`, sel), &name),
		chromedp.Evaluate(fmt.Sprintf(`document.querySelector(%q).type`, sel), &kind))
	if kind == "checkbox" {
		h.reach(sel)
		h.press(" ")
		return
	}
	h.reach(`input[name="` + name + `"]`)
	for i := range 20 {
		if h.is(fmt.Sprintf(`document.activeElement.matches(%q)`, sel)) {
			if i == 0 {
				h.press(" ")
			}
			return
		}
		h.press(kb.ArrowDown)
	}
	h.fail("%s is not reached by the arrow keys", sel)
}

// choose one of a list by its value.
func (h *hand) choose(sel, value string) {
	h.t.Helper()
	h.fields++
	if !h.keys {
		h.strokes += 2
		h.run(chromedp.SetValue(sel, value))
		return
	}
	h.reach(sel)
	for range 80 {
		if h.is(fmt.Sprintf(`document.activeElement.value === %q`, value)) {
			return
		}
		was := ""
		h.run(chromedp.Evaluate(`document.activeElement.value`, &was))
		h.press(kb.ArrowDown)
		h.until(fmt.Sprintf(`document.activeElement.value !== %q`, was))
	}
	h.fail("%s has no %s", sel, value)
}

// seek something with the box that every page has.
func (h *hand) seek(text string) {
	h.t.Helper()
	if h.keys {
		h.strokes++
		h.run(press('/'))
		h.until(`document.activeElement.id === "find"`)
	}
	h.fill("#find", text)
	h.leave(func() { h.press(kb.Enter) })
}

// home is where each job begins.
func (h *hand) home() {
	h.t.Helper()
	h.run(chromedp.Navigate(h.base + "/"))
	h.screens++
}

// signIn as somebody else.
func (h *hand) signIn(login string) {
	h.t.Helper()
	h.run(network.ClearBrowserCookies(), chromedp.Navigate(h.base+"/signin"))
	h.screens++
	h.fill("#f-login", login)
	h.fill("#f-password", cmp.Or(h.pass, demo.Password))
	h.open("main button")
	h.until(`document.querySelector(".who")`)
}
