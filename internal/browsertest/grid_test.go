package browsertest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// staffed is an office whose village has a number of holders, with the sheet of January begun.
func staffed(t testing.TB, holders int) (h *apptest.House, sheet int64, placements []int64) {
	t.Helper()
	h = apptest.New(t, dbtest.SQLite(t))
	sys := authz.System("test")
	for _, way := range [][2]string{{"3704", apptest.County}, {apptest.County, apptest.Town}} {
		from := h.Tree.Top()
		if way[0] != "3704" {
			from = h.Region(way[0])
		}
		_, err := quota.Allot(apptest.Ctx, h.Desk, sys, "",
			quota.Allotment{From: from, To: h.Region(way[1]), Amount: int64(holders), Document: "测试〔2021〕3号"})
		apptest.Must(t, err)
	}
	h.Posts = h.Posts[:3]
	if holders > 3 {
		more, err := post.OpenPosts(apptest.Ctx, h.Desk, sys, "", h.Region(apptest.Home), apptest.Draft(), holders-3)
		apptest.Must(t, err)
		h.Posts = append(h.Posts, more...)
	}
	for i := range holders {
		placements = append(placements, h.Hold(i, "岗上人"+string(rune(0x6625+i)), "", "2024-12-01", ""))
	}
	var err error
	sheet, err = h.Duty.Begin(apptest.Ctx, h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home),
		civil.MustMonth("2025-01"))
	apptest.Must(t, err)
	return h, sheet, placements
}

// clip puts something into the clipboard of the focused field and pastes it, as Ctrl+V does.
func clip(kinds map[string]string) chromedp.Action {
	b, err := json.Marshal(kinds)
	if err != nil {
		panic(err)
	}
	return chromedp.Evaluate(`(() => {
	const d = new DataTransfer(), k = `+string(b)+`;
	Object.keys(k).forEach(x => d.setData(x, k[x]));
	document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: d, bubbles: true, cancelable: true}));
})()`, nil)
}

// pressed counts the keys that a person presses.
type pressed struct{ n int }

// key as a keyboard sends it: what it types is dropped where the page took the key.
func (p *pressed) key(k string, mods ...input.Modifier) chromedp.Action {
	return chromedp.ActionFunc(func(c context.Context) error {
		p.n++
		for _, e := range kb.Encode([]rune(k)[0]) {
			for _, m := range mods {
				e.Modifiers |= m
			}
			switch {
			case e.Type == input.KeyChar:
				continue
			case e.Type == input.KeyUp || e.Modifiers&ctrl != 0:
				e.Text, e.UnmodifiedText = "", ""
			case k == kb.Enter || len(k) == 1 && k[0] >= ' ' && k[0] < 127:
				e.Type, e.Text, e.UnmodifiedText = input.KeyDown, k, k
			}
			if err := e.Do(c); err != nil {
				return err
			}
		}
		return nil
	})
}

func (p *pressed) times(n int, k string, mods ...input.Modifier) (out chromedp.Tasks) {
	for range n {
		out = append(out, p.key(k, mods...))
	}
	return out
}

const ctrl, shift = input.ModifierCtrl, input.ModifierShift

// gridSays waits for the grid's line of words.
func gridSays(text string) chromedp.Action {
	return chromedp.ActionFunc(func(c context.Context) error {
		got := ""
		for range 50 {
			if err := chromedp.Evaluate(`document.querySelector(".tools").innerText`, &got).Do(c); err != nil {
				return err
			}
			if strings.Contains(got, text) {
				return nil
			}
			time.Sleep(50 * time.Millisecond)
		}
		return fmt.Errorf("the grid says %q, not %q", got, text)
	})
}

// marks of the page, row by row, once all that was filled is shown.
func marks(out *string) chromedp.Action {
	return chromedp.Tasks{until(`!document.querySelector("table.days[aria-busy=true]")`),
		chromedp.Evaluate(`Array.from(document.querySelectorAll("table.days tbody tr")).map(r =>
	Array.from(r.querySelectorAll("td.day input")).map(i => i.value || "-").join("")).join("\n")`, out)}
}

func (p *pressed) firstCell(placement int64) chromedp.Action {
	return chromedp.Focus(fmt.Sprintf(`input[name="d%d_1"]`, placement))
}

// A block of thirty people and a month is pasted out of Excel, three cells are mended, all is undone to the start and
// done again, in at most 25 keys; then it is saved.
func TestGrid_takes_a_month_from_Excel_in_at_most_25_keys(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 30)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	rows := make([]string, 30)
	for i := range rows {
		cells := strings.Split(strings.Repeat("√ ", 30)+"休", " ")
		if i < 3 {
			cells[3*i+1] = "甲"
		}
		rows[i] = strings.Join(cells, "\t")
	}
	want := strings.TrimSuffix(strings.Repeat(strings.Repeat("勤", 30)+"休\n", 30), "\n")
	var p pressed
	var empty, pasted, undone, redone string
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		chromedp.Navigate(fmt.Sprintf("%s/duty/sheets/%d", base, sheet)), p.firstCell(placements[0]), marks(&empty),
		clip(map[string]string{"text/plain": strings.Join(rows, "\r\n") + "\r\n",
			"text/html": "<table><tr><td>旷工</td></tr></table>"}),
		gridSays("将填入930格"), gridSays("3格不对"), browsertest.Shot("grid-preview-1280"),
		p.key(kb.Enter), gridSays("3格标红"), browsertest.Shot("grid-red-1280"), marks(&pasted),
		p.key("1"), p.key(kb.F8), p.key("1"), p.key(kb.F8), p.key("1"), marks(&pasted),
		p.times(4, "z", ctrl), gridSays("已撤销"), marks(&undone), p.times(4, "y", ctrl), gridSays("已重做"), marks(&redone),
		p.key("s", ctrl), notice("已保存"))
	if p.n+1 > 25 { // and Ctrl+V
		t.Errorf("%d keys", p.n+1)
	}
	t.Logf("%d keys", p.n+1)
	if pasted != want || redone != want || undone != empty {
		t.Errorf("pasted %t, redone %t, undone %t:\n%s", pasted == want, redone == want, undone == empty, pasted)
	}
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		lines, err := duty.LinesOf(s, sheet)
		for _, l := range lines {
			if l.Days != strings.Repeat("P", 30)+"O" {
				t.Errorf("%s: %s", l.Name, l.Days)
			}
		}
		return err
	}))
}

// leaver says yes whenever the page asks whether to leave it with unsaved changes, and counts how often it asked.
func leaver(ctx context.Context) *atomic.Int64 {
	var asked atomic.Int64
	chromedp.ListenTarget(ctx, func(e any) {
		if _, ok := e.(*page.EventJavascriptDialogOpening); ok {
			asked.Add(1)
			go func() { _ = chromedp.Run(ctx, page.HandleJavaScriptDialog(true)) }()
		}
	})
	return &asked
}

// tool of the month sheet's grid, and one of its marks.
func tool(name string) string   { return `#tools-days [data-do=` + name + `]` }
func markKey(key string) string { return `#tools-days [data-key="` + key + `"]` }

// offered is where a draft is offered again.
const offered = `#tools-days [data-offer]`

// cell of a holder's day.
func cell(placement int64, day int) string {
	return fmt.Sprintf(`input[name="d%d_%d"]`, placement, day)
}

// What people paste by mistake: far too much, merged cells, a page of HTML, another month. Each is told in words, and
// nothing is taken unseen.
func TestGrid_tells_what_is_wrong_with_what_is_pasted(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 5)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	many := strings.TrimSuffix(strings.Repeat(strings.TrimSuffix(strings.Repeat("√\t", 100), "\t")+"\n", 50), "\n")
	head := "2025年%d月考勤表\n序号\t姓名\t1\t2\t3\t4\t5\t6\t7\t8\n\t\t三\t四\t五\t六\t日\t一\t二\t三\n" +
		"1\t岗上人昦\t√\t√\t√\t√\t休\t√\t√\t√\n2\t外村人\t√\n"
	text := func(s string) chromedp.Action { return clip(map[string]string{"text/plain": s}) }
	var p pressed
	var after, byName string
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		chromedp.Navigate(fmt.Sprintf("%s/duty/sheets/%d", base, sheet)), p.firstCell(placements[0]),
		// 5,000 cells onto a sheet of five people: what fits, and how much lies outside
		text(many), gridSays("将填入"), gridSays("格在表外，不填"), p.key(kb.Escape),
		// another month, in the title or above the days
		text(fmt.Sprintf(head, 2)), gridSays("没有粘贴：复制的是2025年2月，这张表是2025年1月。"),
		text("2月份\n√\t√\n"), gridSays("复制的是2月"),
		// HTML: the text beside it counts; without one there is nothing to paste; as text it is no mark
		clip(map[string]string{"text/html": "<table><tr><td>√</td></tr></table>"}), gridSays("没有文字"),
		text("<b>勤</b>"), gridSays("不认识"), click(tool("leave")),
		// merged cells are told; what they hide is empty
		clip(map[string]string{"text/plain": "√\t\t\n√\t√\t√", "text/html": `<td colspan="3">√</td>`}),
		gridSays("合并的单元格"), click(tool("leave")),
		// quoted cells with lines and tabs stay one cell
		text("\"√\n\"\t√\t\"甲\t\"\"乙\"\"\""), gridSays("将填入3格"), gridSays("1格不对"), p.key(kb.Escape),
		marks(&after),
		// the right month goes by its days and names, whatever its order
		text(fmt.Sprintf(head, 1)), gridSays("按表头的日期对应"), gridSays("表里没有外村人"), p.key(kb.Enter),
		gridSays("已填入8格"), marks(&byName), click(tool("undo")), gridSays("已撤销"),
		chromedp.Navigate("about:blank"), chromedp.Navigate(base+"/"))
	if strings.Trim(after, "-\n") != "" {
		t.Errorf("something was taken unseen:\n%s", after)
	}
	if lines := strings.Split(byName, "\n"); lines[1] != "勤勤勤勤休勤勤勤"+strings.Repeat("-", 23) ||
		strings.Trim(lines[0]+lines[2], "-") != "" {
		t.Errorf("by days and names:\n%s", byName)
	}
}

// Keys of a spreadsheet: moving, ranges, filling down and right, a day of the week at once, copying out.
func TestGrid_fills_and_copies_by_keys(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 4)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	leaver(ctx)
	var p pressed
	var filled, week, copied, at string
	focused := chromedp.Evaluate(`document.activeElement.name`, &at)
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		chromedp.Navigate(fmt.Sprintf("%s/duty/sheets/%d", base, sheet)), p.firstCell(placements[0]),
		// three marks by one key each; each goes on to the next day
		p.key("1"), p.key("2"), p.key("4"), p.key(kb.Home), p.times(2, kb.ArrowRight, input.ModifierShift),
		p.times(3, kb.ArrowDown, input.ModifierShift), p.key("d", ctrl), gridSays("已填9格"), marks(&filled),
		chromedp.Evaluate(`(() => { const d = new DataTransfer();
	document.activeElement.dispatchEvent(new ClipboardEvent("copy", {clipboardData: d, bubbles: true, cancelable: true}));
	return d.getData("text/plain") })()`, &copied),
		p.times(3, "z", ctrl), p.key("z", ctrl),
		// every Wednesday off
		p.key(kb.Home), click(tool("week")), p.key("4"), marks(&week),
		p.key(kb.End), focused)
	if want := strings.TrimSuffix(strings.Repeat("勤假休"+strings.Repeat("-", 28)+"\n", 4), "\n"); filled != want {
		t.Errorf("filled down:\n%s", filled)
	}
	if copied != "勤\t假\t休\n勤\t假\t休\n勤\t假\t休\n勤\t假\t休" {
		t.Errorf("copied %q", copied)
	}
	if want := "休" + strings.Repeat("------休", 4) + "--"; strings.Split(week, "\n")[3] != want {
		t.Errorf("each Wednesday:\n%s", week)
	}
	if at != fmt.Sprintf("r%d", placements[0]) {
		t.Errorf("End leads to %s", at)
	}
}

// A window that was closed loses nothing: what was typed is offered again, is refused in words after somebody else
// changed the sheet, and goes with the save.
func TestGrid_keeps_a_draft_and_offers_it_again(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	asked := leaver(ctx)
	at := fmt.Sprintf("%s/duty/sheets/%d", base, sheet)
	clerk := apptest.Login("village_registrar", apptest.Home)
	var p pressed
	var restored, kept string
	as(t, ctx, base, clerk, browsertest.Size(1280, 900), chromedp.Navigate(at), p.firstCell(placements[0]),
		p.key("1"), p.key("3"), gridSays("草稿已存"), chromedp.Navigate(base+"/duty"))
	// another person of the village sees no draft, and saves something else
	as(t, ctx, base, clerk+"-2", chromedp.Navigate(at), chromedp.WaitNotVisible(offered))
	as(t, ctx, base, clerk, chromedp.Navigate(at), appears(tool("restore")),
		browsertest.Shot("grid-draft-1280"), click(tool("restore")), gridSays("已恢复草稿，2格"),
		marks(&restored),
		gridSays("草稿"), chromedp.Navigate(base+"/duty"))
	if !strings.HasPrefix(restored, "勤雨") {
		t.Errorf("restored:\n%s", restored)
	}
	as(t, ctx, base, clerk+"-2", chromedp.Navigate(at), p.firstCell(placements[0]), p.key("2"), p.key("s", ctrl),
		notice("已保存"))
	as(t, ctx, base, clerk, chromedp.Navigate(at), appears(offered), gridSays("草稿没有恢复"),
		chromedp.WaitNotVisible(tool("restore")),
		gridSays("表里“假”，草稿“勤”"), gridSays("保存考勤表"), browsertest.Shot("grid-draft-stale-1280"), marks(&kept),
		click(tool("rest")), gridSays("改了1格"), p.key("s", ctrl), notice("已保存"),
		chromedp.WaitNotVisible(offered), marks(&restored))
	if asked.Load() < 2 {
		t.Error("the page was left with unsaved changes, and did not ask")
	}
	if !strings.HasPrefix(kept, "假-") || !strings.HasPrefix(restored, "假雨") {
		t.Errorf("what the other person saved does not stand:\n%s\n%s", kept, restored)
	}
}

// Two people in one sheet: the second save is told who saved, when, and which days both changed; the others are merged.
func TestGrid_two_people_in_one_sheet(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	at := fmt.Sprintf("%s/duty/sheets/%d", base, sheet)
	var p pressed
	var told, merged string
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		chromedp.Navigate(at), p.firstCell(placements[0]), p.key("1"), p.key("1"),
		chromedp.ActionFunc(func(context.Context) error {
			line := duty.Typed{PlacementID: placements[0]}
			line.Days[0], line.Days[4] = "假", "休"
			_, err := h.Duty.Save(apptest.Ctx, h.Actor("village_registrar", apptest.Home, "-2"), "",
				duty.Form{ID: sheet, Version: 1, Lines: []duty.Typed{line}})
			return err
		}),
		p.key("s", ctrl), appears(`.summary`), chromedp.Text(`.summary`, &told), marks(&merged),
		browsertest.Shot("grid-clash-1280"), click(`button[value=save]`), notice("已保存"))
	for _, want := range []string{"保存考勤表", "2025-03-03 09:00", "第1天：现在是“假”，您填的是“勤”"} {
		if !strings.Contains(told, want) {
			t.Errorf("told %q, not %q", told, want)
		}
	}
	if strings.Contains(told, "第2天") || strings.Contains(told, "第5天") || !strings.HasPrefix(merged, "勤勤--休-") {
		t.Errorf("told %q, merged:\n%s", told, merged)
	}
}

// On a phone one person's month stands as weeks, with the marks as large keys; nothing scrolls sideways.
func TestGrid_on_a_phone_one_person_or_one_day_at_a_time(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 4)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	var over, shownRows, wide int
	var at, day string
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(360, 740),
		chromedp.Navigate(fmt.Sprintf("%s/duty/sheets/%d", base, sheet)), appears(`#tools-days .steer select`),
		browsertest.Overflow(&over), chromedp.Evaluate(`Array.from(document.querySelectorAll("table.days tbody tr"))
	.filter(r => r.offsetHeight > 0).length`, &shownRows),
		chromedp.Evaluate(`document.querySelector("[data-key]").offsetHeight`, &wide),
		click(markKey("1")), click(markKey("3")), browsertest.Shot("grid-person-360"),
		chromedp.Evaluate(`document.activeElement.name`, &at),
		click(tool("by")), browsertest.Shot("grid-day-360"), click(markKey("4")),
		chromedp.Evaluate(`document.activeElement.name`, &day), click(`button[value=save]`), notice("已保存"))
	if over > 0 || shownRows != 1 || wide < 44 {
		t.Errorf("%d px too wide, %d people at once, keys of %d px", over, shownRows, wide)
	}
	if at != fmt.Sprintf("d%d_3", placements[0]) || day != fmt.Sprintf("d%d_3", placements[1]) {
		t.Errorf("after two keys %s, by days %s", at, day)
	}
}

// Without JavaScript the form is as it stands: fields, typed and saved, and no word of what needs a script.
func TestGrid_without_JavaScript_is_the_form_as_it_stands(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	var p pressed
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(fmt.Sprintf("%s/duty/sheets/%d", base, sheet)),
		appears(cell(placements[0], 1)), chromedp.WaitNotVisible(`#tools-days`),
		chromedp.Focus(cell(placements[0], 1)), chromedp.SendKeys(cell(placements[0], 1), "勤\t√\t假"),
		browsertest.Shot("grid-no-script-1280"), click(`button[value=save]`),
		appears(`.notice`), emulation.SetScriptExecutionDisabled(false))
	_ = p
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		lines, err := duty.LinesOf(s, sheet)
		if err == nil && !strings.HasPrefix(lines[0].Days, "PPL-") {
			t.Errorf("kept %s", lines[0].Days)
		}
		return err
	}))
}

// A draft of a sheet that was reviewed since is told of, with what differs, and nothing is filled in.
func TestGrid_draft_of_a_sheet_that_was_reviewed_since(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	leaver(ctx)
	at := fmt.Sprintf("%s/duty/sheets/%d", base, sheet)
	clerk := apptest.Login("village_registrar", apptest.Home)
	var p pressed
	var fields int
	as(t, ctx, base, clerk, browsertest.Size(1280, 900), chromedp.Navigate(at), p.firstCell(placements[0]), p.key("6"),
		gridSays("草稿已存"), chromedp.Navigate(base+"/duty"))
	f := duty.Form{ID: sheet, Version: 1}
	for _, id := range placements {
		f.Lines = append(f.Lines, duty.Typed{PlacementID: id, Days: [31]string{"勤"}})
	}
	_, err := h.Duty.Submit(apptest.Ctx, h.Actor("village_registrar", apptest.Home, "-2"), "", f)
	apptest.Must(t, err)
	_, err = h.Duty.Review(apptest.Ctx, h.Actor("township_reviewer", apptest.Town), "", sheet, 2, true, "")
	apptest.Must(t, err)
	var copied string
	as(t, ctx, base, clerk, chromedp.Navigate(at), appears(offered), gridSays("草稿没有恢复"),
		chromedp.WaitNotVisible(tool("restore")),
		gridSays("审核考勤表"), gridSays("表里“勤”，草稿“缺”"),
		chromedp.Evaluate(`document.addEventListener("copy", () => { window.copied = document.activeElement.value; })`, nil),
		click(tool("copy")), gridSays("已复制"), chromedp.Evaluate(`window.copied`, &copied),
		browsertest.Shot("grid-draft-reviewed-1280"),
		chromedp.Evaluate(`document.querySelectorAll("td.day input, [data-do=rest]:not([hidden])").length`, &fields),
		click(tool("drop")), chromedp.WaitNotVisible(offered), chromedp.Sleep(time.Second),
		chromedp.Navigate(at), appears(`table.days`), chromedp.WaitNotVisible(offered))
	if fields != 0 || !strings.Contains(copied, "1日表里“勤”，草稿“缺”") {
		t.Errorf("%d fields are open; copied %q", fields, copied)
	}
}

// Empty days are filled as in the month before, in one step that can be undone; the sheet says which days came so.
func TestGrid_fills_as_in_the_month_before_and_says_so(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	clerk := h.Actor("village_registrar", apptest.Home)
	last := duty.Typed{PlacementID: placements[0]}
	last.Days[1], last.Days[8], last.Days[9] = "勤", "休", "假" // Thursdays the 2nd and the 9th; leave on the 10th
	_, err := h.Duty.Save(apptest.Ctx, clerk, "", duty.Form{ID: sheet, Version: 1, Lines: []duty.Typed{last}})
	apptest.Must(t, err)
	feb, err := h.Duty.Begin(apptest.Ctx, clerk, h.Region(apptest.Home), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	var p pressed
	var filled, undone, legend string
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		chromedp.Navigate(fmt.Sprintf("%s/duty/sheets/%d", base, feb)), p.firstCell(placements[0]),
		click(tool("last")), gridSays("照上月填空格填了2格"), marks(&filled), p.key("z", ctrl), gridSays("已撤销"),
		marks(&undone), p.key("y", ctrl), gridSays("已重做"), p.key("s", ctrl), notice("已保存"),
		chromedp.Text(`main .hint`, &legend))
	if want := "-----勤------休" + strings.Repeat("-", 15); strings.Split(filled, "\n")[0] != want ||
		strings.Trim(undone, "-\n") != "" {
		t.Errorf("filled:\n%s\nundone:\n%s", filled, undone)
	}
	if !strings.Contains(legend, "照上月填2天") {
		t.Errorf("the sheet says %q", legend)
	}
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		lines, err := duty.LinesOf(s, feb)
		if err == nil && (lines[0].HowOf(6) != duty.HowLast || lines[0].HowOf(13) != duty.HowLast) {
			t.Errorf("%s came as %s", lines[0].Days, lines[0].How)
		}
		return err
	}))
}

// After Esc the grid still takes what is pasted; a second Esc leaves it for the buttons above.
func TestGrid_takes_a_paste_after_Esc(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	leaver(ctx)
	wrong := map[string]string{"text/plain": "2025年3月考勤表\n姓名\t1\t2\t3\t4\t5\t6\t7\n甲\t√\t√\t√\t√\t√\t√\t√\n"}
	var p pressed
	var in, left string
	at := chromedp.Evaluate(`document.activeElement.name || document.activeElement.tagName`, &in)
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		chromedp.Navigate(fmt.Sprintf("%s/duty/sheets/%d", base, sheet)), p.firstCell(placements[0]), clip(wrong),
		gridSays("没有粘贴：复制的是2025年3月"), p.key(kb.Escape), at, gridSays("再按Esc"), clip(wrong),
		gridSays("没有粘贴：复制的是2025年3月"), p.key("1"), gridSays("改了1格"), p.key(kb.Escape),
		p.key(kb.Escape), chromedp.Evaluate(`document.activeElement.closest(".tools") ? "tools" : "no"`, &left))
	if in != fmt.Sprintf("d%d_1", placements[0]) || left != "tools" {
		t.Errorf("after Esc the focus is in %q, after the second in %q", in, left)
	}
}

// On a phone the first person's first day is seen at once, above the bar at the bottom, with the marks above it.
func TestGrid_of_a_phone_begins_on_the_first_screen(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	leaver(ctx)
	var p pressed
	var bottom, bar, over int
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(360, 740),
		chromedp.Navigate(fmt.Sprintf("%s/duty/sheets/%d", base, sheet)), appears(cell(placements[0], 1)),
		chromedp.Evaluate(`Math.round(document.querySelector('`+cell(placements[0], 1)+
			`').getBoundingClientRect().bottom)`, &bottom),
		chromedp.Evaluate(`Math.round(document.querySelector("nav.bottom").getBoundingClientRect().top)`, &bar),
		browsertest.Overflow(&over), browsertest.Shot("grid-phone-360"), p.firstCell(placements[0]), p.key("1"),
		gridSays("改了1格"))
	if bottom == 0 || bottom > bar || over > 0 {
		t.Errorf("the first field ends at %d px, the bar begins at %d; %d px too wide", bottom, bar, over)
	}
}

// A large sheet travels as characters; refused, it comes back in the same way, with what was typed and what is wrong.
func TestGrid_large_and_refused_comes_back_as_it_was_typed(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 8)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	leaver(ctx)
	var p pressed
	var typed, kept string
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		chromedp.Navigate(fmt.Sprintf("%s/duty/sheets/%d", base, sheet)), p.firstCell(placements[0]), p.key("1"),
		clip(map[string]string{"text/plain": "晴\t假\n"}), p.key(kb.Enter), gridSays("1格标红"), p.key("s", ctrl),
		appears(`.summary`), marks(&typed), gridSays("改了3格"), gridSays("1格标红"),
		click(`.summary a`), p.key("3"), gridSays("改了3格"), p.key("s", ctrl), notice("已保存"), marks(&kept))
	if !strings.HasPrefix(typed, "勤晴假---") || !strings.HasPrefix(kept, "勤雨假---") {
		t.Errorf("refused:\n%s\nkept:\n%s", typed, kept)
	}
}
