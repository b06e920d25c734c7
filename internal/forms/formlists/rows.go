package formlists

import (
	"context"
	"strconv"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
)

// Row of a table in which many entries are typed at once; N is its number there, from 1.
type Row struct {
	N int
	Entry
}

// on puts faults of a row's entry beside the row's fields, which are called FIELD_N.
func (x Row) on(err error) errs.Faults {
	var faults errs.Faults
	for _, e := range errs.All(err) {
		faults.Add(e.On(e.Field + "_" + strconv.Itoa(x.N)))
	}
	return faults
}

// EnterRows of a unit's list, all or none; returns how many. Refusals: those of Enter, each on its row's field, all at
// once; form.empty if there is no row.
func (r *Service) EnterRows(ctx context.Context, actor authz.Actor, key string, unitID int64, kind string,
	rows []Row) (int, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int, error) {
		u, k, err := mine(v, unitID, kind)
		if err != nil {
			return 0, err
		}
		if len(rows) == 0 {
			return 0, errs.New(errs.Invalid, "register.no_rows")
		}
		var faults errs.Faults
		for _, x := range rows {
			e := x.Entry
			e.UnitID, e.Kind, e.Channel, e.ActorID, e.AtUs = unitID, k.Code, string(v.Channel), v.Actor.UserID, v.Now()
			err := e.check(k, v.Today())
			if err == nil {
				err = alone(v.Tx, e) // sees the rows before it
			}
			if err == nil {
				_, err = insert(v.Tx, e)
			}
			if err != nil && errs.CodeOf(err) == "" {
				return 0, err
			}
			faults = append(faults, x.on(err)...)
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		v.Record("register.rows", "reporting_unit", unitID, desk.F("unit", u.Name), desk.F("kind", k.Code),
			desk.F("added", len(rows)))
		return len(rows), nil
	})
}
