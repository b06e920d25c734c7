package duty

import (
	"context"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// MaxReviews is how many sheets are reviewed at once; lookedReviews how many are looked at for that.
const (
	MaxReviews    = 200
	lookedReviews = 2 * MaxReviews
)

// SheetRow is a sheet that somebody means to review with others, and what keeps it out; nothing: it may pass.
type SheetRow struct {
	Sheet
	Holders, Present int // how many are on it, and their days at work together
	Why              []error
}

// ReviewView is a review of many as it is shown before it is confirmed.
type ReviewView struct {
	In, Out []SheetRow
	More    int // that fit the filter and were not looked at: they come when these are done
}

// Reviews of sheets that are made at once: those that were seen, in the version that was seen.
type Reviews struct {
	Path   string // of the region whose entry it is
	Sheets []SheetMove
	By     string // how they were chosen, in words
}

// SheetMove names a sheet as it was shown.
type SheetMove struct{ ID, Version int64 }

// ReviewsDone is what became of them: how many passed, and those that were left out.
type ReviewsDone struct {
	Passed int
	Left   []int64
}

// KeptOut names all that keeps a sheet from being reviewed with others: whatever would keep this person from passing
// it alone, and whatever a person must look at first, though it may pass then.
func KeptOut(r database.Reader, actor authz.Actor, s Sheet) (row SheetRow, err error) {
	row = SheetRow{Sheet: s}
	say := func(err error) { row.Why = append(row.Why, err) }
	if s.State != Submitted {
		say(errs.New(errs.State, "duty.state").With("sheet", s.State))
		return row, nil
	}
	if err := s.MayReview(actor); err != nil {
		say(err)
	}
	lines, err := LinesOf(r, s.ID)
	if err != nil {
		return row, err
	}
	row.Holders = len(lines)
	paper := false
	for _, l := range lines {
		row.Present += l.Present()
		paper = paper || strings.IndexByte(l.How, HowPaper) >= 0
		if l.Remark != "" {
			say(errs.New(errs.State, "duty.many_remark").With("name", l.Name).With("remark", l.Remark))
		}
		if l.HoursCorrected() || l.Changed(s) {
			say(errs.New(errs.State, "duty.many_corrected").With("name", l.Name))
		}
		if l.CheckNote != "" || l.Checked != "" && l.Checked != Looks[0] {
			say(errs.New(errs.State, "duty.many_look").With("name", l.Name))
		}
	}
	if blank := Blanks(lines, s.Month, s.SubmittedUs.Date()); blank != nil {
		say(blank)
	}
	if untyped := Untyped(lines, s.Month); untyped != nil {
		say(untyped)
	}
	if w, open, err := WordOf(r, s); err != nil {
		return row, err
	} else if open && w.Open() {
		say(errs.New(errs.State, "duty.many_word").With("words", w.Words))
	}
	if s.Remark != "" {
		say(errs.New(errs.State, "duty.many_returned").With("remark", s.Remark))
	}
	return row, row.records(r, paper)
}

// Changed reports whether a mark was changed after it had been sent; a day that came later is typed, not changed.
func (l Line) Changed(s Sheet) bool {
	for day := 1; day <= s.Month.Days() && len(l.FirstDays) == 31; day++ {
		if l.FirstDays[day-1] != l.Day(day) &&
			(l.FirstDays[day-1] != '-' || s.Month.Date(day).Before(s.SubmittedUs.Date())) {
			return true
		}
	}
	return false
}

// records looks at what lies beside a sheet: days that cannot have been, results that were changed, the signed paper
// that it says it was typed from.
func (row *SheetRow) records(r database.Reader, paper bool) error {
	impossible, err := ImpossibleOf(r, row.ID)
	if err != nil {
		return err
	}
	if len(impossible) > 0 {
		row.Why = append(row.Why, errs.New(errs.State, "duty.many_impossible").With("count", len(impossible)))
	}
	tasks, err := TasksOf(r, row.ID)
	if err != nil {
		return err
	}
	for _, t := range tasks {
		if t.Corrected() {
			row.Why = append(row.Why, errs.New(errs.State, "duty.many_task").With("task", t.Task))
		}
	}
	if !paper {
		return nil
	}
	signed, err := villagepapers.SignedIn(r, row.Path, row.Month)
	if err == nil && len(signed) == 0 {
		row.Why = append(row.Why, errs.New(errs.State, "duty.many_paper"))
	}
	return err
}

// ViewSheets looks at sheets that were chosen one by one; who may not review one gets authz.not_found or
// authz.forbidden. duty.many: none, or more than MaxReviews.
func ViewSheets(r database.Reader, actor authz.Actor, ids []int64) (out ReviewView, err error) {
	if len(ids) == 0 || len(ids) > MaxReviews {
		return out, errs.New(errs.Invalid, "duty.many").On("ids").With("limit", MaxReviews)
	}
	for _, id := range ids {
		s, err := SheetByID(r, id)
		if err == nil {
			err = actor.Check("duty.review", s.Path)
		}
		if err == nil {
			err = out.add(r, actor, s)
		}
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// ViewWaiting looks at the sheets that wait for review under a path, of a month if one is named, those that waited
// longest first, until as many as can be reviewed at once are found.
func ViewWaiting(r database.Reader, actor authz.Actor, within string, month civil.Month) (out ReviewView, err error) {
	ids, err := waitingOf(r, actor.Scope("duty.review").Within(within), month)
	if err != nil {
		return out, err
	}
	for i, id := range ids {
		if len(out.In) == MaxReviews || len(out.In)+len(out.Out) == lookedReviews {
			out.More = len(ids) - i
			break
		}
		s, err := SheetByID(r, id)
		if err == nil {
			err = out.add(r, actor, s)
		}
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

func (v *ReviewView) add(r database.Reader, actor authz.Actor, s Sheet) error {
	row, err := KeptOut(r, actor, s)
	if err == nil && len(row.Why) > 0 {
		v.Out = append(v.Out, row)
	} else if err == nil {
		v.In = append(v.In, row)
	}
	return err
}

// ReviewMany passes sheets of a region in one entry. Of each is asked again, in the same transaction, what would keep
// it out; those are left out and named, the others pass. Refusals: duty.many (none, or more than MaxReviews),
// duty.many_left (none could pass).
func ReviewMany(ctx context.Context, d *desk.Desk, actor authz.Actor, key string,
	many Reviews) (ReviewsDone, error) {
	if len(many.Sheets) == 0 || len(many.Sheets) > MaxReviews {
		return ReviewsDone{}, errs.New(errs.Invalid, "duty.many").On("ids").With("limit", MaxReviews)
	}
	return desk.DoVia(ctx, d, actor, desk.Batch, key, func(v *desk.Visit) (ReviewsDone, error) {
		var out ReviewsDone
		if err := v.Allow("duty.review", many.Path); err != nil {
			return out, err
		}
		var passed, left, ids []string
		var facts []desk.Fact
		for _, m := range many.Sheets {
			s, more, ok, err := reviewOne(v, many.Path, m)
			if err != nil {
				return ReviewsDone{}, err
			}
			facts = append(facts, more...)
			name := s.Path + "/" + s.Month.String()
			if ok {
				passed, ids = append(passed, name), append(ids, strconv.FormatInt(s.ID, 10))
			} else {
				left, out.Left = append(left, name), append(out.Left, s.ID)
			}
		}
		if out.Passed = len(passed); out.Passed == 0 {
			return out, errs.New(errs.State, "duty.many_left").On("ids")
		}
		v.Record("duty.review_many", "region", 0, append([]desk.Fact{desk.F("sheets", out.Passed), desk.F("chosen", many.By),
			desk.F("passed", strings.Join(passed, " ")), desk.F("left", strings.Join(left, " ")),
			desk.F(ManyMatter, strings.Join(ids, " "))}, facts...)...)
		return out, nil
	})
}

// reviewOne passes one sheet of many; false if it is left out. authz.not_found: it is not the region's.
func reviewOne(v *desk.Visit, path string, m SheetMove) (s Sheet, facts []desk.Fact, passed bool, err error) {
	s, err = lockSheet(v.Tx, m.ID)
	if err == nil && !strings.HasPrefix(s.Path, path) {
		err = errs.New(errs.NotFound, "authz.not_found")
	}
	if err != nil {
		return s, nil, false, err
	}
	row, err := KeptOut(v.Tx, v.Actor, s)
	if err != nil || len(row.Why) > 0 || s.Version != m.Version {
		return s, nil, false, err
	}
	if err := touch(v.Tx, s, "state = 'reviewed', reviewed_by = ?, reviewed_key = ?, reviewed_us = ?, remark = ''",
		v.Actor.UserID, v.Actor.PersonKey, v.Now()); err != nil {
		return s, nil, false, err
	}
	facts, err = followed(v, s)
	return s, facts, true, err
}
