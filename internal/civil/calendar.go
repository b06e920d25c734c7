package civil

import "time"

// Calendar knows which days are worked. China moves weekends around its holidays (调休), so besides days off there are
// weekend days on; both come from the yearly notice of the State Council's office and are data in the rulebook.
type Calendar struct {
	off, on map[Date]bool
}

// NewCalendar takes the days off (holidays on weekdays) and the days on (worked weekend days).
func NewCalendar(off, on []Date) Calendar {
	c := Calendar{map[Date]bool{}, map[Date]bool{}}
	for _, d := range off {
		c.off[d] = true
	}
	for _, d := range on {
		c.on[d] = true
	}
	return c
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

// AddWorking is the n-th working day after d; d itself does not count (民法典 art. 201: the day on which a period begins is
// not counted). n = 0 gives d.
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
