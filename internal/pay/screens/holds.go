package screens

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

// Holds shows who is absent on all days by the sheet, and is told, heard and decided on (暂缓发放).
type Holds struct {
	Payroll *payroll.Service
}

// Routes of these pages.
func (p *Holds) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/pay/held", "payroll.view", p.held).Shows((&heldPage{}).list()),
		feature.Get("/pay/held/:id", "payroll.view", p.hold).Of("line"),
		feature.Post("/pay/held/:id/tell", "payroll.view", p.holdTell).Of("line").Decides(tellQueue),
		feature.Post("/pay/held/:id/say", "payroll.view", p.holdSay).Of("line"),
		feature.Post("/pay/held/:id/decide", "payroll.view", p.holdDecide).Of("line").Decides(holdQueue, countyHoldQueue),
	}
}

var (
	tellQueue = &kit.Queue{Code: "payroll.hold_tell", Words: "整月缺勤、待告知本人的", Permission: "payroll.audit",
		Address: "/pay/held/%d", WaitingFor: heldIDs(func(l payroll.HeldLine, _ civil.Date) bool { return l.Telling() })}
	holdQueue = &kit.Queue{Code: "payroll.hold", Words: "暂缓发放、待决定的", Permission: "payroll.audit",
		Address: "/pay/held/%d", WaitingFor: heldIDs(payroll.HeldLine.Decidable)}
	countyHoldQueue = &kit.Queue{Code: "payroll.hold_county", Words: "暂缓发放、镇（街道）没有别人能决定的",
		Permission: "payroll.approve", Address: "/pay/held/%d",
		WaitingFor: func(r *kit.Request, s *database.Snapshot) (ids []int64, err error) {
			lines, err := leftToCounty(r, s)
			for _, l := range lines {
				ids = append(ids, l.LineID())
			}
			return ids, err
		}}
)

// leftToCounty are the held lines that the visitor's county has to decide, since their townships have nobody who may.
func leftToCounty(r *kit.Request, s *database.Snapshot) ([]payroll.HeldLine, error) {
	scope := r.Actor.Scope("payroll.approve")
	if scope.Empty() {
		return nil, nil
	}
	book, err := rulebook.Load(s)
	if err != nil {
		return nil, err
	}
	return payroll.LeftToCounty(s, book, scope, r.Today)
}

// Queues of held lines.
func (p *Holds) Queues() []*kit.Queue { return []*kit.Queue{tellQueue, holdQueue, countyHoldQueue} }

// heldHere are the lines of the visitor's townships of which something holds.
func heldHere(r *kit.Request, s *database.Snapshot,
	is func(payroll.HeldLine, civil.Date) bool) (out []payroll.HeldLine, err error) {
	scope := r.Actor.Scope("payroll.audit")
	if scope.Empty() {
		return nil, nil
	}
	book, err := rulebook.Load(s)
	if err != nil {
		return nil, err
	}
	all, err := payroll.HeldLines(s, book, scope)
	for _, l := range all {
		if is(l, r.Today) {
			out = append(out, l)
		}
	}
	return out, err
}

func heldIDs(is func(payroll.HeldLine, civil.Date) bool) func(*kit.Request, *database.Snapshot) ([]int64, error) {
	return func(r *kit.Request, s *database.Snapshot) (ids []int64, err error) {
		lines, err := heldHere(r, s, is)
		for _, l := range lines {
			ids = append(ids, l.LineID())
		}
		return ids, err
	}
}

// Todo of a township: whom to tell, and on whom to decide by when; of a county: on whom no township can.
func (p *Holds) Todo() []feature.Todo {
	here := func(is func(payroll.HeldLine, civil.Date) bool) func(*kit.Request, *database.Snapshot) ([]payroll.HeldLine,
		error) {
		return func(r *kit.Request, s *database.Snapshot) ([]payroll.HeldLine, error) { return heldHere(r, s, is) }
	}
	card := func(order int, q *kit.Queue, state, act, who string,
		of func(*kit.Request, *database.Snapshot) ([]payroll.HeldLine, error)) feature.Todo {
		return feature.Todo{Order: order, Permission: q.Permission,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				lines, err := of(r, s)
				if err != nil || len(lines) == 0 {
					return nil, err
				}
				x := feature.Item{Words: q.Words, Address: "/pay/held?state=" + state, Queue: q.Code, Unit: "人", Act: act,
					Count: int64(len(lines)), Who: fmt.Sprintf(who, len(lines))}
				for _, l := range lines {
					if by := l.Hold.Told.DecideBy; x.Deadline.IsZero() || by.Before(x.Deadline) {
						x.Deadline = by
					}
				}
				return []feature.Item{x}, nil
			}}
	}
	return []feature.Todo{
		card(117, tellQueue, toTell, "去告知", "%d名整月记缺勤的人：没有告知的，补贴照协议应发",
			here(func(l payroll.HeldLine, _ civil.Date) bool { return l.Telling() })),
		card(118, holdQueue, toDecide, "去决定", "%d名被暂缓发放的人：到期不决定，就应发", here(payroll.HeldLine.Decidable)),
		card(119, countyHoldQueue, ofCounty, "去决定", "%d名被暂缓发放的人：镇（街道）只有告知的人，要由区（市）决定；到期不决定，就应发",
			leftToCounty),
	}
}

type heldPage struct {
	kit.Page
	Places kit.Places
	At     *region.Region
	State  string
	States []string
	List   *listing.View // of a county or less
}

// States by which the list is narrowed: what is to be done now.
const (
	toTell   = "telling"
	toDecide = "deciding"
	ofCounty = "county"
)

// held lists who is absent on all days, told or not, until it is paid or decided.
func (p *Holds) held(r *kit.Request) error {
	scope := r.Actor.Scope("payroll.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &heldPage{Page: kit.Page{Title: "整月缺勤和暂缓发放", R: r}, Places: r.Narrow(scope.Paths(), at), At: at,
		States: []string{toTell, toDecide, ofCounty}}
	page.State = kit.Filter(r, "state", page.States)
	if err := r.Faults(); err != nil {
		return err
	}
	if at == nil || at.Level == region.City {
		return r.Show(http.StatusOK, "held", page)
	}
	q := listing.Query[payroll.HeldLine]{At: at,
		All: func(s *database.Snapshot, scope authz.Scope) ([]payroll.HeldLine, error) {
			book, err := rulebook.Load(s)
			if err != nil {
				return nil, err
			}
			if page.State == ofCounty {
				return payroll.LeftToCounty(s, book, scope.Within(at.Path), r.Today)
			}
			lines, err := payroll.HeldLines(s, book, scope.Within(at.Path))
			return slices.DeleteFunc(lines, func(l payroll.HeldLine) bool {
				return page.State == toTell && !l.Telling() || page.State == toDecide && !l.Decidable(r.Today)
			}), err
		}}
	if page.State != "" {
		q.Said = listing.Said("", words.Label("heldtodo", page.State))
	}
	return page.list().Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "held", page)
	})
}

// heldTones of their states.
var heldTones = map[string]string{payroll.HoldUntold: "warn", payroll.HoldOpen: "wait", payroll.HoldWaiting: "wait",
	payroll.HoldLapsed: "bad", payroll.HoldPaid: "good", payroll.HoldFinished: "good"}

func (x *heldPage) list() *listing.List[payroll.HeldLine] {
	state := func(l payroll.HeldLine) string {
		if x.R == nil {
			return ""
		}
		return l.Hold.State(x.R.Today)
	}
	return &listing.List[payroll.HeldLine]{
		Code: "held", Title: "整月缺勤和暂缓发放", View: "payroll.view", NoRow: "没有整月缺勤的人。",
		ID: func(l payroll.HeldLine) int64 { return l.LineID() },
		Columns: []listing.Column[payroll.HeldLine]{
			listing.Text("name", "姓名", func(l payroll.HeldLine) string { return l.Name }).
				To(func(l payroll.HeldLine) string { return "/pay/held/" + kit.FormatID(l.LineID()) }),
			listing.Place("place", "村（社区）", func(l payroll.HeldLine) string { return l.Path }),
			listing.Text("month", "月份", func(l payroll.HeldLine) string { return l.Month.String() }).As(listing.Dated),
			listing.Label("state", "办到哪里", "holdstate", state).
				Toned(func(l payroll.HeldLine) string { return heldTones[state(l)] }),
			listing.Day("object", "申诉到", func(l payroll.HeldLine) civil.Date { return l.Hold.Told.ObjectUntil }),
			listing.Day("decide", "决定到", func(l payroll.HeldLine) civil.Date { return l.Hold.Told.DecideBy }).
				SortedBy(func(a, b payroll.HeldLine) int {
					return cmp.Compare(a.Hold.Told.DecideBy.String(), b.Hold.Told.DecideBy.String())
				}),
		},
	}
}

type holdPage struct {
	kit.Page
	kit.Deciding
	Case   payroll.HeldView
	Tell   *kit.Decision // the box in which it is written down that the payee was told
	NoPay  payroll.NoPay
	Events []payroll.HoldEvent
}

// State of the line, in words.
func (x *holdPage) State() string { return x.Case.Hold.State(x.R.Today) }

// Tone of its state.
func (x *holdPage) Tone() string { return heldTones[x.State()] }

// MayObject reports whether the visitor may write an objection down now.
func (x *holdPage) MayObject() bool {
	return x.Case.Hold.Running(x.R.Today) && payroll.MayDecideNoPay(x.R.Actor, x.Case.Path)
}

// Parties that may object, and the ways in which.
func (*holdPage) Parties() []string { return payroll.HoldParties }

// Spoken ways.
func (*holdPage) Spoken() []string { return payroll.HoldSpoken }

// Marks of the month's days: how many say what.
func (x *holdPage) Marks() string {
	var said []string
	for _, m := range "A-OPHLWST" {
		n := strings.Count(x.Case.Days[:x.Case.Month.Days()], string(m))
		switch {
		case n > 0 && m == '-':
			said = append(said, fmt.Sprintf("空白%d天", n))
		case n > 0:
			said = append(said, fmt.Sprintf("%s%d天", words.Label("mark", string(m)), n))
		}
	}
	return strings.Join(said, "、")
}

func (p *Holds) loadHold(r *kit.Request) (*holdPage, error) {
	id, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &holdPage{Page: kit.Page{R: r}}
	err = r.Read(func(s *database.Snapshot) error {
		line, err := payroll.HeldByLine(s, id)
		if err != nil {
			return err
		}
		if err := r.Actor.Check("payroll.view", line.Path); err != nil {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		if page.Case, err = payroll.HeldViewOf(s, book, r.Actor, id, r.Today); err != nil {
			return err
		}
		if page.Events, err = payroll.HoldEvents(s, line.PlacementID, line.Month); err != nil {
			return err
		}
		events, err := payroll.NoPayEvents(s, line.PlacementID, line.Month)
		if err != nil {
			return err
		}
		page.NoPay = payroll.NoPayOf(events)
		return page.putToDecision(r, s)
	})
	page.Title = page.Case.Name + page.Case.Month.Chinese() + "整月缺勤"
	return page, err
}

// putToDecision makes the box of the step that is next: the payee is told, or it is decided.
func (page *holdPage) putToDecision(r *kit.Request, s *database.Snapshot) (err error) {
	x, at := page.Case, "/pay/held/"+kit.FormatID(page.Case.LineID())
	tells := payroll.MayTell(r.Actor, x.Path) && x.Hold.Told.Kind == "" &&
		errs.CodeOf(x.TellStop) != "payroll.hold_worked"
	decides := payroll.MayDecideNoPay(r.Actor, x.Path) && x.Hold.Running(r.Today)
	audits := r.Actor.Scope("payroll.audit").Covers(x.Path)
	mine := map[*kit.Queue]bool{tellQueue: tells && audits, holdQueue: decides && audits,
		countyHoldQueue: decides && r.Actor.Scope("payroll.approve").Covers(x.Path)}
	page.Queue, err = kit.Stand(r, s, x.LineID(), mine, tellQueue, holdQueue, countyHoldQueue)
	if err != nil {
		return err
	}
	if tells {
		d := &kit.Decision{ID: "tell", Title: "登记已告知本人", Action: at + "/tell", Queue: page.Queue, Button: "登记已告知",
			Lead: "登记以后这一笔暂缓发放，从没有批准的名单里取下，本人可以申诉。没有告知的，照协议应发。",
			Fields: []kit.Field{{Name: "on", Label: "哪天告知的", Kind: kit.FieldShort},
				choices("how", "怎样告知的", "holdway", payroll.HoldWays),
				{Name: "who", Label: "谁告知的", Kind: kit.FieldLine},
				{Name: "remark", Label: "本人当时怎么说（可不填）", Kind: kit.FieldLine}}}
		page.Tell = d
		return d.Stop("", x.TellStop)
	}
	if !decides {
		return nil
	}
	d := &kit.Decision{Title: "决定", Action: at + "/decide", Queue: page.Queue, Field: "verdict", Button: "提交决定",
		Lead: "到" + x.Hold.Told.DecideBy.String() + "不决定的，次日起照协议应发。",
		Outcomes: []kit.Outcome{{Value: payroll.HoldPay, Words: "发放：按核定的出勤天数"},
			{Value: payroll.HoldNone, Words: "不发：当月没有履职，决定后再告知本人"}},
		Fields: []kit.Field{{Name: "days", Label: "核定出勤多少天（决定发放的填）", Kind: kit.FieldShort},
			{Name: "why", Label: "理由和依据", Kind: kit.FieldLine}}}
	page.Decision = d
	if err := d.Stop(payroll.HoldPay, x.PayStop); err != nil {
		return err
	}
	return d.Stop(payroll.HoldNone, x.NoneStop)
}

// choices of a field among labelled codes.
func choices(name, label, list string, codes []string) kit.Field {
	f := kit.Field{Name: name, Label: label, Kind: kit.FieldChoice}
	for _, c := range codes {
		f.Options = append(f.Options, kit.Option{Value: c, Words: words.Label(list, c)})
	}
	return f
}

// hold shows one line, what happened to it, and what is to be done.
func (p *Holds) hold(r *kit.Request) error {
	page, err := p.loadHold(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "hold", page)
}

// act carries something out and shows the next of the queue, or the line again.
func (p *Holds) act(r *kit.Request, q *kit.Queue, notice string, may func(authz.Actor, string) bool,
	do func(*holdPage) error) error {
	page, err := p.loadHold(r)
	if err != nil {
		return err
	}
	return q.Decide(r, page.Case.LineID(), "/pay/held/"+kit.FormatID(page.Case.LineID()), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		if !may(r.Actor, page.Case.Path) {
			return "", errs.New(errs.Forbidden, "authz.forbidden")
		}
		return notice, do(page)
	}, func(err error) error {
		if !kit.IsFormError(err) {
			return err
		}
		return r.RenderFormErrors(err, "hold", page)
	})
}

func (p *Holds) holdTell(r *kit.Request) error {
	t := payroll.AbsentTold{OnDate: r.Date("on"), How: r.Text("how"), Who: r.Text("who"), Remark: r.Text("remark")}
	return p.act(r, tellQueue, "已登记告知，这一笔暂缓发放。", payroll.MayTell, func(page *holdPage) error {
		t.LineID = page.Case.LineID()
		_, err := p.Payroll.TellAbsent(r.Context.Request().Context(), r.Actor, r.Key(), t)
		return err
	})
}

func (p *Holds) holdSay(r *kit.Request) error {
	o := payroll.HoldObjection{Party: r.Text("party"), Who: r.Text("by"), OnDate: r.Date("said_on"),
		How: r.Text("spoken"), Words: r.Text("words")}
	return p.act(r, &kit.Queue{}, "已登记。", payroll.MayDecideNoPay, func(page *holdPage) error {
		o.LineID = page.Case.LineID()
		_, err := p.Payroll.Object(r.Context.Request().Context(), r.Actor, r.Key(), o)
		return err
	})
}

func (p *Holds) holdDecide(r *kit.Request) error {
	d := payroll.HoldVerdict{Pay: r.Text("verdict") == payroll.HoldPay, Days: r.Int("days"), Why: r.Text("why")}
	verdict, queue := r.Text("verdict"), holdQueue
	if r.Actor.Scope("payroll.audit").Empty() {
		queue = countyHoldQueue
	}
	return p.act(r, queue, "已决定。", payroll.MayDecideNoPay, func(page *holdPage) error {
		if verdict != payroll.HoldPay && verdict != payroll.HoldNone {
			return errs.New(errs.Invalid, "form.choice").On("verdict")
		}
		d.LineID = page.Case.LineID()
		_, err := p.Payroll.DecideHold(r.Context.Request().Context(), r.Actor, r.Key(), d)
		return err
	})
}
