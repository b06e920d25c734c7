package screens

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// Inspection shows findings, the work on them, reports, an office's own check and the trail.
type Inspection struct {
	Clock       clock.Clock
	DB          *database.DB
	Editable    func(*reporting.Inspection) ([]byte, error)
	Inspect     *inspect.Service
	Jobs        *jobs.Service
	Reports     *reporting.Service
	Shelf       *jobs.Shelf
	TreeChanged func()
}

// Routes of these pages.
func (p *Inspection) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/own", "own.view", p.own).Shows((&ownPage{}).list()),
		feature.Get("/inspect", "inspect.view", p.inspect).Shows(&findings),
		feature.Post("/inspect/runs", "inspect.run", p.inspectRun),
		feature.Post("/inspect/papers", "inspect.report", p.paperIssue),
		feature.Get("/inspect/findings/:id", "inspect.view", p.finding).Of("finding").Untold(),
		feature.Post("/inspect/findings/:id/state", "inspect.decide", p.findingMove).Of("finding").Decides(FindingQueue),
		feature.Post("/inspect/findings/:id/entries", "inspect.decide", p.findingWrite).Of("finding").Takes(kit.MaxFiles),
		feature.Post("/inspect/findings/:id/order", "inspect.decide",
			p.findingOrder).Of("finding").Decides(FindingQueue),
		feature.Get("/inspect/findings/:id/files/:file", "inspect.view", p.findingFile).Of("finding"),
		feature.Post("/inspect/findings/:id/paper", "inspect.report", p.findingPaper).Of("finding"),
		feature.Post("/inspect/people/:id/paper", "inspect.report", p.personPaper).Of("person"),
		feature.Get("/inspect/people", "inspect.view", p.inspectPeople),
		feature.Get("/inspect/people/:id", "inspect.view", p.inspectPerson).Of("person"),
		feature.Post("/inspect/filters", "inspect.view", p.filterSave),
		feature.Post("/inspect/filters/:id/drop", "inspect.view", p.filterDrop),
		feature.Get("/inspect/trail", "inspect.trail", p.inspectTrail).Shows(&visits),
		feature.Get("/trail", "trail.view", p.trail).Shows(&entries),
	}
}

type inspectPage struct {
	kit.Page
	Places      kit.Places
	Where       *region.Region
	Run         inspect.Run
	HasRun      bool
	Material    *inspect.Materials // on what the run rested
	Families    []familyLine
	Unfolded    bool // what the run rested on is shown, which is long
	Each        bool // findings are listed one by one, also those of one matter
	Filter      inspect.Filter
	FamilyNames []inspect.Family
	Certainties []inspect.Certainty
	States      []string
	List        *listing.View
	Papers      []reporting.Paper
	From, To    civil.Month
	Q           string
	Rule        *inspect.Rule
	Matters     []inspect.Matter
	Saved       []inspect.Saved
	Query       string // what a saved filter would keep
	titles      map[string]string
}

// materialShown is how many rows of each table of the page 材料情况 are shown; the export has more.
const materialShown = 100

// mattersShown at first; the others are opened on demand.
const mattersShown = 10

// FirstMatters are the largest.
func (p *inspectPage) FirstMatters() []inspect.Matter {
	return p.Matters[:min(len(p.Matters), mattersShown)]
}

// MoreMatters are the others.
func (p *inspectPage) MoreMatters() []inspect.Matter {
	return p.Matters[min(len(p.Matters), mattersShown):]
}

// RuleTitle of a rule, its code where the program has it no more.
func (p *inspectPage) RuleTitle(code string) string {
	if t, known := p.titles[code]; known {
		return t
	}
	return code
}

// About names the place of a matter: the county of its findings.
func (p *inspectPage) About(m inspect.Matter) string {
	return p.Place(region.PathAt(m.Path, region.County))
}

type familyLine struct {
	Family                   string
	Open, Working, Done, All int64
	Informing                int64
}

// inspectAt is the region that an inspector works on: the one named, or the first of the scope.
func inspectAt(r *kit.Request, permission authz.Permission) (*region.Region, kit.Places, error) {
	scope := r.Actor.Scope(permission)
	at, err := r.Where(scope)
	if err != nil {
		return nil, kit.Places{}, err
	}
	if paths := scope.Paths(); at == nil && len(paths) > 0 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	if at == nil {
		return nil, kit.Places{}, errs.New(errs.NotFound, "authz.not_found")
	}
	return at, r.Narrow(scope.Paths(), at), nil
}

// readFilter takes from the address what is looked for.
func (page *inspectPage) readFilter(r *kit.Request, rules []*inspect.Rule) {
	kept := maps.Clone(r.QueryParams())
	kept.Del("material")
	page.Q, page.Query = strings.TrimSpace(r.QueryParam("q")), kept.Encode()
	page.To = r.Today.Month()
	page.From = page.To.Add(-11)
	page.Filter = inspect.Filter{Family: r.QueryParam("family"), Certainty: r.QueryParam("certainty"),
		State: r.QueryParam("state"), Rule: r.QueryParam("rule"), Matter: r.QueryParam("matter"), Subject: page.Q,
		ByWeight: true}
	page.Each, page.Unfolded = r.QueryParam("all") != "", r.QueryParam("material") != ""
	if r.QueryParam("overdue") != "" {
		page.Filter.Overdue = r.Today
	}
	page.titles = map[string]string{}
	for _, x := range rules {
		page.titles[x.Code] = x.Title
		if x.Code == page.Filter.Rule {
			page.Rule = x
		}
	}
}

// load the list and what stands around it.
func (page *inspectPage) load(s *database.Snapshot, scope authz.Scope, user int64) (err error) {
	if page.Run, page.HasRun, err = inspect.LatestRun(s, page.Where.Path); err != nil {
		return err
	}
	material, err := inspect.MaterialOf(s, page.Run.ID)
	if err != nil {
		return err
	}
	page.Material = material.Of(page.Where.Path, civil.Month{}, civil.Month{}).Shortened(materialShown)
	counts, err := inspect.Counts(s, scope)
	if err != nil {
		return err
	}
	for _, f := range inspect.Families {
		page.Families = append(page.Families, familyLineOf(string(f), counts))
	}
	if page.Saved, err = inspect.SavedOf(s, user); err != nil {
		return err
	}
	if page.Filter.Matter == "" {
		if page.Matters, err = inspect.Matters(s, scope); err != nil {
			return err
		}
		for _, m := range page.Matters {
			if page.Each { // and not the matters as one
				break
			}
			page.Filter.NotMatters = append(page.Filter.NotMatters, m.Matter)
		}
	}
	page.Papers, err = reporting.Papers(s, scope, 20)
	return err
}

// familyLineOf adds up a family's findings by how far they are.
func familyLineOf(family string, counts []inspect.Count) familyLine {
	l := familyLine{Family: family}
	for _, c := range counts {
		if c.Family != family {
			continue
		}
		if c.Certainty == string(inspect.Information) {
			l.Informing += c.N
			continue
		}
		l.All += c.N
		switch c.State {
		case inspect.Open:
			l.Open += c.N
		case inspect.Dismissed, inspect.Closed:
			l.Done += c.N
		default:
			l.Working += c.N
		}
	}
	return l
}

func (p *Inspection) inspectPage(r *kit.Request) (*inspectPage, error) {
	at, places, err := inspectAt(r, "inspect.view")
	if err != nil {
		return nil, err
	}
	page := &inspectPage{Page: kit.Page{Title: "监督检查"}, Places: places, Where: at, FamilyNames: inspect.Families,
		Certainties: inspect.Certainties,
		States: []string{inspect.Open, inspect.Verifying, inspect.Talk, inspect.Preliminary, inspect.Shelved,
			inspect.Dismissed, inspect.Rectifying, inspect.Closed}}
	page.readFilter(r, p.Inspect.Rules)
	scope := r.Actor.Scope("inspect.view").Within(at.Path)
	if err := r.Read(func(s *database.Snapshot) error { return page.load(s, scope, r.Actor.UserID) }); err != nil {
		return nil, err
	}
	if r.Context.Request().Method == http.MethodPost { // what was refused is shown beside the list
		page.List, err = findings.Of(r, page.asked(at))
	}
	return page, err
}

// asked are the findings that the page lists.
func (page *inspectPage) asked(at *region.Region) listing.Query[inspect.Kept] {
	f := page.Filter
	return listing.Query[inspect.Kept]{At: at, Said: listing.Said(page.Q, words.Label("family", f.Family),
		words.Label("certainty", f.Certainty), words.Label("findingstate", f.State)),
		Rows: func(s *database.Snapshot, scope authz.Scope, w *listing.Window) ([]inspect.Kept, error) {
			return inspect.Listed(s, scope, f, w)
		}}
}

// findings is the list of findings, as the exported one.
var findings = listing.List[inspect.Kept]{
	Whole: []listing.Whole{{Words: "疑点清单", Kind: "findings", Permission: "inspect.view", State: "state"}},
	Code:  "findings", Title: "疑点", View: "inspect.view", Orders: inspect.Found.Orders,
	ID:    func(x inspect.Kept) int64 { return x.ID },
	NoRow: "没有符合条件的疑点。",
	Columns: []listing.Column[inspect.Kept]{
		listing.Text("sentence", "疑点", func(x inspect.Kept) string { return x.Sentence }).
			To(func(x inspect.Kept) string { return "/inspect/findings/" + kit.FormatID(x.ID) }),
		listing.Place("place", "村（社区）", func(x inspect.Kept) string { return x.Path }),
		listing.Label("family", "类别", "family", func(x inspect.Kept) string { return x.Family }),
		listing.Text("period", "期间", func(x inspect.Kept) string { return x.When() }),
		listing.Money("amount", "金额（元）", func(x inspect.Kept) money.Fen { return x.AmountFen }).OnChoice(),
		listing.Label("severity", "程度", "severity", func(x inspect.Kept) string { return x.Severity }),
		listing.Label("certainty", "把握", "certainty", func(x inspect.Kept) string { return x.Certainty }),
		listing.Label("state", "状态", "findingstate", func(x inspect.Kept) string { return x.State }),
		listing.Text("innocent", "可能的正常情形", func(x inspect.Kept) string { return x.Innocent }).OnChoice(),
		listing.Text("next", "下一步", func(x inspect.Kept) string { return x.NextStep }).OnChoice(),
	},
}

// Unjudged are the sentences on what the latest run did not judge.
func (p *inspectPage) Unjudged() []string {
	return strings.FieldsFunc(p.Run.Unjudged, func(r rune) bool { return r == '\n' })
}

func (p *Inspection) inspect(r *kit.Request) error {
	page, err := p.inspectPage(r)
	if err != nil {
		return err
	}
	return findings.Answer(r, page.asked(page.Where), func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "inspect", page)
	})
}

type inspectParams struct{ Path, From, To, Title, Format string }

func (p *Inspection) inspectRun(r *kit.Request) error {
	at, _, err := inspectAt(r, "inspect.run")
	if err != nil {
		return err
	}
	n, err := p.Jobs.Start(r.Context.Request().Context(), r.Actor, "inspect.run", "", inspectParams{Path: at.Path})
	if err != nil {
		return err
	}
	return r.SeeOther("/jobs/"+kit.FormatID(n), "")
}

// InspectRegion is the job that passes over a region and keeps what it finds. Its row names no region.
func (p *Inspection) InspectRegion(ctx context.Context, actor authz.Actor, params []byte,
	progress func(done, total int64) error) (string, error) {
	var x inspectParams
	if err := json.Unmarshal(params, &x); err != nil {
		return "", err
	}
	_, err := p.Inspect.Run(ctx, actor, x.Path, func(done, total int) error { return progress(int64(done), int64(total)) })
	if p.TreeChanged != nil {
		p.TreeChanged() // a folder may name places that were not known
	}
	return "", err
}

func (p *Inspection) paperIssue(r *kit.Request) error {
	at, _, err := inspectAt(r, "inspect.report")
	if err != nil {
		return err
	}
	from, err1 := civil.ParseMonth(r.Text("from"))
	to, err2 := civil.ParseMonth(r.Text("to"))
	title := r.Text("title")
	refusal := errs.New(errs.Invalid, "inspect.period").On("from")
	if utf8.RuneCountInString(title) > 40 {
		refusal, err1 = errs.New(errs.Invalid, "report.title").On("title"), errors.New("too long")
	}
	if err1 != nil || err2 != nil || to.Before(from) {
		page, err := p.inspectPage(r)
		if err != nil {
			return err
		}
		return r.RenderFormErrors(refusal, "inspect", page)
	}
	n, err := p.Jobs.Start(r.Context.Request().Context(), r.Actor, "inspect.report", "",
		inspectParams{at.Path, from.String(), to.String(), title, r.Text("format")})
	if err != nil {
		return err
	}
	return r.SeeOther("/jobs/"+kit.FormatID(n), "")
}

// IssuePaper is the job that renders and registers an inspection paper; the result is the file's name in the export
// folder.
func (p *Inspection) IssuePaper(ctx context.Context, actor authz.Actor, params []byte,
	progress func(done, total int64) error) (string, error) {
	var x inspectParams
	if err := json.Unmarshal(params, &x); err != nil {
		return "", err
	}
	from, err1 := civil.ParseMonth(x.From)
	to, err2 := civil.ParseMonth(x.To)
	if err := errors.Join(err1, err2); err != nil {
		return "", err
	}
	var at *region.Region
	if err := p.DB.Read(ctx, func(s *database.Snapshot) error {
		t, err := region.Load(s, p.Clock.Now().Date())
		if err == nil {
			at, _ = t.ByPath(x.Path)
		}
		return err
	}); err != nil {
		return "", err
	}
	if at == nil {
		return "", errs.New(errs.NotFound, "authz.not_found")
	}
	if err := progress(0, 1); err != nil {
		return "", err
	}
	var b []byte
	ending := "pdf"
	if x.Format == "docx" {
		ending = "docx"
		doc, err := p.Reports.Draft(ctx, actor, at, from, to, x.Title)
		if err != nil {
			return "", err
		}
		if b, err = p.Editable(doc); err != nil {
			return "", err
		}
	} else {
		var err error
		if _, b, err = p.Reports.Issue(ctx, actor, at, from, to, x.Title); err != nil {
			return "", err
		}
	}
	name, err := p.Shelf.Put(b, ending)
	if err != nil {
		return "", err
	}
	return name, progress(1, 1)
}

type findingPage struct {
	kit.Page
	kit.Deciding
	Finding  inspect.Kept
	Evidence []inspect.EvidenceRow
	Events   []inspect.FindingEvent
	Link     string
	By       *inspect.Rule // nil: the program has the rule no more
	Figures  []figure.Figure
	Entries  []inspect.Entry
	Kinds    []string
	Who      string // name of the person that it is about; empty: nobody
	Tail     string
	Together int64 // findings of the same matter
	Own      bool  // the rows are this office's, and have pages
	Time     figure.Figure
	Orders   bool             // an order to mend may be given
	Offices  []*region.Region // that may be told of it
	Tasks    []rectify.Task   // given to offices because of it
}

// findingLinks are the pages of the subjects, by table.
var findingLinks = map[string]string{"placement": "/placements/", "person": "/people/", "application": "/applications/",
	"post": "/posts/"}

// load the finding, what was done about it and what it rests on.
func (page *findingPage) load(r *kit.Request, s *database.Snapshot, n int64) (err error) {
	if page.Finding, err = inspect.ByID(s, n); err != nil {
		return err
	}
	if err = r.Actor.Check("inspect.view", page.Finding.Path); err != nil {
		return err
	}
	if page.Evidence, err = inspect.EvidenceOf(s, n); err != nil {
		return err
	}
	if page.Events, err = inspect.EventsOf(s, n); err != nil {
		return err
	}
	if page.Figures, err = inspect.FiguresOf(s, n); err != nil {
		return err
	}
	if page.Entries, err = inspect.EntriesOf(s, n); err != nil {
		return err
	}
	if page.Tasks, err = rectify.OfSource(s, "inspection", n); err != nil {
		return err
	}
	if page.Finding.Matter != "" {
		if page.Together, err = inspect.CountMatter(s, r.Actor.Scope("inspect.view"), page.Finding.Matter); err != nil {
			return err
		}
	}
	return page.link(s)
}

// link to the subject's page; what came out of somebody's file has none.
func (page *findingPage) link(s *database.Snapshot) error {
	to := findingLinks[page.Finding.SubjectTable]
	if to == "" {
		return nil
	}
	there, err := inspect.SubjectThere(s, page.Finding)
	if there && err == nil {
		page.Link = to + kit.FormatID(page.Finding.SubjectID)
	}
	return err
}

// findOffices to which an order may go.
func (page *findingPage) findOffices(tree *region.Tree) {
	for _, l := range []region.Level{region.Village, region.Township, region.County} {
		if at, ok := tree.ByPath(region.PathAt(page.Finding.Path, l)); ok && at.Level == l {
			page.Offices = append(page.Offices, at)
		}
	}
}

func (p *Inspection) findingPage(r *kit.Request) (*findingPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &findingPage{Page: kit.Page{Title: "疑点"}}
	err = r.Read(func(s *database.Snapshot) error {
		if err := page.load(r, s, n); err != nil {
			return err
		}
		return page.putToDecision(r, s)
	})
	if _, page.Own = p.Inspect.From.(inspect.OfficeRows); page.Own && r.Can("rectify.issue") {
		page.findOffices(r.Tree)
	}
	page.Orders = page.Finding.State == inspect.Rectifying ||
		slices.Contains(inspect.Next(page.Finding.State), inspect.Rectifying)
	page.Kinds = inspect.EntryKinds
	if page.Finding.State != inspect.Rectifying {
		page.Kinds = []string{inspect.Note, inspect.Reply}
	}
	if name, rest, of := strings.Cut(page.Finding.Subject, "（身份证尾号"); of {
		page.Who, page.Tail = name, strings.TrimSuffix(rest, "）")
	}
	for _, x := range p.Inspect.Rules {
		if x.Code == page.Finding.Rule {
			page.By = x
		}
	}
	return page, err
}

// Params that the finding was judged by, in words.
func (p *findingPage) Params() []string { return inspect.SayParams(p.Finding.Params) }

func (p *Inspection) finding(r *kit.Request) error {
	page, err := p.findingPage(r)
	if err == nil {
		err = p.Inspect.Viewed(r.Context.Request().Context(), r.Actor, page.Finding)
	}
	if err != nil {
		return err
	}
	if page.Who != "" {
		hit, found, err := p.personOf(r, page.Who, page.Tail)
		if err != nil {
			return err
		}
		if found {
			profile, err := p.Inspect.Profile(r.Context.Request().Context(), r.Actor, hit.ID)
			if err != nil {
				return err
			}
			page.Time = profile.Time
		}
	}
	return r.Show(http.StatusOK, "finding", page)
}

// EvidenceLink is the page of a row that a finding rests on; empty where it has none.
func (p *findingPage) EvidenceLink(table string, rowID int64) string {
	if to := findingLinks[table]; p.Own && to != "" {
		return to + kit.FormatID(rowID)
	}
	return ""
}

// FindingQueue are the findings that nobody has looked into.
var FindingQueue = &kit.Queue{Code: "inspect.decide", Words: "待核查的疑点", Permission: "inspect.decide",
	Address: "/inspect/findings/%d", Around: inspect.QueueAround}

// putToDecision makes the box in which an inspector says what becomes of a finding. To be put right takes an order.
func (page *findingPage) putToDecision(r *kit.Request, s *database.Snapshot) (err error) {
	f := page.Finding
	decides := r.Actor.Scope("inspect.decide").Covers(f.Path)
	mine := map[*kit.Queue]bool{FindingQueue: decides && f.State == inspect.Open}
	if page.Queue, err = kit.Stand(r, s, f.ID, mine, FindingQueue); err != nil || !decides {
		return err
	}
	d := &kit.Decision{Title: "登记处置", Field: "to", Legend: "转为", Version: f.Version, Queue: page.Queue, Button: "登记",
		Lead:   "先看依据、可能的合理解释和核查建议，再决定。",
		Action: "/inspect/findings/" + kit.FormatID(f.ID) + "/state",
		Fields: []kit.Field{{Name: "reason", Label: "理由", Kind: kit.FieldText}}}
	for _, to := range inspect.Next(f.State) {
		if to != inspect.Rectifying {
			d.Outcomes = append(d.Outcomes, kit.Outcome{Value: to, Words: words.Label("findingstate", to)})
			continue
		}
		d.Lead += "要求整改的，在上面“下达整改”里办。"
	}
	if len(d.Outcomes) == 0 {
		return nil
	}
	page.Decision = d
	for _, o := range d.Outcomes {
		if err := d.Stop(o.Value, f.MayMove(o.Value)); err != nil {
			return err
		}
	}
	return nil
}

func (p *Inspection) findingMove(r *kit.Request) error {
	page, err := p.findingPage(r)
	if err != nil {
		return err
	}
	version, to, reason := r.Int("version"), kit.Choice(r, "to"), r.Text("reason")
	id := page.Finding.ID
	return FindingQueue.Decide(r, id, "/inspect/findings/"+kit.FormatID(id), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		_, err := p.Inspect.Move(r.Context.Request().Context(), r.Actor, r.Key(), id, version, to, reason)
		return "已登记。", err
	}, func(err error) error { return r.RenderFormErrors(err, "finding", page) })
}

// reportParcel is the report that a job issued. Its row names no region: whom inspectors look at is theirs.
func reportParcel(j jobs.Job) (jobs.Parcel, error) {
	var x inspectParams
	err := json.Unmarshal([]byte(j.Params), &x)
	return jobs.Parcel{Name: "监督检查报告", Permission: "inspect.report", Path: x.Path}, err
}
