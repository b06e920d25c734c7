package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// A township types into a village's sheet once it has begun to enter it, on the sheet's page and on that of all its
// villages, and never into what the village typed.
func TestForVillage_pages_open_what_another_office_may_type(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	placement := h.Hold(0, "王秀英", "", "2025-01-01", "")
	clerk, who := h.Actor("village_registrar", apptest.Home), h.Actor("township_reviewer", apptest.Town)
	sheet, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	own := duty.Typed{PlacementID: placement}
	own.Days[0] = "假"
	_, err = h.Duty.Save(ctx, clerk, "", duty.Form{ID: sheet, Version: 1, Lines: []duty.Typed{own}})
	apptest.Must(t, err)
	base := h.Serve()
	town := visit(t, base).signIn(apptest.Login("township_reviewer", h.Region(apptest.Town).Code))
	at := fmt.Sprintf("/duty/sheets/%d", sheet)
	field := func(day int) string { return fmt.Sprintf(`name="d%d_%d"`, placement, day) }
	if _, body := town.get(at); strings.Contains(body, field(2)) || !strings.Contains(body, at+"?for=1") {
		t.Error("the sheet is open to be typed before the township chose to enter it, or it is not offered")
	}
	if _, body := town.get(at + "?for=1"); !strings.Contains(body, field(2)) || strings.Contains(body, field(1)) ||
		!strings.Contains(body, `id="f-scan"`) {
		t.Error("what the village typed is open, or another day is not, or no paper is asked for")
	}
	form := func(to string, day, version int) int {
		asked := map[bool]string{true: "1"}[to == at]
		code, _, _ := town.post(to, url.Values{"_csrf": {town.csrf()}, "_key": {fmt.Sprint("for-", day, to)}, "act": {"save"},
			"for": {asked}, "version": {fmt.Sprint(version)}, fmt.Sprintf("version%d", sheet): {fmt.Sprint(version)},
			fmt.Sprintf("b%d", placement):         {"L" + strings.Repeat("-", 30) + " 0 "},
			fmt.Sprintf("d%d_%d", placement, day): {"勤"}})
		return code
	}
	all := "/duty/township?month=2025-02&region=" + h.Region(apptest.Town).Code
	if code := form(all, 2, 2); code != 403 {
		t.Errorf("typed on the page of all villages before it was chosen: %d", code)
	}
	if code := form(at, 2, 2); code != 303 {
		t.Errorf("not kept: %d", code)
	}
	if code := form(all, 3, 3); code != 303 {
		t.Errorf("not kept on the page of all villages: %d", code)
	}
	apptest.Must(t, h.DB.Read(ctx, func(r *database.Snapshot) error {
		lines, err := duty.LinesOf(r, sheet)
		if lines[0].Days[:4] != "LPP-" || lines[0].How[:4] != "tff-" {
			t.Errorf("%+v", lines[0])
		}
		s, err2 := duty.SheetByID(r, sheet)
		if err2 != nil || s.MayReview(who) == nil {
			t.Errorf("who entered it reviews it: %v", err2)
		}
		return err
	}))
	rider := visit(t, base).signIn(apptest.Login("township_supervisor", h.Region(apptest.Town).Code))
	if code, body := rider.get(at + "?for=1"); code != 200 || strings.Contains(body, field(2)) {
		t.Errorf("a supervisor may type: %d", code)
	}
}
