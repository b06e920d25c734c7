package complaint_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Who says that a month's pay did not come is shown with that month's items and what the bank said of them, and with
// nobody else's.
func TestComplaint_about_a_month_opens_to_its_pay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		p := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		h.Set.Move(clock.On(civil.MustDate("2025-03-10"), 9, 0))
		feb := civil.MustMonth("2025-02")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			c := h.Region(apptest.County)
			run, err := tx.Create(
				"INSERT INTO pay_run (region_id, path, month, number, state, objections, drafted_by, drafted_key, drafted_us, "+
					"approved_key) VALUES (?, ?, '2025-02', 1, 'approved', '', 1, 'k', 1, 'l')",
				c.ID, c.Path)
			if err != nil {
				return err
			}
			batch, err := tx.Create(
				"INSERT INTO pay_batch (run_id, path, number, state, prepared_by, prepared_key, items, total_fen, file_digest) "+
					"VALUES (?, ?, 1, 'settled', 1, 'k', 1, 80000, ?)",
				run, c.Path, make([]byte, 32))
			if err != nil {
				return err
			}
			item, err := tx.Create(
				"INSERT INTO pay_item (run_id, placement_id, person_id, village_id, path, month, fund, days, of_days, "+
					"amount_fen, name, basis, account_tail, at_us, trail_id, row_digest) SELECT ?, id, person_id, village_id, path, "+
					"'2025-02', 'employment_subsidy', 28, 28, 80000, 'x', 'older', '0001', 1, 1, ? FROM placement WHERE id = ?",
				run, make([]byte, 32), p)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(
				"INSERT INTO pay_line (item_id, seq, placement_id, village_id, path, month, fund, days, of_days, amount_fen) "+
					"SELECT id, 1, placement_id, village_id, path, month, fund, days, of_days, amount_fen FROM pay_item WHERE id = ?",
				item); err != nil {
				return err
			}
			_, err = tx.Exec(
				"INSERT INTO payment_event (item_id, batch_id, kind, reason, amount_fen, on_date, path, actor_id, at_us, "+
					"trail_id, row_digest) VALUES (?, ?, 'returned', '已销户', 80000, '2025-03-05', ?, 1, 1, 1, ?)",
				item, batch, c.Path, make([]byte, 32))
			return err
		}))
		said := func(kind string, m civil.Month) (complaint.Complaint, complaint.Around, error) {
			r, err := h.Complaints.Register(ctx, h.Actor("telephone_clerk", apptest.County), "", h.Region(home),
				complaint.Said{About: complaint.Village, Kind: kind, CameBy: "telephone", PlacementID: p, Month: m,
					Text: "二月的钱没有到"})
			if err != nil {
				return complaint.Complaint{}, complaint.Around{}, err
			}
			var c complaint.Complaint
			var a complaint.Around
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				if c, err = complaint.ByID(s, r.ID); err != nil {
					return err
				}
				a, err = complaint.AroundOf(s, c)
				return err
			}))
			return c, a, nil
		}
		_, a, err := said("unpaid", feb)
		apptest.Must(t, err)
		if len(a.Rows) != 1 || !a.Rows[0].About || len(a.Rows[0].Items) != 1 {
			t.Fatalf("%+v", a)
		}
		if i := a.Rows[0].Items[0]; i.AmountFen != 80_000 || i.Word != "returned" || i.Reason != "已销户" ||
			i.OnDate != civil.MustDate("2025-03-05") {
			t.Errorf("%+v", i)
		}
		_, a, err = said("unpaid", civil.Month{}) // no month named: none asked
		apptest.Must(t, err)
		if len(a.Rows) != 0 {
			t.Errorf("%+v", a)
		}
		c, _, err := said("conduct", feb)
		apptest.Must(t, err)
		if !c.Month.IsZero() {
			t.Errorf("a month of a complaint about conduct: %s", c.Month)
		}
		for _, m := range []string{"2025-04", "2019-12"} {
			if _, _, err := said("unpaid", civil.MustMonth(m)); errs.CodeOf(err) != "complaint.month" {
				t.Errorf("%s: %v", m, err)
			}
		}
		if _, err := h.Complaints.Register(ctx, authz.Villager(), "", h.Region(home),
			complaint.Said{About: complaint.Village, Kind: "asked_back", CameBy: complaint.Web, Month: feb,
				Text: "让我把二月的钱交回去"}); err != nil {
			t.Error(err)
		}
	})
}
