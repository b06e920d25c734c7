package screens

import (
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
)

type ownPage struct {
	kit.Page
	Places    kit.Places
	Families  []string
	Family    string
	Mended    bool
	Checked   civil.Date   // of the last check, zero if there was none
	CheckedAt clock.Moment // what it looked at, zero if that was not kept
	Rows      []inspect.Fault
	titles    map[string]string
	Next      string
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
	if at != nil {
		scope = scope.Within(at.Path)
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.CheckedAt, err = inspect.LastOwnCheckAt(s); err != nil {
			return err
		}
		if page.Checked, _, err = inspect.LastOwnCheck(s); err != nil {
			return err
		}
		page.Rows, err = inspect.Faults(s, scope, page.Family, page.Mended, kit.ParseID(r.QueryParam("after")),
			kit.PageSize+1)
		return err
	}); err != nil {
		return err
	}
	page.Rows, page.Next = kit.OnePage(page.Rows, func(f inspect.Fault) string { return kit.FormatID(f.ID) })
	return r.Show(http.StatusOK, "own", page)
}
