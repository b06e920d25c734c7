package helpledger_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func TestCase_from_its_need_to_its_result(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village, town, away := h.Actor("village_registrar", apptest.Home), h.Actor("township_reviewer", apptest.Town),
			h.Actor("village_registrar", apptest.Away)
		person := h.Person(apptest.Home, "钱某")
		open := func(a authz.Actor, c helpledger.Case) (int64, error) {
			c.PersonID = person
			return h.Help.Open(ctx, a, "", c)
		}
		need := helpledger.Case{Need: "想在本村就业"}
		_, err := open(away, need)
		apptest.Want(t, "another village", "authz.not_found", err)
		_, err = open(h.Actor("county_reviewer", apptest.County), need)
		apptest.Want(t, "the county", "authz.forbidden", err)
		_, err = open(village, helpledger.Case{})
		apptest.Want(t, "no need", "form.required", err)
		_, err = open(village, helpledger.Case{Need: "想就业", Youth: 1})
		apptest.Want(t, "a young person without a file", "form.required", err)
		_, err = open(village, helpledger.Case{Need: "想就业", Youth: 1, School: "职业学院", Plan: "电商", Degree: "doctor"})
		apptest.Want(t, "no such degree", "form.choice", err)
		var id int64
		if n := apptest.AtOnce(3, func() (int, error) {
			got, err := open(village, need)
			if err == nil {
				id = got
			}
			return 1, err
		}); n != 1 {
			t.Fatalf("%d cases of one person", n)
		}
		_, err = open(town, need)
		apptest.Want(t, "twice", "help.twice", err)

		day := civil.MustDate
		act := func(a authz.Actor, x helpledger.Act) error {
			x.CaseID = id
			_, err := h.Help.Enter(ctx, a, "", x)
			return err
		}
		ok := helpledger.Act{Kind: "basic", What: "介绍到镇上服装厂面试", OnDate: day("2025-02-20"), NextOn: day("2025-03-01")}
		for what, x := range map[string]struct {
			a      authz.Actor
			change func(*helpledger.Act)
			code   string
		}{
			"another village": {away, func(*helpledger.Act) {}, "authz.not_found"},
			"no such kind":    {village, func(a *helpledger.Act) { a.Kind = "gift" }, "form.choice"},
			"nothing":         {village, func(a *helpledger.Act) { a.What = "" }, "form.required"},
			"to come":         {village, func(a *helpledger.Act) { a.OnDate = day("2025-04-01") }, "form.future"},
			"next before":     {village, func(a *helpledger.Act) { a.NextOn = day("2025-02-20") }, "help.next"},
		} {
			bad := ok
			x.change(&bad)
			apptest.Want(t, what, x.code, act(x.a, bad))
		}
		apptest.Must(t, act(village, ok))
		apptest.Want(t, "twice", "help.same", act(village, ok))
		overdue := func(d string) (n int64) {
			t.Helper()
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
				q, err := helpledger.Overdue(s, village.Scope("help.view"), day(d))
				n = q.N
				return err
			}))
			return n
		}
		if overdue("2025-03-01") != 0 || overdue("2025-03-02") != 1 {
			t.Error("due on 1 March")
		}
		h.Set.Move(clock.On(day("2025-03-05"), 9, 0))
		apptest.Must(t, act(village, helpledger.Act{Kind: "policy", What: "申领一次性求职补贴", OnDate: day("2025-03-04")}))
		if overdue("2025-03-06") != 0 {
			t.Error("the latest act plans nothing more")
		}
		_, err = h.Help.Reopen(ctx, village, "", id, 1)
		apptest.Want(t, "opened while it is open", "help.open", err)
		_, err = h.Help.Close(ctx, village, "", id, 1, "")
		apptest.Want(t, "no result", "form.required", err)
		_, err = h.Help.Close(ctx, village, "", id, 7, "已上班")
		apptest.Want(t, "stale", "form.stale", err)
		_, err = h.Help.Close(ctx, village, "", id, 1, "已上班")
		apptest.Must(t, err)
		apptest.Want(t, "after it was closed", "help.closed",
			act(village, helpledger.Act{Kind: "basic", What: "回访一次", OnDate: day("2025-03-05")}))
		_, err = h.Help.Amend(ctx, village, "", helpledger.Case{ID: id, Version: 2, Need: "别的"})
		apptest.Want(t, "changed after it was closed", "help.closed", err)
		_, err = h.Help.Reopen(ctx, village, "", id, 2)
		apptest.Must(t, err)
		_, err = h.Help.Amend(ctx, village, "",
			helpledger.Case{ID: id, Version: 3, Need: "想学电商", Youth: 1, School: "职业学院", Degree: "college", Plan: "先培训，再开店"})
		apptest.Must(t, err)
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			young, err := helpledger.List(s, village.Scope("help.view"), helpledger.Filter{Youth: true, Limit: 10})
			if len(young) != 1 || young[0].What != "申领一次性求职补贴" {
				t.Errorf("%+v", young)
			}
			return err
		}))
	})
}

func TestWithout_lists_who_is_needy_and_was_passed_by(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village := h.Actor("village_registrar", apptest.Home)
		e := h.Entry("无需要")
		e.Categories = []string{"older"}
		_, err := h.Residents.Register(ctx, village, "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		old := h.Entry("年纪大")
		old.IDNumber = h.Number("1940-01-01", false)
		_, err = h.Residents.Register(ctx, village, "", h.Region(apptest.Home), old)
		apptest.Must(t, err)
		passed, helped := h.Person(apptest.Home, "没人管"), h.Person(apptest.Home, "帮过了")
		h.Hold(0, "在岗位", "", "2024-01-01", "")
		c, err := h.Help.Open(ctx, village, "", helpledger.Case{PersonID: helped, Need: "想就业"})
		apptest.Must(t, err)
		_, err = h.Help.Enter(ctx, village, "",
			helpledger.Act{CaseID: c, Kind: "basic", What: "介绍工作", OnDate: civil.MustDate("2025-02-01")})
		apptest.Must(t, err)
		h.Person(apptest.Away, "别的村")
		without := func(today string) (out []string) {
			t.Helper()
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
				rows, err := helpledger.Without(s, village.Scope("help.view"), civil.MustDate(today), 16, 65, 50)
				for _, x := range rows {
					out = append(out, x.Name)
				}
				return err
			}))
			return out
		}
		if got := without("2025-03-03"); len(got) != 1 || got[0] != "没人管" {
			t.Errorf("%v (%d)", got, passed)
		}
		if got := without("2026-03-03"); len(got) != 2 {
			t.Errorf("a year after the help: %v", got)
		}
	})
}
