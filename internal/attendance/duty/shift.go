package duty

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Shifts of a day in a plan.
const (
	OnShift  = 'P'
	OffShift = 'O'
)

// noShifts is a month without a plan.
var noShifts = strings.Repeat("-", 31)

// Shift is what the plan says of a day: OnShift, OffShift, or '-' where there is none.
func (l Line) Shift(day int) byte {
	if len(l.Shifts) == 31 && day >= 1 && day <= 31 {
		return l.Shifts[day-1]
	}
	return '-'
}

// ShiftPlan by the days of the week, for some holders of a sheet or all.
type ShiftPlan struct {
	ID, Version int64
	Placements  []int64 // empty: all
	Weekdays    [7]bool // Sunday first
}

// Plan puts a shift plan onto a line: from today on, since a plan made afterwards proves nothing, and only for days on
// which the holder has the post. What was planned for days gone by stays. Pure.
func (p ShiftPlan) Plan(l Line, month civil.Month, today civil.Date) Line {
	shifts := []byte(l.Shifts)
	if len(shifts) != 31 {
		shifts = []byte(noShifts)
	}
	for day := 1; day <= month.Days(); day++ {
		d := month.Date(day)
		switch {
		case d.Before(today):
		case !l.Open(month, day, month.Last()):
			shifts[day-1] = '-'
		case p.Weekdays[d.Weekday()]:
			shifts[day-1] = OnShift
		default:
			shifts[day-1] = OffShift
		}
	}
	l.Shifts = string(shifts)
	return l
}

// PlanShifts keeps a shift plan. Refusals: duty.state, form.stale, duty.shift_days (no day of the week),
// duty.shift_over (the month has ended), duty.not_holder.
func (r *Service) PlanShifts(ctx context.Context, actor authz.Actor, key string, p ShiftPlan) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		s, err := at(v, p.ID, p.Version, "duty.sheet", Draft)
		if err != nil {
			return 0, err
		}
		if !slices.Contains(p.Weekdays[:], true) {
			return 0, errs.New(errs.Invalid, "duty.shift_days").On("weekdays")
		}
		if s.Month.Last().Before(v.Today()) {
			return 0, errs.New(errs.State, "duty.shift_over").On("weekdays")
		}
		lines, err := LinesOf(v.Tx, s.ID)
		if err != nil {
			return 0, err
		}
		planned := 0
		for _, l := range lines {
			if len(p.Placements) > 0 && !slices.Contains(p.Placements, l.PlacementID) {
				continue
			}
			planned++
			if after := p.Plan(l, s.Month, v.Today()); after.Shifts != l.Shifts {
				if err := updateShifts(v.Tx, after); err != nil {
					return 0, err
				}
			}
		}
		if planned == 0 || planned < len(p.Placements) {
			return 0, errs.New(errs.Invalid, "duty.not_holder").On("weekdays")
		}
		if err := touch(v.Tx, s, "state = state"); err != nil {
			return 0, err
		}
		days := ""
		for i, on := range p.Weekdays {
			if on {
				days += string("日一二三四五六"[3*i : 3*i+3])
			}
		}
		v.Record("duty.shifts", "duty_sheet", s.ID, desk.F("month", s.Month), desk.F("holders", planned),
			desk.F("weekdays", days))
		return s.ID, nil
	})
}

func updateShifts(tx *database.Tx, l Line) error {
	_, err := tx.Exec("UPDATE duty_line SET shifts = ? WHERE id = ?", l.Shifts, l.ID)
	return err
}

// Untyped names the holders with days on shift of which nothing was said: a sheet is sent before the month is over, and
// what was only planned is no attendance until somebody typed it. duty.shift_open. Pure.
func Untyped(lines []Line, month civil.Month) error {
	var faults errs.Faults
	for _, l := range lines {
		first, n := 0, 0
		for day := 1; day <= month.Days(); day++ {
			if !l.ByTask() && l.Shift(day) == OnShift && l.Day(day) == '-' && l.Open(month, day, month.Last()) {
				if n++; first == 0 {
					first = day
				}
			}
		}
		if n > 0 {
			faults.Add(errs.New(errs.Invalid, "duty.shift_open").On("days").With("name", l.Name).With("day", first).With("count",
				n))
		}
	}
	return faults.OrNil()
}

// EarlyDays are the days of the month that had not come when a sheet was reviewed, or have not come today where it
// waits for its review: blank on it, expected, and settled by a later list. Pure.
func (s Sheet) EarlyDays(today civil.Date) int {
	on := today
	switch s.State {
	case Reviewed, Locked:
		on = s.ReviewedUs.Date()
	case Submitted:
	default:
		return 0
	}
	return max(s.Month.Last().DaysSince(on), 0)
}
