package unit

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/divisions"
)

// Unit reports to the city.
type Unit struct {
	divisions.Unit
	Takes  []string // paths
	Leaves []string // paths under those that another unit takes
}

// Path is where the unit's acts are written down.
func (u Unit) Path() string { return u.Takes[0] }

// Holds reports whether a path lies in what the unit takes in.
func (u Unit) Holds(path string) bool {
	under := func(p string) bool { return strings.HasPrefix(path, p) }
	return slices.ContainsFunc(u.Takes, under) && !slices.ContainsFunc(u.Leaves, under)
}

// Serves reports whether an actor holds a permission for the unit: on each region that it takes in, as it stands, or
// above all units. A county's officer does not serve a zone inside the county, unless granted on both.
func (u Unit) Serves(actor authz.Actor, p authz.Permission) bool {
	held := append(actor.Held(p), actor.Scope(p).Paths()...) // of who has it on a county and on the zone inside, both
	for _, take := range u.Takes {
		if !slices.ContainsFunc(held, func(path string) bool {
			return path == take || strings.HasPrefix(take, path) && len(path) <= len(region.Segment(1))
		}) {
			return false
		}
	}
	return true
}

// All units as they are called and what they take in on a day, in their order; of those that take in nothing, none.
func All(r database.Reader, tree *region.Tree, day civil.Date) ([]Unit, error) {
	units, regions, err := divisions.Units(r, day)
	if err != nil {
		return nil, err
	}
	var former []struct {
		UnitID int64
		Name   string
	}
	if err := r.Select(&former, "SELECT unit_id, name FROM reporting_unit_former WHERE until > ? ORDER BY until DESC",
		day); err != nil {
		return nil, err
	}
	var out []Unit
	for _, x := range units {
		u := Unit{Unit: x}
		for _, f := range former { // the earliest name that still held
			if f.UnitID == x.ID {
				u.Name = f.Name
			}
		}
		for _, t := range regions {
			if at, ok := tree.ByID(t.RegionID); ok && t.UnitID == x.ID {
				if t.Takes == 1 {
					u.Takes = append(u.Takes, at.Path)
				} else {
					u.Leaves = append(u.Leaves, at.Path)
				}
			}
		}
		if len(u.Takes) > 0 {
			out = append(out, u)
		}
	}
	return out, nil
}

// Served are the units that an actor holds a permission for.
func Served(all []Unit, actor authz.Actor, p authz.Permission) []Unit {
	var out []Unit
	for _, u := range all {
		if u.Serves(actor, p) {
			out = append(out, u)
		}
	}
	return out
}

// ByCode finds a unit that an actor holds a permission for. Refusals: authz.not_found (there is none, or it is
// another's), authz.forbidden.
func ByCode(all []Unit, actor authz.Actor, p authz.Permission, code string) (Unit, error) {
	for _, u := range all {
		if u.Code == code {
			return u, u.Check(actor, p)
		}
	}
	return Unit{}, errs.New(errs.NotFound, "authz.not_found")
}

// Check refuses an actor who does not hold a permission for the unit: as not found, where the unit is none of the
// actor's.
func (u Unit) Check(actor authz.Actor, p authz.Permission) error {
	if err := actor.Check(p, u.Path()); err != nil {
		return err
	}
	if !u.Serves(actor, p) {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	return nil
}

// Load the units of today inside a visit and find one. Refusal: authz.not_found.
func Load(v *desk.Visit, id int64) (Unit, error) {
	tree, err := region.Load(v.Tx, v.Today())
	if err != nil {
		return Unit{}, err
	}
	all, err := All(v.Tx, tree, v.Today())
	if err != nil {
		return Unit{}, err
	}
	for _, u := range all {
		if u.ID == id {
			return u, nil
		}
	}
	return Unit{}, errs.New(errs.NotFound, "authz.not_found")
}

// Allowed loads a unit inside a visit for an actor who holds a permission for it. Refusals: authz.*.
func Allowed(v *desk.Visit, p authz.Permission, id int64) (Unit, error) {
	u, err := Load(v, id)
	if err != nil {
		return u, err
	}
	if err := v.Allow(p, u.Path()); err != nil {
		return u, err
	}
	return u, u.Check(v.Actor, p)
}

// Lock a unit: what is written for it under the lock sees all that was written before, so that no two forms enter the
// same. The caller has it Allowed.
func Lock(tx *database.Tx, id int64) error {
	var n int64
	_, err := tx.One(&n, "SELECT id FROM reporting_unit WHERE id = ?"+tx.ForUpdate(), id)
	return err
}

// Rename a unit from today on; what was reported before keeps the name of its day. Refusals: authz.*, unit.name (2 to
// 60 characters, another than before), form.required (document), unit.renamed (once a day).
func Rename(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, id int64,
	name, document string) (int64, error) {
	name, document = strings.TrimSpace(name), strings.TrimSpace(document)
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		u, err := Allowed(v, "unit.rename", id)
		if err != nil {
			return 0, err
		}
		if n := utf8.RuneCountInString(name); n < 2 || n > 60 || name == u.Name {
			return 0, errs.New(errs.Invalid, "unit.name").On("name")
		}
		if fault := errs.Length(document, 2, 60, "form.required", "document"); fault != nil {
			return 0, fault
		}
		_, err = v.Tx.Create("INSERT INTO reporting_unit_former (unit_id, name, until, document) VALUES (?, ?, ?, ?)", id,
			u.Name, v.Today(), document)
		if database.Duplicate(err, "") {
			return 0, errs.New(errs.State, "unit.renamed").On("name")
		}
		if err != nil {
			return 0, err
		}
		if _, err := v.Tx.Exec("UPDATE reporting_unit SET name = ? WHERE id = ?", name, id); err != nil {
			return 0, err
		}
		v.Record("unit.rename", "reporting_unit", id, desk.F("from", u.Name), desk.F("to", name),
			desk.F("document", document))
		return id, nil
	})
}

// Departments that own figures of the notice, in the order of lists. HR is the unit's own office, which sends the forms
// in.
const HR = "hr"

// Departments by code.
var Departments = []string{HR, "agriculture", "reform", "civil", "transport", "industry", "education", "other"}

// Owner is the department that fills in something of a unit on a day: parameter form.owner.KEY of the unit's region; HR
// where it names none.
func Owner(book *rulebook.Book, u Unit, key string, on civil.Date) string {
	if d, ok := book.Text("form.owner."+key, u.Path(), "", on); ok && slices.Contains(Departments, d) {
		return d
	}
	return HR
}
