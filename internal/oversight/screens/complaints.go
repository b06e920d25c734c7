package screens

import (
	"context"
	"fmt"
	"net/http"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Complaints shows complaints and the villages' explanations.
type Complaints struct {
	Complaints *complaint.Service
}

// Routes of these pages.
func (p *Complaints) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/complaints", "complaint.view", p.complaints).Shows(&received),
		feature.Get("/complaints/new", "complaint.register", p.complaintForm),
		feature.Post("/complaints/new", "complaint.register", p.complaintRegister),
		feature.Get("/complaints/figures", "complaint.view", p.complaintFigures),
		feature.Get("/asks", "complaint.explain", p.asks),
		feature.Post("/asks/:id/explain", "complaint.explain", p.askExplain).Of("ask"),
		feature.Get("/complaints/:id", "complaint.view", p.complaint).Of("complaint"),
		feature.Post("/complaints/:id/answer", "complaint.answer", p.complaintAnswer).Of("complaint").Decides(answerQueue),
		feature.Post("/complaints/:id/extend", "complaint.answer", p.complaintExtend).Of("complaint"),
		feature.Post("/complaints/:id/told", "complaint.answer", p.complaintTold).Of("complaint"),
		feature.Post("/complaints/:id/ask", "complaint.answer", p.complaintAsk).Of("complaint"),
		feature.Post("/complaints/:id/pass", "complaint.answer", p.complaintPass).Of("complaint"),
		feature.Post("/complaints/:id/withdraw", "complaint.answer", p.complaintWithdraw).Of("complaint"),
		feature.Post("/complaints/:id/reopen", "complaint.answer", p.complaintReopen).Of("complaint"),
		feature.Post("/complaints/:id/reporter", "complaint.reporter", p.complaintReporter).Of("complaint"),
	}
}

type complaintsPage struct {
	kit.Page
	Places        kit.Places
	Kinds, States []string
	F             complaint.Filter
	List          *listing.View
}

// received is the list of complaints. Who complained and what was said stay out, as of the exported list.
var received = listing.List[complaint.Complaint]{
	Whole: []listing.Whole{{Words: "信访举报登记簿", Kind: "complaints", Permission: "complaint.view", State: "state"}},
	Code:  "complaints", Title: "信访举报", View: "complaint.view", Orders: complaint.Received.Orders, Desc: true,
	ID:    func(x complaint.Complaint) int64 { return x.ID },
	NoRow: "没有符合条件的信访举报。",
	Columns: []listing.Column[complaint.Complaint]{
		listing.Text("number", "回执编号", func(x complaint.Complaint) string { return x.Number }).
			To(func(x complaint.Complaint) string { return "/complaints/" + kit.FormatID(x.ID) }),
		listing.Label("kind", "事项", "complaint", func(x complaint.Complaint) string { return x.Kind }),
		listing.Place("place", "村（社区）", func(x complaint.Complaint) string { return x.Path }),
		listing.Label("cameby", "来源", "cameby", func(x complaint.Complaint) string { return x.CameBy }).OnChoice(),
		listing.Day("received", "收到", func(x complaint.Complaint) civil.Date { return x.ReceivedOn }),
		listing.Made("due", "答复期限", func(r *kit.Request, x complaint.Complaint) listing.Cell {
			return listing.Cell{Text: listing.Due(r, x.AnswerBy)}
		}),
		listing.Day("answered", "答复", func(x complaint.Complaint) civil.Date { return x.AnsweredOn }).OnChoice(),
		listing.Label("office", "办理", "complaintoffice", func(x complaint.Complaint) string { return x.Office }),
		listing.Made("state", "状态", func(r *kit.Request, x complaint.Complaint) listing.Cell {
			c := listing.Cell{Text: words.Label("complaintstate", x.State), Tone: words.Tone("complaintstate", x.State)}
			if x.Late(r.Today) {
				c.Tone, c.Second = "bad", "逾期"
			} else if x.Missed > 0 {
				c.Second = "曾逾期"
			}
			return c
		}),
	},
}

func (p *Complaints) complaints(r *kit.Request) error {
	scope := r.Actor.Scope("complaint.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &complaintsPage{Page: kit.Page{Title: "信访举报"}, Places: r.Narrow(scope.Paths(), at), Kinds: complaint.Kinds(),
		States: []string{complaint.Open, complaint.Answered, complaint.Withdrawn}}
	page.F = complaint.Filter{Kind: kit.Filter(r, "kind", page.Kinds), State: kit.Filter(r, "state", page.States),
		Number: r.Text("q"),
		Late:   r.Text("late") == "1", Untold: r.Text("untold") == "1",
		Mine: r.Text("mine") == "1", Today: r.Today}
	if at != nil {
		page.F.Within = at.Path
	}
	if err := r.Faults(); err != nil {
		return err
	}
	q := listing.Query[complaint.Complaint]{At: at, Said: listing.Said(page.F.Number,
		words.Label("complaint", page.F.Kind), words.Label("complaintstate", page.F.State),
		listing.If(page.F.Late, "逾期未答复"), listing.If(page.F.Untold, "处理结果没有告知"),
		listing.If(page.F.Mine, "由本单位答复")),
		Rows: func(s *database.Snapshot, _ authz.Scope, w *listing.Window) ([]complaint.Complaint, error) {
			return complaint.Listed(s, r.Actor, page.F, w)
		}}
	return received.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "complaints", page)
	})
}

type complaintFormPage struct {
	kit.Page
	Places                 kit.Places
	Village                *region.Region
	Kinds, CameBy, Offices []string
	Holders                []duty.Holder
	Posted                 []application.Posted // whose notice hangs, so that one can object to it
	Abouts                 []string
	Officials              []resident.RosterRow
}

func (p *Complaints) complaintFormPage(r *kit.Request) (*complaintFormPage, error) {
	page := &complaintFormPage{Page: kit.Page{Title: "登记信访举报"}, Kinds: complaint.Kinds(), CameBy: complaint.CameBy,
		Offices: []string{complaint.Township, complaint.County, complaint.Inspector}, Abouts: complaint.Abouts}
	page.R = r
	var err error
	if page.Village, page.Places, err = r.Village("complaint.register"); err != nil || page.Village == nil {
		return page, err
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Holders, err = duty.HoldersOn(s, page.Village.ID, r.Today); err != nil {
			return err
		}
		if page.Officials, err = resident.OfficialsOver(s, page.Village.Path, r.Today); err != nil {
			return err
		}
		page.Posted, err = application.OnBoard(s, page.Village.Path, r.Today)
		return err
	})
}

func (p *Complaints) complaintForm(r *kit.Request) error {
	page, err := p.complaintFormPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "complaint_new", page)
}

func (p *Complaints) complaintRegister(r *kit.Request) error {
	page, err := p.complaintFormPage(r)
	if err != nil {
		return err
	}
	said := complaint.Said{Kind: r.Text("kind"), About: r.Text("about"), Official: r.Int("official"),
		Office: r.Text("office"), CameBy: r.Text("came_by"), PlacementID: r.Int("placement"),
		Application: r.Int("application"), Month: r.Month(), Text: r.Text("text"), Name: r.Text("name"),
		Phone: r.Text("phone")}
	var receipt complaint.Receipt
	if err = kit.NeedVillage(page.Village, r.Faults()); err == nil {
		receipt, err = p.Complaints.Register(r.Context.Request().Context(), r.Actor, r.Key(), page.Village, said)
	}
	if err != nil {
		return r.RenderFormErrors(err, "complaint_new", page)
	}
	due := &kit.Page{R: r}
	by, err := due.Due(receipt.AnswerBy)
	if err != nil {
		return err
	}
	// The number only: an inspectors' complaint is not shown again to the clerk who wrote it down.
	return r.SeeOther("/complaints", "已登记，回执编号"+receipt.Number+"，最迟"+by+"答复。请把编号告诉来人。")
}

// Months that somebody may have worked.
func (x *complaintFormPage) Months() []civil.Month { return kit.MonthsBack(x.R.Today) }

var answerQueue = &kit.Queue{Code: "complaint.answer", Words: "待答复的信访举报", Permission: "complaint.answer",
	Address: "/complaints/%d", WaitingFor: func(r *kit.Request, s *database.Snapshot) ([]int64, error) {
		return complaint.Queue(s, r.Actor)
	}}

// Queues of complaints.
func (p *Complaints) Queues() []*kit.Queue { return []*kit.Queue{answerQueue} }

type complaintPage struct {
	kit.Page
	kit.Deciding
	Complaint complaint.Complaint
	Events    []complaint.Event
	Turns     []complaint.Turn
	Reporter  *complaint.Reporter
	CanAnswer bool
	Above     string
	Around    complaint.Around // of who is on no list
	Asks      []complaint.Ask
	After     []complaint.After // what befell who complained, once an inspector looked who it was
	Looked    bool
	Official  *resident.RosterRow // that it is about
	Holder    string              // that it is about, to who may see placements there
}

// stand says whether the visitor answers the complaint, and where it stands among those that wait for that.
func (page *complaintPage) stand(r *kit.Request, s *database.Snapshot) (err error) {
	c := page.Complaint
	page.CanAnswer = r.Actor.Scope(complaint.Answers(c.Office)).Covers(c.Path)
	if page.CanAnswer && c.State == complaint.Open || answerQueue.Asked(r) {
		page.Queue, err = answerQueue.At(r, s, c.ID)
	}
	if err == nil && page.CanAnswer && c.State == complaint.Open {
		page.putToDecision(r)
	}
	return err
}

// putToDecision makes the box in which a complaint is answered; passing it on, putting it off, asking the village and
// taking it back stand beside that.
func (page *complaintPage) putToDecision(r *kit.Request) {
	c := page.Complaint
	at := "/complaints/" + kit.FormatID(c.ID)
	d := &kit.Decision{Title: "办理", Version: c.Version, Queue: page.Queue, Action: at + "/answer", Button: "登记答复",
		Fields: []kit.Field{{Name: "remark", Label: "答复或理由", Kind: kit.FieldText,
			Hint: "写明查了什么、结果如何、怎样处理。请村里说明的，用自己的话写，不要照抄原话，不写姓名。"}}}
	if c.Judged() {
		d.Field, d.Legend, d.Hint = "upheld", "反映是否成立",
			"对照考勤、检查，问过一起干活的人再选。成立的，改正考勤后由区（市）编制补发。转办、撤回时不用选。"
		if c.ApplicationID != nil {
			d.Legend, d.Hint = "异议是否成立", "成立的，须由村里纠正后重新公示，或由镇（街道）审核不通过。转办、撤回时不用选。"
		}
		d.Outcomes = []kit.Outcome{{Value: "yes", Words: "成立"}, {Value: "no", Words: "不成立"}}
	}
	if complaint.Above(c.Office) != "" {
		d.Others = append(d.Others, kit.Other{Words: "转上级办理", At: at + "/pass"})
	}
	if c.Extended == 0 && !c.Late(r.Today) {
		d.Others = append(d.Others, kit.Other{Words: "延期一次", At: at + "/extend"})
	}
	if c.Office != "inspector" {
		d.Others = append(d.Others, kit.Other{Words: "请村里说明", At: at + "/ask"})
	}
	d.Others = append(d.Others, kit.Other{Words: "反映人撤回", At: at + "/withdraw"})
	page.Decision = d
}

func (p *Complaints) loadComplaint(r *kit.Request) (*complaintPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &complaintPage{Page: kit.Page{Title: "信访举报"}}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Complaint, err = complaint.ByID(s, n); err != nil {
			return err
		}
		if err := complaint.MaySee(r.Actor, page.Complaint); err != nil {
			return err
		}
		if page.Around, err = complaint.AroundOf(s, page.Complaint); err != nil {
			return err
		}
		if page.Asks, err = complaint.AsksOf(s, n); err != nil {
			return err
		}
		if o := page.Complaint.OfficialID; o != nil {
			row, err := resident.OfficialByID(s, *o)
			if err != nil {
				return err
			}
			page.Official = &row
		}
		if page.Holder, err = holderOf(r, s, page.Complaint); err != nil {
			return err
		}
		if page.Turns, err = complaint.TurnsOf(s, n); err != nil {
			return err
		}
		if page.Events, err = complaint.EventsOf(s, n); err != nil {
			return err
		}
		return page.stand(r, s)
	})
	c := page.Complaint
	page.Above = complaint.Above(c.Office)
	return page, err
}

// holderOf a complaint by name, empty if it is about nobody on a post or the visitor may not see placements there.
func holderOf(r *kit.Request, s *database.Snapshot, c complaint.Complaint) (string, error) {
	if c.PlacementID == nil || !r.Actor.Scope("placement.view").Covers(c.Path) {
		return "", nil
	}
	held, err := placement.ByID(s, *c.PlacementID)
	if err != nil {
		return "", err
	}
	person, err := resident.ByID(s, held.PersonID)
	return person.Name, err
}

func (p *Complaints) complaint(r *kit.Request) error {
	page, err := p.loadComplaint(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "complaint", page)
}

// complaintAct reads what each step's form has and carries the step out.
func (p *Complaints) complaintAct(r *kit.Request, notice string,
	do func(context.Context, authz.Actor, string, complaint.Move) (int64, error)) error {
	page, err := p.loadComplaint(r)
	if err != nil {
		return err
	}
	m := complaint.Move{ID: page.Complaint.ID, Version: r.Int("version"), Remark: r.Text("remark"),
		Upheld: r.Text("upheld")}
	act := func() (string, error) {
		err := r.Faults()
		if err == nil {
			_, err = do(r.Context.Request().Context(), r.Actor, r.Key(), m)
		}
		return notice, err
	}
	if answerQueue.Asked(r) {
		notice = page.Complaint.Number + "：" + notice
		return answerQueue.Decide(r, m.ID, "", act,
			func(err error) error { return r.RenderFormErrors(err, "complaint", page) })
	}
	if _, err = act(); err != nil {
		return r.RenderFormErrors(err, "complaint", page)
	}
	var now complaint.Complaint
	if err := r.Read(func(s *database.Snapshot) (err error) {
		now, err = complaint.ByID(s, m.ID)
		return err
	}); err != nil {
		return err
	}
	if complaint.MaySee(r.Actor, now) != nil {
		return r.SeeOther("/complaints", notice) // passed up, out of one's own sight
	}
	return r.SeeOther("/complaints/"+kit.FormatID(m.ID), notice)
}

func (p *Complaints) complaintAnswer(r *kit.Request) error {
	return p.complaintAct(r, "已登记答复。", p.Complaints.Answer)
}

func (p *Complaints) complaintPass(r *kit.Request) error {
	return p.complaintAct(r, "已转上级办理。", p.Complaints.PassUp)
}

func (p *Complaints) complaintWithdraw(r *kit.Request) error {
	return p.complaintAct(r, "已登记撤回。", p.Complaints.Withdraw)
}

func (p *Complaints) complaintReopen(r *kit.Request) error {
	return p.complaintAct(r, "已转上级重新办理。", p.Complaints.Reopen)
}

func (p *Complaints) complaintReporter(r *kit.Request) error {
	page, err := p.loadComplaint(r)
	if err != nil {
		return err
	}
	var who complaint.Reporter
	why := r.Text("why")
	if err = r.Faults(); err == nil {
		who, err = p.Complaints.Unseal(r.Context.Request().Context(), r.Actor, page.Complaint.ID, why)
	}
	if err != nil {
		return r.RenderFormErrors(err, "complaint", page)
	}
	page.Reporter, page.Looked = &who, true
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.After, err = p.Complaints.AfterComplaint(s, page.Complaint)
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "complaint", page)
}

func (p *Complaints) complaintExtend(r *kit.Request) error {
	return p.complaintAct(r, "已延期一次。", p.Complaints.Extend)
}

func (p *Complaints) complaintTold(r *kit.Request) error {
	return p.complaintAct(r, "已登记告知。", p.Complaints.Tell)
}

func (p *Complaints) complaintAsk(r *kit.Request) error {
	return p.complaintAct(r, "已请村（社区）说明。村里只看到您写的话。", p.Complaints.Put)
}

type asksPage struct {
	kit.Page
	Rows []complaint.Ask
}

func (p *Complaints) asksPage(r *kit.Request) (*asksPage, error) {
	page := &asksPage{Page: kit.Page{Title: "待说明事项"}}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = complaint.Asks(s, r.Actor.Scope("complaint.explain"), 200)
		return err
	})
}

// asks lists what the offices above ask the village to explain.
func (p *Complaints) asks(r *kit.Request) error {
	page, err := p.asksPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "asks", page)
}

func (p *Complaints) askExplain(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	page, err := p.asksPage(r)
	if err != nil {
		return err
	}
	version := r.Int("version")
	if err = r.Faults(); err == nil {
		_, err = p.Complaints.Explain(r.Context.Request().Context(), r.Actor, r.Key(), n, version, r.Text("answer"))
	}
	if err != nil {
		return r.RenderFormErrors(err, "asks", page)
	}
	return r.SeeOther("/asks", "已说明。")
}

type complaintFiguresPage struct {
	kit.Page
	From, To civil.Date
	Kinds    []string
	Ways     []string
	S        complaint.Statistic
}

// complaintFigures are the statistics of what the visitor may see; small counts are not told, and places not compared.
func (p *Complaints) complaintFigures(r *kit.Request) error {
	page := &complaintFiguresPage{Page: kit.Page{Title: "信访举报统计"}, From: r.Date("from"), To: r.Date("to"),
		Kinds: complaint.Kinds(), Ways: append([]string{complaint.Web}, complaint.CameBy...)}
	if err := r.Faults(); err != nil {
		return err
	}
	if page.From.IsZero() {
		page.From = civil.MustDate(kit.FormatID(int64(r.Today.Year())) + "-01-01")
	}
	if page.To.IsZero() {
		page.To = r.Today
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.S, err = complaint.StatisticOf(s, r.Actor, "", page.From, page.To, r.Today)
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "complaint_figures", page)
}

// Few reports whether a cell is too small to be told.
func (x *complaintFiguresPage) Few(c complaint.Cell) bool {
	_, few := c.Told()
	return few
}

// Share of a cell that is in time.
func (x *complaintFiguresPage) Share(c complaint.Cell) string {
	rate, told := c.Rate()
	if !told {
		return "—"
	}
	return fmt.Sprintf("%.0f%%（%d/%d）", rate, c.InTime, c.N)
}
