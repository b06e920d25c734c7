package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// The attendance of a township on one page: its reviewer reads it and changes nothing, a village's clerk fills in the
// own village there, and a day that was sent is not asked for again.
func TestTownship_attendance_on_one_page(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	placement := h.Hold(0, "王秀英", "", "2025-01-01", "")
	clerk := h.Actor("village_registrar", apptest.Home)
	sheet, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), civil.MustMonth("2025-03"))
	apptest.Must(t, err)
	base := h.Serve()
	line := func() (l duty.Line, version int64) {
		apptest.Must(t, h.DB.Read(ctx, func(r *database.Snapshot) error {
			lines, err := duty.LinesOf(r, sheet)
			if err != nil {
				return err
			}
			s, err := duty.SheetByID(r, sheet)
			l, version = lines[0], s.Version
			return err
		}))
		return l, version
	}
	at := "/duty/township?month=2025-03&region=" + h.Region(apptest.Town).Code
	town := visit(t, base).signIn(apptest.Login("township_reviewer", h.Region(apptest.Town).Code))
	if code, body := town.get(at); code != 200 || !strings.Contains(body, "王秀英") ||
		strings.Contains(body, fmt.Sprintf(`name="d%d_3"`, placement)) || !strings.Contains(body, "只看，不能改") {
		t.Errorf("the reviewer sees %d", code)
	}
	_, version := line()
	sent := 0
	typed := func(v *visitor, of map[string]string) url.Values {
		sent++
		f := url.Values{"_csrf": {v.csrf()}, "_key": {fmt.Sprint("key-", sent)}, "act": {"save"},
			fmt.Sprintf("version%d", sheet):     {fmt.Sprint(version)},
			fmt.Sprintf("b%d", placement):       {strings.Repeat("-", 31) + " 0 "},
			fmt.Sprintf("h%d", placement):       {"0"},
			fmt.Sprintf("r%d", placement):       {""},
			fmt.Sprintf("d%d_%d", placement, 1): {""}}
		for k, x := range of {
			f.Set(fmt.Sprintf(k, placement), x)
		}
		return f
	}
	if code, _, _ := town.post(at, typed(town, map[string]string{"d%d_3": "勤"})); code != 403 {
		t.Errorf("the reviewer filled it in: %d", code)
	}
	v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	if code, _ := v.get("/duty/township?month=2025-03&region=" + apptest.Away); code != 404 {
		t.Errorf("another county's village: %d", code)
	}
	own := "/duty/township?month=2025-03&region=" + h.Region(apptest.Home).Code
	// a mark that nobody knows and a day to come: each named beside its cell, and nothing is kept
	code, body, _ := v.post(own, typed(v, map[string]string{"d%d_1": "勤", "d%d_2": "甲", "d%d_20": "勤"}))
	beside := fmt.Sprintf(`href="#f-d%d_2"`, placement)
	if l, _ := line(); code != 422 || l.Day(1) != '-' || !strings.Contains(body, beside) ||
		!strings.Contains(body, fmt.Sprintf(`id="f-d%d_2"`, placement)) || !strings.Contains(body, "甲") {
		t.Errorf("%d: %s", code, l.Days)
	}
	if code, _, _ := v.post(own, typed(v, map[string]string{"d%d_1": "勤", "d%d_2": "休"})); code != 303 {
		t.Fatalf("not kept: %d", code)
	}
	if l, n := line(); l.Days[:3] != "PO-" || n != version+1 {
		t.Errorf("%s, version %d", l.Days, n)
	}
	// the same form a second time: stale, with what both changed
	code, body, _ = v.post(own, typed(v, map[string]string{"d%d_1": "假", "d%d_3": "雨"}))
	if code != 409 || !strings.Contains(body, "现在是“勤”，您填的是“假”") || strings.Contains(body, "第3天：") {
		t.Errorf("the second save: %d", code)
	}
	// nothing changed: nothing is saved
	l, n := line()
	version = n
	f := typed(v, map[string]string{"d%d_1": "勤", "d%d_2": "休"})
	f.Set(fmt.Sprintf("b%d", placement), l.Days+" 0 ")
	if code, _, _ := v.post(own, f); code != 303 {
		t.Errorf("nothing changed: %d", code)
	}
	if _, again := line(); again != n {
		t.Error("a sheet in which nothing changed has a new version")
	}
	// Sent on the 3rd; on the 5th the later days are typed, on the page of the sheet, which shows the others closed.
	_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: sheet, Version: n,
		Lines: []duty.Typed{{PlacementID: placement, Days: [31]string{"勤", "休"}}}})
	apptest.Must(t, err)
	h.Set.Move(clock.On(civil.MustDate("2025-03-05"), 9, 0))
	v = visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	code, _, _ = v.post(fmt.Sprintf("/duty/sheets/%d", sheet), url.Values{"_csrf": {v.csrf()}, "_key": {"later"},
		"act": {"save"}, "version": {fmt.Sprint(n + 1)}, fmt.Sprintf("d%d_4", placement): {"雨"}})
	if l, _ := line(); code != 303 || l.Days[:5] != "PO-W-" {
		t.Errorf("the days since: %d, %s", code, l.Days)
	}
}
