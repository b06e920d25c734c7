package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// A township passes a sheet: its own page offers to take that back. Once the village has opened the sheet, that needs a
// reason; another person finds nothing at the address.
func TestUndo_asks_why_once_another_has_opened_it(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	placement := h.Hold(0, "岗上人", "", "2025-02-10", "")
	base := h.Serve()
	clerk := visit(t, base).signIn(apptest.Login("village_registrar", h.Region(apptest.Home).Code))
	town := visit(t, base).signIn(apptest.Login("township_reviewer", h.Region(apptest.Town).Code))
	away := visit(t, base).signIn(apptest.Login("village_registrar", h.Region(apptest.Away).Code))
	id, err := h.Duty.Begin(ctx, h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home),
		civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	at := fmt.Sprintf("/duty/sheets/%d", id)
	if code, body, _ := clerk.post(at, url.Values{"_csrf": {clerk.csrf()}, "version": {"1"}, "act": {"submit"},
		fmt.Sprintf("d%d_10", placement): {"勤"}}); code != 303 {
		t.Fatalf("%d %s", code, body)
	}
	sheet := func() (s duty.Sheet) {
		apptest.Must(t, h.DB.Read(ctx, func(x *database.Snapshot) (err error) {
			s, err = duty.SheetByID(x, id)
			return err
		}))
		return s
	}
	_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", id, sheet().Version, true, "")
	apptest.Must(t, err)
	offer := func() (address, form string) {
		t.Helper()
		_, page := town.get(at)
		m := undoForm.FindStringSubmatch(page)
		if m == nil {
			t.Fatalf("the sheet's page offers nothing: %s", page)
		}
		return m[1], m[0]
	}
	address, form := offer()
	if strings.Contains(form, `name="remark"`) {
		t.Error("a reason is asked though nobody has seen it")
	}
	if code, _ := away.get(at); code != 404 {
		t.Errorf("another village: %d", code)
	}
	if _, form = offer(); strings.Contains(form, `name="remark"`) {
		t.Error("who was shown nothing has seen it")
	}
	if code, page := clerk.get(at); code != 200 || undoForm.MatchString(page) {
		t.Errorf("%d, or the clerk is offered the township's act", code)
	}
	if _, form = offer(); !strings.Contains(form, `name="remark"`) {
		t.Error("the village has opened it, and no reason is asked")
	}
	if code, _ := clerk.get(address); code != 404 {
		t.Errorf("another's act: %d", code)
	}
	version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(form)[1]
	send := func(why string) (int, string) {
		code, body, _ := town.post(address, url.Values{"_csrf": {town.csrf()}, "version": {version}, "remark": {why}})
		return code, body
	}
	if code, body := send(""); code != 422 || !strings.Contains(body, "打开看过") {
		t.Errorf("%d %s", code, body)
	}
	if code, body := send("看错了"); code != 303 || sheet().State != duty.Submitted {
		t.Errorf("%d %s", code, body)
	}
	if code, body := send("再来一次"); code != 409 || !strings.Contains(body, "已经不能撤回") ||
		!strings.Contains(body, "请区（市）重开考勤表") {
		t.Errorf("twice: %d %s", code, body)
	}
}
