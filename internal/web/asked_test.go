package web_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
)

// A filter that is none is refused: the page would show, and many would be decided on, what nobody asked for.
func TestFilters_that_are_none_are_refused(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	town, county := h.Region(apptest.Town).Code, h.Region(apptest.County).Code
	for login, paths := range map[string]map[string]int{
		apptest.Login("township_reviewer", town): {
			"/duty/reviews/preview?by=filter&month=2025-13": 422, "/duty/reviews?month=2025-13": 422,
			"/duty/reviews/preview?by=filter&month=2025-01": 200, "/duty/reviews?month=": 200,
			"/duty/reviews/preview?by=filter&month=2019-01": 200,
			"/duty?month=2025-13":                           422,
			"/duty?month=2099-01":                           409, "/duty?month=2025-01": 200, "/duty": 200,
			"/duty/township?month=x&region=" + town: 422},
		apptest.Login("county_reviewer", county): {
			"/applications/batch/preview?step=file&by=filter&basis=x": 422, "/pay/arrears?month=2025-13": 422,
			"/pay/arrears?month=2025-01": 200},
	} {
		v := visit(t, base).signIn(login)
		for path, want := range paths {
			if code, body := v.get(path); code != want || code == 422 && strings.Contains(body, "条件：") {
				t.Errorf("%s: %d, want %d", path, code, want)
			}
		}
	}
}

// Each format of a bank that stands is tried without a refusal, one with a narrow set of characters too: what it cannot
// write is told beside what it can.
func TestFormats_are_each_tried(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve()).signIn(apptest.Login("finance_preparer", h.Region(apptest.County).Code))
	_, list := v.get("/pay/formats")
	tried := 0
	for _, x := range strings.Split(list, `href="/pay/formats?name=`)[1:] {
		name, _, _ := strings.Cut(x, `"`)
		tried++
		code, body := v.get("/pay/formats?name=" + name)
		if code != 200 || !strings.Contains(body, "写出来的文件") ||
			strings.Contains(name, "gbk") != strings.Contains(body, "有这个字的一行没有写进来") {
			t.Errorf("%s: %d", name, code)
		}
	}
	if tried < 3 {
		t.Errorf("%d formats", tried)
	}
}

// The page of the phone is the same for all; the link to the papers shows itself to those who may print them only.
func TestPhone_offers_papers_to_those_who_may_print_them(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	for role, region := range map[authz.Role]string{"township_supervisor": apptest.Town,
		"county_reviewer": apptest.County} {
		v := visit(t, base).signIn(apptest.Login(role, h.Region(region).Code))
		_, shell := v.get("/duty/phone")
		code, data := v.get("/api/duty/phone")
		may, _ := v.get("/papers")
		if code != 200 || (may == 200) != strings.Contains(data, `"papers":true`) ||
			!strings.Contains(shell, `id="papers" hidden`) || !strings.Contains(shell, `"/guide?page=`) {
			t.Errorf("%s: %d, may %d", role, code, may)
		}
	}
}

// Lists that were taken away do not push out of the home page what can be taken back.
func TestHome_tells_no_export_as_done_lately(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve()).signIn(apptest.Login("county_reviewer", h.Region(apptest.County).Code))
	for _, as := range []string{"print", "xlsx"} {
		if code, _ := v.get("/placements?as=" + as); code != 200 {
			t.Fatalf("%s: %d", as, code)
		}
	}
	if _, home := v.get("/"); strings.Contains(home, `class="lately"`) {
		t.Error("an export is told as a deed")
	}
}

// A route of one thing says of which kind it is, so that it is tried on a foreign one.
func TestRoutes_of_a_thing_say_of_which_kind(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	own := map[string]string{
		"/pay/confirm/:id":          "a payee who was drawn, tried in room payeecalls",
		"/inspect/filters/:id/drop": "one's own filter",
	}
	for _, r := range h.Program.SignedIn() {
		if strings.Contains(r.Path, ":id") && r.Object == "" && own[r.Path] == "" {
			t.Errorf("%s %s is of no kind of thing", r.Method, r.Path)
		}
	}
}
