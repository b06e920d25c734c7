package screens

import (
	"net/http"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// Funds shows the ledger of the money: documents, cards and the trial balance.
type Funds struct {
	Desk *desk.Desk
}

// Routes of these pages.
func (p *Funds) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/pay/funds", "fund.view", p.funds).Shows(&fundDocuments),
		feature.Post("/pay/funds", "fund.appropriate", p.fundRegister),
		feature.Post("/pay/funds/allot", "fund.appropriate", p.fundAllot),
		feature.Post("/pay/funds/close", "fund.appropriate", p.fundClose),
		feature.Get("/pay/funds/card", "fund.view", p.fundCard),
		feature.Get("/pay/funds/trial", "fund.view", p.fundTrial),
	}
}

// shownEntries of a fund card; a county's year has some hundreds.
const shownEntries = 5000

type fundsPage struct {
	kit.Page
	Year      string
	Years     []string
	Balances  []fund.Balance
	Documents []fund.Document
	List      *listing.View
	Offices   []*region.Region // whose ledger the visitor keeps
	Below     []*region.Region // to whom money may be passed down
	Funds     []string
	Levels    []string
	CanClose  bool
}

// fundDocuments is the list of a year's documents. It is not taken away: the trial balance and the cards are.
var fundDocuments = listing.List[fund.Document]{
	Code: "funds", Title: "资金文件", View: "fund.view", Export: listing.Nobody,
	ID: func(x fund.Document) int64 { return x.ID }, NoRow: "还没有资金文件。",
	Columns: []listing.Column[fund.Document]{
		listing.Text("number", "文号或凭证号", func(x fund.Document) string { return x.Number }),
		listing.Day("on", "日期", func(x fund.Document) civil.Date { return x.OnDate }),
		listing.Place("place", "单位", func(x fund.Document) string { return x.Path }),
		listing.Label("kind", "类别", "fundkind", func(x fund.Document) string { return x.Kind }),
		listing.Label("fund", "资金来源", "fund", func(x fund.Document) string { return x.Fund }),
		listing.Label("level", "级次", "fundlevel", func(x fund.Document) string { return x.Level }),
		listing.Money("amount", "金额（元）", func(x fund.Document) money.Fen { return x.AmountFen }),
		listing.Text("purpose", "用途和使用期", func(x fund.Document) string {
			if x.FromMonth.IsZero() {
				return x.Purpose
			}
			return x.Purpose + "（" + x.FromMonth.Chinese() + "至" + x.UntilMonth.Chinese() + "）"
		}),
	},
}

// asked are the documents of the page's year.
func (x *fundsPage) asked() listing.Query[fund.Document] {
	return listing.Query[fund.Document]{All: func(s *database.Snapshot, scope authz.Scope) ([]fund.Document, error) {
		return fund.Documents(s, scope, x.Year)
	}}
}

// From are the documents that money may be passed down of.
func (x *fundsPage) From() (out []fund.Document) {
	for _, d := range x.Documents {
		for _, o := range x.Offices {
			if o.Level == region.City && d.Path == o.Path && d.Kind != fund.Back {
				out = append(out, d)
			}
		}
	}
	return out
}

// Code of an office's path.
func (x *fundsPage) Code(path string) string { return x.R.CodeOf(path) }

func (p *Funds) fundsPage(r *kit.Request) (*fundsPage, error) {
	page := &fundsPage{Page: kit.Page{Title: "资金台账"}, Funds: fund.Names, Levels: fund.Levels, Year: r.Text("year")}
	this := fund.Year(r.Today)
	if len(page.Year) != 4 {
		page.Year = this
	}
	scope := r.Actor.Scope("fund.view")
	keeps := r.Actor.Scope("fund.appropriate")
	for _, level := range []region.Level{region.City, region.County} {
		for _, o := range r.Tree.At(level) {
			if keeps.Covers(o.Path) {
				page.Offices = append(page.Offices, o)
				if level == region.County {
					page.Below = append(page.Below, o)
				}
			}
		}
	}
	page.CanClose = len(page.Offices) > 0 && page.Year < this
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Balances, err = fund.Balances(s, scope, page.Year); err != nil {
			return err
		}
		if page.Documents, err = fund.Documents(s, scope, page.Year); err != nil {
			return err
		}
		page.Years, err = fund.Years(s, scope)
		if !slices.Contains(page.Years, this) {
			page.Years = append([]string{this}, page.Years...)
		}
		return err
	})
}

func (p *Funds) funds(r *kit.Request) error {
	page, err := p.fundsPage(r)
	if err != nil {
		return err
	}
	return fundDocuments.Answer(r, page.asked(), func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "funds", page)
	})
}

// fundDo carries something out in the ledger and shows it again.
func (p *Funds) fundDo(r *kit.Request, notice string, do func(office *region.Region) error) error {
	office := kit.Division(r, "region")
	err := r.Faults()
	if err == nil {
		err = do(office)
	}
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		page, loadErr := p.fundsPage(r)
		if loadErr != nil {
			return loadErr
		}
		if page.List, loadErr = fundDocuments.Of(r, page.asked()); loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "funds", page)
	}
	return r.SeeOther("/pay/funds?year="+r.Text("year"), notice)
}

// document as it was typed.
func document(r *kit.Request) (fund.Document, error) {
	d := fund.Document{Kind: r.Text("kind"), Fund: r.Text("fund"), Year: r.Text("year"), Level: r.Text("level"),
		Number: r.Text("number"), Purpose: r.Text("purpose"), AmountFen: r.Fen("amount"), OnDate: r.Date("on")}
	for name, m := range map[string]*civil.Month{"from": &d.FromMonth, "until": &d.UntilMonth} {
		if text := r.Text(name); text != "" {
			v, err := civil.ParseMonth(text)
			if err != nil {
				return d, errs.New(errs.Invalid, "fund.period").On("until")
			}
			*m = v
		}
	}
	return d, r.Faults()
}

func (p *Funds) fundRegister(r *kit.Request) error {
	for _, field := range []string{"kind", "fund", "level"} {
		kit.Choice(r, field)
	}
	return p.fundDo(r, "已登记。", func(office *region.Region) error {
		d, err := document(r)
		if err == nil {
			_, err = fund.Register(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), office, d)
		}
		return err
	})
}

func (p *Funds) fundAllot(r *kit.Request) error {
	parent := kit.ParseID(kit.Choice(r, "parent"))
	return p.fundDo(r, "已下达。", func(below *region.Region) error {
		d, err := document(r)
		if err == nil {
			_, err = fund.Allot(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), parent, below, d)
		}
		return err
	})
}

func (p *Funds) fundClose(r *kit.Request) error {
	return p.fundDo(r, "已结转到下一年度。", func(office *region.Region) error {
		_, err := fund.CloseYear(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), office, r.Text("year"))
		return err
	})
}

type fundCardPage struct {
	kit.Page
	Office   *region.Region
	Fund     string
	Year     string
	Lines    []fund.CardLine
	Left     money.Fen
	Since    civil.Date
	Days     int // that the oldest of what is left has been idle
	Withheld money.Fen
}

// fundCard shows an office's fund and year; with as=pdf, xlsx or journal it hands it out.
func (p *Funds) fundCard(r *kit.Request) error {
	office, err := r.Tree.ByCode(r.Text("region"))
	if err != nil {
		return err
	}
	if err := r.Actor.Check("fund.view", office.Path); err != nil {
		return err
	}
	page := &fundCardPage{Page: kit.Page{Title: "资金卡片"}, Office: office, Fund: r.Text("fund"), Year: r.Text("year")}
	var entries []fund.Entry
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if entries, err = fund.Entries(s, office.Path, page.Fund, page.Year, shownEntries); err != nil {
			return err
		}
		held, err := payroll.Withheld(s, r.Actor.Scope("fund.view").Within(office.Path), page.Year)
		page.Withheld = held[page.Fund]
		return err
	}); err != nil {
		return err
	}
	page.Lines = fund.Card(entries)
	if page.Left, page.Since = fund.Idle(entries); !page.Since.IsZero() {
		page.Days = r.Today.DaysSince(page.Since)
	}
	name := "资金卡片-" + office.Name + "-" + words.Label("fund", page.Fund) + "-" + page.Year
	switch r.Text("as") {
	case "pdf":
		return r.ShowSheets(page.Title, name, fund.CardSheet(office.Name, page.Fund, page.Year, page.Lines))
	case "xlsx":
		heads := []sheet.Column{
			{Head: "日期", Width: 12},
			{Head: "凭证", Width: 26},
			{Head: "事由", Width: 14},
			{Head: "从", Width: 12},
			{Head: "到", Width: 12},
			{Head: "金额（元）", Width: 16, Figure: true},
			{Head: "增加（元）", Width: 16, Figure: true},
			{Head: "减少（元）", Width: 16, Figure: true},
			{Head: "可用（元）", Width: 16, Figure: true},
		}
		return r.Workbook(name, office.Name+"　"+words.Label("fund", page.Fund)+"　"+page.Year+"年度资金卡片", heads,
			len(page.Lines), func(i int) []string { return fund.CardRow(page.Lines[i]) })
	case "journal":
		return r.Attachment(name+".journal", "text/plain; charset=utf-8", fund.Journal(entries))
	}
	return r.Show(http.StatusOK, "fund_card", page)
}

type fundTrialPage struct {
	kit.Page
	Year          string
	Rows          []fund.Turnover
	Debit, Credit money.Fen
}

// fundTrial shows the trial balance of a year; with as=pdf or xlsx it hands it out.
func (p *Funds) fundTrial(r *kit.Request) error {
	page := &fundTrialPage{Page: kit.Page{Title: "试算平衡表"}, Year: r.Text("year")}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = fund.Trial(s, r.Actor.Scope("fund.view"), page.Year)
		return err
	}); err != nil {
		return err
	}
	for _, x := range page.Rows {
		page.Debit, page.Credit = page.Debit+x.Debit, page.Credit+x.Credit
	}
	name := "试算平衡表-" + page.Year
	switch r.Text("as") {
	case "pdf":
		place := ""
		if paths := r.Actor.Scope("fund.view").Paths(); len(paths) == 1 {
			place = r.Tree.Name(paths[0])
		}
		return r.ShowSheets(page.Title, name, fund.TrialSheet(place, page.Year, page.Rows, r.Tree.Name))
	case "xlsx":
		heads := []sheet.Column{
			{Head: "单位", Width: 14},
			{Head: "资金来源", Width: 24},
			{Head: "科目", Width: 14},
			{Head: "借方（元）", Width: 18, Figure: true},
			{Head: "贷方（元）", Width: 18, Figure: true},
			{Head: "余额（元）", Width: 18, Figure: true},
		}
		return r.Workbook(name, page.Year+"年度试算平衡表", heads, len(page.Rows),
			func(i int) []string { return fund.TrialRow(page.Rows[i], r.Tree.Name) })
	}
	return r.Show(http.StatusOK, "fund_trial", page)
}
