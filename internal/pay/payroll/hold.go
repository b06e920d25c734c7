package payroll

import (
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/account"
)

// Three absences are told apart. No sheet: the month is owed or not known, and its village is named. A sheet on which a
// holder is blank: it goes back to the village, and the draft leaves the holder out by name. Marked absent on all days:
// only that stops a line, as 暂缓发放, and only once the payee was told of it by somebody else than who entered the
// sheet. From then on he may object at the township for some working days, and another person than who entered the
// sheet decides by a last day, on what checks saw and fellow workers say. Marks alone make nobody unpaid: what nobody
// told, and what nobody decided in time, is due as the agreement says.

// Kinds of what happened to a held line.
const (
	HoldTold     = "told"
	HoldObjected = "objected"
	HoldDecided  = "decided"
	HoldReopened = "reopened" // what was decided was taken back with its no-pay decision
)

// What a township or county decides on a held line.
const (
	HoldPay  = "pay"  // it is paid, for the days shown
	HoldNone = "none" // the month ends without pay
)

// HoldWays in which a payee is told, and HoldSpoken those in which somebody objects.
var (
	HoldWays   = []string{"visit", "phone", "paper", "posted"}
	HoldSpoken = []string{"visit", "phone", "paper"}
)

// HoldParties that may object: the payee, the family, a fellow worker.
var HoldParties = []string{"self", "family", "fellow"}

// HoldEvent is what happened to a held line of a placement and month.
type HoldEvent struct {
	ID          int64
	PlacementID int64
	Month       civil.Month
	Path        string
	Kind        string
	How         string // of a telling and an objection the way; of a decision HoldPay or HoldNone
	Who         string // who told the payee, or who objected
	Party       string // of an objection: one of HoldParties
	Remark      string // what was said; why it was decided
	OnDate      civil.Date
	Days        int64      // of HoldPay: days at work that are shown
	ObjectUntil civil.Date // of a telling: the last day to object
	DecideBy    civil.Date // of a telling: the last day to decide; from the next on the line is due
	ActorID     int64
	PersonKey   string
	AtUs        clock.Moment
}

// HoldWitness of these events.
var HoldWitness = trail.Table{Name: "pay_hold_event", Columns: []string{"placement_id", "month", "path", "kind", "how",
	"who", "party", "remark", "on_date", "days", "object_until", "decide_by", "actor_id", "person_key", "at_us"}}

func (e *HoldEvent) digest() []byte {
	return HoldWitness.Digest(e.PlacementID, e.Month, e.Path, e.Kind, e.How, e.Who, e.Party, e.Remark, e.OnDate, e.Days,
		e.ObjectUntil, e.DecideBy, e.ActorID, e.PersonKey, e.AtUs)
}

// Hold is how far it is with a line that its sheet has absent on all days. Zero: nobody was told, and it is due.
type Hold struct {
	Told       HoldEvent // zero: not told
	Objections []HoldEvent
	Decided    HoldEvent // zero: not decided
}

// HoldOf events in their order. Pure.
func HoldOf(events []HoldEvent) (h Hold) {
	for _, e := range events {
		switch e.Kind {
		case HoldTold:
			h = Hold{Told: e}
		case HoldObjected:
			h.Objections = append(h.Objections, e)
		case HoldDecided:
			h.Decided = e
		case HoldReopened:
			h.Decided = HoldEvent{}
		}
	}
	return h
}

// States of a held line, as pages tell them.
const (
	HoldUntold   = "untold"   // nobody told the payee: due as the agreement says
	HoldOpen     = "open"     // told, and the days to object run
	HoldWaiting  = "waiting"  // may be decided: the days to object are over, or somebody objected
	HoldLapsed   = "lapsed"   // the last day passed without a decision: due as the agreement says
	HoldPaid     = "pay"      // decided: it is paid
	HoldFinished = "finished" // decided: the month ends without pay
)

// State on a day. Pure.
func (h Hold) State(today civil.Date) string {
	switch {
	case h.Decided.How == HoldPay:
		return HoldPaid
	case h.Decided.How == HoldNone:
		return HoldFinished
	case h.Told.Kind == "":
		return HoldUntold
	case today.After(h.Told.DecideBy):
		return HoldLapsed
	case len(h.Objections) > 0 || today.After(h.Told.ObjectUntil):
		return HoldWaiting
	}
	return HoldOpen
}

// Stops reports whether the line may be on no list on a day. Pure.
func (h Hold) Stops(today civil.Date) bool {
	switch h.State(today) {
	case HoldOpen, HoldWaiting, HoldFinished:
		return true
	}
	return false
}

// Running reports whether the line waits for a decision on a day. Pure.
func (h Hold) Running(today civil.Date) bool {
	return h.Decided.How == "" && h.Stops(today)
}

// holdDays are the working days that a payee has to object, and those that the township has to decide after them.
func holdDays(book *rulebook.Book, path string, on civil.Date) (object, decide int) {
	return book.Int("pay.hold_object_days", path, on, 3), book.Int("pay.hold_decide_days", path, on, 5)
}

// deadlines of a line of which the payee was told on a day. Pure but for the rulebook.
func deadlines(book *rulebook.Book, path string, told civil.Date) (objectUntil, decideBy civil.Date) {
	object, decide := holdDays(book, path, told)
	objectUntil = book.Calendar().AddWorking(told, object)
	return objectUntil, book.Calendar().AddWorking(objectUntil, decide)
}

// HeldLine is a line of a sheet that has its holder absent on all days, with its month's pay and what happened since.
type HeldLine struct {
	duty.AbsentLine
	placement.Papers
	Listed   bool // on a list of pay, approved or not
	Approved bool // on one that is approved: nothing is held any longer
	Hold     Hold
}

// LineID of the sheet.
func (l HeldLine) LineID() int64 { return l.AbsentLine.ID }

// Decidable reports whether the line may be decided on a day. Pure.
func (l HeldLine) Decidable(today civil.Date) bool {
	return !l.Listed && l.Hold.State(today) == HoldWaiting
}

// Telling reports whether the payee is still to be told: nobody did, and no list has the line. Pure.
func (l HeldLine) Telling() bool { return !l.Listed && l.Hold.Told.Kind == "" }

// LeftToCounty are the held lines of a scope that are to be decided on a day and that nobody of their townships may
// decide: whoever told the payee, or entered days of the sheet, may not, and there is no other reviewer.
func LeftToCounty(r database.Reader, book *rulebook.Book, scope authz.Scope, today civil.Date) (out []HeldLine,
	err error) {
	lines, err := HeldLines(r, book, scope)
	if err != nil {
		return nil, err
	}
	lines = slices.DeleteFunc(lines, func(l HeldLine) bool { return !l.Decidable(today) })
	if len(lines) == 0 {
		return nil, nil
	}
	hands, err := account.HandsUnder(r, "township_reviewer", scope, today)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		sheet, err := duty.SheetByID(r, l.SheetID)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(hands, func(h account.Hand) bool {
			return strings.HasPrefix(l.Path, h.Path) && h.PersonKey != l.Hold.Told.PersonKey &&
				sheet.MayReview(authz.Actor{PersonKey: h.PersonKey}) == nil
		}) {
			out = append(out, l)
		}
	}
	return out, nil
}
