package duty

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
)

// Telling of a result to its holder.
type Telling struct {
	PlacementID int64
	On          civil.Date
	How         string
	Agrees      bool
	Word        string
}

// check a telling on a day; scanned: on a signed sheet of the whole village.
func (t *Telling) check(s Sheet, today civil.Date) errs.Faults {
	var faults errs.Faults
	if !slices.Contains(ToldWays, t.How) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("told"))
	}
	if t.On.IsZero() || t.On.After(today) || t.On.Before(s.Month.First()) {
		faults.Add(errs.New(errs.Invalid, "form.future").On("told"))
	}
	t.Word = strings.TrimSpace(t.Word)
	if n := utf8.RuneCountInString(t.Word); n > 100 {
		faults.Add(errs.New(errs.Invalid, "form.long").On("told").With("limit", 100))
	} else if n == 0 && !t.Agrees {
		faults.Add(errs.New(errs.Invalid, "duty.word").On("told"))
	}
	return faults
}

// onto an assessment. Once a sheet is locked for pay, only who was not told yet, and so was left out, is told.
func (t *Telling) onto(a *Assessment, s Sheet, scan *int64) error {
	switch {
	case !a.HasResult():
		return errs.New(errs.State, "duty.not_assessed").On("told")
	case s.State == Locked && a.Told():
		return errs.New(errs.State, "duty.state").With("sheet", s.State)
	}
	agrees := int64(0)
	if t.Agrees {
		agrees = 1
	}
	a.ToldOn, a.ToldHow, a.Word, a.Agrees, a.ToldScanID = t.On, t.How, t.Word, &agrees, scan
	return nil
}

// TellAssessment writes down that a holder was told the result and what the holder said. Who was not told is left out
// of the month's list until then. Refusals: duty.state, form.stale, duty.not_assessed, form.choice, form.future,
// form.long, duty.word (who does not agree says why).
func (r *Service) TellAssessment(ctx context.Context, actor authz.Actor, key string, sheetID, version int64,
	t Telling) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		s, _, have, err := r.toAssess(v, sheetID, version, "duty.sheet", Submitted, Reviewed, Locked)
		if err != nil {
			return 0, err
		}
		a := have[t.PlacementID]
		if err := t.onto(&a, s, nil); err != nil {
			return 0, err
		}
		if err := t.check(s, v.Today()).OrNil(); err != nil {
			return 0, err
		}
		a.Word = t.Word
		if err := storeAssessment(v.Tx, a, true); err != nil {
			return 0, err
		}
		v.Record("duty.told", "duty_sheet", s.ID, desk.F("placement", t.PlacementID), desk.F("on", t.On),
			desk.F("how", t.How), desk.F("agrees", t.Agrees))
		return s.ID, touch(v.Tx, s, "state = state")
	})
}

// TellingMany is what a village's signed sheet says: one day, the paper's scan, and a line for each who signed. Who did
// not sign is left out, and stays untold.
type TellingMany struct {
	SheetID, Version int64
	On               civil.Date
	Scan             int64
	Lines            []Telling // placement, whether they agree, and their word
}

// TellMany writes down from one signed sheet that the holders of a village were told, and what each said; all lines or
// none. Refusals: duty.state, form.stale, duty.told_scan (no scan of this sheet's paper), duty.told_none, those of
// TellAssessment, each with the holder's name.
func TellMany(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, x TellingMany) (int, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int, error) {
		s, lines, have, err := (&Service{Desk: d}).toAssess(v, x.SheetID, x.Version, "duty.enter", Submitted,
			Reviewed, Locked)
		if err != nil {
			return 0, err
		}
		told, err := x.judge(v, s, lines, have)
		if err != nil {
			return 0, err
		}
		objects := 0
		for _, a := range told {
			if a.Objects() {
				objects++
			}
			if err := storeAssessment(v.Tx, a, true); err != nil {
				return 0, err
			}
		}
		v.Record("duty.told_many", "duty_sheet", s.ID, desk.F("month", s.Month), desk.F("on", x.On),
			desk.F("holders", len(told)), desk.F("object", objects), desk.F("scan", x.Scan))
		return len(told), touch(v.Tx, s, "state = state")
	})
}

// judge what the sheet says of each holder: their assessments as they are told.
func (x TellingMany) judge(v *desk.Visit, s Sheet, lines map[int64]Line,
	have map[int64]Assessment) (told []Assessment, err error) {
	signed, err := villagepapers.ScansOf(v.Tx, ToldSubject, s.ID)
	if err != nil {
		return nil, err
	}
	var faults errs.Faults
	if !slices.ContainsFunc(signed, func(c villagepapers.Scan) bool { return c.ID == x.Scan }) {
		faults.Add(errs.New(errs.Invalid, "duty.told_scan").On("told_scan"))
	}
	if len(x.Lines) == 0 {
		faults.Add(errs.New(errs.Invalid, "duty.told_none").On("told"))
	}
	for _, t := range x.Lines {
		t.On, t.How = x.On, "paper"
		a, name := have[t.PlacementID], lines[t.PlacementID].Name
		found := t.check(s, v.Today())
		if err := t.onto(&a, s, &x.Scan); err != nil {
			found = append(found, errs.All(err)...)
		}
		for _, f := range found {
			faults.Add(f.With("name", name))
		}
		a.Word = t.Word
		told = append(told, a)
	}
	return told, faults.OrNil()
}

// ToldSubject is what the signed sheet of a village's results is about, among printed papers.
const ToldSubject = "assessment"
