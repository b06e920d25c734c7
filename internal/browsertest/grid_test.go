package browsertest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
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
func staffed(t *testing.T, holders int) (h *apptest.House, sheet int64, placements []int64) {
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
	more, err := post.OpenPosts(apptest.Ctx, h.Desk, sys, "", h.Region(apptest.Home), apptest.Draft(), holders-3)
	apptest.Must(t, err)
	h.Posts = append(h.Posts[:3], more...)
	for i := range holders {
		placements = append(placements, h.Hold(i, "岗上人"+string(rune(0x6625+i)), "", "2024-12-01", ""))
	}
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

const ctrl = input.ModifierCtrl

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

// marks of the page, row by row.
func marks(out *string) chromedp.Action {
	return chromedp.Evaluate(`Array.from(document.querySelectorAll("table.days tbody tr")).map(r =>
	Array.from(r.querySelectorAll("td.day input")).map(i => i.value || "-").join("")).join("\n")`, out)
}

func (p *pressed) firstCell(placement int64) chromedp.Action {
	return chromedp.Focus(fmt.Sprintf(`input[name="d%d_1"]`, placement))
}

// A block of thirty people and a month is pasted out of Excel, three cells are mended, all is undone to the start and
// done again, in at most 25 keys; then it is saved.
func TestGrid_takes_a_month_from_Excel_in_at_most_25_keys(t *testing.T) {
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
	_ = emulation.SetCPUThrottlingRate
}
