package web_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
)

var (
	hrefs = regexp.MustCompile(`href="(/[^"]*)"`)
	sides = regexp.MustCompile(`(?s)<nav class="side".*?</nav>`)

	bottoms   = regexp.MustCompile(`(?s)<nav class="bottom".*?</nav>`)
	sideLinks = regexp.MustCompile(`<li>\s*<a href="(/[^"]*)"`)
)

// No link of the menu, of the home page or of the page of all entries leads a visitor to a refusal, and each role finds
// what it works with at the side, in at most twelve entries.
func TestLinks_of_every_role_are_answered(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
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
			side := sides.FindString(page)
			if n := len(sideLinks.FindAllString(side, -1)); n < 3 || n > 12 {
				t.Errorf("%s has %d entries at the side", info.Role, n)
			}
			if !strings.Contains(side, `href="/menu"`) {
				t.Errorf("%s finds no way to the rest", info.Role)
			}
			if n := strings.Count(bottoms.FindString(page), "<li>"); n < 2 || n > 4 {
				t.Errorf("%s has %d entries at the bottom", info.Role, n)
			}
		}
	}
}

// What a role may see and the side leaves out stands on the page of all entries, which the side of every page leads to:
// two clicks. What a role never needs is nowhere.
func TestLinks_left_out_are_two_clicks_away(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	for _, info := range h.Gate.Roles() {
		v := visit(t, base).signIn(apptest.Login(info.Role, h.Region(apptest.CodeOf(info)).Code))
		there := map[string]bool{}
		for _, from := range []string{"/people", "/menu"} { // the first may be refused: the side stands there too
			_, page := v.get(from)
			for _, m := range hrefs.FindAllStringSubmatch(page, -1) {
				there[html.UnescapeString(m[1])] = true
			}
		}
		for _, l := range h.Program.Nav {
			may := l.Permission == "" || h.Gate.Can(info.Role, l.Permission)
			switch never := slices.Contains(l.Not, info.Role); {
			case may && !never && !there[l.Address]:
				t.Errorf("%s finds %s (%s) nowhere", info.Role, l.Words, l.Address)
			case !may && there[l.Address]:
				t.Errorf("%s is shown %s", info.Role, l.Address)
			}
			if slices.Contains(l.Not, info.Role) && slices.Contains(l.Rare, info.Role) {
				t.Errorf("%s needs %s never and seldom", info.Role, l.Words)
			}
		}
	}
}
