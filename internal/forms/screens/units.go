package screens

import (
	"net/http"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/forms/progress"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/unit"
)

// Units shows the units that fill in the form.
type Units struct {
	Desk *desk.Desk
}

// Routes of these pages.
func (p *Units) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/progress/clerks", "progress.view", p.unitClerks),
		feature.Post("/progress/clerks", "unit.assign", p.unitAssign),
		feature.Post("/progress/clerks/:id/dismiss", "unit.assign", p.unitDismiss).Of("unitclerk"),
		feature.Post("/progress/units/rename", "unit.rename", p.unitRename),
	}
}

type unitsPage struct {
	kit.Page
	Units       []unitClerks
	Departments []string
	Assigns     []unit.Unit // whose clerks the visitor names
	Renames     bool
}

// May reports whether the visitor names a unit's clerks.
func (x *unitsPage) May(u unit.Unit) bool {
	return slices.ContainsFunc(x.Assigns, func(a unit.Unit) bool { return a.ID == u.ID })
}

type unitClerks struct {
	Unit   unit.Unit
	Clerks []unit.Clerk
	Owners []ownedColumn
}

type ownedColumn struct {
	Column progress.Column
	Owner  string
}

func (p *Units) unitsPage(r *kit.Request) (*unitsPage, error) {
	page := &unitsPage{Page: kit.Page{Title: "填报单位和部门填报员"}, Departments: unit.Departments, Renames: r.Can("unit.rename")}
	return page, r.Read(func(s *database.Snapshot) error {
		mine, err := unitsOf(s, r, "progress.view")
		if err != nil {
			return err
		}
		page.Assigns = unit.Served(mine, r.Actor, "unit.assign")
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		for _, u := range mine {
			x := unitClerks{Unit: u}
			if x.Clerks, err = unit.Clerks(s, u.ID); err != nil {
				return err
			}
			for _, c := range progress.Columns {
				if c.Of == 0 {
					x.Owners = append(x.Owners, ownedColumn{c, unit.Owner(book, u, c.Key, r.Today)})
				}
			}
			page.Units = append(page.Units, x)
		}
		return nil
	})
}

func (p *Units) unitClerks(r *kit.Request) error {
	page, err := p.unitsPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "units", page)
}

// unitDo carries something out about the unit that the form names.
func (p *Units) unitDo(r *kit.Request, notice string, do func(id int64) error) error {
	page, err := p.unitsPage(r)
	if err != nil {
		return err
	}
	code, of := kit.Choice(r, "unit"), int64(0)
	for _, u := range page.Units {
		if u.Unit.Code == code {
			of = u.Unit.ID
		}
	}
	err = r.Faults()
	switch {
	case err == nil && of == 0:
		return errs.New(errs.NotFound, "authz.not_found")
	case err == nil:
		err = do(of)
	}
	if err != nil {
		return r.RenderFormErrors(err, "units", page)
	}
	return r.SeeOther("/progress/clerks", notice)
}

func (p *Units) unitAssign(r *kit.Request) error {
	department := kit.Choice(r, "department")
	return p.unitDo(r, "已指定。", func(of int64) error {
		_, err := unit.Assign(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), of, r.Text("login"), department)
		return err
	})
}

func (p *Units) unitRename(r *kit.Request) error {
	return p.unitDo(r, "已更名。以前报送的表仍用当时的名称。", func(of int64) error {
		_, err := unit.Rename(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), of, r.Text("name"), r.Text("document"))
		return err
	})
}

func (p *Units) unitDismiss(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	if _, err := unit.Dismiss(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), n); err != nil {
		return err
	}
	return r.SeeOther("/progress/clerks", "已取消。")
}
