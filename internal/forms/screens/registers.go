package screens

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/forms/progress"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/drafts"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/unit"
)

// Lists shows the lists behind the form.
type Lists struct {
	Registers *formlists.Service
	Ring      *seal.Ring
	Drafts    *drafts.Service
}

// Routes of these pages.
func (p *Lists) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/registers", "register.view", p.registers),
		feature.Post("/registers", "register.enter", p.registerEnter),
		feature.Post("/registers/excel", "register.enter", p.registerTake).Takes(kit.MaxFiles),
		feature.Get("/registers/rows", "register.enter", p.registerRows),
		feature.Post("/registers/rows", "register.enter", p.registerRowsSave),
		feature.Get("/registers/:id", "register.view", p.registerEntry).Of("entry"),
		feature.Post("/registers/:id", "register.enter", p.registerChange).Of("entry"),
		feature.Post("/registers/:id/strike", "register.enter", p.registerStrike).Of("entry"),
		feature.Post("/registers/:id/people", "register.enter", p.registerName).Of("entry").Takes(kit.MaxFiles),
		feature.Post("/registers/:id/months", "register.enter", p.registerPay).Of("entry"),
		feature.Post("/registers/:id/year", "register.enter", p.registerYear).Of("entry"),
	}
}

type registersPage struct {
	kit.Page
	Units  []unit.Unit
	Unit   unit.Unit
	Kinds  []formlists.Kind
	Kind   formlists.Kind
	Stands map[int]formlists.Stand // by column
	Rows   []formlists.Entry
	Next   string
	May    bool   // the visitor writes in this list
	Owner  string // department
	Entry  formlists.Entry
	Owing  []formlists.UnpaidWages
}

// Stand of the kind's figure.
func (x *registersPage) Stand(f formlists.Figure) formlists.Stand { return x.Stands[f.Col] }

// ColumnName of a figure of the progress form.
func (x *registersPage) ColumnName(col int) string { return progress.Columns[col-1].Name() }

// Query of the list's address.
func (x *registersPage) Query() template.URL {
	return kit.Query("unit", x.Unit.Code, "kind", x.Kind.Code)
}

func (p *Lists) registersPage(r *kit.Request) (*registersPage, error) {
	page := &registersPage{Page: kit.Page{Title: "清单"}, Kinds: formlists.Kinds, Kind: formlists.Kinds[0]}
	if code := r.Text("kind"); code != "" {
		k, ok := formlists.KindOf(code)
		if !ok {
			return nil, errs.New(errs.NotFound, "authz.not_found")
		}
		page.Kind = k
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Units, page.Unit, err = unitChosen(s, r, "register.view"); err != nil || len(page.Units) == 0 {
			return err
		}
		return p.fillRegisters(s, r, page)
	})
}

func (p *Lists) fillRegisters(s *database.Snapshot, r *kit.Request, page *registersPage) error {
	book, err := rulebook.Load(s)
	if err != nil {
		return err
	}
	page.Title = page.Unit.Name + page.Kind.Name + "清单"
	page.Owner = unit.Owner(book, page.Unit, page.Kind.Owned, r.Today)
	mine, err := unit.Mine(s, r.Actor, page.Unit)
	if err != nil {
		return err
	}
	page.May = slices.Contains(mine, page.Owner) && page.Unit.Serves(r.Actor, "register.enter")
	counts, err := formlists.Counts(s, progress.YearOf(civil.QuarterOf(r.Today)), r.Today)
	if err != nil {
		return err
	}
	page.Stands = counts[page.Unit.ID]
	if page.Kind.Months {
		if page.Owing, err = formlists.OwingIn(s, []int64{page.Unit.ID}, r.Today); err != nil {
			return err
		}
	}
	page.Rows, err = formlists.List(s, page.Unit.ID, page.Kind.Code, kit.ParseID(r.QueryParam("after")), kit.PageSize+1)
	page.Rows, page.Next = kit.OnePage(page.Rows, func(e formlists.Entry) string { return kit.FormatID(e.ID) })
	return err
}

// changed is how a change of an entry is written in its Excel.
func changed(code string) string { return words.Label("changed", code) }

func (p *Lists) registers(r *kit.Request) error {
	page, err := p.registersPage(r)
	if err != nil {
		return err
	}
	if as := r.Text("as"); as != "" {
		return p.registerList(r, page, as)
	}
	return r.Show(http.StatusOK, "registers", page)
}

// registerList hands a list out as Excel or PDF, or the empty table to fill in.
func (p *Lists) registerList(r *kit.Request, page *registersPage, as string) error {
	var rows [][]string
	if as != "empty" {
		if err := r.Read(func(s *database.Snapshot) error {
			all, err := formlists.All(s, page.Unit.ID, page.Kind.Code)
			for _, e := range all {
				rows = append(rows, page.Kind.Cells(e, changed))
			}
			return err
		}); err != nil {
			return err
		}
	}
	titles := page.Kind.Titles()
	f := &sheet.Form{Title: page.Unit.Name + page.Kind.Name + "清单",
		Head: []string{"填报部门：" + words.Label("department", page.Owner), "截至：" + r.Today.Chinese()}, Rows: rows, Plain: true}
	for i, t := range titles {
		wide := 2.0
		if i == 0 {
			wide = 4
		}
		f.Widths = append(f.Widths, wide)
		f.Heads = append(f.Heads, sheet.FormHead{Text: t, Column: i, Columns: 1, Rows: 1})
		f.Text = append(f.Text, i)
	}
	if as == "empty" {
		as = "xlsx"
	}
	return r.ShowForm(as, page.Title, f)
}

// entry as it was typed.
func typedEntry(r *kit.Request) formlists.Entry {
	return formlists.Entry{Kind: r.Text("kind"), Name: r.Text("name"), Place: r.Text(formlists.Place),
		Level: r.Text(formlists.Level), Document: r.Text(formlists.Document), Owner: r.Text(formlists.Owner),
		Contractor: r.Text(formlists.Contractor),
		FromOn:     r.Date("from_on"), UntilOn: r.Date(formlists.Until), People: r.Int(formlists.People),
		PovertyOut: r.Int(formlists.PovertyOut), Changed: r.Text(formlists.Changed), ChangedOn: r.Date("changed_on"),
		Note: r.Text("note")}
}

// registerDo carries something out about a list and shows it again.
func (p *Lists) registerDo(r *kit.Request, do func(page *registersPage) (string, error)) error {
	return kit.CarryOut(r, p.registersPage, "registers", func(page *registersPage) (string, string, error) {
		if len(page.Units) == 0 {
			return "", "", errs.New(errs.NotFound, "authz.not_found")
		}
		notice, err := do(page)
		return "/registers?" + string(page.Query()), notice, err
	})
}

func (p *Lists) registerEnter(r *kit.Request) error {
	return p.registerDo(r, func(page *registersPage) (string, error) {
		e := typedEntry(r)
		e.UnitID, e.Kind = page.Unit.ID, page.Kind.Code
		if err := r.Faults(); err != nil {
			return "", err
		}
		_, err := p.Registers.Enter(r.Context.Request().Context(), r.Actor, r.Key(), e)
		return "已登记。", err
	})
}

func (p *Lists) registerTake(r *kit.Request) error {
	return p.registerDo(r, func(page *registersPage) (string, error) {
		name, body, err := r.HandedIn(kit.MaxList)
		if err != nil {
			return "", err
		}
		added, there, err := p.Registers.ImportWorkbook(r.Context.Request().Context(), r.Actor, r.Key(), page.Unit.ID,
			page.Kind.Code, name, body)
		return fmt.Sprintf("已导入%d行；原来已有的%d行没有改动。", added, there), err
	})
}

type entryPage struct {
	registersPage
	People []formlists.Person
	Months []formlists.Month
	Today  civil.Date
}

func (p *Lists) entryPage(r *kit.Request) (*entryPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &entryPage{Today: r.Today}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Entry, err = formlists.ByID(s, n); err != nil {
			return err
		}
		if page.Unit, err = unitSeen(s, r, "register.view", page.Entry.UnitID); err != nil {
			return err
		}
		page.Kind, _ = formlists.KindOf(page.Entry.Kind)
		if err := p.fillRegisters(s, r, &page.registersPage); err != nil {
			return err
		}
		if page.Months, err = formlists.Months(s, n); err != nil {
			return err
		}
		if page.Unit.Serves(r.Actor, "progress.people") || page.May {
			page.People, err = formlists.PeopleOf(s, n, r.Today, 500)
		}
		return err
	})
	page.Title = page.Entry.Name
	return page, err
}

func (p *Lists) registerEntry(r *kit.Request) error {
	page, err := p.entryPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "register_entry", page)
}

// entryDo carries something out about an entry and shows it again.
func (p *Lists) entryDo(r *kit.Request, to string, do func(page *entryPage) (string, error)) error {
	return kit.CarryOut(r, p.entryPage, "register_entry", func(page *entryPage) (string, string, error) {
		address := "/registers/" + kit.FormatID(page.Entry.ID)
		if to != "" {
			address = to + "?" + string(page.Query())
		}
		notice, err := do(page)
		return address, notice, err
	})
}

func (p *Lists) registerChange(r *kit.Request) error {
	return p.entryDo(r, "", func(page *entryPage) (string, error) {
		e := typedEntry(r)
		e.ID, e.Version = page.Entry.ID, r.Int("version")
		if err := r.Faults(); err != nil {
			return "", err
		}
		_, err := p.Registers.Enter(r.Context.Request().Context(), r.Actor, r.Key(), e)
		return "已修改。", err
	})
}

func (p *Lists) registerStrike(r *kit.Request) error {
	return p.entryDo(r, "/registers", func(page *entryPage) (string, error) {
		version := r.Int("version")
		if err := r.Faults(); err != nil {
			return "", err
		}
		_, err := p.Registers.Strike(r.Context.Request().Context(), r.Actor, r.Key(), page.Entry.ID, version, r.Text("why"))
		return "已划去。", err
	})
}

func (p *Lists) registerName(r *kit.Request) error {
	return p.entryDo(r, "", func(page *entryPage) (string, error) {
		name, body, err := r.HandedIn(kit.MaxList)
		version := r.Int("version")
		if err == nil {
			err = r.Faults()
		}
		if err != nil {
			return "", err
		}
		n, err := p.Registers.Name(r.Context.Request().Context(), p.Ring, r.Actor, r.Key(), page.Entry.ID, version, name,
			body)
		return fmt.Sprintf("已登记%d人。人数从此按名单统计。", n), err
	})
}

func (p *Lists) registerPay(r *kit.Request) error {
	return p.entryDo(r, "", func(page *entryPage) (string, error) {
		m := formlists.Month{EntryID: page.Entry.ID, Workers: r.Int("workers"), DueFen: r.Fen("due"), PaidFen: r.Fen("paid"),
			PaidOn: r.Date("paid_on"), Note: r.Text("month_note"), Version: r.Int("month_version")}
		if err := r.Faults(); err != nil {
			return "", err
		}
		m.Month, _ = civil.ClaimMonth(r.Text("month"))
		for _, was := range page.Months {
			if was.Month == m.Month && m.Version == 0 {
				m.Version = was.Version // the same form changes a month that is there
			}
		}
		_, err := p.Registers.Pay(r.Context.Request().Context(), r.Actor, r.Key(), m)
		return "已登记。", err
	})
}
