package screens

import (
	"net/http"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/changeover"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/divisions"
	"gangwei/internal/registry/resident"
)

// Divisions shows divisions: merged, split, renamed.
type Divisions struct {
	Desk        *desk.Desk
	TreeChanged func()
}

// Routes of these pages.
func (p *Divisions) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/divisions", "region.view", p.divisions).Untold(),
		feature.Get("/divisions/merge", "division.merge", p.mergeForm),
		feature.Post("/divisions/merge", "division.merge", p.merge),
		feature.Get("/divisions/split", "division.split", p.splitForm),
		feature.Post("/divisions/split", "division.split", p.split),
		feature.Get("/divisions/rename", "division.rename", p.renameForm),
		feature.Post("/divisions/rename", "division.rename", p.rename),
	}
}

type divisionsPage struct {
	kit.Page
	Places    kit.Places
	Below     []*region.Region
	Ended     []*region.Region
	Successor map[int64]string
	Units     []unitRow
}

type unitRow struct{ Name, Takes, Leaves string }

// unitRowOf a reporting unit with the regions that it takes and leaves, and whether one of them is in scope.
func unitRowOf(tree *region.Tree, scope authz.Scope, u divisions.Unit, regions []divisions.UnitRegion) (row unitRow,
	concerns bool) {
	row.Name = u.Name
	for _, x := range regions {
		reg, ok := tree.ByID(x.RegionID)
		if x.UnitID != u.ID || !ok {
			continue
		}
		concerns = concerns || !scope.Within(reg.Path).Empty()
		to := &row.Takes
		if x.Takes == 0 {
			to = &row.Leaves
		}
		if *to != "" {
			*to += "、"
		}
		*to += reg.Name
	}
	return row, concerns
}

func (p *Divisions) divisions(r *kit.Request) error {
	scope := r.Actor.Scope("region.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &divisionsPage{Page: kit.Page{Title: "区划"}, Places: r.Narrow(scope.Paths(), at), Successor: map[int64]string{}}
	if n := len(page.Places.Chain); n > 0 {
		here := page.Places.Chain[n-1]
		page.Below, page.Ended = r.Tree.Children(here.ID), r.Tree.Ended(here.ID)
	} else {
		page.Below = page.Places.Below
	}
	err = r.Read(func(s *database.Snapshot) error {
		into, err := divisions.Mergers(s)
		if err != nil {
			return err
		}
		for _, e := range page.Ended {
			if x, ok := r.Tree.ByID(into[e.ID]); ok {
				page.Successor[e.ID] = x.Name
			}
		}
		units, regions, err := divisions.Units(s, r.Today)
		for _, u := range units {
			if row, concerns := unitRowOf(r.Tree, scope, u, regions); concerns {
				page.Units = append(page.Units, row)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "divisions", page)
}

type mergePage struct {
	kit.Page
	Places  kit.Places
	From    *region.Region
	Targets []*region.Region
	On      civil.Date
	Effect  changeover.Effect
	Blocked []string
}

func (p *Divisions) mergePage(r *kit.Request) (*mergePage, error) {
	page := &mergePage{Page: kit.Page{Title: "合并村（社区）"}, On: r.Today.Month().First()}
	page.R = r
	var err error
	if page.From, page.Places, err = r.Village("division.merge"); err != nil || page.From == nil {
		return page, err
	}
	if on := r.Date("on"); !on.IsZero() {
		page.On = on
	}
	for _, x := range r.Tree.Children(page.From.ParentID) {
		if x.ID != page.From.ID {
			page.Targets = append(page.Targets, x)
		}
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Effect, err = changeover.Preview(s, page.From); err != nil {
			return err
		}
		ready := changeover.Ready(s, page.From, page.On)
		if ready != nil && !kit.IsFormError(ready) {
			return ready
		}
		if ready != nil {
			page.Blocked = words.Sentences(ready)
		}
		return nil
	})
}

func (p *Divisions) mergeForm(r *kit.Request) error {
	page, err := p.mergePage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "merge", page)
}

func (p *Divisions) merge(r *kit.Request) error {
	page, err := p.mergePage(r)
	if err != nil {
		return err
	}
	into := kit.Division(r, "into")
	m := changeover.Merger{From: page.From, Into: into, On: r.Date("on"), Document: r.Text("document")}
	if err = kit.NeedVillage(page.From, r.Faults()); err == nil {
		_, err = changeover.Merge(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), m)
	}
	if err != nil {
		return r.RenderFormErrors(err, "merge", page)
	}
	p.TreeChanged()
	return r.SeeOther("/divisions?region="+into.Code[:9], page.From.Name+"已并入"+into.Name+"。请安全管理员为经办人重新授权。")
}

type splitPage struct {
	kit.Page
	Places kit.Places
	From   *region.Region
	On     civil.Date
	Groups []int64
	Part   *changeover.Part // of the preview; nil before
}

func (p *Divisions) splitPage(r *kit.Request) (*splitPage, changeover.Split, error) {
	page := &splitPage{Page: kit.Page{Title: "析出村（社区）"}, On: r.Today.Month().First()}
	page.R = r
	var err error
	if page.From, page.Places, err = r.Village("division.split"); err != nil || page.From == nil {
		return page, changeover.Split{}, err
	}
	s := changeover.Split{From: page.From, Code: r.Text("code"), Name: r.Text("name"),
		Households: strings.Fields(strings.NewReplacer("，", " ", "、", " ", ",", " ").Replace(r.Text("households"))),
		Posts:      strings.Fields(strings.NewReplacer("，", " ", "、", " ", ",", " ").Replace(r.Text("posts"))),
		On:         r.Date("on"),
		Document:   r.Text("document")}
	for _, g := range r.Context.Request().Form["groups"] {
		s.Groups = append(s.Groups, kit.ParseID(g))
	}
	return page, s, r.Read(func(sn *database.Snapshot) (err error) {
		page.Groups, err = resident.Groups(sn, page.From.ID)
		return err
	})
}

func (p *Divisions) splitForm(r *kit.Request) error {
	page, _, err := p.splitPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "split", page)
}

// split shows what would move, and carries it out when the form comes with what was shown.
func (p *Divisions) split(r *kit.Request) error {
	page, s, err := p.splitPage(r)
	if err != nil {
		return err
	}
	if err = kit.NeedVillage(page.From, r.Faults()); err != nil {
		return r.RenderFormErrors(err, "split", page)
	}
	if r.Text("do") != "1" {
		err = r.Read(func(sn *database.Snapshot) error {
			part, err := s.Preview(sn, r.Today)
			page.Part = &part
			return err
		})
		if err != nil {
			page.Part = nil
		}
		return r.RenderFormErrors(err, "split", page)
	}
	part, err := s.Carry(r.Context.Request().Context(), p.Desk, r.Actor, r.Key())
	if err != nil {
		return r.RenderFormErrors(err, "split", page)
	}
	p.TreeChanged()
	return r.SeeOther("/divisions?region="+page.From.Code[:9],
		"已析出"+s.Name+"，转出"+kit.FormatID(part.Households)+"户、"+kit.FormatID(part.People)+"人。请安全管理员为经办人授权。")
}

type renamePage struct {
	kit.Page
	Places kit.Places
	At     *region.Region
}

func (p *Divisions) renamePage(r *kit.Request) (*renamePage, error) {
	scope := r.Actor.Scope("division.rename")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	return &renamePage{Page: kit.Page{Title: "更改区划代码或名称"}, Places: r.Narrow(scope.Paths(), at), At: at}, nil
}

func (p *Divisions) renameForm(r *kit.Request) error {
	page, err := p.renamePage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "rename", page)
}

func (p *Divisions) rename(r *kit.Request) error {
	page, err := p.renamePage(r)
	if err != nil {
		return err
	}
	if page.At == nil {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	on := r.Date("on")
	if err = r.Faults(); err == nil {
		_, err = divisions.Rename(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), page.At, r.Text("code"),
			r.Text("name"), on, r.Text("document"))
	}
	if err != nil {
		return r.RenderFormErrors(err, "rename", page)
	}
	p.TreeChanged()
	return r.SeeOther("/divisions", "已更改。以前的记录保留当时的名称。")
}
