package web_test

import (
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
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/registry/account"
)

// bulkPages are those on which many are decided at once; city: whoever decides there has the whole city.
var bulkPages = map[string]struct{ city bool }{"/applications/batch": {}, "/duty/reviews": {},
	"/users/requests": {true}}

var seenOnes = regexp.MustCompile(`name="seen" value="([^"]+)"`)

// alsoOf gives a user of a role a second region far from the first.
func alsoOf(t *testing.T, h *apptest.House, who authz.Actor, role authz.Role, code string) {
	t.Helper()
	_, err := h.Accounts.GrantRole(ctx, h.Actor("security_admin", "3704"), "", account.Target{ID: who.UserID}, role,
		h.Region(code), civil.Date{})
	apptest.Must(t, err)
}

// elsewhere moves a row to a village of another county.
func elsewhere(t *testing.T, h *apptest.House, table string, id int64) {
	t.Helper()
	away := h.Region(apptest.Away)
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE "+table+" SET path = ?, village_id = ? WHERE id = ?", away.Path, away.ID, id)
		return err
	}))
}

// inOrder is an application that may be audited with others: noticed, without kin, its papers signed and kept.
func inOrder(t *testing.T, h *apptest.House, name string, post int) int64 {
	t.Helper()
	who, second := h.Actor("village_registrar", apptest.Home), h.Actor("village_registrar", apptest.Home, "-2")
	home, day := h.Region(apptest.Home), civil.MustDate(apptest.Day)
	stored, err := h.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\n"+name))
	apptest.Must(t, err)
	scan, err := desk.Do(ctx, h.Desk, who, "", func(v *desk.Visit) (int64, error) {
		v.Record("file.keep", "file", 0)
		if err := v.Allow("application.view", home.Path); err != nil {
			return 0, err
		}
		return files.Keep(v, stored, home.Path, files.OfApplication)
	})
	apptest.Must(t, err)
	person := h.Person(apptest.Home, name)
	_, err = h.Residents.DeclareKin(ctx, who, "", person, day, "本人声明", nil, true, nil)
	apptest.Must(t, err)
	id, err := h.Applications.Submit(ctx, who, "", home, application.Proposal{PostID: h.Posts[post], PersonID: person,
		Basis: "poverty_out"})
	apptest.Must(t, err)
	_, err = h.Applications.Check(ctx, second, "", application.Move{ID: id, Version: 1, Pass: true})
	apptest.Must(t, err)
	_, err = h.Applications.Review(ctx, who, "", application.Move{ID: id, Version: 2, FileID: &scan},
		application.ReviewRecord{On: day, Present: 20, Entitled: 21, VotesFor: 20})
	apptest.Must(t, err)
	_, err = h.Applications.Notice(ctx, who, "", application.Move{ID: id, Version: 3},
		application.NoticeRecord{From: day, Until: civil.MustDate("2025-03-10"), Boards: "村公示栏"})
	apptest.Must(t, err)
	return id
}

// postOf an address.
func postOf(h *apptest.House, at string) feature.Route {
	for _, r := range h.Program.Routes {
		if r.Method == "POST" && r.Path == at {
			return r
		}
	}
	return feature.Route{}
}

// Somebody with two regions decides those of the first in one entry, is told where the others are, and is led on to
// them: on every page on which many are decided at once.
func TestBulk_of_two_regions_takes_them_one_after_the_other(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	pages := map[string]bool{}
	for _, r := range h.Program.Routes {
		if at, ok := strings.CutSuffix(r.Path, "/preview"); ok && len(postOf(h, at).Queues) > 0 {
			pages[at] = true
		}
	}
	for at := range pages {
		if _, known := bulkPages[at]; !known {
			t.Errorf("%s is not tried", at)
		}
	}
	for at, b := range bulkPages {
		for _, info := range h.Gate.Roles() {
			if b.city && info.Level != "city" && h.Gate.Can(info.Role, postOf(h, at).Permission) {
				t.Errorf("%s is said to be the city's, and %s decides there", at, info.Role)
			}
		}
		delete(pages, at)
	}
	for _, village := range []string{apptest.Home, apptest.Away} {
		_, err := h.Applications.PostRecruit(ctx, h.Actor("village_registrar", village), "", h.Region(village),
			application.RecruitNotice{Kind: "cleaning", Posts: 3, Conditions: "本村常住，能胜任", RateFen: 80000, HoursMonth: 40,
				FromDate: civil.MustDate("2025-02-20"), UntilDate: civil.MustDate("2025-02-28"), Boards: "村公示栏"})
		apptest.Must(t, err)
	}
	inOrder(t, h, "甲地", 0)
	elsewhere(t, h, "application", inOrder(t, h, "乙地", 1))
	holder := h.Hold(2, "考勤人", "6217000000000003", "2024-10-01", "")
	for _, month := range []string{"2025-01", "2025-02"} {
		clerk := h.Actor("village_registrar", apptest.Home)
		id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), civil.MustMonth(month))
		apptest.Must(t, err)
		_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{{PlacementID: holder,
			Days: [31]string{"勤", "勤"}}}})
		apptest.Must(t, err)
		if month == "2025-02" {
			elsewhere(t, h, "duty_sheet", id)
		}
	}
	h.Set.Move(clock.On(civil.MustDate("2025-03-12"), 9, 0))
	alsoOf(t, h, h.Actor("township_reviewer", apptest.Town), "township_reviewer", apptest.Away[:9])
	base := h.Serve()
	for _, x := range []struct{ at, more string }{{"/applications/batch", "step=audit"}, {"/duty/reviews", ""}} {
		v := visit(t, base).signIn(apptest.Login("township_reviewer", apptest.Town))
		_, body := v.get(x.at + "?" + x.more)
		if n := strings.Count(body, `name="ids"`); n != 2 {
			t.Errorf("%s: %d to choose from: %s", x.at, n, visible(body))
		}
		_, body = v.get(x.at + "/preview?by=filter&" + x.more)
		seen := seenOnes.FindAllStringSubmatch(body, -1)
		if len(seen) != 1 || !strings.Contains(visible(body), "在您的另一个辖区，办完这一批再办") {
			t.Fatalf("%s: %d are seen: %s", x.at, len(seen), visible(body))
		}
		form := url.Values{"_csrf": {token(body)}, "by": {"filter"}, "digest": {digestField.FindStringSubmatch(body)[1]},
			"seen": {seen[0][1]}, "document": {"镇审1号"}, "step": {"audit"},
			"region": {regexp.MustCompile(`<input type="hidden" name="region" value="(\d+)">`).FindStringSubmatch(body)[1]}}
		code, body, res := v.post(x.at, form)
		if code != 303 || strings.Contains(res.Get("Location"), "region=") {
			t.Fatalf("%s: %d, on to %s: %s", x.at, code, res.Get("Location"), faultOf(body))
		}
		_, body = v.get(x.at + "/preview?by=filter&" + x.more)
		next := seenOnes.FindAllStringSubmatch(body, -1)
		if len(next) != 1 || next[0][1] == seen[0][1] || strings.Contains(body, "另一个辖区") {
			t.Errorf("%s: the second region: %s", x.at, fmt.Sprint(next))
		}
		form.Set("seen", next[0][1]) // of the second region, under the first one's name
		form.Set("_csrf", token(body))
		if code, _, _ := v.post(x.at, form); code != 422 {
			t.Errorf("%s: the second region's in the first one's entry: %d", x.at, code)
		}
	}
}
