package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/account"
)

// Whoever holds somebody's first password, the owner or an outsider who read the slip, reaches nothing with it but the
// page that changes it and the way out: each address and each form leads there, with a good token too, and nothing is
// done.
func TestFirst_password_opens_nothing_but_its_own_change(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		own := things(t, h, apptest.Home, h.Posts[0])
		base := h.Serve()
		for _, role := range []string{"village_registrar", "county_reviewer", "department_clerk", "township_supervisor"} {
			firstPassword(t, h, base, role, own)
		}
	})
}

func firstPassword(t *testing.T, h *apptest.House, base, role string, own map[string]int64) {
	t.Helper()
	login, id := "", int64(0)
	for _, info := range h.Gate.Roles() {
		if string(info.Role) == role {
			login = apptest.Login(info.Role, h.Region(apptest.CodeOf(info)).Code)
		}
	}
	acts := func() (n int) {
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			if _, err := s.One(&id, "SELECT id FROM user_account WHERE login = ?", login); err != nil {
				return err
			}
			_, err := s.One(&n, "SELECT COUNT(*) FROM trail_entry")
			return err
		}))
		return n
	}
	acts()
	_, err := h.Accounts.ResetPassword(ctx, h.Actor("security_admin", "3704"), "", account.Target{ID: id},
		"First-Pass-22")
	apptest.Must(t, err)
	v := visit(t, base)
	_, page := v.get("/signin")
	v.post("/signin", url.Values{"_csrf": {token(page)}, "login": {login}, "password": {"First-Pass-22"}})
	csrf, before, tried := v.csrf(), acts(), 0
	if csrf == "" {
		t.Fatalf("%s is not signed in", role)
	}
	for _, r := range h.Program.SignedIn() {
		if r.Path == "/password" || r.Path == "/signout" {
			continue
		}
		path := strings.Replace(r.Path, ":id", idOrOne(own[r.Object]), 1)
		tried++
		req, err := http.NewRequest(r.Method, base+path, strings.NewReader(url.Values{"_csrf": {csrf}, "version": {"1"},
			"region": {apptest.Home}, "why": {"试一试看"}, "kind": {"duty_sheet"}, "item": {"1"}, "content": {"{}"}}.Encode()))
		apptest.Must(t, err)
		if r.Method == "POST" {
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		code, body, head := v.do(req)
		if code != http.StatusSeeOther || head.Get("Location") != "/password" || strings.Contains(body, "藏名") {
			t.Errorf("%s with a first password: %s %s answers %d, %q", role, r.Method, path, code, head.Get("Location"))
		}
	}
	if n := acts(); n != before || tried < 200 {
		t.Errorf("%s: %d acts by %d tries", role, n-before, tried)
	}
	_, page = v.get("/password")
	if code, _, head := v.post("/password", url.Values{"_csrf": {token(page)}, "password": {"Third-Pass-33"},
		"again": {"Third-Pass-33"}}); code != http.StatusSeeOther || head.Get("Location") != "/" {
		t.Errorf("%s: its change answers %d", role, code)
	}
	if code, _ := v.get("/"); code != http.StatusOK {
		t.Errorf("%s after it: %d", role, code)
	}
}

// idOrOne of an object in an address; 1 where there is none.
func idOrOne(id int64) string {
	if id == 0 {
		id = 1
	}
	return kit.FormatID(id)
}
