package browsertest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/browsertest"
	"gangwei/internal/platform/database"
)

// Save is clicked twice at once: it is saved once. The back button after it shows what is saved, not what the page was
// made with, and what is typed there is saved upon it.
func TestGrid_saved_twice_at_once_and_then_back(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	leaver(ctx)
	at := fmt.Sprintf("%s/duty/sheets/%d", base, sheet)
	var p pressed
	var back string
	var first int64
	now := func() (days string, version int64) {
		apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
			lines, err := duty.LinesOf(s, sheet)
			if err != nil {
				return err
			}
			sh, err := duty.SheetByID(s, sheet)
			days, version = lines[0].Days, sh.Version
			return err
		}))
		return days, version
	}
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		chromedp.Navigate(at), p.firstCell(placements[0]), p.key("1"), p.key("2"),
		chromedp.Evaluate(`(() => { const b = document.querySelector("button[value=save]"); b.click(); b.click(); })()`, nil),
		notice("已保存"), chromedp.ActionFunc(func(context.Context) error { _, first = now(); return nil }),
		chromedp.Navigate(base+"/duty"), chromedp.Evaluate(`history.back()`, nil), chromedp.Sleep(time.Second),
		gridSays("撤销"), marks(&back),
		chromedp.Evaluate(fmt.Sprintf("document.querySelector('%s').focus()", cell(placements[0], 1)), nil),
		p.key("4"), gridSays("改了1格"), p.key("s", ctrl), chromedp.Sleep(time.Second), chromedp.Navigate(base+"/"))
	days, version := now()
	if first != 2 || !strings.HasPrefix(back, "勤假-") {
		t.Errorf("version %d after two clicks; the back button shows %s", first, strings.Split(back, "\n")[0])
	}
	if days[:3] != "OL-" || version != 3 {
		t.Errorf("typed after going back: %s, version %d", days, version)
	}
}
