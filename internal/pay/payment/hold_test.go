package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// absentHouse has a holder who is absent on all days of February and one who worked, with a reviewed sheet, on the 3rd
// of March, a Monday.
func absentHouse(t *testing.T, db *database.DB, basis string) (h *apptest.House, absent, worked int64) {
	t.Helper()
	h = apptest.New(t, db)
	absent = h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
	worked = h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
	if basis != "" {
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", basis)
	}
	at(h, "2025-03-03")
	sheetOf(t, h, "2025-02", strings.Repeat("A", 28), strings.Repeat("P", 28))
	return h, absent, worked
}

// heldLine of a placement: the line of its sheet of February.
func heldLine(t *testing.T, h *apptest.House, placement int64) (l payroll.HeldLine) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		var id int64
		_, err := s.One(&id, "SELECT d.id FROM duty_line d JOIN duty_sheet s ON s.id = d.sheet_id "+
			"WHERE d.placement_id = ? AND s.month = '2025-02'", placement)
		apptest.Must(t, err)
		l, err = payroll.HeldByLine(s, id)
		return err
	}))
	return l
}

func told(l payroll.HeldLine, on string) payroll.AbsentTold {
	return payroll.AbsentTold{LineID: l.LineID(), OnDate: civil.MustDate(on), How: "phone", Who: "镇里的经办人"}
}

func tell(h *apptest.House, who authz.Actor, x payroll.AbsentTold) error {
	_, err := h.Payroll.TellAbsent(ctx, who, "", x)
	return err
}

func decide(h *apptest.House, who authz.Actor, x payroll.HoldVerdict) error {
	_, err := h.Payroll.DecideHold(ctx, who, "", x)
	return err
}

// feb drafts February's list and tells who is on it with how much.
func feb(t *testing.T, h *apptest.House) (payroll.Drafted, map[int64]line) {
	t.Helper()
	d, err := h.Payroll.DraftRun(ctx, actors(h).prepare, h.Region("370402"), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	out := map[int64]line{}
	var rows []struct {
		PlacementID, Days, OfDays, AgreedDays int64
		AmountFen                             money.Fen
		PayBasis, Steps                       string
		CountedDays                           *int64
	}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&rows, "SELECT placement_id, amount_fen, pay_basis, steps, days, of_days, counted_days, "+
			"agreed_days FROM pay_draft WHERE run_id = ?", d.RunID)
	}))
	for _, x := range rows {
		out[x.PlacementID] = line{AmountFen: x.AmountFen, PayBasis: x.PayBasis, Steps: x.Steps, CountedDays: x.CountedDays,
			AgreedDays: x.AgreedDays, Days: x.Days, OfDays: x.OfDays}
	}
	return d, out
}

// owes is what February stands at for a placement: its amount and desk, and what is lacking; "" where it is in neither.
func owes(t *testing.T, h *apptest.House, placement int64) (out string) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		today := h.Set.Now().Date()
		due, err := payment.OwingOf(s, authz.Everywhere(), payment.OwingFilter{From: civil.MustMonth("2025-02"),
			Until: civil.MustMonth("2025-02"), Today: today})
		apptest.Must(t, err)
		for _, o := range due {
			if o.PlacementID == placement {
				out += o.AmountFen.String() + " " + o.Desk()
			}
		}
		book, err := rulebook.Load(s)
		apptest.Must(t, err)
		var person int64
		_, err = s.One(&person, "SELECT person_id FROM placement WHERE id = ?", placement)
		apptest.Must(t, err)
		missing, err := payment.MissingOfPerson(s, book, person, today)
		for _, m := range missing {
			if m.Month.String() == "2025-02" {
				out += m.Lack
			}
		}
		return err
	}))
	return out
}

// A village's marks alone make nobody unpaid: by whatever basis, who was not told is on the list as the agreement says.
func TestHold_nobody_told_is_due_in_full(t *testing.T) {
	for _, basis := range []string{"", "whole", "days", "hours"} {
		dbtest.Each(t, func(t *testing.T, db *database.DB) {
			h, absent, worked := absentHouse(t, db, basis)
			if got := owes(t, h, absent); got != "800.00 draft" {
				t.Errorf("%q: %s", basis, got)
			}
			d, list := feb(t, h)
			if list[absent].AmountFen != 80000 || list[worked].AmountFen == 0 || d.Held > 0 {
				t.Errorf("%q: %+v %+v", basis, d, list)
			}
			if basis != "" && !strings.Contains(list[absent].Steps, "untold:0:0:0") {
				t.Errorf("%q: %s", basis, list[absent].Steps)
			}
			a, town := actors(h), h.Region(apptest.Town)
			off := payroll.Answer{Placements: []int64{absent}, Verdict: payroll.AnswerOff, Why: "没有到岗"}
			want(t, "payroll.hold_first", result(h.Payroll.Answer(ctx, a.town, "", d.RunID, town, off)))
			_, err := h.Payroll.Cancel(ctx, a.prepare, "", d.RunID, 1, "等告知")
			apptest.Must(t, err)
			want(t, "payroll.hold_first", result(h.Payroll.DecideNoPay(ctx, a.town, "", payroll.NoPayDecision{
				PlacementID: absent, Month: civil.MustMonth("2025-02"), Reason: "no_work", Remark: "核实"})))
		})
	}
}

// Told, heard, decided: the line comes off the list, waits with its last day, and ends without pay only once the days
// to object are over; of that the payee is told as of any month without pay.
func TestHold_from_telling_to_no_pay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, absent, worked := absentHouse(t, db, "whole")
		a, clerk := actors(h), h.Actor("village_registrar", apptest.Home)
		other := h.Actor("township_reviewer", apptest.Town, "-2")
		d, _ := feb(t, h)
		l := heldLine(t, h, absent)
		bad := func(f func(*payroll.AbsentTold)) payroll.AbsentTold { x := told(l, "2025-03-03"); f(&x); return x }
		for what, x := range map[string]struct {
			who  authz.Actor
			x    payroll.AbsentTold
			code string
		}{
			"who entered the sheet": {clerk, told(l, "2025-03-03"), "payroll.hold_own"},
			"another village":       {h.Actor("village_registrar", apptest.Away), told(l, "2025-03-03"), "authz.not_found"},
			"who drafts":            {a.prepare, told(l, "2025-03-03"), "authz.forbidden"},
			"another county":        {h.Actor("county_reviewer", "370481"), told(l, "2025-03-03"), "authz.not_found"},
			"before the review":     {a.town, told(l, "2025-03-02"), "payroll.hold_told_on"},
			"tomorrow":              {a.town, told(l, "2025-03-04"), "payroll.hold_told_on"},
			"by smoke":              {a.town, bad(func(x *payroll.AbsentTold) { x.How = "smoke" }), "form.choice"},
			"nobody told":           {a.town, bad(func(x *payroll.AbsentTold) { x.Who = " " }), "form.required"},
			"who worked":            {a.town, told(heldLine(t, h, worked), "2025-03-03"), "payroll.hold_worked"},
			"no line":               {a.town, bad(func(x *payroll.AbsentTold) { x.LineID = 999 }), "authz.not_found"},
		} {
			apptest.Want(t, what, x.code, tell(h, x.who, x.x))
		}
		none := payroll.HoldVerdict{LineID: l.LineID(), Why: "村民组长和本人核实"}
		apptest.Want(t, "decided before told", "payroll.hold_none", decide(h, a.town, none))
		done := apptest.AtOnce(2, func() (int, error) { return 1, tell(h, a.town, told(l, "2025-03-03")) })
		if done != 1 {
			t.Errorf("told %d times at once", done)
		}
		apptest.Want(t, "told twice", "payroll.hold_told", tell(h, a.town, told(l, "2025-03-03")))
		if x := runOf(t, h, d.RunID); x.Items != 1 || x.TotalFen != 80000 {
			t.Errorf("the list keeps %d of %v", x.Items, x.TotalFen)
		}
		l = heldLine(t, h, absent)
		if l.Hold.Told.ObjectUntil.String() != "2025-03-06" || l.Hold.Told.DecideBy.String() != "2025-03-13" || l.Listed {
			t.Errorf("%+v", l)
		}
		if got := owes(t, h, absent); got != "800.00 held" {
			t.Error(got)
		}
		at(h, "2025-03-06")
		apptest.Want(t, "while he may object", "payroll.hold_early", decide(h, a.town, none))
		apptest.Must(t, result(h.Payroll.Object(ctx, a.town, "", payroll.HoldObjection{LineID: l.LineID(), Party: "fellow",
			Who: "领款人乙", OnDate: civil.MustDate("2025-03-06"), How: "visit", Words: "没看见他来"})))
		apptest.Want(t, "a word against him shortens nothing", "payroll.hold_early", decide(h, other, none))
		for _, who := range []authz.Actor{a.town, other} {
			apptest.Want(t, "less pay while he may object", "payroll.hold_less",
				decide(h, who, payroll.HoldVerdict{LineID: l.LineID(), Pay: true, Days: 1, Why: "核实"}))
		}
		at(h, "2025-03-07")
		apptest.Want(t, "who told him", "payroll.hold_teller", decide(h, a.town, none))
		apptest.Want(t, "who told him, for a day", "payroll.hold_teller",
			decide(h, a.town, payroll.HoldVerdict{LineID: l.LineID(), Pay: true, Days: 1, Why: "核实"}))
		apptest.Want(t, "no reason", "form.required", decide(h, a.town, payroll.HoldVerdict{LineID: l.LineID(), Why: " "}))
		apptest.Want(t, "the village decides", "authz.forbidden", decide(h, clerk, none))
		apptest.Want(t, "another township", "authz.not_found",
			decide(h, h.Actor("township_reviewer", apptest.Zone), none))
		if done := apptest.AtOnce(2, func() (int, error) { return 1, decide(h, other, none) }); done != 1 {
			t.Errorf("decided %d times at once", done)
		}
		apptest.Want(t, "decided twice", "payroll.hold_over", decide(h, other, none))
		at(h, "2025-03-20")
		if got := owes(t, h, absent); got != "untold" { // decided, and not told of that yet: not known
			t.Error(got)
		}
		_, err := h.Payroll.TellNoPay(ctx, clerk, "", payroll.NoPayTelling{PlacementID: absent,
			Month: civil.MustMonth("2025-02"), OnDate: civil.MustDate("2025-03-20"), How: "visit"})
		apptest.Must(t, err)
		if got := owes(t, h, absent); got != "" {
			t.Error(got)
		}
		// taken back after the last day: it is due, as if nobody had decided
		_, err = h.Payroll.WithdrawNoPay(ctx, a.town, "", absent, civil.MustMonth("2025-02"), "同岗人员证明干了活")
		apptest.Must(t, err)
		if got := owes(t, h, absent); got != "800.00 draft" {
			t.Error(got)
		}
		holds(t, h)
	})
}

// What nobody decides by the last day is due in full, and its line needs nobody's word any longer.
func TestHold_lapses_into_pay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, absent, _ := absentHouse(t, db, "days")
		a := actors(h)
		l := heldLine(t, h, absent)
		apptest.Must(t, tell(h, a.town, told(l, "2025-03-03")))
		d, list := feb(t, h)
		if d.Held != 1 || list[absent].AmountFen != 0 {
			t.Errorf("%+v %+v", d, list)
		}
		_, err := h.Payroll.Cancel(ctx, a.prepare, "", d.RunID, 1, "等决定")
		apptest.Must(t, err)
		at(h, "2025-03-13")
		if got := owes(t, h, absent); got != "800.00 held" {
			t.Error(got)
		}
		at(h, "2025-03-14")
		if got := owes(t, h, absent); got != "800.00 draft" {
			t.Error(got)
		}
		apptest.Want(t, "too late", "payroll.hold_over",
			decide(h, a.town, payroll.HoldVerdict{LineID: l.LineID(), Why: "没有到岗"}))
		_, err = h.Payroll.Object(ctx, a.town, "", payroll.HoldObjection{LineID: l.LineID(), Party: "self", Who: "领款人甲",
			OnDate: civil.MustDate("2025-03-14"), How: "phone", Words: "天天去"})
		apptest.Want(t, "too late to object", "payroll.hold_over", err)
		d, list = feb(t, h)
		if d.Held != 0 || list[absent].AmountFen != 80000 || !strings.Contains(list[absent].Steps, "lapsed") {
			t.Errorf("%+v %+v", d, list)
		}
		if open, _ := questions(t, h, d.RunID); len(open) != 0 {
			t.Errorf("still asked: %+v", open)
		}
	})
}

// An objection lets the township decide at once; it pays the days shown by the county's rule, and never less than the
// days on which a check saw the payee at work.
func TestHold_objection_and_checks_bring_pay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, absent, _ := absentHouse(t, db, "days")
		a := actors(h)
		l := heldLine(t, h, absent)
		apptest.Must(t, tell(h, a.town, told(l, "2025-03-03")))
		good := payroll.HoldObjection{LineID: l.LineID(), Party: "fellow", Who: "领款人乙", OnDate: civil.MustDate("2025-03-03"),
			How: "visit", Words: "和我一起扫了十天街"}
		object := func(who authz.Actor, f func(*payroll.HoldObjection)) error {
			x := good
			f(&x)
			_, err := h.Payroll.Object(ctx, who, "", x)
			return err
		}
		same := func(*payroll.HoldObjection) {}
		apptest.Want(t, "no party", "form.choice", object(a.town, func(o *payroll.HoldObjection) { o.Party = "" }))
		apptest.Want(t, "no words", "form.required", object(a.town, func(o *payroll.HoldObjection) { o.Words = "" }))
		apptest.Want(t, "before told", "payroll.hold_said_on",
			object(a.town, func(o *payroll.HoldObjection) { o.OnDate = civil.MustDate("2025-03-02") }))
		apptest.Want(t, "at the village", "authz.forbidden", object(h.Actor("village_registrar", apptest.Home), same))
		apptest.Want(t, "heard", "", object(a.town, same))
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			for _, day := range []string{"2025-02-10", "2025-02-10", "2025-02-11"} {
				if _, err := tx.Exec("INSERT INTO duty_check (client_id, village_id, path, placement_id, method, on_date, "+
					"finding, checker_id, checker_key, second, statement, remark, irregular, channel, at_us, trail_id, "+
					"row_digest) SELECT ?, village_id, path, id, 'site', ?, 'on_duty', 1, 'k', '', '', '', '', 'web', 1, 1, ? FROM "+
					"placement WHERE id = ?", day+h.Number("1972-05-06", false), day, []byte(strings.Repeat("x", 32)),
					absent); err != nil {
					return err
				}
			}
			return nil
		}))
		other := h.Actor("township_reviewer", apptest.Town, "-2")
		at(h, "2025-03-07")
		apptest.Want(t, "against a check", "payroll.hold_seen",
			decide(h, other, payroll.HoldVerdict{LineID: l.LineID(), Why: "没有到岗"}))
		apptest.Want(t, "fewer than seen", "payroll.hold_days",
			decide(h, other, payroll.HoldVerdict{LineID: l.LineID(), Pay: true, Days: 1, Why: "证言"}))
		apptest.Want(t, "more than the month has", "payroll.hold_days",
			decide(h, other, payroll.HoldVerdict{LineID: l.LineID(), Pay: true, Days: 29, Why: "证言"}))
		apptest.Want(t, "pays ten days", "",
			decide(h, other, payroll.HoldVerdict{LineID: l.LineID(), Pay: true, Days: 10, Why: "同岗人员证明，检查也看到"}))
		d, list := feb(t, h)
		if x := list[absent]; x.AmountFen != 53333 || x.CountedDays == nil || *x.CountedDays != 10 ||
			!strings.HasPrefix(x.Steps, "days:10:15:53333") || !strings.Contains(x.Steps, "decided:10") {
			t.Errorf("%+v", x)
		}
		if open, _ := questions(t, h, d.RunID); len(open) != 0 {
			t.Errorf("still asked: %+v", open)
		}
		apptest.Want(t, "on a list", "payroll.hold_over",
			decide(h, other, payroll.HoldVerdict{LineID: l.LineID(), Why: "没有到岗"}))
	})
}

// A holder of whom a sheet says nothing: it is not sent, not passed, and where an older one was, the holder is left out
// by count and not known, neither paid nor ended.
func TestHold_blank_is_neither_paid_nor_ended(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		blank := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		worked := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		at(h, "2025-03-03")
		clerk, town := h.Actor("village_registrar", home), h.Actor("township_reviewer", apptest.Town)
		id, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		f := duty.Form{ID: id, Version: 1, Lines: []duty.Typed{{PlacementID: blank, Remark: "问镇里"},
			{PlacementID: worked, Hours: 40}}}
		f.Lines[1].Days[3] = "勤"
		_, err = h.Duty.Submit(ctx, clerk, "", f)
		want(t, "duty.blank", err)
		f.Lines[0].Days[3] = "勤"
		_, err = h.Duty.Submit(ctx, clerk, "", f)
		apptest.Must(t, err)
		none := strings.Repeat("-", 31)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error { // as a sheet was sent before the program asked
			_, err := tx.Exec("UPDATE duty_line SET days = ?, how = ? WHERE placement_id = ?", none, none, blank)
			return err
		}))
		_, err = h.Duty.Review(ctx, town, "", id, 2, true, "")
		want(t, "duty.blank_pass", err)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE duty_sheet SET state = 'reviewed' WHERE id = ?", id)
			return err
		}))
		d, list := feb(t, h)
		if d.Blank != 1 || len(list) != 1 || list[worked].AmountFen != 80000 {
			t.Errorf("%+v %+v", d, list)
		}
		at(h, "2025-03-16")
		if got := owes(t, h, blank); got != payment.LackBlank {
			t.Error(got)
		}
	})
}

// A township with nobody but who told the payee cannot decide: the line is the county's, which is told of it, and by
// whose hand alone it ends.
func TestHold_is_the_countys_where_the_township_has_nobody_else(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, absent, _ := absentHouse(t, db, "")
		a, l := actors(h), heldLine(t, h, absent)
		county, other := h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", "370481")
		left := func(who authz.Actor) (n int) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				lines, err := payroll.LeftToCounty(s, h.Book(), who.Scope("payroll.approve"), h.Set.Now().Date())
				n = len(lines)
				return err
			}))
			return n
		}
		apptest.Must(t, tell(h, a.town, told(l, "2025-03-03")))
		if n := left(county); n != 0 {
			t.Errorf("the days to object run, and %d are left to the county", n)
		}
		at(h, "2025-03-07")
		if n := left(county); n != 0 {
			t.Errorf("the township has a second reviewer, and %d are left to the county", n)
		}
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error { // who is moved away
			_, err := tx.Exec("UPDATE user_grant SET revoked_us = 1 WHERE role = 'township_reviewer' AND user_id = ?",
				h.Actor("township_reviewer", apptest.Town, "-2").UserID)
			return err
		}))
		if n, elsewhere := left(county), left(other); n != 1 || elsewhere != 0 {
			t.Errorf("%d are left to the county, %d to another", n, elsewhere)
		}
		none := payroll.HoldVerdict{LineID: l.LineID(), Why: "村里和邻居都说没有来"}
		want(t, "payroll.hold_teller", decide(h, a.town, none))
		want(t, "authz.not_found", decide(h, other, none))
		apptest.Must(t, decide(h, county, none))
		want(t, "payroll.hold_over", decide(h, county, none))
		if n := left(county); n != 0 {
			t.Errorf("decided, and %d are left", n)
		}
	})
}

// A day of rain or leave among absence does not take the right to be heard: where the month comes to nothing by it, it
// is held like one of absence alone, and nobody ends it by a word.
func TestHold_a_day_of_rain_starves_nobody(t *testing.T) {
	for marks, held := range map[string]bool{"W" + strings.Repeat("A", 27): true,
		"LLL" + strings.Repeat("A", 25): true, strings.Repeat("W", 26) + "AA": false, "H" + strings.Repeat("A", 27): false} {
		dbtest.Each(t, func(t *testing.T, db *database.DB) {
			h := apptest.New(t, db)
			away := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
			h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
			ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "whole")
			ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.absent_day", "32")
			at(h, "2025-03-03")
			sheetOf(t, h, "2025-02", marks, strings.Repeat("P", 28))
			l := heldLine(t, h, away)
			if !held {
				apptest.Want(t, marks, "payroll.hold_worked", tell(h, actors(h).town, told(l, "2025-03-03")))
				return
			}
			if got := owes(t, h, away); got != "800.00 draft" {
				t.Errorf("%s: nobody told, and %q", marks, got)
			}
			apptest.Want(t, marks+" ended by a word", "payroll.hold_first", endFeb(h, away))
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				book, err := rulebook.Load(s)
				apptest.Must(t, err)
				lines, err := payroll.HeldLines(s, book, authz.Under(h.Region(home).Path))
				if len(lines) != 1 || lines[0].PlacementID != away {
					t.Errorf("%s: the list has %+v", marks, lines)
				}
				return err
			}))
			apptest.Must(t, tell(h, actors(h).town, told(l, "2025-03-03")))
			if d, list := feb(t, h); d.Held != 1 || list[away].AmountFen != 0 {
				t.Errorf("%s: %+v %+v", marks, d, list)
			}
			at(h, "2025-03-14")
			if got := owes(t, h, away); got != "800.00 draft" {
				t.Errorf("%s: nobody decided, and %q", marks, got)
			}
		})
	}
}
