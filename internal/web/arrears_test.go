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
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// The desk says why, and everybody who may see the month reads it: the office and the reason, never a clerk's name.
func TestArrears_reason_of_the_desk_is_read_where_the_month_is_seen(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	p := h.Hold(0, "王秀英", "999000000000001", "2025-01-01", "")
	feb := civil.MustMonth("2025-02")
	clerk := h.Actor("village_registrar", apptest.Home)
	id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), feb)
	apptest.Must(t, err)
	line := duty.Typed{PlacementID: p}
	line.Days[19] = "勤"
	_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{line}})
	apptest.Must(t, err)
	h.Set.Move(clock.On(civil.MustDate("2025-03-25"), 9, 0))
	_, err = h.Payments.CountWaits(ctx)
	apptest.Must(t, err)
	base := h.Serve()
	as := func(role, code string) *visitor { return visit(t, base).signIn(apptest.Login(authz.Role(role), code)) }
	list, form := "/pay/arrears?region="+h.Region(apptest.Town).Code,
		"/pay/arrears/reason?month=2025-02&desk=review&region="
	town := as("township_reviewer", apptest.Town)
	if _, body := town.get(list); !strings.Contains(body, "没有说明") ||
		!strings.Contains(body, "现由"+h.Region(apptest.County).Name+"督办") {
		t.Errorf("the list before: %s", body)
	}
	if _, body := as("county_reviewer", apptest.County).get("/"); !strings.Contains(body, "由本级办理或督办的") {
		t.Error("the county is not told")
	}
	if _, body := town.get("/"); !strings.Contains(body, "由本级办理或督办的") {
		t.Error("the township, whose desk it is, is told no more")
	}
	if _, body := as("city_manager", h.Tree.Top().Code).get("/"); strings.Contains(body, "由本级办理或督办的") ||
		!strings.Contains(body, "应发未到账") {
		t.Error("the city is told of it, and that it has not climbed to it")
	}
	for _, x := range []struct {
		who  *visitor
		path string
		want int
	}{
		{town, form + apptest.Town, 200},
		{town, form + apptest.County, 404},
		{town, "/pay/arrears/reason?month=2025-02&desk=roof&region=" + apptest.Town, 404},
		{town, "/pay/arrears/reason?desk=review&region=" + apptest.Town, 404},
		{as("finance_preparer", apptest.County), form + apptest.Town, 403},
	} {
		if code, _ := x.who.get(x.path); code != x.want {
			t.Errorf("%s: %d, want %d", x.path, code, x.want)
		}
	}
	say := url.Values{
		"_csrf":    {town.csrf()},
		"region":   {apptest.Town},
		"month":    {"2025-02"},
		"desk":     {"review"},
		"reason":   {"other"},
		"remark":   {""},
		"expected": {"2025-04-02"},
	}
	if code, body, _ := town.post("/pay/arrears/reason", say); code != 422 || !strings.Contains(body, "2025-04-02") {
		t.Errorf("no remark: %d", code)
	}
	say.Set("remark", "逐日核对中")
	if code, _, head := town.post("/pay/arrears/reason", say); code != 303 || head.Get("Location") != list {
		t.Errorf("said: %d %s", code, head.Get("Location"))
	}
	want := "其他，逐日核对中，预计2025-04-02到账（2025-03-25说明）"
	var holder int64
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&holder, "SELECT person_id FROM placement WHERE id = ?", p)
		return err
	}))
	person := fmt.Sprintf("/pay/people/%d", holder)
	for who, path := range map[*visitor]string{town: list, as("finance_preparer", apptest.County): "/pay/arrears",
		as("telephone_clerk", apptest.County): person} {
		if _, body := who.get(path); !strings.Contains(body, want) {
			t.Errorf("%s does not say why", path)
		}
	}
	// the board says it in numbers, to everybody
	_, body := visit(t, base).get("/board/" + h.Region(apptest.Home).Code)
	if !strings.Contains(body, "1人，") || !strings.Contains(body, want) || strings.Contains(body, "王秀英") {
		t.Errorf("the board: %s", body)
	}
}
