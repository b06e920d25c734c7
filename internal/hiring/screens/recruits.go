package screens

import (
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Recruits shows the notices by which villages look for applicants.
type Recruits struct {
	Applications *application.Service
	Desk         *desk.Desk
}

// Routes of these pages.
func (p *Recruits) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/recruits", "application.view", p.recruits),
		feature.Post("/recruits", "application.notice", p.recruitPost).Takes(kit.MaxFiles),
	}
}

type recruitsPage struct {
	kit.Page
	Places    kit.Places
	Village   *region.Region // of the form, nil where the visitor enters none
	Kinds     []quota.Kind
	KindNames map[string]string
	Until     civil.Date
	Boards    string
	Days      int
	Rows      []application.RecruitNotice
	Next      string
}

func (p *Recruits) recruitsPage(r *kit.Request) (*recruitsPage, error) {
	scope := r.Actor.Scope("application.view")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	page := &recruitsPage{Page: kit.Page{Title: "招用公告"}, Places: r.Narrow(scope.Paths(), at),
		KindNames: map[string]string{}}
	within := ""
	if at != nil {
		within = at.Path
	}
	if r.Can("application.notice") {
		if page.Village, _, err = r.Village("application.notice"); err != nil {
			return nil, err
		}
	}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Kinds, err = quota.Kinds(s); err != nil {
			return err
		}
		for _, k := range page.Kinds {
			page.KindNames[k.Code] = k.Name
		}
		if page.Village != nil {
			book, err := rulebook.Load(s)
			if err != nil {
				return err
			}
			page.Days = book.Int("notice.recruit_days", page.Village.Path, r.Today, 5)
			page.Until = book.Calendar().AddWorking(r.Today, page.Days)
			page.Boards, _ = book.Text("notice.places", page.Village.Path, "", r.Today)
		}
		page.Rows, err = application.Recruits(s, scope, within, kit.ParseID(r.QueryParam("after")), kit.PageSize+1)
		return err
	})
	page.Rows, page.Next = kit.OnePage(page.Rows, func(x application.RecruitNotice) string { return kit.FormatID(x.ID) })
	return page, err
}

func (p *Recruits) recruits(r *kit.Request) error {
	page, err := p.recruitsPage(r)
	if err == nil {
		err = r.Faults()
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "recruits", page)
}

func (p *Recruits) recruitPost(r *kit.Request) error {
	page, err := p.recruitsPage(r)
	if err != nil {
		return err
	}
	n := application.RecruitNotice{Kind: r.Text("kind"), Posts: r.Int("posts"), Conditions: r.Text("conditions"),
		RateFen: r.Fen("rate"), HoursMonth: r.Int("hours"), FromDate: r.Date("from"), UntilDate: r.Date("until"),
		Boards: r.Text("boards")}
	if err = kit.NeedVillage(page.Village, r.Faults()); err == nil {
		n.FileID, err = scanAt(r, p.Desk, page.Village.Path)
	}
	if err == nil {
		_, err = p.Applications.PostRecruit(r.Context.Request().Context(), r.Actor, r.Key(), page.Village, n)
	}
	if err != nil {
		return r.RenderFormErrors(err, "recruits", page)
	}
	return r.SeeOther("/recruits?region="+page.Village.Code, "已登记公告。")
}
