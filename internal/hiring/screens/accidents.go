package screens

import (
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

type accidentsPage struct {
	kit.Page
	Places kit.Places
	States []string
	State  string
	List   *listing.View
}

// accidents is the list of accidents, as the exported one.
var accidents = listing.List[placement.Accident]{
	Whole: []listing.Whole{{"意外事故台账", "accidents", "accident.view", "state"}},
	Code:  "accidents", Title: "意外事故", View: "accident.view",
	ID:    func(x placement.Accident) int64 { return x.ID },
	NoRow: "没有登记的意外事故。",
	Columns: []listing.Column[placement.Accident]{
		listing.Text("name", "姓名", func(x placement.Accident) string { return x.Name }).
			To(func(x placement.Accident) string { return "/accidents/" + kit.FormatID(x.ID) }),
		listing.Place("place", "村（社区）", func(x placement.Accident) string { return x.Path }),
		listing.Text("post", "岗位", func(x placement.Accident) string { return x.Title }),
		listing.Day("on", "日期", func(x placement.Accident) civil.Date { return x.HappenedOn }),
		listing.Text("injury", "受伤情况", func(x placement.Accident) string { return x.Injury }),
		listing.Day("claimby", "报案期限", func(x placement.Accident) civil.Date { return x.ClaimBy }),
		listing.Day("claimed", "报案", func(x placement.Accident) civil.Date { return x.ClaimedOn }).OnChoice(),
		listing.Money("amount", "理赔（元）", func(x placement.Accident) money.Fen { return x.AmountFen }).OnChoice(),
		listing.Made("state", "状态", func(r *kit.Request, x placement.Accident) listing.Cell {
			c := listing.Cell{Text: words.Label("accident", x.State), Tone: accidentTones[x.State]}
			if x.Late(r.Today) {
				c.Parts = append(c.Parts, listing.Line{Text: "报案逾期", Tone: "bad"})
			}
			if x.Uninsured() {
				c.Parts = append(c.Parts, listing.Line{Text: "当天没有保单", Tone: "bad"})
			}
			return c
		}),
	},
}

var accidentTones = map[string]string{placement.Reported: "warn", placement.Claimed: "wait", placement.Paid: "good",
	placement.Declined: "bad"}

func (p *Placements) accidents(r *kit.Request) error {
	scope := r.Actor.Scope("accident.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &accidentsPage{Page: kit.Page{Title: "意外事故"}, Places: r.Narrow(scope.Paths(), at), State: r.Text("state"),
		States: []string{placement.Reported, placement.Claimed, placement.Paid, placement.Declined, "all"}}
	if err := r.Faults(); err != nil {
		return err
	}
	q := listing.Query[placement.Accident]{At: at, Said: listing.Said("", words.Label("accident", page.State)),
		All: func(s *database.Snapshot, scope authz.Scope) ([]placement.Accident, error) {
			return placement.Accidents(s, scope, "", page.State, 0, listing.Few)
		}}
	return accidents.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "accidents", page)
	})
}

type accidentPage struct {
	kit.Page
	Accident placement.Accident
	CanClaim bool
	CanClose bool
}

func (p *Placements) loadAccident(r *kit.Request) (*accidentPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &accidentPage{}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Accident, err = placement.AccidentByID(s, n); err != nil {
			return err
		}
		return r.Actor.Check("accident.view", page.Accident.Path)
	})
	a := page.Accident
	page.Title = a.Name + "的意外事故"
	settles := err == nil && r.Actor.Scope("accident.settle").Covers(a.Path)
	page.CanClaim = settles && a.State == placement.Reported
	page.CanClose = settles && (a.State == placement.Reported || a.State == placement.Claimed)
	return page, err
}

func (p *Placements) accident(r *kit.Request) error {
	page, err := p.loadAccident(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "accident", page)
}

func (p *Placements) accidentReport(r *kit.Request) error {
	story := placement.Story{On: r.Date("happened"), Place: r.Text("where"), What: r.Text("story"),
		Injury: r.Text("injury")}
	return p.placementAct(r, "已登记意外事故。请在期限内向保险公司报案。", func(n, _ int64) error {
		_, err := p.Placements.ReportAccident(r.Context.Request().Context(), r.Actor, r.Key(), n, story)
		return err
	})
}

func (p *Placements) accidentAct(r *kit.Request, notice string, do func(n, version int64) error) error {
	page, err := p.loadAccident(r)
	if err != nil {
		return err
	}
	version := r.Int("version")
	if err = r.Faults(); err == nil {
		err = do(page.Accident.ID, version)
	}
	if err != nil {
		return r.RenderFormErrors(err, "accident", page)
	}
	return r.SeeOther("/accidents/"+kit.FormatID(page.Accident.ID), notice)
}

func (p *Placements) accidentClaim(r *kit.Request) error {
	on, number := r.Date("on"), r.Text("claim_no")
	return p.accidentAct(r, "已登记报案。", func(n, version int64) error {
		_, err := p.Placements.ClaimAccident(r.Context.Request().Context(), r.Actor, r.Key(), n, version, on, number)
		return err
	})
}

func (p *Placements) accidentClose(r *kit.Request) error {
	outcome, amount, on, remark := r.Text("outcome"), r.Fen("amount"), r.Date("closed"), r.Text("remark")
	return p.accidentAct(r, "已登记理赔结果。", func(n, version int64) error {
		_, err := p.Placements.CloseAccident(r.Context.Request().Context(), r.Actor, r.Key(), n, version, outcome, amount, on,
			remark)
		return err
	})
}

// accidentPaper is the report that village and township sign for the insurer.
func (p *Placements) accidentPaper(r *kit.Request) error {
	page, err := p.loadAccident(r)
	if err != nil {
		return err
	}
	a := page.Accident
	var person resident.Person
	if err := r.Read(func(s *database.Snapshot) (err error) {
		person, err = resident.ByID(s, a.PersonID)
		return err
	}); err != nil {
		return err
	}
	sheet := placement.AccidentReport(r.Tree.Full(a.Path), a, person.IDTail)
	return r.ShowSheets(sheet.Title, sheet.Title+"-"+a.Name, sheet)
}
