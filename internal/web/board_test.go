package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// noticed brings an application at Home up to its notice, which hangs from the day of the test until the Monday after.
func noticed(t *testing.T, h *apptest.House, name string) {
	t.Helper()
	who := h.Actor("village_registrar", apptest.Home)
	id, err := h.Applications.Submit(ctx, who, "", h.Region(apptest.Home),
		application.Proposal{PostID: h.Posts[0], PersonID: h.Person(apptest.Home, name), Basis: "poverty_out"})
	apptest.Must(t, err)
	move := func(v int64) application.Move { return application.Move{ID: id, Version: v, Pass: true} }
	_, err = h.Applications.Check(ctx, h.Actor("village_registrar", apptest.Home, "-2"), "", move(1))
	apptest.Must(t, err)
	_, err = h.Applications.Review(ctx, who, "", move(2),
		application.ReviewRecord{On: civil.MustDate(apptest.Day), Present: 20, Entitled: 21, VotesFor: 20})
	apptest.Must(t, err)
	_, err = h.Applications.Notice(ctx, who, "", move(3),
		application.NoticeRecord{From: civil.MustDate(apptest.Day), Until: civil.MustDate("2025-03-10"), Boards: "村公示栏"})
	apptest.Must(t, err)
}

func TestBoard_shows_what_hangs_and_nothing_more(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	noticed(t, h, "王三丰")
	v := visit(t, h.Serve())
	code, body := v.get("/board/" + apptest.Home)
	if code != 200 || !strings.Contains(body, "王三丰") || !strings.Contains(body, "2025-03-03至2025-03-10") {
		t.Fatalf("%d %s", code, body)
	}
	if !strings.Contains(body, `content="noindex"`) {
		t.Error("search engines may list it")
	}
	main := body[strings.Index(body, "<main"):]
	for _, never := range []string{"脱贫", "3704991", "1972", "用户", "新风里居委会主任"} {
		if strings.Contains(main, never) {
			t.Errorf("%q is on the board", never)
		}
	}
	if code, body := v.get("/board/" + apptest.Beside); code != 200 || !strings.Contains(body, "现在没有公示") {
		t.Errorf("a village without notices: %d", code)
	}
	for _, no := range []string{apptest.Town, apptest.County, "999", "370402001999"} {
		if code, _ := v.get("/board/" + no); code != 404 {
			t.Errorf("%s: %d", no, code)
		}
	}
	// gone when the notice ends
	h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
	if _, body := v.get("/board/" + apptest.Home); strings.Contains(body, "王三丰") {
		t.Error("the notice has ended and is still shown")
	}
	// a county may switch it off
	p, err := rulebook.Propose(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "",
		rulebook.Change{Param: "public.board", RegionPath: h.Region(apptest.County).Path,
			FromDate: civil.MustDate("2025-03-12"), Value: "false", Reason: "本区不在网上公示", Document: "区人社〔2025〕3号"})
	apptest.Must(t, err)
	_, err = rulebook.Decide(ctx, h.Desk, h.Actor("county_reviewer", apptest.County, "-2"), "", p, true)
	apptest.Must(t, err)
	h.Set.Move(clock.On(civil.MustDate("2025-03-12"), 9, 0))
	for _, path := range []string{"/board/" + apptest.Home, "/board/" + apptest.Home + "/say"} {
		if code, _ := v.get(path); code != 404 {
			t.Errorf("%s is switched off: %d", path, code)
		}
	}
}

func TestSay_goes_above_the_village_without_a_name(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve())
	say := func(form url.Values) (int, string) {
		_, body := v.get("/board/" + apptest.Home + "/say")
		form.Set("_csrf", token(body))
		form.Set("about", "village")
		code, body, _ := v.post("/board/"+apptest.Home+"/say", form)
		return code, body
	}
	if code, body := say(url.Values{"kind": {"unfair_hiring"}, "text": {"短"}}); code != 422 ||
		!strings.Contains(body, "请更正") {
		t.Errorf("too short: %d", code)
	}
	if code, _, _ := v.post("/board/"+apptest.Home+"/say",
		url.Values{"kind": {"unfair_hiring"}, "text": {"没有按顺序安排"}}); code != 403 {
		t.Errorf("without the form's token: %d", code)
	}
	code, body := say(url.Values{"kind": {"unfair_hiring"}, "text": {"没有按顺序安排人"}})
	m := regexp.MustCompile(`回执编号：<b>([A-Z0-9]{10})</b>`).FindStringSubmatch(body)
	if code != 200 || m == nil {
		t.Fatalf("%d %s", code, body)
	}
	if _, body := v.get("/receipt?number=" + strings.ToLower(m[1])); !strings.Contains(body, "办理中") ||
		strings.Contains(body, "没有按顺序") {
		t.Error(body)
	}
	if _, body := v.get("/receipt?number=AAAAAAAAAA"); !strings.Contains(body, "没有这个编号") {
		t.Error(body)
	}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		c, found, err := complaint.ByNumber(s, m[1])
		if !found || c.Office != complaint.County || c.CameBy != complaint.Web {
			t.Errorf("%+v", c)
		}
		return err
	}))
	if code, _ := visit(t, v.base).signIn(apptest.Login("village_registrar",
		apptest.Home)).get("/complaints"); code != 403 {
		t.Errorf("the village sees complaints: %d", code)
	}
	// a villager may do nothing else, and a clerk does not write in a villager's name
	if a := authz.Villager(); a.Has("application.submit") ||
		a.Check("complaint.view", h.Region(apptest.Home).Path) == nil {
		t.Error("a villager may do more")
	}
	_, err := h.Complaints.Register(ctx, h.Actor("telephone_clerk", apptest.County), "", h.Region(apptest.Home),
		complaint.Said{About: complaint.Village, Kind: "other", CameBy: complaint.Web, Text: "没有按顺序安排人"})
	if err == nil {
		t.Error("a clerk wrote as the page")
	}
	last := 0
	for i := range 12 {
		last, _ = say(url.Values{"kind": {"other"}, "text": {fmt.Sprint("一再提交的内容", i)}})
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("twelve in a row: %d", last)
	}
}
