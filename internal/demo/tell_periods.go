package demo

import (
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/payment"
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
