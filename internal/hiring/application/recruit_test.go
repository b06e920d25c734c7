package application_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestPostRecruit_records_a_short_one_and_refuses_nonsense(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		good := application.RecruitNotice{Kind: "cleaning", Posts: 2, Conditions: "本村常住，能胜任", RateFen: 80000, HoursMonth: 40,
			FromDate: civil.MustDate("2025-02-20"), UntilDate: civil.MustDate("2025-02-28"), Boards: "村公示栏"}
		change := func(f func(*application.RecruitNotice)) application.RecruitNotice {
			n := good
			f(&n)
			return n
		}
		for _, c := range []struct {
			name, code string
			who        authz.Actor
			n          application.RecruitNotice
		}{
			{"another role", "authz.forbidden", h.Actor("county_reviewer", apptest.County), good},
			{"another village", "authz.not_found", h.Actor("village_registrar", apptest.Beside), good},
			{"no posts", "form.range", who, change(func(n *application.RecruitNotice) { n.Posts = 0 })},
			{"no kind", "form.choice", who, change(func(n *application.RecruitNotice) { n.Kind = "king" })},
			{"tomorrow", "form.future", who,
				change(func(n *application.RecruitNotice) { n.FromDate = civil.MustDate("2025-03-04") })},
			{"ends before it hangs", "notice.until", who,
				change(func(n *application.RecruitNotice) { n.UntilDate = civil.MustDate("2025-02-19") })},
			{"nowhere", "form.required", who, change(func(n *application.RecruitNotice) { n.Boards = "" })},
			{"no pay", "form.range", who, change(func(n *application.RecruitNotice) { n.RateFen = 0 })},
		} {
			if _, err := h.Applications.PostRecruit(apptest.Ctx, c.who, "", h.Region(apptest.Home),
				c.n); errs.CodeOf(err) != c.code {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
		}
		for _, n := range []application.RecruitNotice{good,
			change(func(n *application.RecruitNotice) { n.UntilDate = civil.MustDate("2025-02-24") })} {
			_, err := h.Applications.PostRecruit(apptest.Ctx, who, "", h.Region(apptest.Home), n)
			apptest.Must(t, err)
		}
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			rows, err := application.Recruits(s, authz.Everywhere(), "", 0, 10)
			if len(rows) != 2 || rows[0].Irregular != "recruit.short" || rows[1].Irregular != "" ||
				rows[1].Number != apptest.Home+"-G001" {
				t.Errorf("%+v", rows)
			}
			_, before, err2 := application.RecruitBefore(s, h.Region(apptest.Home).Path, civil.MustDate("2025-02-19"))
			if before || err2 != nil {
				t.Error("a notice that came later")
			}
			return err
		}))
	})
}
