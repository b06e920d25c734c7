package screens

import (
	"net/http"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Help shows the aid ledger.
type Help struct {
	Help *helpledger.Service
}

// Routes of these pages.
func (p *Help) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/help", "help.view", p.help).Shows(&ledger),
		feature.Get("/help/without", "help.view", p.helpWithout).Shows(&needy),
		feature.Get("/help/new", "help.enter", p.helpForm),
		feature.Post("/help/new", "help.enter", p.helpOpen),
		feature.Get("/help/:id", "help.view", p.helpCase).Of("help"),
		feature.Post("/help/:id", "help.enter", p.helpAmend).Of("help"),
		feature.Post("/help/:id/acts", "help.enter", p.helpAct).Of("help"),
		feature.Post("/help/:id/acts/back", "help.enter", p.helpTakeBack).Of("help"),
		feature.Post("/help/:id/close", "help.enter", p.helpClose).Of("help"),
		feature.Post("/help/:id/reopen", "help.enter", p.helpReopen).Of("help"),
	}
}

type helpPage struct {
	kit.Page
	Places kit.Places
	F      helpledger.Filter
	List   *listing.View
}

// ledger is the list of who is helped, as the page shows it; what hangs in a village's office is helpTable.
var ledger = listing.List[helpledger.Row]{
	Code: "help", Title: "就业援助台账", View: "help.view", Jobless: true,
	ID:    func(x helpledger.Row) int64 { return x.ID },
	NoRow: "没有符合条件的援助对象。在人员页面可以把人记入台账，也可以导入Excel。",
	Columns: []listing.Column[helpledger.Row]{
		listing.Text("name", "姓名", func(x helpledger.Row) string { return x.Name }).
			To(func(x helpledger.Row) string { return "/help/" + kit.FormatID(x.ID) }).
			And(func(x helpledger.Row) string {
				if x.Youth > 0 {
					return "青年"
				}
				return ""
			}),
		listing.Text("id_tail", "证件尾号", func(x helpledger.Row) string { return x.IDTail }),
		listing.Place("place", "村（社区）", func(x helpledger.Row) string { return x.Path }),
		listing.Text("need", "援助需求", func(x helpledger.Row) string { return x.Need }),
		listing.Day("on", "最近一次", func(x helpledger.Row) civil.Date { return x.OnDate }).
			And(func(x helpledger.Row) string {
				if x.Kind == "" {
					return "还没有"
				}
				return words.Label("helpkind", x.Kind) + "，" + x.What
			}),
		listing.Text("result", "结果", func(x helpledger.Row) string {
			if !x.ClosedOn.IsZero() {
				return x.ClosedOn.String() + "办结：" + x.Result
			}
			return x.ActResult
		}),
		listing.Made("next", "下次", func(r *kit.Request, x helpledger.Row) listing.Cell {
			c := listing.Cell{Text: x.NextOn.String()}
			if !x.NextOn.IsZero() && x.ClosedOn.IsZero() && x.NextOn.Before(r.Today) {
				c.Parts = append(c.Parts, listing.Line{Text: "已过", Tone: "bad"})
			}
			return c
		}).SortedBy(func(a, b helpledger.Row) int { return strings.Compare(a.NextOn.String(), b.NextOn.String()) }),
	},
}

func (p *Help) help(r *kit.Request) error {
	scope := r.Actor.Scope("help.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &helpPage{Page: kit.Page{Title: "就业援助台账"}, Places: r.Narrow(scope.Paths(), at)}
	page.F = helpledger.Filter{Youth: r.Text("youth") != "", Closed: r.Text("closed") != "",
		Overdue: r.Text("overdue") != "", Today: r.Today, Limit: listing.Few}
	if as := r.Text("as"); as == "pdf" || as == "hang" {
		return hangLedger(r, scope, at, page.F)
	}
	q := listing.Query[helpledger.Row]{At: at,
		All: func(s *database.Snapshot, scope authz.Scope) ([]helpledger.Row, error) {
			return helpledger.List(s, scope, page.F)
		}}
	q.Said = listing.Said("", listing.If(page.F.Youth, "脱贫家庭青年"), listing.If(page.F.Overdue, "下次日期已过"),
		listing.If(page.F.Closed, "已办结"))
	slices.Sort(q.Said)
	return ledger.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "help", page)
	})
}

// hangLedger answers with the ledger to be hung up: as=hang a workbook, as=pdf a paper.
func hangLedger(r *kit.Request, scope authz.Scope, at *region.Region, f helpledger.Filter) error {
	place := ""
	if at != nil {
		place, scope = r.Tree.Full(at.Path), scope.Within(at.Path)
	} else if paths := scope.Paths(); len(paths) == 1 {
		place = r.Tree.Full(paths[0])
	}
	f.Limit = 5000
	var rows []helpledger.Row
	if err := r.Read(func(s *database.Snapshot) (err error) {
		rows, err = helpledger.List(s, scope, f)
		return err
	}); err != nil {
		return err
	}
	as := "xlsx"
	if r.Text("as") == "pdf" {
		as = "pdf"
	}
	return r.ShowForm(as, "就业援助台账-"+place, helpTable(r, place, rows))
}

// helpTable is the ledger as a village hangs it in its office: no telephone, no identity number, no category.
func helpTable(r *kit.Request, place string, rows []helpledger.Row) *sheet.Form {
	f := &sheet.Form{Title: "村（居）就业援助台账", Head: []string{place, "打印日期：" + r.Today.Chinese()},
		Widths: []float64{1, 2.8, 1.6, 3.6, 2.4, 4.2, 2.4, 2.8, 2.4}, Text: []int{1, 3, 5, 7}, Plain: true,
		Foot: []string{"经办人：", "负责人："}}
	for i, h := range []string{"序号", "村（社区）", "姓名", "援助需求", "最近援助类型", "内容", "日期", "结果", "下次日期"} {
		f.Heads = append(f.Heads, sheet.FormHead{Text: h, Column: i, Columns: 1, Rows: 1})
	}
	for i, x := range rows {
		f.Rows = append(f.Rows,
			[]string{kit.FormatID(int64(i + 1)), r.Tree.Name(x.Path), x.Name, x.Need, words.Label("helpkind", x.Kind), x.What,
				x.OnDate.String(), x.ActResult, x.NextOn.String()})
	}
	return f
}

type withoutPage struct {
	kit.Page
	Places  kit.Places
	Village *region.Region
	List    *listing.View
}

// needy is the list of people for whom nothing was done. It is not taken away.
var needy = listing.List[helpledger.Needy]{
	Code: "help_without", Title: "还没有援助的困难人员", View: "help.view", Export: listing.Nobody,
	ID: func(x helpledger.Needy) int64 { return x.ID }, NoRow: "没有遗漏。",
	Columns: []listing.Column[helpledger.Needy]{
		listing.Text("name", "姓名", func(x helpledger.Needy) string { return x.Name }).
			To(func(x helpledger.Needy) string { return "/people/" + kit.FormatID(x.ID) }),
		listing.Text("id_tail", "身份证尾号", func(x helpledger.Needy) string { return x.IDTail }),
		listing.Day("birth", "出生", func(x helpledger.Needy) civil.Date { return x.Birth }),
		listing.Label("category", "登记类别", "category", func(x helpledger.Needy) string { return x.Codes }),
		listing.Made("do", "办理", func(r *kit.Request, x helpledger.Needy) (c listing.Cell) {
			id := kit.FormatID(x.ID)
			if r.Can("help.enter") {
				c.Parts = append(c.Parts, listing.Line{Text: "记入台账", Address: "/help/new?person=" + id})
			}
			if r.Can("application.submit") {
				c.Parts = append(c.Parts, listing.Line{Text: "登记申请", Address: "/applications/new?person=" + id})
			}
			return c
		}),
	},
}

// helpWithout lists the needy people of a village for whom nothing was done.
func (p *Help) helpWithout(r *kit.Request) error {
	page := &withoutPage{Page: kit.Page{Title: "还没有援助的困难人员"}}
	var err error
	if page.Village, page.Places, err = r.Village("help.view"); err != nil {
		return err
	}
	if page.Village == nil {
		return r.Show(http.StatusOK, "help_without", page)
	}
	q := listing.Query[helpledger.Needy]{At: page.Village,
		All: func(s *database.Snapshot, scope authz.Scope) ([]helpledger.Needy, error) {
			book, err := rulebook.Load(s)
			if err != nil {
				return nil, err
			}
			path := page.Village.Path
			return helpledger.Without(s, scope, r.Today, book.Int("age.min", path, r.Today, 16),
				book.Int("age.max_new", path, r.Today, 65), listing.Few)
		}}
	return needy.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "help_without", page)
	})
}

type helpCasePage struct {
	kit.Page
	Person  resident.Person
	Case    helpledger.Case
	Acts    []helpledger.Act
	May     bool
	Kinds   []string
	Degrees []string
	Today   civil.Date
}

func (p *Help) helpForm(r *kit.Request) error {
	page, err := p.helpFormPage(r)
	if err != nil {
		return err
	}
	if page.Case.ID != 0 {
		return r.Redirect(http.StatusSeeOther, "/help/"+kit.FormatID(page.Case.ID))
	}
	return r.Show(http.StatusOK, "help_new", page)
}

func (p *Help) helpFormPage(r *kit.Request) (*helpCasePage, error) {
	page := &helpCasePage{Page: kit.Page{Title: "登记援助对象"}, Kinds: helpledger.Kinds, Degrees: helpledger.Degrees, May: true}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Person, err = resident.ByID(s, kit.ParseID(r.Text("person"))); err != nil {
			return err
		}
		if err := r.Actor.Check("help.enter", page.Person.Path); err != nil {
			return err
		}
		page.Case, _, err = helpledger.OfPerson(s, page.Person.ID)
		return err
	})
}

func typedCase(r *kit.Request) helpledger.Case {
	c := helpledger.Case{Need: r.Text("need"), School: r.Text("school"), Degree: r.Text("degree"),
		GraduatedOn: r.Date("graduated_on"), Plan: r.Text("plan"), Version: r.Int("version")}
	if r.Text("youth") != "" {
		c.Youth = 1
	}
	return c
}

func (p *Help) helpOpen(r *kit.Request) error {
	page, err := p.helpFormPage(r)
	if err != nil {
		return err
	}
	c := typedCase(r)
	c.PersonID = page.Person.ID
	var n int64
	if err = r.Faults(); err == nil {
		n, err = p.Help.Open(r.Context.Request().Context(), r.Actor, r.Key(), c)
	}
	if err != nil {
		return r.RenderFormErrors(err, "help_new", page)
	}
	return r.SeeOther("/help/"+kit.FormatID(n), "已记入台账。")
}

func (p *Help) helpCasePage(r *kit.Request) (*helpCasePage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &helpCasePage{Page: kit.Page{Title: "就业援助"}, Kinds: helpledger.Kinds, Degrees: helpledger.Degrees,
		Today: r.Today}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Case, err = helpledger.ByID(s, n); err != nil {
			return err
		}
		if err := r.Actor.Check("help.view", page.Case.Path); err != nil {
			return err
		}
		if page.Person, err = resident.ByID(s, page.Case.PersonID); err != nil {
			return err
		}
		page.Acts, err = helpledger.ActsOf(s, n)
		return err
	})
	page.May = err == nil && r.Actor.Scope("help.enter").Covers(page.Case.Path)
	return page, err
}

func (p *Help) helpCase(r *kit.Request) error {
	page, err := p.helpCasePage(r)
	if err != nil {
		return err
	}
	if r.Text("as") == "pdf" {
		return r.ShowSheets("就业援助档案", "就业援助档案-"+page.Person.Name,
			helpledger.FileSheet(page.Person.Name, r.Tree.Full(page.Case.Path), page.Case, page.Acts))
	}
	return r.Show(http.StatusOK, "help_case", page)
}

func (p *Help) helpDo(r *kit.Request, notice string, do func(c helpledger.Case, version int64) error) error {
	return kit.CarryOut(r, p.helpCasePage, "help_case", func(page *helpCasePage) (string, string, error) {
		version := r.Int("version")
		err := r.Faults()
		if err == nil {
			err = do(page.Case, version)
		}
		return "/help/" + kit.FormatID(page.Case.ID), notice, err
	})
}

func (p *Help) helpAmend(r *kit.Request) error {
	return p.helpDo(r, "已修改。", func(was helpledger.Case, version int64) error {
		c := typedCase(r)
		c.ID, c.Version = was.ID, version
		if err := r.Faults(); err != nil {
			return err
		}
		_, err := p.Help.Amend(r.Context.Request().Context(), r.Actor, r.Key(), c)
		return err
	})
}

func (p *Help) helpAct(r *kit.Request) error {
	return p.helpDo(r, "已登记。", func(c helpledger.Case, _ int64) error {
		a := helpledger.Act{CaseID: c.ID, Kind: r.Text("kind"), What: r.Text("what"), OnDate: r.Date("on"),
			Result: r.Text("act_result"), NextOn: r.Date("next")}
		if err := r.Faults(); err != nil {
			return err
		}
		_, err := p.Help.Enter(r.Context.Request().Context(), r.Actor, r.Key(), a)
		return err
	})
}

func (p *Help) helpClose(r *kit.Request) error {
	return p.helpDo(r, "已办结。", func(c helpledger.Case, version int64) error {
		_, err := p.Help.Close(r.Context.Request().Context(), r.Actor, r.Key(), c.ID, version,
			strings.TrimSpace(r.Text("result")))
		return err
	})
}

func (p *Help) helpReopen(r *kit.Request) error {
	return p.helpDo(r, "已重新打开。", func(c helpledger.Case, version int64) error {
		_, err := p.Help.Reopen(r.Context.Request().Context(), r.Actor, r.Key(), c.ID, version)
		return err
	})
}
