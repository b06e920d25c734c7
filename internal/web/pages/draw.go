package pages

import (
	"net/http"

	"gangwei/internal/database"
	"gangwei/internal/draw"
	"gangwei/internal/duty"
	"gangwei/internal/errs"
	"gangwei/internal/region"
	"gangwei/internal/rulebook"
	"gangwei/internal/web/kit"
)

type drawPage struct {
	kit.Page
	Places         kit.Places
	Township       *region.Region
	Quarter        duty.Quarter
	Drawn          bool
	Draw           draw.Draw
	Shown          []draw.Shown
	Hidden         int64 // visits whose day has not come
	Holders, Roads int64 // people and villages of the township today
	Site           int   // per cent to be reached
	Need, Most     int64 // people to be checked on site, and those whom the capacity reaches at most
	Report         *draw.Report
}

func (p *Pages) drawPage(r *kit.Request) (*drawPage, error) {
	scope := r.Actor.Scope("draw.view")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &drawPage{Page: kit.Page{Title: "抽查名单"}, Places: r.Narrow(scope.Paths(), at), Quarter: duty.QuarterOf(r.Today)}
	if q, ok := duty.ParseQuarter(r.Text("quarter")); ok {
		page.Quarter = q
	}
	if at != nil && at.Level == region.Township {
		page.Township = at
	}
	if page.Township == nil {
		return page, nil
	}
	return page, p.read(r, func(s *database.Snapshot) error {
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		page.Site, _ = duty.Goal(book, page.Township.Path, page.Quarter)
		if page.Draw, page.Drawn, err = draw.Of(s, page.Township.Path, page.Quarter.String()); err != nil {
			return err
		}
		if !page.Drawn {
			roster, err := draw.RosterNow(s, page.Township.Path, r.Today)
			if err != nil {
				return err
			}
			villages := map[string]bool{}
			for _, e := range roster {
				villages[e.Path] = true
			}
			page.Holders, page.Roads, page.Need = int64(len(roster)), int64(len(villages)), goal(int64(len(roster)), page.Site)
			return nil
		}
		var all int64
		if page.Most, all, err = draw.ReachOf(s, page.Draw); err != nil {
			return err
		}
		page.Need = goal(all, page.Site)
		if page.Shown, err = p.Draws.Revealed(s, page.Draw, r.Today); err != nil {
			return err
		}
		reports, err := p.Draws.Verify(s, page.Quarter, r.Today)
		for i := range reports {
			if reports[i].Draw.ID == page.Draw.ID {
				page.Report = &reports[i]
			}
		}
		page.Hidden = page.Draw.Villages - int64(len(page.Shown))
		return err
	})
}

// goal of people out of some, in per cent, rounded up.
func goal(people int64, percent int) int64 { return (people*int64(percent) + 99) / 100 }

// draw shows a township's drawn sample as far as its days have come. A village does not see it.
func (p *Pages) draw(r *kit.Request) error {
	page, err := p.drawPage(r)
	if err == nil {
		err = r.Faults()
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "draw", page)
}

func (p *Pages) drawMake(r *kit.Request) error {
	page, err := p.drawPage(r)
	if err != nil {
		return err
	}
	villages, persons := r.Int("villages"), r.Int("persons")
	if err = r.Faults(); err == nil && page.Township == nil {
		err = errs.New(errs.Invalid, "draw.level").On("region")
	}
	if err == nil {
		_, err = p.Draws.Make(r.Context.Request().Context(), r.Actor, r.Key(), page.Township, villages, persons)
	}
	if err != nil {
		return r.ShowAgain(err, "draw", page)
	}
	return r.SeeOther("/duty/draw?region="+page.Township.Code, "已抽签。每天早上显示当天要去的村和要查的人。")
}
