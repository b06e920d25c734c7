package rulebook_test

import (
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

func listed(t *testing.T, h *apptest.House) (rows []rulebook.Parameter) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
		rows, err = rulebook.List(s)
		return err
	}))
	return rows
}

func wants(t *testing.T, what, code string, err error) {
	t.Helper()
	if got := errs.CodeOf(err); got != code {
		t.Errorf("%s: %q (%v), want %q", what, got, err, code)
	}
}

func TestPropose_takes_no_value_that_the_code_cannot_read(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one := h.Actor("county_reviewer", "370402")
		path := h.Region("370402").Path
		before := len(listed(t, h))
		for param, values := range map[string][]string{
			"exclude.student":       {"不予办理", "拦截"},
			"public.board":          {"是", "1"},
			"notice.candidate_days": {"五天", "5天", "0"},
			"wage.hourly_min":       {"二十"},
			"review.quorum_percent": {"三分之二", "66.7"},
			"pay.due_exception":     {"二月延到四月"},
			"fund.bases":            {"脱贫人口"},
			"need.weights":          {"残疾人"},
			"age.min":               {""},
		} {
			for _, v := range values {
				_, err := rulebook.Propose(apptest.Ctx, h.Desk, one, "",
					rulebook.Change{Param: param, RegionPath: path, FromDate: civil.MustDate(apptest.Day), Value: v, Reason: "区文件",
						Document: "试1号"})
				if err == nil || errs.KindOf(err) != errs.Invalid {
					t.Errorf("%s=%q is taken: %v", param, v, err)
				}
			}
		}
		_, err := rulebook.Propose(apptest.Ctx, h.Desk, one, "",
			rulebook.Change{Param: "age.min", RegionPath: path, Fund: "photovoltaic", FromDate: civil.MustDate(apptest.Day),
				Value: "18", Reason: "区文件", Document: "试1号"})
		wants(t, "a fund where none counts", "rulebook.no_fund", err)
		_, err = rulebook.Propose(apptest.Ctx, h.Desk, one, "",
			rulebook.Change{Param: "age.min", RegionPath: path, FromDate: civil.MustDate("2095-03-01"), Value: "18",
				Reason: "区文件", Document: "试1号"})
		wants(t, "a slip in the year", "rulebook.far", err)
		if n := len(listed(t, h)); n != before {
			t.Errorf("%d rows were left", n-before)
		}
	})
}

func TestDecide_checks_again_and_lets_a_fitting_value_take_the_place_of_one_that_does_not(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, two, three := h.Actor("county_reviewer", "370402"), h.Actor("county_reviewer", "370402", "-2"),
			h.Actor("city_manager", "3704")
		path := h.Region("370402").Path
		village := h.Region(apptest.Home).Path
		day := civil.MustDate(apptest.Day)

		waiting := h.OldParameter("public.board", path, apptest.Day, "是", rulebook.Proposed)
		_, err := rulebook.Decide(apptest.Ctx, h.Desk, two, "", waiting, true)
		wants(t, "approving what does not fit", "rulebook.yes", err)
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, two, "", waiting, false)
		wants(t, "rejecting it", "", err)

		bad := h.OldParameter("exclude.student", path, apptest.Day, "不予办理", rulebook.Approved)
		if b := h.Book(); b.Reaction("student", village, day) != "block" || len(b.Unfit()) != 1 {
			t.Errorf("what held before does not hold: %q, %v", b.Reaction("student", village, day), b.Unfit())
		}
		c := rulebook.Change{Param: "exclude.student", RegionPath: path, FromDate: day, Value: "warn", Reason: "原意",
			Document: "试1号"}
		a, err := rulebook.Propose(apptest.Ctx, h.Desk, one, "", c)
		apptest.Must(t, err)
		c.Value = "block"
		b, err := rulebook.Propose(apptest.Ctx, h.Desk, one, "", c)
		apptest.Must(t, err)
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, one, "", a, true)
		wants(t, "by the same person", "rulebook.same_person", err)
		// Both are approved at the same moment by two people: one takes the place, the other finds it taken.
		var said [2]error
		var both sync.WaitGroup
		for i, x := range []struct {
			by authz.Actor
			id int64
		}{{two, a}, {three, b}} {
			both.Add(1)
			go func() {
				defer both.Done()
				_, said[i] = rulebook.Decide(apptest.Ctx, h.Desk, x.by, "", x.id, true)
			}()
		}
		both.Wait()
		if (said[0] == nil) == (said[1] == nil) || errs.CodeOf(said[0])+errs.CodeOf(said[1]) != "rulebook.taken" {
			t.Errorf("both at once: %v, %v", said[0], said[1])
		}
		for _, p := range listed(t, h) {
			if p.ID == bad && (p.ReplacedBy != a && p.ReplacedBy != b || p.Value != "不予办理") {
				t.Errorf("what was replaced is not kept: %+v", p)
			}
		}
		want := "warn"
		if said[0] != nil {
			want = "block"
		}
		if book := h.Book(); book.Reaction("student", village, day) != want || len(book.Unfit()) != 0 ||
			book.Unsure() != nil {
			t.Errorf("the repair does not hold: %q, %v", book.Reaction("student", village, day), book.Unfit())
		}
	})
}

func TestChange_from_a_day_in_the_past_needs_its_reason_and_says_the_months(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, two := h.Actor("county_reviewer", "370402"), h.Actor("county_reviewer", "370402", "-2")
		today := h.Set.Now().Date()
		c := rulebook.Change{Param: "pay.due_day", RegionPath: h.Region("370402").Path, FromDate: today.AddDays(-1),
			Value: "20", Reason: "区文件", Document: "试1号"}
		_, err := rulebook.Propose(apptest.Ctx, h.Desk, one, "", c)
		wants(t, "yesterday without a reason", "rulebook.past", err)
		c.PastReason = "补"
		_, err = rulebook.Propose(apptest.Ctx, h.Desk, one, "", c)
		wants(t, "a reason that is none", "rulebook.past", err)
		c.PastReason = "区文件上月已执行"
		id, err := rulebook.Propose(apptest.Ctx, h.Desk, one, "", c)
		apptest.Must(t, err)
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, two, "", id, true)
		wants(t, "with its reason", "", err)
		c.FromDate, c.PastReason = today, ""
		if id, err = rulebook.Propose(apptest.Ctx, h.Desk, one, "", c); err != nil {
			t.Fatal(err)
		}
		h.Set.Move(clock.On(today.AddDays(1), 9, 0))
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, two, "", id, true)
		wants(t, "approved after its day", "rulebook.late", err)
		for from, want := range map[string]string{"2025-03-10": "", "2025-03-09": "2025年3月",
			"2025-01-31": "2025年1月至2025年3月（3个月）", "2025-04-01": ""} {
			if got := rulebook.ReachOf(civil.MustDate(from), civil.MustDate("2025-03-10")); got != want {
				t.Errorf("from %s: %q, want %q", from, got, want)
			}
		}
	})
}
