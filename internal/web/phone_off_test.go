package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// phoneOffIn switches the phone page off in a region, as two reviewers of it have done.
func phoneOffIn(t *testing.T, h *apptest.House, code string) {
	t.Helper()
	role := map[bool]authz.Role{true: "city_manager", false: "county_reviewer"}[code == "3704"]
	n, err := rulebook.Propose(ctx, h.Desk, h.Actor(role, code), "",
		rulebook.Change{Param: "app.phone_page", RegionPath: h.Region(code).Path,
			FromDate: civil.MustDate(apptest.Day), Value: "false", Reason: "不用手机检查", Document: "试1号"})
	apptest.Must(t, err)
	_, err = rulebook.Decide(ctx, h.Desk, h.Actor(role, code, "-2"), "", n, true)
	apptest.Must(t, err)
}

// Where the rulebook switched the phone page off there is no link, the address says why, and no village goes along;
// elsewhere all is as before.
func TestPhone_is_off_where_the_rulebook_says_so(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Hold(0, "王秀英", "", "2025-01-01", "")
	base := h.Serve()
	const why, link = "参数册停用了手机检查页", `href="/duty/phone"`
	here := visit(t, base).signIn(apptest.Login("township_supervisor", apptest.Town))
	there := visit(t, base).signIn(apptest.Login("township_supervisor", apptest.Away[:9]))
	look := func(when string, v *visitor, off bool) {
		t.Helper()
		for _, path := range []string{"/", "/duty"} {
			if _, body := v.get(path); strings.Contains(body, link) == off {
				t.Errorf("%s: the link on %s is there: %t", when, path, !off)
			}
		}
		code, shell := v.get("/duty/phone")
		if code != 200 || strings.Contains(shell, why) != off || !strings.Contains(shell, "/static/phone-queue.js") ||
			strings.Contains(shell, "王秀英") {
			t.Errorf("%s: the address: %d, says why: %t", when, code, strings.Contains(shell, why))
		}
		_, body := v.get("/api/duty/phone?carry=" + apptest.Home)
		var got struct {
			Off      string
			Villages []struct{ Code string }
		}
		apptest.Must(t, json.Unmarshal([]byte(body), &got))
		if (got.Off != "") != off || (len(got.Villages) == 0) != off {
			t.Errorf("%s: %+v", when, got)
		}
	}
	look("at first", here, false)
	phoneOffIn(t, h, apptest.County)
	look("off in the county", here, true)
	look("in the county beside", there, false)
	if _, shell := visit(t, base).get("/duty/phone"); strings.Contains(shell, why) {
		t.Error("nobody in particular is told so while it is on elsewhere")
	}
	city := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County))
	look("for the county's own", city, true)
	phoneOffIn(t, h, "3704")
	if _, shell := visit(t, base).get("/duty/phone"); !strings.Contains(shell, why) {
		t.Error("off everywhere, and the address does not say why")
	}
}

// What a phone still sends is taken by its method; a second message of an id with other content is answered 409, kept
// aside and shown to who checks.
func TestPhone_still_sends_and_a_second_content_is_409(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := h.Hold(0, "王秀英", "", "2025-01-01", "")
		base := h.Serve()
		v := visit(t, base).signIn(apptest.Login("township_supervisor", apptest.Town))
		me, csrf, now := h.Actor("township_supervisor", apptest.Town).UserID, v.csrf(), int64(h.Set.Now())/1000
		phoneOffIn(t, h, apptest.County)
		one := func(id, finding string) string {
			return fmt.Sprintf(`{"client_id":"%s","placement_id":%d,"method":"site","finding":"%s","seen_ms":%d,"offset_ms":0}`,
				id, a, finding, now-60000)
		}
		type result struct {
			ClientID string `json:"client_id"`
			Kept     bool
			Aside    bool
			Says     []string
		}
		send := func(entries ...string) (int, []result) {
			t.Helper()
			code, body, _ := v.post("/api/duty/checks",
				url.Values{
					"_csrf": {csrf},
					"queue": {fmt.Sprintf(`{"owner":%d,"sent_ms":%d,"checks":[%s]}`, me, now, strings.Join(entries, ","))},
				})
			var got struct{ Results []result }
			apptest.Must(t, json.Unmarshal([]byte(body), &got))
			return code, got.Results
		}
		if code, got := send(one("phone-check-1", "on_duty")); code != 200 || !got[0].Kept {
			t.Fatalf("%d %+v", code, got)
		}
		for range 2 {
			code, got := send(one("phone-check-1", "not_seen"), one("phone-check-2", "on_duty"), one("phone-check-1", "on_duty"))
			if code != http.StatusConflict || got[0].Kept || !got[0].Aside ||
				!strings.Contains(fmt.Sprint(got[0].Says), "先收到的有效") || !got[1].Kept || !got[2].Kept {
				t.Errorf("%d %+v", code, got)
			}
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := duty.Checks(s, authz.Everywhere(), duty.CheckFilter{Limit: 10})
			if len(rows) != 2 || rows[0].Method != "site" || rows[1].Method != "site" || rows[1].Finding != "on_duty" ||
				rows[0].Irregular != "duty.phone_when_off" {
				t.Errorf("%+v", rows)
			}
			return err
		}))
		for role, shown := range map[string]bool{"township_supervisor " + apptest.Town: true,
			"village_registrar " + apptest.Home: false, "township_supervisor " + apptest.Away[:9]: false,
			"discipline_inspector " + apptest.County: true} {
			name, code, _ := strings.Cut(role, " ")
			status, body := visit(t, base).signIn(apptest.Login(authz.Role(name), h.Region(code).Code)).get("/duty/checks")
			if status != 200 || strings.Contains(body, "同一编号先后收到两种内容") != shown || shown && strings.Count(body, "没有计入（") != 1 {
				t.Errorf("%s: %d, shown %t", role, status, strings.Contains(body, "同一编号先后收到两种内容"))
			}
		}
	})
}
