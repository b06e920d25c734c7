package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestAge_of_a_late_month(t *testing.T) {
	due := civil.MustDate("2025-03-15")
	for _, x := range []struct{ days, class int }{
		{-3, 0},
		{0, 0},
		{1, 1},
		{7, 1},
		{8, 2},
		{15, 2},
		{16, 3},
		{30, 3},
		{31, 4},
		{400, 4},
	} {
		if class, days := payment.Age(due, due.AddDays(x.days)); class != x.class || class > 0 && days != x.days {
			t.Errorf("%d days: class %d, %d days", x.days, class, days)
		}
	}
}

// A month wanders from desk to desk, and everywhere it is said where it waits, until the bank confirms; it follows who
// has left.
func TestOwing_says_at_whose_desk_a_month_waits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		p := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		q := h.Hold(1, "没有账号", "", "2025-01-01", "")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE person SET account_index = NULL WHERE id = (SELECT person_id FROM placement WHERE id = ?)",
				q)
			return err
		}))
		a := actors(h)
		feb := civil.MustMonth("2025-02")
		county := authz.Under(h.Region("370402").Path)
		waits := func(want ...string) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := payment.OwingOf(s, county, payment.OwingFilter{Until: feb})
				var got []string
				for _, o := range rows {
					got = append(got, o.Desk())
				}
				if len(got) != len(want) {
					t.Fatalf("%v, want %v", got, want)
				}
				for i := range want {
					if got[i] != want[i] {
						t.Errorf("%v, want %v", got, want)
					}
				}
				return err
			}))
		}
		waits() // nothing was worked yet
		sheet(t, h, "2025-02")
		waits(payment.AtDraft, payment.AtAccount)
		_, err := fund.Register(ctx, h.Desk, a.release, "", h.Region("370402"),
			fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕1号",
				AmountFen: 500_000, OnDate: civil.MustDate("2025-01-02")})
		apptest.Must(t, err)
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), feb)
		apptest.Must(t, err)
		waits(payment.AtNotice, payment.AtAccount)
		_, err = h.Payroll.Notice(ctx, a.prepare, "", d.RunID, 1, civil.MustDate("2025-03-03"), civil.MustDate("2025-03-06"),
			"")
		apptest.Must(t, err)
		waits(payment.AtAudit, payment.AtAccount)
		h.Set.Move(clock.On(civil.MustDate("2025-03-07"), 9, 0))
		_, err = h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))
		apptest.Must(t, err)
		_, err = h.Payroll.Approve(ctx, a.approve, "", d.RunID, 2, "")
		apptest.Must(t, err)
		waits(payment.AtPrepare, payment.AtAccount)
		_, err = h.Placements.End(ctx, a.approve, "", p, 1, civil.MustDate("2025-03-07"), "own_wish", "")
		apptest.Must(t, err)
		settle := func(word string) {
			t.Helper()
			batch, err := h.Payments.Prepare(ctx, a.prepare, "", d.RunID, payment.Payer{})
			apptest.Must(t, err)
			waits(payment.AtRelease, payment.AtAccount)
			_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
			apptest.Must(t, err)
			waits(payment.AtBank, payment.AtAccount)
			_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, civil.MustDate("2025-03-07"), answer(word))
			apptest.Must(t, err)
		}
		settle("1|800.00|失败|已销户")
		waits(payment.AtAccount, payment.AtAccount)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := payment.OwingOf(s, county, payment.OwingFilter{Until: feb})
			if o := rows[0]; o.Returned != "已销户" || !o.Gone || o.AmountFen != 80_000 {
				t.Errorf("%+v", o)
			}
			// later months, one person, another county
			next, err2 := payment.OwingOf(s, county, payment.OwingFilter{From: feb.Add(1), Until: feb.Add(1)})
			one, err3 := payment.OwingOf(s, county, payment.OwingFilter{Until: feb, PersonID: rows[1].PersonID})
			none, err4 := payment.OwingOf(s, authz.Under(h.Region("370481").Path), payment.OwingFilter{Until: feb})
			if len(next) != 0 || len(one) != 1 || len(none) != 0 || err2 != nil || err3 != nil || err4 != nil {
				t.Errorf("%+v %+v %+v", next, one, none)
			}
			return err
		}))
		mend(t, h, "", "999000000000044")
		waits(payment.AtPrepare, payment.AtAccount) // mended: the money waits for the next order
		settle("1|800.00|成功")
		waits(payment.AtAccount)
	})
}
