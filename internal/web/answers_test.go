package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
)

// Pay that no day at work stands behind comes first on the list's page, with its reason; the township speaks for it
// there, nobody else.
func TestRun_asks_the_township_first_about_pay_without_a_day_at_work(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	feb := civil.MustMonth("2025-02")
	absent, worked := h.Hold(0, "王秀英", "999000000000001", "2025-01-01", ""),
		h.Hold(1, "李桂兰", "999000000000002", "2025-02-15", "")
	clerk := h.Actor("village_registrar", apptest.Home)
	sheet, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), feb)
	apptest.Must(t, err)
	line := duty.Typed{PlacementID: worked}
	line.Days[19] = "勤"
	away := duty.Typed{PlacementID: absent}
	away.Days[9] = "假"
	_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: sheet, Version: 1, Lines: []duty.Typed{line, away}})
	apptest.Must(t, err)
	_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", sheet, 2, true, "")
	apptest.Must(t, err)
	prepare, county := h.Actor("finance_preparer", apptest.County), h.Region(apptest.County)
	d, err := h.Payroll.DraftRun(ctx, prepare, county, feb)
	apptest.Must(t, err)
	today := h.Set.Now().Date()
	_, err = h.Payroll.Notice(ctx, prepare, "", d.RunID, 1, today, today.AddDays(3), "")
	apptest.Must(t, err)
	base, page := h.Serve(), fmt.Sprintf("/pay/runs/%d", d.RunID)

	const asks, form = "没有出勤记录的1人", `name="verdict"`
	v := visit(t, base).signIn(apptest.Login("finance_preparer", county.Code))
	_, body := v.get(page)
	if !strings.Contains(body, asks) || !strings.Contains(body, "考勤表里没有一天出勤") || strings.Contains(body, form) {
		t.Errorf("the preparer reads:\n%s", body)
	}
	if strings.Index(body, asks) > strings.Index(body, "<h2>名单</h2>") ||
		strings.Index(body, asks) > strings.Index(body, "登记公示") {
		t.Error("the questions do not come first")
	}
	for _, days := range []string{"0/15", "1/15"} {
		if !strings.Contains(body, days) {
			t.Errorf("days at work of those agreed: no %s", days)
		}
	}
	answer := url.Values{
		"region":    {apptest.Town},
		"placement": {fmt.Sprint(absent)},
		"verdict":   {"paid"},
		"version":   {"2"},
	}
	send := func(v *visitor) (int, string) {
		answer.Set("_csrf", v.csrf())
		code, body, _ := v.post(page+"/answers", answer)
		return code, body
	}
	if code, _ := send(v); code != http.StatusForbidden {
		t.Errorf("a preparer spoke for a line: %d", code)
	}
	v = visit(t, base).signIn(apptest.Login("township_reviewer", h.Region(apptest.Town).Code))
	if _, body = v.get(page); !strings.Contains(body, form) {
		t.Error("the township has no form")
	}
	if code, body := send(v); code != http.StatusUnprocessableEntity || !strings.Contains(body, form) {
		t.Errorf("without a reason: %d", code)
	}
	answer.Set("answer_why", "工伤治疗，按规定照发")
	if code, body := send(v); code != http.StatusSeeOther {
		t.Errorf("%d: %s", code, body)
	}
	if _, body = v.get(page); strings.Contains(body, asks) || !strings.Contains(body, "工伤治疗，按规定照发") {
		t.Error("the answer does not stand on the page")
	}
	h.Set.Move(clock.On(today.AddDays(4), 9, 0))
	// the session of four days ago is over
	v = visit(t, base).signIn(apptest.Login("township_reviewer", h.Region(apptest.Town).Code))
	if code, body, _ := v.post(page+"/audit",
		url.Values{"_csrf": {v.csrf()}, "region": {apptest.Town}, "version": {"2"}}); code != http.StatusSeeOther {
		t.Errorf("audit: %d: %s", code, body)
	}
}
