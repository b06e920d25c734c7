package screens

import (
	"fmt"
	"html/template"
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/project"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/drafts"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/unit"
)

// Projects shows projects and their lists of people.
type Projects struct {
	Projects *project.Service
	Drafts   *drafts.Service
}

// Routes of these pages.
func (p *Projects) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/projects", "project.view", p.projects),
		feature.Post("/projects", "project.enter", p.projectEnter),
		feature.Get("/projects/rows", "project.enter", p.projectRows),
		feature.Post("/projects/rows", "project.enter", p.projectRowsSave),
		feature.Post("/projects/excel", "project.enter", p.projectTake).Takes(kit.MaxFiles),
		feature.Post("/projects/send", "project.send", p.projectSend),
		feature.Get("/projects/library", "project.view", p.library),
		feature.Post("/projects/library", "project.choose", p.libraryChoose),
		feature.Get("/projects/lists/:id", "project.view", p.projectList).Of("projectlist"),
		feature.Get("/projects/:id", "project.view", p.project).Of("project"),
		feature.Post("/projects/:id", "project.enter", p.projectChange).Of("project"),
		feature.Post("/projects/:id/end", "project.enter", p.projectEnd).Of("project"),
	}
}

type projectsPage struct {
	kit.Page
	Units    []unit.Unit
	Unit     unit.Unit
	Quarter  civil.Quarter
	Rows     []project.Project
	Lists    []project.List
	May      bool // the visitor keeps the unit's projects
	Send     bool
	Project  project.Project // of one project's page
	Promised int64
	Reached  int64
}

// Marks of sites as the form prints them.
func (x *projectsPage) Marks(sites string) string { return project.Marks(sites) }

// Query of the page's address.
func (x *projectsPage) Query() template.URL { return kit.Query("unit", x.Unit.Code) }

func (p *Projects) projectsPage(r *kit.Request) (*projectsPage, error) {
	page := &projectsPage{Page: kit.Page{Title: "就业帮扶项目"}, Quarter: civil.QuarterOf(r.Today)}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Units, page.Unit, err = unitChosen(s, r, "project.view"); err != nil || len(page.Units) == 0 {
			return err
		}
		return p.fillProjects(s, r, page)
	})
}

func (p *Projects) fillProjects(s *database.Snapshot, r *kit.Request, page *projectsPage) (err error) {
	page.May, page.Send = page.Unit.Serves(r.Actor, "project.enter"), page.Unit.Serves(r.Actor, "project.send")
	if page.Rows, err = project.Running(s, page.Unit.ID); err != nil {
		return err
	}
	for _, x := range page.Rows {
		page.Promised, page.Reached = page.Promised+x.Jobs, page.Reached+x.Reached
	}
	page.Lists, err = project.Lists(s, page.Unit.ID)
	return err
}

func (p *Projects) projects(r *kit.Request) error {
	page, err := p.projectsPage(r)
	if err != nil {
		return err
	}
	if r.Text("as") == "empty" {
		return r.ShowForm("xlsx", project.Title+"-空表", project.Printed(page.Unit.Name, r.Today, "", "", nil))
	}
	return r.Show(http.StatusOK, "projects", page)
}

func typedProject(r *kit.Request) project.Project {
	return project.Project{Name: r.Text("name"), Summary: r.Text("summary"), Jobs: r.Int("jobs"),
		JobsPovertyOut: r.Int("jobs_poverty_out"), Sites: r.Text("sites"), ContactName: r.Text("contact_name"),
		ContactPhone: r.Text("contact_phone"), Remark: r.Text("remark"), Reached: r.Int("reached"),
		ReachedPovertyOut: r.Int("reached_poverty_out"), Version: r.Int("version")}
}

// projectsDo carries something out about a unit's projects and shows them again.
func (p *Projects) projectsDo(r *kit.Request, do func(page *projectsPage) (string, error)) error {
	return kit.CarryOut(r, p.projectsPage, "projects", func(page *projectsPage) (string, string, error) {
		if len(page.Units) == 0 {
			return "", "", errs.New(errs.NotFound, "authz.not_found")
		}
		notice, err := do(page)
		return "/projects?" + string(page.Query()), notice, err
	})
}

func (p *Projects) projectEnter(r *kit.Request) error {
	return p.projectsDo(r, func(page *projectsPage) (string, error) {
		x := typedProject(r)
		x.UnitID, x.Version = page.Unit.ID, 0
		if err := r.Faults(); err != nil {
			return "", err
		}
		_, err := p.Projects.Enter(r.Context.Request().Context(), r.Actor, r.Key(), x)
		return "已登记。", err
	})
}

func (p *Projects) projectTake(r *kit.Request) error {
	return p.projectsDo(r, func(page *projectsPage) (string, error) {
		name, body, err := r.HandedIn(kit.MaxList)
		if err != nil {
			return "", err
		}
		got, err := p.Projects.ImportWorkbook(r.Context.Request().Context(), r.Actor, r.Key(), page.Unit.ID, name, body)
		return fmt.Sprintf("新增%d个，更新%d个，没有变化的%d个。", got.Added, got.Changed, got.Same), err
	})
}

func (p *Projects) projectSend(r *kit.Request) error {
	return p.projectsDo(r, func(page *projectsPage) (string, error) {
		q := page.Quarter
		_, err := p.Projects.Send(r.Context.Request().Context(), r.Actor, r.Key(), page.Unit.ID, q, r.Text("filler"),
			r.Text("phone"))
		return q.Chinese() + "项目清单已报送。", err
	})
}

func (p *Projects) projectPage(r *kit.Request) (*projectsPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &projectsPage{Quarter: civil.QuarterOf(r.Today)}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Project, err = project.ByID(s, n); err != nil {
			return err
		}
		if page.Unit, err = unitSeen(s, r, "project.view", page.Project.UnitID); err != nil {
			return err
		}
		page.Title = page.Project.Name
		return p.fillProjects(s, r, page)
	})
}

func (p *Projects) project(r *kit.Request) error {
	page, err := p.projectPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "project", page)
}

func (p *Projects) projectChange(r *kit.Request) error {
	page, err := p.projectPage(r)
	if err != nil {
		return err
	}
	x := typedProject(r)
	x.ID = page.Project.ID
	if err = r.Faults(); err == nil {
		_, err = p.Projects.Enter(r.Context.Request().Context(), r.Actor, r.Key(), x)
	}
	if err != nil {
		return r.RenderFormErrors(err, "project", page)
	}
	return r.SeeOther("/projects?"+string(page.Query()), "已修改。")
}

func (p *Projects) projectEnd(r *kit.Request) error {
	page, err := p.projectPage(r)
	if err != nil {
		return err
	}
	version := r.Int("version")
	if err = r.Faults(); err == nil {
		_, err = p.Projects.End(r.Context.Request().Context(), r.Actor, r.Key(), page.Project.ID, version)
	}
	if err != nil {
		return r.RenderFormErrors(err, "project", page)
	}
	return r.SeeOther("/projects?"+string(page.Query()), "项目已结束，以后的清单不再列入。")
}

type libraryPage struct {
	kit.Page
	Quarter  civil.Quarter
	Quarters []civil.Quarter
	List     project.List // of one list's page
	Lines    []project.Line
	Chosen   int // in the library
	Waiting  int // not decided
	Jobs     int64
	Reached  int64
	Only     bool // what is in the library
	Choose   bool
	Whole    bool
}

// Marks of sites as the form prints them.
func (x *libraryPage) Marks(sites string) string { return project.Marks(sites) }

// library shows the latest lines of all units that the visitor sees, and what of them the city chose.
func (p *Projects) library(r *kit.Request) error {
	page, err := p.libraryPage(r)
	if err != nil {
		return err
	}
	if as := r.Text("as"); as != "" {
		var lines []project.Line
		for _, l := range page.Lines {
			l.Seq = int64(len(lines) + 1)
			lines = append(lines, l)
		}
		return r.ShowForm(as, "项目库-"+page.Quarter.Chinese(),
			project.Printed(r.Tree.Top().Name+"项目库", r.Today, "", "", lines))
	}
	return r.Show(http.StatusOK, "library", page)
}

func (p *Projects) libraryPage(r *kit.Request) (*libraryPage, error) {
	q, err := quarter(r)
	if err != nil {
		return nil, err
	}
	page := &libraryPage{Page: kit.Page{Title: "项目库"}, Quarter: q, Only: r.Text("only") != "",
		Choose: r.Can("project.choose")}
	for i := range 8 {
		page.Quarters = append(page.Quarters, civil.QuarterOf(r.Today).Add(-i))
	}
	return page, r.Read(func(s *database.Snapshot) error {
		units, err := unitsOf(s, r, "project.view")
		if err != nil {
			return err
		}
		var ids []int64
		for _, u := range units {
			ids = append(ids, u.ID)
		}
		page.Lines, err = project.Latest(s, ids, q.String(), page.Only)
		page.sum()
		return err
	})
}

func (x *libraryPage) sum() {
	for _, l := range x.Lines {
		switch {
		case !l.Decided():
			x.Waiting++
		case l.In():
			x.Chosen++
			x.Jobs, x.Reached = x.Jobs+l.Jobs, x.Reached+l.Reached
		}
	}
}

func (p *Projects) libraryChoose(r *kit.Request) error {
	page, err := p.libraryPage(r)
	if err != nil {
		return err
	}
	line, chosen := r.Int("line"), kit.Either(r, "chosen")
	if err = r.Faults(); err == nil {
		_, err = p.Projects.Choose(r.Context.Request().Context(), r.Actor, r.Key(), line, chosen,
			r.Text("reason"))
	}
	if err != nil {
		return r.RenderFormErrors(err, "library", page)
	}
	return r.SeeOther("/projects/library?quarter="+page.Quarter.String(), "已登记。")
}

// projectList shows a list as it was sent in, or hands it out like the printed form.
func (p *Projects) projectList(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	page := &libraryPage{}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.List, err = project.ListByID(s, n); err != nil {
			return err
		}
		if _, err := unitSeen(s, r, "project.view", page.List.UnitID); err != nil {
			return err
		}
		page.Lines, err = project.LinesOf(s, n)
		page.sum()
		return err
	}); err != nil {
		return err
	}
	page.Quarter, _ = civil.ParseQuarter(page.List.Quarter)
	page.Title = page.List.UnitName + page.Quarter.Chinese() + project.Title
	if as := r.Text("as"); as != "" {
		return r.ShowForm(as, page.Title,
			project.Printed(page.List.UnitName, page.List.FilledOn, page.List.Filler, page.List.Phone, page.Lines))
	}
	return r.Show(http.StatusOK, "project_list", page)
}
