package web_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
)

// populous is an office whose village has a number of holders, with the sheet of January begun.
func populous(t *testing.T, holders int) (h *apptest.House, sheet int64) {
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
		h.Hold(i, "岗上人"+string(rune(0x6625+i)), "", "2024-12-01", "")
	}
	sheet, err = h.Duty.Begin(apptest.Ctx, h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home),
		civil.MustMonth("2025-01"))
	apptest.Must(t, err)
	return h, sheet
}

// A large village's month is typed on a light page: its days travel as characters, of which the grid's script makes
// fields. Without scripts the page says where every day is a field.
func TestSheet_of_a_large_village_is_a_light_page(t *testing.T) {
	for _, holders := range []int{6, 30, 60} {
		h, sheet := populous(t, holders)
		clerk := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
		at := fmt.Sprintf("/duty/sheets/%d", sheet)
		for _, page := range []string{at, at + "?looks=1"} {
			code, body := clerk.get(page)
			t.Logf("%d holders: %s weighs %d bytes", holders, page, len(body))
			if code != 200 || len(body) > 60<<10 {
				t.Errorf("%d holders: %s answers %d with %d bytes", holders, page, code, len(body))
			}
			if looks := strings.Count(body, "核查结果"); looks != holders && (page != at || holders <= 30) {
				t.Errorf("%d holders: %d are looked at on %s", holders, looks, page)
			}
		}
		_, light := clerk.get(at)
		if n := strings.Count(light, "data-days="); n != holders && holders > 6 || n > 0 && holders == 6 {
			t.Errorf("%d holders: the months of %d travel as characters", holders, n)
		}
		_, plain := clerk.get(at + "?plain=1")
		if n := strings.Count(plain, `maxlength="1"`); n != holders*31 ||
			holders > 6 && !strings.Contains(light, `<a href="?plain=1">`) {
			t.Errorf("%d holders: without scripts %d days are fields", holders, n)
		}
	}
}
