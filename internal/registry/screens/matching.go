package screens

import (
	"net/http"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/matching"
)

// Matching shows hits in other departments' registers and the letters that tell of them.
type Matching struct {
	Matching *matching.Service
}

// Routes of these pages.
func (p *Matching) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/matching", "matching.view", p.matching).Shows(&hits),
		feature.Get("/matching/:id", "matching.view", p.hit).Of("hit"),
		feature.Get("/matching/:id/letter.pdf", "matching.view", p.hitLetter).Of("hit"),
		feature.Post("/matching/:id/tell", "matching.tell", p.hitTell).Of("hit").Decides(tellQueue),
		feature.Post("/matching/:id/hear", "matching.hear", p.hitHear).Of("hit"),
		feature.Post("/matching/:id/decide", "matching.decide", p.hitDecide).Of("hit").Decides(hitQueue),
	}
}

type matchingPage struct {
	kit.Page
	Places kit.Places
	State  string
	States []string
	List   *listing.View
	Lists  []matching.List
}

func (p *Matching) matching(r *kit.Request) error {
	scope := r.Actor.Scope("matching.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &matchingPage{Page: kit.Page{Title: "部门数据比对"}, Places: r.Narrow(scope.Paths(), at),
		States: []string{matching.Open, matching.Told, matching.Answered, matching.Cleared, matching.Exit, matching.Recover}}
	page.State = kit.Filter(r, "state", page.States)
	if err := r.Faults(); err != nil {
		return err
	}
	q := listing.Query[matching.Hit]{At: at, Said: listing.Said("", words.Label("hit", page.State)),
		All: func(s *database.Snapshot, scope authz.Scope) ([]matching.Hit, error) {
			return matching.Hits(s, scope, "", page.State, 0, listing.Few)
		}}
	return hits.Answer(r, q, func(v *listing.View) error {
		page.List = v
		if err := r.Read(func(s *database.Snapshot) (err error) {
			page.Lists, err = matching.Lists(s, scope, 20)
			return err
		}); err != nil {
			return err
		}
		return r.Show(http.StatusOK, "matching", page)
	})
}

// hits is the list of what other departments' registers say of holders.
var hits = listing.List[matching.Hit]{
	Whole: []listing.Whole{{Words: "比对结果", Kind: "hits", Permission: "matching.view", State: "state"}},
	Code:  "hits", Title: "部门数据比对", View: "matching.view",
	ID:    func(x matching.Hit) int64 { return x.ID },
	NoRow: "没有比对出的记录。",
	Columns: []listing.Column[matching.Hit]{
		listing.Text("name", "姓名", func(x matching.Hit) string { return x.Name }).
			To(func(x matching.Hit) string { return "/matching/" + kit.FormatID(x.ID) }),
		listing.Place("place", "村（社区）", func(x matching.Hit) string { return x.Path }),
		listing.Label("register", "登记", "register", func(x matching.Hit) string { return x.Kind }),
		listing.Text("detail", "说明", func(x matching.Hit) string { return x.Detail }),
		listing.Day("asof", "数据截止", func(x matching.Hit) civil.Date { return x.AsOf }),
		listing.Made("due", "说明期限", func(r *kit.Request, x matching.Hit) listing.Cell {
			if x.AnswerBy.IsZero() {
				return listing.Cell{}
			}
			return listing.Cell{Text: listing.Due(r, x.AnswerBy)}
		}).SortedBy(func(a, b matching.Hit) int { return strings.Compare(a.AnswerBy.String(), b.AnswerBy.String()) }),
		listing.Label("state", "状态", "hit", func(x matching.Hit) string { return x.State }),
	},
}

type hitPage struct {
	kit.Page
	kit.Deciding
	Hit      matching.Hit
	Outcomes []string
	CanTell  bool
	CanHear  bool
}

func (p *Matching) loadHit(r *kit.Request) (*hitPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &hitPage{Outcomes: matching.Outcomes}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Hit, err = matching.ByID(s, n); err != nil {
			return err
		}
		if err := r.Actor.Check("matching.view", page.Hit.Path); err != nil {
			return err
		}
		return page.putToDecision(r, s)
	})
	h := page.Hit
	page.Title = h.Name + "：" + words.Label("register", h.Kind)
	page.CanTell = h.State == matching.Open && r.Can("matching.tell")
	page.CanHear = h.State == matching.Told && r.Can("matching.hear")
	return page, err
}

func (p *Matching) hit(r *kit.Request) error {
	page, err := p.loadHit(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "hit", page)
}

var (
	tellQueue = &kit.Queue{Code: "matching.tell", Words: "待告知本人的部门比对", Permission: "matching.tell",
		Address: "/matching/%d", Waiting: func(r database.Reader, scope authz.Scope) ([]int64, error) {
			return matching.Queue(r, scope, matching.Open)
		}}
	hitQueue = &kit.Queue{Code: "matching.decide", Words: "待决定的部门比对", Permission: "matching.decide",
		Address: "/matching/%d", Waiting: func(r database.Reader, scope authz.Scope) ([]int64, error) {
			return matching.Queue(r, scope, matching.Answered)
		}}
)

// Queues of hits.
func (p *Matching) Queues() []*kit.Queue { return []*kit.Queue{tellQueue, hitQueue} }

// putToDecision says where the hit stands among those that wait, and makes the box of the county's decision.
func (page *hitPage) putToDecision(r *kit.Request, s *database.Snapshot) (err error) {
	h := page.Hit
	decides := (h.State == matching.Told || h.State == matching.Answered) && r.Can("matching.decide")
	page.Queue, err = kit.Stand(r, s, h.ID, map[*kit.Queue]bool{
		tellQueue: h.State == matching.Open && r.Can("matching.tell"), hitQueue: decides}, tellQueue, hitQueue)
	if err != nil || !decides {
		return err
	}
	page.Decision = &kit.Decision{Title: "决定", Field: "outcome", Version: h.Version, Queue: page.Queue,
		Action: "/matching/" + kit.FormatID(h.ID) + "/decide", Button: "登记决定",
		Fields: []kit.Field{{Name: "why", Label: "理由", Kind: kit.FieldText}}}
	for _, o := range page.Outcomes {
		page.Decision.Outcomes = append(page.Decision.Outcomes, kit.Outcome{Value: o, Words: words.Label("hit", o)})
	}
	return page.Decision.Stop("", h.MayDecide(r.Actor, r.Today))
}

// hitAct carries a step out and shows the hit again, or the next of the queue.
func (p *Matching) hitAct(r *kit.Request, q *kit.Queue, notice string,
	do func(h matching.Hit, version int64) error) error {
	page, err := p.loadHit(r)
	if err != nil {
		return err
	}
	version := r.Int("version")
	if q.Asked(r) {
		notice = page.Title + "：" + notice
	}
	return q.Decide(r, page.Hit.ID, "/matching/"+kit.FormatID(page.Hit.ID), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		return notice, do(page.Hit, version)
	}, func(err error) error { return r.RenderFormErrors(err, "hit", page) })
}

func (p *Matching) hitTell(r *kit.Request) error {
	on := r.Date("on")
	return p.hitAct(r, tellQueue, "已登记告知，等本人说明。", func(h matching.Hit, version int64) error {
		_, err := p.Matching.Tell(r.Context.Request().Context(), r.Actor, r.Key(), h.ID, version, on)
		return err
	})
}

func (p *Matching) hitHear(r *kit.Request) error {
	statement := r.Text("statement")
	return p.hitAct(r, &kit.Queue{}, "已登记本人说明，待区（市）决定。", func(h matching.Hit, version int64) error {
		_, err := p.Matching.Hear(r.Context.Request().Context(), r.Actor, r.Key(), h.ID, version, statement)
		return err
	})
}

func (p *Matching) hitDecide(r *kit.Request) error {
	outcome, why := r.Text("outcome"), r.Text("why")
	return p.hitAct(r, hitQueue, "已登记决定。应当退出的，请在其上岗页面办理退出。", func(h matching.Hit, version int64) error {
		_, err := p.Matching.Decide(r.Context.Request().Context(), r.Actor, r.Key(), h.ID, version, outcome, why)
		return err
	})
}

// hitLetter prints the letter of the hit's state: 核查通知, 退出告知书 or 追缴通知书.
func (p *Matching) hitLetter(r *kit.Request) error {
	page, err := p.loadHit(r)
	if err != nil {
		return err
	}
	h := page.Hit
	var s documents.Sheet
	facts := matching.Fact{Name: h.Name, Tail: h.IDTail, Place: r.Tree.Full(h.Path),
		Register: words.Label("register", h.Kind), Source: h.Source, AsOf: h.AsOf, Detail: h.Detail, AnswerBy: h.AnswerBy,
		Why: h.Decision}
	switch h.State {
	case matching.Open, matching.Told, matching.Answered:
		s = matching.CheckLetter(facts)
	case matching.Exit:
		s = matching.ExitLetter(facts)
	case matching.Recover:
		s = matching.RecoveryLetter(facts)
	default:
		return errs.New(errs.NotFound, "authz.not_found")
	}
	return r.ShowSheets(s.Title, s.Title+"-"+h.Name, s)
}
