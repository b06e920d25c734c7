package arrears

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
)

// Rules of the family.
var Rules = []*inspect.Rule{unpaid, returned, short, predecessor, lump, uninsured, belowMinimum}

var since = civil.MustDate("2021-01-01")

// due is the day by which a month is to be paid, and the rulebook's values.
func due(c *inspect.City, path string, m civil.Month) (day civil.Date, alarm int, params string) {
	day = payroll.DueOn(c.Book, path, m)
	alarm = c.Book.Int("arrears.alarm_days", path, day, 30)
	return day, alarm, inspect.Value("pay.due_day", day.Day()) + inspect.Value("arrears.alarm_days", alarm)
}
