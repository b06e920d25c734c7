package duty

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
)

// A sheet that was sent before its month was over is paid with the days left as expected. When they have come, the
// village, or its township for it, enters what really was: a correction like the county's (correct.go), of the expected
// days alone. Another person decides it, and what it changes of pay goes the way of every correction.

func (x Correcting) permission() authz.Permission {
	if x.Settle {
		return "duty.settle"
	}
	return "duty.correct"
}

// stage refuses a sheet that is not locked, or of which no days are to be settled.
func (x Correcting) stage(s Sheet, today civil.Date) error {
	switch {
	case s.State != Locked:
		return errs.New(errs.State, "duty.correct_state").With("sheet", s.State)
	case x.Settle && !s.Expects(today):
		return errs.New(errs.State, "duty.settle_none")
	}
	return nil
}

// Expects reports whether a locked sheet was sent before the last day of its month, which is over by now: the days
// after it was sent were expected.
func (s Sheet) Expects(today civil.Date) bool {
	return s.State == Locked && s.SubmittedUs > 0 && s.SubmittedUs.Date().Before(s.Month.Last()) &&
		s.Month.Last().Before(today)
}

// WasExpected reports whether a day was expected when the sheet was sent, and nobody has said since what it was.
func (l Line) WasExpected(s Sheet, day int, today civil.Date) bool {
	return s.Expects(today) && l.Day(day) == '-' && l.Open(s.Month, day, today) &&
		s.Month.Date(day).After(s.SubmittedUs.Date())
}

// settles are the faults of a line that says what expected days of l were: of a line that changes, all are said.
func (l Line) settles(after Line, s Sheet, today civil.Date) (faults errs.Faults) {
	if after.Days == l.Days && after.Hours == l.Hours {
		return nil
	}
	for day := 1; day <= s.Month.Days(); day++ {
		switch expected := l.WasExpected(s, day, today); {
		case !expected && after.Day(day) != l.Day(day):
			faults.Add(l.fault(errs.State, "duty.settle_said", day))
		case expected && after.Day(day) == '-':
			faults.Add(l.fault(errs.Invalid, "duty.settle_blank", day))
		}
	}
	if after.Hours < l.Hours {
		faults.Add(errs.New(errs.Invalid, "duty.settle_hours").On("days").With("name", l.Name))
	}
	return faults
}
