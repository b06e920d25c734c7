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
	"gangwei/internal/platform/listing"
)

// Insurance shows whose policy ends, and takes a policy's period for many.
type Insurance struct {
	Desk *desk.Desk
}

// Routes of these pages.
func (p *Insurance) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/placements/insurance", "placement.view", p.page).Shows(&covers),
		feature.Post("/placements/insurance", "placement.start", p.insure),
	}
}

// Todo of policies and agreements that end.
func (p *Insurance) Todo() []feature.Todo {
	soon := fmt.Sprintf("%d天内到期或已过期的", placement.ForecastDays)
	return []feature.Todo{
		ending(30, false, feature.Item{Words: soon + "协议", Address: "/placements?soon=1", Act: "看名单",
			Who: "{n}名在岗人员：请提前准备续聘"}, placement.EndingSoon),
		ending(31, true, feature.Item{Words: soon + "意外险", Address: "/placements/insurance?state=ending", Act: "看名单",
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

// States of a policy by which the list is narrowed.
const (
	coverEnding = "ending"
	coverUntold = "untold"
)

// covers is the list of whose policy ends, or of whom nobody told when it does.
var covers = listing.List[placement.CoverRow]{
	Code: "covers", Title: "意外险到期和续保", View: "placement.view", Export: "placement.export",
	ID:    func(x placement.CoverRow) int64 { return x.ID },
	NoRow: "没有快到期的保险。",
	Columns: []listing.Column[placement.CoverRow]{
		listing.Text("name", "姓名", func(x placement.CoverRow) string { return x.Name }).
			To(func(x placement.CoverRow) string { return "/placements/" + kit.FormatID(x.ID) }),
		listing.Place("place", "村（社区）", func(x placement.CoverRow) string { return x.Path }),
		listing.Text("post", "岗位", func(x placement.CoverRow) string { return x.Title }),
		listing.Text("policy", "保单号", func(x placement.CoverRow) string { return x.PolicyNo }),
		listing.Day("until", "保险至", func(x placement.CoverRow) civil.Date { return x.UntilDate }),
		listing.Made("state", "情况", func(r *kit.Request, x placement.CoverRow) listing.Cell {
			said, tone := coverState(x, r.Today)
			return listing.Cell{Text: said, Tone: tone}
		}),
	},
	Bulk: []listing.Bulk{{Words: "登记所选的人的保险", Address: "/placements/insurance", Permission: "placement.start",
		Get: true}},
}

type insurancePage struct {
	kit.Page
	Places kit.Places
	Rows   []placement.CoverRow // of those who were chosen
	List   *listing.View        // of all, where nobody was
	State  string
	By     civil.Date
	Chosen bool
	Gone   int // how many of those chosen are not on post any more
	CanDo  bool
}

// Ticked reports whether a row was chosen, in the list or on this page.
func (x *insurancePage) Ticked(id int64) bool {
	return x.Chosen || slices.Contains(x.R.Context.Request().Form["ids"], kit.FormatID(id))
}

// Said is a row's state, as the state of its tone.
func (x *insurancePage) Said(c placement.CoverRow) []string {
	said, tone := coverState(c, x.R.Today)
	return []string{said, tone}
}

// coverState of a row: its words and tone.
func coverState(c placement.CoverRow, today civil.Date) (said, tone string) {
	switch {
	case c.UntilDate.IsZero() && c.PolicyNo == "":
		return "没有保险", "bad"
	case c.UntilDate.IsZero():
		return "没有登记止期", "wait"
	case c.UntilDate.Before(today):
		return "已过期", "bad"
	}
	return fmt.Sprintf("还有%d天", c.UntilDate.DaysSince(today)), "warn"
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
	for _, v := range r.Context.Request().Form["ids"] {
		n, _, _ := strings.Cut(v, ",")
		if id := kit.ParseID(n); id > 0 && len(ids) < placement.MostAtOnce {
			ids = append(ids, id)
		}
	}
	page.Chosen = len(ids) > 0
	if !page.Chosen {
		return page, nil
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = placement.CoverRows(s, scope, page.By, ids, len(ids))
		page.Gone = len(ids) - len(page.Rows)
		return err
	})
}

// asked are those on post whom the page lists.
func (x *insurancePage) asked() listing.Query[placement.CoverRow] {
	words := map[string]string{coverEnding: "快到期和已过期", coverUntold: "没有登记止期"}
	return listing.Query[placement.CoverRow]{At: x.Places.At, Said: listing.Said("", words[x.State]),
		All: func(s *database.Snapshot, scope authz.Scope) ([]placement.CoverRow, error) {
			rows, err := placement.CoverRows(s, scope, x.By, nil, listing.Few)
			return slices.DeleteFunc(rows, func(c placement.CoverRow) bool {
				return x.State != "" && c.UntilDate.IsZero() != (x.State == coverUntold)
			}), err
		}}
}

func (p *Insurance) page(r *kit.Request) error {
	page, err := p.load(r)
	if err != nil {
		return err
	}
	page.State = r.Text("state")
	if page.State != "" && page.State != coverEnding && page.State != coverUntold {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	if err := r.Faults(); err != nil {
		return err
	}
	if page.Chosen && r.Text("as") == "" {
		return r.Show(http.StatusOK, "insurance", page)
	}
	return covers.Answer(r, page.asked(), func(v *listing.View) error {
		page.List, page.Chosen = v, false
		return r.Show(http.StatusOK, "insurance", page)
	})
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
