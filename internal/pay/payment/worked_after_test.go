package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
)

func endFeb(h *apptest.House, placement int64) error {
	_, err := h.Payroll.DecideNoPay(ctx, actors(h).town, "", payroll.NoPayDecision{PlacementID: placement,
		Month: civil.MustMonth("2025-02"), Reason: "no_work", Remark: "村里说没有安排"})
	return err
}

func tellFeb(h *apptest.House, placement int64) error {
	_, err := h.Payroll.TellNoPay(ctx, actors(h).town, "", payroll.NoPayTelling{PlacementID: placement,
		Month: civil.MustMonth("2025-02"), OnDate: h.Set.Now().Date(), How: "visit"})
	return err
}

// A decision that a month ends without pay, told or not, does not outlive a sheet that says that there was work: it
// goes with the review, one by one and in bulk alike, and the month is owed and drafted.
func TestNoPay_does_not_outlive_a_sheet_with_work(t *testing.T) {
	for _, bulk := range []bool{false, true} {
		dbtest.Each(t, func(t *testing.T, db *database.DB) {
			h := apptest.New(t, db)
			isTold := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
			untold := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
			idle := h.Hold(2, "领款人丙", "999000000000003", "2025-01-01", "")
			at(h, "2025-03-20")
			for _, p := range []int64{isTold, untold, idle} {
				apptest.Must(t, endFeb(h, p))
			}
			apptest.Must(t, tellFeb(h, isTold))
			apptest.Must(t, tellFeb(h, idle))
			sent := sendOf(t, h, "2025-02", strings.Repeat("P", 20), strings.Repeat("P", 20), strings.Repeat("L", 28))
			apptest.Want(t, "told though a sheet says work", "payroll.no_pay_worked", tellFeb(h, untold))
			town := actors(h).town
			if bulk {
				_, err := duty.ReviewMany(ctx, h.Desk, town, "", duty.Reviews{Path: h.Region(apptest.Town).Path, By: "逐张勾选",
					Sheets: []duty.SheetMove{{ID: sent, Version: 2}}})
				apptest.Must(t, err)
			} else {
				_, err := h.Duty.Review(ctx, town, "", sent, 2, true, "")
				apptest.Must(t, err)
			}
			for _, p := range []int64{isTold, untold} {
				if got := owes(t, h, p); got != "800.00 draft" {
					t.Errorf("bulk %t: %q", bulk, got)
				}
			}
			if got := owes(t, h, idle); got != "" {
				t.Errorf("who had leave is %q", got)
			}
			if _, list := feb(t, h); list[isTold].AmountFen != 80000 || list[untold].AmountFen != 80000 ||
				list[idle].AmountFen != 0 {
				t.Errorf("%+v", list)
			}
			holds(t, h)
		})
	}
}

// Nor a correction that does: the person is named, and the next list pays the month.
func TestNoPay_does_not_outlive_a_correction_with_work(t *testing.T) {
	for _, isTold := range []bool{false, true} {
		dbtest.Each(t, func(t *testing.T, db *database.DB) {
			h, absent, _ := absentHouse(t, db, "whole")
			a := actors(h)
			other := h.Actor("township_reviewer", apptest.Town, "-2")
			l := heldLine(t, h, absent)
			apptest.Must(t, tell(h, a.town, told(l, "2025-03-03")))
			run := approved(t, h)
			at(h, "2025-03-07")
			apptest.Must(t, decide(h, other, payroll.HoldVerdict{LineID: l.LineID(), Why: "没有到岗"}))
			if isTold {
				apptest.Must(t, tellFeb(h, absent))
			}
			sheet, _ := sheetNow(t, h, l.SheetID)
			id, err := duty.Correct(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "", duty.Correcting{
				SheetID: sheet.ID, Version: sheet.Version, Reason: "同岗人员证明", Scan: signedFor(t, h, "2025-02"),
				Lines: []duty.Typed{days(absent, strings.Repeat("P", 20)+strings.Repeat("O", 8))}})
			apptest.Must(t, err)
			_, err = h.Payroll.DecideCorrection(ctx, h.Actor("county_reviewer", apptest.County, "-2"), "",
				duty.CorrectionDecision{ID: id, Version: 1, Approve: true})
			apptest.Must(t, err)
			at(h, "2025-03-20")
			if got := owes(t, h, absent); got != "800.00 draft" {
				t.Errorf("told %t: %q", isTold, got)
			}
			apptest.Want(t, "told of what no longer holds", "payroll.no_pay_none", tellFeb(h, absent))
			apptest.Want(t, "decided against the correction", "payroll.no_pay_worked", endFeb(h, absent))
			d, list := feb(t, h)
			if d.RunID == run || list[absent].AmountFen != 80000 || len(list) != 1 {
				t.Errorf("told %t: %+v %+v", isTold, d, list)
			}
			holds(t, h)
		})
	}
}

// Days that were expected and turn out as absence, entered by the village, do not undo that nobody told the payee.
func TestExpected_days_make_no_absence_that_nobody_was_told_of(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		absent := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "days")
		h.Set.Move(clock.On(civil.MustDate("2025-02-24"), 9, 0))
		sheetOf(t, h, "2025-02", strings.Repeat("A", 24))
		at(h, "2025-03-03")
		town := h.Region(apptest.Town)
		d, err := h.Payroll.DraftRun(ctx, actors(h).prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		apptest.Must(t, result(h.Payroll.Answer(ctx, actors(h).town, "", d.RunID, town, payroll.Answer{
			Placements: []int64{absent}, Verdict: payroll.AnswerPaid, Why: "没有告知本人"})))
		approved(t, h)
		var sheet int64
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&sheet, "SELECT id FROM duty_sheet WHERE month = '2025-02'")
			return err
		}))
		now, _ := sheetNow(t, h, sheet)
		id, err := duty.Correct(ctx, h.Desk, h.Actor("village_registrar", home), "", duty.Correcting{SheetID: sheet,
			Version: now.Version, Reason: "登记预计天数的实际出勤", Settle: true, Scan: signedFor(t, h, "2025-02"),
			Lines: []duty.Typed{days(absent, strings.Repeat("A", 28))}})
		apptest.Must(t, err)
		effects, err := h.Payroll.DecideCorrection(ctx, actors(h).town, "",
			duty.CorrectionDecision{ID: id, Version: 1, Approve: true})
		if err != nil || len(effects) != 1 || effects[0].Difference() != 0 {
			t.Errorf("%+v %v", effects, err)
		}
		holds(t, h)
	})
}
