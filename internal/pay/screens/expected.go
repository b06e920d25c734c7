package screens

import (
	"net/http"

	"gangwei/internal/base/clock"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/rulebook"
)

// expectedTodo tells whoever may say what expected days were, and whoever drafts, how many people were paid on them.
func expectedTodo(p authz.Permission, act string) func(*kit.Request, *database.Snapshot) ([]feature.Item, error) {
	return func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
		book, err := rulebook.Load(s)
		if err != nil {
			return nil, err
		}
		sheets, err := payroll.ExpectedSheets(s, book, r.Actor.Scope(p), r.Today)
		var n int64
		for _, x := range sheets {
			if !x.Waits {
				n += x.People
			}
		}
		return []feature.Item{{Words: "按预计天数发放、还没有登记实际出勤的", Count: n, Unit: "人", Address: "/pay/expected",
			Act: act, Who: "{n}人：月底以前报送考勤表，报送以后的日子按预计发放"}}, err
	}
}

// expectedList is the list of sheets whose expected days are not settled.
var expectedList = listing.List[payroll.ExpectedSheet]{
	Code: "expected", Title: "按预计天数发放、待登记实际出勤", View: "duty.view",
	ID:    func(x payroll.ExpectedSheet) int64 { return x.SheetID },
	NoRow: "没有要登记的：近六个月按预计发放的天数都已登记。",
	Columns: []listing.Column[payroll.ExpectedSheet]{
		listing.Place("place", "村（社区）", func(x payroll.ExpectedSheet) string { return x.Path }).
			To(func(x payroll.ExpectedSheet) string { return "/duty/sheets/" + kit.FormatID(x.SheetID) }),
		listing.Text("month", "月份", func(x payroll.ExpectedSheet) string { return x.Month.Chinese() }),
		listing.Moment("sent", "报送", func(x payroll.ExpectedSheet) clock.Moment { return x.SentUs }),
		listing.Number("people", "人数", func(x payroll.ExpectedSheet) int64 { return x.People }),
		listing.Text("waits", "办理", func(x payroll.ExpectedSheet) string {
			if x.Waits {
				return "已登记，等审核"
			}
			return "待登记"
		}),
	},
}

type expectedPage struct {
	kit.Page
	Places kit.Places
	List   *listing.View
}

func (p *Corrections) expected(r *kit.Request) error {
	scope := r.Actor.Scope("duty.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &expectedPage{Page: kit.Page{Title: expectedList.Title}, Places: r.Narrow(scope.Paths(), at)}
	q := listing.Query[payroll.ExpectedSheet]{At: at,
		All: func(s *database.Snapshot, scope authz.Scope) ([]payroll.ExpectedSheet, error) {
			book, err := rulebook.Load(s)
			if err != nil {
				return nil, err
			}
			return payroll.ExpectedSheets(s, book, scope, r.Today)
		}}
	return expectedList.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "expected", page)
	})
}
