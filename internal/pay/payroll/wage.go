package payroll

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

var _ = rulebook.Guard(mayChangeWage, "wage.hourly_min")

// mayChangeWage refuses a change of the hourly minimum from a day of a month on that a list of pay has touched, or from
// before it: payroll.wage_touched. Whoever was paid was paid by the minimum of its day; a rise that comes late is paid
// by a correction under its document. It locks the counties as a draft does.
func mayChangeWage(tx *database.Tx, p rulebook.Parameter) error {
	last, err := lastTouched(tx, p.RegionPath, p.FromDate)
	if err != nil || last.IsZero() || last.Before(p.FromDate.Month()) {
		return err
	}
	return errs.New(errs.State, "payroll.wage_touched").On("from").With("last", last.Chinese()).
		With("first", last.Add(1).First().Chinese())
}
