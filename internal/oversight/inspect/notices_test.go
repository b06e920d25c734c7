package inspect_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/database"
)

// The pass reads when the approved lists hung, and leaves alone what the villages hung before the draft.
func TestPass_reads_the_notices_of_pay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		p := h.Hold(0, "领款人", "999000000000000", "2025-01-01", "")
		frozen(t, h, 50, "2025-01", map[int64]money.Fen{p: 80000})
		found := func() (n int) {
			t.Helper()
			out, _, err := inspect.Look(ctx, db, h.Set.Now, oversight.Rules(), h.Region(apptest.County).Path, nil)
			apptest.Must(t, err)
			for f := range out.Finds.All() {
				if f.Rule.Code == "procedure.pay_notice" {
					n++
				}
			}
			return n
		}
		is := func(what string, want, hung int, from, until string) {
			t.Helper()
			apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
				_, err := tx.Exec("UPDATE pay_run SET notice_from = ?, notice_until = ?, drafted_us = ?, approved_us = ?, "+
					"hung = ? WHERE id = 50", from, until, int64(clock.On(civil.MustDate("2025-02-05"), 9, 0)),
					int64(clock.On(civil.MustDate("2025-02-20"), 9, 0)), hung)
				return err
			}))
			if got := found(); got != want {
				t.Errorf("%s: %d findings, want %d", what, got, want)
			}
		}
		is("in order", 0, 0, "2025-02-05", "2025-02-08")
		is("two days", 1, 0, "2025-02-05", "2025-02-07")
		is("before the draft", 1, 0, "2025-02-03", "2025-02-08")
		is("what the villages hung first", 0, 1, "2025-02-03", "2025-02-08")
		is("approved while it hung", 1, 0, "2025-02-05", "2025-02-20")
		is("hung while the month was worked", 1, 1, "2025-01-28", "2025-02-08")
	})
}
