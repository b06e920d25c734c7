package payroll

import (
	"context"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Drafted is what a draft found.
type Drafted struct {
	RunID     int64
	Joined    bool     // a run of this month was under way already
	Missing   []string // paths of villages whose sheet is not reviewed
	Bare      int64    // holders without an account of their own, left out
	Unfunded  int64    // holders on posts of which the fund is not known yet, left out
	Worthless int64    // holders whose month is worth nothing by the basis: it ends without pay only by a decision
	Untold    int64    // holders who were not told of their assessment, or not assessed where the rulebook wants it
	Held      int64    // holders absent on all days who were told, while nothing is decided, or the month was ended
	Blank     int64    // holders of whom the sheet says nothing: it goes back to the village
	Elsewhere int64    // holders who have an item of this month already, for another post; a supplement takes them
}

// DraftRun drafts a county's month: the regular run, or after it a supplement (arrears, once the month is due) for whom
// it left out. A run that is under way is joined, not doubled. Refusals: fund.county, payroll.month, payroll.nothing
// (no reviewed sheet with anybody still to be paid).
func (r *Service) DraftRun(ctx context.Context, actor authz.Actor, county *region.Region,
	month civil.Month) (Drafted, error) {
	return r.draft(ctx, actor, county, month, false, nil)
}

// DraftCorrection drafts what a county's month was paid too little, as sheets, agreements and assessments say today;
// each of its items names what it corrects. What was paid too much is not taken from it: OverpaidOf names it. Refusals:
// those of DraftRun, payroll.not_paid (there is no regular run to correct).
func (r *Service) DraftCorrection(ctx context.Context, actor authz.Actor, county *region.Region,
	month civil.Month) (Drafted, error) {
	return r.draft(ctx, actor, county, month, true, nil)
}

// Ahead is the document under which a month is paid before it is over (预发), as before the Spring Festival.
type Ahead struct {
	Document string
	On       civil.Date
}

// DraftAhead drafts a county's month before it is over, as its agreements say, without sheets. Who comes on post later
// is a supplement's matter; once the sheets are there, a correction pays what was too little and OverpaidOf names what
// was too much. Refusals: fund.county, form.required (document), form.future (on), payroll.not_ahead (the month is
// over, or begins later than the next), payroll.ahead_live (the month has a list already), payroll.nothing.
func (r *Service) DraftAhead(ctx context.Context, actor authz.Actor, county *region.Region, month civil.Month,
	under Ahead) (Drafted, error) {
	return r.draft(ctx, actor, county, month, false, &under)
}

// check the document and the month, of which pay is of a period, on a day.
func (a *Ahead) check(month civil.Month, over, today civil.Date) error {
	a.Document = strings.TrimSpace(a.Document)
	var faults errs.Faults
	faults.Add(errs.Length(a.Document, 2, 50, "form.required", "document"))
	if a.On.IsZero() || a.On.After(today) {
		faults.Add(errs.New(errs.Invalid, "form.future").On("document_on"))
	}
	if month.IsZero() || over.Before(today) || month.Since(today.Month()) > 1 {
		faults.Add(errs.New(errs.Invalid, "payroll.not_ahead").On("month"))
	}
	return faults.OrNil()
}

func (r *Service) draft(ctx context.Context, actor authz.Actor, county *region.Region, month civil.Month, correct bool,
	ahead *Ahead) (Drafted, error) {
	return desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (Drafted, error) {
		var out Drafted
		if county.Level != region.County {
			return out, errs.New(errs.Invalid, "fund.county").On("region")
		}
		if err := v.Allow("payroll.draft", county.Path); err != nil {
			return out, err
		}
		// before anything is read: what another visit decided of the county's rules meanwhile is seen
		if err := lockCounty(v.Tx, county.ID); err != nil {
			return out, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return out, err
		}
		over := PeriodOf(book, county.Path, month).Until
		if ahead != nil {
			if err := ahead.check(month, over, v.Today()); err != nil {
				return out, err
			}
		} else if month.IsZero() || over.After(v.Today()) {
			return out, errs.New(errs.Invalid, "payroll.month").On("month")
		}
		x := Run{RegionID: county.ID, Path: county.Path, Month: month, DraftedBy: actor.UserID, DraftedKey: actor.PersonKey,
			DraftedUs: v.Now()}
		live, err := liveRuns(v.Tx, county.ID, month)
		if err != nil {
			return out, err
		}
		if under := next(live, correct, v.Today().After(DueOn(book, county.Path, month)), &x); under > 0 {
			v.Record("payroll.join", "pay_run", under)
			return Drafted{RunID: under, Joined: true}, nil
		}
		if correct && len(live) == 0 {
			return out, errs.New(errs.State, "payroll.not_paid").On("month")
		}
		if ahead != nil {
			if len(live) > 0 {
				return out, errs.New(errs.State, "payroll.ahead_live").On("month")
			}
			x.AheadDocument, x.AheadOn = ahead.Document, ahead.On
		} else if out.Missing, err = duty.LockForPay(v.Tx, county.Path, month, over); err != nil {
			return out, err
		}
		rows, err := rowsOf(v, book, x, &out)
		if err != nil {
			return out, err
		}
		for _, d := range rows {
			if x.TotalFen, err = money.Sum(x.TotalFen, d.AmountFen); err != nil {
				return out, err
			}
		}
		if len(rows) == 0 {
			return out,
				errs.New(errs.State, "payroll.nothing").With("missing", len(out.Missing)).With("bare", out.Bare).With("unfunded",
					out.Unfunded).With("worthless", out.Worthless).With("held", out.Held).With("blank", out.Blank).With(
					"untold", out.Untold)
		}
		x.Items = int64(len(gather(x, rows, 0)))
		if err := insertRun(v.Tx, &x); err != nil {
			return out, err
		}
		out.RunID = x.ID
		v.Record("payroll.draft", "pay_run", x.ID, desk.F("month", month), desk.F("kind", x.Kind), desk.F("number", x.Number),
			desk.F("items", x.Items), desk.F("total", x.TotalFen), desk.F("missing_villages", len(out.Missing)),
			desk.F("no_account", out.Bare), desk.F("no_fund", out.Unfunded), desk.F("elsewhere", out.Elsewhere),
			desk.F("worth_nothing", out.Worthless), desk.F("held", out.Held), desk.F("blank", out.Blank),
			desk.F("untold", out.Untold),
			desk.F("ahead", x.AheadDocument))
		return out, insertDrafts(v.Tx, x.ID, rows)
	})
}

// next sets a run's kind and number after those that live; under is the one that is not approved yet. Pure.
func next(live []Run, correct, late bool, x *Run) (under int64) {
	x.Kind, x.Number = Regular, 1
	switch {
	case correct:
		x.Kind = Correction
	case len(live) > 0 && late:
		x.Kind = Arrears
	case len(live) > 0:
		x.Kind = Supplement
	}
	for _, l := range live {
		if l.State != Approved {
			return l.ID
		}
		if l.Kind == x.Kind && l.Number >= x.Number {
			x.Number = l.Number + 1
		}
	}
	return 0
}

// rowsOf a draft: what each placement is owed and has not got.
func rowsOf(v *desk.Visit, book *rulebook.Book, x Run, out *Drafted) ([]draftRow, error) {
	w, err := LoadWorths(v.Tx, book, WorthQuery{County: x.Path, Month: x.Month, Ahead: x.AheadDocument != "",
		Today: v.Today(), byDues: true})
	if err == nil {
		err = w.withWork(v.Tx)
	}
	if err != nil {
		return nil, err
	}
	owed, left, err := dues(v.Tx, w, x.Kind == Correction)
	if err == nil {
		owed, err = out.told(v.Tx, book, x, owed)
	}
	if err != nil {
		return nil, err
	}
	out.Bare, out.Unfunded = left.bare, left.unfunded
	had := map[int64]ItemTotals{}
	if x.Kind == Correction {
		if had, err = got(v.Tx, x.Path, x.Month); err != nil {
			return nil, err
		}
	}
	return out.rows(w, x, owed, had), nil
}

// rows of those who are owed, less what earlier lists had; it counts whom it leaves out.
func (out *Drafted) rows(w *Worths, x Run, owed []Due, had map[int64]ItemTotals) (rows []draftRow) {
	for _, d := range owed {
		if x.Kind == Regular && d.OfItem != nil {
			out.Elsewhere++
			continue
		}
		before, paid := had[d.PlacementID]
		if d.Bare || x.Kind == Correction && !paid || x.Kind != Correction && out.leavesOut(w, d) {
			continue // on no list yet: a supplement's matter
		}
		row := w.row(d, before)
		if row.AmountFen > 0 {
			if x.Kind == Correction {
				row.DeductedFen = 0 // stands on the line that it corrects
			}
			rows = append(rows, row)
		} else if x.Kind != Correction {
			out.Worthless++
		}
	}
	return rows
}

// leavesOut counts a holder whom no list may take yet: held, or blank on the sheet.
func (out *Drafted) leavesOut(w *Worths, d Due) bool {
	switch at := w.attended(d.PlacementID); {
	case w.Ahead || at == nil || *at > 0:
		return false
	case w.stopped(d.PlacementID):
		out.Held++
	case w.blank(d):
		out.Blank++
	default:
		return false
	}
	return true
}

// row of a draft, with what earlier lists have of the month.
func (w *Worths) row(d Due, before ItemTotals) draftRow {
	sum, attended := w.Of(d), w.attended(d.PlacementID)
	if before.AmountFen > 0 {
		sum.Steps = append(sum.Steps, worth.Step{Code: worth.Had, Fen: -before.AmountFen})
		sum.AmountFen -= before.AmountFen
	}
	row := draftRow{Question: w.question(d.PlacementID), PlacementID: d.PlacementID, PersonID: d.PersonID,
		VillageID: d.VillageID, Path: d.Path, Fund: d.Fund, Days: max(int64(sum.Days)-before.Days, 0),
		OfDays: int64(sum.Of), AmountFen: sum.AmountFen, DeductedFen: sum.TakenFen, PayBasis: sum.Basis,
		AgreedDays: int64(sum.Agreed), CountedDays: attended, Steps: sum.Steps.String()}
	if sum.Basis != worth.Calendar && attended != nil {
		counted := int64(sum.Counted)
		row.CountedDays = &counted
	}
	return row
}
