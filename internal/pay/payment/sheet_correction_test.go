package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// signedFor a month of the home village: the number of a printed sign-in sheet, and the county's scan of it.
func signedFor(t *testing.T, h *apptest.House, month string) (scan int64) {
	t.Helper()
	who := h.Actor("county_reviewer", apptest.County)
	_, pack, err := h.Papers.Print(ctx, who, villagepapers.Order{Village: h.Region(home), Month: civil.MustMonth(month),
		Parts: []string{villagepapers.SignIn}})
	apptest.Must(t, err)
	stored, err := h.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\n"+month))
	apptest.Must(t, err)
	_, err = h.Papers.Attach(ctx, who, "", pack.Sheets[0].Number, stored)
	apptest.Must(t, err)
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&scan, "SELECT MAX(id) FROM paper_scan")
		return err
	}))
	return scan
}

// paidByDays is an office of two holders whose February is paid by days: 10 of 15, and 20 of 15, at 800 yuan.
func paidByDays(t *testing.T, db *database.DB) (h *apptest.House, sheet int64, held [2]int64) {
	t.Helper()
	h = apptest.New(t, db)
	for i := range held {
		held[i] = h.Hold(i, "领款人"+string([]rune("甲乙")[i]), "99900000000000"+string(rune('0'+i)), "2025-01-01", "")
	}
	ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "days")
	sheetOf(t, h, "2025-02", strings.Repeat("P", 10), strings.Repeat("P", 20))
	run := approved(t, h)
	a := actors(h)
	batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
	apptest.Must(t, err)
	_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
	apptest.Must(t, err)
	_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(), answer("1|533.33|成功", "2|800.00|成功"))
	apptest.Must(t, err)
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&sheet, "SELECT id FROM duty_sheet WHERE month = '2025-02'")
		return err
	}))
	return h, sheet, held
}

func sheetNow(t *testing.T, h *apptest.House, id int64) (x duty.Sheet, lines []duty.Line) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if x, err = duty.SheetByID(s, id); err == nil {
			lines, err = duty.LinesOf(s, id)
		}
		return err
	}))
	return x, lines
}

// days as a grid sends them.
func days(id int64, marks string) (t duty.Typed) {
	t.PlacementID = id
	for i, m := range marks {
		t.Days[i] = duty.Word(byte(m))
	}
	return t
}

// A paid month is corrected by two people: the sheet stays as it was, who was paid too little is paid the rest by a
// correction run, and who was paid too much is heard before anything is asked back.
func TestSheetCorrection_of_a_paid_month_pays_the_rest_and_asks_back_after_hearing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, sheet, held := paidByDays(t, db)
		a := actors(h)
		one, two := h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", apptest.County, "-2")
		before, linesBefore := sheetNow(t, h, sheet)
		x := duty.Correcting{SheetID: sheet, Version: before.Version, Reason: "漏登两天，多登十一天",
			Lines: []duty.Typed{days(held[0], strings.Repeat("P", 12)), days(held[1], strings.Repeat("P", 9))}}
		enter := func(who authz.Actor, x duty.Correcting) (int64, error) { return duty.Correct(ctx, h.Desk, who, "", x) }
		for what, c := range map[string]struct {
			who  authz.Actor
			code string
		}{"the township": {a.town, "authz.forbidden"}, "finance": {a.prepare, "authz.forbidden"},
			"another county": {h.Actor("county_reviewer", "370481"), "authz.not_found"},
			"without a scan": {one, "duty.correct_scan"}} {
			_, err := enter(c.who, x)
			apptest.Want(t, what, c.code, err)
		}
		x.Scan = signedFor(t, h, "2025-02")
		for what, c := range map[string]struct {
			change func(*duty.Correcting)
			code   string
		}{
			"no reason":       {func(x *duty.Correcting) { x.Reason = " " }, "duty.correct_reason"},
			"another month's": {func(x *duty.Correcting) { x.Scan = signedFor(t, h, "2025-01") }, "duty.correct_scan"},
			"stale":           {func(x *duty.Correcting) { x.Version-- }, "form.stale"},
			"nothing differs": {func(x *duty.Correcting) {
				x.Lines = []duty.Typed{days(held[0], strings.Repeat("P", 10))}
			}, "duty.correct_none"},
			"no such day": {func(x *duty.Correcting) {
				x.Lines = []duty.Typed{days(held[0], strings.Repeat("P", 29))}
			}, "duty.day"},
		} {
			y := x
			c.change(&y)
			_, err := enter(one, y)
			apptest.Want(t, what, c.code, err)
		}
		id, err := enter(one, x)
		apptest.Must(t, err)
		_, err = enter(two, x)
		apptest.Want(t, "a second one", "duty.correct_open", err)
		decide := func(who authz.Actor, version int64, pass bool, remark string) ([]payroll.CorrectionEffect, error) {
			return h.Payroll.DecideCorrection(ctx, who, "",
				duty.CorrectionDecision{ID: id, Version: version, Approve: pass, Remark: remark})
		}
		_, err = decide(one, 1, true, "")
		apptest.Want(t, "who entered it", "duty.correct_same", err)
		_, err = decide(a.prepare, 1, true, "")
		apptest.Want(t, "finance decides", "authz.forbidden", err)
		_, err = decide(h.Actor("county_reviewer", "370481"), 1, true, "")
		apptest.Want(t, "another county decides", "authz.not_found", err)
		_, err = decide(two, 2, true, "")
		apptest.Want(t, "another version", "form.stale", err)
		_, err = decide(two, 1, false, " ")
		apptest.Want(t, "refused without a word", "duty.remark", err)
		effects, err := decide(two, 1, true, "")
		apptest.Must(t, err)
		if len(effects) != 2 || effects[0].Difference() != 10667 || effects[1].Difference() != -32000 {
			t.Fatalf("%+v", effects)
		}
		_, err = decide(a.town, 2, true, "")
		apptest.Want(t, "decided", "duty.correct_decided", err)
		after, linesAfter := sheetNow(t, h, sheet)
		if after.Version != before.Version || after.State != duty.Locked || linesAfter[0].Days != linesBefore[0].Days ||
			linesAfter[1].How != linesBefore[1].How {
			t.Errorf("the sheet changed: %+v %+v", after, linesAfter)
		}
		correctionIsPaid(t, h, held[0])
		overpaidIsHeard(t, h, held[1])
		holds(t, h)
	})
}

func correctionIsPaid(t *testing.T, h *apptest.House, holder int64) {
	t.Helper()
	a := actors(h)
	owed := func() (n int64, sum money.Fen) {
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
			n, sum, err = payroll.OwedByCorrection(s, a.prepare.Scope("payroll.draft"))
			return err
		}))
		return n, sum
	}
	if n, sum := owed(); n != 1 || sum != 10667 {
		t.Errorf("%d people are owed %s", n, sum)
	}
	waits := func(what string, want ...payment.Unpaid) {
		t.Helper()
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			got, err := payment.OwingOf(s, authz.Everywhere(), payment.OwingFilter{Until: civil.MustMonth("2025-02")})
			if len(got) != len(want) {
				t.Fatalf("%s: %+v", what, got)
			}
			for i, o := range want {
				if x := got[i]; x.PlacementID != holder || x.AmountFen != o.AmountFen || x.PaidFen != o.PaidFen ||
					x.Run != o.Run || x.Desk() != o.Desk() {
					t.Errorf("%s: %+v at %s, wanted %+v", what, x, x.Desk(), o)
				}
			}
			return err
		}))
	}
	more := payment.Unpaid{AmountFen: 10667, PaidFen: 53333, Sheet: duty.Locked} // who was paid too much is owed nothing
	waits("corrected, on no list", more)
	d, err := h.Payroll.DraftCorrection(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	if n, _ := owed(); n != 0 {
		t.Errorf("a run is under way and %d still wait", n)
	}
	more.Run = payroll.Draft
	waits("drafted", more)
	carry(t, h, d.RunID)
	lines := linesOf(t, h, d.RunID)
	if len(lines) != 1 || lines[0].AmountFen != 10667 || *lines[0].CountedDays != 12 {
		t.Errorf("%+v", lines)
	}
	if n, _ := owed(); n != 0 {
		t.Errorf("paid and %d still wait", n)
	}
	waits("approved", payment.Unpaid{AmountFen: 10667, PaidFen: 53333, ItemID: new(int64)})
	_, err = h.Payroll.DraftCorrection(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
	want(t, "payroll.nothing", err)
}

func overpaidIsHeard(t *testing.T, h *apptest.House, holder int64) {
	t.Helper()
	a, county := actors(h), h.Region("370402").Path
	over := func() (out []payment.Recovery) {
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
			run, err := payroll.OverpaidOf(s, county, civil.MustMonth("2025-02"))
			if len(run) != 1 || run[0].PlacementID != holder || run[0].Was-run[0].Owed != 32000 {
				t.Errorf("%+v %v", run, err)
			}
			out, err = payment.Recoveries(s, county, 0)
			return err
		}))
		return out
	}
	got := over()
	if len(got) != 1 || got[0].PlacementID != holder || got[0].Over != 32000 || !got[0].Unheard {
		t.Fatalf("%+v", got)
	}
	today := h.Set.Now().Date()
	_, err := h.Payments.Recover(ctx, a.prepare, "", holder, 32000, today, "收1号")
	want(t, "payment.unheard", err)
	said := payment.Hearing{PlacementID: holder, OnDate: today, How: "visit", Words: "认可，下月还"}
	for what, c := range map[string]struct {
		who    authz.Actor
		change func(*payment.Hearing)
		code   string
	}{
		"the township":   {a.town, func(*payment.Hearing) {}, "authz.not_found"},
		"another county": {h.Actor("finance_preparer", "370481"), func(*payment.Hearing) {}, "authz.not_found"},
		"no way":         {a.prepare, func(x *payment.Hearing) { x.How = "" }, "form.choice"},
		"tomorrow":       {a.prepare, func(x *payment.Hearing) { x.OnDate = today.AddDays(1) }, "form.future"},
		"no words":       {a.prepare, func(x *payment.Hearing) { x.Words = "" }, "form.required"},
	} {
		y := said
		c.change(&y)
		_, err := h.Payments.Hear(ctx, c.who, "", y)
		apptest.Want(t, what, c.code, err)
	}
	_, err = h.Payments.Hear(ctx, a.prepare, "", said)
	apptest.Must(t, err)
	if got := over(); got[0].Unheard || got[0].Heard == nil || got[0].Heard.Words != "认可，下月还" {
		t.Errorf("%+v", got)
	}
	_, err = h.Payments.Recover(ctx, a.prepare, "", holder, 32000, today, "收1号")
	apptest.Must(t, err)
	_, err = h.Payments.Hear(ctx, a.prepare, "", said)
	want(t, "payment.not_over", err)
}

// Of two corrections at once one waits for its decision, and of two decisions at once one counts; the others are told.
func TestSheetCorrection_at_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, sheet, held := paidByDays(t, db)
		one, two := h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", apptest.County, "-2")
		scan := signedFor(t, h, "2025-02")
		x, _ := sheetNow(t, h, sheet)
		var ids []int64
		enter := func(who authz.Actor, marks string) func() error {
			return func() error {
				id, err := duty.Correct(ctx, h.Desk, who, "", duty.Correcting{SheetID: sheet, Version: x.Version, Scan: scan,
					Reason: "照签到表更正", Lines: []duty.Typed{days(held[0], marks)}})
				if err == nil {
					ids = append(ids, id) // one of them only
				}
				return err
			}
		}
		won, refused := race(enter(one, strings.Repeat("P", 12)), enter(two, strings.Repeat("P", 11)))
		if won != 1 || refused["duty.correct_open"] != 1 {
			t.Fatalf("%d won, %v", won, refused)
		}
		town, town2 := h.Actor("township_reviewer", apptest.Town), h.Actor("township_reviewer", apptest.Town, "-2")
		decide := func(who authz.Actor, pass bool) func() error {
			return func() error {
				_, err := h.Payroll.DecideCorrection(ctx, who, "",
					duty.CorrectionDecision{ID: ids[0], Version: 1, Approve: pass, Remark: "核对过原件"})
				return err
			}
		}
		won, refused = race(decide(town, true), decide(town2, false), decide(town, true), decide(town2, true))
		if won != 1 || refused["duty.correct_decided"] != 3 {
			t.Errorf("%d won, %v", won, refused)
		}
	})
}

// A sheet that is not locked is returned or reopened; while a list of the month is under way with somebody of the
// correction, nothing is decided but that it is refused.
func TestSheetCorrection_waits_for_the_list_under_way(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		holder := h.Hold(0, "领款人甲", "999000000000000", "2025-01-01", "")
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "days")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 10))
		a, one, two := actors(h), h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", apptest.County, "-2")
		var sheet int64
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&sheet, "SELECT id FROM duty_sheet WHERE month = '2025-02'")
			return err
		}))
		scan := signedFor(t, h, "2025-02")
		enter := func() (int64, error) {
			x, _ := sheetNow(t, h, sheet)
			return duty.Correct(ctx, h.Desk, one, "", duty.Correcting{SheetID: sheet, Version: x.Version, Scan: scan,
				Reason: "照签到表更正", Lines: []duty.Typed{days(holder, strings.Repeat("P", 12))}})
		}
		_, err := enter()
		want(t, "duty.correct_state", err)
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		id, err := enter()
		apptest.Must(t, err)
		decide := func(pass bool) error {
			_, err := h.Payroll.DecideCorrection(ctx, two, "",
				duty.CorrectionDecision{ID: id, Version: 1, Approve: pass, Remark: "名单撤销以后再录"})
			return err
		}
		if err := decide(true); errs.CodeOf(err) != "payroll.correction_live" || !strings.Contains(err.Error(), "领款人甲") {
			t.Error(err)
		}
		apptest.Must(t, decide(false))
		_, err = h.Payroll.Cancel(ctx, a.prepare, "", d.RunID, 1, "考勤有误")
		apptest.Must(t, err)
		_, err = enter()
		want(t, "duty.correct_state", err) // open again: the village corrects it
	})
}
