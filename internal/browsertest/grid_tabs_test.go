package browsertest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/browsertest"
)

// One person with the same sheet in two windows: the second draft is refused in words, and the second save is told what
// both changed; nothing of the first is lost unseen.
func TestGrid_in_two_windows_of_one_person(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	leaver(ctx)
	at := fmt.Sprintf("%s/duty/sheets/%d", base, sheet)
	var p pressed
	var told string
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), browsertest.Size(1280, 900),
		chromedp.Navigate(at), appears(cell(placements[0], 1)),
		chromedp.ActionFunc(func(c context.Context) error {
			other, stop := chromedp.NewContext(ctx)
			defer stop()
			leaver(other)
			return chromedp.Run(other, chromedp.Navigate(at), p.firstCell(placements[0]), p.key("1"), gridSays("草稿已存"))
		}),
		chromedp.ActionFunc(func(c context.Context) error { // this window is in front again
			return target.ActivateTarget(chromedp.FromContext(c).Target.TargetID).Do(c)
		}),
		p.firstCell(placements[0]), p.key("2"), gridSays("也在别的窗口里打开"),
		chromedp.ActionFunc(func(context.Context) error { // the other window saves
			line := duty.Typed{PlacementID: placements[0], Days: [31]string{"勤"}}
			_, err := h.Duty.Save(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "",
				duty.Form{ID: sheet, Version: 1, Lines: []duty.Typed{line}})
			return err
		}),
		p.key("s", ctrl), appears(`.summary`), chromedp.Text(`.summary`, &told))
	if !strings.Contains(told, "第1天：现在是“勤”，您填的是“假”") {
		t.Errorf("told %q", told)
	}
}
