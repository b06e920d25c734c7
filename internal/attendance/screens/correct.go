package screens

import (
	"fmt"
	"net/http"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

// Correct shows the grid in which the county says what a locked sheet should have said.
type Correct struct {
	Duty *duty.Service
}

// Routes of these pages.
func (p *Correct) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/duty/sheets/:id/correct", "duty.correct", p.form).Of("sheet"),
		feature.Post("/duty/sheets/:id/correct", "duty.correct", p.enter).Of("sheet"),
		feature.Get("/duty/sheets/:id/settle", "duty.settle", p.settleForm).Of("sheet"),
		feature.Post("/duty/sheets/:id/settle", "duty.settle", p.settle).Of("sheet"),
	}
}

type correctPage struct {
	kit.Page
	Sheet  duty.Sheet
	Lines  []duty.Line         // as they count now, and of who was left off the sheet
	Takes  map[int64]money.Fen // what assessments take, as it counts now; of those of whom something is taken
	Days   []int
	Signed []villagepapers.Scan
	Before []duty.Correction
	Waits  bool // one is not decided yet
	Settle bool // only the days that were expected
}

// Action is where the page is sent to.
func (x *correctPage) Action() string {
	if x.Settle {
		return "settle"
	}
	return "correct"
}

// Reason that is offered.
func (x *correctPage) Reason() string {
	if x.Settle {
		return "登记预计天数的实际出勤"
	}
	return ""
}

// May reports whether the sheet may be corrected here.
func (x *correctPage) May() bool {
	if x.Settle {
		return x.Sheet.Expects(x.R.Today)
	}
	return x.Sheet.State == duty.Locked
}

// open reports whether a day of a line may be typed.
func (x *correctPage) open(l duty.Line, day int) bool {
	if x.Settle {
		return l.WasExpected(x.Sheet, day, x.R.Today)
	}
	return l.Open(x.Sheet.Month, day, x.R.Today) && l.Day(day) != 'T'
}

// LeftOff reports whether a line's holder is not on the sheet.
func (x *correctPage) LeftOff(l duty.Line) bool { return l.ID == 0 }

// Take of a line's assessment as typed, else as it counts.
func (x *correctPage) Take(l duty.Line) string {
	return x.Typed(fmt.Sprintf("k%d", l.PlacementID), x.Takes[l.PlacementID].String())
}

// Tools of the grid.
func (x *correctPage) Tools() kit.Grid {
	t := kit.Grid{Name: "days", Days: true}
	for _, k := range duty.Keys(false) {
		t.Keys = append(t.Keys, kit.GridKey(k))
	}
	return t
}

// Spellings of the marks.
func (x *correctPage) Spellings() string { return duty.Spellings() }

// Codes of the marks.
func (x *correctPage) Codes() string { return duty.Codes() }

// WeekdayOf a day: 一 to 日.
func (x *correctPage) WeekdayOf(day int) string { return weekdays[x.Sheet.Month.Date(day).Weekday()] }

// Weekend greys a day's head.
func (x *correctPage) Weekend(day int) bool {
	w := x.Sheet.Month.Date(day).Weekday()
	return w == 0 || w == 6
}

// Not are the marks that a holder's days do not take.
func (x *correctPage) Not(l duty.Line) string {
	if l.ByTask() {
		return strings.Join([]string{duty.Word('T'), duty.Word('P'), duty.Word('H'), duty.Word('S')}, " ")
	}
	return duty.Word('T')
}

// Cells of a holder's line: those that may be corrected are on post.
func (x *correctPage) Cells(l duty.Line) []dayCell {
	out := make([]dayCell, len(x.Days))
	for i, day := range x.Days {
		c := dayCell{Value: duty.Word(l.Day(day)), Open: x.open(l, day)}
		if c.Open {
			c.Field, c.Label = duty.CellOf(l.PlacementID, day), fmt.Sprintf("%s%d日", l.Name, day)
			c.Fault = x.Fault(c.Field)
			if x.R.Has(c.Field) {
				if typed := x.R.FormValue(c.Field); typed != c.Value {
					kept := c.Value
					c.Value, c.Kept, c.Changed = typed, &kept, true
				}
			}
		}
		out[i] = c
	}
	return out
}

// Hours of a line as typed, else as they count.
func (x *correctPage) Hours(l duty.Line) string {
	return x.Typed(fmt.Sprintf("h%d", l.PlacementID), l.Hours)
}

// loadLines of the sheet; to a correction also those of who was left off, and what assessments take.
func (x *correctPage) loadLines(s *database.Snapshot) (err error) {
	if x.Lines, err = duty.LinesThatCount(s, x.Sheet); err != nil || x.Settle {
		return err
	}
	left, err := duty.LeftOff(s, x.Sheet, x.Lines)
	if err != nil {
		return err
	}
	x.Lines = append(x.Lines, left...)
	x.Takes, err = duty.TakenBy(s, x.Sheet.ID)
	return err
}

func (p *Correct) load(r *kit.Request, settle bool) (*correctPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &correctPage{Settle: settle}
	page.R = r
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.Sheet, err = duty.SheetByID(s, n); err != nil {
			return err
		}
		permission := authz.Permission("duty.correct")
		if settle {
			permission = "duty.settle"
		}
		if err = r.Actor.Check(permission, page.Sheet.Path); err != nil {
			return err
		}
		if err = page.loadLines(s); err != nil {
			return err
		}
		if page.Before, err = duty.CorrectionsOf(s, n); err != nil {
			return err
		}
		page.Signed, err = villagepapers.SignedIn(s, page.Sheet.Path, page.Sheet.Month)
		return err
	}); err != nil {
		return nil, err
	}
	for _, c := range page.Before {
		page.Waits = page.Waits || c.State == duty.CorrectionEntered
	}
	for d := 1; d <= page.Sheet.Month.Days(); d++ {
		page.Days = append(page.Days, d)
	}
	page.Title = "更正" + page.Sheet.Month.Chinese() + "考勤表"
	if settle {
		page.Title = "登记" + page.Sheet.Month.Chinese() + "预计天数的实际出勤"
	}
	return page, nil
}

func (p *Correct) form(r *kit.Request) error { return p.show(r, false) }

func (p *Correct) settleForm(r *kit.Request) error { return p.show(r, true) }

func (p *Correct) show(r *kit.Request, settle bool) error {
	page, err := p.load(r, settle)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "sheet_correct", page)
}

func (p *Correct) enter(r *kit.Request) error { return p.take(r, false) }

func (p *Correct) settle(r *kit.Request) error { return p.take(r, true) }

func (p *Correct) take(r *kit.Request, settle bool) error {
	page, err := p.load(r, settle)
	if err != nil {
		return err
	}
	x := duty.Correcting{SheetID: page.Sheet.ID, Version: r.Int("version"), Reason: r.Text("reason"), Scan: r.Int("scan"),
		Settle: settle, Less: map[int64]money.Fen{}}
	for _, l := range page.Lines {
		t := duty.Typed{PlacementID: l.PlacementID, Hours: l.Hours}
		if hours := fmt.Sprintf("h%d", l.PlacementID); r.Has(hours) {
			t.Hours = r.Int(hours)
		}
		for d := range t.Days {
			t.Days[d] = duty.Word(l.Day(d + 1))
			if field := duty.CellOf(l.PlacementID, d+1); r.Has(field) {
				t.Days[d] = r.Text(field)
			}
		}
		x.Lines = append(x.Lines, t)
		if take := fmt.Sprintf("k%d", l.PlacementID); page.Takes[l.PlacementID] > 0 && r.Has(take) {
			x.Less[l.PlacementID] = r.Fen(take)
		}
	}
	var id int64
	if err = r.Faults(); err == nil {
		id, err = duty.Correct(r.Context.Request().Context(), p.Duty.Desk, r.Actor, r.Key(), x)
	}
	if errs.CodeOf(err) == "form.stale" {
		if page, err = p.load(r, settle); err == nil {
			err = errs.New(errs.Stale, "form.stale")
		}
	}
	if err != nil {
		return r.RenderFormErrors(pinned(err), "sheet_correct", page)
	}
	return r.SeeOther("/pay/corrections/"+kit.FormatID(id), "已录入更正，等另一人审核。审核以前什么都不变。")
}
