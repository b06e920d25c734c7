package screens

import (
	"fmt"
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

// Posts shows posts: opened, changed, closed.
type Posts struct {
	Desk *desk.Desk
}

// Routes of these pages.
func (p *Posts) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/posts", "post.view", p.posts).Shows((&postsPage{}).list()),
		feature.Get("/posts/new", "post.open", p.postForm),
		feature.Post("/posts/new", "post.open", p.postOpen),
		feature.Get("/posts/:id", "post.view", p.post).Of("post"),
		feature.Post("/posts/:id/state", "post.change", p.postState).Of("post"),
		feature.Post("/posts/:id/amend", "post.change", p.postAmend).Of("post"),
	}
}

type postsPage struct {
	kit.Page
	ReportDays int // after which a vacancy is late (vacancy.report_days)
	Places     kit.Places
	States     []string
	State      string
	Kinds      []quota.Kind
	KindNames  map[string]string
	Kind       string
	Vacant     bool
	Untold     bool // of which something is still to be told
	Q          string
	List       *listing.View
}

// vacancy says since when a post stands vacant, and that it is late.
func (page *postsPage) vacancy(today civil.Date, x post.Row) (since, days string) {
	if since = "空岗"; x.VacantSince().IsZero() {
		return since, ""
	}
	since += "，" + x.VacantSince().String() + "起"
	switch n := today.DaysSince(x.VacantSince()); {
	case n <= 0:
	case n > page.ReportDays:
		days = fmt.Sprintf("%d天，超过%d天", n, page.ReportDays)
	default:
		days = fmt.Sprintf("%d天", n)
	}
	return since, days
}

// list of posts, whose kinds and vacancies the page knows the words of.
func (page *postsPage) list() *listing.List[post.Row] {
	holder := listing.Column[post.Row]{Key: "holder", Head: "在岗人员", Cell: func(r *kit.Request, x post.Row) listing.Cell {
		switch {
		case x.HolderID != 0 && r.Can("resident.view"):
			return listing.Cell{Text: x.Holder, Address: "/people/" + kit.FormatID(x.HolderID)}
		case x.HolderID != 0:
			return listing.Cell{Text: x.Holder}
		}
		since, days := page.vacancy(r.Today, x)
		return listing.Cell{Text: since, Second: days}
	}}
	return &listing.List[post.Row]{
		Whole: []listing.Whole{{Words: "岗位台账", Kind: "posts", Permission: "post.view", State: "state"}},
		Code:  "posts", Title: "岗位", View: "post.view", Orders: post.Posts.Orders,
		ID:    func(x post.Row) int64 { return x.ID },
		NoRow: "没有符合条件的岗位。可以放宽上面的条件。",
		Columns: []listing.Column[post.Row]{
			listing.Text("title", "岗位", func(x post.Row) string { return x.Title }).
				To(func(x post.Row) string { return "/posts/" + kit.FormatID(x.ID) }),
			listing.Text("code", "编号", func(x post.Row) string { return x.Code }),
			listing.Place("place", "村（社区）", func(x post.Row) string { return x.Path }),
			listing.Text("kind", "类别", func(x post.Row) string { return page.KindNames[x.Kind] }),
			listing.Money("rate", "月补贴（元）", func(x post.Row) money.Fen { return x.RateFen }),
			{Key: "hours", Head: "月工时", Kind: listing.Figure, Cell: func(_ *kit.Request, x post.Row) listing.Cell {
				if x.HoursMonth == 0 {
					return listing.Cell{Text: "未填"}
				}
				return listing.Cell{Text: kit.FormatID(x.HoursMonth)}
			}},
			holder,
			listing.Text("where", "地点", func(x post.Row) string { return x.Place }).OnChoice(),
			listing.Label("fund", "资金来源", "fund", func(x post.Row) string { return x.Fund }).OnChoice(),
			listing.Text("officer", "管理员", func(x post.Row) string { return x.Officer }).OnChoice(),
			listing.Day("opens", "开发", func(x post.Row) civil.Date { return x.OpensOn }).OnChoice(),
			listing.Label("state", "状态", "post", func(x post.Row) string { return x.State }),
		},
	}
}

func kindNames(kinds []quota.Kind) map[string]string {
	m := map[string]string{}
	for _, k := range kinds {
		m[k.Code] = k.Name
	}
	return m
}

func (p *Posts) posts(r *kit.Request) error {
	scope := r.Actor.Scope("post.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &postsPage{Page: kit.Page{Title: "岗位"}, Places: r.Narrow(scope.Paths(), at),
		States: []string{post.Open, post.Suspended, post.Closed},
		Kind:   r.Text("kind"), Vacant: r.Text("vacant") == "1", Untold: r.Text("untold") == "1",
		Q: r.Text("q")}
	page.State = kit.Filter(r, "state", page.States)
	f := post.Filter{Untold: page.Untold, State: page.State, Kind: page.Kind, Vacant: page.Vacant, Part: page.Q}
	path := ""
	if at != nil {
		path = region.CountyPath(at.Path)
	}
	if err := r.Faults(); err != nil {
		return err
	}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Kinds, err = quota.Kinds(s); err != nil {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		page.ReportDays = book.Int("vacancy.report_days", path, r.Today, 5)
		return nil
	})
	if err != nil {
		return err
	}
	page.KindNames = kindNames(page.Kinds)
	q := listing.Query[post.Row]{At: at,
		Said: listing.Said(page.Q, words.Label("post", page.State), page.KindNames[page.Kind],
			listing.If(page.Vacant, "只看空岗"), listing.If(page.Untold, "还有内容没有填")),
		Rows: func(s *database.Snapshot, scope authz.Scope, w *listing.Window) ([]post.Row, error) {
			return post.Listed(s, scope, f, w)
		}}
	return page.list().Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "posts", page)
	})
}

type postPage struct {
	kit.Page
	Post         post.Post
	KindNames    map[string]string
	Applications []application.Row
	Arrows       []string
	Funds        []string
}

func (p *Posts) loadPost(r *kit.Request) (*postPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &postPage{Funds: post.Funds}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Post, err = post.ByID(s, n); err != nil {
			return err
		}
		if err := r.Actor.Check("post.view", page.Post.Path); err != nil {
			return err
		}
		kinds, err := quota.Kinds(s)
		if err != nil {
			return err
		}
		page.KindNames = kindNames(kinds)
		if r.Can("application.view") {
			page.Applications, err = application.List(s, r.Actor.Scope("application.view"),
				application.Filter{PostID: n, Limit: 100})
		}
		return err
	})
	page.Title = page.Post.Title
	if r.Actor.Scope("post.change").Covers(page.Post.Path) {
		page.Arrows = post.Arrows(page.Post.State)
	}
	return page, err
}

func (p *Posts) post(r *kit.Request) error {
	page, err := p.loadPost(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "post", page)
}

func (p *Posts) postState(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	version, to, reason := r.Int("version"), kit.Choice(r, "to"), r.Text("reason")
	if err = r.Faults(); err == nil {
		_, err = post.Change(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), n, version, to, reason)
	}
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		page, loadErr := p.loadPost(r)
		if loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "post", page)
	}
	return r.SeeOther("/posts/"+kit.FormatID(n), "岗位状态已变更。")
}

type postFormPage struct {
	kit.Page
	Places  kit.Places
	Village *region.Region
	Kinds   []quota.Kind
	Funds   []string
	Streams []string
	Works   []string
}

func (p *Posts) postPage(r *kit.Request) (*postFormPage, error) {
	page := &postFormPage{Page: kit.Page{Title: "开发岗位"}, Funds: post.Funds, Streams: post.Streams, Works: post.Works}
	var err error
	if page.Village, page.Places, err = r.Village("post.open"); err != nil {
		return nil, err
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Kinds, err = quota.Kinds(s)
		return err
	})
}

func (p *Posts) postForm(r *kit.Request) error {
	page, err := p.postPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "post_new", page)
}

func (p *Posts) postOpen(r *kit.Request) error {
	page, err := p.postPage(r)
	if err != nil {
		return err
	}
	d := post.Draft{Kind: r.Text("kind"), Title: r.Text("title"), Place: r.Text("place"), Tasks: r.Text("tasks"),
		DaysMonth: r.Int("days"), HoursMonth: r.Int("hours"),
		RateFen: r.Fen("rate"), Fund: r.Text("fund"), Officer: r.Text("officer"), OpensOn: r.Date("opens"),
		Stream: r.Text("stream"), Work: r.Text("work"),
		Season: post.Season{SeasonFrom: r.Int("season_from"), SeasonUntil: r.Int("season_until")}}
	count := r.Int("count")
	var ids []int64
	if err = kit.NeedVillage(page.Village, r.Faults()); err == nil {
		ids, err = post.OpenPosts(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), page.Village, d, int(count))
	}
	if err != nil {
		return r.RenderFormErrors(err, "post_new", page)
	}
	return r.SeeOther("/posts/"+kit.FormatID(ids[0]), "已开发"+kit.FormatID(int64(len(ids)))+"个岗位。")
}

func (p *Posts) postAmend(r *kit.Request) error {
	page, err := p.loadPost(r)
	if err != nil {
		return err
	}
	version, reason := r.Int("version"), r.Text("reason")
	a := post.Amendment{Place: r.Text("place"), Tasks: r.Text("tasks"), Officer: r.Text("officer"), Work: r.Text("work"),
		DaysMonth: r.Int("days"), HoursMonth: r.Int("hours"), Fund: r.Text("fund")}
	if err = r.Faults(); err == nil {
		_, err = post.Amend(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), page.Post.ID, version, a, reason)
	}
	if err != nil {
		return r.RenderFormErrors(err, "post", page)
	}
	return r.SeeOther("/posts/"+kit.FormatID(page.Post.ID), "已变更。")
}
