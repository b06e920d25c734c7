package web_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

type counts struct {
	Waiting struct {
		Links  map[string][2]int64 `json:"links"`
		Groups map[string][2]int64 `json:"groups"`
	} `json:"waiting"`
	Jobs struct{ Done, Running int64 } `json:"jobs"`
}

func (v *visitor) counts() (c counts) {
	v.t.Helper()
	code, body := v.get("/api/counts")
	if code != 200 {
		v.t.Fatalf("%d %s", code, body)
	}
	apptest.Must(v.t, json.Unmarshal([]byte(body), &c))
	return c
}

var undoForm = regexp.MustCompile(`(?s)<form class="undo" method="post" action="([^"]+)">.*?</form>`)

// A clerk sends the sheet that the home page asks for: the card goes, the notice and the home page take it back, and
// the township's card comes and goes with it.
func TestHome_is_a_queue_whose_cards_go_and_come_back(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	placement := h.Hold(0, "岗上人", "", "2025-02-10", "")
	base := h.Serve()
	clerk := visit(t, base).signIn(apptest.Login("village_registrar", h.Region(apptest.Home).Code))
	town := visit(t, base).signIn(apptest.Login("township_reviewer", h.Region(apptest.Town).Code))
	const card = "待报送的上月考勤表"
	_, page := clerk.get("/")
	if !strings.Contains(page, card) || !strings.Contains(page, "已逾期6天") || !strings.Contains(page, "补贴") {
		t.Fatalf("no card: %s", page)
	}
	if c := clerk.counts(); c.Waiting.Links["/duty"] != [2]int64{1, 1} || c.Waiting.Groups["2"] != [2]int64{2, 2} ||
		c.Waiting.Links["/"][0] < 1 {
		t.Errorf("%+v", c)
	}
	// under the same group stands the insurance that nobody told of
	const marked = `<span class="count late">1<span class="sr">件，其中1件已逾期</span></span></a>`
	const both = `<span class="count late">2<span class="sr">件，其中2件已逾期</span></span></a>`
	for _, at := range []string{"/", "/people", "/menu"} { // the server writes them: no script is needed
		_, page := clerk.get(at)
		if !regexp.MustCompile(`<a href="/duty"[^>]*>履职`+marked).MatchString(page) ||
			!regexp.MustCompile(`data-groups="2">\S+`+both).MatchString(page) {
			t.Errorf("%s does not count what waits: %s", at, sides.FindString(page))
		}
	}
	// the home page's own link counts kinds of things to do, and says so
	if _, page := clerk.get("/people"); !regexp.MustCompile(
		`<a href="/" data-unit="类"[^>]*>\S+<span class="count late">\d+<span class="sr">类，其中\d+类已逾期</span>`).
		MatchString(sides.FindString(page)) {
		t.Errorf("the home page counts cases: %s", sides.FindString(page))
	}
	id, err := h.Duty.Begin(ctx, h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home),
		civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	at := fmt.Sprintf("/duty/sheets/%d", id)
	code, body, head := clerk.post(at, url.Values{"_csrf": {clerk.csrf()}, "version": {"1"}, "act": {"submit"},
		fmt.Sprintf("d%d_10", placement): {"勤"}})
	if code != 303 {
		t.Fatalf("%d %s", code, body)
	}
	if c := clerk.counts(); c.Waiting.Links["/duty"] != [2]int64{} {
		t.Errorf("still waits after one's own act: %+v", c)
	}
	_, page = clerk.get(head.Get("Location"))
	undo := undoForm.FindStringSubmatch(page)
	if undo == nil || !strings.HasPrefix(undo[1], "/undo/") || strings.Contains(undo[0], `name="remark"`) {
		t.Fatalf("the notice takes nothing back: %q", undo)
	}
	if _, page := town.get("/"); !strings.Contains(page, "待审核的月考勤表") || !strings.Contains(page, "今天刚来的") {
		t.Errorf("the township is not asked: %s", page)
	}
	_, page = clerk.get("/")
	if undo = undoForm.FindStringSubmatch(page); strings.Contains(page, card) || undo == nil ||
		!strings.Contains(page, "报送考勤表") {
		t.Fatalf("%q %s", undo, page)
	}
	version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(undo[0])[1]
	if code, body, _ = clerk.post(undo[1], url.Values{"_csrf": {clerk.csrf()}, "version": {version}}); code != 303 {
		t.Fatalf("%d %s", code, body)
	}
	_, page = clerk.get("/")
	if !strings.Contains(page, card) || undoForm.MatchString(page) {
		t.Errorf("the card does not come back, or is taken back again: %s", page)
	}
	if _, page := town.get("/"); strings.Contains(page, "待审核的月考勤表") {
		t.Error("the township is still asked")
	}
	// what the township has acted on is not offered any more
	var s duty.Sheet
	read := func() {
		apptest.Must(t, h.DB.Read(ctx, func(x *database.Snapshot) (err error) {
			s, err = duty.SheetByID(x, id)
			return err
		}))
	}
	read()
	clerk.post(at, url.Values{"_csrf": {clerk.csrf()}, "version": {fmt.Sprint(s.Version)}, "act": {"submit"},
		fmt.Sprintf("d%d_10", placement): {"勤"}})
	read()
	_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", id, s.Version, true, "")
	apptest.Must(t, err)
	if _, page := clerk.get("/"); undoForm.MatchString(page) {
		t.Error("what was reviewed is offered to be taken back")
	}
	// the review taken back, nothing stands on the sheet any more: the clerk can take it back again, and says why
	var l trail.Line
	apptest.Must(t, h.DB.Read(ctx, func(x *database.Snapshot) (err error) {
		l, _, err = trail.LastOf(x, "duty_sheet", id)
		return err
	}))
	_, err = duty.TakeBackReview(ctx, h.Desk, h.Actor("township_reviewer", apptest.Town), "", id,
		desk.Back{Entry: l.ID, Version: s.Version + 1, Why: "看错了村"})
	apptest.Must(t, err)
	_, page = clerk.get(at)
	if undo = undoForm.FindStringSubmatch(page); undo == nil {
		t.Fatal("the clerk cannot take back what nothing stands on")
	}
	version = regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(undo[0])[1]
	if code, body, _ = clerk.post(undo[1], url.Values{"_csrf": {clerk.csrf()}, "version": {version},
		"remark": {"漏填了一天"}}); code != 303 {
		t.Fatalf("%d %s", code, body)
	}
	if read(); s.State != duty.Draft {
		t.Errorf("%+v", s)
	}
	// yesterday's acts are not today's
	h.Set.Move(clock.On(civil.MustDate("2025-03-04"), 9, 0))
	clerk = visit(t, base).signIn(apptest.Login("village_registrar", h.Region(apptest.Home).Code))
	if _, page := clerk.get("/"); strings.Contains(page, "报送考勤表</") {
		t.Error("yesterday's act stands under today's")
	}
}

// Who administers is told that nothing waits, too, and where the rest is.
func TestHome_tells_administrators_that_nothing_waits(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	for _, info := range h.Gate.Roles() {
		v := visit(t, base).signIn(apptest.Login(info.Role, h.Region(apptest.CodeOf(info)).Code))
		if _, page := v.get("/"); !strings.Contains(page, `class="card`) && !strings.Contains(page, "现在没有等您办理的事项") {
			t.Errorf("%s: %s", info.Role, page)
		}
	}
}

// What waits is counted once a minute for each visitor: another's act is seen after it.
func TestCounts_are_kept_for_a_minute(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Hold(0, "岗上人", "", "2025-02-10", "")
	town := visit(t, h.Serve()).signIn(apptest.Login("township_reviewer", h.Region(apptest.Town).Code))
	before := town.counts()
	if before.Waiting.Links["/duty"][0] == 0 {
		t.Fatalf("%+v", before)
	}
	clerk := h.Actor("village_registrar", apptest.Home)
	id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	var lines []duty.Line
	apptest.Must(t, h.DB.Read(ctx, func(x *database.Snapshot) (err error) {
		lines, err = duty.LinesOf(x, id)
		return err
	}))
	f := duty.Form{ID: id, Version: 1}
	for _, l := range lines {
		x := duty.Typed{PlacementID: l.PlacementID}
		x.Days[9] = "勤"
		f.Lines = append(f.Lines, x)
	}
	_, err = h.Duty.Submit(ctx, clerk, "", f)
	apptest.Must(t, err)
	if now := town.counts(); fmt.Sprint(now) != fmt.Sprint(before) {
		t.Errorf("counted anew within the minute: %+v", now)
	}
	h.Set.Move(h.Set.Now().Add(61e9))
	if now := town.counts(); fmt.Sprint(now) == fmt.Sprint(before) {
		t.Errorf("never counted anew: %+v", now)
	}
}
