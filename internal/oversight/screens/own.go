package screens

import (
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
)

type ownPage struct {
	kit.Page
	Places    kit.Places
	Families  []string
	Family    string
	Mended    bool
	Checked   civil.Date   // of the last check, zero if there was none
	CheckedAt clock.Moment // what it looked at, zero if that was not kept
	List      *listing.View
	titles    map[string]string
}

// RuleTitle of the rule that found a fault.
func (p *ownPage) RuleTitle(code string) string { return p.titles[code] }

// own is 自查自纠: faults of procedure and pay, as the office may see of its own.
func (p *Inspection) own(r *kit.Request) error {
	scope := r.Actor.Scope("own.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &ownPage{Page: kit.Page{Title: "自查自纠"}, Places: r.Narrow(scope.Paths(), at),
		Families: inspect.OwnFamilies(p.Inspect.Rules), Family: r.QueryParam("family"), Mended: r.QueryParam("mended") != "",
		titles: map[string]string{}}
	for _, x := range p.Inspect.Rules {
		page.titles[x.Code] = x.Title
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.CheckedAt, err = inspect.LastOwnCheckAt(s); err != nil {
			return err
		}
		if page.Checked, _, err = inspect.LastOwnCheck(s); err != nil {
			return err
		}
		return nil
	}); err != nil {
		return err
	}
	q := listing.Query[inspect.Fault]{At: at, Said: listing.Said("", words.Label("family", page.Family),
		listing.If(page.Mended, "已纠正的")),
		All: func(s *database.Snapshot, scope authz.Scope) ([]inspect.Fault, error) {
			return inspect.Faults(s, scope, page.Family, page.Mended, 0, listing.Few)
		}}
	return page.list().Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "own", page)
	})
}

// list of what an office finds wrong with itself.
func (page *ownPage) list() *listing.List[inspect.Fault] {
	l := &listing.List[inspect.Fault]{
		Code: "own", Title: "自查自纠", View: "own.view",
		ID:    func(x inspect.Fault) int64 { return x.ID },
		NoRow: "没有发现需要纠正的事项。",
		Columns: []listing.Column[inspect.Fault]{
			listing.Text("sentence", "情况", func(x inspect.Fault) string { return x.Sentence }),
			listing.Place("place", "村（社区）", func(x inspect.Fault) string { return x.Path }),
			listing.Text("rule", "事项", func(x inspect.Fault) string { return page.RuleTitle(x.Rule) }),
			listing.Text("next", "怎么纠正", func(x inspect.Fault) string { return x.NextStep }),
			listing.Text("period", "期间", func(x inspect.Fault) string { return x.Period() }),
			listing.Day("seen", "发现", func(x inspect.Fault) civil.Date { return x.SeenOn }),
		},
	}
	if page.Mended {
		l.NoRow = "没有已纠正的事项。"
		l.Columns = append(l.Columns, listing.Day("mended", "纠正", func(x inspect.Fault) civil.Date { return x.MendedOn }))
	}
	return l
}
