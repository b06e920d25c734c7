package duty_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/listing"
)

func TestScore_of_the_weights(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	w := duty.Weights{Village: 30, Township: 50, Villagers: 20}
	for _, x := range []struct {
		v, t, p *int64
		want    int64
	}{
		{n(30), n(50), n(20), 100},
		{n(30), n(50), nil, 100},
		{n(27), n(40), nil, 83},
		{n(27), n(40), n(20), 87},
		{n(0), n(0), nil, 0},
	} {
		if got := (duty.Assessment{VillagePoints: x.v, TownshipPoints: x.t, VillagerPoints: x.p}).Score(w); got == nil ||
			*got != x.want {
			t.Errorf("%+v: %v", x, got)
		}
	}
	if (duty.Assessment{VillagePoints: n(30)}).Score(w) != nil ||
		(duty.Assessment{TownshipPoints: n(30), VillagerPoints: n(9)}).Score(w) != nil {
		t.Error("a result before both have judged")
	}
	if (duty.Assessment{VillagePoints: n(0), TownshipPoints: n(0)}).Score(duty.Weights{}) != nil {
		t.Error("a result without weights")
	}
}

// From the points to pay: told before pay, deducted by the written rule only, and what is deducted is not paid.
func TestAssessment_is_told_before_pay_and_deducts_by_the_rule(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := h.Hold(0, "王秀英", "999000000000001", "2025-01-01", ""), h.Hold(1, "李桂兰", "999000000000002", "2025-01-01", "")
		clerk, town := h.Actor("village_registrar", home), h.Actor("township_reviewer", apptest.Town)
		feb := civil.MustMonth("2025-02")
		id, err := h.Duty.Begin(ctx, clerk, h.Region(home), feb)
		apptest.Must(t, err)
		n := func(v int64) *int64 { return &v }
		refused := func(name, code string, err error) {
			t.Helper()
			if errs.CodeOf(err) != code {
				t.Errorf("%s: %v, want %s", name, err, code)
			}
		}
		village := func(who authz.Actor, version int64, scores ...duty.Score) error {
			_, err := h.Duty.AssessByVillage(ctx, who, "", id, version, scores)
			return err
		}
		township := func(who authz.Actor, version int64, scores ...duty.Score) error {
			_, err := h.Duty.AssessByTownship(ctx, who, "", id, version, scores)
			return err
		}
		tell := func(who authz.Actor, version int64, x duty.Telling) error {
			_, err := h.Duty.TellAssessment(ctx, who, "", id, version, x)
			return err
		}
		refused("before it was sent", "duty.state", village(clerk, 1, duty.Score{PlacementID: a, Points: n(30)}))
		_, err = h.Duty.Submit(ctx, clerk, "",
			duty.Form{ID: id, Version: 1, Lines: []duty.Typed{typed(a, "缺勤"), typed(b, "勤")}})
		apptest.Must(t, err)
		refused("another village", "authz.not_found",
			village(h.Actor("village_registrar", apptest.Beside), 2, duty.Score{PlacementID: a, Points: n(30)}))
		refused("another role", "authz.forbidden",
			village(h.Actor("county_reviewer", apptest.County), 2, duty.Score{PlacementID: a, Points: n(30)}))
		refused("too many points", "duty.points", village(clerk, 2, duty.Score{PlacementID: a, Points: n(31)}))
		refused("too many of the villagers", "duty.points",
			village(clerk, 2, duty.Score{PlacementID: a, Points: n(30), Villagers: n(21)}))
		refused("somebody else's holder", "duty.not_holder",
			village(clerk, 2, duty.Score{PlacementID: a + 999, Points: n(3)}))
		apptest.Must(t,
			village(clerk, 2, duty.Score{PlacementID: a, Points: n(20)},
				duty.Score{PlacementID: b, Points: n(30), Villagers: n(18)}))
		refused("an old page", "form.stale", village(clerk, 2, duty.Score{PlacementID: a, Points: n(30)}))
		refused("told before the township judged", "duty.not_assessed",
			tell(clerk, 3, duty.Telling{PlacementID: a, On: h.Set.Now().Date(), How: "face", Agrees: true}))
		deduct := duty.Score{PlacementID: a, Points: n(30), Deduction: 10000, Base: "2月1日缺勤，见考勤表"}
		refused("no written rule", "duty.deduct_off", township(town, 3, deduct))
		set(t, h, "deduct.document", "某镇考核办法〔2025〕1号第八条")
		for name, x := range map[string]struct {
			code string
			f    func(*duty.Score)
		}{
			"no base":  {"duty.deduct_base", func(s *duty.Score) { s.Base = "缺" }},
			"too much": {"duty.deduct_most", func(s *duty.Score) { s.Deduction = 80001 }},
			"negative": {"duty.deduct_most", func(s *duty.Score) { s.Deduction = -1 }},
		} {
			s := deduct
			x.f(&s)
			refused(name, x.code, township(town, 3, s))
		}
		refused("the village itself", "authz.forbidden", township(clerk, 3, deduct))
		apptest.Must(t, township(town, 3, deduct, duty.Score{PlacementID: b, Points: n(50)}))
		same := town
		same.PersonKey = clerk.PersonKey // two accounts of one human
		refused("one human for both", "duty.same_assessor", township(same, 4, duty.Score{PlacementID: a, Points: n(40)}))
		_, err = h.Duty.Review(ctx, town, "", id, 4, true, "")
		apptest.Must(t, err)
		prepare := h.Actor("finance_preparer", apptest.County)
		_, err = h.Payroll.DraftRun(ctx, prepare, h.Region(apptest.County), feb)
		refused("pay before they were told", "payroll.nothing", err)
		day := h.Set.Now().Date()
		for name, x := range map[string]struct {
			code string
			t    duty.Telling
		}{
			"no way": {"form.choice", duty.Telling{PlacementID: a, On: day, Agrees: true}},
			"tomorrow": {"form.future",
				duty.Telling{PlacementID: a, On: day.AddDays(1), How: "face", Agrees: true}},
			"before the month": {"form.future",
				duty.Telling{PlacementID: a, On: feb.First().AddDays(-1), How: "face", Agrees: true}},
			"objects without a word": {"duty.word", duty.Telling{PlacementID: a, On: day, How: "face"}}} {
			refused(name, x.code, tell(clerk, 5, x.t))
		}
		apptest.Must(t, tell(clerk, 5, duty.Telling{PlacementID: a, On: day, How: "face", Word: "那天请过假"}))
		apptest.Must(t, tell(clerk, 6, duty.Telling{PlacementID: b, On: day, How: "paper", Agrees: true}))
		look := func() (out map[int64]duty.Assessment) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				out, err = duty.AssessmentsOf(s, id)
				return err
			}))
			return
		}
		got := look()
		if x := got[a]; *x.Total != 62 || !x.Told() || !x.Objects() || x.DeductionRule == "" || x.DeductionFen != 10000 {
			t.Errorf("%+v", x)
		}
		if x := got[b]; *x.Total != 98 || x.Objects() {
			t.Errorf("%+v", x)
		}
		// the objection was heard: less is deducted, and the holder is told again; who was not touched stays told
		deduct.Deduction = 5000
		apptest.Must(t, township(town, 7, deduct, duty.Score{PlacementID: b, Points: n(50)}))
		if got := look(); got[a].Told() || !got[b].Told() {
			t.Errorf("%+v", got)
		}
		apptest.Must(t, tell(clerk, 8, duty.Telling{PlacementID: a, On: day, How: "phone", Agrees: true}))
		drafted, err := h.Payroll.DraftRun(ctx, prepare, h.Region(apptest.County), feb)
		apptest.Must(t, err)
		refused("after it was locked", "duty.state", village(clerk, 10, duty.Score{PlacementID: a, Points: n(30)}))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			run, err := payroll.RunByID(s, drafted.RunID)
			apptest.Must(t, err)
			rows, err := payroll.Lines(s, run, authz.Everywhere(), payroll.LineFilter{}, &listing.Window{Limit: 10})
			paid := map[int64]money.Fen{}
			for _, r := range rows {
				paid[r.PlacementID] = r.AmountFen
				if r.PlacementID == a && r.Deducted != 5000 {
					t.Errorf("%+v", r)
				}
			}
			if paid[a] != 75000 || paid[b] != 80000 || run.TotalFen != 155000 {
				t.Errorf("%v %v", paid, run.TotalFen)
			}
			return err
		}))
	})
}
