package payroll

import (
	"context"
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// CorrectionEffect is what a sheet's correction changes of a placement's pay of the month: what stands on all lists
// that were not reversed, and what the month is worth by the correction. More is paid by a correction run; less is an
// overpayment, heard and asked back, never taken from another month.
type CorrectionEffect struct {
	CorrectionID, PlacementID int64
	Path                      string
	Month                     civil.Month
	StoodFen, WorthFen        money.Fen
	Name                      string
}

// Difference is what is owed more, below zero: what was paid too much.
func (e CorrectionEffect) Difference() money.Fen { return e.WorthFen - e.StoodFen }

// DecideCorrection decides on a correction of a locked sheet, by another person than who entered it, and writes down
// what an approved one changes of pay. Refusals: those of duty.CorrectionDecision, payroll.correction_live (a list of
// the month with one of its people is under way).
func (r *Service) DecideCorrection(ctx context.Context, actor authz.Actor, key string,
	x duty.CorrectionDecision) ([]CorrectionEffect, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) ([]CorrectionEffect, error) {
		c, err := duty.CorrectionByID(v.Tx, x.ID)
		if err != nil {
			return nil, err
		}
		if err := lockCountyOf(v, c.Path); err != nil { // no list of the county is drafted meanwhile
			return nil, err
		}
		lines, err := duty.CorrectedLines(v.Tx, c)
		if err != nil {
			return nil, err
		}
		if c, err = x.Settle(v); err != nil {
			return nil, err
		}
		var effects []CorrectionEffect
		var reopened []desk.Fact
		if x.Approve {
			if effects, reopened, err = approveCorrection(v, c, lines); err != nil {
				return nil, err
			}
		}
		more, less := split(effects)
		v.Record("payroll.correct_sheet", "duty_correction", c.ID, append([]desk.Fact{desk.F("month", c.Month),
			desk.F("approved", x.Approve), desk.F("remark", c.Remark), desk.F("owed_more", more),
			desk.F("paid_too_much", less)}, reopened...)...)
		return effects, nil
	})
}

// approveCorrection writes down what an approved correction changes of pay, and takes back what was decided of those
// who worked by it.
func approveCorrection(v *desk.Visit, c duty.Correction, lines []duty.CorrectedLine) (effects []CorrectionEffect,
	reopened []desk.Fact, err error) {
	if reopened, err = reopenWorked(v, c.Path, c.Month); err != nil {
		return nil, nil, err
	}
	if err := correctionLive(v.Tx, c, lines); err != nil {
		return nil, nil, err
	}
	if effects, err = effectsOf(v.Tx, c, lines); err != nil {
		return nil, nil, err
	}
	return effects, reopened, insertEffects(v, effects)
}

func lockCountyOf(v *desk.Visit, path string) error {
	tree, err := region.Load(v.Tx, v.Today())
	if err != nil {
		return err
	}
	county, ok := tree.ByPath(region.CountyPath(path))
	if !ok {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	return lockCounty(v.Tx, county.ID)
}

func split(effects []CorrectionEffect) (more, less money.Fen) {
	for _, e := range effects {
		more += max(e.Difference(), 0)
		less += max(-e.Difference(), 0)
	}
	return more, less
}

// MayDecideCorrection asks the refusals of DecideCorrection that do not hang on what is typed; with the lines of the
// correction those of an approval too.
func MayDecideCorrection(r database.Reader, actor authz.Actor, c duty.Correction, lines []duty.CorrectedLine) error {
	if err := c.MayDecide(actor); err != nil || lines == nil {
		return err
	}
	return correctionLive(r, c, lines)
}

// EffectsOf a correction: as written down at its approval, or what it would change if it was approved now.
func EffectsOf(r database.Reader, c duty.Correction, lines []duty.CorrectedLine) ([]CorrectionEffect, error) {
	switch c.State {
	case duty.CorrectionApproved:
		out, err := storedEffects(r, c.ID)
		for i, e := range out {
			for _, l := range lines {
				if l.PlacementID == e.PlacementID {
					out[i].Name = l.Name
				}
			}
		}
		return out, err
	case duty.CorrectionEntered:
		return effectsOf(r, c, lines)
	}
	return nil, nil
}

// effectsOf what a correction says on who stands on a list of the month, or of the next where that one's period begins
// in the month; whom no list has, a supplement takes.
func effectsOf(r database.Reader, c duty.Correction, lines []duty.CorrectedLine) (out []CorrectionEffect, err error) {
	book, err := rulebook.Load(r)
	if err != nil {
		return nil, err
	}
	for _, m := range paidMonths(book, c) {
		some, err := effectsIn(r, book, m, c, lines)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	slices.SortStableFunc(out, func(a, b CorrectionEffect) int { return int(a.PlacementID - b.PlacementID) })
	return out, nil
}

// paidMonths are those whose periods have days of a correction's sheet.
func paidMonths(book *rulebook.Book, c duty.Correction) []civil.Month {
	next := c.Month.Add(1)
	if PeriodOf(book, c.Path, next).From.Before(next.First()) {
		return []civil.Month{c.Month, next}
	}
	return []civil.Month{c.Month}
}

// effectsIn a month that has days of the correction's sheet.
func effectsIn(r database.Reader, book *rulebook.Book, m civil.Month, c duty.Correction,
	lines []duty.CorrectedLine) (out []CorrectionEffect, err error) {
	county := region.CountyPath(c.Path)
	ids := make([]any, len(lines))
	for i, l := range lines {
		ids[i] = l.PlacementID
	}
	had, err := gotOf(r, county, m, ids)
	if err != nil || len(had) == 0 {
		return nil, err
	}
	pauses, err := placement.PausesUnder(r, c.Path)
	if err != nil {
		return nil, err
	}
	w, err := LoadWorths(r, book, WorthQuery{County: county, Month: m, Only: ids, Agreed: true})
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		w.correct(c, l)
	}
	if err := w.readSilent(r); err != nil {
		return nil, err
	}
	for _, l := range lines {
		g, paid := had[l.PlacementID]
		if !paid {
			continue
		}
		e := CorrectionEffect{CorrectionID: c.ID, PlacementID: l.PlacementID, Path: g.Path, Month: m,
			StoodFen: g.AmountFen, Name: l.Name}
		if !g.void {
			g.due.Pauses = pauses[l.PlacementID]
			e.WorthFen = w.Of(g.due).AmountFen
		}
		if m == c.Month || e.WorthFen != e.StoodFen {
			out = append(out, e)
		}
	}
	return out, nil
}

// correct puts what a correction says of a holder in the place of what the sheet and the assessment say.
func (w *Worths) correct(c duty.Correction, l duty.CorrectedLine) {
	id := l.PlacementID
	// decided after the month was over: nothing is expected of what it leaves blank
	says := duty.Worked{Days: l.Days, Hours: l.Hours, SentOn: c.Month.Last()}
	switch {
	case w.Month != c.Month:
		if w.before != nil {
			w.before[id] = says
		}
		return
	case w.work != nil:
		w.work[id], w.corrected[id] = says, l.HadWork()
	}
	if l.LessFen == l.WasLessFen {
		return
	}
	if w.plain {
		w.deducted[id] = l.LessFen
	} else if a, ok := w.assessed[id]; ok {
		a.DeductionFen = l.LessFen
		w.assessed[id] = a
	}
}
