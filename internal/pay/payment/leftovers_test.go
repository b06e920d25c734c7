package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// The hourly minimum does not change back in time once a list has a month: asked at the proposal and at the approval.
func TestWage_is_not_changed_back_in_time_after_pay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		one, two := h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", apptest.County, "-2")
		change := func(from string) (int64, error) {
			return rulebook.Propose(ctx, h.Desk, one, "", rulebook.Change{Param: "wage.hourly_min",
				RegionPath: h.Region(apptest.County).Path, FromDate: civil.MustDate(from), Value: "21.00",
				Reason: "省里公布", Document: "鲁政字1号", PastReason: "文件从这一天起执行"})
		}
		early, err := change("2025-02-15")
		apptest.Must(t, err)
		a := actors(h)
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		_, err = rulebook.Decide(ctx, h.Desk, two, "", early, true)
		want(t, "payroll.wage_touched", err)
		for _, from := range []string{"2025-01-01", "2025-02-28"} {
			_, err = change(from)
			want(t, "payroll.wage_touched", err)
		}
		next, err := change("2025-03-01")
		apptest.Must(t, err)
		_, err = rulebook.Decide(ctx, h.Desk, two, "", next, true)
		apptest.Must(t, err)
		_, err = h.Payroll.Cancel(ctx, a.prepare, "", d.RunID, 1, "先改最低工资")
		apptest.Must(t, err)
		_, err = rulebook.Decide(ctx, h.Desk, two, "", early, true)
		apptest.Must(t, err)
	})
}

// What was paid beyond a last day that became known later is what the days until then are not worth by the county's
// basis, and a sum by another basis than calendar days is not warned of by calendar days.
func TestPaidBeyond_and_warnings_go_by_the_basis(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		for i := range 2 {
			h.Hold(i, "领款人"+string([]rune("甲乙")[i]), "99900000000000"+string(rune('0'+i)), "2025-01-01", "")
		}
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "days")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 20), strings.Repeat("P", 10)+strings.Repeat("A", 18))
		a := actors(h)
		run := approved(t, h)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			book, err := rulebook.Load(s)
			apptest.Must(t, err)
			x := runOf(t, h, run)
			x.State = payroll.Draft
			got, err := payroll.WarnedOf(s, book, x, authz.Everywhere())
			if len(got) > 0 {
				t.Errorf("warned: %+v", got)
			}
			return err
		}))
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(), answer("1|800.00|成功", "2|533.33|成功"))
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			for _, x := range []struct {
				placement int64
				end       string
				want      money.Fen
			}{
				{2, "2025-02-28", 0},
				{2, "2025-02-14", 53_333 - 40_000}, // ten days of fifteen, never more than half a month brings
				{2, "2025-01-31", 53_333},
				{1, "2025-02-28", 0},
			} {
				got, err := payment.PaidBeyond(s, x.placement, civil.MustDate("2025-01-01"), civil.MustDate(x.end))
				if got != x.want || err != nil {
					t.Errorf("%d paid beyond %s: %v %v, want %v", x.placement, x.end, got, err, x.want)
				}
			}
			return nil
		}))
		holds(t, h)
	})
}

// A post changed in the middle of the month: each part by the basis of its own kind of post, one item, one payment.
func TestPost_changed_in_mid_month_is_paid_by_the_basis_of_each_kind(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		for i := range 2 {
			h.Hold(i, "领款人"+string([]rune("甲乙")[i]), "99900000000000"+string(rune('0'+i)), "2025-01-01", "")
		}
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "whole")
		ruleFor(t, h, "patrol", civil.MustDate("2025-02-01"), "pay.basis", "days")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 14)+strings.Repeat("-", 14),
			strings.Repeat("-", 14)+strings.Repeat("P", 5)+strings.Repeat("-", 9))
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			for _, sql := range []string{
				"UPDATE placement SET end_on = '2025-02-14', state = 'ended', end_reason = 'own_wish' WHERE id = 1",
				"UPDATE placement SET person_id = (SELECT x.person_id FROM (SELECT person_id FROM placement WHERE id = 1) x), " +
					"start_on = '2025-02-15' WHERE id = 2",
				"UPDATE post SET kind = 'patrol' WHERE id = (SELECT post_id FROM placement WHERE id = 2)"} {
				if _, err := tx.Exec(sql); err != nil {
					return err
				}
			}
			return nil
		}))
		run := approved(t, h)
		got := linesOf(t, h, run)
		if len(got) != 2 || got[0].PayBasis != "whole" || got[0].AmountFen != 40_000 || got[1].PayBasis != "days" ||
			got[1].AmountFen != 26_667 || got[1].Steps != "days:5:15:26667" {
			t.Errorf("%+v", got)
		}
		if x := runOf(t, h, run); x.Items != 1 || x.TotalFen != 66_667 {
			t.Errorf("%+v", x)
		}
		holds(t, h)
	})
}

// A sheet that comes after the run: who waited for it is on no list, and a list of their own pays them.
func TestSheet_after_the_run_is_paid_by_a_list_of_its_own(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "领款人甲", "999000000000000", "2025-01-01", "")
		feb, a := civil.MustMonth("2025-02"), actors(h)
		_, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), feb)
		want(t, "payroll.nothing", err)
		h.Set.Move(clock.On(civil.MustDate("2025-03-20"), 9, 0))
		sheet(t, h, "2025-02")
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), feb)
		apptest.Must(t, err)
		if x := runOf(t, h, d.RunID); x.Items != 1 || x.TotalFen != 80_000 {
			t.Errorf("%+v", x)
		}
	})
}

// Where a month's pay begins on the 26th of the month before, the last days of who left then stand on that month's
// sheet: they are owed with the month that pays them, and not said to have nothing here.
func TestPeriod_owes_the_last_days_of_who_left_behind_its_end(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "领款人甲", "999000000000000", "2025-01-01", "")
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.period_from", "26")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 27))
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET end_on = '2025-02-27', state = 'ended', end_reason = 'own_wish'")
			return err
		}))
		h.Set.Move(clock.On(civil.MustDate("2025-04-20"), 9, 0))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			var person int64
			_, err := s.One(&person, "SELECT person_id FROM placement")
			apptest.Must(t, err)
			book, err := rulebook.Load(s)
			apptest.Must(t, err)
			owed, err := payment.OwingOf(s, authz.Everywhere(), payment.OwingFilter{Until: civil.MustMonth("2025-03"),
				PersonID: person, Today: h.Set.Now().Date()})
			apptest.Must(t, err)
			said := ""
			for _, o := range owed {
				said += o.Month.String() + " " + o.AmountFen.String() + ";"
			}
			if said != "2025-02 714.29;2025-03 57.14;" {
				t.Errorf("owed %s", said)
			}
			missing, err := payment.MissingOfPerson(s, book, person, h.Set.Now().Date())
			for _, m := range missing {
				if m.Month == civil.MustMonth("2025-03") {
					t.Errorf("nothing is here of %+v", m)
				}
			}
			return err
		}))
	})
}

// ruleFor a kind of post.
func ruleFor(t *testing.T, h *apptest.House, kind string, from civil.Date, key, value string) {
	t.Helper()
	id, err := rulebook.Propose(ctx, h.Desk, h.Actor("city_manager", "3704"), "", rulebook.Change{Param: key,
		RegionPath: h.Region(apptest.County).Path, Fund: kind, Value: value, FromDate: from, Reason: "按区里的办法设定",
		Document: "区文件1号", PastReason: "文件从这一天起执行"})
	apptest.Must(t, err)
	_, err = rulebook.Decide(ctx, h.Desk, h.Actor("city_manager", "3704", "-2"), "", id, true)
	apptest.Must(t, err)
}
