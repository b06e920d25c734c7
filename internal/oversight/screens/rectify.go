package screens

import (
	"net/http"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// Rectify shows orders to put something right.
type Rectify struct {
	Rectify *rectify.Service
}

// Routes of these pages.
func (p *Rectify) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/rectify", "rectify.view", p.rectify).Shows(&orders),
		feature.Get("/rectify/new", "rectify.issue", p.rectifyForm),
		feature.Post("/rectify/new", "rectify.issue", p.rectifyIssue),
		feature.Get("/rectify/:id", "rectify.view", p.rectifyTask).Of("rectify"),
		feature.Get("/rectify/:id/files/:file", "rectify.view", p.rectifyFile).Of("rectify"),
		feature.Post("/rectify/:id/reply", "rectify.reply",
			p.rectifyReply).Of("rectify").Takes(kit.MaxFiles).Decides(replyQueue),
		feature.Post("/rectify/:id/close", "rectify.issue", p.rectifyClose).Of("rectify").Decides(closeQueue),
		feature.Post("/rectify/:id/extend", "rectify.issue", p.rectifyExtend).Of("rectify"),
	}
}

type rectifyPage struct {
	kit.Page
	Places  kit.Places
	F       rectify.Filter
	List    *listing.View
	Issues  bool // the visitor issues orders, and sees what each came from
	States  []string
	Sources []string
}

func (p *Rectify) rectify(r *kit.Request) error {
	scope := r.Actor.Scope("rectify.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &rectifyPage{Page: kit.Page{Title: "整改"}, Places: r.Narrow(scope.Paths(), at),
		Issues: r.Can("rectify.issue"), States: []string{rectify.Open, rectify.Replied, rectify.Closed},
		Sources: rectify.Sources}
	page.F = rectify.Filter{State: kit.Filter(r, "state", page.States), Late: r.Text("late") != "", Today: r.Today,
		Limit: listing.Few}
	if page.Issues {
		page.F.Source = r.Text("source")
	}
	if err := r.Faults(); err != nil {
		return err
	}
	if r.Text("as") == "pdf" {
		return rectifyForm(r, scope, at, page.F)
	}
	q := listing.Query[rectify.Task]{At: at, Said: listing.Said("", words.Label("rectify", page.F.State),
		words.Label("rectifysource", page.F.Source), listing.If(page.F.Late, "已逾期")),
		All: func(s *database.Snapshot, scope authz.Scope) ([]rectify.Task, error) {
			return rectify.List(s, scope, page.F)
		}}
	return orders.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "rectify", page)
	})
}

// orders is the list of orders to put something right. Whoever may look at it may take it away, as always.
var orders = listing.List[rectify.Task]{
	Code: "rectify", Title: "整改销号清单", View: "rectify.view", Jobless: true,
	ID:    func(t rectify.Task) int64 { return t.ID },
	NoRow: "没有符合条件的整改事项。",
	Columns: []listing.Column[rectify.Task]{
		listing.Text("number", "编号", func(t rectify.Task) string { return t.Number }).
			To(func(t rectify.Task) string { return "/rectify/" + kit.FormatID(t.ID) }),
		listing.Place("place", "单位", func(t rectify.Task) string { return t.Path }),
		listing.Text("title", "事项", func(t rectify.Task) string { return t.Title }),
		listing.Text("what", "要求", func(t rectify.Task) string { return t.What }).OnChoice(),
		listing.Day("due", "期限", func(t rectify.Task) civil.Date { return t.DueOn }),
		listing.Made("state", "状态", func(r *kit.Request, t rectify.Task) listing.Cell {
			c := listing.Cell{Text: words.Label("rectify", t.State), Tone: words.Tone("rectify", t.State)}
			if t.Late(r.Today) {
				c.Parts = append(c.Parts, listing.Line{Text: "逾期", Tone: "bad"})
			}
			return c
		}).SortedBy(func(a, b rectify.Task) int { return strings.Compare(a.State, b.State) }),
		listing.Day("closed", "销号", func(t rectify.Task) civil.Date { return t.ClosedOn }).OnChoice(),
		listing.Label("source", "来源", "rectifysource", func(t rectify.Task) string { return t.Source }).
			Under("rectify.issue"),
	},
}

// rectifyForm is the list as a paper to be signed.
func rectifyForm(r *kit.Request, scope authz.Scope, at *region.Region, filter rectify.Filter) error {
	if at != nil {
		scope = scope.Within(at.Path)
	}
	filter.Limit = 5000
	var rows []rectify.Task
	if err := r.Read(func(s *database.Snapshot) (err error) {
		rows, err = rectify.List(s, scope, filter)
		return err
	}); err != nil {
		return err
	}
	f := &sheet.Form{Title: "整改销号清单", Head: []string{"", "打印日期：" + r.Today.Chinese()},
		Widths: []float64{2, 3, 4, 6, 1.8, 1.8, 1.8}, Text: []int{1, 2, 3}, Plain: true}
	for i, h := range []string{"编号", "单位", "事项", "要求", "期限", "状态", "销号"} {
		f.Heads = append(f.Heads, sheet.FormHead{Text: h, Column: i, Columns: 1, Rows: 1})
	}
	for _, t := range rows {
		f.Rows = append(f.Rows,
			[]string{t.Number, r.Tree.Full(t.Path), t.Title, t.What, t.DueOn.String(), words.Label("rectify", t.State),
				t.ClosedOn.String()})
	}
	return r.ShowForm("pdf", "整改销号清单", f)
}

type rectifyFormPage struct {
	kit.Page
	Places  kit.Places
	At      *region.Region
	Sources []string
	Source  string
	ID      string
	Due     civil.Date
}

func (p *Rectify) rectifyFormPage(r *kit.Request) (*rectifyFormPage, error) {
	scope := r.Actor.Scope("rectify.issue")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	page := &rectifyFormPage{Page: kit.Page{Title: "下达整改通知"}, Places: r.Narrow(scope.Paths(), at), At: at,
		Sources: rectify.Sources, Source: r.Text("source"), ID: r.Text("of"), Due: r.Today.AddDays(15)}
	return page, r.Faults()
}

func (p *Rectify) rectifyForm(r *kit.Request) error {
	page, err := p.rectifyFormPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "rectify_new", page)
}

func (p *Rectify) rectifyIssue(r *kit.Request) error {
	page, err := p.rectifyFormPage(r)
	if err != nil {
		return err
	}
	t := rectify.Task{Source: r.Text("source"), Title: r.Text("title"), What: r.Text("what"), DueOn: r.Date("due")}
	if of := r.Int("of"); of > 0 {
		t.SourceID = &of
	}
	var n int64
	err = r.Faults()
	if err == nil && page.At == nil {
		err = errs.New(errs.Invalid, "rectify.level").On("region")
	}
	if err == nil {
		n, err = p.Rectify.Issue(r.Context.Request().Context(), r.Actor, r.Key(), page.At, t)
	}
	if err != nil {
		return r.RenderFormErrors(err, "rectify_new", page)
	}
	return r.SeeOther("/rectify/"+kit.FormatID(n), "已下达。")
}

var (
	replyQueue = &kit.Queue{Code: "rectify.reply", Words: "待整改的事项", Permission: "rectify.reply", Address: "/rectify/%d",
		Waiting: func(r database.Reader, scope authz.Scope) ([]int64, error) {
			return rectify.Queue(r, scope, rectify.Open)
		}}
	closeQueue = &kit.Queue{Code: "rectify.issue", Words: "待销号的整改", Permission: "rectify.issue", Address: "/rectify/%d",
		Waiting: func(r database.Reader, scope authz.Scope) ([]int64, error) {
			return rectify.Queue(r, scope, rectify.Replied)
		}}
)

// Queues of orders.
func (p *Rectify) Queues() []*kit.Queue { return []*kit.Queue{replyQueue, closeQueue} }

// stand says where an order stands among those that the visitor carries out or closes.
func (page *taskPage) stand(r *kit.Request, s *database.Snapshot) (err error) {
	page.Issues, page.Replys = r.Actor.Scope("rectify.issue").Covers(page.Task.Path),
		r.Actor.Scope("rectify.reply").Covers(page.Task.Path)
	if more := page.Task.Decides(); more != "" {
		page.Issues = page.Issues && r.Actor.Scope(more).Covers(page.Task.Path)
	}
	page.Queue, err = kit.Stand(r, s, page.Task.ID, map[*kit.Queue]bool{
		replyQueue: page.Replys && page.Task.State == rectify.Open,
		closeQueue: page.Issues && page.Task.State == rectify.Replied}, replyQueue, closeQueue)
	if err != nil || !page.Issues || page.Task.State != rectify.Replied {
		return err
	}
	page.Decision = &kit.Decision{Title: "核对", Field: "outcome", Version: page.Task.Version, Queue: page.Queue,
		Lead:   "对照上面报告的整改情况和材料，核实后决定。",
		Action: "/rectify/" + kit.FormatID(page.Task.ID) + "/close", Button: "提交决定",
		Outcomes: []kit.Outcome{{Value: "close", Words: "整改到位，销号"}, {Value: "back", Words: "还不到位，退回"}},
		Fields:   []kit.Field{{Name: "said", Label: "理由", Kind: kit.FieldText}}}
	return page.Decision.Stop("close", rectify.MayClose(s, r.Actor, page.Task))
}

type taskPage struct {
	kit.Page
	kit.Deciding
	Task   rectify.Task
	Events []rectify.Event
	Issues bool
	Replys bool
	Today  civil.Date
}

func (p *Rectify) taskPage(r *kit.Request) (*taskPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &taskPage{Today: r.Today}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Task, err = rectify.ByID(s, n); err != nil {
			return err
		}
		if err := r.Actor.Check("rectify.view", page.Task.Path); err != nil {
			return err
		}
		if page.Events, err = rectify.Events(s, n); err != nil {
			return err
		}
		return page.stand(r, s)
	})
	page.Title = page.Task.Title
	return page, err
}

func (p *Rectify) rectifyTask(r *kit.Request) error {
	page, err := p.taskPage(r)
	if err != nil {
		return err
	}
	if r.Text("as") == "pdf" {
		return r.ShowSheets("整改通知", "整改通知-"+page.Task.Number,
			rectify.NoticeSheet(r.Tree.Full(page.Task.Path), r.Tree.Name(page.Task.IssuerPath), page.Task))
	}
	return r.Show(http.StatusOK, "rectify_task", page)
}

func (p *Rectify) rectifyFile(r *kit.Request) error {
	page, err := p.taskPage(r)
	if err != nil {
		return err
	}
	return r.ShowFile(func(s *database.Snapshot) (files.File, error) {
		return rectify.FileOf(s, page.Task.ID, kit.ParseID(r.Param("file")))
	})
}

func (p *Rectify) rectifyDo(r *kit.Request, q *kit.Queue, notice string, do func(m rectify.Move) error) error {
	page, err := p.taskPage(r)
	if err != nil {
		return err
	}
	m := rectify.Move{ID: page.Task.ID, Version: r.Int("version"), Said: r.Text("said"), Due: r.Date("due")}
	if q.Asked(r) {
		notice = page.Title + "：" + notice
	}
	return q.Decide(r, m.ID, "/rectify/"+kit.FormatID(m.ID), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		return notice, do(m)
	}, func(err error) error { return r.RenderFormErrors(err, "rectify_task", page) })
}

func (p *Rectify) rectifyReply(r *kit.Request) error {
	return p.rectifyDo(r, replyQueue, "已报告整改情况。", func(m rectify.Move) error {
		scan, err := r.SealScan()
		if err == nil {
			_, err = p.Rectify.Reply(r.Context.Request().Context(), r.Actor, r.Key(), m, scan)
		}
		return err
	})
}

func (p *Rectify) rectifyClose(r *kit.Request) error {
	return p.rectifyDo(r, closeQueue, "已登记。", func(m rectify.Move) (err error) {
		switch r.Text("outcome") {
		case "back":
			_, err = p.Rectify.GiveBack(r.Context.Request().Context(), r.Actor, r.Key(), m)
		case "close":
			_, err = p.Rectify.Close(r.Context.Request().Context(), r.Actor, r.Key(), m)
		default:
			err = errs.New(errs.Invalid, "form.choice").On("outcome")
		}
		return err
	})
}

func (p *Rectify) rectifyExtend(r *kit.Request) error {
	return p.rectifyDo(r, &kit.Queue{}, "已延期。", func(m rectify.Move) error {
		_, err := p.Rectify.Extend(r.Context.Request().Context(), r.Actor, r.Key(), m)
		return err
	})
}
