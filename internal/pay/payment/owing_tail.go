package payment

import (
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// tails of lines of who left in the sheet's month: those whose last days belong to the next month's period, as lines of
// that month, but for the months that a list has.
func tails(r database.Reader, book *rulebook.Book, f OwingFilter, rows []workedRow) (out []workedRow, err error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]any, len(rows))
	for i, x := range rows {
		ids[i] = x.PlacementID
	}
	listed := map[monthOf]bool{}
	if err := database.InParts(ids, func(marks string, ids []any) error {
		some, err := months(r, "SELECT x.placement_id, x.month FROM pay_slot x WHERE x.placement_id IN ("+marks+")", ids)
		for k := range some {
			listed[k] = true
		}
		return err
	}); err != nil {
		return nil, err
	}
	for _, x := range rows {
		next := x.Month.Add(1)
		period := payroll.PeriodOf(book, x.Path, next)
		if !period.From.Before(next.First()) || x.EndOn.Before(period.From) || f.Until.Before(next) ||
			listed[monthOf{x.PlacementID, next}] {
			continue
		}
		x.Month, x.LessFen, x.tail = next, 0, true
		out = append(out, x)
	}
	return out, nil
}
