package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Days at work on a sheet stay owed, and come onto the list, where an exit or a suspension was dated before them once;
// who did not work after the exit is owed nothing, and no line of nothing stands anywhere.
func TestOwing_keeps_days_worked_after_an_exit_that_was_dated_before(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		left := h.Hold(0, "退出人甲", "999000000000001", "2025-01-01", "")
		gone := h.Hold(1, "退出人乙", "999000000000002", "2025-01-01", "")
		idle := h.Hold(2, "退出人丙", "999000000000003", "2025-01-01", "")
		paused := h.Hold(3, "暂停人丁", "999000000000004", "2025-01-01", "")
		sheet(t, h, "2025-02") // day 20 of everybody
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			for _, x := range []struct {
				query string
				args  []any
			}{
				{"UPDATE placement SET state = 'ended', end_reason = 'health', end_on = '2025-02-10' WHERE id = ?", []any{left}},
				{"UPDATE placement SET state = 'ended', end_reason = 'health', end_on = '2025-01-20' WHERE id IN (?, ?)",
					[]any{gone, idle}},
				{"UPDATE duty_line SET days = REPLACE(days, 'P', 'A') WHERE placement_id = ?", []any{idle}},
				{"INSERT INTO placement_event (placement_id, kind, on_date, reason, remark, actor_id, channel, at_us, trail_id, " +
					"row_digest) VALUES (?, 'suspended', '2025-02-01', '', '住院', 1, 'web', 1, 1, 'd')", []any{paused}},
			} {
				_, err := tx.Exec(x.query, x.args...)
				apptest.Must(t, err)
			}
			return nil
		}))
		want := map[int64]money.Fen{left: 31429, gone: 2857, paused: 2857} // 11, 1 and 1 of 28 days of 800.00
		feb := civil.MustMonth("2025-02")
		county := h.Region("370402")
		is := func(what string) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := payment.OwingOf(s, authz.Under(county.Path), payment.OwingFilter{From: feb, Until: feb})
				if len(rows) != len(want) {
					t.Errorf("%s: %+v", what, rows)
				}
				for _, o := range rows {
					if o.AmountFen != want[o.PlacementID] {
						t.Errorf("%s, %s: %s, want %s", what, o.Name, o.AmountFen, want[o.PlacementID])
					}
				}
				return err
			}))
		}
		is("by the sheets")
		_, err := h.Payroll.DraftRun(ctx, actors(h).prepare, county, feb)
		apptest.Must(t, err)
		is("by the list")
	})
}
