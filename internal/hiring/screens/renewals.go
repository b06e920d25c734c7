package screens

import (
	"fmt"
	"net/http"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
)

// forecastMonths ahead are shown.
const forecastMonths = 6

type renewalsPage struct {
	kit.Page
	Places kit.Places
	Months []civil.Month
	Table  []forecastRow
	Month  civil.Month // of the list below, zero if none is chosen
	Rows   []placement.Row
	Until  civil.Date
	More   bool
	Gone   int  // how many of those chosen are not on post any more
	Chosen bool // the list below is of those that were chosen in the list of holders
}

type forecastRow struct {
	Name, Code string
	N          []int64
	Total      int64
}

// loadEnding lists whose agreement ends in the month; in the first one also those whose agreement ran out before.
func (page *renewalsPage) loadEnding(s *database.Snapshot, scope authz.Scope, first civil.Month) error {
	return placement.Stream(s, scope, placement.Filter{EndingBy: page.Month.Last()}, func(x placement.Row) error {
		if x.AgreementUntil.Before(page.Month.First()) && page.Month != first || x.State == placement.Ended {
			return nil
		}
		if page.More = len(page.Rows) >= 500; !page.More {
			page.Rows = append(page.Rows, x)
		}
		return nil
	})
}

// maxChosen is how many rows of a list can be chosen at once.
const maxChosen = 200

// loadChosen lists those that were chosen, as far as they are the visitor's to see and have not ended.
func (page *renewalsPage) loadChosen(s *database.Snapshot, scope authz.Scope, values []string) error {
	var ids []int64
	for _, v := range values[:min(len(values), maxChosen)] {
		n, _, _ := strings.Cut(v, ",")
		if id := kit.ParseID(n); id > 0 {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := placement.List(s, scope, placement.Filter{Among: ids}, &listing.Window{Limit: maxChosen})
	for _, x := range rows {
		if x.State == placement.Ended {
			page.Gone++
			continue
		}
		page.Rows = append(page.Rows, x)
		if last := x.AgreementUntil.AddMonths(12); last.After(page.Until) {
			page.Until = last
		}
	}
	return err
}

// forecastTable has a row for each place where agreements end.
func forecastTable(places []*region.Region, ends []placement.Ending, first civil.Month) (table []forecastRow) {
	byPath := map[string]*forecastRow{}
	for _, x := range places {
		byPath[x.Path] = &forecastRow{Name: x.Name, Code: x.Code, N: make([]int64, forecastMonths)}
	}
	for _, e := range ends {
		if row := byPath[e.Path]; row != nil {
			row.N[max(0, e.Month.Since(first))] += e.N // an agreement that ran out before is due now
			row.Total += e.N
		}
	}
	for _, x := range places {
		if row := byPath[x.Path]; row.Total > 0 {
			table = append(table, *row)
		}
	}
	return table
}

func (p *Placements) renewalsPage(r *kit.Request) (*renewalsPage, error) {
	scope := r.Actor.Scope("placement.view")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &renewalsPage{Page: kit.Page{Title: "到期预测和续聘"}, Places: r.Narrow(scope.Paths(), at)}
	if at == nil {
		return page, nil
	}
	scope = scope.Within(at.Path)
	first := r.Today.Month()
	for i := range forecastMonths {
		page.Months = append(page.Months, first.Add(i))
	}
	if m := r.Text("month"); m != "" {
		if page.Month, err = civil.ParseMonth(m); err != nil {
			return nil, errs.New(errs.Invalid, "form.month").On("month")
		}
	}
	if ids := r.Context.Request().Form["ids"]; page.Month.IsZero() && len(ids) > 0 {
		page.Chosen = true
		return page, r.Read(func(s *database.Snapshot) error { return page.loadChosen(s, scope, ids) })
	}
	depth := min(at.Level.Depth()+1, 4)
	err = r.Read(func(s *database.Snapshot) error {
		ends, err := placement.Forecast(s, scope, depth, civil.MustMonth("2000-01"), first.Add(forecastMonths-1))
		if err != nil {
			return err
		}
		below := r.Tree.Children(at.ID)
		if at.Level == region.Village {
			below = append([]*region.Region{at}, below...)
		}
		page.Table = forecastTable(below, ends, first)
		if page.Month.IsZero() {
			return nil
		}
		page.Until = page.Month.Last().AddMonths(12)
		return page.loadEnding(s, scope, first)
	})
	return page, err
}

// Number of the agreement that is proposed for a renewal: the post's, and the year in which it begins.
func (renewalsPage) Number(x placement.Row) string {
	return fmt.Sprintf("%s-%d", x.Code, x.AgreementUntil.AddDays(1).Year())
}

func (p *Placements) renewals(r *kit.Request) error {
	page, err := p.renewalsPage(r)
	if err == nil {
		err = r.Faults()
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "renewals", page)
}

func (p *Placements) renewalsDo(r *kit.Request) error {
	page, err := p.renewalsPage(r)
	if err != nil {
		return err
	}
	until, why := r.Date("until"), r.Text("why")
	byID := map[int64]placement.Row{}
	for _, x := range page.Rows {
		byID[x.ID] = x
	}
	var many []placement.Renewal
	for _, v := range r.Context.Request().Form["ids"] {
		n, version, _ := strings.Cut(v, ",")
		if x, ok := byID[kit.ParseID(n)]; ok {
			many = append(many, placement.Renewal{ID: x.ID, Version: kit.ParseID(version), AgreementNo: page.Number(x)})
		}
	}
	n := 0
	if err = r.Faults(); err == nil && page.Places.At == nil {
		err = errs.New(errs.Invalid, "region.code").On("region").With("code", "")
	}
	if err == nil {
		n, err = p.Placements.RenewBatch(r.Context.Request().Context(), r.Actor, r.Key(), page.Places.At.Path, many, until,
			why)
	}
	if err != nil {
		return r.RenderFormErrors(err, "renewals", page)
	}
	return r.SeeOther("/placements/renewals?region="+page.Places.At.Code, fmt.Sprintf("已续聘%d人。可在“表册”中打印劳务协议。", n))
}

func (p *Placements) placementSuspend(r *kit.Request) error {
	on, why := r.Date("on"), r.Text("why")
	return p.placementAct(r, "已暂停。暂停期间不考勤、不发补贴，岗位保留。", func(n, version int64) error {
		_, err := p.Placements.Suspend(r.Context.Request().Context(), r.Actor, r.Key(), n, version, on, why)
		return err
	})
}

func (p *Placements) placementResume(r *kit.Request) error {
	on, why := r.Date("on"), r.Text("why")
	return p.placementAct(r, "已恢复。", func(n, version int64) error {
		_, err := p.Placements.Resume(r.Context.Request().Context(), r.Actor, r.Key(), n, version, on, why)
		return err
	})
}
