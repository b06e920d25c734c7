package project

import (
	"context"
	"strconv"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/registry/unit"
)

// Row of a table in which many projects are typed at once; N is its number there, from 1.
type Row struct {
	N int
	Project
}

// Longest is how many characters a text of a project may have, or how large a number may be.
func Longest(field string) int {
	return map[string]int{"name": 100, "summary": 500, "contact_name": 30, "contact_phone": 20, "remark": 200,
		"jobs": mostJobs, "jobs_poverty_out": mostJobs}[field]
}

// EnterRows enters a unit's new projects, all or none; returns how many. Refusals: those of Enter, each on its row's
// field, which is called FIELD_N, all at once; project.no_rows.
func (r *Service) EnterRows(ctx context.Context, actor authz.Actor, key string, unitID int64, rows []Row) (int, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int, error) {
		u, err := unit.Allowed(v, "project.enter", unitID)
		if err == nil {
			err = unit.Lock(v.Tx, unitID)
		}
		if err != nil {
			return 0, err
		}
		if len(rows) == 0 {
			return 0, errs.New(errs.Invalid, "project.no_rows")
		}
		var faults errs.Faults
		for _, x := range rows {
			p := x.Project
			p.ID, p.UnitID, p.Channel, p.ActorID, p.AtUs = 0, unitID, string(v.Channel), v.Actor.UserID, v.Now()
			err := enterRow(v, p)
			if err != nil && errs.CodeOf(err) == "" {
				return 0, err
			}
			for _, e := range errs.All(err) {
				faults.Add(e.On(e.Field + "_" + strconv.Itoa(x.N)))
			}
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		v.Record("project.rows", "reporting_unit", unitID, desk.F("unit", u.Name), desk.F("added", len(rows)))
		return len(rows), nil
	})
}

// enterRow checks a row, holds it against those before it, and enters it.
func enterRow(v *desk.Visit, p Project) error {
	if err := p.check(); err != nil {
		return err
	}
	if err := alone(v.Tx, p); err != nil {
		return err
	}
	_, err := insert(v.Tx, p)
	return err
}
