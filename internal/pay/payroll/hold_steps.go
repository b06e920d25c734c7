package payroll

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// AbsentTold is that a payee was told of being marked absent on all days of a month.
type AbsentTold struct {
	LineID int64 // of the sheet
	OnDate civil.Date
	How    string // one of HoldWays
	Who    string // who told the payee
	Remark string // what the payee said at once; may be empty
}

// heldCase is a line that somebody has a hand in, locked with its county's lists and its placement.
type heldCase struct {
	HeldLine
	due   Due
	sheet duty.Sheet
	book  *rulebook.Book
	w     *Worths
}

// county path of the line.
func (x *heldCase) county() string { return region.CountyPath(x.Path) }

// lockHeld locks a line's county, as a draft does, and its placement.
func lockHeld(v *desk.Visit, lineID int64) (x heldCase, err error) {
	if x.HeldLine, err = HeldByLine(v.Tx, lineID); err != nil {
		return x, err
	}
	if err := lockCountyOf(v, x.Path); err != nil {
		return x, err
	}
	if x.due, err = lockDue(v.Tx, x.PlacementID); err != nil {
		return x, err
	}
	if x.HeldLine, err = HeldByLine(v.Tx, lineID); err != nil { // as it stands under the locks
		return x, err
	}
	if x.sheet, err = duty.SheetByID(v.Tx, x.SheetID); err != nil {
		return x, err
	}
	x.book, err = rulebook.Of(v)
	return x, err
}

// readHeld is the same for a page.
func readHeld(r database.Reader, book *rulebook.Book, l HeldLine, today civil.Date) (x heldCase, err error) {
	x.HeldLine, x.book = l, book
	if x.sheet, err = duty.SheetByID(r, l.SheetID); err != nil {
		return x, err
	}
	return x, x.weigh(r, today)
}

// weigh reads what the month is worth.
func (x *heldCase) weigh(r database.Reader, today civil.Date) (err error) {
	x.w, err = LoadWorths(r, x.book, WorthQuery{County: x.county(), Month: x.Month, Only: []any{x.PlacementID},
		Today: today})
	if err == nil {
		err = x.w.withWork(r)
	}
	return err
}

// absentNow refuses a line of which it is not, or not yet, known that its holder was absent on all days:
// payroll.hold_sheet, payroll.month, payroll.hold_worked; and who entered the sheet: payroll.hold_own.
func (x *heldCase) absentNow(a authz.Actor, today civil.Date) error {
	switch {
	case x.AbsentLine.State != duty.Reviewed && x.AbsentLine.State != duty.Locked:
		return errs.New(errs.State, "payroll.hold_sheet").With("sheet", x.AbsentLine.State)
	case !x.w.Period.Until.Before(today):
		return errs.New(errs.State, "payroll.month")
	case !x.w.absentAll(x.PlacementID):
		return errs.New(errs.State, "payroll.hold_worked")
	case x.sheet.MayReview(a) != nil:
		return errs.New(errs.Forbidden, "payroll.hold_own")
	}
	return nil
}

// TellAbsent writes down that a payee was told of being marked absent on all days of a month. From then on the line is
// held: it comes off a list that is not approved. By the village, township or county, but nobody who entered the sheet.
// Refusals: form.choice (how), form.required (who), form.date, payroll.hold_told_on, payroll.hold_sheet, payroll.month,
// payroll.hold_worked, payroll.hold_own, payroll.hold_told (told already), payroll.no_pay_listed (paid, or the township
// said that it is paid), payroll.same_person (drafted the list), payroll.answer_last.
func (r *Service) TellAbsent(ctx context.Context, actor authz.Actor, key string, t AbsentTold) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := lockHeld(v, t.LineID)
		if err != nil {
			return 0, err
		}
		if err := mayTell(v, x.Path); err != nil {
			return 0, err
		}
		if err := x.weigh(v.Tx, v.Today()); err != nil {
			return 0, err
		}
		if err := t.check(x.sheet.ReviewedUs.Date(), v.Today()); err != nil {
			return 0, err
		}
		if err := x.MayTell(v.Tx, actor, v.Today()); err != nil {
			return 0, err
		}
		e := HoldEvent{PlacementID: x.PlacementID, Month: x.Month, Path: x.due.Path, Kind: HoldTold, How: t.How, Who: t.Who,
			Remark: t.Remark, OnDate: t.OnDate}
		// from the day on which it was written down: nobody loses days to object by a telling that is dated back
		e.ObjectUntil, e.DecideBy = deadlines(x.book, x.county(), v.Today())
		if err := x.comeOff(v); err != nil {
			return 0, err
		}
		return x.AbsentLine.ID, keepHold(v, "payroll.hold_tell", e)
	})
}

// MayTell names what keeps somebody from writing down that the payee was told.
func (x *heldCase) MayTell(r database.Reader, a authz.Actor, today civil.Date) error {
	if err := x.absentNow(a, today); err != nil {
		return err
	}
	if x.Hold.Told.Kind != "" {
		return errs.New(errs.Conflict, "payroll.hold_told")
	}
	if x.Approved {
		return errs.New(errs.State, "payroll.no_pay_listed")
	}
	events, err := NoPayEvents(r, x.PlacementID, x.Month)
	if err == nil && NoPayOf(events).Kind != "" {
		err = errs.New(errs.Conflict, "payroll.no_pay_decided")
	}
	return err
}

// comeOff takes the line off a list that is not approved, as long as its township has not said that it is paid.
func (x *heldCase) comeOff(v *desk.Visit) error {
	if !x.Listed {
		return nil
	}
	run, line, err := listedOn(v.Tx, x.PlacementID, x.Month)
	if err != nil {
		return err
	}
	if line == nil {
		return errs.New(errs.State, "payroll.no_pay_listed")
	}
	if run.DraftedKey == v.Actor.PersonKey {
		return errs.New(errs.Forbidden, "payroll.same_person")
	}
	return takeOff(v.Tx, run, []Asked{*line})
}

func (t *AbsentTold) check(reviewed, today civil.Date) error {
	t.Who, t.Remark = strings.TrimSpace(t.Who), strings.TrimSpace(t.Remark)
	var faults errs.Faults
	if !slices.Contains(HoldWays, t.How) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("how"))
	}
	faults.Add(errs.Length(t.Who, 2, 20, "form.required", "who"))
	faults.Add(errs.Long(t.Remark, 100, "remark"))
	switch {
	case t.OnDate.IsZero():
		faults.Add(errs.New(errs.Invalid, "form.date").On("on"))
	case t.OnDate.Before(reviewed) || t.OnDate.After(today):
		faults.Add(errs.New(errs.Invalid, "payroll.hold_told_on").On("on").With("since", reviewed))
	}
	return faults.OrNil()
}

// keepHold stores an event of now and records it.
func keepHold(v *desk.Visit, act string, e HoldEvent) error {
	if err := storeHold(v, e); err != nil {
		return err
	}
	v.Record(act, "placement", e.PlacementID, desk.F("month", e.Month), desk.F("how", e.How), desk.F("who", e.Who),
		desk.F("party", e.Party), desk.F("remark", e.Remark), desk.F("on", e.OnDate), desk.F("days", e.Days),
		desk.F("object_until", e.ObjectUntil), desk.F("decide_by", e.DecideBy))
	return nil
}

// HoldObjection is what somebody says against a month of absence, or a fellow worker's word for the work.
type HoldObjection struct {
	LineID int64
	Party  string // one of HoldParties
	Who    string
	OnDate civil.Date
	How    string // one of HoldSpoken
	Words  string
}

func (o *HoldObjection) check(told, today civil.Date) error {
	o.Who, o.Words = strings.TrimSpace(o.Who), strings.TrimSpace(o.Words)
	var faults errs.Faults
	if !slices.Contains(HoldParties, o.Party) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("party"))
	}
	if !slices.Contains(HoldSpoken, o.How) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("spoken"))
	}
	faults.Add(errs.Length(o.Who, 2, 20, "form.required", "by"))
	faults.Add(errs.Length(o.Words, 2, 200, "form.required", "words"))
	switch {
	case o.OnDate.IsZero():
		faults.Add(errs.New(errs.Invalid, "form.date").On("said_on"))
	case o.OnDate.Before(told) || o.OnDate.After(today):
		faults.Add(errs.New(errs.Invalid, "payroll.hold_said_on").On("said_on").With("since", told))
	}
	return faults.OrNil()
}

// Object writes down what was said at the township, or the county, against a held line, until it is decided or due: an
// objection after the days for it still counts. Refusals: form.choice (party, spoken), form.required (by, words),
// form.date, payroll.hold_said_on, payroll.hold_none (nobody was told), payroll.hold_over (decided, or due already).
func (r *Service) Object(ctx context.Context, actor authz.Actor, key string, o HoldObjection) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := lockHeld(v, o.LineID)
		if err != nil {
			return 0, err
		}
		if err := mayDecide(v, x.Path); err != nil {
			return 0, err
		}
		if err := x.running(v.Today()); err != nil {
			return 0, err
		}
		if err := o.check(x.Hold.Told.OnDate, v.Today()); err != nil {
			return 0, err
		}
		return x.AbsentLine.ID, keepHold(v, "payroll.hold_object", HoldEvent{PlacementID: x.PlacementID, Month: x.Month,
			Path: x.due.Path, Kind: HoldObjected, How: o.How, Who: o.Who, Party: o.Party, Remark: o.Words, OnDate: o.OnDate})
	})
}

// running refuses a line that is not held on a day: payroll.hold_none, payroll.hold_over.
func (x *heldCase) running(today civil.Date) error {
	switch {
	case x.Hold.Told.Kind == "":
		return errs.New(errs.State, "payroll.hold_none")
	case !x.Hold.Running(today):
		return errs.New(errs.State, "payroll.hold_over")
	}
	return nil
}

// HoldVerdict is what a township or county decides on a held line.
type HoldVerdict struct {
	LineID int64
	Pay    bool
	Days   int64 // of Pay: days at work that are shown
	Why    string
}

// DecideHold decides a held line by another person than who entered its sheet: it is paid for the days shown, by the
// next list, or, by another person than who told the payee, the month ends without pay, of which the payee is then told
// (TellNoPay). Never without pay, nor for fewer days than are agreed on, while the payee may still object, whatever was
// said meanwhile; nor against a check that saw the payee at work.
// Refusals: form.required (why), payroll.hold_teller, payroll.hold_less, payroll.hold_days, payroll.hold_none,
// payroll.hold_over, payroll.hold_early, payroll.hold_seen, and those of the marks as for TellAbsent.
func (r *Service) DecideHold(ctx context.Context, actor authz.Actor, key string, d HoldVerdict) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := lockHeld(v, d.LineID)
		if err != nil {
			return 0, err
		}
		if err := mayDecide(v, x.Path); err != nil {
			return 0, err
		}
		if err := x.weigh(v.Tx, v.Today()); err != nil {
			return 0, err
		}
		d.Why = strings.TrimSpace(d.Why)
		if fault := errs.Length(d.Why, 2, 100, "form.required", "why"); fault != nil {
			return 0, fault
		}
		if !d.Pay {
			d.Days = 0
		}
		if err := x.MayDecide(v.Tx, actor, v.Today(), d); err != nil {
			return 0, err
		}
		e := HoldEvent{PlacementID: x.PlacementID, Month: x.Month, Path: x.due.Path, Kind: HoldDecided, How: HoldNone,
			Remark: d.Why, Days: d.Days}
		if d.Pay {
			e.How = HoldPay
			return x.AbsentLine.ID, keepHold(v, "payroll.hold_decide", e)
		}
		if err := keepHold(v, "payroll.hold_decide", e); err != nil {
			return 0, err
		}
		return x.AbsentLine.ID, storeNoPay(v, []NoPayEvent{{PlacementID: x.PlacementID, Month: x.Month, Path: x.due.Path,
			Kind: NoPayDecided, Reason: NoPayReasons[0], Remark: d.Why}})
	})
}

// MayDecide names what keeps somebody from a decision.
func (x *heldCase) MayDecide(r database.Reader, a authz.Actor, today civil.Date, d HoldVerdict) error {
	if err := x.running(today); err != nil {
		return err
	}
	if err := x.absentNow(a, today); err != nil {
		return err
	}
	seen, err := duty.SeenAtWork(r, x.PlacementID, x.w.Period.From, x.w.Period.Until)
	if err != nil {
		return err
	}
	switch {
	case !d.Pay && !today.After(x.Hold.Told.ObjectUntil): // whatever was said: a word against the payee shortens nothing
		return errs.New(errs.State, "payroll.hold_early").With("until", x.Hold.Told.ObjectUntil)
	case !d.Pay && x.Hold.Told.PersonKey == a.PersonKey:
		return errs.New(errs.Forbidden, "payroll.hold_teller")
	case !d.Pay && len(seen) > 0:
		return errs.New(errs.State, "payroll.hold_seen").With("days", len(seen))
	case d.Pay && d.Days < x.toWork() && !today.After(x.Hold.Told.ObjectUntil):
		return errs.New(errs.State, "payroll.hold_less").On("days").With("until", x.Hold.Told.ObjectUntil).
			With("all", x.toWork())
	case d.Pay && d.Days < x.toWork() && x.Hold.Told.PersonKey == a.PersonKey:
		return errs.New(errs.Forbidden, "payroll.hold_teller").On("days")
	case d.Pay && (d.Days < max(int64(len(seen)), 1) || d.Days > int64(x.w.Period.Days())):
		return errs.New(errs.Invalid, "payroll.hold_days").On("days").With("least", max(len(seen), 1)).
			With("most", x.w.Period.Days())
	}
	return nil
}

// toWork are the days that are agreed on; all of the period where nobody told how many.
func (x *heldCase) toWork() int64 {
	agreed := x.w.agreed[x.PlacementID]
	all := x.w.Period.Days()
	return int64(min(cmp.Or(x.w.ruleOf(agreed.Kind).AgreedDays, agreed.Days, all), all))
}

// asAgreed is what the month comes to if nobody decides.
func (x *heldCase) asAgreed(d Due) Worth {
	undecided := *x.w
	undecided.holds = nil
	return undecided.Of(d)
}

// HeldView is a held line as a page shows it: what may be done with it by whom, and what it comes to.
type HeldView struct {
	HeldLine
	Sent     duty.Sheet
	Seen     []duty.SeenDay // days of the month on which a check saw the payee at work
	Full     Worth          // as the agreement says, and as it is due if nobody decides
	TellStop error          // what keeps the visitor from telling
	PayStop  error          // what keeps the visitor from deciding that it is paid
	NoneStop error          // what keeps the visitor from deciding that it is not
}

// HeldViewOf a line for a visitor on a day.
func HeldViewOf(r database.Reader, book *rulebook.Book, a authz.Actor, lineID int64, today civil.Date) (out HeldView,
	err error) {
	if out.HeldLine, err = HeldByLine(r, lineID); err != nil {
		return out, err
	}
	x, err := readHeld(r, book, out.HeldLine, today)
	if err != nil {
		return out, err
	}
	out.Sent = x.sheet
	if out.Seen, err = duty.SeenAtWork(r, out.PlacementID, x.w.Period.From, x.w.Period.Until); err != nil {
		return out, err
	}
	due, err := dueOf(r, out.Papers)
	if err != nil {
		return out, err
	}
	out.Full = x.asAgreed(due)
	out.TellStop = x.MayTell(r, a, today)
	out.PayStop = x.MayDecide(r, a, today, HoldVerdict{Pay: true, Days: max(int64(len(out.Seen)), x.toWork())})
	out.NoneStop = x.MayDecide(r, a, today, HoldVerdict{})
	return out, nil
}
