package screens

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Arrears shows what is late, why, and what was paid beyond an exit.
type Arrears struct {
	Payments *payment.Service
	Payroll  *payroll.Service
	Ring     *seal.Ring
}

// Routes of these pages.
func (p *Arrears) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/placements/:id/recovery.pdf", "placement.end", p.placementRecovery).Of("placement"),
		feature.Get("/pay/recoveries", "payment.view", p.recoveries).Shows(&overpaidList),
		feature.Get("/pay/recoveries/:id", "payment.view", p.recovery).Of("placement"),
		feature.Post("/pay/recoveries/:id", "payment.recover", p.recover).Of("placement").Decides(recoverQueue),
		feature.Post("/pay/recoveries/:id/hear", "payment.recover", p.hear).Of("placement"),
		feature.Get("/pay/lookup", "payment.statement", p.payLookup),
		feature.Get("/pay/people/:id", "payment.statement", p.payStatement).Of("person"),
		feature.Get("/pay/arrears", "payroll.view", p.arrears).Shows((&arrearsPage{}).list()),
		feature.Get("/pay/missing", "payroll.view", p.missing).Shows((&missingPage{}).list()),
		feature.Get("/pay/missing/:id", "payroll.view", p.noPayForm).Of("placement"),
		feature.Post("/pay/missing/:id/decide", "payroll.view",
			p.noPayDecide).Of("placement").Decides(noPayQueue),
		feature.Post("/pay/missing/:id/tell", "payroll.view", p.noPayTell).Of("placement"),
		feature.Post("/pay/missing/:id/withdraw", "payroll.view", p.noPayWithdraw).Of("placement"),
		feature.Get("/pay/arrears/reason", "payroll.view", p.reasonForm),
		feature.Post("/pay/arrears/reason", "payroll.view", p.reasonSay),
	}
}

type arrearsPage struct {
	kit.Page
	Places    kit.Places
	At        *region.Region // nil: all that the visitor sees
	By        []OwedAt       // the divisions below
	Sum       OwedAt
	Waits     []payment.Waits
	CountedAt clock.Moment // of the waits, where they are not listed by name
	Listed    bool         // a county or less is chosen: month by month, by name
	Desk      string
	Month     civil.Month
	Owing     []payment.Unpaid
	All       int
	List      *listing.View

	Missing payment.MissingSum
	delays  payment.Delays
	book    *rulebook.Book
}

// OwedAt is what a division is owed, in the two figures that are never summed.
type OwedAt struct {
	Path      string
	Due       int64 // months
	DueFen    money.Fen
	Missing   int64 // months
	MissingOf int64 // people
}

// Late says by how many days a month is late.
func (a *arrearsPage) Late(o payment.Unpaid) int {
	_, days := payment.Age(payroll.DueOn(a.book, o.Path, o.Month), a.R.Today)
	return days
}

// Age is the class of lateness of a month.
func (a *arrearsPage) Age(o payment.Unpaid) int {
	class, _ := payment.Age(payroll.DueOn(a.book, o.Path, o.Month), a.R.Today)
	return class
}

// Until is the day to which a document put a month off.
func (a *arrearsPage) Until(o payment.Unpaid) civil.Date {
	day, _ := payroll.PutOff(a.book, o.Path, o.Month)
	return day
}

// Overseer is the office to which a late month has climbed by now; empty while it is its desk's own.
func (a *arrearsPage) Overseer(o payment.Unpaid) string {
	level := payment.Answers(o.Desk(), a.Age(o))
	if level == payment.Keeper(o.Desk()) {
		return ""
	}
	return a.Here(region.PathAt(o.Path, level))
}

// Reason that the desk gave for a month.
func (a *arrearsPage) Reason(o payment.Unpaid) *payment.Delay { return a.delays.For(o) }

// Reasons given for the months that wait at a desk, here, in parts of here and above.
func (a *arrearsPage) Reasons(w payment.Waits) []payment.Delay {
	var out []payment.Delay
	for _, d := range a.delays {
		if d.Desk == w.Desk && d.Month == w.Month {
			out = append(out, d)
		}
	}
	return out
}

// CanExplain reports whether the visitor may say why months wait at a desk, of the whole region shown.
func (a *arrearsPage) CanExplain(w payment.Waits) bool {
	return a.At != nil && a.At.Level.Depth() >= payment.Keeper(w.Desk).Depth() &&
		a.R.Actor.Scope(payment.Speaks(w.Desk)).Covers(a.At.Path)
}

// arrearsAt reads the region of the request.
func (p *Arrears) arrearsAt(r *kit.Request) (*arrearsPage, authz.Scope, error) {
	scope := r.Actor.Scope("payroll.view")
	at, err := r.Where(scope)
	if err != nil {
		return nil, scope, err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &arrearsPage{Page: kit.Page{Title: "应发未到账"}, Places: r.Narrow(scope.Paths(), at), At: at}
	if at != nil {
		scope = scope.Within(at.Path)
		page.Listed = at.Level != region.City
	}
	page.Desk = r.Text("desk")
	page.Month = r.Month()
	return page, scope, r.Faults()
}

// load what is late, and who waits where: counted at night for a large region, now for one whose people are listed.
func (page *arrearsPage) load(s *database.Snapshot, scope authz.Scope, today civil.Date) (err error) {
	if page.book, err = rulebook.Load(s); err != nil {
		return err
	}
	if page.Missing, err = payment.MissingOf(s, scope); err != nil {
		return err
	}
	until := payment.DueMonth(scope, page.book, today)
	if page.delays, err = payment.DelaysOf(s, scope, until); err != nil {
		return err
	}
	lacking, err := payment.MissingBy(s, scope, page.below())
	if err != nil {
		return err
	}
	var due []payment.Waits
	if page.Listed {
		if page.Owing, err = payment.OwingOf(s, scope, payment.OwingFilter{Until: until, Today: today,
			Book: page.book}); err != nil {
			return err
		}
		page.Waits = payment.Gather(page.Owing, page.book, today, region.City)
		due = payment.Gather(page.Owing, page.book, today, page.below())
	} else {
		if page.Waits, err = payment.WaitsOf(s, scope); err != nil {
			return err
		}
		if page.CountedAt, err = payment.CountedAt(s); err != nil {
			return err
		}
		if due, err = payment.WaitsBy(s, scope, page.below()); err != nil {
			return err
		}
	}
	page.By, page.Sum = owedBy(due, lacking)
	page.Sum.MissingOf = page.Missing.People
	return nil
}

// below is the level of the divisions that the page sums: those below the region shown.
func (page *arrearsPage) below() region.Level {
	if page.At == nil || page.At.Level == region.City {
		return region.County
	}
	if page.At.Level == region.County {
		return region.Township
	}
	return region.Village
}

// owedBy divisions, in their order: the two figures side by side. Pure.
func owedBy(due []payment.Waits, lacking []payment.MissingAt) (out []OwedAt, sum OwedAt) {
	at := map[string]int{}
	of := func(path string) *OwedAt {
		i, known := at[path]
		if !known {
			i, at[path] = len(out), len(out)
			out = append(out, OwedAt{Path: path})
		}
		return &out[i]
	}
	for _, w := range due {
		x := of(w.Path)
		x.Due, x.DueFen = x.Due+w.N, x.DueFen+w.AmountFen
		sum.Due, sum.DueFen = sum.Due+w.N, sum.DueFen+w.AmountFen
	}
	for _, m := range lacking {
		x := of(m.Path)
		x.Missing, sum.Missing = x.Missing+m.Months, sum.Missing+m.Months
	}
	slices.SortFunc(out, func(a, b OwedAt) int { return cmp.Compare(a.Path, b.Path) })
	return out, sum
}

// arrears of a scope: the two figures by division, and by the desk where what is due waits; where a county or less is
// chosen each month of each person, with the reason that the desk gave and the office to which it has climbed.
func (p *Arrears) arrears(r *kit.Request) error {
	page, scope, err := p.arrearsAt(r)
	if err != nil {
		return err
	}
	if err := r.Read(func(s *database.Snapshot) error { return page.load(s, scope, r.Today) }); err != nil {
		return err
	}
	page.narrow()
	slices.SortFunc(page.Waits, func(a, b payment.Waits) int {
		return cmp.Or(a.Month.Since(b.Month), slices.Index(payment.Desks, a.Desk)-slices.Index(payment.Desks, b.Desk))
	})
	page.R = r
	if !page.Listed {
		return r.Show(http.StatusOK, "arrears", page)
	}
	return page.list().Answer(r, page.asked(), func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "arrears", page)
	})
}

// narrow the list to the desk and month asked for.
func (a *arrearsPage) narrow() {
	a.Owing = slices.DeleteFunc(a.Owing, func(o payment.Unpaid) bool {
		return a.Desk != "" && o.Desk() != a.Desk || !a.Month.IsZero() && o.Month != a.Month
	})
	a.All = len(a.Owing)
}

// asked are the months of people that the page lists.
func (a *arrearsPage) asked() listing.Query[payment.Unpaid] {
	q := listing.Query[payment.Unpaid]{At: a.At, Said: listing.Said("", words.Label("paydesk", a.Desk)),
		All: func(*database.Snapshot, authz.Scope) ([]payment.Unpaid, error) { return a.Owing, nil }}
	if !a.Month.IsZero() {
		q.Said = append(q.Said, a.Month.Chinese())
	}
	return q
}

// list of the months that people wait for, each with the desk where it waits and why.
func (a *arrearsPage) list() *listing.List[payment.Unpaid] {
	return &listing.List[payment.Unpaid]{
		Code: "arrears", Title: "应发未到账", View: "payroll.view",
		ID: func(o payment.Unpaid) int64 { // a holder may wait for several months
			return o.PlacementID*1_000_000 + int64(o.Month.Year()*100+o.Month.Number())
		},
		NoRow: "没有应发未到账的人。",
		Columns: []listing.Column[payment.Unpaid]{
			{Key: "name", Head: "姓名", By: func(x, y payment.Unpaid) int { return cmp.Compare(x.Name, y.Name) },
				Cell: func(r *kit.Request, o payment.Unpaid) listing.Cell {
					c := listing.Cell{Text: o.Name}
					if r.Can("payment.statement") {
						c.Address = "/pay/people/" + kit.FormatID(o.PersonID)
					}
					if o.Gone {
						c.Second = "已退出"
					}
					return c
				}},
			listing.Place("place", "村（社区）", func(o payment.Unpaid) string { return o.Path }),
			listing.Text("month", "月份", func(o payment.Unpaid) string { return o.Month.String() }).As(listing.Dated),
			listing.Made("amount", "未到账（元）", unpaidAmount).As(listing.Figure).
				SortedBy(func(x, y payment.Unpaid) int { return cmp.Compare(x.AmountFen, y.AmountFen) }),
			listing.Made("late", "逾期（日）", a.lateness).As(listing.Figure).
				SortedBy(func(x, y payment.Unpaid) int { return cmp.Compare(a.Late(x), a.Late(y)) }),
			listing.Made("desk", "停在哪里、为什么", a.standstill).
				SortedBy(func(x, y payment.Unpaid) int { return cmp.Compare(x.Desk(), y.Desk()) }),
		},
	}
}

// unpaidAmount of a month, and what came of it already.
func unpaidAmount(_ *kit.Request, o payment.Unpaid) listing.Cell {
	c := listing.Cell{Text: o.AmountFen.Grouped()}
	if !o.IsFrozen() {
		c.Second = "没有核定，按协议和考勤算"
		if o.Run != "" {
			c.Second = "名单上的，没有批准"
		}
	}
	if o.PaidFen > 0 {
		c.Second = "已到账" + o.PaidFen.Grouped()
	}
	return c
}

// lateness of a month in days.
func (a *arrearsPage) lateness(_ *kit.Request, o payment.Unpaid) listing.Cell {
	switch a.Age(o) {
	case 0:
		return listing.Cell{Second: "经文件延至" + a.Until(o).String()}
	case 4:
		return listing.Cell{Text: fmt.Sprint(a.Late(o)), Parts: []listing.Line{{Text: "超过30日", Tone: "bad"}}}
	}
	return listing.Cell{Text: fmt.Sprint(a.Late(o))}
}

// standstill says where a month waits, why, and who sees to it by now.
func (a *arrearsPage) standstill(_ *kit.Request, o payment.Unpaid) listing.Cell {
	c := listing.Cell{Text: words.Label("paydesk", o.Desk())}
	if o.Desk() == payment.AtAccount {
		c.Text = words.Label("payaccount", o.Account())
		if o.Returned != "" {
			c.Text += "（" + o.Returned + "）"
		}
	}
	if d := a.Reason(o); d != nil {
		said := words.Label("delay", d.Reason)
		if d.Remark != "" {
			said += "，" + d.Remark
		}
		if !d.ExpectedOn.IsZero() {
			said += "，预计" + d.ExpectedOn.String() + "到账"
		}
		c.Parts = append(c.Parts, listing.Line{Text: said + "（" + d.AtUs.Date().String() + "说明）"})
	}
	if who := a.Overseer(o); who != "" {
		c.Parts = append(c.Parts, listing.Line{Text: "现由" + who + "督办"})
	}
	return c
}

type reasonPage struct {
	*arrearsPage
	Wait    payment.Waits
	NoSheet int64 // of whom nothing is here of the month, as counted last
	Choices []string
}

// reasonForm asks a desk why the months of a region wait there.
func (p *Arrears) reasonForm(r *kit.Request) error {
	page, err := p.reasonPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "arrears_reason", page)
}

func (p *Arrears) reasonPage(r *kit.Request) (*reasonPage, error) {
	at, scope, err := p.arrearsAt(r)
	if err != nil {
		return nil, err
	}
	page := &reasonPage{arrearsPage: at, Choices: payment.DelayReasons}
	page.Title = "说明没有到账的原因"
	page.Wait = payment.Waits{Month: page.Month, Desk: page.Desk}
	if page.At == nil || payment.Speaks(page.Desk) == "" || page.Month.IsZero() {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	if err := r.Actor.Check(payment.Speaks(page.Desk), page.At.Path); err != nil {
		return nil, err
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.book, err = rulebook.Load(s); err != nil {
			return err
		}
		if page.delays, err = payment.DelaysOf(s, scope, page.Month); err != nil {
			return err
		}
		rows, err := payment.OwingOf(s, scope, payment.OwingFilter{From: page.Month, Until: page.Month,
			Today: r.Today})
		for _, o := range rows {
			if o.Desk() == page.Desk {
				page.Wait.N, page.Wait.AmountFen = page.Wait.N+1, page.Wait.AmountFen+o.AmountFen
			}
		}
		if err == nil && page.Desk == payment.AtSheet {
			page.NoSheet, err = payment.MissingMonth(s, scope, page.Month)
		}
		return err
	})
}

func (p *Arrears) reasonSay(r *kit.Request) error {
	page, err := p.reasonPage(r)
	if err != nil {
		return err
	}
	d := payment.Delay{Month: page.Month, Desk: page.Desk, Reason: r.Text("reason"), Remark: r.Text("remark"),
		ExpectedOn: r.Date("expected")}
	if err = r.Faults(); err == nil {
		_, err = p.Payments.Explain(r.Context.Request().Context(), r.Actor, r.Key(), page.At, d)
	}
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		return r.RenderFormErrors(err, "arrears_reason", page)
	}
	return r.SeeOther("/pay/arrears?region="+page.At.Code, "已说明，逐人逐月和查询发放时都看得到。")
}

type lookupPage struct {
	kit.Page
	Places kit.Places
	Q      string
	Rows   []resident.Person
}

// payLookup finds somebody who asks whether the money came: by number, telephone or name, in the visitor's own regions.
func (p *Arrears) payLookup(r *kit.Request) error {
	scope := r.Actor.Scope("payment.statement")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &lookupPage{Page: kit.Page{Title: "查发放"}, Places: r.Narrow(scope.Paths(), at), Q: r.Text("q")}
	if err := r.Faults(); err != nil {
		return err
	}
	if page.Q != "" {
		f := resident.Sought(p.Ring, page.Q)
		f.Limit = kit.PageSize
		if at != nil {
			f.Within = at.Path
		}
		if err := r.Read(func(s *database.Snapshot) (err error) {
			page.Rows, err = resident.List(s, scope, f)
			return err
		}); err != nil {
			return err
		}
	}
	return r.Show(http.StatusOK, "pay_lookup", page)
}

type statementPage struct {
	kit.Page
	Person resident.Person
	Said   []payment.Said
	Owing  []payment.Unpaid
	// months on post past their due day of which nothing is here, as of now
	Missing []payment.Missing
	NoPay   []NoPayMonth
	delays  payment.Delays
	book    *rulebook.Book
}

// Reason that the desk gave for a month.
func (s *statementPage) Reason(o payment.Unpaid) *payment.Delay { return s.delays.For(o) }

// Why the village has not sent what is lacking.
func (s *statementPage) Why(m payment.Missing) *payment.Delay { return s.delays.Of(m) }

// Due day of a month.
func (s *statementPage) Due(o payment.Unpaid) civil.Date {
	return payroll.DueOn(s.book, o.Path, o.Month)
}

// IsLate reports whether a month's due day has passed.
func (s *statementPage) IsLate(o payment.Unpaid) bool { return s.R.Today.After(s.Due(o)) }

// payStatement is what a person was paid and is owed, to be read out or printed: the offices and reasons, never a
// clerk's name.
func (p *Arrears) payStatement(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	page := &statementPage{Page: kit.Page{Title: "发放明细"}}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.Person, err = resident.ByID(s, n); err != nil {
			return err
		}
		if err := r.Actor.Check("payment.statement", page.Person.Path); err != nil {
			return err
		}
		if page.book, err = rulebook.Load(s); err != nil {
			return err
		}
		if page.Said, err = payment.OfPerson(s, n); err != nil {
			return err
		}
		scope, until := r.Actor.Scope("payment.statement"), r.Today.Month().Add(-1)
		if page.delays, err = payment.DelaysOf(s, scope, until); err != nil {
			return err
		}
		page.Owing, err = payment.OwingOf(s, scope, payment.OwingFilter{PersonID: n, Until: until, Today: r.Today})
		if err != nil {
			return err
		}
		if page.Missing, err = payment.MissingOfPerson(s, page.book, n, r.Today); err != nil {
			return err
		}
		months, err := payroll.NoPayMonths(s, n)
		page.NoPay = noPayRows(months)
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "pay_statement", page)
}
