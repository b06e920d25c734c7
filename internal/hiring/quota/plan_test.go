package quota_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// The plan by kind and period: a giver without a figure for the kind gives from any; a post uses up the closest row;
// what is unused moves to a neighbour or back, by document; nothing moves that is used.
func TestPlan_by_kind_and_period(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		city, county, town := h.Actor("city_manager", "3704"), h.Actor("county_reviewer", apptest.County),
			h.Actor("township_reviewer", apptest.Town)
		want := func(name, code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code || code == "" && err != nil {
				t.Errorf("%s: %q (%v), want %q", name, got, err, code)
			}
		}
		left := func(path, kind string) int64 {
			var n int64
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
				_, n, _, err = quota.LeftFor(s, path, quota.Line{Period: quota.First.Code, Kind: kind})
				return err
			}))
			return n
		}
		allot := func(from, to, kind string, n int64) error {
			_, err := quota.Allot(apptest.Ctx, h.Desk, city, "",
				quota.Allotment{Line: quota.Line{Kind: kind}, From: h.Region(from), To: h.Region(to), Amount: n,
					Document: "枣人社〔2025〕3号"})
			return err
		}
		want("no such kind", "form.choice", allot("3704", "370402", "juggling", 1))
		want("a kind from any", "", allot("3704", "370402", "service", 10))
		want("a second-level kind from the first", "", allot("370402", "370402001", "cleaning", 4))
		want("more than the first-level kind has", "quota.over", allot("370402", "370402001", "cleaning", 7))
		home := h.Region(apptest.Home)
		if c, any := left(home.Path, "cleaning"), left(home.Path, "patrol"); c != 4 || any != 17 {
			t.Errorf("cleaning %d, any %d", c, any)
		}
		d := apptest.Draft()
		_, err := post.OpenPosts(apptest.Ctx, h.Desk, town, "", home, d, 5)
		want("more posts of the kind than planned", "quota.over", err)
		_, err = post.OpenPosts(apptest.Ctx, h.Desk, town, "", home, d, 3)
		want("within the kind", "", err)

		move := func(from, to, kind string, n int64) error {
			_, err := quota.Transfer{Line: quota.Line{Kind: kind}, From: h.Region(from), To: h.Region(to), Amount: n,
				Document: "市中人社〔2025〕9号"}.Move(
				apptest.Ctx, h.Desk, county, "")
			return err
		}
		want("what is used stays", "quota.over", move("370402001", "370402101", "cleaning", 2))
		want("to the neighbour", "", move("370402001", "370402101", "cleaning", 1))
		want("back up", "", move("370402101", "370402", "cleaning", 1))
		want("nothing left", "quota.over", move("370402101", "370402", "cleaning", 1))
		want("across counties", "authz.not_found", move("370481116", "370402101", "", 1))
		want("not beside", "quota.not_beside", move("370402001", "370481116", "", 1))
		want("no document", "form.required", func() error {
			_, err := quota.Transfer{From: h.Region("370402001"), To: h.Region("370402101"), Amount: 1}.Move(apptest.Ctx, h.Desk,
				county, "")
			return err
		}())
		_, err = quota.Transfer{From: h.Region("370402001"), To: h.Region("370402101"), Amount: 1, Document: "文1号"}.Move(
			apptest.Ctx, h.Desk, town, "")
		want("the township's own", "authz.not_found", err)
		done := apptest.AtOnce(20, func() (int, error) { return 1, move("370402001", "370402101", "", 5) })
		if done != 3 { // 17 are unused
			t.Errorf("%d transfers at once", done)
		}
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			moves, err := quota.Moves(s, h.Region("370402").Path, quota.First.Code, 100)
			if len(moves) != 9 || moves[len(moves)-1].Act != quota.ActAllot || moves[0].Act != quota.ActTransfer {
				t.Errorf("%d %+v", len(moves), moves)
			}
			return err
		}))

		next := quota.Period{Code: "2026-2030", Name: "十五五", FromDate: civil.MustDate("2026-01-01"),
			UntilDate: civil.MustDate("2030-12-31"), Document: "枣人社〔2026〕1号"}
		period := func(p quota.Period) error {
			_, err := quota.AddPeriod(apptest.Ctx, h.Desk, city, "", h.Tree.Top(), p)
			return err
		}
		_, err = quota.AddPeriod(apptest.Ctx, h.Desk, county, "", h.Region("370402"), next)
		want("a county", "quota.not_city", err)
		early := next
		early.FromDate = civil.MustDate("2025-12-31")
		want("overlap", "quota.period_overlap", period(early))
		want("the next period", "", period(next))
		want("twice", "quota.period_overlap", period(next))
		_, err = quota.Set(apptest.Ctx, h.Desk, city, "", h.Tree.Top(), quota.Line{Period: "2031"}, 10, "文1号")
		want("no such period", "form.choice", err)
		_, err = quota.Set(apptest.Ctx, h.Desk, city, "", h.Tree.Top(), quota.Line{Period: "2026-2030"}, 10, "文1号")
		want("its total", "", err)
		d.OpensOn = civil.MustDate("2026-02-02")
		ids, err := post.OpenPosts(apptest.Ctx, h.Desk, town, "", home, d, 2)
		want("a post of the next period", "", err)
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			p, err := post.ByID(s, ids[0])
			apptest.Must(t, err)
			all, err := quota.List(s, city.Scope("quota.view"), "2026-2030")
			if len(all) != 1 || all[0].ID != p.QuotaID || all[0].Left() != 8 {
				t.Errorf("%+v", all)
			}
			return err
		}))
		if h.Tree.Top().Level != region.City {
			t.Fatal("the top is the city")
		}
	})
}
