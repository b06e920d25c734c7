package payroll

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
)

// What keeps a notice of a list of pay from counting; codes of their sentences.
const (
	NoticeEarly     = "payroll.notice_early"     // it began before the period was over, which no document paid ahead
	NoticeUndrafted = "payroll.notice_undrafted" // it began before the list was drafted
	NoticeShort     = "notice.short"             // it hung fewer days than the rulebook asks, or no end was set
)

// mostNoticeDays that a list hangs: what is longer is a slip of the pen.
const mostNoticeDays = 60

// IrregularNotice names what keeps a notice of a run's lists from counting; empty if nothing does. A list can only be
// looked at once it is there, and attendance once its period is over; a month that a document pays ahead is noticed as
// its agreements say. Pure.
func IrregularNotice(x Run, from, until civil.Date, h NoticeTerms) string {
	switch {
	case x.AheadDocument == "" && !from.After(h.Over):
		return NoticeEarly
	case from.Before(x.DraftedUs.Date()):
		return NoticeUndrafted
	case until.IsZero() || until.DaysSince(from) < h.Days:
		return NoticeShort
	}
	return ""
}

// NoticeDays is how many days a list of pay that begins to hang on a day hangs at least (notice.min_calendar_days).
func NoticeDays(book *rulebook.Book, x Run, from civil.Date) int {
	return book.Int("notice.min_calendar_days", x.Path, from, 3)
}

// NoticeTerms that a list's notice must keep.
type NoticeTerms struct {
	Over civil.Date // the last day of the period that is paid: it begins after it
	Days int        // it hangs at least
}

// Terms of a notice that begins to hang on a day.
func (x Run) Terms(book *rulebook.Book, from civil.Date) NoticeTerms {
	return NoticeTerms{PeriodOf(book, x.Path, x.Month).Until, NoticeDays(book, x, from)}
}

// WrongNotice names what keeps the notice that stands in a run from counting, as an older one may; empty if nothing
// does or none stands.
func (x Run) WrongNotice(book *rulebook.Book) string {
	if x.NoticeFrom.IsZero() || x.Hung == 1 { // of a village's list that hung first this was asked when it was entered
		return ""
	}
	return IrregularNotice(x, x.NoticeFrom, x.NoticeUntil, x.Terms(book, x.NoticeFrom))
}

// noticeOver refuses what moves a run forward before its notice has run its time: payroll.notice_irregular,
// payroll.notice_running.
func noticeOver(book *rulebook.Book, x Run, today civil.Date) error {
	if why := x.WrongNotice(book); why != "" {
		return errs.New(errs.State, "payroll.notice_irregular").With("why", why)
	}
	if !today.After(x.NoticeUntil) {
		return errs.New(errs.State, "payroll.notice_running").With("until", x.NoticeUntil)
	}
	return nil
}

// noticed checks what every notice must say, whether it counts or not: days that are no slip of the pen, objections of
// a bearable length. A field's name begins as the form says.
func noticed(form string, from, until, today civil.Date, objections *string) (faults errs.Faults) {
	if from.IsZero() || from.After(today) {
		faults.Add(errs.New(errs.Invalid, "form.future").On(form + "from"))
	}
	if until.IsZero() || until.Before(from) || until.DaysSince(from) > mostNoticeDays {
		faults.Add(errs.New(errs.Invalid, "notice.until").On(form + "until"))
	}
	*objections = strings.TrimSpace(*objections)
	faults.Add(errs.Long(*objections, 200, form+"objections"))
	return faults
}

// Notice records that the villages' lists hang, with the objections that came: from the day on which they were drafted
// or later, and after its period is over unless it is paid ahead. Refusals: form.future (from), notice.until,
// payroll.notice_early, payroll.notice_undrafted, payroll.notice_short.
func (r *Service) Notice(ctx context.Context, actor authz.Actor, key string, id, version int64, from, until civil.Date,
	objections string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, book, err := r.toNotice(v, id, version)
		if err != nil {
			return 0, err
		}
		faults := noticed("", from, until, v.Today(), &objections)
		if faults.OrNil() == nil {
			terms := x.Terms(book, from)
			switch why := IrregularNotice(x, from, until, terms); why {
			case "":
			case NoticeShort:
				faults.Add(errs.New(errs.Invalid, "payroll.notice_short").On("until").With("days", terms.Days))
			default:
				faults.Add(errs.New(errs.Invalid, why).On("from"))
			}
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		v.Record("payroll.notice", "pay_run", id,
			desk.F("from", from), desk.F("until", until), desk.F("objections", objections))
		const set = "state = 'noticed', hung = 0, notice_from = ?, notice_until = ?, objections = ?"
		return id, move(v.Tx, x, set, from, until, objections)
	})
}

func (r *Service) toNotice(v *desk.Visit, id, version int64) (Run, *rulebook.Book, error) {
	x, err := r.at(v, id, version, "payroll.draft", Draft, Noticed)
	if err != nil {
		return x, nil, err
	}
	book, err := rulebook.Load(v.Tx)
	return x, book, err
}

// PastNotice of a run that happened as it did and cannot count.
type PastNotice struct {
	ID         int64
	FromDate   civil.Date
	UntilDate  civil.Date
	Objections string
	Irregular  string // what keeps it from counting
	Why        string // it happened so, as whoever entered it says
	AtUs       clock.Moment
}

// RecordNotice keeps a notice that happened and cannot count, marked 不合规 with its reason. The run stays where it is:
// the list hangs once more before it is audited. Refusals: form.required (why), form.future (from), notice.until,
// payroll.notice_regular (nothing is wrong with it).
func (r *Service) RecordNotice(ctx context.Context, actor authz.Actor, key string, id, version int64,
	p PastNotice) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, book, err := r.toNotice(v, id, version)
		if err != nil {
			return 0, err
		}
		faults := noticed("past_", p.FromDate, p.UntilDate, v.Today(), &p.Objections)
		p.Why = strings.TrimSpace(p.Why)
		faults.Add(errs.Length(p.Why, 2, 100, "form.required", "why"))
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		p.Irregular = IrregularNotice(x, p.FromDate, p.UntilDate, x.Terms(book, p.FromDate))
		if p.Irregular == "" {
			return 0, errs.New(errs.Invalid, "payroll.notice_regular").On("past_from")
		}
		p.AtUs = v.Now()
		v.Record("payroll.notice_irregular", "pay_run", id, desk.F("from", p.FromDate), desk.F("until", p.UntilDate),
			desk.F("irregular", p.Irregular), desk.F("why", p.Why))
		if err := insertNotice(v.Tx, x.ID, actor.UserID, p); err != nil {
			return 0, err
		}
		return id, move(v.Tx, x, "state = state") // what was seen before is stale
	})
}
