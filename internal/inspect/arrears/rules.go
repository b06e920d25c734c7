// Package arrears holds the rules for 拖欠: worked and not paid. Sent is not paid; the clock runs until the bank confirms.
package arrears

import (
	"gangwei/internal/civil"
	"gangwei/internal/inspect"
)

// Rules of the family.
var Rules = []*inspect.Rule{unpaid, returned}

// due is the day by which a month is to be paid, and the rulebook's values.
func due(c *inspect.City, path string, m civil.Month) (day civil.Date, alarm int, params string) {
	next := m.Add(1)
	n := c.Book.Int("pay.due_day", path, next.First(), 15)
	alarm = c.Book.Int("arrears.alarm_days", path, next.First(), 30)
	return next.Date(n), alarm, inspect.Value("pay.due_day", n) + inspect.Value("arrears.alarm_days", alarm)
}
