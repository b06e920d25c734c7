package payment_test

import (
	"fmt"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// carry takes a drafted run to its approval, a week later.
func carry(t *testing.T, h *apptest.House, run int64) {
	t.Helper()
	a, today := actors(h), h.Set.Now().Date()
	_, err := h.Payroll.Notice(ctx, a.prepare, "", run, 1, today, today.AddDays(3), "")
	apptest.Must(t, err)
	h.Set.Move(clock.On(today.AddDays(4), 9, 0))
	if runOf(t, h, run).AheadDocument != "" {
		all := payroll.Answer{AllAhead: true, Verdict: payroll.AnswerPaid, Why: "按文件预发，协议和人员已核对"}
		_, err = h.Payroll.Answer(ctx, a.town, "", run, h.Region(apptest.Town), all)
		apptest.Must(t, err)
	}
	_, err = h.Payroll.Audit(ctx, a.town, "", run, h.Region(apptest.Town))
	apptest.Must(t, err)
	_, err = h.Payroll.Approve(ctx, a.approve, "", run, 2, "")
	apptest.Must(t, err)
}

type row struct {
	ID        int64
	PersonID  int64
	Kind      string
	OfItemID  *int64
	Shares    string
	AmountFen int64
	Days      int64
}

func itemsOf(t *testing.T, h *apptest.House, run int64) (out []row) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&out,
			"SELECT id, person_id, kind, of_item_id, shares, amount_fen, days FROM pay_item WHERE run_id = ? ORDER BY id", run)
	}))
	return out
}

func runOf(t *testing.T, h *apptest.House, id int64) (x payroll.Run) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) { x, err = payroll.RunByID(s, id); return err }))
	return x
}

// A renewal at another rate in the middle of a month: two placements, one item, one payment.
func TestItem_has_a_line_for_each_placement(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 2)
		// the second placement is the first holder's from the 15th on, from another fund
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			var ids []int64
			if err := tx.Select(&ids, "SELECT id FROM placement ORDER BY id"); err != nil {
				return err
			}
			_, err := tx.Exec(
				"UPDATE placement SET end_on = '2025-02-14', state = 'ended', end_reason = 'agreement_ended' WHERE id = ?", ids[0])
			if err != nil {
				return err
			}
			var person int64
			if _, err := tx.One(&person, "SELECT person_id FROM placement WHERE id = ?", ids[0]); err != nil {
				return err
			}
			if _, err := tx.Exec("UPDATE placement SET person_id = ?, start_on = '2025-02-15', rate_fen = 56000 WHERE id = ?",
				person, ids[1]); err != nil {
				return err
			}
			_, err = tx.Exec("UPDATE post SET fund = 'county_finance' WHERE id = (SELECT post_id FROM placement WHERE id = ?)",
				ids[1])
			return err
		}))
		_, err := fund.Register(ctx, h.Desk, actors(h).release, "", h.Region("370402"),
			fund.Document{Kind: fund.In, Fund: "county_finance", Year: "2025", Level: "city", Number: "市财〔2025〕2号",
				AmountFen: 500_000, OnDate: civil.MustDate("2025-01-02")})
		apptest.Must(t, err)
		run := approved(t, h)
		items := itemsOf(t, h, run)
		if len(items) != 1 || items[0].Shares == "" || items[0].Days != 28 {
			t.Fatalf("one item with two lines: %+v", items)
		}
		if x := runOf(t, h, run); x.Items != 1 || int64(x.TotalFen) != items[0].AmountFen {
			t.Errorf("run: %+v", x)
		}
		a := actors(h)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(),
			answer("1|"+yuan(items[0].AmountFen)+"|成功"))
		apptest.Must(t, err)
		holds(t, h)
	})
}

func TestRuns_of_other_kinds_name_what_they_add_to(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 2)
		feb, county, a := civil.MustMonth("2025-02"), h.Region("370402"), actors(h)
		_, err := h.Payroll.DraftCorrection(ctx, a.prepare, county, feb)
		want(t, "payroll.not_paid", err)
		run := approved(t, h)
		first := itemsOf(t, h, run)
		_, err = h.Payroll.DraftCorrection(ctx, a.prepare, county, feb)
		want(t, "payroll.nothing", err)

		// The agreement's rate of the month was entered too low.
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET rate_fen = rate_fen + 2800 WHERE person_id = ?", first[0].PersonID)
			return err
		}))
		d, err := h.Payroll.DraftCorrection(ctx, a.prepare, county, feb)
		apptest.Must(t, err)
		if again, err := h.Payroll.DraftCorrection(ctx, a.prepare, county, feb); err != nil || !again.Joined ||
			again.RunID != d.RunID {
			t.Errorf("twice: %+v %v", again, err)
		}
		carry(t, h, d.RunID)
		got := itemsOf(t, h, d.RunID)
		if x := runOf(t, h, d.RunID); x.Kind != payroll.Correction || x.Number != 1 || len(got) != 1 ||
			got[0].AmountFen != 2800 || got[0].OfItemID == nil || *got[0].OfItemID != first[0].ID {
			t.Errorf("correction: %+v %+v", x, got)
		}
		_, err = h.Payroll.DraftCorrection(ctx, a.prepare, county, feb)
		want(t, "payroll.nothing", err)

		// Both are owed: one month, one sum. Once the first is paid, what is still to come stands beside what came.
		owed := func(want, came money.Fen) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := payment.OwingOf(s, authz.Under(county.Path),
					payment.OwingFilter{Until: feb, PersonID: first[0].PersonID})
				if len(rows) != 1 || rows[0].AmountFen != want || rows[0].PaidFen != came || rows[0].Desk() != payment.AtPrepare {
					t.Errorf("%+v, want %v and %v", rows, want, came)
				}
				return err
			}))
		}
		owed(money.Fen(first[0].AmountFen+2800), 0)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(),
			answer("1|"+yuan(first[0].AmountFen)+"|成功", "2|"+yuan(first[1].AmountFen)+"|成功"))
		apptest.Must(t, err)
		owed(2800, money.Fen(first[0].AmountFen))
		// the board counts both as paid, and says where the rest waits
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := payment.BoardOf(s, h.Region(home).Path, feb.Add(-5), feb,
				h.Set.Now().Date())
			if len(rows) != 1 || rows[0].Month != feb || rows[0].Paid != 2 || len(rows[0].Waits) != 1 ||
				rows[0].Waits[0].N != 1 || rows[0].Waits[0].Desk != payment.AtPrepare {
				t.Errorf("%+v", rows)
			}
			return err
		}))

		// And now it turns out to have been too high: nothing is taken, it is named.
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET rate_fen = rate_fen - 5600 WHERE person_id = ?", first[0].PersonID)
			return err
		}))
		_, err = h.Payroll.DraftCorrection(ctx, a.prepare, county, feb)
		want(t, "payroll.nothing", err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			over, err := payroll.OverpaidOf(s, county.Path, feb)
			if len(over) != 1 || over[0].Was-over[0].Owed != 5600 {
				t.Errorf("overpaid: %+v", over)
			}
			return err
		}))
		holds(t, h)
	})
}

func TestReverse_frees_the_money_and_the_month(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 3)
		a, county := actors(h), h.Region("370402")
		run := approved(t, h)
		items := itemsOf(t, h, run)
		before := balance(t, h)
		for _, x := range []struct {
			who  authz.Actor
			why  string
			code string
		}{
			{a.prepare, "户主已故", "authz.forbidden"},
			{h.Actor("county_reviewer", "370481"), "户主已故", "authz.not_found"},
			{a.approve, "", "form.required"},
		} {
			_, err := h.Payments.Reverse(ctx, x.who, "", items[0].ID, x.why)
			want(t, x.code, err)
		}
		_, err := h.Payments.Reverse(ctx, a.approve, "", items[0].ID, "批准后发现重复")
		apptest.Must(t, err)
		_, err = h.Payments.Reverse(ctx, a.approve, "", items[0].ID, "批准后发现重复")
		want(t, "payment.reversed", err)
		after := balance(t, h)
		if int64(after.Available-before.Available) != items[0].AmountFen ||
			int64(before.Committed-after.Committed) != items[0].AmountFen {
			t.Errorf("%+v, then %+v", before, after)
		}
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Reverse(ctx, a.approve, "", items[1].ID, "批准后发现重复")
		want(t, "payment.reverse_on_way", err)
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(),
			answer("1|"+yuan(items[1].AmountFen)+"|成功", "2|"+yuan(items[2].AmountFen)+"|失败|已销户"))
		apptest.Must(t, err)
		_, err = h.Payments.Reverse(ctx, a.approve, "", items[1].ID, "批准后发现重复")
		want(t, "payment.reverse_paid", err)
		middle := balance(t, h)
		_, err = h.Payments.Reverse(ctx, a.approve, "", items[2].ID, "退票后查明已故") // its money came back with the return
		apptest.Must(t, err)
		if got := balance(t, h); got != middle {
			t.Errorf("a returned payment was freed twice: %+v, was %+v", got, middle)
		}
		// The month is free again; past its due day this is a run of arrears.
		h.Set.Move(clock.On(civil.MustDate("2025-03-20"), 9, 0))
		d, err := h.Payroll.DraftRun(ctx, a.prepare, county, civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		carry(t, h, d.RunID)
		if x := runOf(t, h, d.RunID); x.Kind != payroll.Arrears || x.Number != 1 || x.Items != 2 {
			t.Errorf("%+v", x)
		}
		holds(t, h)
	})
}

// worked is an office with holders of all February, their sheet reviewed.
func worked(t *testing.T, db *database.DB, holders int) *apptest.House {
	t.Helper()
	h := apptest.New(t, db)
	for i := range holders {
		h.Hold(i, "领款人"+string([]rune("甲乙丙丁")[i]), fmt.Sprintf("99900000000000%d", i), "2025-01-01", "")
	}
	sheet(t, h, "2025-02")
	return h
}

func yuan(fen int64) string { return money.Fen(fen).String() }

func TestApprove_refuses_a_fund_for_what_it_may_not_pay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 2)
		a, county := actors(h), h.Region("370402")
		_, err := fund.Register(ctx, h.Desk, a.release, "", county,
			fund.Document{Kind: fund.In, Fund: "photovoltaic", Year: "2025", Level: "county", Number: "区财1号", AmountFen: 500_000,
				OnDate: civil.MustDate("2025-01-02")})
		apptest.Must(t, err)
		set := func(column, value string) {
			apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
				_, err := tx.Exec(
					map[string]string{"fund": "UPDATE post SET fund = ?", "basis": "UPDATE placement SET basis = ?"}[column], value)
				return err
			}))
		}
		set("fund", "photovoltaic") // the holders were placed as 农村大龄人员
		d, err := h.Payroll.DraftRun(ctx, a.prepare, county, civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		today := h.Set.Now().Date()
		_, err = h.Payroll.Notice(ctx, a.prepare, "", d.RunID, 1, today, today.AddDays(3), "")
		apptest.Must(t, err)
		h.Set.Move(clock.On(today.AddDays(4), 9, 0))
		_, err = h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))
		apptest.Must(t, err)
		_, err = h.Payroll.Approve(ctx, a.approve, "", d.RunID, 2, "")
		want(t, "payroll.fund_use", err)
		set("basis", "poverty_out")
		_, err = h.Payroll.Approve(ctx, a.approve, "", d.RunID, 2, "")
		apptest.Must(t, err)
		holds(t, h)
	})
}

func TestWarned_names_pay_below_the_hourly_minimum(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 2)
		// 800 yuan for 41 hours, where the hour is 20 yuan at least
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET hours_month = 41 WHERE id = (SELECT x.id FROM (SELECT MIN(id) AS id FROM " +
				"placement) x)")
			return err
		}))
		d, err := h.Payroll.DraftRun(ctx, actors(h).prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			book, err := rulebook.Load(s)
			if err != nil {
				return err
			}
			x, err := payroll.RunByID(s, d.RunID)
			if err != nil {
				return err
			}
			got, err := payroll.WarnedOf(s, book, x, authz.Everywhere())
			if len(got) != 1 || got[0].Kind != payroll.TooLow || got[0].LeastFen != 82_000 || got[0].AmountFen != 80_000 {
				t.Errorf("%+v", got)
			}
			return err
		}))
	})
}
