package unit

import (
	"context"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Clerk who fills in for a department of a unit.
type Clerk struct {
	ID         int64
	UnitID     int64
	UserID     int64
	Login      string
	Name       string
	Department string
}

// Clerks of a unit, by department.
func Clerks(r database.Reader, unitID int64) ([]Clerk, error) {
	var out []Clerk
	err := r.Select(&out,
		"SELECT c.id, c.unit_id, c.user_id, a.login, a.name, c.department FROM unit_clerk c JOIN user_account a ON a.id = "+
			"c.user_id WHERE c.unit_id = ? ORDER BY c.department, a.login",
		unitID)
	return out, err
}

// Mine are the departments for which an actor fills in a unit's forms: those named for the user as clerk; the unit's HR
// office, which sends the forms in, may fill in for every department (代录). nil: none.
func Mine(r database.Reader, actor authz.Actor, u Unit) ([]string, error) {
	if u.Serves(actor, "progress.submit") {
		return Departments, nil
	}
	if !u.Serves(actor, "progress.fill") {
		return nil, nil
	}
	var out []string
	err := r.Select(&out, "SELECT department FROM unit_clerk WHERE unit_id = ? AND user_id = ? ORDER BY department", u.ID,
		actor.UserID)
	return out, err
}

// Assign a user as clerk of a department of a unit. Refusals: authz.*, form.choice (department), unit.no_clerk (nobody
// of that login holds the role 部门填报员 there), unit.assigned (twice).
func Assign(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, unitID int64,
	login, department string) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		u, err := Allowed(v, "unit.assign", unitID)
		if err != nil {
			return 0, err
		}
		if !slices.Contains(Departments, department) {
			return 0, errs.New(errs.Invalid, "form.choice").On("department")
		}
		var user int64
		for _, take := range u.Takes {
			user = 0
			if _, err := v.Tx.One(&user,
				"SELECT a.id FROM user_account a JOIN user_grant g ON g.user_id = a.id WHERE a.login = ? AND g.role = "+
					"'department_clerk' AND g.path = ? AND g.from_date <= ? AND (g.until IS NULL OR g.until > ?)",
				login, take, v.Today(), v.Today()); err != nil {
				return 0, err
			}
			if user == 0 {
				return 0, errs.New(errs.Invalid, "unit.no_clerk").On("login")
			}
		}
		id, err := v.Tx.Create("INSERT INTO unit_clerk (unit_id, user_id, department) VALUES (?, ?, ?)", unitID, user,
			department)
		if database.Duplicate(err, "") {
			return 0, errs.New(errs.State, "unit.assigned").On("login")
		}
		if err != nil {
			return 0, err
		}
		v.Record("unit.assign", "reporting_unit", unitID, desk.F("login", login), desk.F("department", department))
		return id, nil
	})
}

// Dismiss a clerk. Refusals: authz.*.
func Dismiss(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, id int64) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		c, err := database.Find[Clerk](v.Tx,
			"SELECT c.id, c.unit_id, c.user_id, a.login, a.name, c.department FROM unit_clerk c JOIN user_account a ON a.id = "+
				"c.user_id WHERE c.id = ?",
			id)
		if err != nil {
			return 0, err
		}
		if _, err := Allowed(v, "unit.assign", c.UnitID); err != nil {
			return 0, err
		}
		if _, err := v.Tx.Exec("DELETE FROM unit_clerk WHERE id = ?", id); err != nil {
			return 0, err
		}
		v.Record("unit.dismiss", "reporting_unit", c.UnitID, desk.F("login", c.Login), desk.F("department", c.Department))
		return c.UnitID, nil
	})
}
