package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
)

func sheetID(t *testing.T, h *apptest.House, month string) (id int64) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&id, "SELECT id FROM duty_sheet WHERE month = ?", month)
		return err
	}))
	return id
}

// corrects a month's sheet by one person of the county and decides by another.
func corrects(t *testing.T, h *apptest.House, month string, less map[int64]money.Fen, pass bool,
	lines ...duty.Typed) ([]payroll.CorrectionEffect, error) {
	t.Helper()
	one, two := h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", apptest.County, "-2")
	now, _ := sheetNow(t, h, sheetID(t, h, month))
	id, err := duty.Correct(ctx, h.Desk, one, "", duty.Correcting{SheetID: now.ID, Version: now.Version, Lines: lines,
		Less: less, Reason: "照签字的原件更正", Scan: signedFor(t, h, month)})
	if err != nil {
		return nil, err
	}
	return h.Payroll.DecideCorrection(ctx, two, "", duty.CorrectionDecision{ID: id, Version: 1, Approve: pass,
		Remark: "核对过原件"})
}

// Who was on post and left off the locked sheet is added by a correction: before it nothing of the month is on any list
// nor due by a sheet, a refusal changes nothing, and once it is approved the next list pays by what it says.
func TestSheetCorrection_adds_who_was_left_off(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		funded(t, h)
		first := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "days")
		at(h, "2025-03-03")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 15))
		left := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		stranger := h.Hold(2, "领款人丙", "999000000000003", "2025-03-01", "")
		d, list := feb(t, h)
		if d.Worthless != 1 || len(list) != 1 || list[first].AmountFen != 80000 {
			t.Fatalf("%+v %+v", d, list)
		}
		carry(t, h, d.RunID)
		if got := owes(t, h, left); strings.Contains(got, "draft") {
			t.Errorf("due before anybody said that there was work: %s", got)
		}
		_, err := corrects(t, h, "2025-02", nil, true, days(stranger, "P"))
		apptest.Want(t, "who began later", "duty.correct_none", err)
		_, err = corrects(t, h, "2025-02", nil, false, days(left, strings.Repeat("P", 12)))
		apptest.Must(t, err)
		if _, lines := sheetNow(t, h, sheetID(t, h, "2025-02")); len(lines) != 1 {
			t.Errorf("refused, and on the sheet: %+v", lines)
		}
		effects, err := corrects(t, h, "2025-02", nil, true, days(left, strings.Repeat("P", 12)))
		apptest.Must(t, err)
		if len(effects) != 0 {
			t.Errorf("nobody of it is on a list: %+v", effects)
		}
		_, lines := sheetNow(t, h, sheetID(t, h, "2025-02"))
		if len(lines) != 2 || lines[1].Present() != 0 || lines[1].Remark != "更正时补入" {
			t.Errorf("the sheet: %+v", lines)
		}
		if got := owes(t, h, left); got != "640.00 draft" {
			t.Errorf("due by the correction: %s", got)
		}
		if d, list = feb(t, h); len(list) != 1 || list[left].AmountFen != 64000 || *list[left].CountedDays != 12 {
			t.Errorf("%+v %+v", d, list)
		}
		_, err = corrects(t, h, "2025-02", nil, true, days(left, strings.Repeat("P", 13)))
		apptest.Want(t, "on the list under way", "payroll.correction_live", err)
		carry(t, h, d.RunID)
		holds(t, h)
	})
}

// A deduction that was entered wrongly is taken back by a correction, by whatever basis, and the correction run pays
// it; more than was told is never deducted afterwards.
func TestSheetCorrection_takes_a_wrong_deduction_back(t *testing.T) {
	for _, basis := range []string{"", "whole"} {
		dbtest.Each(t, func(t *testing.T, db *database.DB) {
			h := apptest.New(t, db)
			funded(t, h)
			holder := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
			other := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
			ruleFrom(t, h, civil.MustDate("2025-02-01"), "deduct.document", "某镇考核办法〔2025〕1号第八条")
			if basis != "" {
				ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", basis)
			}
			at(h, "2025-03-03")
			sheetOf(t, h, "2025-02", strings.Repeat("P", 10), strings.Repeat("P", 10))
			id := sheetID(t, h, "2025-02")
			a := actors(h)
			now, _ := sheetNow(t, h, id)
			_, err := h.Duty.AssessByTownship(ctx, a.town, "", id, now.Version, []duty.Score{
				{PlacementID: holder, Deduction: 10000, Base: "2月3日缺勤一天"}})
			apptest.Must(t, err)
			now, _ = sheetNow(t, h, id)
			_, err = h.Duty.TellAssessment(ctx, h.Actor("village_registrar", home), "", id, now.Version,
				duty.Telling{PlacementID: holder, How: "face",
					On: h.Set.Now().Date(), Agrees: true})
			apptest.Must(t, err)
			d, list := feb(t, h)
			if list[holder].AmountFen != 70000 || list[other].AmountFen != 80000 {
				t.Fatalf("%+v", list)
			}
			carry(t, h, d.RunID)
			same := days(holder, strings.Repeat("P", 10))
			_, err = corrects(t, h, "2025-02", map[int64]money.Fen{holder: 20000}, true, same)
			apptest.Want(t, "more than was told", "duty.correct_less", err)
			_, err = corrects(t, h, "2025-02", map[int64]money.Fen{other: 1000}, true, days(other, strings.Repeat("P", 10)))
			apptest.Want(t, "of whom nothing was deducted", "duty.correct_less", err)
			_, err = corrects(t, h, "2025-02", map[int64]money.Fen{holder: 10000}, true, same)
			apptest.Want(t, "as it is", "duty.correct_none", err)
			effects, err := corrects(t, h, "2025-02", map[int64]money.Fen{holder: 4000}, true, same)
			apptest.Must(t, err)
			if len(effects) != 1 || effects[0].Difference() != 6000 {
				t.Fatalf("%+v", effects)
			}
			again, err := h.Payroll.DraftCorrection(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
			apptest.Must(t, err)
			carry(t, h, again.RunID)
			if lines := linesOf(t, h, again.RunID); len(lines) != 1 || lines[0].AmountFen != 6000 {
				t.Errorf("%q: %+v", basis, lines)
			}
			holds(t, h)
		})
	}
}

// The last days of a sheet that was sent on the 25th belong to the next month's pay from the 26th on: blank, they are
// expected there and told as such, and what they really were changes that month's pay.
func TestPeriod_days_after_an_early_sheet_settle_in_the_month_that_pays_them(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		funded(t, h)
		holder := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		ruleFrom(t, h, civil.MustDate("2025-01-01"), "pay.period_from", "26")
		ruleFrom(t, h, civil.MustDate("2025-01-01"), "pay.basis", "days")
		a, county, clerk := actors(h), h.Region("370402"), h.Actor("village_registrar", home)
		pay := func(month, day, marks string) line {
			t.Helper()
			h.Set.Move(clock.On(civil.MustDate(day), 9, 0))
			sheetOf(t, h, month, marks)
			d, err := h.Payroll.DraftRun(ctx, a.prepare, county, civil.MustMonth(month))
			apptest.Must(t, err)
			h.Set.Move(clock.On(civil.MustDate(day).AddDays(1), 9, 0))
			carry(t, h, d.RunID)
			return linesOf(t, h, d.RunID)[0]
		}
		if got := pay("2025-02", "2025-02-25", strings.Repeat("P", 15)); strings.Contains(got.Steps, "expected") {
			t.Errorf("February: %+v", got)
		}
		if got := pay("2025-03", "2025-03-25", strings.Repeat("P", 10)); !strings.Contains(got.Steps, "expected:2") ||
			*got.CountedDays != 12 {
			t.Fatalf("March: %+v", got)
		}
		out, unsettled, _ := expectedNow(t, h)
		if len(out) != 1 || out[0].Month.String() != "2025-02" || out[0].People != 1 || unsettled != 1 {
			t.Errorf("%+v %d", out, unsettled)
		}
		feb, _ := sheetNow(t, h, sheetID(t, h, "2025-02"))
		id, err := duty.Correct(ctx, h.Desk, clerk, "", duty.Correcting{SheetID: feb.ID, Version: feb.Version, Settle: true,
			Reason: "登记预计天数的实际出勤", Scan: signedFor(t, h, "2025-02"),
			Lines: []duty.Typed{days(holder, strings.Repeat("P", 15)+strings.Repeat("-", 10)+"PPP")}})
		apptest.Must(t, err)
		effects, err := h.Payroll.DecideCorrection(ctx, a.town, "",
			duty.CorrectionDecision{ID: id, Version: 1, Approve: true})
		apptest.Must(t, err)
		if len(effects) != 2 || effects[0].Difference() != 0 || effects[1].Month.String() != "2025-03" ||
			effects[1].Difference() != 5333 {
			t.Fatalf("%+v", effects)
		}
		d, err := h.Payroll.DraftCorrection(ctx, a.prepare, county, civil.MustMonth("2025-03"))
		apptest.Must(t, err)
		carry(t, h, d.RunID)
		if lines := linesOf(t, h, d.RunID); len(lines) != 1 || lines[0].AmountFen != 5333 {
			t.Errorf("%+v", lines)
		}
		if out, unsettled, _ = expectedNow(t, h); len(out) != 0 || unsettled != 0 {
			t.Errorf("%+v %d", out, unsettled)
		}
		holds(t, h)
	})
}
