package duty

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
)

// A sheet that is locked for pay is never edited. Where it was wrong, the county enters beside it what the signed paper
// says, with a reason and the paper's scan, and another person decides: of the county, or of the township that reviews.
// Once approved, what a month is worth is reckoned from what the correction says; what that changes of pay is the room
// of payroll's matter, which decides in one visit with this room.

// States of a correction.
const (
	CorrectionEntered  = "entered"
	CorrectionApproved = "approved"
	CorrectionRefused  = "refused"
)

// Correction of a locked sheet.
type Correction struct {
	ID, SheetID int64
	Path        string
	Month       civil.Month
	State       string
	Reason      string
	ScanID      int64
	EnteredBy   int64
	EnteredKey  string
	EnteredUs   clock.Moment
	DecidedBy   int64
	DecidedKey  string
	DecidedUs   clock.Moment
	Remark      string
	Version     int64
}

func (Correction) TableName() string { return "duty_correction" }

// CorrectedLine of one holder: what counted before, and what the correction says.
type CorrectedLine struct {
	CorrectionID, PlacementID int64
	WasDays                   string
	WasHours                  int64
	Days                      string
	Hours                     int64
	WasLessFen, LessFen       money.Fen // what the assessment took and should take; the same: nothing is said of it
	Added                     bool      // the holder was left off the sheet
	// of the placement, for the page
	Name, Title string
}

func (CorrectedLine) TableName() string { return "duty_correction_line" }

// HadWork reports whether the sheet had work of the placement before it was corrected. Pure.
func (l CorrectedLine) HadWork() bool { return l.WasHours > 0 || lexicon.DaysAtWork(l.WasDays) > 0 }

// LessLowered reports whether the correction takes less than the assessment did.
func (l CorrectedLine) LessLowered() bool { return l.LessFen != l.WasLessFen }

// Changed days of the line, in the order of the month.
func (l CorrectedLine) Changed() (days []int) {
	for i := range l.Days {
		if l.Days[i] != l.WasDays[i] {
			days = append(days, i+1)
		}
	}
	return days
}

// Was and Now are a day's mark before the correction and by it.
func (l CorrectedLine) Was(day int) string { return Word(l.WasDays[day-1]) }

// Now is a day's mark by the correction.
func (l CorrectedLine) Now(day int) string { return Word(l.Days[day-1]) }

// PresentBefore counts the days at work before the correction.
func (l CorrectedLine) PresentBefore() int { return Line{Days: l.WasDays}.Present() }

// PresentNow counts the days at work by the correction.
func (l CorrectedLine) PresentNow() int { return Line{Days: l.Days}.Present() }

// Correcting is a correction as it was sent.
type Correcting struct {
	SheetID, Version int64 // of the sheet as it was shown
	Lines            []Typed
	Reason           string
	Scan             int64
	Less             map[int64]money.Fen // by placement: what the assessment should take; who is not in it stays
	Settle           bool                // only days that were expected when the sheet was sent (settle.go)
}

// Correct enters a correction of a locked sheet, which waits for another person; the sheet stays as it is. Refusals:
// authz.*, form.stale, duty.correct_state (not locked: it is returned or reopened), duty.correct_open (one waits),
// duty.correct_reason, duty.correct_scan, duty.correct_none (nothing differs), those of Apply; of Settle
// duty.settle_none, duty.settle_said, duty.settle_blank, duty.settle_hours; duty.correct_less (more is deducted than
// was told).
func Correct(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, x Correcting) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		s, err := lockSheet(v.Tx, x.SheetID)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh(x.permission(), s.Path, s.Version, x.Version); err != nil {
			return 0, err
		}
		if err := x.stage(s, v.Today()); err != nil {
			return 0, err
		}
		if waits, err := correctionWaits(v.Tx, s.ID); err != nil || waits {
			if err == nil {
				err = errs.New(errs.Conflict, "duty.correct_open")
			}
			return 0, err
		}
		if err := x.check(v, s); err != nil {
			return 0, err
		}
		lines, err := x.lines(v, s)
		if err != nil {
			return 0, err
		}
		c := Correction{SheetID: s.ID, Path: s.Path, Month: s.Month, State: CorrectionEntered, Reason: x.Reason,
			ScanID: x.Scan, EnteredBy: actor.UserID, EnteredKey: actor.PersonKey, EnteredUs: v.Now()}
		if err := insertCorrection(v.Tx, &c, lines); err != nil {
			return 0, err
		}
		v.Record("duty.correct", "duty_correction", c.ID, desk.F("sheet", s.ID), desk.F("month", s.Month),
			desk.F("holders", len(lines)), desk.F("reason", x.Reason), desk.F("scan", x.Scan))
		return c.ID, nil
	})
}

func (x *Correcting) check(v *desk.Visit, s Sheet) error {
	const longest = 200
	x.Reason = strings.TrimSpace(x.Reason)
	var faults errs.Faults
	if n := utf8.RuneCountInString(x.Reason); n < 4 || n > longest {
		faults.Add(errs.New(errs.Invalid, "duty.correct_reason").On("reason"))
	}
	signed, err := villagepapers.SignedIn(v.Tx, s.Path, s.Month)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(signed, func(c villagepapers.Scan) bool { return c.ID == x.Scan }) {
		faults.Add(errs.New(errs.Invalid, "duty.correct_scan").On("scan"))
	}
	return faults.OrNil()
}

// lines that differ from what counts now, and of who was left off the sheet.
func (x *Correcting) lines(v *desk.Visit, s Sheet) (out []CorrectedLine, err error) {
	now, err := LinesThatCount(v.Tx, s)
	if err != nil {
		return nil, err
	}
	if !x.Settle {
		left, err := LeftOff(v.Tx, s, now)
		if err != nil {
			return nil, err
		}
		now = append(now, left...)
	}
	takes, err := TakenBy(v.Tx, s.ID)
	if err != nil {
		return nil, err
	}
	var faults errs.Faults
	for _, l := range now {
		i := slices.IndexFunc(x.Lines, func(t Typed) bool { return t.PlacementID == l.PlacementID })
		if i < 0 {
			continue
		}
		if len(l.Days) != 31 {
			l.Days, l.How = noShifts, noShifts
		}
		t := x.Lines[i]
		t.Remark = l.Remark
		after, err := Apply(l, t, s.Month, v.Today(), civil.Date{}, HowAnother)
		faults = append(faults, errs.All(err)...)
		if x.Settle {
			faults = append(faults, l.settles(after, s, v.Today())...)
		}
		was := takes[l.PlacementID]
		less, fault := x.less(l, was)
		faults.Add(fault)
		if after.Days != l.Days || after.Hours != l.Hours || less != was {
			out = append(out, CorrectedLine{PlacementID: l.PlacementID, WasDays: l.Days, WasHours: l.Hours, Days: after.Days,
				Hours: after.Hours, WasLessFen: was, LessFen: less, Added: l.ID == 0})
		}
	}
	if err := faults.OrNil(); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, errs.New(errs.Invalid, "duty.correct_none").On("days")
	}
	return out, nil
}

// less that the assessment of a line should take; never more than its holder was told of.
func (x *Correcting) less(l Line, was money.Fen) (money.Fen, *errs.Error) {
	less, said := x.Less[l.PlacementID]
	switch {
	case !said || x.Settle || less == was:
		return was, nil
	case less < 0 || less > was:
		return was, errs.New(errs.Invalid, "duty.correct_less").On("days").With("name", l.Name).With("most", was)
	}
	return less, nil
}

// LeftOff are those who were on post in a locked sheet's month and stand on no line of it, with a blank line each.
func LeftOff(r database.Reader, s Sheet, lines []Line) (out []Line, err error) {
	if s.State != Locked {
		return nil, nil
	}
	holders, err := holdersOf(r, s.VillageID, s.Month)
	for _, h := range holders {
		if !slices.ContainsFunc(lines, func(l Line) bool { return l.PlacementID == h.PlacementID }) {
			h.SheetID, h.Days, h.How, h.Shifts = s.ID, noShifts, noShifts, noShifts
			out = append(out, h)
		}
	}
	return out, err
}

// LinesThatCount are the lines of a sheet as pay is reckoned from them: what approved corrections say, else what the
// sheet says.
func LinesThatCount(r database.Reader, s Sheet) ([]Line, error) {
	lines, err := LinesOf(r, s.ID)
	if err != nil || s.State != Locked {
		return lines, err
	}
	says, err := approvedOf(r, s.ID)
	for i, l := range lines {
		if c, ok := says[l.PlacementID]; ok {
			lines[i].Days, lines[i].Hours = c.Days, c.Hours
		}
	}
	return lines, err
}

// MayDecide refuses who entered a correction, and one that is decided: duty.same_person, duty.correct_decided.
func (c Correction) MayDecide(actor authz.Actor) error {
	switch {
	case c.State != CorrectionEntered:
		return errs.New(errs.Conflict, "duty.correct_decided").With("correction", c.State)
	case c.EnteredKey == actor.PersonKey:
		return errs.New(errs.Forbidden, "duty.correct_same")
	}
	return nil
}

// CorrectionDecision on a correction as it was sent.
type CorrectionDecision struct {
	ID, Version int64
	Approve     bool
	Remark      string // needed where it is refused
}

// Settle decides a correction inside the visit of the room of payroll, which locked the county before. Refusals:
// authz.*, duty.correct_decided, duty.correct_same, form.stale, duty.remark.
func (x CorrectionDecision) Settle(v *desk.Visit) (Correction, error) {
	c, err := lockCorrection(v.Tx, x.ID)
	if err != nil {
		return c, err
	}
	if err := v.Allow("duty.correct_decide", c.Path); err != nil {
		return c, err
	}
	if err := c.MayDecide(v.Actor); err != nil {
		return c, err
	}
	if c.Version != x.Version {
		return c, errs.New(errs.Stale, "form.stale")
	}
	x.Remark = strings.TrimSpace(x.Remark)
	if n := utf8.RuneCountInString(x.Remark); n > 100 || n == 0 && !x.Approve {
		return c, errs.New(errs.Invalid, "duty.remark").On("remark")
	}
	c.State, c.Remark = CorrectionRefused, x.Remark
	if x.Approve {
		c.State = CorrectionApproved
	}
	c.DecidedBy, c.DecidedKey, c.DecidedUs = v.Actor.UserID, v.Actor.PersonKey, v.Now()
	return c, decideCorrection(v.Tx, c)
}
