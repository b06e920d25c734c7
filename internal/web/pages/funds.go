package pages

import (
	"net/http"

	"gangwei/internal/database"
	"gangwei/internal/fund"
	"gangwei/internal/region"
	"gangwei/internal/web/kit"
)

type fundsPage struct {
	kit.Page
	Balances []fund.Balance
	Entries  []fund.Entry
	Counties []*region.Region
	Funds    []string
}

func (p *Pages) fundsPage(r *kit.Request) (*fundsPage, error) {
	page := &fundsPage{Page: kit.Page{Title: "资金台账"}, Funds: fund.Names}
	scope := r.Actor.Scope("fund.view")
	for _, c := range r.Tree.At(region.County) {
		if r.Actor.Scope("fund.appropriate").Covers(c.Path) {
			page.Counties = append(page.Counties, c)
		}
	}
	return page, p.read(r, func(s *database.Snapshot) (err error) {
		if page.Balances, err = fund.Balances(s, scope); err != nil {
			return err
		}
		if paths := scope.Paths(); len(paths) == 1 && len(paths[0]) == 8 {
			page.Entries, err = fund.Entries(s, paths[0], 100)
		}
		return err
	})
}

func (p *Pages) funds(r *kit.Request) error {
	page, err := p.fundsPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "funds", page)
}

func (p *Pages) fundAppropriate(r *kit.Request) error {
	county, err := r.Tree.ByCode(r.Text("region"))
	if err != nil {
		return err
	}
	name, amount, document := r.Text("fund"), r.Fen("amount"), r.Text("document")
	if err = r.Faults(); err == nil {
		_, err = fund.Appropriate(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), county, name, amount, document)
	}
	if err != nil {
		if !kit.Again(err) {
			return err
		}
		page, loadErr := p.fundsPage(r)
		if loadErr != nil {
			return loadErr
		}
		return r.ShowAgain(err, "funds", page)
	}
	return r.SeeOther("/pay/funds", "已登记。")
}
