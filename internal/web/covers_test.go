package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// Those whose insurance ends stand in one list, as many as home counts; some are chosen there and a policy is entered
// for them, once; nobody enters one for another region.
func TestCovers_are_a_list_from_which_a_policy_is_entered_for_some(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one := h.Hold(0, "险一", "6217000000000001", "2024-10-01", "")
		two := h.Hold(1, "险二", "6217000000000002", "2024-10-01", "")
		three := h.Hold(2, "险三", "6217000000000003", "2024-10-01", "")
		base := h.Serve()
		county := visit(t, base).signIn(apptest.Login("county_reviewer", h.Region(apptest.County).Code))
		_, body := county.get("/placements/insurance")
		for _, id := range []int64{one, two, three} {
			if !strings.Contains(body, fmt.Sprintf(`name="ids" value="%d"`, id)) {
				t.Errorf("%d cannot be chosen: %s", id, visible(body))
			}
		}
		_, body = county.get(fmt.Sprintf("/placements/insurance?ids=%d&ids=%d", one, two))
		if !strings.Contains(body, "险一") || !strings.Contains(body, "险二") || strings.Contains(body, "险三") {
			t.Fatalf("two were chosen: %s", visible(body))
		}
		form := url.Values{"_csrf": {token(body)}, "region": {h.Region(apptest.County).Code}, "policy": {"BX-2025-7"}, "from": {"2025-03-01"},
			"until": {"2025-03-31"}, "ids": {fmt.Sprint(one), fmt.Sprint(two)}}
		if code, body, _ := county.post("/placements/insurance", form); code != 303 {
			t.Fatalf("%d: %s", code, faultOf(body))
		}
		for state, want := range map[string]string{"": "险一险二险三", "ending": "险一险二", "untold": "险三"} {
			_, body := county.get("/placements/insurance?state=" + state)
			got := ""
			for _, name := range []string{"险一", "险二", "险三"} {
				if strings.Contains(body, name) {
					got += name
				}
			}
			if got != want {
				t.Errorf("%q shows %s, want %s", state, got, want)
			}
		}
		if code, _ := county.get("/placements/insurance?state=zz"); code != 404 {
			t.Errorf("a state that there is not: %d", code)
		}
		if code, body, _ := county.post("/placements/insurance", form); code == 303 {
			t.Errorf("twice: %d %s", code, visible(body))
		}
		form.Set("policy", "BX-2025-8")
		away := visit(t, base).signIn(apptest.Login("county_reviewer", h.Region(apptest.Away).Code[:6]))
		form.Set("_csrf", away.csrf())
		form.Set("region", h.Region(apptest.Away).Code[:6])
		if code, _, _ := away.post("/placements/insurance", form); code < 400 {
			t.Errorf("another village's holders: %d", code)
		}
		form.Del("ids")
		if code, body, _ := away.post("/placements/insurance", form); code != 422 || strings.Contains(body, "险一") {
			t.Errorf("nobody was chosen: %d", code)
		}
	})
}
