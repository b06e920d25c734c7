package screens

import (
	"fmt"
	"net/http"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Lines shows one line of a run, and takes it back.
type Lines struct {
	Payments *payment.Service
}

// Routes of these pages.
func (p *Lines) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/pay/runs/:id/lines/:line", "payroll.view", p.runLine).Of("run"),
		feature.Post("/pay/runs/:id/reverse", "payroll.reverse", p.runReverse).Of("run"),
	}
}

// resultTones of a line's results.
var resultTones = map[string]string{"paid": "good", "returned": "bad", "reversed": "warn"}

// list of a run's lines.
func (x *runPage) list() *listing.List[payroll.Row] {
	orders, title := payroll.DraftLines.Orders, "发放名单"
	if !x.Run.Month.IsZero() {
		title = x.Run.Month.Chinese() + title
	}
	if x.Run.State == payroll.Approved {
		orders = payroll.FrozenLines.Orders
	}
	return &listing.List[payroll.Row]{
		Code: "lines", Title: title, View: "payroll.view", Orders: orders, NoRow: "没有人员。",
		ID: func(l payroll.Row) int64 { return l.PlacementID },
		Columns: []listing.Column[payroll.Row]{
			listing.Text("name", "姓名", func(l payroll.Row) string { return l.Name }).To(func(l payroll.Row) string {
				return fmt.Sprintf("/pay/runs/%d/lines/%d", x.Run.ID, l.PlacementID)
			}),
			listing.Place("place", "村（社区）", func(l payroll.Row) string { return l.Path }),
			listing.Label("fund", "资金来源", "fund", func(l payroll.Row) string { return l.Fund }),
			listing.Text("days", "在岗天数", func(l payroll.Row) string {
				return fmt.Sprintf("%d/%d", l.Days, l.OfDays)
			}).As(listing.Figure),
			listing.Text("attended", "上岗/约定天数", func(l payroll.Row) string { return l.Worked() }).
				As(listing.Figure),
			listing.Money("amount", "金额（元）", func(l payroll.Row) money.Fen { return l.AmountFen }).And(deducted),
			listing.Text("account", "账号", func(l payroll.Row) string { return "****" + l.AccountTail }),
			listing.Label("result", "结果", "payresult", func(l payroll.Row) string { return l.Result }).
				And(func(l payroll.Row) string { return l.Reason }).
				Toned(func(l payroll.Row) string { return resultTones[l.Result] }),
		},
	}
}

// deducted says how the sum was reckoned, and what an assessment keeps back.
func deducted(l payroll.Row) string {
	said := l.Reckoned.Said()
	if l.Deducted == 0 {
		return said
	}
	if said != "" {
		said += "；"
	}
	return said + "扣减" + l.Deducted.Grouped() + "，留在" + words.Label("fund", l.Fund)
}

// Results that the list of a run may be narrowed to.
func (x *runPage) Results() []string {
	if x.Run.State == payroll.Approved {
		return payroll.Results
	}
	return nil
}

// Turned reports whether somebody looks through the list: then nothing stands before it.
func (x *runPage) Turned() bool {
	return slices.ContainsFunc([]string{"page", "after", "before", "q", "result", "sort"}, func(name string) bool {
		return x.R.Context.Request().Method == http.MethodGet && x.R.QueryParam(name) != ""
	})
}

// linesAsked are the lines that the page lists.
func linesAsked(r *kit.Request, ring *seal.Ring, x *runPage) listing.Query[payroll.Row] {
	f := payroll.LineFilter{Sought: resident.SeekOf(ring, x.Q)}
	if slices.Contains(x.Results(), x.Result) {
		f.Result = x.Result
	}
	at, _ := r.Tree.ByPath(x.Run.Path)
	return listing.Query[payroll.Row]{At: at,
		Said: listing.Said(x.Q, listing.If(f.Result != "", words.Label("runresult", f.Result))),
		Rows: func(s *database.Snapshot, scope authz.Scope, w *listing.Window) ([]payroll.Row, error) {
			return payroll.Lines(s, x.Run, scope.Within(x.Run.Path), f, w)
		}}
}

type linePage struct {
	kit.Page
	Run     payroll.Run
	Line    payroll.Row
	CanBack bool // may take the item back
}

// Attended says what work stands behind the line.
func (x *linePage) Attended() string { return x.Line.Worked() }

// Deducted says what an assessment keeps back.
func (x *linePage) Deducted() string { return deducted(x.Line) }

// loadLine of a run, within the visitor's scope.
func loadLine(r *kit.Request, placementID int64) (*linePage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &linePage{}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Run, err = payroll.RunByID(s, n); err != nil {
			return err
		}
		rows, err := payroll.Lines(s, page.Run, r.Actor.Scope("payroll.view").Within(page.Run.Path),
			payroll.LineFilter{Only: placementID}, &listing.Window{Limit: 1})
		if err == nil && len(rows) == 0 {
			err = errs.New(errs.NotFound, "authz.not_found")
		}
		if err == nil {
			page.Line = rows[0]
		}
		return err
	})
	x := page.Line
	page.Title = x.Name + page.Run.Month.Chinese() + "发放" + words.RunPart(page.Run.Kind, page.Run.Number)
	page.CanBack = page.Run.State == payroll.Approved && x.ItemID != nil && x.Result != "paid" && x.Result != "reversed" &&
		r.Actor.Scope("payroll.reverse").Covers(page.Run.Path)
	return page, err
}

// runLine shows a line of a run, and takes it back.
func (p *Lines) runLine(r *kit.Request) error {
	page, err := loadLine(r, kit.ParseID(r.Param("line")))
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "run_line", page)
}

// runReverse takes an approved item back that was not paid.
func (p *Lines) runReverse(r *kit.Request) error {
	page, err := loadLine(r, r.Int("line"))
	if err != nil {
		return err
	}
	item, reason := int64(0), r.Text("reason")
	if page.Line.ItemID != nil {
		item = *page.Line.ItemID
	}
	if err = r.Faults(); err == nil {
		_, err = p.Payments.Reverse(r.Context.Request().Context(), r.Actor, r.Key(), item, reason)
	}
	if err != nil {
		return r.RenderFormErrors(err, "run_line", page)
	}
	return r.SeeOther(fmt.Sprintf("/pay/runs/%d/lines/%d", page.Run.ID, page.Line.PlacementID),
		"已冲回，资金已退回可用，本月可另行补编。")
}
