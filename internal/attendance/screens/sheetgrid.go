package screens

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/drafts"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
)

// sheetGrid is what a month sheet needs to be filled in as a grid.
type sheetGrid struct {
	Grid   kit.Grid
	Edited trail.Line // the newest step of the sheet
	Moved  bool       // somebody else changed the sheet after it was shown to the visitor
	drafts *drafts.Service
	last   map[int64]string // what the month before would fill in
}

// loadGrid reads what a sheet is filled from, who had it last, and the visitor's draft.
func (page *sheetPage) loadGrid(s *database.Snapshot) (err error) {
	if page.last, err = duty.LikeLast(s, page.Sheet); err != nil {
		return err
	}
	if page.Edited, _, err = trail.LastOf(s, "duty_sheet", page.Sheet.ID); err != nil {
		return err
	}
	d, found, err := page.drafts.Of(s, page.R.Actor.UserID, drafts.DutySheet, kit.FormatID(page.Sheet.ID))
	page.Grid.Draft(d, found)
	return err
}

// Tools of the grid.
func (s *sheetPage) Tools() kit.Grid {
	g := s.Grid
	g.Name, g.Days = "days", true
	g.Of(drafts.DutySheet, s.Sheet.ID, s.Sheet.Version)
	if !s.R.Can("duty.sheet") {
		g.Kind = ""
	}
	if s.R.Context.Request().Method == http.MethodPost {
		g.DraftAt = "" // what was typed is on the page
	}
	for _, k := range duty.Keys(len(s.ByTask()) > 0) {
		g.Keys = append(g.Keys, kit.GridKey(k))
	}
	for _, l := range s.Lines {
		g.Plan = g.Plan || strings.Trim(l.Shifts, "-") != ""
		g.Last = g.Last || strings.Trim(s.last[l.PlacementID], "-") != ""
	}
	return g
}

// Spellings of the marks, and their codes.
func (s *sheetPage) Spellings() string { return duty.Spellings() }

// Codes of the marks.
func (s *sheetPage) Codes() string { return duty.Codes() }

// Lately says who had the sheet last and when.
func (s *sheetPage) Lately() string {
	if s.Edited.Act == "" {
		return ""
	}
	return s.Edited.Actor + "于" + s.Edited.AtUs.Short() + words.Label("act", s.Edited.Act)
}

// Last is what the month before would fill in.
func (s *sheetPage) Last(l duty.Line) string { return s.last[l.PlacementID] }

// Not are the marks that a holder's days do not take: tasks are marked by themselves.
func (s *sheetPage) Not(l duty.Line) string {
	out := duty.Word('T')
	if l.ByTask() {
		out += " " + duty.Word('P') + " " + duty.Word('H') + " " + duty.Word('S')
	}
	return out
}

// Again reports whether the page answers a form that was not kept.
func (s *sheetPage) Again() bool {
	return s.R.Context.Request().Method == http.MethodPost && s.R.Has("_key") && s.R.Has("act")
}

// Fills of a line as the form said them.
func (s *sheetPage) Fills(l duty.Line) string {
	if !s.Again() {
		return ""
	}
	return s.R.FormValue(fmt.Sprintf("w%d", l.PlacementID))
}

// WeekdayOf a day: 一 to 日.
func (s *sheetPage) WeekdayOf(day int) string { return weekdays[s.Sheet.Month.Date(day).Weekday()] }

var weekdays = []string{"日", "一", "二", "三", "四", "五", "六"}

// shown is a line as the page shows it: what a later form was made from.
type shown struct {
	days, remark string
	hours        int64
}

// Base of a line, for a form that turns out to be stale.
func (s *sheetPage) Base(l duty.Line) string {
	return fmt.Sprintf("%s %d %s", l.Days, l.Hours, l.Remark)
}

// base of a line as the form was made from; false where the form does not say.
func (s *sheetPage) base(l duty.Line) (b shown, ok bool) {
	parts := strings.SplitN(s.R.FormValue(fmt.Sprintf("b%d", l.PlacementID)), " ", 3)
	if len(parts) != 3 || len(parts[0]) != 31 {
		return b, false
	}
	hours, err := strconv.ParseInt(parts[1], 10, 64)
	return shown{parts[0], strings.TrimSpace(parts[2]), hours}, err == nil
}

// typedMark is what the form says of a day; of a sheet that somebody else changed since, what is kept now stands where
// the visitor changed nothing.
func (s *sheetPage) typedMark(l duty.Line, day int, field string) string {
	typed := s.R.FormValue(field)
	if !s.Again() {
		return duty.Word(l.Day(day))
	}
	if b, ok := s.base(l); s.Moved && ok {
		if m, known := duty.MarkOf(typed); known && m == b.days[day-1] {
			return duty.Word(l.Day(day))
		}
	}
	return typed
}

// TypedHours is what the form says of a line's hours, in the same way.
func (s *sheetPage) TypedHours(l duty.Line) string {
	field := fmt.Sprintf("h%d", l.PlacementID)
	if b, ok := s.base(l); s.Moved && ok && strings.TrimSpace(s.R.FormValue(field)) == strconv.FormatInt(b.hours, 10) {
		return strconv.FormatInt(l.Hours, 10)
	}
	return s.Typed(field, l.Hours)
}

// TypedRemark is what the form says of a line's remark, in the same way.
func (s *sheetPage) TypedRemark(l duty.Line) string {
	field := fmt.Sprintf("r%d", l.PlacementID)
	if b, ok := s.base(l); s.Moved && ok && strings.TrimSpace(s.R.FormValue(field)) == b.remark {
		return l.Remark
	}
	return s.Typed(field, l.Remark)
}

// stale is the refusal of a form that was made before somebody else changed the sheet: who did, when, and the days
// that both changed. duty.saved, duty.clash.
func (s *sheetPage) stale() error {
	s.Moved = true
	faults := errs.Faults{errs.New(errs.Stale, "duty.saved").With("actor", s.Edited.Actor).
		With("at", s.Edited.AtUs.Short()).With("act", words.Label("act", s.Edited.Act))}
	for _, l := range s.Lines {
		b, ok := s.base(l)
		for _, day := range s.Days {
			field := duty.CellOf(l.PlacementID, day)
			typed, known := duty.MarkOf(s.R.FormValue(field))
			now := l.Day(day)
			if !s.R.Has(field) || !known || typed == now || ok && (typed == b.days[day-1] || now == b.days[day-1]) {
				continue
			}
			faults.Add(errs.New(errs.Stale, "duty.clash").On(field).With("name", l.Name).With("day", day).
				With("now", wordOr(now)).With("said", wordOr(typed)))
		}
	}
	return faults
}

func wordOr(mark byte) string {
	if w := duty.Word(mark); w != "" {
		return w
	}
	return "空"
}

// pinned puts each fault that knows its cell beside that cell.
func pinned(err error) error {
	for _, e := range errs.All(err) {
		for _, a := range e.Args {
			if a.Name == duty.CellArg {
				e.Field = fmt.Sprint(a.Value)
			}
		}
	}
	return err
}
