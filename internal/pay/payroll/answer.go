package payroll

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// What a line of a list is questioned for: pay that no day at work stands behind.
const (
	AskAhead    = "ahead"    // the month is paid before it is over: there is no sheet yet
	AskUnlisted = "unlisted" // the village's sheet does not name the holder
	AskAbsent   = "absent"   // the sheet has no day at work, though it may have hours
)

// A township's word on a line that is questioned.
const (
	AnswerPaid = "paid" // it is paid all the same, for a reason
	AnswerOff  = "off"  // it was taken off the list, for a reason
)

// Question of a line with so many days at work by the sheet; nil: the sheet does not name the holder. Empty if nothing
// is questioned. Pure.
func Question(ahead bool, attended *int64) string {
	switch {
	case ahead:
		return AskAhead
	case attended == nil:
		return AskUnlisted
	case *attended == 0:
		return AskAbsent
	}
	return ""
}

// Asked is a line that is questioned, with the township's word if there is one.
type Asked struct {
	PlacementID int64
	Path        string
	Name        string
	Title       string // of the post
	Question    string
	Days        int64 // on the post
	OfDays      int64
	AmountFen   money.Fen
	Attendance
	Verdict string // empty while the township has not spoken
	Why     string
	AtUs    clock.Moment
}

// Answer is what a township says of lines that are questioned. Lines of one township only; AllAhead takes all of its
// lines of a month that is paid ahead, which have one and the same reason.
type Answer struct {
	Placements []int64
	AllAhead   bool
	Verdict    string
	Why        string
}

func (a *Answer) check() error {
	a.Why = strings.TrimSpace(a.Why)
	var faults errs.Faults
	if len(a.Placements) == 0 && !a.AllAhead {
		faults.Add(errs.New(errs.Invalid, "payroll.answer_none").On("placement"))
	}
	if a.Verdict != AnswerPaid && a.Verdict != AnswerOff {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("verdict"))
	}
	faults.Add(errs.Length(a.Why, 2, 100, "form.required", "answer_why"))
	return faults.OrNil()
}

// of the lines still asked, those that an answer speaks of.
func (a *Answer) of(asked []Asked) (out []Asked) {
	for _, x := range asked {
		if slices.Contains(a.Placements, x.PlacementID) || a.AllAhead && x.Question == AskAhead {
			out = append(out, x)
		}
	}
	return out
}

// Answer records a township's word on lines that are questioned, by another person than who drafted the list: they are
// paid all the same, or taken off it. Once for each line and list; who was taken off may be taken by a supplement, and
// is asked about again. Refusals: payroll.answer_none (nobody chosen), form.choice (verdict), form.required (why),
// payroll.state, payroll.same_person, payroll.answered (one of them is not, or not any longer, asked about in this
// township), payroll.answer_last (nobody would be left on the list), payroll.hold_first (to be taken off and absent on
// all days: see TellAbsent).
func (r *Service) Answer(ctx context.Context, actor authz.Actor, key string, id int64, township *region.Region,
	a Answer) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := lockPart(v, id, township, Draft, Noticed)
		if err != nil {
			return 0, err
		}
		if err := a.check(); err != nil {
			return 0, err
		}
		asked, err := openQuestions(v.Tx, x, authz.Under(township.Path), 0)
		if err != nil {
			return 0, err
		}
		mine := a.of(asked)
		if len(mine) == 0 || len(mine) < len(a.Placements) {
			return 0, errs.New(errs.Conflict, "payroll.answered")
		}
		if err := toldFirst(v, x, a, mine); err != nil {
			return 0, err
		}
		if err := insertAnswers(v, x, a, mine); err != nil {
			return 0, err
		}
		var sum money.Fen
		for _, l := range mine {
			sum += l.AmountFen
		}
		v.Record("payroll.answer", "pay_run", id, desk.F("township", township.Code), desk.F("verdict", a.Verdict),
			desk.F("lines", len(mine)),
			desk.F("total", sum), desk.F("why", a.Why))
		if a.Verdict != AnswerOff {
			return id, nil
		}
		if err := takeOff(v.Tx, x, mine); err != nil {
			return 0, err
		}
		return id, decidedOff(v, x, a, mine)
	})
}

// toldFirst refuses to take lines off that the sheet has absent on all days: the payee is told, and may object, before
// anything is decided (payroll.hold_first).
func toldFirst(v *desk.Visit, x Run, a Answer, lines []Asked) error {
	if a.Verdict != AnswerOff || x.AheadDocument != "" {
		return nil
	}
	book, err := rulebook.Of(v)
	if err != nil {
		return err
	}
	var only []any
	for _, l := range lines {
		only = append(only, l.PlacementID)
	}
	w, err := LoadWorths(v.Tx, book, WorthQuery{County: x.Path, Month: x.Month, Only: only, Today: v.Today()})
	if err == nil {
		err = w.withWork(v.Tx)
	}
	if err != nil {
		return err
	}
	for _, l := range lines {
		if w.absentAll(l.PlacementID) {
			return errs.New(errs.State, "payroll.hold_first").With("name", l.Name)
		}
	}
	return nil
}

// decidedOff says of lines that were taken off that their month ends without pay, once the payees were told.
func decidedOff(v *desk.Visit, x Run, a Answer, lines []Asked) error {
	events := make([]NoPayEvent, len(lines))
	for i, l := range lines {
		events[i] = NoPayEvent{PlacementID: l.PlacementID, Month: x.Month, Path: l.Path, Kind: NoPayDecided,
			Reason: NoPayOffList, Remark: a.Why}
	}
	return storeNoPay(v, events)
}

// lockPart locks a run for a township's word, by another person than who drafted it.
func lockPart(v *desk.Visit, id int64, township *region.Region, states ...string) (Run, error) {
	if township.Level != region.Township {
		return Run{}, errs.New(errs.Invalid, "payroll.no_part").On("region")
	}
	if err := v.Allow("payroll.audit", township.Path); err != nil {
		return Run{}, err
	}
	x, err := LockRun(v.Tx, id)
	switch {
	case err != nil:
		return x, err
	case region.CountyPath(township.Path) != x.Path:
		return x, errs.New(errs.NotFound, "authz.not_found")
	case !slices.Contains(states, x.State):
		return x, errs.New(errs.State, "payroll.state").With("run", x.State)
	case x.DraftedKey == v.Actor.PersonKey:
		return x, errs.New(errs.Forbidden, "payroll.same_person")
	}
	return x, nil
}

// answeredIn refuses what moves a run forward while a line in a scope is questioned and its township has not spoken:
// payroll.unanswered.
func answeredIn(r database.Reader, book *rulebook.Book, x Run, scope authz.Scope, today civil.Date) error {
	n, err := countQuestions(r, x, scope)
	if err == nil && n > 0 {
		err = errs.New(errs.State, "payroll.unanswered").With("count", n)
	}
	if err != nil {
		return err
	}
	return stillUnquestioned(r, book, x, scope, today)
}

// stillUnquestioned asks the sheets again of the lines that the draft does not question: a row of a draft may be
// written by whoever reaches the database, and with its question gone nobody would be asked; nor may a held line come
// onto a list that way.
func stillUnquestioned(r database.Reader, book *rulebook.Book, x Run, scope authz.Scope, today civil.Date) error {
	lines, err := unquestioned(r, x, scope)
	if err != nil {
		return err
	}
	if x.AheadDocument == "" { // who worked on any day of the month that is paid is neither questioned nor held
		work := duty.WorkedQuery{County: x.Path, Month: x.Month}
		seen, err := work.AtWork(r, PeriodOf(book, x.Path, x.Month).Until)
		if err != nil {
			return err
		}
		lines = slices.DeleteFunc(lines, func(id int64) bool { return seen[id] })
	}
	if len(lines) == 0 {
		return nil
	}
	only := make([]any, len(lines))
	for i, id := range lines {
		only[i] = id
	}
	w, err := LoadWorths(r, book, WorthQuery{County: x.Path, Month: x.Month, Ahead: x.AheadDocument != "", Only: only,
		Today: today})
	if err == nil {
		err = w.withWork(r)
	}
	if err != nil {
		return err
	}
	for _, id := range lines {
		code := ""
		if w.question(id) != "" {
			code = "payroll.question_gone"
		} else if x.Kind != Correction && !w.Ahead && w.stopped(id) {
			code = "payroll.hold_listed"
		}
		if code == "" {
			continue
		}
		papers, err := placement.PapersOf(r, []any{id})
		if err != nil {
			return err
		}
		return errs.New(errs.Conflict, code).With("name", papers[id].Name)
	}
	return nil
}

// Attendance of a line of a list: days at work by the village's sheet of the month, of the days that the post agrees
// on.
type Attendance struct {
	Sheet  string // state of the village's sheet; empty: there is none
	Marks  string // 31 marks of the line; empty: the sheet does not name the holder
	Agreed int64
}

// Attended are the days at work; nil: no sheet that the township reviewed says so. Pure.
func (a Attendance) Attended() *int64 {
	if a.Marks == "" || a.Sheet != "reviewed" && a.Sheet != "locked" {
		return nil
	}
	n := int64(lexicon.DaysAtWork(a.Marks))
	return &n
}
