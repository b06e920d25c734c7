package pages

import (
	"net/http"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/money"
	"gangwei/internal/payment"
	"gangwei/internal/payroll"
	"gangwei/internal/region"
	"gangwei/internal/resident"
	"gangwei/internal/rulebook"
	"gangwei/internal/web/kit"
)

type arrearsPage struct {
	kit.Page
	Places kit.Places
	Rows   []payment.Arrears
	Total  money.Fen
	Listed bool // a county or less is chosen: month by month, by name
	Owing  []payment.Owing
	Next   string
	book   *rulebook.Book
}

// Late says by how many days a month is late, and since when.
func (a *arrearsPage) Late(o payment.Owing) int {
	_, days := payment.Age(payroll.DueOn(a.book, o.Path, o.Month), a.R.Today)
	return days
}

// Age is the class of lateness of a month.
func (a *arrearsPage) Age(o payment.Owing) int {
	class, _ := payment.Age(payroll.DueOn(a.book, o.Path, o.Month), a.R.Today)
	return class
}

// Until is the day to which a document put a month off.
func (a *arrearsPage) Until(o payment.Owing) civil.Date {
	day, _ := payroll.PutOff(a.book, o.Path, o.Month)
	return day
}

// arrears of a scope: the sums by county and month, and where a county or less is chosen each month of each person, at whose desk it
// waits and why.
func (p *Pages) arrears(r *kit.Request) error {
	scope := r.Actor.Scope("payroll.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &arrearsPage{Page: kit.Page{Title: "逾期未到账"}, Places: r.Narrow(scope.Paths(), at)}
	if at != nil {
		scope = scope.Within(at.Path)
		page.Listed = at.Level != region.City
	}
	f := payment.OwingFilter{Limit: pageSize + 1}
	if path, rest, ok := strings.Cut(r.QueryParam("after"), ","); ok && len(path) <= 16 {
		month, n, _ := strings.Cut(rest, ",")
		if m, err := civil.ParseMonth(month); err == nil {
			f.AfterPath, f.AfterMonth, f.AfterPlacement = path, m, number(n)
		}
	}
	if err := r.Faults(); err != nil {
		return err
	}
	if err := p.read(r, func(s *database.Snapshot) (err error) {
		if page.book, err = rulebook.Load(s); err != nil {
			return err
		}
		if page.Rows, err = payment.Overdue(s, scope, page.book, r.Today); err != nil || !page.Listed {
			return err
		}
		f.Until = payment.DueMonth(scope, page.book, r.Today)
		page.Owing, err = payment.OwingOf(s, scope, f)
		return err
	}); err != nil {
		return err
	}
	for _, a := range page.Rows {
		page.Total += a.UnpaidFen
	}
	page.Owing, page.Next = onePage(page.Owing, func(o payment.Owing) string { return o.Path + "," + o.Month.String() + "," + id(o.PlacementID) })
	return r.Show(http.StatusOK, "arrears", page)
}

type lookupPage struct {
	kit.Page
	Places kit.Places
	Q      string
	Rows   []resident.Person
}

// payLookup finds somebody who asks whether the money came: by number, telephone or name, in the visitor's own regions.
func (p *Pages) payLookup(r *kit.Request) error {
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
		f := resident.Filter{Limit: pageSize}
		if at != nil {
			f.Within = at.Path
		}
		p.find(page.Q, &f)
		if err := p.read(r, func(s *database.Snapshot) (err error) {
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
	Owing  []payment.Owing
	book   *rulebook.Book
}

// Due day of a month.
func (s *statementPage) Due(o payment.Owing) civil.Date {
	return payroll.DueOn(s.book, o.Path, o.Month)
}

// IsLate reports whether a month's due day has passed.
func (s *statementPage) IsLate(o payment.Owing) bool { return s.R.Today.After(s.Due(o)) }

// payStatement is what a person was paid and is owed, to be read out or printed: the offices and reasons, never a clerk's name.
func (p *Pages) payStatement(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	page := &statementPage{Page: kit.Page{Title: "发放、欠发明细"}}
	if err := p.read(r, func(s *database.Snapshot) (err error) {
		if page.Person, err = resident.ByID(s, n); err != nil {
			return err
		}
		if err := seen(r, "payment.statement", page.Person.Path); err != nil {
			return err
		}
		if page.book, err = rulebook.Load(s); err != nil {
			return err
		}
		if page.Said, err = payment.OfPerson(s, n); err != nil {
			return err
		}
		page.Owing, err = payment.OwingOf(s, r.Actor.Scope("payment.statement"), payment.OwingFilter{PersonID: n, Until: r.Today.Month().Add(-1), Limit: 100})
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "pay_statement", page)
}
