package screens

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

// Insurance shows whose policy ends, and takes a policy's period for many.
type Insurance struct {
	Desk *desk.Desk
}

// Routes of these pages.
func (p *Insurance) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/placements/insurance", "placement.view", p.page),
		feature.Post("/placements/insurance", "placement.start", p.insure),
	}
}

// Todo of policies and agreements that end.
func (p *Insurance) Todo() []feature.Todo {
	soon := fmt.Sprintf("%d天内到期或已过期的", placement.ForecastDays)
	return []feature.Todo{
		ending(30, false, feature.Item{Words: soon + "协议", Address: "/placements?soon=1", Act: "看名单",
			Who: "{n}名在岗人员：请提前准备续聘"}, placement.EndingSoon),
		ending(31, true, feature.Item{Words: soon + "意外险", Address: "/placements/insurance", Act: "看名单",
			Who: "{n}名在岗人员：过期的没有保险"}, placement.CoverEnding),
	}
}

// ending counts what ends soon for a township and, with county, for the county that renews it.
func ending(order int, county bool, item feature.Item,
	count func(r database.Reader, scope authz.Scope, today, by civil.Date) (civil.Queue, error)) feature.Todo {
	item.Unit, item.Work = "份", true
	return feature.Todo{Order: order, Permission: "placement.view",
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			if !r.Actor.HasRole("township_reviewer") && !(county && r.Can("placement.start")) {
				return nil, nil
			}
			q, err := count(s, r.Actor.Scope("placement.view"), r.Today, r.Today.AddDays(placement.ForecastDays))
			return []feature.Item{item.Of(q)}, err
		}}
}

// shownCovers are as many as the page shows where nobody was chosen: it stays light.
const shownCovers = 60

type insurancePage struct {
	kit.Page
	Places kit.Places
	Rows   []placement.CoverRow
	By     civil.Date
	Chosen bool
	More   bool
	Gone   int // how many of those chosen are not on post any more
	CanDo  bool
}

// Ticked reports whether a row was chosen, in the list or on this page.
func (x *insurancePage) Ticked(id int64) bool {
	return x.Chosen || slices.Contains(x.R.Context.Request().Form["ids"], kit.FormatID(id))
}

// State of a row: its word and tone.
func (x *insurancePage) State(c placement.CoverRow) string {
	switch {
	case c.UntilDate.IsZero() && c.PolicyNo == "":
		return "没有保险"
	case c.UntilDate.IsZero():
		return "没有登记止期"
	case c.UntilDate.Before(x.R.Today):
		return "已过期"
	}
	return fmt.Sprintf("还有%d天", c.UntilDate.DaysSince(x.R.Today))
}

// Tone of a row's state.
func (x *insurancePage) Tone(c placement.CoverRow) string {
	switch {
	case c.UntilDate.IsZero() && c.PolicyNo == "":
		return "bad"
	case c.UntilDate.IsZero():
		return "wait"
	case c.UntilDate.Before(x.R.Today):
		return "bad"
	}
	return "warn"
}

func (p *Insurance) load(r *kit.Request) (*insurancePage, error) {
	scope := r.Actor.Scope("placement.view")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &insurancePage{Page: kit.Page{Title: "意外险到期和续保"}, Places: r.Narrow(scope.Paths(), at),
		By: r.Today.AddDays(placement.ForecastDays), CanDo: r.Can("placement.start")}
	page.R = r
	if at != nil {
		scope = scope.Within(at.Path)
	}
	page.Places.At = at
	var ids []int64
	if r.Text("shown") == "" { // chosen in the list of holders; on this page all rows that are shown stay
		for _, v := range r.Context.Request().Form["ids"] {
			n, _, _ := strings.Cut(v, ",")
			if id := kit.ParseID(n); id > 0 && len(ids) < placement.MostAtOnce {
				ids = append(ids, id)
			}
		}
	}
	page.Chosen = len(ids) > 0
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = placement.CoverRows(s, scope, page.By, ids, shownCovers+1)
		if page.Chosen {
			page.Gone = len(ids) - len(page.Rows)
		}
		if page.More = !page.Chosen && len(page.Rows) > shownCovers; page.More {
			page.Rows = page.Rows[:shownCovers]
		}
		return err
	})
}

func (p *Insurance) page(r *kit.Request) error {
	page, err := p.load(r)
	if err == nil {
		err = r.Faults()
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "insurance", page)
}

func (p *Insurance) insure(r *kit.Request) error {
	page, err := p.load(r)
	if err != nil {
		return err
	}
	x := placement.Insuring{PolicyNo: r.Text("policy"), From: r.Date("from"), Until: r.Date("until")}
	for _, v := range r.Context.Request().Form["ids"] {
		x.Placements = append(x.Placements, kit.ParseID(v))
	}
	n := 0
	if err = r.Faults(); err == nil && page.Places.At == nil {
		err = errs.New(errs.Invalid, "region.code").On("region").With("code", "")
	}
	if err == nil {
		x.Path = page.Places.At.Path
		n, err = placement.Insure(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), x)
	}
	if err != nil {
		return r.RenderFormErrors(err, "insurance", page)
	}
	return r.SeeOther("/placements/insurance?region="+page.Places.At.Code, fmt.Sprintf("已登记%d人的保险。", n))
}
