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
	"gangwei/internal/registry/account"
)

// sheetGrid is what a month sheet needs to be filled in as a grid.
type sheetGrid struct {
	page   *sheetPage
	Grid   kit.Grid
	Edited trail.Line // the newest step of the sheet
	Moved  bool       // somebody else changed the sheet after it was shown to the visitor
	drafts *drafts.Service
	last   map[int64]string // what the month before would fill in
}

// load reads what a sheet is filled from, who had it last, and the visitor's draft.
func (g *sheetGrid) load(s *database.Snapshot) (err error) {
	page := g.page
	if g.last, err = duty.LikeLast(s, page.Sheet); err != nil {
		return err
	}
	var found bool
	if g.Edited, found, err = trail.LastOf(s, "duty_sheet", page.Sheet.ID); err != nil {
		return err
	}
	if found {
		if u, err := account.ByLogin(s, g.Edited.Actor); err == nil {
			g.Edited.Actor = u.Name
		} else if errs.KindOf(err) != errs.NotFound {
			return err
		}
	}
	d, found, err := g.drafts.Of(s, page.R.Actor.UserID, drafts.DutySheet, kit.FormatID(page.Sheet.ID))
	g.Grid.Draft(d, found)
	return err
}

// Tools of the grid.
func (g *sheetGrid) Tools() kit.Grid {
	s := g.page
	t := g.Grid
	t.Name, t.Days = "days", true
	t.Of(drafts.DutySheet, s.Sheet.ID, s.Sheet.Version)
	if !s.For.Enters { // a draft of a sheet that was reviewed since is still told of
		t.Kind = ""
	}
	if s.R.Context.Request().Method == http.MethodPost {
		t.DraftAt = "" // what was typed is on the page
	}
	for _, k := range duty.Keys(len(s.ByTask()) > 0) {
		t.Keys = append(t.Keys, kit.GridKey(k))
	}
	g.sources(&t)
	return t
}

// sources that the sheet can be filled from.
func (g *sheetGrid) sources(t *kit.Grid) {
	for _, l := range g.page.Lines {
		t.Plan = t.Plan || g.page.CanType && strings.Trim(l.Shifts, "-") != ""
		t.Last = t.Last || g.page.CanType && strings.Trim(g.last[l.PlacementID], "-") != ""
	}
}

// Columns of the table.
func (g *sheetGrid) Columns() int { return len(g.page.Days) + 4 }

// LookTools are those of the village's own looks.
func (g *sheetGrid) LookTools() kit.Grid { return kit.Grid{Name: "looks"} }

// Legend of the marks that its days take.
func (g *sheetGrid) Legend() string { return duty.Legend(len(g.page.ByTask()) > 0) }

// Spellings of the marks, and their codes.
func (g *sheetGrid) Spellings() string { return duty.Spellings() }

// Codes of the marks.
func (g *sheetGrid) Codes() string { return duty.Codes() }

// Lately says who had the sheet last and when.
func (g *sheetGrid) Lately() string {
	if g.Edited.Act == "" {
		return ""
	}
	return g.Edited.Actor + "于" + g.Edited.AtUs.Short() + words.Label("act", g.Edited.Act)
}

// Last is what the month before would fill in, empty for nothing.
func (g *sheetGrid) Last(l duty.Line) string { return said(g.last[l.PlacementID]) }

// Not are the marks that a holder's days do not take: tasks are marked by themselves.
func (g *sheetGrid) Not(l duty.Line) string {
	out := duty.Word('T')
	if l.ByTask() {
		out += " " + duty.Word('P') + " " + duty.Word('H') + " " + duty.Word('S')
	}
	return out
}

// Again reports whether the page answers a form that was not kept.
func (g *sheetGrid) Again() bool {
	return g.page.R.Context.Request().Method == http.MethodPost && g.page.R.Has("_key") && g.page.R.Has("act")
}

// Fills of a line as the form said them.
func (g *sheetGrid) Fills(l duty.Line) string {
	if !g.Again() {
		return ""
	}
	return g.page.R.FormValue(fmt.Sprintf("w%d", l.PlacementID))
}

// WeekdayOf a day: 一 to 日.
func (g *sheetGrid) WeekdayOf(day int) string {
	return weekdays[g.page.Sheet.Month.Date(day).Weekday()]
}

var weekdays = []string{"日", "一", "二", "三", "四", "五", "六"}

// shown is a line as the page shows it: what a later form was made from.
type shown struct {
	days, remark string
	hours        int64
}

// Base of a line, for a form that turns out to be stale.
func (g *sheetGrid) Base(l duty.Line) string {
	return fmt.Sprintf("%s %d %s", l.Days, l.Hours, l.Remark)
}

// base of a line as the form was made from; false where the form does not say.
func (g *sheetGrid) base(l duty.Line) (b shown, ok bool) {
	parts := strings.SplitN(g.page.R.FormValue(fmt.Sprintf("b%d", l.PlacementID)), " ", 3)
	if len(parts) != 3 || len(parts[0]) != 31 {
		return b, false
	}
	hours, err := strconv.ParseInt(parts[1], 10, 64)
	return shown{parts[0], strings.TrimSpace(parts[2]), hours}, err == nil
}

// typedMark is what the form says of a day; of a sheet that somebody else changed since, what is kept now stands where
// the visitor changed nothing.
func (g *sheetGrid) typedMark(l duty.Line, day int, field string) string {
	typed := g.page.R.FormValue(field)
	if !g.Again() {
		return duty.Word(l.Day(day))
	}
	if b, ok := g.base(l); g.Moved && ok {
		if m, known := duty.MarkOf(typed); known && m == b.days[day-1] {
			return duty.Word(l.Day(day))
		}
	}
	return typed
}

// TypedHours is what the form says of a line's hours, in the same way.
func (g *sheetGrid) TypedHours(l duty.Line) string {
	field := fmt.Sprintf("h%d", l.PlacementID)
	was := strings.TrimSpace(g.page.R.FormValue(field))
	if b, ok := g.base(l); g.Moved && ok && was == strconv.FormatInt(b.hours, 10) {
		return strconv.FormatInt(l.Hours, 10)
	}
	return g.page.Typed(field, l.Hours)
}

// TypedRemark is what the form says of a line's remark, in the same way.
func (g *sheetGrid) TypedRemark(l duty.Line) string {
	field := fmt.Sprintf("r%d", l.PlacementID)
	if b, ok := g.base(l); g.Moved && ok && strings.TrimSpace(g.page.R.FormValue(field)) == b.remark {
		return l.Remark
	}
	return g.page.Typed(field, l.Remark)
}

// stale is the refusal of a form that was made before somebody else changed the sheet: who did, when, and the days
// that both changed. duty.saved, duty.clash.
func (g *sheetGrid) stale() error {
	g.Moved = true
	faults := errs.Faults{errs.New(errs.Stale, "duty.saved").With("actor", g.Edited.Actor).
		With("at", g.Edited.AtUs.Short()).With("act", words.Label("act", g.Edited.Act))}
	for _, l := range g.page.Lines {
		b, ok := g.base(l)
		for _, day := range g.page.Days {
			field := duty.CellOf(l.PlacementID, day)
			typed, known := duty.MarkOf(g.page.R.FormValue(field))
			now := l.Day(day)
			if !g.page.R.Has(field) || !known || typed == now || ok && (typed == b.days[day-1] || now == b.days[day-1]) {
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

// form of the sheet as it was sent; version names the field of its version. A day that was not open to be typed stays
// as it is.
func (g *sheetGrid) form(version string) duty.Form {
	r := g.page.R
	f := duty.Form{ID: g.page.Sheet.ID, Version: r.Int(version), FromPaper: r.Text("paper") == "1",
		Scan: r.Int("scan")}
	for _, l := range g.page.Lines {
		t := duty.Typed{PlacementID: l.PlacementID, Fills: r.Text(fmt.Sprintf("w%d", l.PlacementID)),
			Hours: l.Hours, Remark: l.Remark}
		if hours := fmt.Sprintf("h%d", l.PlacementID); r.Has(hours) {
			t.Hours = r.Int(hours)
		}
		if remark := fmt.Sprintf("r%d", l.PlacementID); r.Has(remark) {
			t.Remark = r.Text(remark)
		}
		for d := range t.Days {
			field := duty.CellOf(l.PlacementID, d+1)
			if t.Days[d] = r.Text(field); !r.Has(field) {
				t.Days[d] = duty.Word(l.Day(d + 1))
			}
		}
		f.Lines = append(f.Lines, t)
	}
	return f
}

// moved reports whether anything was typed that was not there when the form was made.
func (g *sheetGrid) moved(f duty.Form) bool {
	for i, l := range g.page.Lines {
		b, ok := g.base(l)
		if !ok || f.Lines[i].Remark != b.remark || !l.ByTask() && f.Lines[i].Hours != b.hours {
			return true
		}
		for day, said := range f.Lines[i].Days {
			if m, known := duty.MarkOf(said); !known || m != b.days[day] && g.page.R.Has(duty.CellOf(l.PlacementID, day+1)) {
				return true
			}
		}
	}
	return false
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
