package screens

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/drafts"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// Duty shows month sheets and their assessment.
type Duty struct {
	Drafts *drafts.Service
	Duty   *duty.Service
}

// Routes of these pages.
func (p *Duty) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/duty", "duty.view", p.duty).Shows((&dutyPage{}).list()),
		feature.Post("/duty/sheets", "duty.enter", p.sheetBegin),
		feature.Get("/duty/sheets/:id", "duty.view", p.sheet).Of("sheet"),
		feature.Post("/duty/sheets/:id", "duty.enter", p.sheetSave).Of("sheet"),
		feature.Get("/duty/sheets/:id/assessment", "duty.view", p.assessment).Of("sheet"),
		feature.Post("/duty/sheets/:id/assessment/village", "duty.sheet", p.assessByVillage).Of("sheet"),
		feature.Post("/duty/sheets/:id/assessment/township", "duty.review",
			p.assessByTownship).Of("sheet").Decides(assessQueue),
		feature.Post("/duty/sheets/:id/assessment/told", "duty.sheet", p.assessmentTold).Of("sheet"),
		feature.Post("/duty/sheets/:id/looks", "duty.sheet", p.sheetLooks).Of("sheet"),
		feature.Post("/duty/sheets/:id/tasks", "duty.enter", p.sheetTask).Of("sheet"),
		feature.Post("/duty/sheets/:id/shifts", "duty.sheet", p.sheetShifts).Of("sheet"),
		feature.Post("/duty/sheets/:id/review", "duty.review", p.sheetReview).Of("sheet").Decides(reviewQueue),
		feature.Post("/duty/sheets/:id/reopen", "duty.reopen", p.sheetReopen).Of("sheet"),
		feature.Post("/duty/sheets/:id/recall", "duty.enter", p.sheetRecall).Of("sheet"),
	}
}

type dutyPage struct {
	kit.Page
	Places   kit.Places
	Month    civil.Month
	Months   []civil.Month
	List     *listing.View
	Unsent   bool // only the villages that have not sent theirs
	Begin    bool // the visitor's one village has no sheet of the month yet
	CanBegin bool
	Open     int64
	Late     int64
	Phone    bool   // a village of the visitor has the phone page
	Town     string // code of the township whose villages are shown on one page; empty: none is chosen
}

// month of a field: YYYY-MM, or this month. Refusals: form.month, duty.month where it has not begun.
func month(r *kit.Request) (civil.Month, error) {
	m := r.Month()
	if m.IsZero() {
		return r.Today.Month(), r.Faults()
	}
	if m.Since(r.Today.Month()) > 0 {
		return m, errs.New(errs.State, "duty.month").On("month")
	}
	return m, nil
}

func (p *Duty) duty(r *kit.Request) error {
	scope := r.Actor.Scope("duty.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	asked, err := month(r)
	if err != nil {
		return err
	}
	page := &dutyPage{Page: kit.Page{Title: "履职"}, Places: r.Narrow(scope.Paths(), at), Month: asked,
		CanBegin: r.Can("duty.enter")}
	for i := range 14 {
		page.Months = append(page.Months, r.Today.Month().Add(-i))
	}
	if at != nil {
		scope = scope.Within(at.Path)
	}
	if paths := scope.Paths(); len(paths) == 1 {
		if reg, ok := r.Tree.ByPath(paths[0]); ok && reg.Level == region.Township {
			page.Town = reg.Code
		}
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if r.Can("duty.check") {
			if page.Phone, err = PhonePageOn(r, s); err != nil {
				return err
			}
		}
		open, err := duty.OpenCounts(s, scope, r.Today)
		page.Open, page.Late = open.N, open.Late
		return err
	}); err != nil {
		return err
	}
	page.Unsent = r.Text("unsent") == "1"
	q := listing.Query[duty.Standing]{At: at, Said: listing.Said("", page.Month.Chinese(),
		listing.If(page.Unsent, "没有报送")),
		All: func(s *database.Snapshot, scope authz.Scope) ([]duty.Standing, error) {
			rows, err := duty.Standings(s, scope, page.Month, "", listing.Few)
			page.Begin = page.CanBegin && len(rows) == 1 && rows[0].SheetID == 0
			if page.Unsent {
				rows = slices.DeleteFunc(rows, func(x duty.Standing) bool { return x.SheetID != 0 && x.State != duty.Draft })
			}
			return rows, err
		}}
	return page.list().Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "duty", page)
	})
}

// list of how the villages' sheets of the month stand.
func (page *dutyPage) list() *listing.List[duty.Standing] {
	return &listing.List[duty.Standing]{
		Code: "standings", Title: page.Month.Chinese() + "考勤表", View: "duty.view",
		ID:    func(x duty.Standing) int64 { return x.VillageID },
		NoRow: "这个月没有在岗人员。",
		Columns: []listing.Column[duty.Standing]{
			listing.Place("place", "村（社区）", func(x duty.Standing) string { return x.Path }).
				To(func(x duty.Standing) string {
					if x.SheetID == 0 {
						return page.begins(x)
					}
					return "/duty/sheets/" + kit.FormatID(x.SheetID)
				}),
			listing.Number("holders", "在岗人数", func(x duty.Standing) int64 { return x.Holders }),
			listing.Label("state", "考勤表", "sheet", func(x duty.Standing) string { return x.State }),
			listing.Made("check", "检查", func(r *kit.Request, x duty.Standing) listing.Cell {
				return listing.Cell{Text: "登记检查", Address: "/duty/checks/new?region=" + r.CodeOf(x.Path)}
			}).Under("duty.check").OnPage(),
		},
	}
}

func (p *Duty) sheetBegin(r *kit.Request) error {
	village, _, err := r.Village("duty.enter")
	if err = kit.NeedVillage(village, err); err != nil {
		return err
	}
	m, err := civil.ParseMonth(r.Text("month"))
	if err != nil {
		return errs.New(errs.Invalid, "duty.month").On("month")
	}
	n, err := p.Duty.Begin(r.Context.Request().Context(), r.Actor, village, m)
	if err != nil {
		return err
	}
	at := "/duty/sheets/" + kit.FormatID(n)
	if duty.ForVillage(r.Actor, village.Path) {
		at += "?for=1"
	}
	return r.Redirect(http.StatusSeeOther, at)
}

// begins is where a village's sheet of the month is begun, empty for who may not.
func (page *dutyPage) begins(x duty.Standing) string {
	if !page.CanBegin || page.R == nil {
		return ""
	}
	return "/duty?region=" + page.R.CodeOf(x.Path) + "&month=" + page.Month.String()
}

// Lends reports whether who would begin the sheet does so for the village.
func (page *dutyPage) Lends() bool {
	return page.Places.At != nil && duty.ForVillage(page.R.Actor, page.Places.At.Path)
}

type sheetPage struct {
	kit.Page
	kit.Deciding
	Sheet     duty.Sheet
	Lines     []duty.Line
	Days      []int
	CanType   bool
	CanPlan   bool
	CanLook   bool
	Signed    []villagepapers.Scan // of the month's sign-in sheets
	Weekdays  []weekday
	Tasks     []duty.Task
	Claimed   []duty.ImpossibleRow // what imports claimed that cannot have been
	CanReopen bool
	Corrected []duty.Correction
	CanRight  bool // enter a correction of the locked sheet
	CanSettle bool // say what days were that were expected

	Fill  sheetGrid
	Light sheetLight
	For   forVillage
}

// TypesLine reports whether hours and remark of a line may be typed.
func (s *sheetPage) TypesLine(l duty.Line) bool {
	return s.CanType && (!s.For.Other || !l.VillageSaid())
}

// Early says how many days of the month had not come when the sheet was reviewed, or would not have; empty: none.
func (s *sheetPage) Early() string {
	n := s.Sheet.EarlyDays(s.R.Today)
	if n == 0 {
		return ""
	}
	code := "duty.early"
	if s.Sheet.State == duty.Submitted {
		code = "duty.early_review"
	}
	return words.Text(code, errs.Arg{Name: "count", Value: n}, errs.Arg{Name: "last", Value: s.Sheet.Month.Last()})
}

// weekday of a shift plan.
type weekday struct {
	N    int // Sunday is 0
	Name string
}

// dayCell of a holder's day, made ready for the page: a sheet of 60 holders has 1,860.
type dayCell struct {
	Field string // name of the input
	Value string // what was typed, else the mark kept
	Plan  string // what the shift plan says
	How   string // how the mark came; empty where it was typed by the village, or nothing is said
	Open  bool   // may be typed now
	// a submitted mark was corrected since; a day that came after the sheet was sent is not corrected but typed
	Changed bool
	Label   string
	Kept    *string // what is kept, where something else was typed
	Fault   string  // what was wrong with it
}

// Cells of a holder's line.
func (s *sheetPage) Cells(l duty.Line) []dayCell {
	out := make([]dayCell, len(s.Days))
	id := strconv.FormatInt(l.PlacementID, 10)
	again := s.R.Context.Request().Method == http.MethodPost
	sent, one := s.Sheet.SubmittedUs.Date(), s.oneWay(l)
	for i, day := range s.Days {
		c := dayCell{Value: duty.Word(l.Day(day)),
			Open: s.CanType && s.For.types(l, day) && l.Typable(s.Sheet, day, s.R.Today)}
		if c.Open {
			n := strconv.Itoa(day)
			c.Field, c.Label = "d"+id+"_"+n, l.Name+n+"日"
			c.Fault = s.Fault(c.Field)
			if typed := s.Fill.typedMark(l, day, c.Field); again && typed != c.Value {
				kept := c.Value
				c.Value, c.Kept = typed, &kept
			}
		}
		switch l.Shift(day) {
		case duty.OnShift:
			c.Plan = "班"
		case duty.OffShift:
			c.Plan = "·"
		}
		if h := l.HowOf(day); one == 0 && h != 0 && h != duty.HowTyped {
			c.How = words.Label("how", string(h))
		}
		c.Changed = len(l.FirstDays) == 31 && l.FirstDays[day-1] != l.Day(day) &&
			(l.FirstDays[day-1] != '-' || s.Sheet.Month.Date(day).Before(sent))
		out[i] = c
	}
	return out
}

// oneWay in which all marks of a line came; 0 if they came in several, or there are none.
func (s *sheetPage) oneWay(l duty.Line) (way byte) {
	for _, day := range s.Days {
		switch h := l.HowOf(day); {
		case h == 0 || h == way:
		case way != 0:
			return 0
		default:
			way = h
		}
	}
	return way
}

// HowAll says how all marks of a line came, where they did not come by the village's own typing; empty otherwise.
func (s *sheetPage) HowAll(l duty.Line) string {
	if h := s.oneWay(l); h != 0 && h != duty.HowTyped {
		return words.Label("how", string(h))
	}
	return ""
}

// Ways counts the marks of the sheet by how they came, for the line below it.
func (s *sheetPage) Ways() string {
	n := map[byte]int{}
	for _, l := range s.Lines {
		for _, d := range s.Days {
			n[l.HowOf(d)]++
		}
	}
	var out []string
	for _, h := range duty.Hows {
		if n[h] > 0 {
			out = append(out, fmt.Sprintf("%s%d天", words.Label("how", string(h)), n[h]))
		}
	}
	return strings.Join(out, "，")
}

// Weekend greys a day's head.
func (s *sheetPage) Weekend(day int) bool {
	w := s.Sheet.Month.Date(day).Weekday()
	return w == 0 || w == 6
}

// load the sheet with its tasks and lines.
func (page *sheetPage) load(r *kit.Request, s *database.Snapshot, n int64) (err error) {
	if page.Sheet, err = duty.SheetByID(s, n); err != nil {
		return err
	}
	if err := r.Actor.Check("duty.view", page.Sheet.Path); err != nil {
		return err
	}
	if page.Tasks, err = duty.TasksOf(s, n); err != nil {
		return err
	}
	if page.Claimed, err = duty.ImpossibleOf(s, n); err != nil {
		return err
	}
	if err := page.Fill.load(s); err != nil {
		return err
	}
	if err := page.For.load(r, s, page.Sheet); err != nil {
		return err
	}
	if page.Corrected, err = duty.CorrectionsOf(s, n); err != nil {
		return err
	}
	if page.Lines, err = duty.LinesOf(s, n); err != nil || !r.Can("application.view") {
		return err
	}
	page.Signed, err = villagepapers.SignedIn(s, page.Sheet.Path, page.Sheet.Month)
	return err
}

func (p *Duty) loadSheet(r *kit.Request) (*sheetPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &sheetPage{}
	page.R = r
	page.Fill.page, page.Fill.drafts = page, p.Drafts
	if err = r.Read(func(s *database.Snapshot) error {
		if err := page.load(r, s, n); err != nil {
			return err
		}
		return page.putToReview(r, s)
	}); err != nil {
		return nil, err
	}
	page.Title = page.Sheet.Month.Chinese() + "考勤表"
	page.typable()
	page.Light.weigh(page)
	page.CanLook = !page.For.Other && page.Sheet.State != duty.Locked
	page.CanPlan = page.Sheet.State == duty.Draft && !page.For.Other && !page.Sheet.Month.Last().Before(r.Today)
	for i, name := range []string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"} {
		page.Weekdays = append(page.Weekdays, weekday{(i + 1) % 7, name})
	}
	page.CanRight = page.Sheet.State == duty.Locked && r.Can("duty.correct")
	page.CanSettle = page.Sheet.Expects(r.Today) && r.Can("duty.settle")
	page.CanReopen = page.Sheet.State == duty.Reviewed && r.Can("duty.reopen")
	return page, nil
}

// typable says which days there are and whether the visitor types them.
func (s *sheetPage) typable() {
	for d := 1; d <= s.Sheet.Month.Days(); d++ {
		s.Days = append(s.Days, d)
	}
	s.CanType = s.For.Enters && (s.Sheet.State == duty.Draft || s.Sheet.State == duty.Submitted)
}

func (p *Duty) sheet(r *kit.Request) error {
	page, err := p.loadSheet(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "sheet", page)
}

func (p *Duty) sheetSave(r *kit.Request) error {
	page, err := p.loadSheet(r)
	if err != nil {
		return err
	}
	f := page.Fill.form("version")
	notice := "已保存。"
	if err = r.Faults(); err == nil {
		if r.Text("act") == "submit" {
			notice = "已报送，等待镇（街道）审核。"
			_, err = p.Duty.Submit(r.Context.Request().Context(), r.Actor, r.Key(), f)
		} else {
			_, err = p.Duty.Save(r.Context.Request().Context(), r.Actor, r.Key(), f)
		}
	}
	if errs.CodeOf(err) == "form.stale" {
		if page, err = p.loadSheet(r); err == nil {
			err = page.Fill.stale()
		}
	}
	if err != nil {
		return r.RenderFormErrors(pinned(err), "sheet", page)
	}
	if err := p.Drafts.Drop(r.Context.Request().Context(), r.Actor.UserID, drafts.DutySheet,
		kit.FormatID(f.ID)); err != nil {
		return err
	}
	return r.SeeOther(page.Light.back(r.Text("act") == "next"), notice)
}

// ByTask are the lines of holders who work by tasks.
func (s *sheetPage) ByTask() (out []duty.Line) {
	for _, l := range s.Lines {
		if l.ByTask() {
			out = append(out, l)
		}
	}
	return out
}

// TaskName is the holder of a task.
func (s *sheetPage) TaskName(t duty.Task) string {
	for _, l := range s.Lines {
		if l.PlacementID == t.PlacementID {
			return l.Name
		}
	}
	return ""
}

// WhyClaimed says why a day of an import cannot have been.
func (s *sheetPage) WhyClaimed(x duty.ImpossibleRow) string {
	return words.Text(x.Why, errs.Arg{Name: "day", Value: x.Day}, errs.Arg{Name: "said", Value: x.Said})
}

// Results that a task may have.
func (s *sheetPage) Results() []string { return duty.TaskResults }

// Looks that a village's check may end with, the first meaning that nobody looked.
func (s *sheetPage) Looks() []string { return append([]string{""}, duty.Looks...) }

// Looked says how far the village's own check has come.
func (s *sheetPage) Looked() string {
	looked, all := duty.Looked(s.Lines, s.Sheet.Month)
	return fmt.Sprintf("%d人中已核查%d人", all, looked)
}

// LookDay is the day shown for a holder's look: the one kept, else today, within the month.
func (s *sheetPage) LookDay(l duty.Line) string {
	field := fmt.Sprintf("o%d", l.PlacementID)
	switch {
	case !l.CheckedOn.IsZero():
		return s.Typed(field, l.CheckedOn)
	case s.R.Today.Month() == s.Sheet.Month:
		return s.Typed(field, s.R.Today)
	}
	return s.Typed(field, "")
}

// LookChosen reports whether a look is the one kept or typed.
func (s *sheetPage) LookChosen(l duty.Line, look string) bool {
	return s.Typed(fmt.Sprintf("k%d", l.PlacementID), l.Checked) == look
}

func (p *Duty) sheetLooks(r *kit.Request) error {
	page, err := p.loadSheet(r)
	if err != nil {
		return err
	}
	var looks []duty.Look
	for _, l := range page.Lines {
		x := duty.Look{PlacementID: l.PlacementID, Checked: r.Text(fmt.Sprintf("k%d", l.PlacementID)),
			Note: r.Text(fmt.Sprintf("c%d", l.PlacementID))}
		if x.Checked != "" {
			x.On = r.Date(fmt.Sprintf("o%d", l.PlacementID))
		}
		looks = append(looks, x)
	}
	version := r.Int("version")
	if err = r.Faults(); err == nil {
		_, err = p.Duty.VillageCheck(r.Context.Request().Context(), r.Actor, r.Key(), page.Sheet.ID, version, looks)
	}
	if err != nil {
		page.Light.looks = len(page.Lines) > fewLines
		return r.RenderFormErrors(err, "sheet", page)
	}
	return r.SeeOther("/duty/sheets/"+kit.FormatID(page.Sheet.ID)+"#looks", "已登记核查。")
}

// sheetTask adds a task, or corrects the one that is named.
func (p *Duty) sheetTask(r *kit.Request) error {
	page, err := p.loadSheet(r)
	if err != nil {
		return err
	}
	ctx, version := r.Context.Request().Context(), r.Int("version")
	on, task, of := r.Date("on"), r.Int("task_id"), int64(0)
	if task == 0 {
		of = kit.ParseID(kit.Choice(r, "placement"))
	}
	if err = r.Faults(); err == nil {
		if task > 0 {
			_, err = p.Duty.ChangeTask(ctx, r.Actor, r.Key(), page.Sheet.ID, version, task, r.Text("result"))
		} else {
			_, err = p.Duty.AddTask(ctx, r.Actor, r.Key(),
				duty.NewTask{SheetID: page.Sheet.ID, Version: version, PlacementID: of, On: on,
					Task: r.Text("task"), Result: r.Text("result"), FromPaper: r.Text("paper") == "1"})
		}
	}
	if err != nil {
		return r.RenderFormErrors(err, "sheet", page)
	}
	return r.SeeOther("/duty/sheets/"+kit.FormatID(page.Sheet.ID)+"#tasks", "已登记。")
}

func (p *Duty) sheetShifts(r *kit.Request) error {
	page, err := p.loadSheet(r)
	if err != nil {
		return err
	}
	plan := duty.ShiftPlan{ID: page.Sheet.ID, Version: r.Int("version")}
	if n := r.Int("placement"); n > 0 {
		plan.Placements = []int64{n}
	}
	for _, d := range r.Context.Request().Form["weekdays"] {
		if n := kit.ParseID(d); n >= 0 && n < 7 {
			plan.Weekdays[n] = true
		}
	}
	if err = r.Faults(); err == nil {
		_, err = p.Duty.PlanShifts(r.Context.Request().Context(), r.Actor, r.Key(), plan)
	}
	if err != nil {
		return r.RenderFormErrors(err, "sheet", page)
	}
	return r.SeeOther("/duty/sheets/"+kit.FormatID(page.Sheet.ID), "已排班。排班不是出勤，出勤仍要逐日登记。")
}

func (p *Duty) sheetReview(r *kit.Request) error {
	pass := kit.Either(r, "pass")
	notice := "已退回村里。"
	if pass {
		notice = "已审核通过。"
	}
	return p.sheetDecide(r, reviewQueue, notice, func(n, version int64, remark string) error {
		_, err := p.Duty.Review(r.Context.Request().Context(), r.Actor, r.Key(), n, version, pass, remark)
		return err
	})
}

func (p *Duty) sheetReopen(r *kit.Request) error {
	return p.sheetDecide(r, &kit.Queue{}, "已重开，村里可以更正。", func(n, version int64, remark string) error {
		_, err := p.Duty.Reopen(r.Context.Request().Context(), r.Actor, r.Key(), n, version, remark)
		return err
	})
}

func (p *Duty) sheetDecide(r *kit.Request, q *kit.Queue, notice string,
	do func(n, version int64, remark string) error) error {
	page, err := p.loadSheet(r)
	if err != nil {
		return err
	}
	version, remark := r.Int("version"), r.Text("remark")
	return q.Decide(r, page.Sheet.ID, "/duty/sheets/"+kit.FormatID(page.Sheet.ID), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		return r.Tree.Full(page.Sheet.Path) + page.Sheet.Month.Chinese() + "考勤表" + notice,
			do(page.Sheet.ID, version, remark)
	}, func(err error) error { return r.RenderFormErrors(err, "sheet", page) })
}

var reviewQueue = &kit.Queue{Code: "duty.review", Words: "待审核的月考勤表", Permission: "duty.review",
	Address: "/duty/sheets/%d", WaitingFor: func(r *kit.Request, s *database.Snapshot) ([]int64, error) {
		return duty.ReviewQueue(s, r.Actor.Scope("duty.review"), r.Actor.PersonKey)
	}}

// Queues of sheets.
func (p *Duty) Queues() []*kit.Queue { return []*kit.Queue{reviewQueue, assessQueue} }

// assessQueue are the sheets whose village gave its points and whose township has not.
var assessQueue = &kit.Queue{Code: "duty.assess", Words: "村里打过分、待镇（街道）打分的考核", Permission: "duty.review",
	Address: "/duty/sheets/%d/assessment", Waiting: duty.AssessQueue}

// putToReview says where the sheet stands among those that wait, and makes the box of its review.
func (page *sheetPage) putToReview(r *kit.Request, s *database.Snapshot) (err error) {
	own := page.Sheet.State == duty.Submitted && r.Can("duty.review")
	may := own || page.Sheet.State == duty.Submitted && duty.ReviewsEntered(r.Actor, page.Sheet)
	if own || reviewQueue.Asked(r) {
		if page.Queue, err = reviewQueue.At(r, s, page.Sheet.ID); err != nil {
			return err
		}
	}
	if !may {
		return nil
	}
	d := &kit.Decision{Title: "审核", Field: "pass", Version: page.Sheet.Version,
		Action:   "/duty/sheets/" + kit.FormatID(page.Sheet.ID) + "/review",
		Outcomes: []kit.Outcome{{Value: "1", Words: "通过"}, {Value: "0", Words: "退回村里"}},
		Fields:   []kit.Field{{Name: "remark", Label: "意见（退回时必填）", Kind: kit.FieldLine}},
		Button:   "提交决定", Queue: page.Queue}
	if !own {
		d.Action += "-entered"
	}
	page.Decision = d
	if err := d.Stop("", page.Sheet.MayReview(r.Actor)); err != nil {
		return err
	}
	return d.Stop("1", duty.Untyped(page.Lines, page.Sheet.Month))
}
