package screens

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
)

// Payroll shows a month's runs: lists, notices, answers, audit and approval.
type Payroll struct {
	Clock       clock.Clock
	DB          *database.DB
	Jobs        *jobs.Service
	LatestCount func(r database.Reader) (count any, found bool, err error)
	Payments    *payment.Service
	Payroll     *payroll.Service
	Ring        *seal.Ring
}

// Routes of these pages.
func (p *Payroll) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/pay", "payroll.view", p.pay),
		feature.Post("/pay/runs", "payroll.draft", p.runDraft),
		feature.Get("/pay/runs/:id", "payroll.view", p.run).Of("run").Shows(new(runPage).list()),
		feature.Get("/pay/runs/:id/lists.pdf", "payroll.view", p.runLists).Of("run"),
		feature.Get("/pay/runs/:id/request.pdf", "fund.view", p.runRequest).Of("run"),
		feature.Post("/pay/runs/:id/notice", "payroll.draft", p.runNotice).Of("run"),
		feature.Post("/pay/runs/:id/notice/irregular", "payroll.draft", p.runNoticeIrregular).Of("run"),
		feature.Post("/pay/runs/:id/hung", "payroll.draft", with(p, runTakeHung)).Of("run"),
		feature.Post("/pay/runs/:id/hung/split", "payroll.draft", with(p, runSplitHung)).Of("run"),
		feature.Get("/pay/hung", "payroll.view", hung),
		feature.Post("/pay/hung", "payroll.hang", with(p, hang)).Takes(kit.MaxFiles),
		feature.Get("/pay/hung/:id", "payroll.view", hungOne).Of("hung"),
		feature.Post("/pay/runs/:id/answers", "payroll.audit", p.runAnswer).Of("run"),
		feature.Post("/pay/runs/:id/audit", "payroll.audit", p.runAudit).Of("run").Decides(auditQueue),
		feature.Post("/pay/runs/:id/approve", "payroll.approve", p.runApprove).Of("run").Decides(approvalQueue),
		feature.Post("/pay/runs/:id/cancel", "payroll.draft", p.runCancel).Of("run"),
		feature.Post("/pay/runs/:id/parallel", "payroll.draft", p.runParallel).Of("run").Takes(kit.MaxFiles),
		feature.Post("/pay/runs/:id/batches", "payment.prepare", p.batchPrepare).Of("run"),
	}
}

type payPage struct {
	kit.Page
	Runs     []payroll.Run
	Months   []civil.Month
	Ahead    []civil.Month // that may be paid before they are over
	Counties []*region.Region
	New      []*region.Region // of them, those that never had a list and have not chosen a basis

	OverdueAt  clock.Moment // when what is late was counted
	Overdue    int64
	OverdueFen money.Fen

	Missing payment.MissingSum
	Counted bool // the nightly count has been made
	Count   any
}

// Whole reports whether the visitor sees all of a run's region: else its sums are other villages'.
func (x *payPage) Whole(path string) bool { return x.R.Actor.Scope("payroll.view").Covers(path) }

func (p *Payroll) payPage(r *kit.Request) (*payPage, error) {
	page := &payPage{Page: kit.Page{Title: "发放"}}
	scope := r.Actor.Scope("payroll.view")
	for i := 1; i <= 12; i++ {
		page.Months = append(page.Months, r.Today.Month().Add(-i))
	}
	page.Ahead = []civil.Month{r.Today.Month(), r.Today.Month().Add(1)}
	for _, c := range r.Tree.At(region.County) {
		if r.Actor.Scope("payroll.draft").Covers(c.Path) {
			page.Counties = append(page.Counties, c)
		}
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Runs, err = payroll.Runs(s, scope, 100); err != nil {
			return err
		}
		if page.Missing, err = payment.MissingOf(s, scope); err != nil {
			return err
		}
		if page.New, err = newCounties(s, page.Counties); err != nil {
			return err
		}
		if page.Count, page.Counted, err = p.LatestCount(s); err != nil {
			return err
		}
		if page.OverdueAt, err = payment.CountedAt(s); err != nil {
			return err
		}
		waits, err := payment.WaitsOf(s, scope)
		for _, w := range waits {
			page.Overdue, page.OverdueFen = page.Overdue+w.N, page.OverdueFen+w.AmountFen
		}
		return err
	})
}

func (p *Payroll) pay(r *kit.Request) error {
	page, err := p.payPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "pay", page)
}

// draftParams are kept with the job that drafts a run.
type draftParams struct {
	County  string
	Month   string
	Correct bool
	Ahead   *payroll.Ahead `json:",omitempty"`
}

// A draft is there at once as a rule: the page looks for it for three seconds before it shows the progress instead.
const (
	draftLook  = 20 * time.Millisecond
	draftLooks = 150
)

// awaitDraft looks after the job for a while; mostly it is over before.
func (p *Payroll) awaitDraft(ctx context.Context, n int64) (j jobs.Job, err error) {
	for range draftLooks {
		if j, err = jobs.ByID(ctx, p.DB, n); err != nil || j.Over() {
			break
		}
		time.Sleep(draftLook)
	}
	if err == nil && j.State == jobs.Failed {
		err = refusedDraft(j)
	}
	return j, err
}

// draftNotice tells who was left out and why: of each reason of which there is anybody.
func draftNotice(d payroll.Drafted) string {
	if d.Joined {
		return "这个月已有一次发放正在办理。"
	}
	said := ""
	for _, x := range []struct {
		n   int64
		why string
	}{
		{int64(len(d.Missing)), "个村的考勤表未审核"},
		{d.Untold, "人没有考核或考核结果没有告知本人"},
		{d.Bare, "人没有本人账号"},
		{d.Unfunded, "人的岗位没有填资金来源"},
		{d.Worthless, "人按计发办法当月为零，要逐人决定不发并告知本人"},
		{d.Held, "人整月缺勤，暂缓发放"},
		{d.Blank, "人在考勤表里是空白，要退回村（社区）"},
		{d.Elsewhere, "人本月已在别处列入"},
	} {
		if x.n > 0 {
			said += kit.FormatID(x.n) + x.why + "；"
		}
	}
	if said == "" {
		return "已编制。"
	}
	return "已编制。没有列入的：" + strings.TrimSuffix(said, "；") + "。以后可以补编。"
}

// draftOf is what the form asks for.
func draftOf(r *kit.Request) (draftParams, error) {
	county, month, kind := kit.Division(r, "region"), kit.Choice(r, "month"), kit.Choice(r, "kind")
	if err := r.Faults(); err != nil {
		return draftParams{}, err
	}
	if !r.Actor.Scope("payroll.draft").Covers(county.Path) {
		return draftParams{}, errs.New(errs.NotFound, "authz.not_found")
	}
	m, err := civil.ParseMonth(month)
	if err != nil {
		return draftParams{}, errs.New(errs.Invalid, "payroll.month").On("month")
	}
	return draftParams{County: county.Code, Month: m.String(), Correct: kind == payroll.Correction}, nil
}

// runDraft starts the job that drafts a run; a second click joins the same.
func (p *Payroll) runDraft(r *kit.Request) error {
	params, err := draftOf(r)
	if err == nil && r.Text("kind") == "ahead" {
		params.Ahead = &payroll.Ahead{Document: r.Text("document"), On: r.Date("document_on")}
	}
	var n int64
	if err == nil {
		err = r.Faults()
	}
	if err == nil {
		n, err = p.Jobs.Start(r.Context.Request().Context(), r.Actor, "payroll.draft", "", params)
	}
	var j jobs.Job
	if err == nil {
		j, err = p.awaitDraft(r.Context.Request().Context(), n)
	}
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		page, loadErr := p.payPage(r)
		if loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "pay", page)
	}
	if j.State != jobs.Ready {
		return r.SeeOther("/jobs/"+kit.FormatID(n), "")
	}
	var d payroll.Drafted
	if err := json.Unmarshal([]byte(j.Result), &d); err != nil {
		return err
	}
	return r.SeeOther("/pay/runs/"+kit.FormatID(d.RunID), draftNotice(d))
}

// refusedDraft says why a draft was not made.
func refusedDraft(j jobs.Job) error {
	var said struct{ Refused map[string]string }
	_ = json.Unmarshal([]byte(j.Result), &said) // a job that was cut off says nothing more than its code
	e := errs.New(errs.State, j.Reason).On("month")
	for name, value := range said.Refused {
		e.With(name, value)
	}
	return e
}

// DraftRun is the job that drafts a run; the result says what it found.
func (p *Payroll) DraftRun(ctx context.Context, actor authz.Actor, params []byte,
	progress func(done, total int64) error) (string, error) {
	var x draftParams
	if err := json.Unmarshal(params, &x); err != nil {
		return "", err
	}
	m, err := civil.ParseMonth(x.Month)
	if err != nil {
		return "", err
	}
	var county *region.Region
	if err := p.DB.Read(ctx, func(s *database.Snapshot) error {
		tree, err := region.Load(s, p.Clock.Now().Date())
		if err == nil {
			county, err = tree.ByCode(x.County)
		}
		return err
	}); err != nil {
		return "", err
	}
	if err := progress(0, 1); err != nil {
		return "", err // cancelled before it began
	}
	var found struct {
		payroll.Drafted
		Refused map[string]string // what the refusal says beside its code
	}
	switch {
	case x.Ahead != nil:
		found.Drafted, err = p.Payroll.DraftAhead(ctx, actor, county, m, *x.Ahead)
	case x.Correct:
		found.Drafted, err = p.Payroll.DraftCorrection(ctx, actor, county, m)
	default:
		found.Drafted, err = p.Payroll.DraftRun(ctx, actor, county, m)
	}
	if err != nil {
		found.Refused = map[string]string{}
		for _, e := range errs.All(err) {
			for _, a := range e.Args {
				found.Refused[a.Name] = fmt.Sprint(a.Value)
			}
		}
	}
	out, _ := json.Marshal(found)
	return string(out), err
}

// lookedAtFirst are the lines of a run that its page puts before all others.
type lookedAtFirst struct {
	Asked     []payroll.Asked // lines that no day at work stands behind, and of which the township has not spoken
	Waiting   int64           // how many of them there are
	Answered  []payroll.Asked
	Concerned []payroll.Concerned // to be looked at first; they stop nothing
	Concerns  map[string]int      // how many there are of each kind
	// of the month before: people paid on expected days that nobody settled, and people owed more by corrections
	Unsettled, OwedBefore int64
	MonthBefore           civil.Month
	CanAnswer             *region.Region // the township for whose lines the visitor may speak
}

type runPage struct {
	kit.Page
	runDeciding
	lookedAtFirst
	Run       payroll.Run
	Parts     []payroll.Part
	List      *listing.View
	Q, Result string // whose lines, and with which result
	Mine      string // code of the one township or village whose list is printed
	Changes   []payroll.Change
	Changed   map[string]int // by kind
	Before    bool           // somebody was paid the month before
	Batches   []payment.Batch
	Held      []payment.Held // left out of the bank's file
	Overpaid  []payroll.Overpaid
	Warned    []payroll.Warned
	CanDraft  bool
	CanAudit  *region.Region
	Shares    []payment.Share // what the visitor may prepare a batch of
	NoticeEnd civil.Date

	PastNotices []payroll.PastNotice // that cannot count
	WrongNotice string               // what keeps the one that stands from counting
}

// Budgets that a run may be paid from, this year's first.
func (x *runPage) Budgets() []string {
	return []string{fund.Year(x.R.Today), fund.Year(civil.MustDate(fmt.Sprintf("%d-12-31", x.R.Today.Year()-1)))}
}

// CodeOf a region on the run's page.
func (x *runPage) CodeOf(path string) string { return x.R.CodeOf(path) }

// shownChanges of each kind since the month before; the others are counted.
const shownChanges = 8

// shownConcerns of each kind; the others are counted.
const shownConcerns = 10

// ConcernKinds of which there are lines that the visitor may be told of, in the order of the page.
func (x *runPage) ConcernKinds() (out []string) {
	for _, kind := range payroll.Concerns {
		if kind == payroll.ConcernPaper && len(x.Lapses) > 0 {
			continue // they stand among what lapsed, each once
		}
		if x.Concerns[kind] > 0 && (kind != payroll.ConcernAccount || x.Can("payment.view") || x.Can("payroll.audit")) {
			out = append(out, kind)
		}
	}
	return out
}

// ConcernedBy a kind, those shown.
func (x *runPage) ConcernedBy(kind string) (out []payroll.Concerned) {
	for _, c := range x.Concerned {
		if c.Kind == kind {
			out = append(out, c)
		}
	}
	return out
}

// Kinds of change, in the order of the page.
func (x *runPage) Kinds() []string {
	return []string{payroll.IsNew, payroll.IsGone, payroll.OtherAmount, payroll.OtherAccount}
}

// Of a kind, those shown.
func (x *runPage) Of(kind string) (out []payroll.Change) {
	for _, c := range x.Changes {
		if c.Kind == kind {
			out = append(out, c)
		}
	}
	return out
}

// part of a run that a visitor may see: the whole, or one's own townships and villages.
// Whole reports whether the visitor sees all of the run's region: else its sums are other villages'.
func (x *runPage) Whole() bool { return x.R.Actor.Scope("payroll.view").Covers(x.Run.Path) }

// open reports whether the run may still be drafted anew.
func (page *runPage) open() bool {
	return page.Run.State == payroll.Draft || page.Run.State == payroll.Noticed
}

// loadParts of the townships in scope, and the first that the visitor may audit now.
func (page *runPage) loadParts(r *kit.Request, s *database.Snapshot, own authz.Scope) error {
	all, err := payroll.Parts(s, page.Run)
	if err != nil {
		return err
	}
	for _, x := range all {
		if !own.Covers(x.TownshipPath) {
			continue
		}
		page.Parts = append(page.Parts, x)
		if x.Audited == 0 && page.CanAudit == nil && page.Run.State == payroll.Noticed &&
			r.Actor.Scope("payroll.audit").Covers(x.TownshipPath) {
			page.CanAudit, _ = r.Tree.ByPath(x.TownshipPath)
		}
	}
	return nil
}

// loadRows that stand above the list where nobody looks through it: what was asked about it and what changed since the
// month before.
func (page *runPage) loadRows(r *kit.Request, s *database.Snapshot, own authz.Scope) (err error) {
	page.R = r
	if page.Turned() {
		return nil
	}
	if err := page.loadHung(s, own); err != nil {
		return err
	}
	page.Asked, page.Waiting, page.Answered, err = payroll.Questions(s, page.Run, own, shownQuestions)
	if err != nil {
		return err
	}
	if page.CanAnswer = answers(r, page.Asked); page.CanAnswer == nil {
		page.Asked = page.Asked[:min(len(page.Asked), readQuestions)]
	}
	if page.open() {
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		if page.Absent, err = payroll.HeldInMonth(s, book, own, page.Run.Month); err != nil {
			return err
		}
		page.MonthBefore = page.Run.Month.Add(-1)
		if page.Unsettled, page.OwedBefore, err = payroll.ExpectedBefore(s, book, page.Run); err != nil {
			return err
		}
		if page.Concerned, page.Concerns, err = payroll.ConcernedBy(s, book, page.Run, own,
			shownConcerns); err != nil {
			return err
		}
	}
	if page.Run.State != payroll.Cancelled {
		page.Changes, page.Changed, page.Before, err = payroll.Changes(s, page.Run, own, shownChanges)
	}
	return err
}

// loadWarnings of what is wrong with the run.
func (page *runPage) loadWarnings(r *kit.Request, s *database.Snapshot, book *rulebook.Book,
	scope authz.Scope) (err error) {
	page.WrongNotice = page.Run.WrongNotice(book)
	if page.Run.State != payroll.Cancelled && !page.Turned() {
		if page.Lapses, err = payroll.LapsesOf(s, book, page.Run, scope.Within(page.Run.Path)); err != nil {
			return err
		}
	}
	if page.open() {
		if page.Warned, err = payroll.WarnedOf(s, book, page.Run, scope.Within(page.Run.Path)); err != nil {
			return err
		}
	}
	if page.Run.State == payroll.Approved && scope.Covers(page.Run.Path) && r.Can("payment.view") {
		if page.Overpaid, err = payroll.OverpaidOf(s, page.Run.Path, page.Run.Month); err != nil {
			return err
		}
	}
	return nil
}

// ownTownship is the code of the only township that concerns the visitor; "" if there are more.
func (page *runPage) ownTownship(r *kit.Request, scope authz.Scope) (code string) {
	for _, path := range scope.Paths() {
		if len(path) >= region.TownshipPath {
			code = r.CodeOf(path)
		}
	}
	if code == "" && len(page.Parts) == 1 {
		code = r.CodeOf(page.Parts[0].TownshipPath)
	}
	return code
}

func (p *Payroll) loadRun(r *kit.Request) (*runPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &runPage{Q: r.Text("q"), Result: r.Text("result")}
	scope := r.Actor.Scope("payroll.view")
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Run, err = payroll.RunByID(s, n); err != nil {
			return err
		}
		own := scope.Within(page.Run.Path)
		if own.Empty() {
			return errs.New(errs.NotFound, "authz.not_found")
		}
		if err := page.loadParts(r, s, own); err != nil {
			return err
		}
		if err := page.loadRows(r, s, own); err != nil {
			return err
		}
		if page.PastNotices, err = payroll.PastNotices(s, page.Run.ID); err != nil {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		if err := page.loadWarnings(r, s, book, scope); err != nil {
			return err
		}
		if err := p.loadBatches(r, s, book, page); err != nil {
			return err
		}
		return page.putToDecision(r, s, book)
	})
	if err != nil {
		return nil, err
	}
	page.Mine = page.ownTownship(r, scope)
	page.Title = r.Tree.Name(page.Run.Path) + page.Run.Month.Chinese() + "发放" +
		words.RunPart(page.Run.Kind, page.Run.Number)
	page.CanDraft = page.open() && r.Actor.Scope("payroll.draft").Covers(page.Run.Path)
	page.NoticeEnd = r.Today.AddDays(3)
	return page, nil
}

// shownQuestions of a run at once; the others are counted, and come when these are answered.
const shownQuestions = 20

// readQuestions of them are shown to whoever only reads them.
const readQuestions = 10

// answers names the first township of lines that are questioned for which a visitor may speak; nil: none.
func answers(r *kit.Request, asked []payroll.Asked) *region.Region {
	for _, x := range asked {
		if town, ok := r.Tree.ByPath(region.PathAt(x.Path, region.Township)); ok &&
			r.Actor.Scope("payroll.audit").Covers(town.Path) {
			return town
		}
	}
	return nil
}

// Answerable reports whether the visitor may speak for a line on this page.
func (x *runPage) Answerable(a payroll.Asked) bool {
	return x.CanAnswer != nil && region.PathAt(a.Path, region.Township) == x.CanAnswer.Path
}

// HoldState of a line, in code.
func (x *runPage) HoldState(l payroll.HeldLine) string { return l.Hold.State(x.R.Today) }

// HoldTone of a line's state.
func (x *runPage) HoldTone(l payroll.HeldLine) string { return heldTones[x.HoldState(l)] }

// fewRows stand on the page at once; more are a link that brings them.
const fewRows = 8

// Shows reports whether a part of the page of so many rows stands there: it is short, or was asked for.
func (x *runPage) Shows(part string, rows int) bool {
	return rows <= fewRows || x.R.Text("show") == part
}

// MoreAsked reports whether more lines are questioned than are shown.
func (x *runPage) MoreAsked() bool { return x.Waiting > int64(len(x.Asked)) }

// Ahead reports whether the lines that the visitor may speak for are of a month that is paid ahead.
func (x *runPage) Ahead() bool { return x.Run.AheadDocument != "" }

// loadBatches of a run that a visitor may see, and what may be prepared.
func (p *Payroll) loadBatches(r *kit.Request, s *database.Snapshot, book *rulebook.Book, page *runPage) error {
	if !r.Can("payment.view") {
		return nil
	}
	view := r.Actor.Scope("payment.view").Within(page.Run.Path)
	batches, err := payment.BatchesOf(s, page.Run.ID)
	if err != nil {
		return err
	}
	for _, b := range batches {
		if view.Covers(b.Path) {
			page.Batches = append(page.Batches, b)
		}
	}
	if page.Run.State != payroll.Approved {
		return nil
	}
	held, err := payment.HeldOf(s, book, page.Run.ID, r.Today)
	if err != nil {
		return err
	}
	for _, h := range held {
		if view.Covers(h.Path) {
			page.Held = append(page.Held, h)
		}
	}
	prepare := r.Actor.Scope("payment.prepare").Within(page.Run.Path)
	shares, err := payment.SharesOf(s, book, page.Run, prepare)
	for _, x := range shares {
		if !x.OnWay && prepare.Covers(x.Path) && payment.AtLevel(r.Actor, x.Path) == nil {
			page.Shares = append(page.Shares, x)
		}
	}
	return err
}

func (p *Payroll) run(r *kit.Request) error {
	page, err := p.loadRun(r)
	if err != nil {
		return err
	}
	return page.list().Answer(r, linesAsked(r, p.Ring, page), func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "run", page)
	})
}

// runAgain shows a run with what was refused, beside its list.
func (p *Payroll) runAgain(r *kit.Request, page *runPage, refused error) (err error) {
	if page.List, err = page.list().Of(r, linesAsked(r, p.Ring, page)); err != nil {
		return err
	}
	return r.RenderFormErrors(refused, "run", page)
}

// runAct carries something out on a run and shows it again.
func (p *Payroll) runAct(r *kit.Request, notice string, do func(n, version int64) error) error {
	return p.runDecide(r, &kit.Queue{}, notice, do)
}

// runDecide carries something out on a run, and shows the next of a queue if the visitor goes through it.
func (p *Payroll) runDecide(r *kit.Request, q *kit.Queue, notice string, do func(n, version int64) error) error {
	page, err := p.loadRun(r)
	if err != nil {
		return err
	}
	version := r.Int("version")
	if q.Asked(r) {
		notice = page.Title + "：" + notice
	}
	return q.Decide(r, page.Run.ID, "/pay/runs/"+kit.FormatID(page.Run.ID), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		return notice, do(page.Run.ID, version)
	}, func(err error) error { return p.runAgain(r, page, err) })
}

func (p *Payroll) runNotice(r *kit.Request) error {
	from, until, objections := r.Date("from"), r.Date("until"), r.Text("objections")
	return p.runAct(r, "已登记公示。", func(n, version int64) error {
		_, err := p.Payroll.Notice(r.Context.Request().Context(), r.Actor, r.Key(), n, version, from, until, objections)
		return err
	})
}

// runNoticeIrregular keeps a notice that happened and cannot count.
func (p *Payroll) runNoticeIrregular(r *kit.Request) error {
	past := payroll.PastNotice{FromDate: r.Date("past_from"), UntilDate: r.Date("past_until"),
		Objections: r.Text("past_objections"), Why: r.Text("why")}
	return p.runAct(r, "已如实登记，不能作为审核依据，请重新公示。", func(n, version int64) error {
		_, err := p.Payroll.RecordNotice(r.Context.Request().Context(), r.Actor, r.Key(), n, version, past)
		return err
	})
}

// runAnswer records a township's word on lines that no day at work stands behind.
func (p *Payroll) runAnswer(r *kit.Request) error {
	a := payroll.Answer{Verdict: r.Text("verdict"), Why: r.Text("answer_why"), AllAhead: r.Text("all") == "1"}
	for _, n := range r.Context.Request().Form["placement"] {
		a.Placements = append(a.Placements, kit.ParseID(n))
	}
	return p.runAct(r, "已登记说明。", func(n, _ int64) error {
		town, err := r.Tree.ByCode(r.Text("region"))
		if err != nil {
			return err
		}
		_, err = p.Payroll.Answer(r.Context.Request().Context(), r.Actor, r.Key(), n, town, a)
		return err
	})
}

func (p *Payroll) runAudit(r *kit.Request) error {
	return p.runDecide(r, auditQueue, "已审核。", func(n, _ int64) error {
		town, err := r.Tree.ByCode(r.Text("region"))
		if err != nil {
			return err
		}
		_, err = p.Payroll.Audit(r.Context.Request().Context(), r.Actor, r.Key(), n, town)
		return err
	})
}

func (p *Payroll) runApprove(r *kit.Request) error {
	year := r.Text("year")
	return p.runDecide(r, approvalQueue, "已批准，金额已锁定。", func(n, version int64) error {
		if year == "" && r.Has("year") {
			return errs.New(errs.Invalid, "form.choice").On("year")
		}
		_, err := p.Payroll.Approve(r.Context.Request().Context(), r.Actor, r.Key(), n, version, year)
		return err
	})
}

func (p *Payroll) runCancel(r *kit.Request) error {
	reason := r.Text("reason")
	return p.runAct(r, "已撤销。", func(n, version int64) error {
		_, err := p.Payroll.Cancel(r.Context.Request().Context(), r.Actor, r.Key(), n, version, reason)
		return err
	})
}

func (p *Payroll) batchPrepare(r *kit.Request) error {
	page, err := p.loadRun(r)
	if err != nil {
		return err
	}
	by := payment.Payer{Office: r.Text("office")}
	if town := r.Text("payer"); town != "" {
		at, err := r.Tree.ByCode(town)
		if err != nil {
			return p.runAgain(r, page, err)
		}
		by.Path = at.Path
	}
	n, err := p.Payments.Prepare(r.Context.Request().Context(), r.Actor, r.Key(), page.Run.ID, by)
	if err != nil {
		return p.runAgain(r, page, err)
	}
	return r.SeeOther("/pay/batches/"+kit.FormatID(n), "已制单，请另一人复核。")
}

// runRequest prints the application and the approval form for a run's money.
func (p *Payroll) runRequest(r *kit.Request) error {
	page, err := p.loadRun(r)
	if err != nil {
		return err
	}
	if err := r.Actor.Check("fund.view", page.Run.Path); err != nil {
		return err
	}
	var byFund []payroll.ByFund
	if err := r.Read(func(s *database.Snapshot) (err error) {
		byFund, err = payroll.Funds(s, page.Run)
		return err
	}); err != nil {
		return err
	}
	return r.ShowSheets("资金拨付申请、审批单", "资金拨付申请-"+page.Title,
		payroll.RequestSheets(r.Tree.Name(page.Run.Path), page.Run, byFund)...)
}
