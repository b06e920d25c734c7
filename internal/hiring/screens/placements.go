package screens

import (
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/base/plain"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Placements shows who is on a post: agreements, renewals, exits and accidents.
type Placements struct {
	PaidBeyond func(r database.Reader, placementID int64, start civil.Date, end civil.Date) (money.Fen, error)
	Placements *placement.Service
	Ring       *seal.Ring
}

// Routes of these pages.
func (p *Placements) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/placements", "placement.view", p.placements).Shows(&holders),
		feature.Get("/placements/renewals", "placement.view", p.renewals),
		feature.Post("/placements/renewals", "placement.start", p.renewalsDo),
		feature.Post("/placements/:id/suspend", "placement.end", p.placementSuspend).Of("placement"),
		feature.Post("/placements/:id/resume", "placement.end", p.placementResume).Of("placement"),
		feature.Get("/placements/:id", "placement.view", p.placement).Of("placement"),
		feature.Post("/placements/:id/agreement", "placement.start", p.placementAgreement).Of("placement"),
		feature.Post("/placements/:id/renew", "placement.start", p.placementRenew).Of("placement"),
		feature.Post("/placements/:id/end", "placement.end", p.placementEnd).Of("placement"),
		feature.Post("/placements/:id/accidents", "accident.report", p.accidentReport).Of("placement"),
		feature.Get("/accidents", "accident.view", p.accidents).Shows(&accidents),
		feature.Get("/accidents/:id", "accident.view", p.accident).Of("accident"),
		feature.Get("/accidents/:id/report.pdf", "accident.view", p.accidentPaper).Of("accident"),
		feature.Post("/accidents/:id/claim", "accident.settle",
			p.accidentClaim).Of("accident").Decides(claimQueue, payoutQueue),
		feature.Post("/accidents/:id/close", "accident.settle",
			p.accidentClose).Of("accident").Decides(claimQueue, payoutQueue),
	}
}

type placementsPage struct {
	kit.Page
	Places kit.Places
	States []string
	State  string
	Soon   bool
	Q      string
	List   *listing.View
}

// holders is the list of who holds a post. What it hands out is what the roll does (exchange: holders), less.
var holders = listing.List[placement.Row]{
	Whole: []listing.Whole{
		{Words: "在岗人员名册", Kind: "holders", Permission: "placement.export", State: "state"},
		{Words: "保险增减名单", Kind: "insurance", Permission: "placement.export"},
	},
	Code: "placements", Title: "在岗人员", View: "placement.view", Export: "placement.export",
	Orders: placement.Holders.Orders,
	ID:     func(x placement.Row) int64 { return x.ID },
	NoRow:  "没有符合条件的人员。可以放宽上面的条件。",
	Columns: []listing.Column[placement.Row]{
		listing.Text("name", "姓名", func(x placement.Row) string { return x.Name }).
			To(func(x placement.Row) string { return "/placements/" + kit.FormatID(x.ID) }),
		listing.Text("id_tail", "证件尾号", func(x placement.Row) string { return x.IDTail }).OnChoice(),
		listing.Label("sex", "性别", "sex", func(x placement.Row) string { return kit.FormatID(x.Sex) }).OnChoice(),
		listing.Day("birth", "出生日期", func(x placement.Row) civil.Date { return x.Birth }).OnChoice(),
		listing.Place("place", "村（社区）", func(x placement.Row) string { return x.Path }),
		listing.Text("post", "岗位", func(x placement.Row) string { return x.Title }),
		listing.Text("code", "岗位编号", func(x placement.Row) string { return x.Code }).OnChoice(),
		listing.Label("basis", "安置依据", "category", func(x placement.Row) string { return x.Basis }),
		listing.Money("rate", "月补贴（元）", func(x placement.Row) money.Fen { return money.Fen(x.RateFen) }),
		listing.Day("start", "上岗", func(x placement.Row) civil.Date { return x.StartOn }),
		listing.Day("until", "协议至", func(x placement.Row) civil.Date { return x.AgreementUntil }),
		listing.Day("end", "退出", func(x placement.Row) civil.Date { return x.EndOn }).OnChoice(),
		listing.Label("state", "状态", "placement", func(x placement.Row) string { return x.State }),
	},
	Bulk: []listing.Bulk{{Words: "续聘所选的人", Address: "/placements/renewals", Permission: "placement.start", Get: true},
		{Words: "登记所选的人的保险", Address: "/placements/insurance", Permission: "placement.start", Get: true}},
}

func (p *Placements) placements(r *kit.Request) error {
	scope := r.Actor.Scope("placement.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &placementsPage{Page: kit.Page{Title: "在岗人员"}, Places: r.Narrow(scope.Paths(), at),
		States: []string{placement.Active, placement.Suspended, placement.Ended},
		State:  r.Text("state"), Soon: r.Text("soon") == "1", Q: r.Text("q")}
	f := placement.Filter{State: page.State, Sought: resident.SeekOf(p.Ring, page.Q)}
	if f.Sought.Nobody { // no name: then the number of an agreement
		f.Sought, f.Agreed = resident.Seek{}, plain.Code(page.Q)
	}
	q := listing.Query[placement.Row]{At: at, Said: listing.Said(page.Q, words.Label("placement", page.State)),
		Rows: func(s *database.Snapshot, scope authz.Scope, w *listing.Window) ([]placement.Row, error) {
			return placement.List(s, scope, f, w)
		}}
	if page.Soon {
		f.EndingBy = r.Today.AddDays(placement.ForecastDays)
		q.Said = append(q.Said, "协议"+f.EndingBy.String()+"前到期")
	}
	if err := r.Faults(); err != nil {
		return err
	}
	return holders.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "placements", page)
	})
}

type placementPage struct {
	kit.Page
	Placement placement.Placement
	Person    resident.Person
	Post      post.Post
	Events    []placement.Event
	Covers    []placement.Cover // policies entered for it, the earliest first
	CanEnd    bool
	CanRenew  bool
	RenewFrom civil.Date
	RenewTo   civil.Date
	Reasons   []string
	Accidents []placement.Accident
	CanReport bool
	Beyond    money.Fen // paid beyond the last day
	Checks    bool      // the visitor may see the holder's checks
	Do        string    // a step that a check led to: its form is open and filled in
	On, Why   string
	Reason    string
}

// readPlacement reads what the visitor may see of it.
func (p *Placements) readPlacement(r *kit.Request, s *database.Snapshot, n int64, page *placementPage) (err error) {
	if page.Placement, err = placement.ByID(s, n); err != nil {
		return err
	}
	if err := r.Actor.Check("placement.view", page.Placement.Path); err != nil {
		return err
	}
	if page.Covers, err = placement.CoversOf(s, n); err != nil {
		return err
	}
	if page.Person, err = resident.ByID(s, page.Placement.PersonID); err != nil {
		return err
	}
	if page.Post, err = post.ByID(s, page.Placement.PostID); err != nil {
		return err
	}
	if page.Events, err = placement.EventsOf(s, n); err != nil {
		return err
	}
	if !page.Placement.EndOn.IsZero() && r.Can("payroll.view") {
		if page.Beyond, err = p.PaidBeyond(s, n, page.Placement.StartOn, page.Placement.EndOn); err != nil {
			return err
		}
	}
	if r.Can("accident.view") {
		page.Accidents, err = placement.AccidentsOf(s, n)
	}
	return err
}

func (p *Placements) loadPlacement(r *kit.Request) (*placementPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &placementPage{Reasons: placement.ExitReasons}
	err = r.Read(func(s *database.Snapshot) error { return p.readPlacement(r, s, n, page) })
	page.Title = page.Person.Name
	page.Checks = r.Can("duty.view")
	page.Do, page.On, page.Why, page.Reason = r.QueryParam("do"), r.Today.String(), r.QueryParam("remark"),
		r.QueryParam("reason")
	if on, err := civil.ParseDate(r.QueryParam("on")); err == nil {
		page.On = on.String()
	}
	page.CanReport = r.Can("accident.report")
	page.CanRenew = page.Placement.State != placement.Ended && r.Can("placement.start")
	page.RenewFrom = page.Placement.AgreementUntil.AddDays(1)
	page.RenewTo = page.RenewFrom.AddMonths(12).AddDays(-1)
	page.CanEnd = page.Placement.State != placement.Ended && r.Can("placement.end")
	return page, err
}

func (p *Placements) placement(r *kit.Request) error {
	page, err := p.loadPlacement(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "placement", page)
}

func (p *Placements) placementRenew(r *kit.Request) error {
	number, until, why := r.Text("agreement_no"), r.Date("agreement_until"), r.Text("why")
	return p.placementAct(r, "已续聘。", func(n, version int64) error {
		_, err := p.Placements.Renew(r.Context.Request().Context(), r.Actor, r.Key(), n, version, number, until, why)
		return err
	})
}

func (p *Placements) placementAgreement(r *kit.Request) error {
	number := r.Text("number")
	return p.placementAct(r, "已补登协议编号。", func(n, version int64) error {
		_, err := p.Placements.TellAgreement(r.Context.Request().Context(), r.Actor, r.Key(), n, version, number)
		return err
	})
}

func (p *Placements) placementEnd(r *kit.Request) error {
	on, reason, remark := r.Date("on"), r.Text("reason"), r.Text("remark")
	return p.placementAct(r, "已办理退出。岗位已空出，请及时补录。", func(n, version int64) error {
		_, err := p.Placements.End(r.Context.Request().Context(), r.Actor, r.Key(), n, version, on, reason, remark)
		return err
	})
}

// placementAct carries something out on a placement and shows it again.
func (p *Placements) placementAct(r *kit.Request, notice string, do func(n, version int64) error) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	version := r.Int("version")
	if err = r.Faults(); err == nil {
		err = do(n, version)
	}
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		page, loadErr := p.loadPlacement(r)
		if loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "placement", page)
	}
	return r.SeeOther("/placements/"+kit.FormatID(n), notice)
}
