package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// tokens differ from page to page: of forms, and of the session.
var tokens = regexp.MustCompile(`value="[^"]{16,}"|[0-9a-f]{16,}`)

// Every page, paper and export that takes a region refuses one above the visitor's own as it refuses a neighbour's, or
// does not look at it: what is added up there are the neighbours' figures.
func TestPages_refuse_a_region_above_ones_own(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		base := h.Serve()
		for _, who := range []struct {
			role    authz.Role
			own     string
			outside []string
			atLeast int
		}{
			{"village_registrar", apptest.Home, []string{apptest.Town, apptest.County, "3704", apptest.Beside, apptest.Away},
				20},
			{"township_reviewer", apptest.Town, []string{apptest.County, "3704", apptest.Zone, "370481116"}, 20},
			{"county_reviewer", apptest.County, []string{"3704", "370481"}, 20},
		} {
			v := visit(t, base).signIn(apptest.Login(who.role, who.own))
			actor := h.Actor(who.role, who.own)
			var paths []string
			for _, r := range h.Program.SignedIn() {
				if r.Method == "GET" && !strings.Contains(r.Path, ":") &&
					(r.Permission == "" || actor.Has(authz.Permission(r.Permission))) {
					paths = append(paths, r.Path+"?")
				}
			}
			for _, as := range []string{"as=pdf", "as=week", "as=month", "as=month&format=docx"} {
				paths = append(paths, "/overview?"+as+"&")
			}
			for _, l := range h.Exports.Lists {
				if actor.Has(l.Permission) {
					paths = append(paths, "/exports?kind="+l.Code+"&")
				}
			}
			looked := 0
			for _, path := range paths {
				plain, without := v.get(strings.TrimRight(path, "?&"))
				refused := 0
				for _, code := range who.outside {
					status, body := v.get(path + "region=" + code)
					switch {
					case status == 404:
						refused++
					case status == plain && tokens.ReplaceAllString(body, "") == tokens.ReplaceAllString(without, ""):
					default:
						t.Errorf("%s: %sregion=%s is answered %d", who.role, path, code, status)
					}
				}
				if refused == len(who.outside) && plain != 404 { // else it wants more than a region
					looked++
					if status, _ := v.get(path + "region=" + h.Region(who.own).Code); status >= 400 && status != plain {
						t.Errorf("%s: %sregion=%s, one's own, is answered %d", who.role, path, who.own, status)
					}
				}
			}
			if looked < who.atLeast {
				t.Errorf("%s: only %d pages look at the region", who.role, looked)
			}
			for _, l := range h.Exports.Lists {
				if !actor.Has(l.Permission) {
					continue
				}
				for _, code := range who.outside {
					if status, _, _ := v.post("/exports",
						url.Values{"_csrf": {v.csrf()}, "kind": {l.Code}, "region": {h.Region(code).Code}}); status != 404 {
						t.Errorf("%s: the export %s of %s is answered %d", who.role, l.Code, code, status)
					}
				}
			}
		}
	})
}

// A village sees its own plan, figures and people, and no sum of its township's or county's; nor does a township see
// its county's.
func TestVillage_sees_its_own_figures_only(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Person(apptest.Home, "本村人")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			c := h.Region(apptest.County)
			_, err := tx.Exec(
				"INSERT INTO pay_run (id, region_id, path, month, kind, number, state, objections, drafted_by, drafted_key, "+
					"drafted_us, items, total_fen) VALUES (1, ?, ?, '2025-02', 'regular', 1, 'draft', '', 1, 'x', 1, 777, 123456700)",
				c.ID, c.Path)
			return err
		}))
		base := h.Serve()
		v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
		for _, path := range []string{"/", "/overview", "/quota"} {
			status, body := v.get(path)
			main := body[strings.Index(body, "<main"):]
			if status != 200 || !strings.Contains(main, "新风里居委会") || strings.Contains(main, "铁西居委会") ||
				strings.Contains(main, "<td><b>中心街街道</b>") || strings.Contains(main, ">20<") {
				t.Errorf("%s: %d\n%s", path, status, main)
			}
		}
		for login, sees := range map[string]bool{apptest.Login("village_registrar", apptest.Home): false,
			apptest.Login("township_reviewer", apptest.Town): false, apptest.Login("county_reviewer", apptest.County): true} {
			v := visit(t, base).signIn(login)
			for _, path := range []string{"/pay", "/pay/runs/1"} {
				status, body := v.get(path)
				if status != 200 || strings.Contains(body, "777") != sees || strings.Contains(body, "1,234,567.00") != sees {
					t.Errorf("%s at %s: %d, sees the county's sum: %t", login, path, status, !sees)
				}
			}
			// the lists for the boards of a neighbour, asked for by the township above
			if status, _ := v.get("/pay/runs/1/lists?region=370402101"); !sees && status != 404 {
				t.Errorf("%s: another town's lists are answered %d", login, status)
			}
		}
		if status, _ := v.get("/pay/runs/1/lists?region=" + apptest.Town); status != 404 {
			t.Errorf("the township's lists are answered %d", status)
		}
	})
}
