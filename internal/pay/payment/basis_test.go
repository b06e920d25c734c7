package payment_test

import (
	"strings"
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/rulebook"
)

// sheetOf a month: what each holder's days say, in the order of their placements, sent and reviewed.
func sheetOf(t *testing.T, h *apptest.House, month string, marks ...string) {
	t.Helper()
	id := sendOf(t, h, month, marks...)
	_, err := h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", id, 2, true, "")
	apptest.Must(t, err)
}

// sendOf is the same, sent only.
func sendOf(t *testing.T, h *apptest.House, month string, marks ...string) (id int64) {
	t.Helper()
	clerk := h.Actor("village_registrar", home)
	id, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth(month))
	apptest.Must(t, err)
	var lines []duty.Line
	apptest.Must(t,
		h.DB.Read(ctx, func(s *database.Snapshot) (err error) { lines, err = duty.LinesOf(s, id); return err }))
	f := duty.Form{ID: id, Version: 1}
	for i, l := range lines {
		x := duty.Typed{PlacementID: l.PlacementID}
		for n, m := range marks[i] {
			if m != '-' {
				x.Days[n] = duty.Word(byte(m))
			}
		}
		f.Lines = append(f.Lines, x)
	}
	_, err = h.Duty.Submit(ctx, clerk, "", f)
	apptest.Must(t, err)
	return id
}

type line struct {
	AmountFen, DeductedFen money.Fen
	Days, OfDays           int64
	PayBasis, Steps        string
	CountedDays            *int64
	AgreedDays             int64
}

func linesOf(t *testing.T, h *apptest.House, run int64) (out []line) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&out, "SELECT l.amount_fen, l.deducted_fen, l.days, l.of_days, l.pay_basis, l.steps, "+
			"l.counted_days, l.agreed_days FROM pay_item i JOIN pay_line l ON l.item_id = i.id WHERE i.run_id = ? "+
			"ORDER BY l.placement_id", run)
	}))
	return out
}

func linesNow(r database.Reader, x payroll.Run, scope authz.Scope) ([]payroll.Row, error) {
	return payroll.Lines(r, x, scope, payroll.LineFilter{}, &listing.Window{Limit: 10})
}

// Pay by days at work, from the draft to what stays owed: who worked ten of fifteen days gets ten of them, and whoever
// was on leave without pay on all days is on no list, counted, and not forgotten.
func TestBasis_by_days_from_the_draft_to_the_account(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		for i := range 3 {
			h.Hold(i, "领款人"+string([]rune("甲乙丙")[i]), "99900000000000"+string(rune('0'+i)), "2025-01-01", "")
		}
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "days")
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.counts", "W,O")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 20), strings.Repeat("P", 10)+strings.Repeat("A", 18),
			strings.Repeat("L", 28))
		run := approved(t, h)
		got := linesOf(t, h, run)
		if len(got) != 2 || got[0].AmountFen != 80000 || got[1].AmountFen != 53333 || got[1].PayBasis != "days" ||
			*got[1].CountedDays != 10 || got[1].AgreedDays != 15 || got[1].Days != 28 ||
			got[1].Steps != "days:10:15:53333" {
			t.Errorf("%+v", got)
		}
		a := actors(h)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(), answer("1|800.00|成功", "2|533.33|成功"))
		apptest.Must(t, err)
		holds(t, h)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			county := h.Region("370402").Path
			over, err := payroll.OverpaidOf(s, county, civil.MustMonth("2025-02"))
			if len(over) > 0 || err != nil {
				t.Errorf("overpaid: %+v %v", over, err)
			}
			back, err := payment.Recoveries(s, county, 0)
			if len(back) > 0 || err != nil {
				t.Errorf("to come back: %+v %v", back, err)
			}
			rows, err := linesNow(s, runOf(t, h, run), authz.Under(county))
			if len(rows) != 2 || rows[1].Said() != "计发10天，约定15天，计533.33元" {
				t.Errorf("%+v %v", rows, err)
			}
			return err
		}))
		_, err = h.Payroll.DraftCorrection(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		want(t, "payroll.nothing", err)
		_, err = h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		want(t, "payroll.nothing", err)
	})
}

// Absent on all days, and nobody told: on the list in full as the agreement says, by whatever basis, with the days
// worked beside it.
func TestBasis_absent_on_all_days(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "领款人甲", "999000000000000", "2025-01-01", "")
		sheetOf(t, h, "2025-02", strings.Repeat("A", 28))
		a := actors(h)
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := linesNow(s, runOf(t, h, d.RunID), authz.Under(h.Region("370402").Path))
			if len(rows) != 1 || rows[0].AmountFen != 80000 || rows[0].CountedDays == nil || *rows[0].CountedDays != 0 ||
				rows[0].AgreedDays != 15 || rows[0].PayBasis != "calendar" {
				t.Errorf("%+v", rows)
			}
			return err
		}))
		_, err = h.Payroll.Cancel(ctx, a.prepare, "", d.RunID, 1, "改用区里的办法")
		apptest.Must(t, err)
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "whole")
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.absent_day", "100")
		d, err = h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := linesNow(s, runOf(t, h, d.RunID), authz.Under(h.Region("370402").Path))
			if len(rows) != 1 || rows[0].AmountFen != 80000 || *rows[0].CountedDays != 0 || rows[0].PayBasis != "whole" ||
				rows[0].Said() != "在岗28/28天，计800.00元；整月记缺勤，没有告知本人，按协议计" {
				t.Errorf("%+v", rows)
			}
			return err
		}))
	})
}

// A basis begins on the first of a month that no list of pay has touched: asked when it is proposed and once more when
// it is approved.
func TestBasis_begins_only_in_a_month_that_no_list_has_touched(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		one, two := h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", apptest.County, "-2")
		change := func(param, from, value, kind string) (int64, error) {
			return rulebook.Propose(ctx, h.Desk, one, "", rulebook.Change{Param: param,
				RegionPath: h.Region(apptest.County).Path, Fund: kind, FromDate: civil.MustDate(from), Value: value,
				Reason: "按办法", Document: "区文件1号",
				PastReason: "文件从这一天起执行"})
		}
		for _, x := range []struct{ param, from, value, kind, code string }{
			{"pay.basis", "2025-04-02", "days", "", "payroll.basis_day"},
			{"pay.rounding", "2025-04-15", "yuan", "", "payroll.basis_day"},
			{"pay.basis", "2025-04-01", "days", "unheard", "payroll.basis_kind"},
			{"pay.period_from", "2025-04-01", "26", "cleaning", "rulebook.no_fund"},
			{"pay.grades", "2025-04-01", "60=200、八十=50", "", "payroll.grades"},
			{"pay.grades", "2025-04-01", "60=200、80=0", "", "payroll.grades"},
			{"pay.basis", "2025-04-01", "tasks", "", "rulebook.choice"},
			{"age.min", "2025-04-01", "18", "cleaning", "rulebook.no_fund"},
		} {
			_, err := change(x.param, x.from, x.value, x.kind)
			want(t, x.code, err)
		}
		_, err := rulebook.Propose(ctx, h.Desk, h.Actor("township_reviewer", apptest.Town), "", rulebook.Change{
			Param: "pay.basis", RegionPath: h.Region(apptest.County).Path, FromDate: civil.MustDate("2025-04-01"),
			Value: "days", Reason: "按办法", Document: "区文件1号"})
		want(t, "authz.not_found", err)

		early, err := change("pay.basis", "2025-02-01", "days", "")
		apptest.Must(t, err)
		kind, err := change("pay.basis", "2025-03-01", "whole", "cleaning")
		apptest.Must(t, err)
		a := actors(h)
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		_, err = rulebook.Decide(ctx, h.Desk, two, "", early, true)
		want(t, "payroll.basis_touched", err)
		_, err = change("pay.absent_day", "2025-02-01", "100", "")
		want(t, "payroll.basis_touched", err)
		_, err = rulebook.Decide(ctx, h.Desk, two, "", kind, true)
		apptest.Must(t, err)
		_, err = h.Payroll.Cancel(ctx, a.prepare, "", d.RunID, 1, "改用区里的办法")
		apptest.Must(t, err)
		_, err = rulebook.Decide(ctx, h.Desk, two, "", early, true)
		apptest.Must(t, err)
		if r := payroll.RuleOf(h.Book(), h.Region(home).Path, "cleaning", civil.MustMonth("2025-03")); r.Basis != "whole" {
			t.Errorf("cleaning: %+v", r)
		}
		if r := payroll.RuleOf(h.Book(), h.Region(home).Path, "patrol", civil.MustMonth("2025-03")); r.Basis != "days" {
			t.Errorf("other kinds: %+v", r)
		}
	})
}

// A draft and the approval of a basis for its month at the same moment: whichever comes second sees the first.
func TestBasis_and_draft_at_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		id, err := rulebook.Propose(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "", rulebook.Change{
			Param: "pay.basis", RegionPath: h.Region(apptest.County).Path, FromDate: civil.MustDate("2025-02-01"),
			Value: "days", Reason: "按办法", Document: "区文件1号", PastReason: "文件从这一天起执行"})
		apptest.Must(t, err)
		a, two := actors(h), h.Actor("county_reviewer", apptest.County, "-2")
		var wait sync.WaitGroup
		var d payroll.Drafted
		var drafted, decided error
		wait.Add(2)
		go func() {
			defer wait.Done()
			d, drafted = h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		}()
		go func() {
			defer wait.Done()
			_, decided = rulebook.Decide(ctx, h.Desk, two, "", id, true)
		}()
		wait.Wait()
		apptest.Must(t, drafted)
		basis := "days"
		if errs.CodeOf(decided) == "payroll.basis_touched" {
			basis = "calendar"
		} else {
			apptest.Must(t, decided)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := linesNow(s, runOf(t, h, d.RunID), authz.Under(h.Region("370402").Path))
			for _, x := range rows {
				if x.PayBasis != basis {
					t.Errorf("%s beside a decision that answered %v", x.PayBasis, decided)
				}
			}
			return err
		}))
	})
}

// A list that hangs names the documents that two people of the office entered, and none that the program began with.
func TestRuleDocuments_are_the_offices_own(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		run := payroll.Run{Path: h.Region(apptest.County).Path, Month: civil.MustMonth("2025-02")}
		id, err := rulebook.Propose(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "", rulebook.Change{
			Param: "pay.basis", RegionPath: run.Path, FromDate: civil.MustDate("2025-02-01"), Value: "days",
			Reason: "按办法", Document: "区文件1号", PastReason: "文件从这一天起执行"})
		apptest.Must(t, err)
		_, err = rulebook.Decide(ctx, h.Desk, h.Actor("county_reviewer", apptest.County, "-2"), "", id, true)
		apptest.Must(t, err)
		if got := payroll.RuleDocuments(h.Book(), run); len(got) != 1 || got[0] != "区文件1号" {
			t.Errorf("%q", got)
		}
	})
}
