package screens

import (
	"net/http"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/plain"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
)

// Applications shows applications on their way: forms, steps and batches.
type Applications struct {
	Applications *application.Service
	Desk         *desk.Desk
	ObjectionsTo func(r database.Reader, actor authz.Actor, applicationID int64) (any, error)
	Placements   *placement.Service
	Ring         *seal.Ring
}

// Routes of these pages.
func (p *Applications) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/applications", "application.view", p.applications).Shows(&entered),
		feature.Get("/applications/new", "application.submit", p.applicationForm),
		feature.Post("/applications/new", "application.submit", p.applicationSubmit),
		feature.Get("/applications/:id", "application.view", p.application).Of("application"),
		feature.Post("/applications/:id/check", "application.check",
			p.applicationCheck).Of("application").Takes(kit.MaxFiles).Decides(queueOf(application.StepCheck)),
		feature.Post("/applications/:id/review", "application.review",
			p.applicationReview).Of("application").Takes(kit.MaxFiles).Decides(queueOf(application.StepReview)),
		feature.Post("/applications/:id/notice", "application.notice",
			p.applicationNotice).Of("application").Takes(kit.MaxFiles).Decides(queueOf(application.StepNotice)),
		feature.Post("/applications/:id/audit", "application.audit",
			p.applicationAudit).Of("application").Takes(kit.MaxFiles).Decides(queueOf(application.StepAudit)),
		feature.Post("/applications/:id/file", "application.file",
			p.applicationFile).Of("application").Takes(kit.MaxFiles).Decides(queueOf(application.StepFile)),
		feature.Post("/applications/:id/withdraw", "application.submit", p.applicationWithdraw).Of("application"),
		feature.Post("/applications/:id/start", "placement.start", p.placementStart).Of("application").Decides(startQueue),
	}
}

type applicationsPage struct {
	kit.Page
	Places    kit.Places
	States    []string
	State     string
	Irregular bool
	Q         string
	List      *listing.View
}

var applicationStates = []string{application.Submitted, application.Checked, application.Reviewed, application.Noticed,
	application.Audited, application.Filed,
	application.Placed, application.Waiting, application.Refused, application.Withdrawn}

// entered is the list of applications. It tells what the exported list does (exchange: applications).
var entered = listing.List[application.Row]{
	Whole: []listing.Whole{{Words: "申请台账", Kind: "applications", Permission: "application.view", State: "state"}},
	Code:  "applications", Title: "申请", View: "application.view", Orders: application.Entered.Orders, Desc: true,
	ID:    func(x application.Row) int64 { return x.ID },
	NoRow: "没有符合条件的申请。可以放宽上面的条件。",
	Bulk: []listing.Bulk{
		{Words: "预览批量审核", Address: "/applications/batch/audit", Permission: "application.audit", Get: true},
		{Words: "预览批量备案", Address: "/applications/batch/file", Permission: "application.file", Get: true}},
	Columns: []listing.Column[application.Row]{
		listing.Text("number", "申请编号", func(x application.Row) string { return x.Number }).
			To(func(x application.Row) string { return "/applications/" + kit.FormatID(x.ID) }),
		listing.Text("name", "姓名", func(x application.Row) string { return x.Person }),
		listing.Text("id_tail", "证件尾号", func(x application.Row) string { return x.IDTail }).OnChoice(),
		listing.Place("place", "村（社区）", func(x application.Row) string { return x.Path }),
		listing.Text("post", "岗位", func(x application.Row) string { return x.Title }),
		listing.Label("basis", "安置依据", "category", func(x application.Row) string { return x.Basis }),
		listing.Day("submitted", "申请日期", func(x application.Row) civil.Date { return x.SubmittedOn }),
		listing.Label("state", "状态", "application", func(x application.Row) string { return x.State }).
			And(func(x application.Row) string {
				if x.Irregular > 0 {
					return "不合规"
				}
				return ""
			}),
	},
}

func (p *Applications) applications(r *kit.Request) error {
	scope := r.Actor.Scope("application.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &applicationsPage{Page: kit.Page{Title: "申请"}, Places: r.Narrow(scope.Paths(), at), States: applicationStates,
		State: r.Text("state"), Irregular: r.Text("irregular") == "1", Q: r.Text("q")}
	f := application.Filter{State: page.State, Irregular: page.Irregular, Sought: resident.SeekOf(p.Ring, page.Q)}
	if f.Sought.Nobody { // no name: then a number of an application
		f.Sought, f.Number = resident.Seek{}, strings.ToUpper(plain.Code(page.Q))
	}
	if err := r.Faults(); err != nil {
		return err
	}
	q := listing.Query[application.Row]{At: at, Said: listing.Said(page.Q, words.Label("application", page.State)),
		Rows: func(s *database.Snapshot, scope authz.Scope, w *listing.Window) ([]application.Row, error) {
			return application.Listed(s, scope, f, w)
		}}
	if page.Irregular {
		q.Said = append(q.Said, "只看不合规")
	}
	return entered.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "applications", page)
	})
}

type applicationFormPage struct {
	kit.Page
	Places  kit.Places
	Village *region.Region
	PostID  int64
	Q       string
	Found   []resident.Person
	Person  *resident.Person
	Posts   []post.Row
	Bases   []string
	Basis   string
	Remarks []application.Remark
}

// Stopped reports whether something refuses any application of the person, so that there is nothing to fill in. A form
// that was sent stays, with what was typed.
func (page *applicationFormPage) Stopped() bool {
	return page.R.Context.Request().Method == http.MethodGet && application.Blocks(page.Remarks) != nil
}

// applicationPage gathers the form: the person if one was chosen, the vacant posts of the village, and what speaks
// against it.
func (p *Applications) applicationPage(r *kit.Request) (*applicationFormPage, error) {
	page := &applicationFormPage{Page: kit.Page{Title: "登记申请"}, PostID: kit.ParseID(r.FormValue("post")), Q: r.Text("q"),
		Basis: r.Text("basis")}
	scope := r.Actor.Scope("application.submit")
	err := r.Read(func(s *database.Snapshot) error {
		if err := page.choose(r, s); err != nil || page.Village == nil {
			return err
		}
		if page.Person == nil {
			var err error
			page.Found, err = p.searchIn(r, s, page.Village.Path, page.Q)
			return err
		}
		rows, err := post.List(s, scope, post.Filter{Within: page.Village.Path, Vacant: true, Limit: 200})
		if err != nil {
			return err
		}
		page.Posts = rows
		return p.judge(r, s, page)
	})
	return page, err
}

// choose the person, and the village by the person, by the post or by what the visitor picked; none is picked yet if
// the village stays nil.
func (page *applicationFormPage) choose(r *kit.Request, s *database.Snapshot) (err error) {
	if n := kit.ParseID(r.FormValue("person")); n > 0 {
		person, err := resident.ByID(s, n)
		if err != nil {
			return err
		}
		if err := r.Actor.Check("application.submit", person.Path); err != nil {
			return err
		}
		page.Person = &person
		page.Village, _ = r.Tree.ByPath(person.Path)
	}
	if page.Village == nil && page.PostID > 0 {
		where, err := post.ByID(s, page.PostID)
		if err != nil {
			return err
		}
		if err := r.Actor.Check("application.submit", where.Path); err != nil {
			return err
		}
		page.Village, _ = r.Tree.ByPath(where.Path)
	}
	if page.Village == nil {
		page.Village, page.Places, err = r.Village("application.submit")
	}
	return err
}

func (p *Applications) judge(r *kit.Request, s *database.Snapshot, page *applicationFormPage) error {
	book, err := rulebook.Load(s)
	if err != nil {
		return err
	}
	facts, err := p.Applications.FactsOf(s, *page.Person, page.Basis, r.Today)
	if err != nil {
		return err
	}
	older := page.Person.Birth.AgeOn(r.Today) >= book.Int("age.older_min", page.Person.Path, r.Today, 45)
	for _, c := range resident.Categories {
		held := c == "older" && older
		for _, d := range facts.Categories {
			held = held || d.Code == c && d.On(r.Today)
		}
		if held {
			page.Bases = append(page.Bases, c)
		}
	}
	if page.Basis == "" && len(page.Bases) > 0 {
		facts.Basis = page.Bases[0] // until one is chosen: none of those held speaks against it
	}
	page.Remarks = application.Judge(facts, book)
	return nil
}

func (p *Applications) applicationForm(r *kit.Request) error {
	page, err := p.applicationPage(r)
	if err == nil {
		err = r.Faults()
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "application_new", page)
}

func (p *Applications) applicationSubmit(r *kit.Request) error {
	page, err := p.applicationPage(r)
	if err != nil {
		return err
	}
	proposal := application.Proposal{PostID: kit.ParseID(kit.Choice(r, "post")), PersonID: r.Int("person"),
		Basis: kit.Choice(r, "basis"), Reason: r.Text("reason")}
	var n int64
	if err = r.Faults(); err == nil {
		if page.Village == nil {
			return errs.New(errs.NotFound, "authz.not_found")
		}
		n, err = p.Applications.Submit(r.Context.Request().Context(), r.Actor, r.Key(), page.Village, proposal)
	}
	if err != nil {
		return r.RenderFormErrors(err, "application_new", page)
	}
	return r.SeeOther("/applications/"+kit.FormatID(n), "已登记申请。下一步由本村另一位经办人初审。")
}

// walked is how far an application came.
type walked struct {
	Steps []application.Step
	Gone  []application.Gone // steps that were taken back
}

type applicationPage struct {
	kit.Page
	kit.Deciding
	Application application.Application
	Person      resident.Person
	Post        post.Post
	walked
	Ahead          []string
	Remarks        []application.Remark
	Form           string   // the step that the visitor may do now
	Again          []string // why a notice must hang again
	Waits          int      // days since the last step, while it moves
	Checked        []matching.Standing
	Scans          []villagepapers.Scan
	Recruit        application.RecruitNotice // that the application followed; no number: none is recorded
	Meeting        int64                     // that votes on it, or did
	Start          bool
	Objected       application.Objected
	SelfCheck      []application.Point
	Objections     any // those that the visitor may see
	Outranked      application.Ahead
	CanWithdraw    bool
	NoticeUntil    civil.Date
	NoticeHint     string
	Boards         string
	AgreementUntil civil.Date
}

// what a visitor can do at a state
var forms = map[string]struct {
	permission string
	step       string
}{
	application.Submitted: {"application.check", application.StepCheck},
	application.Checked:   {"application.review", application.StepReview},
	application.Reviewed:  {"application.notice", application.StepNotice},
	application.Noticed:   {"application.audit", application.StepAudit},
	application.Audited:   {"application.file", application.StepFile},
}

var road = []string{application.StepSubmit, application.StepCheck, application.StepReview, application.StepNotice,
	application.StepAudit, application.StepFile}

func (p *Applications) loadApplication(r *kit.Request) (*applicationPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &applicationPage{}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Application, err = application.ByID(s, n); err != nil {
			return err
		}
		if err := r.Actor.Check("application.view", page.Application.Path); err != nil {
			return err
		}
		if err := page.loadNouns(s); err != nil {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		page.prefill(r.Today, book)
		if err := p.judgeAgain(r, s, book, page); err != nil {
			return err
		}
		if err := p.nextStep(r, s, page); err != nil {
			return err
		}
		if err := p.loadObjections(r, s, book, page); err != nil {
			return err
		}
		page.Start = page.Application.State == application.Filed && r.Can("placement.start")
		return p.putToDecision(r, s, page)
	})
	page.Title = page.Person.Name + "的申请"
	page.CanWithdraw = page.Application.Live() && page.Application.State != application.Filed &&
		r.Can("application.submit")
	return page, err
}

// loadNouns reads what belongs to the application.
func (page *applicationPage) loadNouns(s *database.Snapshot) (err error) {
	a := page.Application
	if page.Person, err = resident.ByID(s, a.PersonID); err != nil {
		return err
	}
	if page.Post, err = post.ByID(s, a.PostID); err != nil {
		return err
	}
	if page.Steps, err = application.StepsOf(s, a.ID); err != nil {
		return err
	}
	if page.Gone, err = application.GoneOf(s, a.ID); err != nil {
		return err
	}
	if page.Recruit, _, err = application.RecruitBefore(s, a.Path, a.SubmittedOn); err != nil {
		return err
	}
	if page.Scans, err = villagepapers.ScansOf(s, "application", a.ID); err != nil {
		return err
	}
	page.Meeting, _, err = application.MeetingOf(s, a.ID)
	return err
}

// prefill what the forms of the steps propose.
func (page *applicationPage) prefill(today civil.Date, book *rulebook.Book) {
	path := page.Application.Path
	days := book.Int("notice.candidate_days", path, today, 5)
	page.NoticeUntil = book.Calendar().AddWorking(today, days)
	page.NoticeHint = "至少" + kit.FormatID(int64(days)) + "个工作日，开始当天不算。"
	page.Boards, _ = book.Text("notice.places", path, "", today)
	page.AgreementUntil = today.AddMonths(book.Int("agreement.max_months", path, today, 12)).AddDays(-1)
}

// judgeAgain holds a live application to today's facts.
func (p *Applications) judgeAgain(r *kit.Request, s *database.Snapshot, book *rulebook.Book,
	page *applicationPage) error {
	if !page.Application.Live() {
		return nil
	}
	facts, err := p.Applications.FactsOf(s, page.Person, page.Application.Basis, r.Today)
	if err != nil {
		return err
	}
	facts.LiveRequest = false
	page.Remarks = application.Judge(facts, book)
	page.findAhead()
	page.SelfCheck, err = p.selfCheck(s, page.Application, facts, page.Steps)
	return err
}

// nextStep finds the step that the visitor may do now, and what blocks it.
func (p *Applications) nextStep(r *kit.Request, s *database.Snapshot, page *applicationPage) error {
	a := page.Application
	typed := len(page.Steps) > 0 && page.Steps[0].Channel != "for_another" // a village that types does its own steps
	raised, err := application.Raised(s, a.Path, r.Today)
	if err != nil {
		return err
	}
	if f, ok := forms[a.State]; ok && r.Can(f.permission) && doesStep(r.Actor, f.step, typed, raised) {
		page.Form = f.step
	}
	if a.State != application.Noticed {
		return nil
	}
	ready := p.Applications.Ready(s, a, r.Today)
	if errs.KindOf(ready) != errs.State {
		return ready
	}
	// A notice that must hang again is the village's to enter.
	again := errs.CodeOf(ready)
	if (again == "application.notice_irregular" || again == "application.objection_right") &&
		r.Can("application.notice") && (r.Actor.HasRole("village_registrar") || !typed) {
		page.Form, page.Again = application.StepNotice, words.Sentences(ready)
	}
	return nil
}

// doesStep reports whether a step is the actor's: the village's own, the township's where it was raised to it or where
// it types for the village.
func doesStep(actor authz.Actor, step string, typed, raised bool) bool {
	switch mine := actor.HasRole("village_registrar") || !typed; step {
	case application.StepCheck:
		return mine || raised
	case application.StepAudit:
		return actor.HasRole("township_reviewer") || raised
	case application.StepFile:
		return true
	default:
		return mine
	}
}

// loadObjections, those who stand before the applicant and what the registers of others say, as far as the visitor may
// see them.
func (p *Applications) loadObjections(r *kit.Request, s *database.Snapshot, book *rulebook.Book,
	page *applicationPage) (err error) {
	a := page.Application
	if r.Can("matching.view") {
		if page.Checked, err = matching.Checked(s, page.Person); err != nil {
			return err
		}
	}
	if page.Objected, err = p.Applications.Objections.To(s, a.ID); err != nil {
		return err
	}
	if n := len(page.Steps); n > 0 && a.Live() {
		page.Waits = application.Waits(page.Steps[n-1], page.Objected, r.Today)
	}
	if r.Can("complaint.view") {
		if page.Objections, err = p.ObjectionsTo(s, r.Actor, a.ID); err != nil {
			return err
		}
	}
	if a.State == application.Reviewed || a.State == application.Noticed {
		page.Outranked, err = p.Applications.Outranked(s, a, book)
	}
	return err
}

// selfCheck counts the signed sheets that are attached and holds the application to what others will look at.
func (p *Applications) selfCheck(s *database.Snapshot, a application.Application, facts application.Facts,
	steps []application.Step) ([]application.Point, error) {
	scans, err := villagepapers.ScansOf(s, "application", a.ID)
	if err != nil {
		return nil, err
	}
	n := len(scans)
	for _, x := range steps {
		if x.FileID != nil {
			n++
		}
	}
	return p.Applications.SelfCheck(s, a, facts, n)
}

// findAhead lists the steps that were not done.
func (page *applicationPage) findAhead() {
	done := map[string]bool{}
	for _, s := range page.Steps {
		done[s.Step] = true
	}
	for _, s := range road {
		if !done[s] {
			page.Ahead = append(page.Ahead, s)
		}
	}
}

func (p *Applications) application(r *kit.Request) error {
	page, err := p.loadApplication(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "application", page)
}

// step reads what every step's form has, stores a scan if one was sent, and carries the step out.
func (p *Applications) step(r *kit.Request, step, notice string,
	do func(m application.Move) (int64, error)) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	m := application.Move{ID: n, Version: r.Int("version"), Remark: r.Text("remark")}
	if decided(step) {
		m.Pass = kit.Either(r, "pass")
	}
	return queueOf(step).Decide(r, n, "/applications/"+kit.FormatID(n), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		if m.FileID, err = scan(r, p.Desk, n); err != nil {
			return "", err
		}
		if _, err := do(m); err != nil {
			return "", err
		}
		return told(r, n, notice)
	}, p.again(r))
}

// again shows the application with what was typed and refused.
func (p *Applications) again(r *kit.Request) func(error) error {
	return func(err error) error {
		if !kit.IsFormError(err) {
			return err
		}
		page, loadErr := p.loadApplication(r)
		if loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "application", page)
	}
}

// told says what was done, and to whom: it stands on the page of the next.
func told(r *kit.Request, n int64, notice string) (string, error) {
	var who resident.Person
	err := r.Read(func(s *database.Snapshot) error {
		a, err := application.ByID(s, n)
		if err == nil {
			who, err = resident.ByID(s, a.PersonID)
		}
		return err
	})
	return who.Name + "的申请：" + notice, err
}

// scan keeps the photo or scan of the signed paper that came with a form; nil if none did.
func scan(r *kit.Request, d *desk.Desk, applicationID int64) (*int64, error) {
	var path string
	if err := r.Read(func(s *database.Snapshot) error {
		a, err := application.ByID(s, applicationID)
		path = a.Path
		return err
	}); err != nil {
		return nil, err
	}
	return scanAt(r, d, path)
}

// scanAt keeps the photo or scan that came with a form about a village; nil if none did.
func scanAt(r *kit.Request, d *desk.Desk, path string) (*int64, error) {
	stored, err := r.SealScan()
	if stored == nil || err != nil {
		return nil, err
	}
	fileID, err := desk.Do(r.Context.Request().Context(), d, r.Actor, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("application.view", path); err != nil {
			return 0, err
		}
		n, err := files.Keep(v, *stored, path, files.OfApplication)
		if err != nil {
			return 0, err
		}
		v.Record("file.keep", "file", n, desk.F("name", stored.Name), desk.F("size", stored.Size))
		return n, nil
	})
	return &fileID, err
}

func (p *Applications) applicationCheck(r *kit.Request) error {
	return p.step(r, application.StepCheck, "已登记初审。", func(m application.Move) (int64, error) {
		return p.Applications.Check(r.Context.Request().Context(), r.Actor, r.Key(), m)
	})
}

func (p *Applications) applicationReview(r *kit.Request) error {
	rec := application.ReviewRecord{On: r.Date("on"), Present: r.Int("present"), Entitled: r.Int("entitled"),
		VotesFor: r.Int("for"), VotesAgainst: r.Int("against"), VotesAbstained: r.Int("abstain")}
	return p.step(r, application.StepReview, "已登记民主评议。", func(m application.Move) (int64, error) {
		return p.Applications.Review(r.Context.Request().Context(), r.Actor, r.Key(), m, rec)
	})
}

func (p *Applications) applicationNotice(r *kit.Request) error {
	rec := application.NoticeRecord{From: r.Date("from"), Until: r.Date("until"), Boards: r.Text("boards"),
		Objections: r.Text("objections"), Against: r.Text("against")}
	return p.step(r, application.StepNotice, "已登记公示。", func(m application.Move) (int64, error) {
		return p.Applications.Notice(r.Context.Request().Context(), r.Actor, r.Key(), m, rec)
	})
}

func (p *Applications) applicationAudit(r *kit.Request) error {
	return p.step(r, application.StepAudit, "已登记审核。", func(m application.Move) (int64, error) {
		return p.Applications.Audit(r.Context.Request().Context(), r.Actor, r.Key(), m)
	})
}

func (p *Applications) applicationFile(r *kit.Request) error {
	return p.step(r, application.StepFile, "已登记备案。", func(m application.Move) (int64, error) {
		return p.Applications.File(r.Context.Request().Context(), r.Actor, r.Key(), m)
	})
}

func (p *Applications) applicationWithdraw(r *kit.Request) error {
	return p.step(r, application.StepWithdraw, "已撤回。", func(m application.Move) (int64, error) {
		return p.Applications.Withdraw(r.Context.Request().Context(), r.Actor, r.Key(), m)
	})
}

// searchIn looks for people of one village, for the forms that choose one.
func (p *Applications) searchIn(r *kit.Request, s *database.Snapshot, path, q string) ([]resident.Person, error) {
	if q == "" {
		return nil, nil
	}
	f := resident.Sought(p.Ring, q)
	f.Limit = 20
	return resident.List(s, authz.Under(path), f)
}

func (p *Applications) placementStart(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	t := placement.Terms{StartOn: r.Date("start"), AgreementFrom: r.Date("agreement_from"),
		AgreementUntil: r.Date("agreement_until"), AgreementNo: r.Text("agreement_no"),
		InsuranceNo: r.Text("insurance_no"), InsuredFrom: r.Date("insured_from"), TrainedOn: r.Date("trained_on")}
	version := r.Int("version")
	if err := r.Faults(); err != nil {
		return p.again(r)(err)
	}
	if !startQueue.Asked(r) {
		made, err := p.Placements.Start(r.Context.Request().Context(), r.Actor, r.Key(), n, version, t)
		if err != nil {
			return p.again(r)(err)
		}
		return r.SeeOther("/placements/"+kit.FormatID(made), "已办理上岗。")
	}
	return startQueue.Decide(r, n, "", func() (string, error) {
		if _, err := p.Placements.Start(r.Context.Request().Context(), r.Actor, r.Key(), n, version, t); err != nil {
			return "", err
		}
		return told(r, n, "已办理上岗。")
	}, p.again(r))
}
