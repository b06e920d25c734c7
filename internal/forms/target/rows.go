package target

import (
	"context"
	"strconv"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/registry/unit"
)

// Row of a table in which many months are typed at once; N is its number there, from 1.
type Row struct {
	N int
	Month
}

// EnterRows enters months of a unit, all or none: new months are added, those that are there are changed. It returns
// how many. Refusals: authz.*, target.no_rows; those of Enter and target.twice (a month in two rows), each on its row's
// field, which is called FIELD_N, all at once.
func (r *Service) EnterRows(ctx context.Context, actor authz.Actor, key string, unitID int64, rows []Row) (int, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int, error) {
		u, err := unit.Allowed(v, "target.enter", unitID)
		if err != nil {
			return 0, err
		}
		if len(rows) == 0 {
			return 0, errs.New(errs.Invalid, "target.no_rows")
		}
		var faults errs.Faults
		var months []Month
		there := map[civil.Month]bool{}
		for _, x := range rows {
			for _, e := range errs.All(x.check(v.Today())) {
				faults.Add(e.On(e.Field + "_" + strconv.Itoa(x.N)))
			}
			if there[x.Month.Month] && !x.Month.Month.IsZero() {
				faults.Add(errs.New(errs.Invalid, "target.twice").On("month_" + strconv.Itoa(x.N)))
			}
			there[x.Month.Month] = true
			months = append(months, x.Month)
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		raised, err := putAll(v, u, months)
		v.Record("target.rows", "reporting_unit", unitID, desk.F("unit", u.Name), desk.F("months", len(months)),
			desk.F("alerts", raised))
		return len(months), err
	})
}
