package worth

import "gangwei/internal/base/civil"

// Period of a month's pay (考勤周期): the days whose work it pays, and by how many days the rate is spread over them.
type Period struct {
	From, Until civil.Date
	Of          int
}

// PeriodOf a month, by the day on which its period begins (pay.period_from) and that on which the month before's did: 1
// is the calendar month, 26 the 26th of the month before until the 25th. Periods follow each other without a gap and
// without a day in common: the first from the 26th pays the 1st until the 25th, by the days of its month, and the first
// by the calendar month again has what is left of the one before too. Pure.
func PeriodOf(month civil.Month, from, before int) Period {
	p := Period{month.Add(-1).Until(before).AddDays(1), month.Until(from), month.Days()}
	if from == before {
		p.Of = p.Days()
	}
	return p
}

// Days of the period.
func (p Period) Days() int { return p.Until.DaysSince(p.From) + 1 }

// Is reports whether the period is a calendar month.
func (p Period) Is(m civil.Month) bool { return p.From == m.First() && p.Until == m.Last() }

// Has reports whether a day is in it.
func (p Period) Has(day civil.Date) bool { return !day.Before(p.From) && !day.After(p.Until) }
