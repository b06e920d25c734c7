package browsertest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/platform/database"
)

// Two hundred rows are pasted out of Excel, with their heads, into an empty register: looked at, three red cells
// mended, undone and done again, and entered at once. Before that nothing is entered, and the draft brings them back.
func TestGrid_takes_two_hundred_new_rows_of_a_register(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	u := h.Unit(apptest.County)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	asked := leaver(ctx)
	rows := []string{"序号\t认定日期\t名称\t级别\t备注"}
	for i := range 200 {
		day, level := fmt.Sprintf("2024.%d.%d", i%12+1, i%28+1), "市级"
		switch i {
		case 4:
			day = "去年"
		case 9:
			level = strings.Repeat("级", 21)
		case 199:
			day = "2024.13.40"
		}
		rows = append(rows, fmt.Sprintf("%d\t%s\t劳务联盟%d\t%s\t", i+1, day, i+1, level))
	}
	entered := func() (n int) {
		apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
			all, err := formlists.All(s, u.ID, "alliance")
			n = len(all)
			return err
		}))
		return n
	}
	at := fmt.Sprintf("%s/registers/rows?unit=%s&kind=alliance", base, u.Code)
	clerk := apptest.Login("unit_reporter", apptest.County)
	var p pressed
	var shown, empty, full, again int
	filled := func(out *int) chromedp.Action {
		return chromedp.Tasks{until(`!document.querySelector("table[aria-busy=true]")`),
			chromedp.Evaluate(`Array.from(document.querySelectorAll("[name^=name_]")).filter(x => x.value).length`, out)}
	}
	as(t, ctx, base, clerk, browsertest.Size(1280, 900), chromedp.Navigate(at),
		chromedp.Evaluate(`document.querySelectorAll("[name^=name_]").length`, &shown), chromedp.Focus(`[name=name_1]`),
		clip(map[string]string{"text/plain": strings.Join(rows, "\r\n") + "\r\n"}), gridSays("按表头对应"),
		gridSays("3格不对"), filled(&empty), p.key(kb.Enter), gridSays("3格标红"), filled(&full),
		// the first red cell is at hand, the others by one key each
		chromedp.SendKeys(`[name=from_on_5]`, "2024-05-05"), p.key(kb.Enter),
		p.key(kb.F8), chromedp.SendKeys(`[name=level_10]`, "县级"), p.key(kb.Enter),
		gridSays("1格标红"), gridSays("草稿已存"), chromedp.Navigate(base+"/registers"))
	if shown != 10 || empty != 0 || full != 200 || entered() != 0 {
		t.Fatalf("%d rows at first, %d before taking, %d after, %d entered", shown, empty, full, entered())
	}
	as(t, ctx, base, clerk, chromedp.Navigate(at), click(`#tools-new [data-do=restore]`), gridSays("已恢复草稿"),
		filled(&again), gridSays("1格标红"), p.key(kb.F8),
		// sent with what is wrong: answered beside the cell, nothing is entered, all that was typed stands there
		p.key("s", ctrl), appears(`.summary`), gridSays("1格标红"), filled(&full),
		browsertest.Shot("grid-new-rows-refused-1280"))
	if again != 200 || full != 200 || entered() != 0 || asked.Load() == 0 {
		t.Fatalf("%d rows restored, %d after the refusal, %d entered, asked %d times", again, full, entered(), asked.Load())
	}
	as(t, ctx, base, clerk, chromedp.Navigate(at), click(`#tools-new [data-do=restore]`), gridSays("已恢复草稿"),
		chromedp.SendKeys(`[name=from_on_200]`, "2024年12月1日"), p.key(kb.Enter),
		gridSays("格，还没有保存"), chromedp.Evaluate(`document.querySelectorAll("td.bad").length`, &empty),
		p.key("s", ctrl), notice("已登记200行"), chromedp.Navigate(at), chromedp.WaitNotVisible(`#tools-new [data-offer]`))
	if empty != 0 || entered() != 200 {
		t.Errorf("%d cells are red, %d rows entered", empty, entered())
	}
}

// Steps are undone over a save: the sheet differs again and is saved again. What somebody else changed since stays.
func TestGrid_undoes_over_a_save_and_never_over_somebody_else(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	leaver(ctx)
	at := fmt.Sprintf("%s/duty/sheets/%d", base, sheet)
	var p pressed
	var saved, undone, redone, kept string
	var version int64
	days := func() (out string) {
		apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
			lines, err := duty.LinesOf(s, sheet)
			if err != nil {
				return err
			}
			sh, err := duty.SheetByID(s, sheet)
			out, version = lines[0].Days, sh.Version
			return err
		}))
		return out
	}
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		chromedp.Navigate(at), p.firstCell(placements[0]), p.key("1"), p.key("2"), p.key("3"), p.key("s", ctrl),
		notice("已保存"), chromedp.Navigate(at), marks(&saved), p.firstCell(placements[0]), p.key("z", ctrl),
		p.key("z", ctrl), gridSays("已撤销"),
		marks(&undone), gridSays("改了2格"), p.key("y", ctrl), gridSays("已重做"), marks(&redone), p.key("s", ctrl),
		notice("已保存"), chromedp.ActionFunc(func(context.Context) error {
			if got := days(); got[:3] != "PL-" {
				t.Errorf("undone and saved: %s", got)
			}
			line := duty.Typed{PlacementID: placements[0], Days: [31]string{"缺", "假"}}
			_, err := h.Duty.Save(apptest.Ctx, h.Actor("village_registrar", apptest.Home, "-2"), "",
				duty.Form{ID: sheet, Version: version, Lines: []duty.Typed{line}})
			return err
		}),
		// the other one has the first day now: only the second is undone, however often the key is pressed
		chromedp.Navigate(at), p.firstCell(placements[0]), p.times(4, "z", ctrl), gridSays("没有可以撤销的"), marks(&kept),
		p.key("s", ctrl), notice("已保存"))
	for _, x := range [][2]string{{saved, "勤假雨-"}, {undone, "勤---"}, {redone, "勤假--"}, {kept, "缺---"}} {
		if !strings.HasPrefix(x[0], x[1]) {
			t.Errorf("%s, not %s", strings.Split(x[0], "\n")[0], x[1])
		}
	}
	if got := days(); got[:3] != "A--" {
		t.Errorf("saved at last: %s", got)
	}
}

// enter signs somebody in beside the page that is open, so that no page of signing in tidies up.
func enter(login string) chromedp.Action {
	return chromedp.Evaluate(fmt.Sprintf(`(async () => {
	const csrf = (await (await fetch("/signin")).text()).match(/name="?_csrf"? value="?([^" >]+)/)[1];
	const a = await fetch("/signin", {method: "POST", body: new URLSearchParams({_csrf: csrf, login: %q, password: %q})});
	return a.url;
})()`, login, apptest.Pass), nil,
		func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) })
}

// Two people at one machine: who comes second has none of the first one's steps, even if the first never signed out;
// the first one's own are still there after that, and gone after signing out.
func TestGrid_undoes_nothing_of_another_person_at_the_same_machine(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	leaver(ctx)
	at := fmt.Sprintf("%s/duty/sheets/%d", base, sheet)
	clerk := apptest.Login("village_registrar", apptest.Home)
	var p pressed
	var theirs, own string
	var kept int
	steps := chromedp.Evaluate(`Object.keys(sessionStorage).filter(k => !k.indexOf("undo ")).length`, &kept)
	as(t, ctx, base, clerk, browsertest.Size(1280, 900), chromedp.Navigate(at), p.firstCell(placements[0]), p.key("1"),
		p.key("s", ctrl), notice("已保存"), network.ClearBrowserCookies(), enter(clerk+"-2"), chromedp.Navigate(at),
		p.firstCell(placements[0]), p.key("z", ctrl), gridSays("没有可以撤销的"), marks(&theirs),
		network.ClearBrowserCookies(), enter(clerk), chromedp.Navigate(at), p.firstCell(placements[0]), p.key("z", ctrl),
		gridSays("已撤销"), marks(&own), steps)
	if !strings.HasPrefix(theirs, "勤") || !strings.HasPrefix(own, "-") || kept == 0 {
		t.Errorf("the other sees %s, the first one %s, %d kept", theirs[:9], own[:3], kept)
	}
	within(t, ctx, 10*time.Second, steps)
	if kept != 0 {
		t.Errorf("%d kept after signing out", kept)
	}
}
