package web_test

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
)

var (
	hrefs = regexp.MustCompile(`href="(/[^"]*)"`)
	sides = regexp.MustCompile(`(?s)<nav class="side".*?</nav>`)
)

// No link of the menu, of the home page or of the page of all entries leads a visitor to a refusal, and each role finds
// what it works with at the side, and little else.
func TestLinks_of_every_role_are_answered(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	most := map[string]int{"village_registrar": 10, "township_supervisor": 10, "finance_releaser": 8,
		"finance_preparer": 10, "telephone_clerk": 6, "department_clerk": 6, "unit_reporter": 6, "city_manager": 18,
		"system_admin": 8, "security_admin": 6, "audit_admin": 6}
	for _, info := range h.Gate.Roles() {
		v := visit(t, base).signIn(apptest.Login(info.Role, h.Region(apptest.CodeOf(info)).Code))
		followed := map[string]bool{}
		for _, from := range []string{"/", "/menu"} {
			code, page := v.get(from)
			if code != 200 {
				t.Fatalf("%s %s: %d", info.Role, from, code)
			}
			for _, m := range hrefs.FindAllStringSubmatch(page, -1) {
				to, _, _ := strings.Cut(html.UnescapeString(m[1]), "#")
				if followed[to] || strings.HasPrefix(to, "/static/") {
					continue
				}
				followed[to] = true
				if code, _ := v.get(to); code != 200 && code != 303 {
					t.Errorf("%s: %s on %s answers %d", info.Role, to, from, code)
				}
			}
			if n := len(hrefs.FindAllString(sides.FindString(page), -1)); n < 3 || most[string(info.Role)] > 0 &&
				n > most[string(info.Role)] {
				t.Errorf("%s has %d entries at the side", info.Role, n)
			}
		}
	}
}
