package demo

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// heard is what somebody says who was paid too much, before it comes back.
func heard(t *telling) {
	if t.paused == nil {
		return
	}
	t.by(t.paused.v.county("finance_preparer"), func(who authz.Actor) error {
		_, err := t.app.Payments.Hear(t.ctx, who, "", payment.Hearing{PlacementID: t.paused.h.placementID,
			OnDate: t.moment.Date(), How: "visit", Words: "知道多发了，是停岗登记晚了，月底前退回"})
		return err
	})
	t.refused("payment.not_over")
}

// insured is the home township's policy of the year, for the first two hundred of its holders.
func insured(t *telling) {
	_, town, _ := t.home()
	var rows []placement.CoverRow
	t.read(func(s *database.Snapshot) (err error) {
		rows, err = placement.CoverRows(s, authz.Under(town.Path), t.moment.Date(), nil, placement.MostAtOnce)
		return err
	})
	x := placement.Insuring{Path: town.Path, PolicyNo: "演示意外险2025-1", From: t.moment.Date(),
		Until: t.moment.Date().AddMonths(1)}
	for _, r := range rows {
		x.Placements = append(x.Placements, r.ID)
	}
	if len(rows) == 0 {
		return
	}
	t.inCounty("county_reviewer", func(who authz.Actor, _ *region.Region) error {
		_, err := placement.Insure(t.ctx, t.app.Desk, who, "", x)
		return err
	})
}

// policyEnds: the policy of the first who was left off ran out in that month, as the county writes down now: the days
// are paid all the same, and the list keeps the mark.
func policyEnds(t *telling, month civil.Month) {
	insuredFor(t, "演示意外险2024-7", month.First().AddMonths(-11), month.Date(20))
}

// policyRenewed before the day from which no more work was to be given.
func policyRenewed(t *telling) {
	insuredFor(t, "演示意外险2025-7", t.moment.Date(), t.moment.Date().AddMonths(12))
}

func insuredFor(t *telling, policy string, from, until civil.Date) {
	if len(t.omitted) == 0 {
		return
	}
	x := t.omitted[0]
	t.by(x.v.county("county_reviewer"), func(who authz.Actor) error {
		_, err := placement.Insure(t.ctx, t.app.Desk, who, "", placement.Insuring{Path: x.v.region.Path,
			Placements: []int64{x.h.placementID}, PolicyNo: policy, From: from, Until: until})
		return err
	})
}

// toldLapsed: the holder has it in writing from which day no more work is given, unless the policy is renewed.
func toldLapsed(t *telling) {
	if len(t.omitted) == 0 {
		return
	}
	x := t.omitted[0]
	t.by(x.v.township("township_reviewer"), func(who authz.Actor) error {
		_, err := t.app.Payroll.TellLapsed(t.ctx, who, "", payroll.LapseTelling{PlacementID: x.h.placementID,
			FromDate: last().Date(10), OnDate: t.moment.Date(), How: "handed", Who: "镇劳保所"})
		return err
	})
}
