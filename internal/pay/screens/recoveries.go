package screens

import (
	"net/http"

	"gangwei/internal/base/money"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
)

type recoveriesPage struct {
	kit.Page
	Counties  []*region.Region
	At        *region.Region
	Rows      []payment.Recovery
	Over      money.Fen
	Back      money.Fen
	CanBook   bool
	CanLetter bool
}

func (p *Arrears) recoveriesPage(r *kit.Request) (*recoveriesPage, error) {
	page := &recoveriesPage{Page: kit.Page{Title: "多发与追缴"}}
	scope := r.Actor.Scope("payment.view")
	for _, c := range r.Tree.At(region.County) {
		if scope.Covers(c.Path) {
			page.Counties = append(page.Counties, c)
			if page.At == nil || c.Code == r.Text("region") {
				page.At = c
			}
		}
	}
	if page.At == nil {
		return page, nil
	}
	page.CanBook = r.Actor.Scope("payment.recover").Covers(page.At.Path)
	page.CanLetter = r.Can("placement.view")
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = payment.Recoveries(s, page.At.Path, 0)
		for _, x := range page.Rows {
			page.Over, page.Back = page.Over+x.Over, page.Back+x.Back
		}
		return err
	})
}

func (p *Arrears) recoveries(r *kit.Request) error {
	page, err := p.recoveriesPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "recoveries", page)
}

// recover books what came back of an overpayment.
func (p *Arrears) recover(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	amount, on, voucher := r.Fen("amount"), r.Date("on"), r.Text("voucher")
	if err = r.Faults(); err == nil {
		_, err = p.Payments.Recover(r.Context.Request().Context(), r.Actor, r.Key(), n, amount, on, voucher)
	}
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		page, loadErr := p.recoveriesPage(r)
		if loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "recoveries", page)
	}
	return r.SeeOther("/pay/recoveries?region="+r.Text("region"), "已登记收回，记入原资金来源。")
}

// HeardWays in which a payee is heard.
func (page *recoveriesPage) HeardWays() []string { return payment.HeardWays }

// hear writes down what somebody said who was paid too much.
func (p *Arrears) hear(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	x := payment.Hearing{PlacementID: n, OnDate: r.Date("heard_on"), How: kit.Choice(r, "heard_how"),
		Words: r.Text("heard_words")}
	if err = r.Faults(); err == nil {
		_, err = p.Payments.Hear(r.Context.Request().Context(), r.Actor, r.Key(), x)
	}
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		page, loadErr := p.recoveriesPage(r)
		if loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "recoveries", page)
	}
	return r.SeeOther("/pay/recoveries?region="+r.Text("region"), "已登记听取说明。")
}
