package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
)

// February's pay comes before the month is over; at its end what was too little is paid and what was too much is named.
func TestDraftAhead_pays_a_month_before_it_is_over_and_is_put_right_after(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		p := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		q := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		h.Set.Move(clock.On(civil.MustDate("2025-02-03"), 9, 0))
		a, county, feb := actors(h), h.Region("370402"), civil.MustMonth("2025-02")
		_, err := fund.Register(ctx, h.Desk, a.release, "", county,
			fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕1号",
				AmountFen: 500_000, OnDate: civil.MustDate("2025-01-02")})
		apptest.Must(t, err)
		under := payroll.Ahead{Document: "薛人社〔2025〕3号", On: civil.MustDate("2025-02-01")}

		_, err = h.Payroll.DraftAhead(ctx, a.release, county, feb, under)
		want(t, "authz.forbidden", err)
		_, err = h.Payroll.DraftAhead(ctx, a.prepare, h.Region("370481"), feb, under)
		want(t, "authz.not_found", err)
		_, err = h.Payroll.DraftAhead(ctx, a.prepare, county, feb, payroll.Ahead{On: under.On})
		want(t, "form.required", err)
		_, err = h.Payroll.DraftAhead(ctx, a.prepare, county, feb,
			payroll.Ahead{Document: under.Document, On: civil.MustDate("2025-02-04")})
		want(t, "form.future", err)
		for _, m := range []string{"2025-01", "2025-04"} {
			_, err = h.Payroll.DraftAhead(ctx, a.prepare, county, civil.MustMonth(m), under)
			want(t, "payroll.not_ahead", err)
		}
		_, err = h.Payroll.DraftRun(ctx, a.prepare, county, feb)
		want(t, "payroll.month", err)

		d, err := h.Payroll.DraftAhead(ctx, a.prepare, county, feb, under)
		apptest.Must(t, err)
		if again, err := h.Payroll.DraftAhead(ctx, a.prepare, county, feb, under); err != nil || !again.Joined ||
			again.RunID != d.RunID {
			t.Errorf("twice: %+v %v", again, err)
		}
		carry(t, h, d.RunID)
		if x := runOf(t, h, d.RunID); x.Kind != payroll.Regular || x.AheadDocument != under.Document ||
			x.AheadOn != under.On || x.Items != 2 {
			t.Errorf("%+v", x)
		}
		_, err = h.Payroll.DraftAhead(ctx, a.prepare, county, feb, under)
		want(t, "payroll.ahead_live", err)
		items := itemsOf(t, h, d.RunID)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", d.RunID, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(),
			answer("1|"+yuan(items[0].AmountFen)+"|成功", "2|"+yuan(items[1].AmountFen)+"|成功"))
		apptest.Must(t, err)
		over := func(n int) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := payroll.OverpaidOf(s, county.Path, feb)
				if len(rows) != n {
					t.Errorf("overpaid: %+v, want %d", rows, n)
				}
				return err
			}))
		}
		over(0) // nothing is known before the sheet is locked

		// The first left before its end; the second's rate had been entered too low.
		h.Set.Move(clock.On(civil.MustDate("2025-02-24"), 9, 0))
		_, err = h.Placements.End(ctx, a.approve, "", p, 1, civil.MustDate("2025-02-24"), "own_wish", "")
		apptest.Must(t, err)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET rate_fen = rate_fen + 2800 WHERE id = ?", q)
			return err
		}))
		h.Set.Move(clock.On(civil.MustDate("2025-03-01"), 9, 0))
		sheet(t, h, "2025-02")
		fix, err := h.Payroll.DraftCorrection(ctx, a.prepare, county, feb)
		apptest.Must(t, err)
		carry(t, h, fix.RunID)
		if more := itemsOf(t, h, fix.RunID); len(more) != 1 || more[0].AmountFen != 2800 {
			t.Errorf("%+v", more)
		}
		over(1)
		holds(t, h)
	})
}
