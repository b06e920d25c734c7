package payroll

import (
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/rulebook"
)

// States of a run.
const (
	Draft     = "draft"
	Noticed   = "noticed"
	Approved  = "approved"
	Cancelled = "cancelled"
)

// Kinds of run. One regular run of a county and month lives at a time; of the others there are number 1, 2, 3 …
const (
	Regular    = "regular"    // 正常发放
	Supplement = "supplement" // 补编: whom the regular run left out, before the month is due
	Arrears    = "arrears"    // 补发: the same, after it was due
	Correction = "correction" // 更正: what was paid too little
)

// Run of a county and month.
type Run struct {
	ID          int64
	RegionID    int64
	Path        string
	Month       civil.Month
	Kind        string
	Number      int64
	State       string
	Year        string // the budget year that pays, once approved
	NoticeFrom  civil.Date
	NoticeUntil civil.Date
	Objections  string
	DraftedBy   int64
	DraftedKey  string
	DraftedUs   clock.Moment
	ApprovedBy  int64
	ApprovedKey string
	ApprovedUs  clock.Moment
	Items       int64
	TotalFen    money.Fen
	Version     int64
	// of a month that is paid before it is over: the document that says so, and its day
	AheadDocument string
	AheadOn       civil.Date
	Hung          int64 // 1: what the villages hung before it was drafted stands as its notice
}

// Due is one holder's month as the sheets and agreements say.
type Due struct {
	PlacementID int64
	PersonID    int64
	VillageID   int64
	Path        string
	Fund        string
	RateFen     money.Fen
	StartOn     civil.Date
	EndOn       civil.Date
	Season      post.Season
	Pauses      []placement.Pause
	Bare        bool   // has no account of their own
	OfItem      *int64 // the person has an item of this month already, for another post
	// days off the post at which sheets have the holder at work: an exit or a suspension was dated before them. Worked
	// is paid, whatever somebody wrote afterwards.
	Shown []civil.Date
}

// showWork adds to the days shown those at work of a month's 31 marks that are off the post since its start.
func (d *Due) showWork(m civil.Month, marks string) {
	for n := 1; n <= min(m.Days(), len(marks)); n++ {
		if day := m.Date(n); duty.IsWork(marks[n-1]) && !day.Before(d.StartOn) && !d.open(day) {
			d.Shown = append(d.Shown, day)
		}
	}
}

// elsewhere leaves out the days shown that other placements of the holder have.
func (d *Due) elsewhere(others []placement.Stay) {
	if len(others) > 0 {
		d.Shown = slices.DeleteFunc(d.Shown, func(day civil.Date) bool {
			return slices.ContainsFunc(others, func(x placement.Stay) bool { return x.Has(day) })
		})
	}
}

// shownIn counts the days shown of a month.
func (d Due) shownIn(m civil.Month) (n int) {
	for _, day := range d.Shown {
		if day.Month() == m {
			n++
		}
	}
	return n
}

// Owed is what a placement is owed for a month by calendar days on the post, of the month's days: the rate prorated by
// them. What it is owed by its county's basis, Worths tells. Days on which it was suspended, and months out of the
// post's season, are not paid.
func Owed(d Due, m civil.Month) (days, of int, amount money.Fen) {
	from, to := m.First(), m.Last()
	if d.StartOn.After(from) {
		from = d.StartOn
	}
	if !d.EndOn.IsZero() && d.EndOn.Before(to) {
		to = d.EndOn
	}
	of = m.Days()
	if to.Before(from) || !d.Season.In(m) {
		days = d.shownIn(m)
		return days, of, d.RateFen.Prorate(days, of)
	}
	days = to.DaysSince(from) + 1
	for _, p := range d.Pauses {
		a, z := p.From, p.Until
		if a.Before(from) {
			a = from
		}
		if z.IsZero() || z.After(to) {
			z = to
		}
		if !z.Before(a) {
			days -= z.DaysSince(a) + 1
		}
	}
	days += d.shownIn(m)
	return days, of, d.RateFen.Prorate(days, of)
}

// DueOn is the day by which a month's pay is to be confirmed by the bank: OrdinaryDue, or later where a document put it
// off.
func DueOn(book *rulebook.Book, path string, month civil.Month) civil.Date {
	due := OrdinaryDue(book, path, month)
	if until, ok := PutOff(book, path, month); ok && until.After(due) {
		return until
	}
	return due
}

// OrdinaryDue is pay.due_day of the next month. A document that puts pay off puts off no sheet: a month of which
// nothing is here is told from this day on.
func OrdinaryDue(book *rulebook.Book, path string, month civil.Month) civil.Date {
	next := month.Add(1)
	return next.Date(min(max(book.Int("pay.due_day", path, next.First(), 15), 1), next.Days()))
}

// PutOff is the day to which a document put off a month's pay (pay.due_exception, in force on the first of the month in
// which it is due: "2025-02=2025-04-20", several with semicolons between). A late treasury is one matter, told once,
// not thousands of alarms. Never beyond latestPutOff, whatever was approved once.
func PutOff(book *rulebook.Book, path string, month civil.Month) (civil.Date, bool) {
	text, _ := book.Text("pay.due_exception", path, "", month.Add(1).First())
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '；' }) {
		m, day, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok || strings.TrimSpace(m) != month.String() {
			continue
		}
		until, err := civil.ParseDate(strings.TrimSpace(day))
		if last := latestPutOff(month); until.After(last) {
			until = last
		}
		return until, err == nil
	}
	return civil.Date{}, false
}

// Beyond is how many of the days paid for a period lie after a placement's last day: all of a later one. Pure.
func Beyond(days int64, p worth.Period, start, last civil.Date) int64 {
	from, to := p.From, p.Until
	if start.After(from) {
		from = start
	}
	if last.Before(to) {
		to = last
	}
	return max(days-max(int64(to.DaysSince(from)+1), 0), 0)
}
