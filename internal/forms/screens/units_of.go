package screens

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/unit"
)

// unitsOf are those that the visitor holds a permission for.
func unitsOf(s *database.Snapshot, r *kit.Request, permission authz.Permission) ([]unit.Unit, error) {
	all, err := unit.All(s, r.Tree, r.Today)
	return unit.Served(all, r.Actor, permission), err
}

// unitChosen are those units, and the one of them that the request names, or the first.
func unitChosen(s *database.Snapshot, r *kit.Request, permission authz.Permission) (units []unit.Unit, chosen unit.Unit, err error) {
	all, err := unit.All(s, r.Tree, r.Today)
	if err != nil {
		return nil, chosen, err
	}
	units = unit.Served(all, r.Actor, permission)
	if code := r.Text("unit"); code != "" {
		chosen, err = unit.ByCode(all, r.Actor, permission, code)
	} else if len(units) > 0 {
		chosen = units[0]
	}
	return units, chosen, err
}

// unitSeen is a unit by its ID that the visitor holds a permission for. Refusals: authz.*.
func unitSeen(s *database.Snapshot, r *kit.Request, permission authz.Permission,
	unitID int64) (unit.Unit, error) {
	all, err := unit.All(s, r.Tree, r.Today)
	if err != nil {
		return unit.Unit{}, err
	}
	for _, u := range all {
		if u.ID == unitID {
			return unit.ByCode(all, r.Actor, permission, u.Code)
		}
	}
	return unit.Unit{}, errs.New(errs.NotFound, "authz.not_found")
}
