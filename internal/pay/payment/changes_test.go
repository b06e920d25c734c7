package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// What changed since the month before: nobody to compare with in the first month, then the new, the gone, another
// amount, another account.
func TestChanges_since_the_month_before(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db) // one all February, one from the 15th
		a := actors(h)
		approved(t, h)
		changes := func(id int64) (out []payroll.Change, counts map[string]int, had bool) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				run, err := payroll.RunByID(s, id)
				apptest.Must(t, err)
				out, counts, had, err = payroll.Changes(s, run, authz.Under(h.Region("370402").Path), 1)
				return err
			}))
			return
		}
		if out, _, had := changes(1); had || len(out) > 0 {
			t.Errorf("the first month: %+v", out)
		}
		// the first leaves in February's last days, a third comes in March, the second changes the account
		h.Hold(2, "领款人丙", "999000000000009", "2025-03-10", "")
		_, err := h.Placements.End(ctx, a.approve, "", 1, 1, civil.MustDate("2025-02-28"), "own_wish", "")
		apptest.Must(t, err)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec(
				"UPDATE person SET account_index = ?, account_tail = '7777' WHERE id = (SELECT person_id FROM placement WHERE id "+
					"= 2)",
				[]byte("another index of an account, 32B.")[:32])
			return err
		}))
		h.Set.Move(clock.On(civil.MustDate("2025-04-01"), 9, 0))
		sheet(t, h, "2025-03")
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-03"))
		apptest.Must(t, err)
		out, counts, had := changes(d.RunID)
		if !had || counts[payroll.IsNew] != 1 || counts[payroll.IsGone] != 1 || counts[payroll.OtherAmount] != 1 ||
			counts[payroll.OtherAccount] != 1 || len(out) != 4 {
			t.Fatalf("%v %+v", counts, out)
		}
		for _, c := range out {
			switch c.Kind {
			case payroll.IsNew:
				if c.PlacementID != 3 || c.Was != 0 || c.Now == 0 || c.StartOn.String() != "2025-03-10" {
					t.Errorf("%+v", c)
				}
			case payroll.IsGone:
				if c.PlacementID != 1 || c.Was != 80_000 || c.EndReason != "own_wish" {
					t.Errorf("%+v", c)
				}
			case payroll.OtherAmount:
				if c.PlacementID != 2 || c.Was != 40_000 || c.Now != 80_000 {
					t.Errorf("%+v", c)
				}
			case payroll.OtherAccount:
				if c.PlacementID != 2 || c.NowTail != "7777" || c.WasTail == "7777" {
					t.Errorf("%+v", c)
				}
			}
		}
		// inside another county nothing of it is seen
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			run, err := payroll.RunByID(s, d.RunID)
			apptest.Must(t, err)
			out, _, _, err := payroll.Changes(s, run, authz.Under(h.Region("370481").Path), 10)
			if len(out) > 0 {
				t.Errorf("%+v", out)
			}
			return err
		}))
	})
}
