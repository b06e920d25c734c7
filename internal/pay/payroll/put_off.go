package payroll

import (
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// mostPutOff is by how many months a document may put a month's pay off.
const mostPutOff = 12

var _ = rulebook.Guard(mayPutOff, "pay.due_exception")

// latestPutOff is the last day to which a month's pay may be put off.
func latestPutOff(month civil.Month) civil.Date { return month.Add(1 + mostPutOff).Last() }

// mayPutOff refuses a day by which nobody would ever be late: payroll.put_off. What cannot be read is refused by the
// parameter's type.
func mayPutOff(_ *database.Tx, p rulebook.Parameter) error {
	for _, part := range strings.FieldsFunc(p.Value, func(r rune) bool { return r == ';' || r == '；' }) {
		m, day, _ := strings.Cut(strings.TrimSpace(part), "=")
		month, err := civil.ParseMonth(strings.TrimSpace(m))
		if err != nil {
			continue
		}
		until, err := civil.ParseDate(strings.TrimSpace(day))
		if err == nil && until.After(latestPutOff(month)) {
			return errs.New(errs.Invalid, "payroll.put_off").On("value").With("month", month.Chinese()).
				With("limit", latestPutOff(month))
		}
	}
	return nil
}
