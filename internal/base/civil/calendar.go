package civil

import "time"

// Calendar knows which days are worked. China moves weekends around its holidays (调休), so besides days off there are
// weekend days on; both come from the yearly notice of the State Council's office and are data in the rulebook.
type Calendar struct {
	off, on map[Date]bool
	years   map[int]bool // whose days off and on are known
}

// NewCalendar takes the days off (holidays on weekdays) and the days on (worked weekend days).
func NewCalendar(off, on []Date) Calendar {
	c := Calendar{map[Date]bool{}, map[Date]bool{}, map[int]bool{}}
	for _, d := range off {
		c.off[d], c.years[d.Year()] = true, true
	}
	for _, d := range on {
		c.on[d] = true
	}
	return c
}

// Knowing is the calendar in which the days off and on of just these years are known.
func (c Calendar) Knowing(years []int) Calendar {
	c.years = map[int]bool{}
	for _, y := range years {
		c.years[y] = true
	}
	return c
}

// Knows reports whether the days off and on of a year are known. Of other years only the weekends are, and a deadline
// in them may move.
func (c Calendar) Knows(year int) bool { return c.years[year] }

// Unknown years among those that the days from one to another lie in, both counted, in order: what is counted there is
// not sure.
func (c Calendar) Unknown(from, to Date) (out []int) {
	for y := from.Year(); y <= to.Year(); y++ {
		if !c.years[y] {
			out = append(out, y)
		}
	}
	return out
}

// Wanted are the years whose days off and on an office must have on a day and does not: the present one, and from
// December on the next, whose days the State Council's office announces in November.
func (c Calendar) Wanted(today Date) []int {
	if today.Month().Number() == 12 {
		return c.Unknown(today, today.AddMonths(1))
	}
	return c.Unknown(today, today)
}

// Working reports whether d is a working day.
func (c Calendar) Working(d Date) bool {
	if c.on[d] {
		return true
	}
	if c.off[d] {
		return false
	}
	wd := d.Weekday()
	return wd != time.Saturday && wd != time.Sunday
}

// AddWorking is the n-th working day after d; d itself does not count (民法典 art. 201: the day on which a period begins
// is not counted). n = 0 gives d.
func (c Calendar) AddWorking(d Date, n int) Date {
	for n > 0 {
		d = d.AddDays(1)
		if c.Working(d) {
			n--
		}
	}
	return d
}

// WorkingBetween counts the working days after from, up to and including to.
func (c Calendar) WorkingBetween(from, to Date) int {
	n := 0
	for d := from.AddDays(1); !d.After(to); d = d.AddDays(1) {
		if c.Working(d) {
			n++
		}
	}
	return n
}
