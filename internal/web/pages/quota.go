package pages

import (
	"net/http"

	"gangwei/internal/database"
	"gangwei/internal/quota"
	"gangwei/internal/region"
	"gangwei/internal/web/kit"
)

type quotaPage struct {
	kit.Page
	Places  kit.Places
	Rows    []quotaRow
	From    *region.Region
	Targets []*region.Region
	Version int64 // of the giver's row
}

type quotaRow struct {
	Name string
	Own  bool
	Q    *quota.Quota
}

func (p *Pages) quotaPage(r *kit.Request, at *region.Region) (*quotaPage, error) {
	scope := r.Actor.Scope("quota.view")
	if at == nil {
		if paths := scope.Paths(); len(paths) > 0 {
			at, _ = r.Tree.ByPath(paths[0])
		}
	}
	page := &quotaPage{Page: kit.Page{Title: "岗位计划"}, Places: r.Narrow(scope.Paths(), at)}
	if at == nil {
		return page, nil
	}
	var all []quota.Quota
	err := p.read(r, func(s *database.Snapshot) (err error) {
		all, err = quota.List(s, scope.Within(at.Path))
		return err
	})
	byID := map[int64]*quota.Quota{}
	for i := range all {
		byID[all[i].RegionID] = &all[i]
	}
	page.Rows = append(page.Rows, quotaRow{at.Name, true, byID[at.ID]})
	for _, c := range r.Tree.Children(at.ID) {
		page.Rows = append(page.Rows, quotaRow{c.Name, false, byID[c.ID]})
	}
	if at.Level != region.Village && r.Actor.Scope("quota.allot").Covers(at.Path) {
		page.From, page.Targets = at, r.Tree.Children(at.ID)
		if q := byID[at.ID]; q != nil {
			page.Version = q.Version
		}
	}
	return page, err
}

func (p *Pages) quota(r *kit.Request) error {
	at, err := r.Where(r.Actor.Scope("quota.view"))
	if err != nil {
		return err
	}
	page, err := p.quotaPage(r, at)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "quota", page)
}

func (p *Pages) quotaAllot(r *kit.Request) error {
	from, err := r.Tree.ByCode(r.Text("from"))
	if err != nil {
		return err
	}
	if err := seen(r, "quota.allot", from.Path); err != nil {
		return err
	}
	to, err := r.Tree.ByCode(r.Text("to"))
	amount, document := r.Int("amount"), r.Text("document")
	if err == nil {
		err = r.Faults()
	}
	if err == nil {
		_, err = quota.Allot(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), quota.Allotment{From: from, To: to, Amount: amount, Document: document, Version: r.Int("version")})
	}
	if err != nil {
		page, loadErr := p.quotaPage(r, from)
		if loadErr != nil {
			return loadErr
		}
		return r.ShowAgain(err, "quota", page)
	}
	return r.SeeOther("/quota?region="+from.Code, "已下达给"+to.Name+"。")
}
