package pages

import (
	"net/http"

	"gangwei/internal/authz"
	"gangwei/internal/database"
	"gangwei/internal/region"
	"gangwei/internal/rulebook"
	"gangwei/internal/web/kit"
	"gangwei/internal/words"
)

type rulebookPage struct {
	kit.Page
	Rows, Pending []rulebook.Parameter
	Infos         []rulebook.Info
	Names, Units  map[string]string
	Regions       []*region.Region
}

// Said is a value in words, with its unit.
func (b *rulebookPage) Said(p rulebook.Parameter) string {
	if p.Value == "" {
		return "未设定"
	}
	if w := words.Label("paramvalue", p.Value); w != p.Value {
		return w
	}
	return p.Value + " " + b.Units[p.Param]
}

func (p *Pages) rulebookPage(r *kit.Request) (*rulebookPage, error) {
	page := &rulebookPage{Page: kit.Page{Title: "参数"}, Names: map[string]string{}, Units: map[string]string{}}
	var err error
	if page.Infos, err = rulebook.Catalogue(); err != nil {
		return nil, err
	}
	for _, i := range page.Infos {
		page.Names[i.Key], page.Units[i.Key] = i.Name, i.Unit
	}
	for _, reg := range append(r.Tree.At(region.City), r.Tree.At(region.County)...) {
		if r.Actor.Scope("rulebook.propose").Covers(reg.Path) {
			page.Regions = append(page.Regions, reg)
		}
	}
	var all []rulebook.Parameter
	if err := p.read(r, func(s *database.Snapshot) (err error) {
		all, err = rulebook.List(s)
		return err
	}); err != nil {
		return nil, err
	}
	own := r.Actor.Scope("rulebook.view")
	for _, x := range all {
		// What is in force for one's region, from above or inside it; another county's values are not this page's business.
		concerns := own.Covers(x.RegionPath)
		for _, path := range own.Paths() {
			concerns = concerns || authz.Under(x.RegionPath).Covers(path)
		}
		switch {
		case !concerns:
		case x.State == rulebook.Approved:
			page.Rows = append(page.Rows, x)
		case x.State == rulebook.Proposed:
			page.Pending = append(page.Pending, x)
		}
	}
	return page, nil
}

func (p *Pages) rulebook(r *kit.Request) error {
	page, err := p.rulebookPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "rulebook", page)
}

func (p *Pages) rulebookPropose(r *kit.Request) error {
	at, err := r.Tree.ByCode(r.Text("region"))
	if err != nil {
		return err
	}
	c := rulebook.Change{Param: r.Text("param"), RegionPath: at.Path, FromDate: r.Date("from"), Value: r.Text("value"), Reason: r.Text("reason"), Document: r.Text("document")}
	if err = r.Faults(); err == nil {
		_, err = rulebook.Propose(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), c)
	}
	return p.rulebookDone(r, err, "已提出，请另一人核准。")
}

func (p *Pages) rulebookDecide(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	_, err = rulebook.Decide(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), n, r.Text("approve") == "1")
	return p.rulebookDone(r, err, "已处理。")
}

func (p *Pages) rulebookDone(r *kit.Request, err error, notice string) error {
	if err == nil {
		return r.SeeOther("/rulebook", notice)
	}
	if !kit.Again(err) {
		return err
	}
	page, loadErr := p.rulebookPage(r)
	if loadErr != nil {
		return loadErr
	}
	return r.ShowAgain(err, "rulebook", page)
}
