package screens

import (
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
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
		feature.Get("/recruits", "application.view", p.recruits).Shows((&recruitsPage{}).list()),
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
	List      *listing.View
	at        *region.Region
}

func (p *Recruits) recruitsPage(r *kit.Request) (*recruitsPage, error) {
	scope := r.Actor.Scope("application.view")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	page := &recruitsPage{Page: kit.Page{Title: "招用公告"}, Places: r.Narrow(scope.Paths(), at),
		KindNames: map[string]string{}, at: at}
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
		return nil
	})
	if err != nil {
		return nil, err
	}
	if r.Context.Request().Method == http.MethodPost { // what was refused is shown beside the list
		page.List, err = page.list().Of(r, page.asked())
	}
	return page, err
}

// asked are the notices that the page lists.
func (page *recruitsPage) asked() listing.Query[application.RecruitNotice] {
	return listing.Query[application.RecruitNotice]{At: page.at,
		All: func(s *database.Snapshot, scope authz.Scope) ([]application.RecruitNotice, error) {
			return application.Recruits(s, scope, "", 0, listing.Few)
		}}
}

// list of notices, as the exported one.
func (page *recruitsPage) list() *listing.List[application.RecruitNotice] {
	return &listing.List[application.RecruitNotice]{
		Whole: []listing.Whole{{Words: "招用公告台账", Kind: "recruits", Permission: "application.view"}},
		Code:  "recruits", Title: "招用公告", View: "application.view",
		ID:    func(x application.RecruitNotice) int64 { return x.ID },
		NoRow: "没有登记过招用公告。公告可在“表册”中打印。",
		Columns: []listing.Column[application.RecruitNotice]{
			listing.Text("number", "编号", func(x application.RecruitNotice) string { return x.Number }),
			listing.Place("place", "村（社区）", func(x application.RecruitNotice) string { return x.Path }),
			listing.Text("kind", "类别", func(x application.RecruitNotice) string { return page.KindNames[x.Kind] }),
			listing.Number("posts", "岗位（个）", func(x application.RecruitNotice) int64 { return x.Posts }),
			listing.Money("rate", "月补贴（元）", func(x application.RecruitNotice) money.Fen { return x.RateFen }),
			listing.Day("from", "张贴", func(x application.RecruitNotice) civil.Date { return x.FromDate }),
			listing.Made("until", "至", func(r *kit.Request, x application.RecruitNotice) listing.Cell {
				return listing.Cell{Text: listing.Due(r, x.UntilDate)}
			}),
			listing.Made("boards", "地点", func(_ *kit.Request, x application.RecruitNotice) listing.Cell {
				c := listing.Cell{Text: x.Boards}
				if x.Irregular != "" {
					c.Parts = append(c.Parts, listing.Line{Text: "不合规：" + kit.Why(x.Irregular), Tone: "bad"})
				}
				if x.FileID != nil {
					c.Parts = append(c.Parts, listing.Line{Text: "照片", Address: "/files/" + kit.FormatID(*x.FileID)})
				}
				return c
			}),
		},
	}
}

func (p *Recruits) recruits(r *kit.Request) error {
	page, err := p.recruitsPage(r)
	if err == nil {
		err = r.Faults()
	}
	if err != nil {
		return err
	}
	return page.list().Answer(r, page.asked(), func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "recruits", page)
	})
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
