package duty

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

// States of a sheet.
const (
	Draft     = "draft"
	Submitted = "submitted"
	Reviewed  = "reviewed"
	Locked    = "locked"
)

// Marks of a day: present, half a day, leave, weather, agreed day off, swapped shift, absent; T, a task done, is marked
// by its task alone.
const Marks = "PHLWOSAT"

// How a mark came: typed, copied from signed paper, imported from a workbook, or typed by somebody who stands in for
// the village (代办); filled from the shift plan or as in the month before, by the village or by who stands in for it.
// What is only planned is no mark: see Shift.
const (
	HowTyped       = 't'
	HowPaper       = 's'
	HowImport      = 'i'
	HowAnother     = 'f'
	HowPlan        = 'p'
	HowLast        = 'm'
	HowPlanAnother = 'P'
	HowLastAnother = 'M'

	HowImportAnother = 'I' // imported from a workbook by another office for the village
)

// Hows in the order in which they are told.
var Hows = []byte{HowTyped, HowPaper, HowImport, HowAnother, HowPlan, HowLast, HowPlanAnother, HowLastAnother,
	HowImportAnother}

// MarkOf reads what a clerk typed into a day's cell; false if it is no mark that a sheet keeps.
func MarkOf(s string) (byte, bool) { return markOf(s, nil) }

// markOf a cell of a workbook with a legend of its own.
func markOf(s string, legend map[string]lexicon.Mark) (byte, bool) {
	m := lexicon.MarkOf(s, legend)
	return byte(m), m == lexicon.NoMark || strings.IndexByte(Marks, byte(m)) >= 0
}

// remindDays before a month's sheet is due, the home page begins to name it.
const remindDays = 5

// Due is the day of the month on which a month's sheet is due (attendance.due_day; domain section 5.3), and whether it
// is time to be reminded of the running month's.
func Due(book *rulebook.Book, path string, today civil.Date) (day int, reminded bool) {
	day = min(max(book.Int("attendance.due_day", path, today, 25), 1), today.Month().Days())
	return day, today.Day() >= day-remindDays
}

// unfit names a mark that no sheet keeps: half a day, or one that is not known.
func unfit(name string, day int, said string, mark byte) *errs.Error {
	const mostSaid = 20 // characters of the cell
	r := []rune(strings.TrimSpace(said))
	return errs.New(errs.Invalid, "duty.mark").With("name", name).With("day", day).With("said",
		string(r[:min(len(r), mostSaid)]))
}

// Word of a mark for screen and paper, empty for a blank.
func Word(mark byte) string {
	if strings.IndexByte(Marks, mark) < 0 {
		return ""
	}
	return words.Label("mark", string(mark))
}

// Sheet of a village and month.
type Sheet struct {
	ID           int64
	VillageID    int64
	Path         string
	Month        civil.Month
	State        string
	SubmittedBy  int64
	SubmittedKey string
	SubmittedUs  clock.Moment
	ReviewedBy   int64
	ReviewedKey  string
	ReviewedUs   clock.Moment
	Remark       string
	Version      int64
	ScanID       *int64   // of the signed paper from which another office entered it
	Enterers     []string `gorm:"-"` // keys of those of other offices who entered days of it
}

// EnteredFor reports whether another office sent the sheet for the village (代录).
func (s Sheet) EnteredFor() bool { return s.ScanID != nil }

// SentOn is the day on which a sheet that waits for the township was sent; zero before it was sent.
func (s Sheet) SentOn() civil.Date {
	if s.State != Submitted {
		return civil.Date{}
	}
	return s.SubmittedUs.Date()
}

// Line of one holder.
type Line struct {
	ID          int64
	SheetID     int64
	PlacementID int64
	Days        string
	How         string
	FirstDays   string
	Shifts      string // the plan: see Shift
	Hours       int64
	FirstHours  *int64 // as first sent to the township, nil before
	Points      *int64
	Remark      string
	// of the placement, for the page
	PersonID   int64
	Name       string
	Title      string
	HoursMonth int64
	Pauses     []placement.Pause `gorm:"-"`
	StartOn    civil.Date
	EndOn      civil.Date
	Work       string
	RateFen    money.Fen
	post.Season
	// the village's own look in the month
	CheckedOn civil.Date
	Checked   string
	CheckNote string
}

// Day is one day's mark, '-' if nothing is known.
func (l Line) Day(n int) byte {
	if len(l.Days) == 31 && n >= 1 && n <= 31 {
		return l.Days[n-1]
	}
	return '-'
}

// HoursCorrected reports whether the hours were changed after they had been sent.
func (l Line) HoursCorrected() bool { return l.FirstHours != nil && *l.FirstHours != l.Hours }

// HowOf a day's mark: HowTyped and the others, 0 if nothing is said.
func (l Line) HowOf(day int) byte {
	if l.Day(day) == '-' || len(l.How) != 31 {
		return 0
	}
	return l.How[day-1]
}

// Present counts the days at work.
func (l Line) Present() int {
	return lexicon.DaysAtWork(l.Days)
}

// Open reports whether the holder was on the post on a day of the month, so that the day may be marked.
func (l Line) Open(month civil.Month, day int, today civil.Date) bool {
	if day < 1 || day > month.Days() {
		return false
	}
	d := month.Date(day)
	return !d.Before(l.StartOn) && (l.EndOn.IsZero() || !d.After(l.EndOn)) && !d.After(today) && !l.paused(d) &&
		l.In(month)
}

func (l Line) paused(d civil.Date) bool {
	for _, p := range l.Pauses {
		if !d.Before(p.From) && (p.Until.IsZero() || !d.After(p.Until)) {
			return true
		}
	}
	return false
}

// Away reports whether there was no work on any day of the month on which the holder had the post, suspended or out of
// its season: nothing is to be said of it.
func (l Line) Away(month civil.Month) bool {
	for day := 1; day <= month.Days(); day++ {
		if l.Open(month, day, month.Last()) {
			return false
		}
	}
	return true
}

// Typed is what a clerk typed for one holder.
type Typed struct {
	PlacementID int64
	Days        [31]string
	Hours       int64
	Remark      string
	Fills       string // how each day was filled, as the page says: HowPlan, HowLast or '-'
	last        string // what the month before would fill in: see LikeLast
}

// came is how a mark came: filled from the plan or the month before only where those say the same, else how the visitor
// types.
func (t Typed) came(l Line, i int, m, how byte) byte {
	if i >= len(t.Fills) {
		return how
	}
	fill, shift := t.Fills[i], l.Shift(i+1)
	planned := fill == HowPlan && (m == 'P' && shift == OnShift || m == 'O' && shift == OffShift)
	asLast := fill == HowLast && i < len(t.last) && t.last[i] == m
	switch {
	case !planned && !asLast:
		return how
	case how == HowAnother && planned:
		return HowPlanAnother
	case how == HowAnother:
		return HowLastAnother
	}
	return fill
}

// Apply puts what was typed onto a line: a mark that did not change keeps how it came. sent is the day on which the
// sheet was sent to the township, zero before: then only later days are typed. Faults: duty.mark, duty.day (a day on
// which the holder was not on the post, or that has not come), duty.day_sent, duty.task_day, duty.task_hours (worked by
// tasks, not by hours), form.range, form.long. Pure.
func Apply(l Line, t Typed, month civil.Month, today, sent civil.Date, how byte) (Line, error) {
	var faults errs.Faults
	days, hows := []byte(l.Days), []byte(l.How)
	if len(days) != 31 || len(hows) != 31 {
		days, hows = []byte(strings.Repeat("-", 31)), []byte(strings.Repeat("-", 31))
	}
	for i, s := range t.Days {
		m, ok := MarkOf(s)
		switch {
		case !ok:
			faults.Add(unfit(l.Name, i+1, s, m).On("days").With(CellArg, l.cell(i+1)))
		case m == days[i]:
		case m == 'T' || days[i] == 'T' || l.ByTask() && (m == 'P' || m == 'H' || m == 'S'):
			faults.Add(l.fault(errs.Invalid, "duty.task_day", i+1))
		case !sent.IsZero() && l.settled(month, i+1, sent):
			faults.Add(l.fault(errs.State, "duty.day_sent", i+1))
		case m != '-' && !l.Open(month, i+1, today):
			faults.Add(l.fault(errs.Invalid, "duty.day", i+1))
		default:
			days[i], hows[i] = m, t.came(l, i, m, how)
			if m == '-' {
				hows[i] = '-'
			}
		}
	}
	if l.ByTask() && t.Hours != 0 {
		faults.Add(errs.New(errs.Invalid, "duty.task_hours").On("hours").With("name", l.Name))
	}
	if t.Hours < 0 || t.Hours > 744 {
		faults.Add(errs.New(errs.Invalid, "form.range").On("hours").With("min", 0).With("max", 744))
	}
	if len([]rune(t.Remark)) > 100 {
		faults.Add(errs.New(errs.Invalid, "form.long").On("remark").With("limit", 100))
	}
	l.Days, l.How, l.Hours, l.Remark = string(days), string(hows), t.Hours, strings.TrimSpace(t.Remark)
	return l, faults.OrNil()
}

// CellArg names the cell of a fault: the name of its field on the page.
const CellArg = "cell"

// cell is the name of a day's field on the page.
func (l Line) cell(day int) string { return CellOf(l.PlacementID, day) }

// CellOf a holder and day: the name of the field.
func CellOf(placementID int64, day int) string { return fmt.Sprintf("d%d_%d", placementID, day) }

// fault of a holder's day.
func (l Line) fault(kind errs.Kind, code string, day int) *errs.Error {
	return errs.New(kind, code).On("days").With("name", l.Name).With("day", day).With(CellArg, l.cell(day))
}

// settled reports whether a day was said or could have been said when the sheet was sent.
func (l Line) settled(month civil.Month, day int, sent civil.Date) bool {
	if day > month.Days() || month.Date(day).Before(sent) {
		return true
	}
	return month.Date(day) == sent && len(l.FirstDays) == 31 && l.FirstDays[day-1] != '-'
}

// Typable reports whether a day may be typed now: while the village fills the sheet in, or one of the days since it was
// sent.
func (l Line) Typable(s Sheet, day int, today civil.Date) bool {
	return l.Open(s.Month, day, today) &&
		(s.State == Draft || s.State == Submitted && !l.settled(s.Month, day, s.SentOn()))
}

// Complete names the holders about whom nothing at all was said, though by a day at least one day on the post had come:
// duty.blank. A remark says nothing of a day. Pure.
func Complete(lines []Line, month civil.Month, by civil.Date) error {
	return named("duty.blank", lines, month, by)
}

// OnPost names the days at work on which a holder was not on the post: who left or was suspended after they were typed.
// A sheet that is sent with them would have work that is never paid. duty.off_post. Pure.
func OnPost(lines []Line, month civil.Month) error {
	var faults errs.Faults
	for _, l := range lines {
		for day := 1; day <= month.Days(); day++ {
			if IsWork(l.Day(day)) && !l.Open(month, day, month.Last()) {
				faults.Add(l.fault(errs.Invalid, "duty.off_post", day))
				break
			}
		}
	}
	return faults.OrNil()
}

// Blanks names them to who reviews the sheet: it goes back to the village (duty.blank_pass). Pure.
func Blanks(lines []Line, month civil.Month, by civil.Date) error {
	return named("duty.blank_pass", lines, month, by)
}

func named(code string, lines []Line, month civil.Month, by civil.Date) error {
	var faults errs.Faults
	for _, l := range lines {
		if strings.Trim(l.Days, "-") == "" && l.Hours == 0 && l.come(month, by) {
			faults.Add(errs.New(errs.Invalid, code).On("days").With("name", l.Name))
		}
	}
	return faults.OrNil()
}

// come reports whether a day on the post had come by a day, neither suspended nor out of season.
func (l Line) come(month civil.Month, by civil.Date) bool {
	for day := 1; day <= month.Days(); day++ {
		if l.Open(month, day, by) {
			return true
		}
	}
	return false
}
