package duty

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// A village that keeps its sheet on paper is paid like any other: the township, or the county for it, enters the sheet
// from the signed paper (代录). It names the paper's scan, changes nothing that the village typed, and none of those who
// entered it reviews it. The village sees the sheet on the screen or on a receipt (回执单) to sign, and may object; an
// objection is answered by another person before the sheet is passed, and one that comes later waits at the township.

// ForVillage reports whether who enters a village's sheet does so for it (代录): holding no right of the village's own.
func ForVillage(a authz.Actor, path string) bool { return !a.Scope("duty.sheet").Covers(path) }

// ByVillage reports whether a mark's origin is the village's own hand.
func ByVillage(how byte) bool {
	switch how {
	case HowTyped, HowPaper, HowImport, HowPlan, HowLast:
		return true
	}
	return false
}

// VillageSaid reports whether the village itself said anything on a line.
func (l Line) VillageSaid() bool {
	return len(l.How) == 31 && slices.ContainsFunc([]byte(l.How), ByVillage)
}

// overVillage names what another office would change of what the village typed: duty.over_village, duty.over_line.
func (l Line) overVillage(t Typed) error {
	var faults errs.Faults
	for i, said := range t.Days {
		m, ok := MarkOf(said)
		if h := l.HowOf(i + 1); ok && h != 0 && ByVillage(h) && m != l.Day(i+1) {
			faults.Add(l.fault(errs.Conflict, "duty.over_village", i+1).With("typed", Word(l.Day(i+1))))
		}
	}
	if l.VillageSaid() && (t.Hours != l.Hours || strings.TrimSpace(t.Remark) != l.Remark) {
		faults.Add(errs.New(errs.Conflict, "duty.over_line").On("hours").With("name", l.Name))
	}
	return faults.OrNil()
}

// signedPaper is the scan that a sheet rests on: nil where the village sends it itself. duty.scan.
func signedPaper(v *desk.Visit, s Sheet, scan int64) (*int64, error) {
	if !ForVillage(v.Actor, s.Path) {
		return nil, nil
	}
	signed, err := villagepapers.SignedIn(v.Tx, s.Path, s.Month)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(signed, func(x villagepapers.Scan) bool { return x.ID == scan }) {
		return nil, errs.New(errs.Invalid, "duty.scan").On("scan")
	}
	return &scan, nil
}

// lends reports whether the visitor enters a sheet for its village, and writes down who did.
func lends(v *desk.Visit, s Sheet) (bool, error) {
	if !ForVillage(v.Actor, s.Path) {
		return false, nil
	}
	return true, keepEnterer(v, s)
}

// ReviewsEntered reports whether somebody may review a sheet as the county: one that was entered for its village, so
// that a township with one reviewer can enter it too.
func ReviewsEntered(a authz.Actor, s Sheet) bool {
	return s.EnteredFor() && a.Scope("duty.reopen").Covers(s.Path)
}

// reviewsAs is the permission by which somebody decides on a sheet.
func reviewsAs(r database.Reader, a authz.Actor, permission authz.Permission, id int64) (authz.Permission, error) {
	if permission != "duty.review" || a.Has(permission) {
		return permission, nil
	}
	s, err := SheetByID(r, id)
	if err == nil && ReviewsEntered(a, s) {
		permission = "duty.reopen"
	}
	return permission, err
}

// What a village says to a sheet that was entered for it.
const (
	Agrees  = "agrees"
	Objects = "objects"
)

// Says in the order in which a form offers them.
var Says = []string{Agrees, Objects}

// VillageWord is what a village says to a sheet that was entered for it, and the answer to an objection.
type VillageWord struct {
	ID, SheetID int64
	Path        string
	Says        string
	Words       string
	Signer      string // of the receipt; empty: said on the screen
	ScanID      *int64 // of the receipt
	ActorID     int64
	PersonKey   string
	AtUs        clock.Moment
	Answer      string
	AnswerUs    clock.Moment // zero: not answered
}

func (VillageWord) TableName() string { return "duty_word" }

// Open reports whether it is an objection that waits for its answer.
func (w VillageWord) Open() bool { return w.Says == Objects && w.AnswerUs == 0 }

// Saying is a village's word as it was sent.
type Saying struct {
	SheetID, Version int64
	Says, Words      string
	Signer           string // who signed the receipt, where another office writes it down
	Scan             int64  // of the receipt
}

// Say keeps the village's word to a sheet that was entered for it: by the village itself, or by another office from the
// signed receipt. It changes nothing of the sheet; one that was returned to the village is simply corrected. Refusals:
// authz.*, form.stale, duty.state (in the village's own hands), duty.not_for_village, form.choice, duty.word_words,
// duty.word_signer, duty.scan_word, duty.word_open (an objection waits), duty.word_said (agreed already).
func Say(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, x Saying) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		s, err := at(v, x.SheetID, x.Version, "duty.enter", Submitted, Reviewed, Locked)
		if err != nil {
			return 0, err
		}
		if !s.EnteredFor() {
			return 0, errs.New(errs.State, "duty.not_for_village")
		}
		if err := x.check(v, s); err != nil {
			return 0, err
		}
		last, found, err := lastWord(v.Tx, s.ID)
		switch {
		case err != nil:
			return 0, err
		case found && last.Open():
			return 0, errs.New(errs.State, "duty.word_open")
		case found && last.Says == x.Says && x.Says == Agrees && last.AtUs >= s.SubmittedUs:
			return 0, errs.New(errs.State, "duty.word_said")
		}
		w := VillageWord{SheetID: s.ID, Path: s.Path, Says: x.Says, Words: x.Words, Signer: x.Signer,
			ActorID: actor.UserID, PersonKey: actor.PersonKey, AtUs: v.Now()}
		if x.Scan != 0 {
			w.ScanID = &x.Scan
		}
		if err := insertWord(v.Tx, w); err != nil {
			return 0, err
		}
		v.Record("duty.word", "duty_sheet", s.ID, desk.F("month", s.Month), desk.F("says", x.Says),
			desk.F("words", x.Words), desk.F("signer", x.Signer))
		return s.ID, touch(v.Tx, s, "state = state")
	})
}

// check what was sent; another office needs the receipt.
func (x *Saying) check(v *desk.Visit, s Sheet) error {
	const longest, name = 200, 20
	x.Words, x.Signer = strings.TrimSpace(x.Words), strings.TrimSpace(x.Signer)
	var faults errs.Faults
	if !slices.Contains(Says, x.Says) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("says"))
	}
	if n := utf8.RuneCountInString(x.Words); n > longest || n == 0 && x.Says == Objects {
		faults.Add(errs.New(errs.Invalid, "duty.word_words").On("words"))
	}
	if !ForVillage(v.Actor, s.Path) {
		x.Signer, x.Scan = "", 0
		return faults.OrNil()
	}
	if n := utf8.RuneCountInString(x.Signer); n == 0 || n > name {
		faults.Add(errs.New(errs.Invalid, "duty.word_signer").On("signer"))
	}
	receipts, err := villagepapers.ScansOf(v.Tx, "duty_sheet", s.ID)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(receipts, func(c villagepapers.Scan) bool { return c.ID == x.Scan }) {
		faults.Add(errs.New(errs.Invalid, "duty.scan_word").On("receipt"))
	}
	return faults.OrNil()
}

// Answering is the answer to a village's objection as it was sent.
type Answering struct {
	SheetID, Version int64
	Answer           string
}

// AnswerWord answers a village's objection: by the township that reviews or the county, never by who entered it.
// It changes no day: what was wrong is corrected by returning or reopening the sheet. Refusals: authz.*, form.stale,
// duty.same_person, duty.word_answered, duty.word_answer (none, or more than 200 characters).
func AnswerWord(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, w Answering) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		s, err := lockSheet(v.Tx, w.SheetID)
		if err != nil {
			return 0, err
		}
		may := authz.Permission("duty.review")
		if !actor.Scope(may).Covers(s.Path) {
			may = "duty.reopen"
		}
		if err := v.AllowFresh(may, s.Path, s.Version, w.Version); err != nil {
			return 0, err
		}
		if err := s.MayReview(actor); err != nil {
			return 0, err
		}
		answer := strings.TrimSpace(w.Answer)
		if n := utf8.RuneCountInString(answer); n == 0 || n > 200 {
			return 0, errs.New(errs.Invalid, "duty.word_answer").On("answer")
		}
		return s.ID, answerWord(v, s, answer)
	})
}

func answerWord(v *desk.Visit, s Sheet, answer string) error {
	w, found, err := lastWord(v.Tx, s.ID)
	if err == nil && (!found || !w.Open()) {
		err = errs.New(errs.State, "duty.word_answered")
	}
	if err == nil {
		err = setAnswer(v.Tx, w.ID, answer, v.Actor, v.Now())
	}
	if err != nil {
		return err
	}
	v.Record("duty.word_answer", "duty_sheet", s.ID, desk.F("month", s.Month), desk.F("answer", answer))
	return touch(v.Tx, s, "state = state")
}

// settleWord refuses to pass a sheet to which the village objects; returning it answers the objection with the reason.
func settleWord(v *desk.Visit, s Sheet, pass bool, remark string) error {
	w, found, err := lastWord(v.Tx, s.ID)
	switch {
	case err != nil || !found || !w.Open():
		return err
	case pass:
		return errs.New(errs.State, "duty.word_open")
	}
	return setAnswer(v.Tx, w.ID, remark, v.Actor, v.Now())
}

// Entered is a sheet that was entered for a village, as a list shows it.
type Entered struct {
	ID          int64
	Path        string
	Month       string
	State       string
	SubmittedBy int64
	ScanID      int64
	EnteredBy   string `gorm:"-"`
	SentUs      clock.Moment
	Number      string `gorm:"-"` // of the signed paper
	Says        string // empty: the village has not said anything yet
	Words       string
	Answer      string
	AnswerUs    clock.Moment
}

// Objects reports whether an objection waits for its answer.
func (e Entered) Objects() bool { return e.Says == Objects && e.AnswerUs == 0 }

// WordOf a sheet: the last; false if the village has said nothing since it was sent.
func WordOf(r database.Reader, s Sheet) (VillageWord, bool, error) {
	w, found, err := lastWord(r, s.ID)
	return w, found && (w.Open() || w.AtUs >= s.SubmittedUs), err
}
