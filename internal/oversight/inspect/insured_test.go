package inspect_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/database"
)

// A policy that was entered for many at once is read as one that the placement began with; and a county that keeps none
// is known as such until its first.
func TestLoad_reads_policies_that_were_entered_for_many(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := onPost(t, h, 0, h.Person(apptest.Home, "示例甲"), "2025-01-01", "")
		onPost(t, h, 1, h.Person(apptest.Home, "示例乙"), "2025-01-01", "")
		county := h.Region(apptest.County).Path
		if _, c := dossier(t, h); c.HasIn("insurance", county) {
			t.Error("a county without any policy is said to keep them here")
		}
		_, err := placement.Insure(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "", placement.Insuring{
			Path: county, Placements: []int64{id}, PolicyNo: "PICC1", From: civil.MustDate("2025-02-01"),
			Until: civil.MustDate("2026-01-31")})
		apptest.Must(t, err)
		d, c := dossier(t, h)
		if !c.HasIn("insurance", county) {
			t.Error("the county keeps a policy, and it is not known")
		}
		for _, p := range d.Placements {
			from, until := "", ""
			if p.ID == id {
				from, until = "2025-02-01", "2026-01-31"
			}
			if p.Insured.String() != from || p.InsuredUntil.String() != until {
				t.Errorf("%d is insured from %q until %q, want %q, %q", p.ID, p.Insured, p.InsuredUntil, from, until)
			}
		}
	})
}
