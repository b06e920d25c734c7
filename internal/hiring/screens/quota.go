package screens

import (
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
)

// Quota shows the plan: how many posts each region may open.
type Quota struct {
	Desk *desk.Desk
}

// Routes of these pages.
func (p *Quota) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/quota", "quota.view", p.quota).Untold(),
		feature.Post("/quota", "quota.allot", p.quotaAllot),
		feature.Post("/quota/total", "quota.allot", p.quotaSet),
		feature.Post("/quota/transfer", "quota.allot", p.quotaTransfer),
		feature.Post("/quota/period", "quota.allot", p.quotaPeriod),
	}
}

type quotaPage struct {
	kit.Page
	Places     kit.Places
	Periods    []quota.Period
	Period     quota.Period
	Over       bool // the period has ended and no later one is there
	Kinds      []quota.Kind
	KindNames  map[string]string
	Rows       []quotaRow
	Moves      []quota.Move
	From       *region.Region
	Targets    []*region.Region
	Version    int64 // of the giver's row for any kind
	Top        bool
	NextFrom   civil.Date
	NextUntil  civil.Date
	NextPeriod string
}

type quotaRow struct {
	Name string
	Own  bool
	Q    *quota.Quota
}

// loadPeriod reads the plan's periods and what belongs to the one that is shown: the one asked for, or today's.
func (page *quotaPage) loadPeriod(s *database.Snapshot, today civil.Date, at *region.Region,
	period string) (err error) {
	if page.Periods, err = quota.Periods(s); err != nil {
		return err
	}
	if page.Period, err = quota.PeriodOn(s, today); err != nil {
		return err
	}
	for _, x := range page.Periods {
		if x.Code == period {
			page.Period = x
		}
	}
	if page.Kinds, err = quota.Kinds(s); err != nil {
		return err
	}
	page.Moves, err = quota.Moves(s, at.Path, page.Period.Code, kit.PageSize)
	return err
}

// quotaRows of places, the first of which is the one above; a place without a plan has an empty row.
func quotaRows(places []*region.Region, byID map[int64][]*quota.Quota) (out []quotaRow) {
	for i, x := range places {
		rows := byID[x.ID]
		if len(rows) == 0 {
			rows = []*quota.Quota{nil}
		}
		for _, q := range rows {
			out = append(out, quotaRow{x.Name, i == 0, q})
		}
	}
	return out
}

func (p *Quota) quotaPage(r *kit.Request, at *region.Region, period string) (*quotaPage, error) {
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
	byID := map[int64][]*quota.Quota{}
	if err := r.Read(func(s *database.Snapshot) error {
		if err := page.loadPeriod(s, r.Today, at, period); err != nil {
			return err
		}
		all, err := quota.List(s, scope.Within(at.Path), page.Period.Code)
		for i := range all {
			byID[all[i].RegionID] = append(byID[all[i].RegionID], &all[i])
		}
		return err
	}); err != nil {
		return nil, err
	}
	page.KindNames = kindNames(page.Kinds)
	last := page.Periods[len(page.Periods)-1]
	page.Over = page.Period.Code == last.Code && r.Today.After(last.UntilDate)
	page.NextFrom, page.NextUntil = last.UntilDate.AddDays(1), last.UntilDate.AddMonths(60)
	page.NextPeriod = kit.FormatID(int64(page.NextFrom.Year())) + "-" + kit.FormatID(int64(page.NextUntil.Year()))
	children := r.Tree.Children(at.ID)
	page.Rows = quotaRows(append([]*region.Region{at}, children...), byID)
	if at.Level != region.Village && r.Actor.Scope("quota.allot").Covers(at.Path) {
		page.From, page.Targets, page.Top = at, children, at.Level == region.City
		for _, q := range byID[at.ID] {
			if q.Kind == "" {
				page.Version = q.Version
			}
		}
	}
	return page, nil
}

func (p *Quota) quota(r *kit.Request) error {
	at, err := r.Where(r.Actor.Scope("quota.view"))
	if err != nil {
		return err
	}
	page, err := p.quotaPage(r, at, r.Text("period"))
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "quota", page)
}

// kindOf the posts that a movement is about, empty for any: the form's own answer, since an empty one is none.
func kindOf(r *kit.Request) string {
	if kind := kit.Choice(r, "kind"); kind != "any" {
		return kind
	}
	return ""
}

// quotaAct carries a movement of the plan out for the region that the form names, and shows the plan again.
func (p *Quota) quotaAct(r *kit.Request, notice string, do func(from *region.Region, line quota.Line) error) error {
	from, err := r.Tree.ByCode(r.Text("from"))
	if err != nil {
		return err
	}
	if err := r.Actor.Check("quota.allot", from.Path); err != nil {
		return err
	}
	line := quota.Line{Period: r.Text("period")}
	if err := do(from, line); err != nil {
		page, loadErr := p.quotaPage(r, from, line.Period)
		if loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "quota", page)
	}
	return r.SeeOther("/quota?region="+from.Code+"&period="+line.Period, notice)
}

func (p *Quota) quotaAllot(r *kit.Request) error {
	amount, document, version := r.Int("amount"), r.Text("document"), r.Int("version")
	return p.quotaAct(r, "已下达。", func(from *region.Region, line quota.Line) error {
		to := kit.Division(r, "to")
		line.Kind = kindOf(r)
		err := r.Faults()
		if err == nil {
			if line.Kind != "" {
				version = 0 // the form shows the version of the row for any kind
			}
			_, err = quota.Allot(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(),
				quota.Allotment{Line: line, From: from, To: to, Amount: amount, Document: document, Version: version})
		}
		return err
	})
}

func (p *Quota) quotaSet(r *kit.Request) error {
	amount, document := r.Int("amount"), r.Text("document")
	return p.quotaAct(r, "已核定总数。", func(from *region.Region, line quota.Line) error {
		line.Kind = kindOf(r)
		err := r.Faults()
		if err == nil {
			_, err = quota.Set(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), from, line, amount, document)
		}
		return err
	})
}

func (p *Quota) quotaTransfer(r *kit.Request) error {
	amount, document := r.Int("amount"), r.Text("document")
	return p.quotaAct(r, "已调整。", func(at *region.Region, line quota.Line) error {
		giver, to := kit.Division(r, "giver"), kit.Division(r, "to")
		line.Kind = kindOf(r)
		err := r.Faults()
		if err == nil {
			_, err = quota.Transfer{Line: line, From: giver, To: to, Amount: amount, Document: document}.Move(
				r.Context.Request().Context(), p.Desk, r.Actor, r.Key())
		}
		return err
	})
}

func (p *Quota) quotaPeriod(r *kit.Request) error {
	x := quota.Period{Code: r.Text("period_code"), Name: r.Text("period_name"), FromDate: r.Date("period_from"),
		UntilDate: r.Date("period_until"), Document: r.Text("period_document")}
	return p.quotaAct(r, "已增加计划期。", func(at *region.Region, _ quota.Line) error {
		err := r.Faults()
		if err == nil {
			_, err = quota.AddPeriod(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), at, x)
		}
		return err
	})
}
