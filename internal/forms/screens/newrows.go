package screens

import (
	"fmt"
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/forms/project"
	"gangwei/internal/forms/target"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/drafts"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/unit"
)

// draftOf finds the visitor's draft of a table of new rows.
func draftOf(r *kit.Request, kept *drafts.Service, t *kit.NewRows) error {
	return r.Read(func(s *database.Snapshot) error {
		d, found, err := kept.Of(s, r.Actor.UserID, t.Kind, t.Item)
		t.Draft(d, found)
		return err
	})
}

// registerRowsPage is a list in which many new rows are typed at once.
type registerRowsPage struct {
	registersPage
	New kit.NewRows
}

// registerColumns of a kind's table of new rows.
func registerColumns(k formlists.Kind) (out []kit.NewColumn) {
	for _, f := range append(append([]string{"name", "from_on"}, k.Fields...), "note") {
		c := kit.NewColumn{Name: f, Title: k.Head(f), Kind: "text", Max: formlists.Longest(f)}
		switch f {
		case "from_on", formlists.Until:
			c.Kind = "date"
		case formlists.People, formlists.PovertyOut:
			c.Kind = "int"
		case formlists.Changed:
			c.Kind = "choice"
			for _, v := range formlists.Changes {
				c.Choices = append(c.Choices, kit.NewChoice{Value: v, Text: words.Label("changed", v)})
			}
			out = append(out, c)
			c = kit.NewColumn{Name: "changed_on", Title: "变化日期", Kind: "date"}
		}
		out = append(out, c)
	}
	return out
}

func (p *Lists) registerRowsPage(r *kit.Request) (*registerRowsPage, error) {
	list, err := p.registersPage(r)
	if err != nil {
		return nil, err
	}
	if !list.May {
		return nil, errs.New(errs.Forbidden, "unit.not_department").With("what", list.Kind.Name)
	}
	page := &registerRowsPage{registersPage: *list}
	page.Title = list.Kind.Name + "清单登记多行"
	page.New.Title, page.New.Columns = list.Kind.Name, registerColumns(list.Kind)
	page.New.Grid = kit.Grid{Name: "new", Kind: drafts.NewRows, Item: "register-" + list.Unit.Code + "-" + list.Kind.Code}
	page.New.Fill(r)
	if page.New.Again {
		return page, nil
	}
	return page, draftOf(r, p.Drafts, &page.New)
}

func (p *Lists) registerRows(r *kit.Request) error {
	page, err := p.registerRowsPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "register_rows", page)
}

// typedRow of a list.
func typedRow(r *kit.Request, columns []kit.NewColumn, n int) formlists.Row {
	x := formlists.Row{N: n}
	text := map[string]*string{"name": &x.Name, "note": &x.Note, formlists.Place: &x.Place, formlists.Level: &x.Level,
		formlists.Document: &x.Document, formlists.Owner: &x.Owner, formlists.Contractor: &x.Contractor,
		formlists.Changed: &x.Changed}
	for _, c := range columns {
		f := c.Field(n)
		switch {
		case text[c.Name] != nil:
			*text[c.Name] = r.Text(f)
		case c.Name == "from_on":
			x.FromOn = r.Date(f)
		case c.Name == formlists.Until:
			x.UntilOn = r.Date(f)
		case c.Name == "changed_on":
			x.ChangedOn = r.Date(f)
		case c.Name == formlists.People:
			x.People = r.Int(f)
		case c.Name == formlists.PovertyOut:
			x.PovertyOut = r.Int(f)
		}
	}
	return x
}

func (p *Lists) registerRowsSave(r *kit.Request) error {
	return kit.CarryOut(r, p.registerRowsPage, "register_rows", func(page *registerRowsPage) (string, string, error) {
		var rows []formlists.Row
		for _, n := range page.New.Typed(r) {
			rows = append(rows, typedRow(r, page.New.Columns, n))
		}
		if err := r.Faults(); err != nil {
			return "", "", err
		}
		ctx := r.Context.Request().Context()
		n, err := p.Registers.EnterRows(ctx, r.Actor, r.Key(), page.Unit.ID, page.Kind.Code, rows)
		if err == nil {
			err = p.Drafts.Drop(ctx, r.Actor.UserID, page.New.Kind, page.New.Item)
		}
		return "/registers?" + string(page.Query()), fmt.Sprintf("已登记%d行。", n), err
	})
}

// projectRowsPage is the project list in which many new projects are typed at once.
type projectRowsPage struct {
	projectsPage
	New kit.NewRows
}

// projectHeads are found again in the heads of the printed list, so that a block is pasted with them.
var projectHeads = []kit.NewColumn{
	{Name: "name", Title: "项目名称", Kind: "text"},
	{Name: "summary", Title: "项目简介", Kind: "text"},
	{Name: "jobs", Title: "带动就业人数", Kind: "int"},
	{Name: "jobs_poverty_out", Title: "带动脱贫人口就业人数", Kind: "int"},
	{Name: "sites", Title: "项目所在地是否属于", Kind: "text"},
	{Name: "contact_name", Title: "项目联系人", Kind: "text"},
	{Name: "contact_phone", Title: "电话", Kind: "text"},
	{Name: "remark", Title: "备注", Kind: "text"},
}

func (p *Projects) projectRowsPage(r *kit.Request) (*projectRowsPage, error) {
	list, err := p.projectsPage(r)
	if err != nil {
		return nil, err
	}
	if !list.May {
		return nil, errs.New(errs.Forbidden, "authz.forbidden")
	}
	page := &projectRowsPage{projectsPage: *list}
	page.Title, page.New.Title = "登记多个项目", "项目"
	for _, c := range projectHeads {
		c.Max = project.Longest(c.Name)
		page.New.Columns = append(page.New.Columns, c)
	}
	page.New.Grid = kit.Grid{Name: "new", Kind: drafts.NewRows, Item: "project-" + list.Unit.Code}
	page.New.Fill(r)
	if page.New.Again {
		return page, nil
	}
	return page, draftOf(r, p.Drafts, &page.New)
}

func (p *Projects) projectRows(r *kit.Request) error {
	page, err := p.projectRowsPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "project_rows", page)
}

func (p *Projects) projectRowsSave(r *kit.Request) error {
	return kit.CarryOut(r, p.projectRowsPage, "project_rows", func(page *projectRowsPage) (string, string, error) {
		var rows []project.Row
		for _, n := range page.New.Typed(r) {
			of := func(name string) string { return kit.NewColumn{Name: name}.Field(n) }
			rows = append(rows, project.Row{N: n, Project: project.Project{Name: r.Text(of("name")),
				Summary: r.Text(of("summary")), Jobs: r.Int(of("jobs")), JobsPovertyOut: r.Int(of("jobs_poverty_out")),
				Sites: r.Text(of("sites")), ContactName: r.Text(of("contact_name")),
				ContactPhone: r.Text(of("contact_phone")), Remark: r.Text(of("remark"))}})
		}
		if err := r.Faults(); err != nil {
			return "", "", err
		}
		ctx := r.Context.Request().Context()
		n, err := p.Projects.EnterRows(ctx, r.Actor, r.Key(), page.Unit.ID, rows)
		if err == nil {
			err = p.Drafts.Drop(ctx, r.Actor.UserID, page.New.Kind, page.New.Item)
		}
		return "/projects?" + string(page.Query()), fmt.Sprintf("已登记%d个项目。", n), err
	})
}

// monitorRowsPage is a table in which many months of a unit are typed at once.
type monitorRowsPage struct {
	kit.Page
	Unit unit.Unit
	New  kit.NewRows
}

// monitorHeads are found again in the heads of an Excel of the months.
var monitorHeads = []kit.NewColumn{
	{Name: "month", Title: "月份", Kind: "text", Max: 8},
	{Name: "away", Title: "外出务工", Kind: "int", Max: 10_000_000},
	{Name: "taken_in", Title: "吸纳", Kind: "int", Max: 10_000_000},
	{Name: "income", Title: "收入", Kind: "money"},
	{Name: "note", Title: "说明", Kind: "text", Max: 200},
}

func (p *Targets) monitorRowsPage(r *kit.Request) (*monitorRowsPage, error) {
	list, err := p.monitorPage(r)
	if err != nil {
		return nil, err
	}
	page := &monitorRowsPage{Page: kit.Page{Title: "登记多个月的务工监测"}}
	for _, u := range list.Enters {
		if u.Code == r.Text("unit") || r.Text("unit") == "" && len(list.Enters) == 1 {
			page.Unit = u
		}
	}
	if page.Unit.ID == 0 {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	page.New.Title, page.New.Columns = "务工监测", monitorHeads
	page.New.Grid = kit.Grid{Name: "new", Kind: drafts.NewRows, Item: "monitor-" + page.Unit.Code}
	page.New.Fill(r)
	if page.New.Again {
		return page, nil
	}
	return page, draftOf(r, p.Drafts, &page.New)
}

func (p *Targets) monitorRows(r *kit.Request) error {
	page, err := p.monitorRowsPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "monitor_rows", page)
}

func (p *Targets) monitorRowsSave(r *kit.Request) error {
	return kit.CarryOut(r, p.monitorRowsPage, "monitor_rows", func(page *monitorRowsPage) (string, string, error) {
		var rows []target.Row
		var faults errs.Faults
		for _, n := range page.New.Typed(r) {
			of := func(name string) string { return kit.NewColumn{Name: name}.Field(n) }
			x := target.Row{N: n}
			x.Month.Month, _ = civil.ClaimMonth(r.Text(of("month")))
			x.Note = r.Text(of("note"))
			faults = append(faults, errs.All(readMeasures(r, &x.Month, of("")))...)
			rows = append(rows, x)
		}
		faults = append(faults, errs.All(r.Faults())...)
		if err := faults.OrNil(); err != nil {
			return "", "", err
		}
		ctx := r.Context.Request().Context()
		n, err := p.Targets.EnterRows(ctx, r.Actor, r.Key(), page.Unit.ID, rows)
		if err == nil {
			err = p.Drafts.Drop(ctx, r.Actor.UserID, page.New.Kind, page.New.Item)
		}
		return "/monitor", fmt.Sprintf("已登记%d个月。下降的指标已自动预警。", n), err
	})
}
