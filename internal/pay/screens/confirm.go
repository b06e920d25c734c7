package screens

import (
	"net/http"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/pay/payeecalls"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
)

// Calls shows calls to payees.
type Calls struct {
	Confirm *payeecalls.Service
	Ring    *seal.Ring
}

// Routes of these pages.
func (p *Calls) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/pay/confirm", "confirm.call", p.confirm),
		feature.Post("/pay/confirm", "confirm.call", p.confirmDraw),
		feature.Post("/pay/confirm/:id", "confirm.call", p.confirmCall),
		feature.Get("/inspect/calls", "confirm.answers", p.confirmAnswers),
	}
}

// shownAnswers on the inspectors' page.
const shownAnswers = 500

type confirmPage struct {
	kit.Page
	Counties []*region.Region
	Months   []civil.Month
	Samples  []payeecalls.Sample
	At       *payeecalls.Sample
	Waiting  []payeecalls.ToCall // the one that was chosen first
	Chosen   int64               // whom the visitor chose to call now
	phones   map[int64]string
}

// formsShown of those who wait for a call; the others are links that bring theirs.
const formsShown = 8

// Forms are those whose answers can be entered on the page.
func (x *confirmPage) Forms() []payeecalls.ToCall { return x.Waiting[:min(len(x.Waiting), formsShown)] }

// Later are the others.
func (x *confirmPage) Later() []payeecalls.ToCall { return x.Waiting[min(len(x.Waiting), formsShown):] }

// Phone of somebody to be called; empty if none was given.
func (x *confirmPage) Phone(item int64) string { return x.phones[item] }

func (p *Calls) confirmPage(r *kit.Request) (*confirmPage, error) {
	page := &confirmPage{Page: kit.Page{Title: "发放回访"}, phones: map[int64]string{}}
	scope := r.Actor.Scope("confirm.call")
	for i := 1; i <= 3; i++ {
		page.Months = append(page.Months, r.Today.Month().Add(-i))
	}
	for _, c := range r.Tree.At(region.County) {
		if scope.Covers(c.Path) {
			page.Counties = append(page.Counties, c)
		}
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Samples, err = payeecalls.Samples(s, scope, 60); err != nil {
			return err
		}
		for i := range page.Samples {
			if kit.FormatID(page.Samples[i].ID) == r.Text("sample") {
				page.At = &page.Samples[i]
			}
		}
		if page.At == nil {
			return nil
		}
		if page.Waiting, err = payeecalls.Waiting(s, scope, page.At.ID); err != nil {
			return err
		}
		i := slices.IndexFunc(page.Waiting, func(w payeecalls.ToCall) bool {
			return kit.FormatID(w.ItemID) == r.Text("call")
		})
		if i >= 0 {
			chosen := page.Waiting[i]
			page.Chosen = chosen.ItemID
			page.Waiting = slices.Insert(slices.Delete(page.Waiting, i, i+1), 0, chosen)
		}
		return p.openPhones(page)
	})
}

// openPhones of those who wait for a call.
func (p *Calls) openPhones(page *confirmPage) (err error) {
	for _, w := range page.Waiting {
		if len(w.PhoneSealed) == 0 {
			continue
		}
		if page.phones[w.ItemID], err = p.Ring.Open("person", "phone", w.PhoneSealed); err != nil {
			return err
		}
	}
	return nil
}

func (p *Calls) confirm(r *kit.Request) error {
	page, err := p.confirmPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "confirm", page)
}

func (p *Calls) confirmDraw(r *kit.Request) error {
	county, month := kit.Division(r, "region"), kit.Choice(r, "month")
	err := r.Faults()
	var m civil.Month
	if err == nil {
		if m, err = civil.ParseMonth(month); err != nil {
			err = errs.New(errs.Invalid, "form.choice").On("month")
		}
	}
	if err == nil {
		_, err = p.Confirm.Draw(r.Context.Request().Context(), r.Actor, r.Key(), county, m)
	}
	return p.confirmDone(r, err, "/pay/confirm", "已抽取。请逐个打电话。")
}

func (p *Calls) confirmCall(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	c := payeecalls.Call{Outcome: r.Text("outcome"), Received: r.Text("received"), AskedBack: r.Text("asked_back"),
		Remark: r.Text("remark"), AgainAt: r.Text("again_at")}
	if r.Text("said") != "" {
		c.SaidFen = r.Fen("said")
	}
	if err = r.Faults(); err == nil {
		_, err = p.Confirm.Log(r.Context.Request().Context(), r.Actor, r.Key(), n, c)
	}
	return p.confirmDone(r, err, "/pay/confirm?sample="+r.Text("sample"), "已登记。")
}

func (p *Calls) confirmDone(r *kit.Request, err error, next, notice string) error {
	if err == nil {
		return r.SeeOther(next, notice)
	}
	if !kit.IsFormError(err) {
		return err
	}
	page, loadErr := p.confirmPage(r)
	if loadErr != nil {
		return loadErr
	}
	return r.RenderFormErrors(err, "confirm", page)
}

type answersPage struct {
	kit.Page
	Rows []payeecalls.Told
}

// confirmAnswers shows the inspectors what was answered.
func (p *Calls) confirmAnswers(r *kit.Request) error {
	page := &answersPage{Page: kit.Page{Title: "发放回访的回答"}}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = payeecalls.Answers(s, r.Actor.Scope("confirm.answers"), shownAnswers)
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "confirm_answers", page)
}
