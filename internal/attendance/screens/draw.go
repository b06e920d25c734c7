package screens

import (
	"net/http"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/attendance/sampling"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Sampling shows the drawn samples whom a supervisor must check.
type Sampling struct {
	Draws *sampling.Service
}

// Routes of these pages.
func (p *Sampling) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/duty/draw", "draw.view", p.draw),
		feature.Post("/duty/draw", "draw.make", p.drawMake),
	}
}

type drawPage struct {
	kit.Page
	Places         kit.Places
	At             *region.Region // a township, or the county or city that looks at some again
	Quarter        civil.Quarter
	Drawn          bool
	Draw           sampling.Draw
	Rides          bool // the visitor is one who rides
	Shown          []sampling.Shown
	Hidden         int               // visits whose day has not come
	Holders, Roads int64             // people and villages of the region today
	Site           rulebook.Fraction // to be reached; a township's only
	Need, Most     int64             // people to be checked on site, and those whom the capacity reaches at most
	NextNeed       int64             // the same of the next quarter, by today's roster and this capacity
	NextMost       int64
	Report         *sampling.Report
	Road           string // villages in the order of their codes, one a line, for the form
}

// Lower reports whether the draw is a township's, whose rounds have a goal.
func (d *drawPage) Lower() bool { return d.At.Level == region.Township }

func (p *Sampling) drawPage(r *kit.Request) (*drawPage, error) {
	scope := r.Actor.Scope("draw.view")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &drawPage{Page: kit.Page{Title: "抽查名单"}, Places: r.Narrow(scope.Paths(), at),
		Quarter: civil.QuarterOf(r.Today)}
	if q, ok := civil.ParseQuarter(r.Text("quarter")); ok {
		page.Quarter = q
	}
	if at != nil && at.Level != region.Village {
		page.At = at
	}
	if page.At == nil {
		return page, nil
	}
	page.Rides = sampling.MakesTripsFor(r.Actor, page.At.Path)
	return page, r.Read(func(s *database.Snapshot) error { return p.loadDraw(r, s, page) })
}

// loadDraw reads what was drawn and how far its days have come; before a draw, what it would have to reach.
func (p *Sampling) loadDraw(r *kit.Request, s *database.Snapshot, page *drawPage) error {
	book, err := rulebook.Load(s)
	if err != nil {
		return err
	}
	page.Site, _ = duty.Goal(book, page.At.Path, page.Quarter)
	if page.Draw, page.Drawn, err = sampling.Of(s, page.At.Path, page.Quarter.String()); err != nil {
		return err
	}
	roster, err := sampling.RosterNow(s, page.At.Path, r.Today)
	if err != nil {
		return err
	}
	villages := map[string]bool{}
	for _, e := range roster {
		villages[e.Path] = true
	}
	page.Holders, page.Roads = int64(len(roster)), int64(len(villages))
	if !page.Drawn {
		page.propose(r.Tree, villages)
		return nil
	}
	var all int64
	if page.Most, all, err = sampling.ReachOf(s, page.Draw); err != nil {
		return err
	}
	page.Need = page.Site.Least(all)
	page.NextNeed, page.NextMost = page.Site.Least(page.Holders),
		sampling.MaxCoverage(roster, page.Draw.Capacity(page.Quarter.Add(1), book.Calendar()), page.Draw.Persons)
	count := 0
	if page.Shown, count, err = p.Draws.Revealed(s, page.Draw, r.Today,
		sampling.Until(book, page.At.Path, r.Now, page.Rides)); err != nil {
		return err
	}
	page.Hidden = count - len(page.Shown)
	reports, err := p.Draws.Verify(s, page.Quarter, r.Today)
	for i := range reports {
		if reports[i].Draw.ID == page.Draw.ID {
			page.Report = &reports[i]
		}
	}
	return err
}

// propose a route through the villages that have holders.
func (d *drawPage) propose(tree *region.Tree, villages map[string]bool) {
	if d.Lower() {
		for _, v := range tree.Children(d.At.ID) {
			if villages[v.Path] {
				d.Road += v.Name + "\n"
			}
		}
	}
	d.Need = d.Site.Least(d.Holders)
}

// draw shows a township's drawn sample as far as its days have come. A village does not see it.
func (p *Sampling) draw(r *kit.Request) error {
	page, err := p.drawPage(r)
	if err == nil {
		err = r.Faults()
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "draw", page)
}

func (p *Sampling) drawMake(r *kit.Request) error {
	page, err := p.drawPage(r)
	if err != nil {
		return err
	}
	c := sampling.Capacity{Rides: r.Int("rides"), PerRide: r.Int("per_ride"), Persons: r.Int("persons")}
	if err = r.Faults(); err == nil && page.At == nil {
		err = errs.New(errs.Invalid, "draw.level").On("region")
	}
	if err == nil {
		c.Route, err = page.route(r, r.Text("route"))
	}
	if err == nil {
		_, err = p.Draws.Make(r.Context.Request().Context(), r.Actor, r.Key(), page.At, c)
	}
	if err != nil {
		return r.RenderFormErrors(err, "draw", page)
	}
	return r.SeeOther("/duty/draw?region="+page.At.Code, "已抽签。每天早上显示当天要去的村和要查的人。")
}

// route reads the villages in the order of the road, one a line.
func (d *drawPage) route(r *kit.Request, text string) ([]string, error) {
	byName := map[string]string{}
	for _, v := range r.Tree.Children(d.At.ID) {
		byName[v.Name] = v.Path
	}
	var out []string
	for _, name := range strings.FieldsFunc(text,
		func(c rune) bool { return c == '\n' || c == '\r' || c == '、' || c == '，' }) {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		path, ok := byName[name]
		if !ok {
			return nil, errs.New(errs.Invalid, "draw.village").On("route").With("name", name)
		}
		out = append(out, path)
	}
	return out, nil
}
