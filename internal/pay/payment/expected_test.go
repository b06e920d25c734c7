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
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// expectedNow are the sheets with expected days that nobody settled, and the same of February to the run of March.
func expectedNow(t *testing.T, h *apptest.House) (out []payroll.ExpectedSheet, unsettled, owed int64) {
	t.Helper()
	county := h.Region("370402").Path
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if out, err = payroll.ExpectedSheets(s, h.Book(), authz.Under(county), h.Set.Now().Date()); err != nil {
			return err
		}
		unsettled, owed, err = payroll.ExpectedBefore(s, h.Book(), payroll.Run{Path: county,
			Month: civil.MustMonth("2025-03")})
		return err
	}))
	return out, unsettled, owed
}

// paidAhead is an office of two holders whose February sheet was sent on the 24th: ten days at work, fifteen agreed.
func paidAhead(t *testing.T, db *database.DB) (h *apptest.House, sheet int64, held [2]int64) {
	t.Helper()
	h = apptest.New(t, db)
	for i := range held {
		held[i] = h.Hold(i, "领款人"+string([]rune("甲乙")[i]), "99900000000000"+string(rune('0'+i)), "2025-01-01", "")
	}
	ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "days")
	h.Set.Move(clock.On(civil.MustDate("2025-02-24"), 9, 0))
	sheetOf(t, h, "2025-02", strings.Repeat("P", 10), strings.Repeat("P", 10))
	h.Set.Move(clock.On(civil.MustDate("2025-03-03"), 9, 0))
	run := approved(t, h)
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&sheet, "SELECT id FROM duty_sheet WHERE month = '2025-02'")
		return err
	}))
	for _, l := range linesOf(t, h, run) {
		if *l.CountedDays != 13 || !strings.Contains(l.Steps, "expected:3") {
			t.Fatalf("%+v", l)
		}
	}
	return h, sheet, held
}

// Days that were expected when a sheet was sent are settled by what the village says they were: whoever worked more is
// paid the rest by a correction run, as expected changes nothing, and days that were said before stay.
func TestExpected_days_are_settled_when_they_have_come(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, sheet, held := paidAhead(t, db)
		a, clerk := actors(h), h.Actor("village_registrar", home)
		out, unsettled, owed := expectedNow(t, h)
		if len(out) != 1 || out[0].SheetID != sheet || out[0].People != 2 || out[0].Waits || unsettled != 2 || owed != 0 {
			t.Fatalf("%+v %d %d", out, unsettled, owed)
		}
		said := strings.Repeat("P", 10) + strings.Repeat("-", 14)
		x := duty.Correcting{SheetID: sheet, Reason: "登记预计天数的实际出勤", Settle: true,
			Scan: signedFor(t, h, "2025-02"), Lines: []duty.Typed{days(held[0], said+"PPPP"), days(held[1], said+"PPPA")}}
		now, _ := sheetNow(t, h, sheet)
		x.Version = now.Version
		line := func(n int, marks string) func(*duty.Correcting) {
			return func(x *duty.Correcting) { x.Lines[n] = days(held[n], marks) }
		}
		nothing := func(*duty.Correcting) {}
		for what, c := range map[string]struct {
			who    authz.Actor
			change func(*duty.Correcting)
			code   string
		}{
			"finance":        {a.prepare, nothing, "authz.forbidden"},
			"another county": {h.Actor("county_reviewer", "370481"), nothing, "authz.not_found"},
			"without a scan": {clerk, func(x *duty.Correcting) { x.Scan = 0 }, "duty.correct_scan"},
			"all of it":      {clerk, func(x *duty.Correcting) { x.Settle = false }, "authz.forbidden"},
			"stale":          {clerk, func(x *duty.Correcting) { x.Version-- }, "form.stale"},
			"a day it said":  {clerk, line(0, "A"+said[1:]+"PPPP"), "duty.settle_said"},
			"a day before":   {clerk, line(0, said[:23]+"PPPPP"), "duty.settle_said"},
			"a day left out": {clerk, line(0, said+"PPP-"), "duty.settle_blank"},
			"nothing differs": {clerk, func(x *duty.Correcting) {
				x.Lines = []duty.Typed{days(held[0], said)}
			}, "duty.correct_none"},
		} {
			y := x
			y.Lines = append([]duty.Typed(nil), x.Lines...)
			c.change(&y)
			_, err := duty.Correct(ctx, h.Desk, c.who, "", y)
			apptest.Want(t, what, c.code, err)
		}
		id, err := duty.Correct(ctx, h.Desk, clerk, "", x)
		apptest.Must(t, err)
		if out, _, _ = expectedNow(t, h); len(out) != 1 || !out[0].Waits {
			t.Errorf("entered: %+v", out)
		}
		_, err = duty.Correct(ctx, h.Desk, a.town, "", x)
		apptest.Want(t, "twice", "duty.correct_open", err)
		effects, err := h.Payroll.DecideCorrection(ctx, a.town, "",
			duty.CorrectionDecision{ID: id, Version: 1, Approve: true})
		apptest.Must(t, err)
		if len(effects) != 2 || effects[0].Difference() != 5334 || effects[1].Difference() != 0 {
			t.Fatalf("%+v", effects)
		}
		if out, unsettled, owed = expectedNow(t, h); len(out) != 0 || unsettled != 0 || owed != 1 {
			t.Errorf("approved: %+v %d %d", out, unsettled, owed)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := linesNow(s, runOf(t, h, 1), authz.Under(h.Region("370402").Path))
			if err == nil && (len(rows) != 2 || *rows[0].Attended() != 14 || *rows[1].Attended() != 13) {
				t.Errorf("the run's column: %+v", rows)
			}
			return err
		}))
		d, err := h.Payroll.DraftCorrection(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		carry(t, h, d.RunID)
		if lines := linesOf(t, h, d.RunID); len(lines) != 1 || lines[0].AmountFen != 5334 {
			t.Errorf("%+v", lines)
		}
		if out, unsettled, owed = expectedNow(t, h); len(out) != 0 || unsettled != 0 || owed != 0 {
			t.Errorf("paid: %+v %d %d", out, unsettled, owed)
		}
		holds(t, h)
	})
}

// Of a sheet that was sent on the last day, or whose month is not over, nothing is expected.
func TestExpected_days_of_no_early_sheet(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, sheet, held := paidByDays(t, db)
		if out, unsettled, _ := expectedNow(t, h); len(out) != 0 || unsettled != 0 {
			t.Errorf("%+v %d", out, unsettled)
		}
		now, _ := sheetNow(t, h, sheet)
		_, err := duty.Correct(ctx, h.Desk, h.Actor("village_registrar", home), "", duty.Correcting{SheetID: sheet,
			Version: now.Version, Reason: "登记实际出勤", Settle: true, Scan: signedFor(t, h, "2025-02"),
			Lines: []duty.Typed{days(held[0], strings.Repeat("P", 12))}})
		want(t, "duty.settle_none", err)
	})
}

// Where the month is paid in full, days after an early sheet are paid as on post: they settle in the same way.
func TestExpected_days_of_a_month_in_full_are_settled_too(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, sheet, held := earlyOffice(t, db, "2025-02-24", map[string]string{"pay.basis": "whole", "pay.absent_day": "100"})
		run := approved(t, h)
		for _, l := range linesOf(t, h, run) {
			if l.Steps != "post:28:28:80000;postexpected:4:0:0" {
				t.Fatalf("%+v", l)
			}
		}
		out, unsettled, _ := expectedNow(t, h)
		if len(out) != 1 || out[0].People != 2 || unsettled != 2 {
			t.Fatalf("%+v %d", out, unsettled)
		}
		effects := settled(t, h, sheet, days(held[0], strings.Repeat("P", 10)+strings.Repeat("-", 14)+"PPPP"),
			days(held[1], strings.Repeat("P", 10)+strings.Repeat("-", 14)+"AAAA"))
		if len(effects) != 2 || effects[0].Difference() != 0 || effects[1].Difference() != -26_667 {
			t.Fatalf("%+v", effects) // not below the hours of ten days: 26 hours and 40 minutes
		}
		if out, unsettled, _ = expectedNow(t, h); len(out) != 0 || unsettled != 0 {
			t.Errorf("settled: %+v %d", out, unsettled)
		}
	})
}

// Where the period begins on the 26th, the days between sending a sheet and the end of its month are the next month's:
// they are expected in its pay, the village is asked for them, and what they were is paid or heard.
func TestExpected_days_of_a_period_from_the_26th_are_settled_with_the_month_that_pays_them(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, sheet, held := earlyOffice(t, db, "2025-02-25", map[string]string{"pay.basis": "days", "pay.period_from": "26"})
		a := actors(h)
		for _, l := range linesOf(t, h, approved(t, h)) {
			if l.Steps != "days:10:15:53333" {
				t.Fatalf("February: %+v", l)
			}
		}
		h.Set.Move(clock.On(civil.MustDate("2025-03-26"), 9, 0))
		sheetOf(t, h, "2025-03", strings.Repeat("P", 9), strings.Repeat("P", 9))
		h.Set.Move(clock.On(civil.MustDate("2025-04-02"), 9, 0))
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-03"))
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := linesNow(s, runOf(t, h, d.RunID), authz.Under(h.Region("370402").Path))
			if err == nil && (len(rows) != 2 || rows[0].Worked() != "9/15") {
				t.Errorf("the run's column: %+v", rows)
			}
			return err
		}))
		x := settling(t, h, sheet, days(held[0], strings.Repeat("P", 10)+strings.Repeat("-", 15)+"PPP"),
			days(held[1], strings.Repeat("P", 10)+strings.Repeat("-", 15)+"AAA"))
		id, err := duty.Correct(ctx, h.Desk, h.Actor("village_registrar", home), "", x)
		apptest.Must(t, err)
		_, err = h.Payroll.DecideCorrection(ctx, a.town, "", duty.CorrectionDecision{ID: id, Version: 1, Approve: true})
		want(t, "payroll.correction_live", err)
		carry(t, h, d.RunID)
		for _, l := range linesOf(t, h, d.RunID) {
			if l.Steps != "days:11:15:58667;expected:2:0:0" {
				t.Fatalf("March: %+v", l)
			}
		}
		if out, unsettled, _ := expectedNow(t, h); len(out) != 1 || out[0].SheetID != sheet || out[0].People != 2 ||
			unsettled != 2 {
			t.Fatalf("March is paid: %+v %d", out, unsettled)
		}
		effects, err := h.Payroll.DecideCorrection(ctx, a.town, "",
			duty.CorrectionDecision{ID: id, Version: 1, Approve: true})
		apptest.Must(t, err)
		march := civil.MustMonth("2025-03")
		if len(effects) != 4 || effects[0].Difference() != 0 || effects[1].Month != march ||
			effects[1].Difference() != 5_333 || effects[3].Month != march || effects[3].Difference() != -10_667 {
			t.Fatalf("%+v", effects)
		}
		if out, unsettled, _ := expectedNow(t, h); len(out) != 0 || unsettled != 0 {
			t.Errorf("settled: %+v %d", out, unsettled)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			over, err := payroll.OverpaidOf(s, h.Region("370402").Path, march)
			if len(over) != 1 || over[0].PlacementID != held[1] || over[0].Was-over[0].Owed != 10_667 {
				t.Errorf("too much: %+v", over)
			}
			return err
		}))
		d, err = h.Payroll.DraftCorrection(ctx, a.prepare, h.Region("370402"), march)
		apptest.Must(t, err)
		carry(t, h, d.RunID)
		if lines := linesOf(t, h, d.RunID); len(lines) != 1 || lines[0].AmountFen != 5_333 {
			t.Errorf("%+v", lines)
		}
		holds(t, h)
	})
}

// Of days that the pay does not hang on nothing is asked: calendar days on post are paid whatever the sheet says.
func TestExpected_days_are_none_where_calendar_days_are_paid(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, _, _ := earlyOffice(t, db, "2025-02-24", map[string]string{"pay.period_from": "26"})
		approved(t, h)
		if out, unsettled, _ := expectedNow(t, h); len(out) != 0 || unsettled != 0 {
			t.Errorf("%+v %d", out, unsettled)
		}
	})
}

// earlyOffice is an office of two holders whose February sheet was sent on a day with ten days at work, on 3 March.
func earlyOffice(t *testing.T, db *database.DB, sent string, rules map[string]string) (h *apptest.House, sheet int64,
	held [2]int64) {
	t.Helper()
	h = apptest.New(t, db)
	for i := range held {
		held[i] = h.Hold(i, "领款人"+string([]rune("甲乙")[i]), "99900000000000"+string(rune('0'+i)), "2025-01-01", "")
	}
	for param, value := range rules {
		ruleFrom(t, h, civil.MustDate("2025-02-01"), param, value)
	}
	h.Set.Move(clock.On(civil.MustDate(sent), 9, 0))
	sheetOf(t, h, "2025-02", strings.Repeat("P", 10), strings.Repeat("P", 10))
	h.Set.Move(clock.On(civil.MustDate("2025-03-03"), 9, 0))
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&sheet, "SELECT id FROM duty_sheet WHERE month = '2025-02'")
		return err
	}))
	return h, sheet, held
}

// settling says what the expected days of the February sheet were.
func settling(t *testing.T, h *apptest.House, sheet int64, lines ...duty.Typed) duty.Correcting {
	t.Helper()
	now, _ := sheetNow(t, h, sheet)
	return duty.Correcting{SheetID: sheet, Version: now.Version, Reason: "登记预计天数的实际出勤", Settle: true,
		Scan: signedFor(t, h, "2025-02"), Lines: lines}
}

// settled is the same, approved.
func settled(t *testing.T, h *apptest.House, sheet int64, lines ...duty.Typed) []payroll.CorrectionEffect {
	t.Helper()
	id, err := duty.Correct(ctx, h.Desk, h.Actor("village_registrar", home), "", settling(t, h, sheet, lines...))
	apptest.Must(t, err)
	effects, err := h.Payroll.DecideCorrection(ctx, actors(h).town, "",
		duty.CorrectionDecision{ID: id, Version: 1, Approve: true})
	apptest.Must(t, err)
	return effects
}
