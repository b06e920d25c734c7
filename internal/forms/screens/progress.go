package screens

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/progress"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/drafts"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/unit"
)

// Progress shows the progress form of a quarter.
type Progress struct {
	Drafts        *drafts.Service
	EditableSheet func(documents.Sheet) ([]byte, error)
	Progress      *progress.Service
}

// Routes of these pages.
func (p *Progress) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/progress", "progress.view", p.progress),
		feature.Get("/progress/form", "progress.view", p.progressForm),
		feature.Post("/progress/form", "progress.fill", p.progressFill),
		feature.Post("/progress/form/excel", "progress.view", p.progressTake).Takes(kit.MaxFiles),
		feature.Post("/progress/form/submit", "progress.submit", p.progressSubmit).Takes(kit.MaxFiles),
		feature.Post("/progress/form/reopen", "progress.submit", p.progressReopen),
		feature.Get("/progress/people", "progress.people", p.progressPeople).Shows(&counted),
		feature.Get("/progress/summary.docx", "progress.accept", p.progressSummary),
		feature.Get("/progress/submissions/:id", "progress.view", p.submission).Of("submission"),
		feature.Get("/progress/submissions/:id/scan", "progress.view", p.submissionScan).Of("submission"),
		feature.Post("/progress/submissions/:id/decide", "progress.accept",
			p.submissionDecide).Of("submission").Decides(submissionQueue),
	}
}

// quarter of the request; the one of today if none is named.
func quarter(r *kit.Request) (civil.Quarter, error) {
	text := r.Text("quarter")
	if text == "" {
		return civil.QuarterOf(r.Today), nil
	}
	q, ok := civil.ParseQuarter(text)
	if !ok || progress.YearOf(q).After(r.Today) {
		return q, errs.New(errs.NotFound, "authz.not_found")
	}
	return q, nil
}

type progressPage struct {
	kit.Page
	Quarter  civil.Quarter
	Quarters []civil.Quarter // to choose from, the latest first
	City     *progress.City
	Whole    bool // the visitor sees all units, and the city's row
	Days     int  // until the cut-off; below 0: since
	Reminder string
}

// Columns of the form.
func (x *progressPage) Columns() []progress.Column { return progress.Columns }

// progress shows the quarter's forms of the units that the visitor serves.
func (p *Progress) progress(r *kit.Request) error {
	page, err := p.progressPage(r)
	if err != nil {
		return err
	}
	if as := r.Text("as"); as != "" && page.City != nil {
		return p.printCity(r, page, as)
	}
	return r.Show(http.StatusOK, "progress", page)
}

func (p *Progress) progressPage(r *kit.Request) (*progressPage, error) {
	q, err := quarter(r)
	if err != nil {
		return nil, err
	}
	page := &progressPage{Page: kit.Page{Title: "推进情况表"}, Quarter: q}
	now := civil.QuarterOf(r.Today)
	for i := range 8 {
		page.Quarters = append(page.Quarters, now.Add(-i))
	}
	return page, r.Read(func(s *database.Snapshot) error {
		mine, err := unitsOf(s, r, "progress.view")
		if err != nil || len(mine) == 0 {
			return err
		}
		all, err := unit.All(s, r.Tree, r.Today)
		if err != nil {
			return err
		}
		page.Whole = len(mine) == len(all)
		if page.City, err = progress.CityOf(s, mine, q, r.Today); err != nil {
			return err
		}
		page.Days = page.City.CutOff.DaysSince(r.Today)
		if len(page.City.Lacking) > 0 {
			page.Reminder = fmt.Sprintf("各填报单位：%s推进情况表请于%s前报送（遇节假日不顺延）。尚未报送的：%s。", q.Chinese(), page.City.CutOff.Chinese(),
				strings.Join(page.City.Lacking, "、"))
		}
		return nil
	})
}

// printCity hands the city's form out, as it stands.
func (p *Progress) printCity(r *kit.Request, page *progressPage, as string) error {
	var rows [][]string
	if page.Whole {
		rows = append(rows, progress.Row(r.Tree.Top().Name, page.City.Values))
	}
	for _, s := range page.City.Sheets {
		rows = append(rows, progress.Row(s.Unit.Name, s.Values))
	}
	return r.ShowForm(as, progress.Title+"-"+page.Quarter.Chinese(), progress.Printed("", r.Today, "", "", rows))
}

type progressFormPage struct {
	kit.Page
	Sheet  *progress.Sheet
	Mine   []string // departments that the visitor fills in for
	Send   bool     // the visitor sends the form in
	Accept bool     // the visitor takes it over
	People bool     // the visitor may open figures to their people
	Subs   []progress.Submission
	Words  map[int64]progress.Decision
	Grid   kit.Grid
}

// Again reports whether the page answers figures that were not kept.
func (x *progressFormPage) Again() bool {
	q := x.R.Context.Request()
	return q.Method == http.MethodPost && q.URL.Path == "/progress/form" // not that of another form of the page
}

// fillIn makes the page's grid ready, with the visitor's draft.
func (x *progressFormPage) fillIn(s *database.Snapshot, kept *drafts.Service, user int64) error {
	x.Grid = kit.Grid{Name: "figures", Item: progressItem(x.Sheet), Version: x.Sheet.Form.Version}
	for _, f := range x.Sheet.Figures {
		x.Grid.Version += f.Version
	}
	if len(x.Mine) == 0 {
		return nil
	}
	x.Grid.Kind = drafts.ProgressForm
	d, found, err := kept.Of(s, user, drafts.ProgressForm, x.Grid.Item)
	x.Grid.Draft(d, found)
	return err
}

// progressItem names a unit's form of a quarter among drafts.
func progressItem(s *progress.Sheet) string { return s.Unit.Code + "-" + s.Quarter.String() }

// May reports whether the visitor fills in a figure.
func (x *progressFormPage) May(f progress.Figure) bool {
	return x.Sheet.Form.State == progress.Open && slices.Contains(x.Mine, f.Owner)
}

// Types reports whether a figure is typed, and not counted.
func (x *progressFormPage) Types(f progress.Figure) bool {
	return x.May(f) && f.Source != progress.ByList && f.Column.N != progress.Counted
}

// Was is a fault beside a figure that the sheet itself has, before anything was sent.
func (x *progressFormPage) Was(col int) string {
	if t := x.Fault(progress.Field(col)); t != "" {
		return t
	}
	for _, f := range x.Sheet.Faults {
		if f.Col == col {
			return words.Sentence(f.Err())
		}
	}
	return ""
}

// Ask is the text that reminds a department of its columns.
func (x *progressFormPage) Ask(m progress.Missing) string {
	var columns []string
	for _, c := range m.Columns {
		columns = append(columns, fmt.Sprintf("第%d列“%s”", c.N, c.Name()))
	}
	return fmt.Sprintf("%s：%s%s请填报%s，当年累计数，于%s前在系统“推进情况表”里填好，或把数字告诉本单位的报送员代填。没有的填0。",
		words.Label("department", m.Department), x.Sheet.Quarter.Chinese(), progress.Title, strings.Join(columns, "、"),
		x.Sheet.CutOff.Chinese())
}

// Num is a figure as it is typed, empty where there is none.
func (x *progressFormPage) Num(n *int64) string {
	if n == nil {
		return ""
	}
	return kit.FormatID(*n)
}

// Query of the page's addresses.
func (x *progressFormPage) Query() template.URL {
	return kit.Query("unit", x.Sheet.Unit.Code, "quarter", x.Sheet.Quarter.String())
}

func (p *Progress) progressFormPage(r *kit.Request) (*progressFormPage, error) {
	q, err := quarter(r)
	if err != nil {
		return nil, err
	}
	page := &progressFormPage{}
	err = r.Read(func(s *database.Snapshot) error {
		all, err := unit.All(s, r.Tree, r.Today)
		if err != nil {
			return err
		}
		u, err := unit.ByCode(all, r.Actor, "progress.view", r.Text("unit"))
		if err != nil {
			return err
		}
		if page.Sheet, err = progress.SheetOf(s, u, q, r.Today); err != nil {
			return err
		}
		if page.Mine, err = unit.Mine(s, r.Actor, u); err != nil {
			return err
		}
		page.Send, page.Accept, page.People = u.Serves(r.Actor, "progress.submit"), u.Serves(r.Actor, "progress.accept"),
			u.Serves(r.Actor, "progress.people")
		if page.Subs, page.Words, err = progress.Submissions(s, page.Sheet.Form.ID); err != nil {
			return err
		}
		return page.fillIn(s, p.Drafts, r.Actor.UserID)
	})
	if err == nil {
		page.Title = page.Sheet.Unit.Name + q.Chinese() + "推进情况表"
	}
	return page, err
}

func (p *Progress) progressForm(r *kit.Request) error {
	page, err := p.progressFormPage(r)
	if err != nil {
		return err
	}
	s := page.Sheet
	office, filler, phone := s.Unit.Name, "", ""
	if s.Latest != nil && s.Form.State != progress.Open {
		filler, phone = s.Latest.Filler, s.Latest.Phone
	}
	name := progress.Title + "-" + s.Unit.Name + "-" + s.Quarter.Chinese()
	switch as := r.Text("as"); as {
	case "":
		return r.Show(http.StatusOK, "progress_form", page)
	case "slip":
		return r.ShowSheets("报送单", name+"-报送单", progress.SlipSheet(s))
	case "empty":
		return r.ShowForm("xlsx", progress.Title+"-空表",
			progress.Printed(office, r.Today, "", "", [][]string{progress.Row(s.Unit.Name, func(int) *int64 { return nil })}))
	default:
		on := r.Today
		if s.Latest != nil && s.Form.State != progress.Open {
			on = s.Latest.FilledOn
		}
		return r.ShowForm(as, name,
			progress.Printed(office, on, filler, phone, [][]string{progress.Row(s.Unit.Name, s.Values)}))
	}
}

// progressDo carries something out about the form that the request names, and shows it again.
func (p *Progress) progressDo(r *kit.Request, do func(page *progressFormPage) (string, error)) error {
	return kit.CarryOut(r, p.progressFormPage, "progress_form", func(page *progressFormPage) (string, string, error) {
		notice, err := do(page)
		return "/progress/form?" + string(page.Query()), notice, err
	})
}

func (p *Progress) progressFill(r *kit.Request) error {
	return p.progressDo(r, func(page *progressFormPage) (string, error) {
		var said []progress.Said
		for _, f := range page.Sheet.Figures {
			n := f.Column.N
			field := func(of string) string { return r.Text(fmt.Sprintf("%s%d", of, n)) }
			if !r.Has(fmt.Sprintf("version%d", n)) {
				continue // not shown as the visitor's
			}
			said = append(said,
				progress.Said{Col: int64(n), Value: field("v"), Reason: field("r"), Note: field("n"), Province: field("p"),
					Version: r.Int(fmt.Sprintf("version%d", n))})
		}
		if err := r.Faults(); err != nil {
			return "", err
		}
		n, err := p.Progress.Fill(r.Context.Request().Context(), r.Actor, r.Key(), page.Sheet.Unit.ID, page.Sheet.Quarter,
			said)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("已保存，改动%d列。", n),
			p.Drafts.Drop(r.Context.Request().Context(), r.Actor.UserID, drafts.ProgressForm, progressItem(page.Sheet))
	})
}

func (p *Progress) progressTake(r *kit.Request) error {
	return p.progressDo(r, func(page *progressFormPage) (string, error) {
		name, body, err := r.HandedIn(kit.MaxList)
		if err != nil {
			return "", err
		}
		n, err := p.Progress.ImportWorkbook(r.Context.Request().Context(), r.Actor, r.Key(), page.Sheet.Unit.ID,
			page.Sheet.Quarter, name, body)
		return fmt.Sprintf("已导入%d列，标为“按Excel”。请核对。", n), err
	})
}

func (p *Progress) progressSubmit(r *kit.Request) error {
	return p.progressDo(r, func(page *progressFormPage) (string, error) {
		scan, err := r.SealScan()
		if err != nil {
			return "", err
		}
		signed := progress.Signed{Filler: r.Text("filler"), Reviewer: r.Text("reviewer"), Leader: r.Text("leader"),
			Phone: r.Text("phone"), Why: r.Text("why"), Version: r.Int("version")}
		if err := r.Faults(); err != nil {
			return "", err
		}
		_, err = p.Progress.Submit(r.Context.Request().Context(), r.Actor, r.Key(), page.Sheet.Unit.ID, page.Sheet.Quarter,
			signed, scan)
		return "已报送，数字已冻结，等待市级审核。", err
	})
}

func (p *Progress) progressReopen(r *kit.Request) error {
	return p.progressDo(r, func(page *progressFormPage) (string, error) {
		version := r.Int("version")
		if err := r.Faults(); err != nil {
			return "", err
		}
		_, err := p.Progress.Reopen(r.Context.Request().Context(), r.Actor, r.Key(), page.Sheet.Unit.ID, page.Sheet.Quarter,
			version, r.Text("why"))
		return "已打开更正。更正报送并经市级接收以前，原来接收的数仍然有效。", err
	})
}

// submissionQueue are the forms that the city has not decided on, by the unit.
var submissionQueue = &kit.Queue{Code: "progress.accept", Words: "待审核的推进情况表", Permission: "progress.accept",
	Address: "/progress/submissions/%d", WaitingFor: submissionsWaiting}

// Queues of forms that were sent in.
func (p *Progress) Queues() []*kit.Queue { return []*kit.Queue{submissionQueue} }

func submissionsWaiting(r *kit.Request, s *database.Snapshot) (out []int64, err error) {
	forms, err := formsWaiting(r, s)
	for _, f := range forms {
		out = append(out, *f.SubmissionID)
	}
	return out, err
}

// formsWaiting for the visitor's word, those of earlier quarters first.
func formsWaiting(r *kit.Request, s *database.Snapshot) (out []progress.Form, err error) {
	units, err := unitsOf(s, r, "progress.accept")
	if err != nil || len(units) == 0 {
		return nil, err
	}
	mine := map[int64]bool{}
	for _, u := range units {
		mine[u.ID] = true
	}
	forms, err := progress.Awaiting(s)
	for _, f := range forms {
		if mine[f.UnitID] {
			out = append(out, f)
		}
	}
	return out, err
}

type submissionPage struct {
	kit.Page
	kit.Deciding
	Sub      progress.Submission
	Form     progress.Form
	Unit     unit.Unit
	Quarter  civil.Quarter
	Rows     []submissionRow
	Changed  bool // against the round before
	Word     *progress.Decision
	Digest   string
	HasRound bool
}

type submissionRow struct {
	Column progress.Column
	Now    progress.Frozen
	Before *int64 // in the round before
}

// roundBefore reads the columns of the round before, if there was one.
func (page *submissionPage) roundBefore(s *database.Snapshot, subs []progress.Submission) (
	before map[int64]progress.Frozen, err error) {
	for _, x := range subs {
		if x.Round == page.Sub.Round-1 {
			page.HasRound = true
			if before, err = progress.FrozenOf(s, x.ID); err != nil {
				return nil, err
			}
		}
	}
	return before, nil
}

// compare the columns with those of the round before.
func (page *submissionPage) compare(now, before map[int64]progress.Frozen) {
	for _, c := range progress.Columns {
		row := submissionRow{Column: c, Now: now[int64(c.N)]}
		if b, ok := before[int64(c.N)]; ok && b.Value != row.Now.Value {
			row.Before = &b.Value
			page.Changed = true
		}
		page.Rows = append(page.Rows, row)
	}
}

func (p *Progress) submissionPage(r *kit.Request) (*submissionPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &submissionPage{}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Sub, page.Form, err = progress.SubmissionByID(s, n); err != nil {
			return err
		}
		if page.Unit, err = unitSeen(s, r, "progress.view", page.Form.UnitID); err != nil {
			return err
		}
		page.Quarter, _ = civil.ParseQuarter(page.Form.Quarter)
		now, err := progress.FrozenOf(s, page.Sub.ID)
		if err != nil {
			return err
		}
		subs, words, err := progress.Submissions(s, page.Form.ID)
		if err != nil {
			return err
		}
		if d, ok := words[page.Sub.ID]; ok {
			page.Word = &d
		}
		before, err := page.roundBefore(s, subs)
		if err != nil {
			return err
		}
		page.compare(now, before)
		return page.putToDecision(r, s)
	})
	if err != nil {
		return nil, err
	}
	page.Title = fmt.Sprintf("%s%s推进情况表（第%d次报送）", page.Sub.UnitName, page.Quarter.Chinese(), page.Sub.Round)
	page.Digest = fmt.Sprintf("%x", page.Sub.Digest)
	return page, nil
}

// putToDecision makes the box in which the city takes the form over or gives it back.
func (page *submissionPage) putToDecision(r *kit.Request, s *database.Snapshot) (err error) {
	decides := page.Word == nil && page.Form.State == progress.Submitted && page.Unit.Serves(r.Actor, "progress.accept")
	page.Queue, err = kit.Stand(r, s, page.Sub.ID, map[*kit.Queue]bool{submissionQueue: decides}, submissionQueue)
	if err != nil || !decides {
		return err
	}
	page.Decision = &kit.Decision{Title: "审核", Field: "outcome", Queue: page.Queue, Button: "提交决定",
		Action:   "/progress/submissions/" + kit.FormatID(page.Sub.ID) + "/decide",
		Outcomes: []kit.Outcome{{Value: progress.Accepted, Words: "接收，冻结并编号"}, {Value: "returned", Words: "退回"}},
		Fields:   []kit.Field{{Name: "remark", Label: "退回的原因", Kind: kit.FieldText}}}
	return page.Decision.Stop("", page.Sub.MayDecide(r.Actor))
}

func (p *Progress) submission(r *kit.Request) error {
	page, err := p.submissionPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "progress_submission", page)
}

func (p *Progress) submissionScan(r *kit.Request) error {
	page, err := p.submissionPage(r)
	if err != nil {
		return err
	}
	return r.ShowFile(func(s *database.Snapshot) (files.File, error) { return files.ByID(s, page.Sub.FileID) })
}

func (p *Progress) submissionDecide(r *kit.Request) error {
	page, err := p.submissionPage(r)
	if err != nil {
		return err
	}
	id, outcome := page.Sub.ID, r.Text("outcome")
	notice := "已接收，编号已生成。"
	if outcome != progress.Accepted {
		notice = "已退回。"
	}
	if submissionQueue.Asked(r) {
		notice = page.Title + "：" + notice
	}
	return submissionQueue.Decide(r, id, "/progress/submissions/"+kit.FormatID(id), func() (string, error) {
		_, err := p.Progress.Decide(r.Context.Request().Context(), r.Actor, r.Key(), id, outcome, r.Text("remark"))
		return notice, err
	}, func(err error) error { return r.RenderFormErrors(err, "progress_submission", page) })
}

type countedPage struct {
	kit.Page
	Unit       unit.Unit
	Quarter    civil.Quarter
	Definition string
	Through    civil.Date
	List       *listing.View
}

// counted is the list of people whom column 9 counts. It is not taken away.
var counted = listing.List[progress.CountedPerson]{
	Code: "progress_people", Title: "第9列统计到的人", View: "progress.people", Export: listing.Nobody,
	ID: func(x progress.CountedPerson) int64 { return x.PlacementID }, NoRow: "没有人。",
	Columns: []listing.Column[progress.CountedPerson]{
		listing.Made("name", "姓名", func(r *kit.Request, x progress.CountedPerson) listing.Cell {
			c := listing.Cell{Text: x.Name}
			if r.Can("placement.view") {
				c.Address = "/placements/" + kit.FormatID(x.PlacementID)
			}
			return c
		}).SortedBy(func(a, b progress.CountedPerson) int { return strings.Compare(a.Name, b.Name) }),
		listing.Text("id_tail", "身份证尾号", func(x progress.CountedPerson) string { return x.IDTail }),
		listing.Place("place", "村（社区）", func(x progress.CountedPerson) string { return x.Path }),
		listing.Text("post", "岗位", func(x progress.CountedPerson) string { return x.Post }),
		listing.Day("start", "上岗", func(x progress.CountedPerson) civil.Date { return x.StartOn }),
		listing.Day("end", "退出", func(x progress.CountedPerson) civil.Date { return x.EndOn }),
	},
}

// progressPeople opens column 9 to the people that it counts: as sent in, or as of today.
func (p *Progress) progressPeople(r *kit.Request) error {
	q, err := quarter(r)
	if err != nil {
		return err
	}
	page := &countedPage{Page: kit.Page{Title: "第9列统计到的人"}, Quarter: q, Definition: r.Text("definition")}
	rows := func(s *database.Snapshot, _ authz.Scope) ([]progress.CountedPerson, error) {
		all, err := unit.All(s, r.Tree, r.Today)
		if err != nil {
			return nil, err
		}
		if page.Unit, err = unit.ByCode(all, r.Actor, "progress.people", r.Text("unit")); err != nil {
			return nil, err
		}
		placements, on, definition, err := progress.Behind(s, page.Unit, q, page.Definition, r.Today)
		if err != nil {
			return nil, err
		}
		page.Through, page.Definition = on, definition
		return progress.PeopleOf(s, placements[:min(len(placements), listing.Few)])
	}
	return counted.Answer(r, listing.Query[progress.CountedPerson]{All: rows}, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "progress_people", page)
	})
}

// progressSummary drafts the stage summary of a quarter.
func (p *Progress) progressSummary(r *kit.Request) error {
	page, err := p.progressPage(r)
	if err != nil {
		return err
	}
	if page.City == nil {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	b, err := p.EditableSheet(progress.StageSummary(r.Tree.Top().Name, page.City))
	if err != nil {
		return err
	}
	return r.Attachment("阶段性总结-"+page.Quarter.Chinese()+".docx",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document", b)
}
