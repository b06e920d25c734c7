package screens

import (
	"fmt"
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Lapsed shows who is on post while papers have lapsed, and prints and takes down what the holder is told in writing.
type Lapsed struct {
	Payroll *payroll.Service
}

// Routes of these pages.
func (p *Lapsed) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/pay/lapsed", "payroll.view", p.list).Shows((&lapsedPage{}).list()),
		feature.Get("/pay/lapsed/:id", "payroll.view", p.one).Of("placement"),
		feature.Post("/pay/lapsed/:id/print", "payroll.view", p.print).Of("placement"),
		feature.Post("/pay/lapsed/:id/signed", "payroll.view", p.tell).Of("placement"),
	}
}

// Todo of village, township and county: whose papers to mend, or whom to tell in writing, by when.
func (p *Lapsed) Todo() []feature.Todo {
	item := feature.Item{Words: "手续到期、仍在岗的", Address: "/pay/lapsed", Unit: "人", Act: "看名单",
		Who: "{n}人：续签协议、补办保险，或书面通知；干了活的补贴照发"}
	return []feature.Todo{{Order: 119, Permission: "payroll.view",
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			for _, may := range []authz.Permission{"duty.sheet", "payroll.audit", "payroll.approve"} {
				if scope := r.Actor.Scope(may); !scope.Empty() {
					q, err := payroll.LapsedQueue(s, scope, r.Today)
					if err != nil || q.N == 0 {
						return nil, err
					}
					return []feature.Item{item.Of(q)}, nil
				}
			}
			return nil, nil
		}}}
}

type lapsedPage struct {
	kit.Page
	Places kit.Places
	List   *listing.View // of a county or less
}

// lapsedTones of their states.
var lapsedTones = map[string]string{payroll.LapseOpen: "warn", payroll.LapseLate: "bad", payroll.LapseTell: "wait",
	payroll.LapseOver: "bad"}

// list of those on post while something has lapsed, and what is to be done by when.
func (p *Lapsed) list(r *kit.Request) error {
	scope := r.Actor.Scope("payroll.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &lapsedPage{Page: kit.Page{Title: "手续到期、仍在岗的", R: r}, Places: r.Narrow(scope.Paths(), at)}
	if err := r.Faults(); err != nil {
		return err
	}
	if at == nil || at.Level == region.City {
		return r.Show(http.StatusOK, "lapsed", page)
	}
	q := listing.Query[payroll.Lapsed]{At: at,
		All: func(s *database.Snapshot, scope authz.Scope) ([]payroll.Lapsed, error) {
			book, err := rulebook.Load(s)
			if err != nil {
				return nil, err
			}
			return payroll.LapsedNow(s, book, scope.Within(at.Path), r.Today)
		}}
	return page.list().Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "lapsed", page)
	})
}

func (x *lapsedPage) list() *listing.List[payroll.Lapsed] {
	state := func(l payroll.Lapsed) string {
		if x.R == nil {
			return ""
		}
		return l.State(x.R.Today)
	}
	return &listing.List[payroll.Lapsed]{
		Code: "lapsed", Title: "手续到期、仍在岗的", View: "payroll.view", NoRow: "没有手续到期、仍在岗的人。",
		ID: func(l payroll.Lapsed) int64 { return l.ID },
		Columns: []listing.Column[payroll.Lapsed]{
			listing.Text("name", "姓名", func(l payroll.Lapsed) string { return l.Name }).
				To(func(l payroll.Lapsed) string { return "/pay/lapsed/" + kit.FormatID(l.ID) }),
			listing.Place("place", "村（社区）", func(l payroll.Lapsed) string { return l.Path }),
			listing.Text("what", "什么到期", func(l payroll.Lapsed) string { return l.What() }),
			listing.Day("since", "从哪天起", func(l payroll.Lapsed) civil.Date { return l.Since }),
			listing.Text("paid", "已照发的月份", func(l payroll.Lapsed) string { return paidMonths(l.Months) }),
			listing.Text("todo", "怎么办", func(l payroll.Lapsed) string { return l.Todo() }),
			listing.Label("state", "办到哪里", "lapsestate", state).
				Toned(func(l payroll.Lapsed) string { return lapsedTones[state(l)] }),
			listing.Day("by", "办到", func(l payroll.Lapsed) civil.Date { return l.By }),
		},
	}
}

// paidMonths in words: how many, the first and the last.
func paidMonths(months []civil.Month) string {
	switch n := len(months); n {
	case 0:
		return "还没有"
	case 1:
		return months[0].String()
	default:
		return fmt.Sprintf("%d个月，%s至%s", n, months[0], months[n-1])
	}
}

type lapsedOnePage struct {
	kit.Page
	Case    payroll.Lapsed
	MayTell bool
}

// State of it, in words, and its tone.
func (x *lapsedOnePage) State() string { return x.Case.State(x.R.Today) }

// Tone of its state.
func (x *lapsedOnePage) Tone() string { return lapsedTones[x.State()] }

// Paid months, in words.
func (x *lapsedOnePage) Paid() string { return paidMonths(x.Case.Months) }

// Ways in which the paper is handed over.
func (*lapsedOnePage) Ways() []string { return payroll.LapseWays }

func (p *Lapsed) load(r *kit.Request) (*lapsedOnePage, error) {
	id, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &lapsedOnePage{Page: kit.Page{R: r}}
	return page, r.Read(func(s *database.Snapshot) error {
		x, err := placement.ByID(s, id)
		if err != nil {
			return err
		}
		if err := r.Actor.Check("payroll.view", x.Path); err != nil {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		found := false
		if page.Case, found, err = payroll.LapsedByID(s, book, id, r.Today); err == nil && !found {
			papers, err := placement.PapersOf(s, []any{id})
			page.Case = payroll.Lapsed{Papers: papers[id], Path: x.Path}
			page.Title = page.Case.Name + "的手续"
			return err
		}
		page.Title = page.Case.Name + "的手续已到期"
		page.MayTell = payroll.MayTell(r.Actor, x.Path)
		return err
	})
}

// one person: what lapsed, what was paid, and what the holder is told in writing.
func (p *Lapsed) one(r *kit.Request) error {
	page, err := p.load(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "lapsed_one", page)
}

// print the paper for the day that is chosen.
func (p *Lapsed) print(r *kit.Request) error {
	page, err := p.load(r)
	if err != nil {
		return err
	}
	from := r.Date("stop")
	if err = r.Faults(); err == nil && !payroll.MayTell(r.Actor, page.Case.Path) {
		err = errs.New(errs.Forbidden, "authz.forbidden")
	}
	if err == nil {
		sheet, failed := p.Payroll.PrintLapsed(r.Context.Request().Context(), r.Actor, page.Case.ID, from)
		if err = failed; err == nil {
			return r.ShowSheets(sheet.Title, sheet.Title+"-"+page.Case.Name, sheet)
		}
	}
	if !kit.IsFormError(err) {
		return err
	}
	return r.RenderFormErrors(err, "lapsed_one", page)
}

// tell takes down that the paper was handed over.
func (p *Lapsed) tell(r *kit.Request) error {
	page, err := p.load(r)
	if err != nil {
		return err
	}
	t := payroll.LapseTelling{PlacementID: page.Case.ID, FromDate: r.Date("from"), OnDate: r.Date("on"),
		How: r.Text("how"), Who: r.Text("who")}
	if err = r.Faults(); err == nil && !payroll.MayTell(r.Actor, page.Case.Path) {
		err = errs.New(errs.Forbidden, "authz.forbidden")
	}
	if err == nil {
		_, err = p.Payroll.TellLapsed(r.Context.Request().Context(), r.Actor, r.Key(), t)
	}
	if err == nil {
		return r.SeeOther("/pay/lapsed/"+kit.FormatID(page.Case.ID), "已登记送达。干了活的日子照发；退出在本人页面办理。")
	}
	if !kit.IsFormError(err) {
		return err
	}
	return r.RenderFormErrors(err, "lapsed_one", page)
}
