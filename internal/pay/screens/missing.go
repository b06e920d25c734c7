package screens

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

type missingPage struct {
	kit.Page
	Places kit.Places
	At     *region.Region // nil: all that the visitor sees
	Sum    payment.MissingSum
	By     []LackingAt
	List   *listing.View // of a county or less
	delays payment.Delays
}

// LackingAt is what is lacking in a division: months by what it is.
type LackingAt struct {
	Path   string
	Months int64
	Lacks  []payment.MissingAt
	Oldest civil.Month
}

// Lacks of the page, as columns.
func (*missingPage) Lacks() []string { return payment.Lacks }

// Of is how many months of a division lack something.
func (x LackingAt) Of(lack string) (n int64) {
	for _, m := range x.Lacks {
		if m.Lack == lack {
			n += m.Months
		}
	}
	return n
}

// lackingBy divisions, in their order. Pure.
func lackingBy(rows []payment.MissingAt) (out []LackingAt) {
	for _, m := range rows {
		n := len(out) - 1
		if n < 0 || out[n].Path != m.Path {
			out, n = append(out, LackingAt{Path: m.Path, Oldest: m.Oldest}), n+1
		}
		x := &out[n]
		x.Months, x.Lacks = x.Months+m.Months, append(x.Lacks, m)
		if m.Oldest.Before(x.Oldest) {
			x.Oldest = m.Oldest
		}
	}
	return out
}

// missing shows the months on post past their due day of which nothing is here, as counted last night: by division and
// by what is lacking; of a county or less by name.
func (p *Arrears) missing(r *kit.Request) error {
	at, scope, err := p.arrearsAt(r)
	if err != nil {
		return err
	}
	page := &missingPage{Page: kit.Page{Title: "没有发放资料，待核"}, Places: at.Places, At: at.At}
	var rows []payment.MissingHolder
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.Sum, err = payment.MissingOf(s, scope); err != nil {
			return err
		}
		by, err := payment.MissingBy(s, scope, at.below())
		if err != nil {
			return err
		}
		page.By = lackingBy(by)
		if !at.Listed {
			return nil
		}
		if page.delays, err = payment.DelaysOf(s, scope, r.Today.Month()); err != nil {
			return err
		}
		rows, err = payment.MissingHolders(s, scope)
		return err
	}); err != nil {
		return err
	}
	page.R = r
	if !at.Listed {
		return r.Show(http.StatusOK, "missing", page)
	}
	q := listing.Query[payment.MissingHolder]{At: at.At,
		All: func(*database.Snapshot, authz.Scope) ([]payment.MissingHolder, error) { return rows, nil }}
	return page.list().Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "missing", page)
	})
}

// list of the holders, each with its months and what is lacking.
func (page *missingPage) list() *listing.List[payment.MissingHolder] {
	return &listing.List[payment.MissingHolder]{
		Code: "missing", Title: "没有发放资料，待核", View: "payroll.view",
		ID:    func(h payment.MissingHolder) int64 { return h.PlacementID },
		NoRow: "没有这样的人。以后的变化每夜统计一次；刚导入、刚上岗的，明天起列在这里。",
		Columns: []listing.Column[payment.MissingHolder]{
			{Key: "name", Head: "姓名",
				By: func(a, b payment.MissingHolder) int { return cmp.Compare(a.Name, b.Name) },
				Cell: func(_ *kit.Request, h payment.MissingHolder) listing.Cell {
					c := listing.Cell{Text: h.Name, Address: "/pay/missing/" + kit.FormatID(h.PlacementID)}
					if h.Gone {
						c.Second = "已退出"
					}
					return c
				}},
			listing.Place("place", "村（社区）", func(h payment.MissingHolder) string { return h.Path }),
			listing.Text("months", "月份", payment.MissingHolder.Spans).As(listing.Dated).
				SortedBy(func(a, b payment.MissingHolder) int { return a.First().Since(b.First()) }),
			listing.Number("n", "月数", func(h payment.MissingHolder) int64 { return int64(len(h.Months)) }),
			listing.Made("late", "最早的已过应发日（日）", func(r *kit.Request, h payment.MissingHolder) listing.Cell {
				return listing.Cell{Text: fmt.Sprint(h.Late(r.Today))}
			}).As(listing.Figure).SortedBy(func(a, b payment.MissingHolder) int {
				return strings.Compare(b.Months[0].DueOn.String(), a.Months[0].DueOn.String())
			}),
			listing.Made("lack", "缺什么、由谁办", page.lacking).
				SortedBy(func(a, b payment.MissingHolder) int { return strings.Compare(a.Lacking()[0], b.Lacking()[0]) }),
		},
	}
}

// lacking of a holder, and what the village said of it.
func (page *missingPage) lacking(_ *kit.Request, h payment.MissingHolder) (c listing.Cell) {
	for i, lack := range h.Lacking() {
		if i == 0 {
			c.Text = words.Label("paylack", lack)
			continue
		}
		c.Parts = append(c.Parts, listing.Line{Text: words.Label("paylack", lack)})
	}
	for i := len(h.Months) - 1; i >= 0; i-- {
		if d := page.delays.Of(h.Months[i]); d != nil {
			c.Parts = append(c.Parts, listing.Line{Text: h.Months[i].Month.Chinese() + "：" + said(d)})
			break
		}
	}
	return c
}

// said is what a desk said of a month, in one line.
func said(d *payment.Delay) string {
	text := words.Label("delay", d.Reason)
	if d.Remark != "" {
		text += "，" + d.Remark
	}
	if !d.ExpectedOn.IsZero() {
		text += "，预计" + d.ExpectedOn.String() + "到账"
	}
	return text + "（" + d.AtUs.Date().String() + "说明）"
}

// NoPayMonth is a month of a placement that was decided to end without pay.
type NoPayMonth struct {
	PlacementID int64
	Month       civil.Month
	payroll.NoPay
}

// noPayRows of a person, the latest month first. Pure.
func noPayRows(months map[int64]map[civil.Month]payroll.NoPay) (out []NoPayMonth) {
	for id, by := range months {
		for m, n := range by {
			out = append(out, NoPayMonth{id, m, n})
		}
	}
	slices.SortFunc(out, func(a, b NoPayMonth) int {
		return cmp.Or(b.Month.Since(a.Month), cmp.Compare(a.PlacementID, b.PlacementID))
	})
	return out
}

type noPayPage struct {
	kit.Page
	kit.Deciding
	Placement placement.Placement
	Person    resident.Person
	Missing   []payment.Missing // of this placement, as of now
	Decided   []NoPayMonth
	delays    payment.Delays
}

// Reason that the village gave.
func (x *noPayPage) Reason(m payment.Missing) *payment.Delay { return x.delays.Of(m) }

// Open months: those of which nobody decided anything yet.
func (x *noPayPage) Open() (out []payment.Missing) {
	for _, m := range x.Missing {
		if m.Lack != payment.LackTold {
			out = append(out, m)
		}
	}
	return out
}

// MayDecide reports whether the visitor may decide that a month ends without pay.
func (x *noPayPage) MayDecide() bool { return payroll.MayDecideNoPay(x.R.Actor, x.Placement.Path) }

// MayTell reports whether the visitor may write down that the payee was told.
func (x *noPayPage) MayTell() bool { return payroll.MayTell(x.R.Actor, x.Placement.Path) }

// Ways in which a payee is told.
func (*noPayPage) Ways() []string { return payroll.NoPayWays }

func (p *Arrears) noPayPage(r *kit.Request) (*noPayPage, error) {
	id, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &noPayPage{Page: kit.Page{Title: "没有发放资料的月份", R: r}}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Placement, err = placement.ByID(s, id); err != nil {
			return err
		}
		if err := r.Actor.Check("payroll.view", page.Placement.Path); err != nil {
			return err
		}
		if page.Person, err = resident.ByID(s, page.Placement.PersonID); err != nil {
			return err
		}
		if page.delays, err = payment.DelaysOf(s, authz.Under(page.Placement.Path), r.Today.Month()); err != nil {
			return err
		}
		if err := page.load(s, r.Today); err != nil {
			return err
		}
		return page.putToDecision(r, s)
	})
}

// putToDecision makes the box in which a month is decided to end without pay.
func (x *noPayPage) putToDecision(r *kit.Request, s *database.Snapshot) (err error) {
	open := x.Open()
	decides := len(open) > 0 && x.MayDecide()
	x.Queue, err = kit.Stand(r, s, x.Placement.ID, map[*kit.Queue]bool{noPayQueue: decides}, noPayQueue)
	if err != nil || !decides {
		return err
	}
	months := kit.Field{Name: "month", Label: "哪个月", Kind: kit.FieldChoice}
	for _, m := range open {
		months.Options = append(months.Options, kit.Option{Value: m.Month.String(), Words: m.Month.Chinese()})
	}
	d := &kit.Decision{Title: "决定一个月不发", Action: "/pay/missing/" + kit.FormatID(x.Placement.ID) + "/decide",
		Lead:  "干了活就要发：考勤表里有出勤的不能这样办。决定以后要告知本人；撤回随时可以，要写原因。",
		Field: "reason", Legend: "为什么不发", Button: "决定不发", Queue: x.Queue, Fields: []kit.Field{months,
			{Name: "remark", Label: "依据（谁核实的、怎么核实的）", Kind: kit.FieldLine}}}
	for _, reason := range payroll.NoPayReasons {
		d.Outcomes = append(d.Outcomes, kit.Outcome{Value: reason, Words: words.Label("nopay", reason)})
	}
	x.Decision = d
	return nil
}

// load the months of the placement, as of now.
func (x *noPayPage) load(s *database.Snapshot, today civil.Date) error {
	book, err := rulebook.Load(s)
	if err != nil {
		return err
	}
	all, err := payment.MissingOfPerson(s, book, x.Placement.PersonID, today)
	if err != nil {
		return err
	}
	x.Missing = slices.DeleteFunc(all, func(m payment.Missing) bool { return m.PlacementID != x.Placement.ID })
	months, err := payroll.NoPayMonths(s, x.Placement.PersonID)
	x.Decided = slices.DeleteFunc(noPayRows(months), func(n NoPayMonth) bool { return n.PlacementID != x.Placement.ID })
	return err
}

// noPayForm shows the months of a holder of which nothing is here, and what is decided and told of them.
func (p *Arrears) noPayForm(r *kit.Request) error {
	page, err := p.noPayPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "no_pay", page)
}

// noPayDone answers a form on that page.
func (p *Arrears) noPayDone(r *kit.Request, page *noPayPage, err error, done string) error {
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		return r.RenderFormErrors(err, "no_pay", page)
	}
	return r.SeeOther("/pay/missing/"+kit.FormatID(page.Placement.ID), done)
}

// monthAsked of a form; zero if there is none.
func monthAsked(r *kit.Request) civil.Month {
	m, err := civil.ParseMonth(r.Text("month"))
	if err != nil {
		return civil.Month{}
	}
	return m
}

func (p *Arrears) noPayDecide(r *kit.Request) error {
	page, err := p.noPayPage(r)
	if err != nil {
		return err
	}
	x := payroll.NoPayDecision{PlacementID: page.Placement.ID, Month: monthAsked(r), Reason: r.Text("reason"),
		Remark: r.Text("remark")}
	if !page.MayDecide() {
		return errs.New(errs.Forbidden, "authz.forbidden")
	}
	return noPayQueue.Decide(r, x.PlacementID, "/pay/missing/"+kit.FormatID(x.PlacementID), func() (string, error) {
		err := r.Faults()
		if err == nil {
			_, err = p.Payroll.DecideNoPay(r.Context.Request().Context(), r.Actor, r.Key(), x)
		}
		return page.Person.Name + "：已决定。告知本人并登记以前，这个月仍列为待核。", err
	}, func(err error) error { return p.noPayDone(r, page, err, "") })
}

func (p *Arrears) noPayTell(r *kit.Request) error {
	page, err := p.noPayPage(r)
	if err != nil {
		return err
	}
	x := payroll.NoPayTelling{PlacementID: page.Placement.ID, Month: monthAsked(r), OnDate: r.Date("on"),
		How: r.Text("how")}
	if err = r.Faults(); err == nil {
		if !page.MayTell() {
			return errs.New(errs.Forbidden, "authz.forbidden")
		}
		_, err = p.Payroll.TellNoPay(r.Context.Request().Context(), r.Actor, r.Key(), x)
	}
	return p.noPayDone(r, page, err, "已登记告知。")
}

func (p *Arrears) noPayWithdraw(r *kit.Request) error {
	page, err := p.noPayPage(r)
	if err != nil {
		return err
	}
	month, why := monthAsked(r), r.Text("why")
	if err = r.Faults(); err == nil {
		if !page.MayDecide() {
			return errs.New(errs.Forbidden, "authz.forbidden")
		}
		_, err = p.Payroll.WithdrawNoPay(r.Context.Request().Context(), r.Actor, r.Key(), page.Placement.ID, month, why)
	}
	return p.noPayDone(r, page, err, "已撤回，这个月重新列为待核。")
}
