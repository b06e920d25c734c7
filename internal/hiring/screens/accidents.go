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
	"gangwei/internal/platform/rulebook"
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
	Whole: []listing.Whole{{Words: "意外事故台账", Kind: "accidents", Permission: "accident.view", State: "state"}},
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
			c := listing.Cell{Text: words.Label("accident", x.State), Tone: words.Tone("accident", x.State)}
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

// ClaimDays is the name of the parameter that says within how many days an accident is to be reported.
func (*accidentsPage) ClaimDays() string { return rulebook.TypeOf("insurance.claim_days").Name }

func (p *Placements) accidents(r *kit.Request) error {
	scope := r.Actor.Scope("accident.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &accidentsPage{Page: kit.Page{Title: "意外事故"}, Places: r.Narrow(scope.Paths(), at),
		States: []string{placement.Reported, placement.Claimed, placement.Paid, placement.Declined, "all"}}
	page.State = kit.Filter(r, "state", page.States)
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

var (
	claimQueue  = accidentQueue("accident.claim", placement.Reported, "待向保险公司报案的意外事故")
	payoutQueue = accidentQueue("accident.close", placement.Claimed, "待登记理赔结果的意外事故")
)

func accidentQueue(code, state, words string) *kit.Queue {
	return &kit.Queue{Code: code, Words: words, Permission: "accident.settle", Address: "/accidents/%d",
		Waiting: func(r database.Reader, scope authz.Scope) ([]int64, error) {
			return placement.AccidentQueue(r, scope, state)
		}}
}

// Queues of accidents.
func (p *Placements) Queues() []*kit.Queue { return []*kit.Queue{claimQueue, payoutQueue} }

type accidentPage struct {
	kit.Page
	Accident  placement.Accident
	Decisions []*kit.Decision
	Queue     *kit.Spot
}

// putToDecision makes the boxes in which the insurer's part is entered: that it knows, and what it pays.
func (page *accidentPage) putToDecision(r *kit.Request, s *database.Snapshot) (err error) {
	a := page.Accident
	settles := r.Actor.Scope("accident.settle").Covers(a.Path)
	page.Queue, err = kit.Stand(r, s, a.ID, map[*kit.Queue]bool{claimQueue: settles && a.State == placement.Reported,
		payoutQueue: settles && a.State == placement.Claimed}, claimQueue, payoutQueue)
	if err != nil || !settles {
		return err
	}
	at, today := "/accidents/"+kit.FormatID(a.ID), r.Today.String()
	if a.State == placement.Reported {
		page.Decisions = append(page.Decisions, &kit.Decision{Title: "报案", Action: at + "/claim", Version: a.Version,
			Queue: page.Queue, Button: "登记报案",
			Fields: []kit.Field{{Name: "on", Label: "报案日期", Kind: kit.FieldShort, Value: today},
				{Name: "claim_no", Label: "报案号（没有可不填）", Kind: kit.FieldShort}}})
	}
	if a.State == placement.Reported || a.State == placement.Claimed {
		d := &kit.Decision{ID: "payout", Title: "登记理赔结果", Action: at + "/close", Version: a.Version, Queue: page.Queue,
			Field: "outcome", Legend: "结果", Button: "登记",
			Fields: []kit.Field{{Name: "amount", Label: "理赔金额（元）", Kind: kit.FieldShort},
				{Name: "closed", Label: "日期", Kind: kit.FieldShort, Value: today},
				{Name: "remark", Label: "说明（没有理赔的必填）", Kind: kit.FieldText}}}
		if a.State == placement.Claimed {
			d.Outcomes = []kit.Outcome{{Value: placement.Paid, Words: "已理赔"}}
		}
		d.Outcomes = append(d.Outcomes, kit.Outcome{Value: placement.Declined, Words: "没有理赔"})
		page.Decisions = append(page.Decisions, d)
	}
	_, recused := resident.Recused(s, r.Actor, a.PersonID)
	for _, d := range page.Decisions {
		if err := d.Stop("", recused); err != nil {
			return err
		}
	}
	return nil
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
		if err := r.Actor.Check("accident.view", page.Accident.Path); err != nil {
			return err
		}
		return page.putToDecision(r, s)
	})
	page.Title = page.Accident.Name + "的意外事故"
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
	id, version := page.Accident.ID, r.Int("version")
	q := kit.Asked(r, claimQueue, payoutQueue)
	if q.Code != "" {
		notice = page.Title + "：" + notice
	}
	return q.Decide(r, id, "/accidents/"+kit.FormatID(id), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		return notice, do(id, version)
	}, func(err error) error { return r.RenderFormErrors(err, "accident", page) })
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
