package screens

import (
	"net/http"
	"slices"

	"gangwei/internal/attendance/checkpapers"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/clock"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
)

// Entered shows the sheets that another office entered for their villages, and takes the village's word.
type Entered struct {
	Sheets   *Duty
	Receipts *checkpapers.Service
}

// Routes of these pages.
func (p *Entered) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/duty/entered", "duty.view", p.entered).Shows(&enteredFor),
		feature.Post("/duty/sheets/:id/review-entered", "duty.reopen", p.Sheets.sheetReview).Of("sheet"),
		feature.Post("/duty/sheets/:id/receipt", "duty.enter", p.sheetReceipt).Of("sheet"),
		feature.Post("/duty/sheets/:id/word", "duty.enter", p.sheetWord).Of("sheet"),
		feature.Post("/duty/sheets/:id/answer", "duty.view", p.sheetAnswer).Of("sheet"),
	}
}

// forVillage is what a sheet's page shows where another office enters the sheet for the village, or has.
type forVillage struct {
	Enters   bool // the visitor types
	Other    bool // for the village, of another office
	Offers   bool // may begin to do so
	Words    []duty.VillageWord
	Open     bool // an objection waits
	Says     bool // the visitor may write down the village's word
	Answers  bool
	Receipts []villagepapers.Scan
	Number   string // of the signed paper that the sheet rests on
}

func (f *forVillage) load(r *kit.Request, s *database.Snapshot, sheet duty.Sheet) (err error) {
	f.Other = duty.ForVillage(r.Actor, sheet.Path)
	may := r.Actor.Check("duty.enter", sheet.Path) == nil
	asked := r.Text("for") == "1" || slices.Contains(sheet.Enterers, r.Actor.PersonKey)
	f.Enters = may && (!f.Other || asked)
	f.Offers = may && !f.Enters && sheet.State == duty.Draft
	if !sheet.EnteredFor() {
		return nil
	}
	if f.Words, err = duty.WordsOf(s, sheet.ID); err != nil {
		return err
	}
	if f.Receipts, err = villagepapers.ScansOf(s, "duty_sheet", sheet.ID); err != nil {
		return err
	}
	if f.Number, err = villagepapers.NumberOf(s, *sheet.ScanID); err != nil {
		return err
	}
	word, said, err := duty.WordOf(s, sheet)
	f.Open = said && word.Open()
	f.Says = may && sheet.State != duty.Draft && !f.Open && !(said && word.Says == duty.Agrees)
	f.Answers = f.Open && sheet.MayReview(r.Actor) == nil && (r.Actor.Check("duty.review", sheet.Path) == nil ||
		r.Actor.Check("duty.reopen", sheet.Path) == nil)
	return err
}

// types reports whether the visitor may change a day: another office changes nothing that the village typed.
func (f *forVillage) types(l duty.Line, day int) bool {
	return !f.Other || !duty.ByVillage(l.HowOf(day))
}

// Kinds of a village's word.
func (f *forVillage) Kinds() []string { return duty.Says }

func (p *Entered) sheetReceipt(r *kit.Request) error {
	page, err := p.Sheets.loadSheet(r)
	if err != nil {
		return err
	}
	body, err := p.Receipts.PrintReceipt(r.Context.Request().Context(), r.Actor, page.Sheet.ID)
	if err != nil {
		return r.RenderFormErrors(err, "sheet", page)
	}
	return r.InlinePDF("回执单-"+r.Tree.Name(page.Sheet.Path)+"-"+page.Sheet.Month.String(), body)
}

func (p *Entered) sheetWord(r *kit.Request) error {
	page, err := p.Sheets.loadSheet(r)
	if err != nil {
		return err
	}
	x := duty.Saying{SheetID: page.Sheet.ID, Version: r.Int("version"), Says: kit.Choice(r, "says"),
		Words: r.Text("words"), Signer: r.Text("signer"), Scan: r.Int("receipt")}
	if err = r.Faults(); err == nil {
		_, err = duty.Say(r.Context.Request().Context(), p.Sheets.Duty.Desk, r.Actor, r.Key(), x)
	}
	if err != nil {
		return r.RenderFormErrors(err, "sheet", page)
	}
	return r.SeeOther("/duty/sheets/"+kit.FormatID(page.Sheet.ID)+"#village", "已登记村里的核对结果。")
}

func (p *Entered) sheetAnswer(r *kit.Request) error {
	page, err := p.Sheets.loadSheet(r)
	if err != nil {
		return err
	}
	x := duty.Answering{SheetID: page.Sheet.ID, Version: r.Int("version"), Answer: r.Text("answer")}
	if err = r.Faults(); err == nil {
		_, err = duty.AnswerWord(r.Context.Request().Context(), p.Sheets.Duty.Desk, r.Actor, r.Key(), x)
	}
	if err != nil {
		return r.RenderFormErrors(err, "sheet", page)
	}
	return r.SeeOther("/duty/sheets/"+kit.FormatID(page.Sheet.ID)+"#village", "已答复，村里在这张表上看得到。")
}

type enteredPage struct {
	kit.Page
	Places kit.Places
	Waits  string
	Kinds  []string
	List   *listing.View
}

// enteredFor is the list of the sheets that another office entered for their villages.
var enteredFor = listing.List[duty.Entered]{
	Code: "entered", Title: "代录的考勤表", View: "duty.view",
	ID:    func(x duty.Entered) int64 { return x.ID },
	NoRow: "没有代录的考勤表。",
	Columns: []listing.Column[duty.Entered]{
		listing.Place("place", "村（社区）", func(x duty.Entered) string { return x.Path }).
			To(func(x duty.Entered) string { return "/duty/sheets/" + kit.FormatID(x.ID) + "#village" }),
		listing.Text("month", "月份", func(x duty.Entered) string { return x.Month }),
		listing.Text("by", "录入", func(x duty.Entered) string { return x.EnteredBy }),
		listing.Moment("sent", "报送", func(x duty.Entered) clock.Moment { return x.SentUs }),
		listing.Text("number", "纸质表编号", func(x duty.Entered) string { return x.Number }),
		listing.Label("state", "考勤表", "sheet", func(x duty.Entered) string { return x.State }),
		listing.Label("says", "村里核对", "wordsays", func(x duty.Entered) string { return x.Says }).
			Toned(func(x duty.Entered) string {
				switch {
				case x.Objects():
					return "bad"
				case x.Says == "":
					return "wait"
				}
				return "good"
			}),
		listing.Text("words", "异议", func(x duty.Entered) string { return x.Words }),
		listing.Text("answer", "答复", func(x duty.Entered) string { return x.Answer }),
	},
}

// entered lists the sheets that were entered for their villages.
func (p *Entered) entered(r *kit.Request) error {
	scope := r.Actor.Scope("duty.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &enteredPage{Page: kit.Page{Title: "代录的考勤表"}, Places: r.Narrow(scope.Paths(), at), Waits: r.Text("waits"),
		Kinds: duty.Waits}
	f := duty.EnteredFilter{Waits: page.Waits, Key: r.Actor.PersonKey}
	q := listing.Query[duty.Entered]{At: at, Said: listing.Said(words.Label("enteredwaits", page.Waits)),
		All: func(s *database.Snapshot, scope authz.Scope) ([]duty.Entered, error) {
			return duty.EnteredSheets(s, scope, f, listing.Few)
		}}
	return enteredFor.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "entered", page)
	})
}
