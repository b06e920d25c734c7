package screens

import (
	"fmt"
	"net/http"
	"strconv"

	"gangwei/internal/attendance/checkpapers"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

type assessmentPage struct {
	kit.Page
	Sheet       duty.Sheet
	Lines       []duty.Line
	Weights     duty.Weights
	Due         civil.Date // by when the month is to be assessed (assess.due_day)
	Rule        string     // the written rule for deductions, empty if there is none
	Grading     duty.Grading
	Graders     []string // documents by which the points themselves change the pay
	Have        map[int64]duty.Assessment
	CanVillage  bool
	CanTownship bool
	CanTell     bool
	Other       bool // who tells does so for the village, from its signed sheet
	ToldWays    []string
	ByVerdict   bool // 合格, 不合格 and no points
	Required    bool // who is not assessed is left out of pay
	Verdicts    []string
	Signed      []villagepapers.Scan // of the sheet on which the village's holders were told
	Queue       *kit.Spot
}

// Result of a holder in words.
func (a *assessmentPage) Result(x duty.Assessment) string {
	if x.Verdict != "" {
		return words.Label("verdict", x.Verdict)
	}
	return a.Points(x.Total)
}

// HaveResults reports whether anybody has a result to be told.
func (a *assessmentPage) HaveResults() bool {
	for _, x := range a.Have {
		if x.HasResult() {
			return true
		}
	}
	return false
}

// ToldGrid has the tools of the signed sheet's grid.
func (a *assessmentPage) ToldGrid() kit.Grid { return kit.Grid{Name: "told"} }

// Of a line: its assessment, or one in which nothing is said.
func (a *assessmentPage) Of(l duty.Line) duty.Assessment { return a.Have[l.PlacementID] }

// Field is the name of a holder's field.
func (a *assessmentPage) Field(prefix string, l duty.Line) string {
	return fmt.Sprintf("%s%d", prefix, l.PlacementID)
}

// Points for the eye, empty if none were given.
func (a *assessmentPage) Points(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}

// Yuan of a deduction, empty if there is none.
func (a *assessmentPage) Yuan(f money.Fen) string {
	if f == 0 {
		return ""
	}
	return f.String()
}

// ToTell are the holders with a result that they have not been told, for those who tell them.
func (a *assessmentPage) ToTell() (out []duty.Line) {
	for _, l := range a.Lines {
		if x := a.Of(l); a.CanTell && !x.Told() && x.HasResult() {
			out = append(out, l)
		}
	}
	return out
}

// readRules reads by what the month is assessed, and what the points themselves take and add.
func (a *assessmentPage) readRules(s *database.Snapshot, book *rulebook.Book) (err error) {
	a.Weights = duty.WeightsIn(book, a.Sheet.Path, a.Sheet.Month)
	a.Due = a.Sheet.Month.Add(1).Date(
		min(max(book.Int("assess.due_day", a.Sheet.Path, a.Sheet.Month.First(), 10), 1), 28))
	a.Rule, _ = book.Text("deduct.document", a.Sheet.Path, "", a.Sheet.Month.First())
	a.ByVerdict = duty.ByVerdict(book, a.Sheet.Path, a.Sheet.Month)
	a.Required = book.Bool("assess.required", a.Sheet.Path, a.Sheet.Month.First(), false)
	a.Grading, err = duty.LoadGrading(s, book, a.Sheet, a.Lines)
	a.Graders = a.Grading.Documents(a.Lines)
	return err
}

func (p *Duty) loadAssessment(r *kit.Request) (*assessmentPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &assessmentPage{Page: kit.Page{Title: "考核"}, ToldWays: duty.ToldWays, Verdicts: duty.Verdicts}
	err = r.Read(func(s *database.Snapshot) error { return page.read(r, s, n) })
	open := page.Sheet.State == duty.Submitted || page.Sheet.State == duty.Reviewed
	page.CanTell = (open || page.Sheet.State == duty.Locked) && r.Can("duty.enter") &&
		r.Actor.Check("duty.enter", page.Sheet.Path) == nil
	page.Other = duty.ForVillage(r.Actor, page.Sheet.Path)
	page.CanVillage, page.CanTownship = open && r.Can("duty.sheet"), open && r.Can("duty.review")
	return page, err
}

// read a sheet's assessment.
func (page *assessmentPage) read(r *kit.Request, s *database.Snapshot, n int64) (err error) {
	if page.Sheet, err = duty.SheetByID(s, n); err != nil {
		return err
	}
	if err := r.Actor.Check("duty.view", page.Sheet.Path); err != nil {
		return err
	}
	book, err := rulebook.Load(s)
	if err != nil {
		return err
	}
	if page.Lines, err = duty.LinesOf(s, n); err != nil {
		return err
	}
	if err = page.readRules(s, book); err != nil {
		return err
	}
	if page.Signed, err = villagepapers.ScansOf(s, duty.ToldSubject, n); err != nil {
		return err
	}
	if page.Have, err = duty.AssessmentsOf(s, n); err != nil {
		return err
	}
	mine := map[*kit.Queue]bool{assessQueue: r.Can("duty.review") && !r.Can("duty.sheet")}
	page.Queue, err = kit.Stand(r, s, n, mine, assessQueue)
	return err
}

// assessment of a month: the village's and the township's points, what is deducted and why, and what the holders said
// to it.
func (p *Duty) assessment(r *kit.Request) error {
	page, err := p.loadAssessment(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "assessment", page)
}

// score reads points that may be left out.
func score(r *kit.Request, field string) *int64 {
	if r.Text(field) == "" {
		return nil
	}
	n := r.Int(field)
	return &n
}

func (p *Duty) assessBy(r *kit.Request, read func(l duty.Line) duty.Score,
	do func(n, version int64, scores []duty.Score) (int64, error)) error {
	page, err := p.loadAssessment(r)
	if err != nil {
		return err
	}
	var scores []duty.Score
	for _, l := range page.Lines {
		scores = append(scores, read(l))
	}
	version := r.Int("version")
	return assessQueue.Decide(r, page.Sheet.ID, "/duty/sheets/"+kit.FormatID(page.Sheet.ID)+"/assessment",
		func() (string, error) {
			err := r.Faults()
			if err == nil {
				_, err = do(page.Sheet.ID, version, scores)
				return "已保存得分。", err
			}
			for _, e := range errs.All(err) {
				e.Field = "points"
			}
			return "", err
		}, func(err error) error { return r.RenderFormErrors(err, "assessment", page) })
}

func (p *Duty) assessByVillage(r *kit.Request) error {
	return p.assessBy(r, func(l duty.Line) duty.Score {
		return duty.Score{PlacementID: l.PlacementID, Points: score(r, fmt.Sprintf("v%d", l.PlacementID)),
			Villagers: score(r, fmt.Sprintf("p%d", l.PlacementID))}
	}, func(n, version int64, scores []duty.Score) (int64, error) {
		return p.Duty.AssessByVillage(r.Context.Request().Context(), r.Actor, r.Key(), n, version, scores)
	})
}

func (p *Duty) assessByTownship(r *kit.Request) error {
	return p.assessBy(r, func(l duty.Line) duty.Score {
		return duty.Score{PlacementID: l.PlacementID, Points: score(r, fmt.Sprintf("t%d", l.PlacementID)),
			Deduction: r.Fen(fmt.Sprintf("d%d", l.PlacementID)), Base: r.Text(fmt.Sprintf("b%d", l.PlacementID)),
			Verdict: r.Text(fmt.Sprintf("g%d", l.PlacementID))}
	}, func(n, version int64, scores []duty.Score) (int64, error) {
		return p.Duty.AssessByTownship(r.Context.Request().Context(), r.Actor, r.Key(), n, version, scores)
	})
}

func (p *Duty) assessmentTold(r *kit.Request) error {
	page, err := p.loadAssessment(r)
	if err != nil {
		return err
	}
	t := duty.Telling{PlacementID: kit.ParseID(kit.Choice(r, "placement")), On: r.Date("on"), How: r.Text("how"),
		Agrees: kit.Either(r, "agrees"), Word: r.Text("word")}
	version := r.Int("version")
	if err = r.Faults(); err == nil {
		_, err = p.Duty.TellAssessment(r.Context.Request().Context(), r.Actor, r.Key(), page.Sheet.ID, version, t)
	}
	if err != nil {
		return r.RenderFormErrors(err, "assessment", page)
	}
	return r.SeeOther("/duty/sheets/"+kit.FormatID(page.Sheet.ID)+"/assessment", "已登记告知。")
}

// Signing shows and takes the one sheet on which a village's holders are told their results and sign.
type Signing struct {
	Sheets *Duty
	Papers *checkpapers.Service
}

// Routes of these pages.
func (p *Signing) Routes() []feature.Route {
	return []feature.Route{
		feature.Post("/duty/sheets/:id/assessment/print", "duty.enter", p.print).Of("sheet"),
		feature.Post("/duty/sheets/:id/assessment/signed", "duty.enter", p.signed).Of("sheet"),
	}
}

func (p *Signing) print(r *kit.Request) error {
	page, err := p.Sheets.loadAssessment(r)
	if err != nil {
		return err
	}
	body, err := p.Papers.PrintTold(r.Context.Request().Context(), r.Actor, page.Sheet.ID)
	if err != nil {
		return r.RenderFormErrors(err, "assessment", page)
	}
	return r.InlinePDF("考核结果告知表-"+r.Tree.Name(page.Sheet.Path)+"-"+page.Sheet.Month.String(), body)
}

// signed writes down what the signed sheet says; who left it blank stays untold.
func (p *Signing) signed(r *kit.Request) error {
	page, err := p.Sheets.loadAssessment(r)
	if err != nil {
		return err
	}
	x := duty.TellingMany{SheetID: page.Sheet.ID, Version: r.Int("version"), On: r.Date("told_day"),
		Scan: r.Int("told_scan")}
	for _, l := range page.Lines {
		if said := r.Text(fmt.Sprintf("s%d", l.PlacementID)); said != "" {
			x.Lines = append(x.Lines, duty.Telling{PlacementID: l.PlacementID, Agrees: said == "1",
				Word: r.Text(fmt.Sprintf("w%d", l.PlacementID))})
		}
	}
	n := 0
	if err = r.Faults(); err == nil {
		n, err = duty.TellMany(r.Context.Request().Context(), p.Sheets.Duty.Desk, r.Actor, r.Key(), x)
	}
	if err != nil {
		return r.RenderFormErrors(err, "assessment", page)
	}
	return r.SeeOther("/duty/sheets/"+kit.FormatID(page.Sheet.ID)+"/assessment", fmt.Sprintf("已登记告知%d人。", n))
}
