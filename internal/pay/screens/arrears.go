package screens

import (
	"cmp"
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
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/resident"
)

// Arrears shows what is late, why, and what was paid beyond an exit.
type Arrears struct {
	Payments *payment.Service
	Ring     *seal.Ring
}

// Routes of these pages.
func (p *Arrears) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/placements/:id/recovery.pdf", "placement.end", p.placementRecovery).Of("placement"),
		feature.Get("/pay/recoveries", "payment.view", p.recoveries),
		feature.Post("/pay/recoveries/:id", "payment.recover", p.recover).Of("placement"),
		feature.Get("/pay/lookup", "payment.statement", p.payLookup),
		feature.Get("/pay/people/:id", "payment.statement", p.payStatement).Of("person"),
		feature.Get("/pay/arrears", "payroll.view", p.arrears),
		feature.Get("/pay/arrears/reason", "payroll.view", p.reasonForm),
		feature.Post("/pay/arrears/reason", "payroll.view", p.reasonSay),
	}
}

type arrearsPage struct {
	kit.Page
	Places    kit.Places
	At        *region.Region // nil: all that the visitor sees
	Rows      []payment.Arrears
	Total     money.Fen
	Waits     []payment.Waits
	CountedAt clock.Moment // of the waits, where they are not listed by name
	Listed    bool         // a county or less is chosen: month by month, by name
	Desk      string
	Month     civil.Month
	Owing     []payment.Unpaid
	All       int
	Next      string

	Unconfirmed payment.Unconfirmed
	People      []payment.UnconfirmedPerson // the first of them, of a county or less
	delays      payment.Delays
	book        *rulebook.Book
}

// shownUnconfirmed people by name; the others are counted.
const shownUnconfirmed = 200

// Shown is how many people without confirmed pay stand on the page by name.
func (a *arrearsPage) Shown() int64 { return int64(len(a.People)) }

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
	page := &arrearsPage{Page: kit.Page{Title: "逾期未到账"}, Places: r.Narrow(scope.Paths(), at), At: at}
	if at != nil {
		scope = scope.Within(at.Path)
		page.Listed = at.Level != region.City
	}
	page.Desk = r.Text("desk")
	if m, err := civil.ParseMonth(r.Text("month")); err == nil {
		page.Month = m
	}
	return page, scope, r.Faults()
}

// load what is late, and who waits where: counted at night for a large region, now for one whose people are listed.
func (page *arrearsPage) load(s *database.Snapshot, scope authz.Scope, today civil.Date) (err error) {
	if page.book, err = rulebook.Load(s); err != nil {
		return err
	}
	if page.Rows, err = payment.Overdue(s, scope, page.book, today); err != nil {
		return err
	}
	if page.Unconfirmed, err = payment.UnconfirmedOf(s, scope); err != nil {
		return err
	}
	if page.Listed {
		if page.People, err = payment.UnconfirmedPeople(s, scope, shownUnconfirmed); err != nil {
			return err
		}
	}
	until := payment.DueMonth(scope, page.book, today)
	if page.delays, err = payment.DelaysOf(s, scope, until); err != nil {
		return err
	}
	if !page.Listed {
		if page.Waits, err = payment.WaitsOf(s, scope); err == nil {
			page.CountedAt, err = payment.CountedAt(s)
		}
		return err
	}
	page.Owing, err = payment.OwingOf(s, scope, payment.OwingFilter{Until: until})
	return err
}

// arrears of a scope: the sums by county and month and by the desk where it waits; where a county or less is chosen
// each month of each person, with the reason that the desk gave and the office to which it has climbed.
func (p *Arrears) arrears(r *kit.Request) error {
	page, scope, err := p.arrearsAt(r)
	if err != nil {
		return err
	}
	if err := r.Read(func(s *database.Snapshot) error { return page.load(s, scope, r.Today) }); err != nil {
		return err
	}
	for _, a := range page.Rows {
		page.Total += a.UnpaidFen
	}
	if page.Listed {
		page.Waits = payment.Gather(page.Owing, page.book, r.Today, region.City)
		page.narrow(r.QueryParam("after"))
	}
	slices.SortFunc(page.Waits, func(a, b payment.Waits) int {
		return cmp.Or(a.Month.Since(b.Month), slices.Index(payment.Desks, a.Desk)-slices.Index(payment.Desks, b.Desk))
	})
	return r.Show(http.StatusOK, "arrears", page)
}

// narrow the list to the desk and month asked for and to one page of it, after the row of the key.
func (a *arrearsPage) narrow(after string) {
	key := func(o payment.Unpaid) string {
		return o.Path + "," + o.Month.String() + "," + kit.FormatID(o.PlacementID)
	}
	a.Owing = slices.DeleteFunc(a.Owing, func(o payment.Unpaid) bool {
		return a.Desk != "" && o.Desk() != a.Desk || !a.Month.IsZero() && o.Month != a.Month
	})
	a.All = len(a.Owing)
	if i := slices.IndexFunc(a.Owing, func(o payment.Unpaid) bool { return key(o) == after }); i >= 0 {
		a.Owing = a.Owing[i+1:]
	}
	a.Owing, a.Next = kit.OnePage(a.Owing[:min(len(a.Owing), kit.PageSize+1)], key)
}

type reasonPage struct {
	*arrearsPage
	Wait    payment.Waits
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
		rows, err := payment.OwingOf(s, scope, payment.OwingFilter{From: page.Month, Until: page.Month})
		for _, o := range rows {
			if o.Desk() == page.Desk {
				page.Wait.N, page.Wait.AmountFen = page.Wait.N+1, page.Wait.AmountFen+o.AmountFen
			}
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
	delays payment.Delays
	book   *rulebook.Book
}

// Reason that the desk gave for a month.
func (s *statementPage) Reason(o payment.Unpaid) *payment.Delay { return s.delays.For(o) }

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
	page := &statementPage{Page: kit.Page{Title: "发放、欠发明细"}}
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
		page.Owing, err = payment.OwingOf(s, scope, payment.OwingFilter{PersonID: n, Until: until})
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "pay_statement", page)
}
