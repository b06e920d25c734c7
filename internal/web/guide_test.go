package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
)

// file is the path of a route that hands out a file or answers a script: it is no page.
var file = regexp.MustCompile(`^/api/|\.(pdf|xlsx|docx)$|^/files/|/files/:file$|^/duty/photos/|^/imports/template$|` +
	`^/imports/:id/(faulty|original)$|/download$|/scan$|^/pay/batches/:id/file$|^/guide$`)

// Every page of a signed-in visitor has help behind its link: what for, what next, whom to call.
func TestGuides_stand_behind_every_page(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	program := h.Program
	pages := map[string]bool{}
	for _, r := range program.SignedIn() {
		if r.Method != "GET" || file.MatchString(r.Path) {
			continue
		}
		pages[r.Path] = true
		g, ok := program.GuideTo(r.Path)
		if !ok {
			t.Errorf("no guide to %s", r.Path)
		}
		for _, s := range []string{g.For, g.Next} {
			if n := len([]rune(s)); n > 60 || !strings.HasSuffix(s, "。") {
				t.Errorf("%s: %q is no short sentence", r.Path, s)
			}
		}
	}
	for _, g := range program.Guides {
		if !pages[g.Page] {
			t.Errorf("%s has a guide and is no page", g.Page)
		}
		for _, role := range g.Call {
			if _, ok := h.Gate.Info(role); !ok {
				t.Errorf("%s: nobody is %s", g.Page, role)
			}
		}
	}
	if len(pages) < 80 {
		t.Errorf("%d pages", len(pages))
	}
}

// The guide names who helps where the visitor works, without a telephone, and neither oneself nor another county's.
func TestGuide_names_who_helps_in_ones_own_region(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", h.Region(apptest.Home).Code))
	code, page := v.get("/guide?page=" + url.QueryEscape("/applications"))
	mine := h.Actor("county_reviewer", apptest.County+"000000").Name
	others := h.Actor("county_reviewer", "370481000000").Name
	if code != 200 || !strings.Contains(page, mine+"<span") || strings.Contains(page, others+"<span") ||
		!strings.Contains(page, "镇街审核员") {
		t.Errorf("%d %s", code, page)
	}
	if code, page := v.get("/applications"); code != 200 ||
		!strings.Contains(page, `href="/guide?page=%2Fapplications"`) {
		t.Errorf("%d, no link to the guide", code)
	}
	if code, _ := v.get("/guide?page=/no/such"); code != 404 {
		t.Errorf("a guide to nothing: %d", code)
	}
	if code, page := v.get("/guide/keys"); code != 200 || !strings.Contains(page, "<kbd>/</kbd>") {
		t.Errorf("keys: %d", code)
	}
}

// Who holds the role that helps is not told that nobody has it: it is themselves, and somebody above is named. The
// telephone is the nearest office's.
func TestGuide_never_denies_that_one_holds_the_role(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.OldParameter("help.phone", h.Region(apptest.County).Path, "2022-01-01", "0632-3312345", "approved")
	base := h.Serve()
	for _, x := range []struct {
		role        authz.Role
		where, page string
		phone       bool
	}{{"township_reviewer", apptest.Town, "/duty", true}, {"system_admin", "3704", "/users", false}} {
		v := visit(t, base).signIn(apptest.Login(x.role, h.Region(x.where).Code))
		code, body := v.get("/guide?page=" + url.QueryEscape(x.page))
		if code != 200 || x.role == "system_admin" && !strings.Contains(body, "就是您本人") ||
			strings.Contains(body, "没有这个角色的账号") {
			t.Errorf("%s on %s: %d %s", x.role, x.page, code, body)
		}
		if !strings.Contains(body, `<span class="soft">（`) {
			t.Errorf("%s on %s: nobody is named: %s", x.role, x.page, body)
		}
		if strings.Contains(body, "0632-3312345") != x.phone || strings.Contains(body, "没有登记求助电话") == x.phone {
			t.Errorf("%s: the telephone of the nearest office: %s", x.role, body)
		}
	}
}
