package screens

import (
	"fmt"
	"net/http"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

const mostUnchecked = 50

type coveragePage struct {
	kit.Page
	Places      kit.Places
	Quarter     civil.Quarter
	Quarters    []civil.Quarter
	Site, Phone rulebook.Fraction // to be reached
	Rows        []duty.Coverage
	Drawn       map[string]duty.Coverage // by region: the drawn people who were seen
	Total       duty.Coverage
	Unchecked   []duty.Unchecked // of the running quarter, where one township or village is chosen
	Listed      bool
	More        bool
}

// Tenths of a per cent, for the eye.
func (c *coveragePage) Tenths(n int64) string { return fmt.Sprintf("%d.%d%%", n/10, n%10) }

// Rate of what was found among the drawn people, with its bounds.
func (c *coveragePage) Rate(x duty.Coverage) string {
	if len(x.Path) > region.TownshipPath {
		return "按镇（街道）计"
	}
	var of duty.Coverage
	for path, d := range c.Drawn {
		if strings.HasPrefix(path, x.Path) && len(path) >= region.TownshipPath {
			of.Seen, of.Found = of.Seen+d.Seen, of.Found+d.Found
		}
	}
	if of.Seen == 0 {
		return "没有抽查"
	}
	rate, low, high := of.FoundRate()
	return fmt.Sprintf("%d人中%d人，%s（%s至%s）", of.Seen, of.Found, c.Tenths(rate), c.Tenths(low), c.Tenths(high))
}

// OfTownship is the township that is shown, for its rate.
func (c *coveragePage) OfTownship() duty.Coverage { return duty.Coverage{Path: c.Places.At.Path} }

// coverage of a quarter. A village does not see it: who has not been checked yet is who may be checked next.
func (p *Checks) coverage(r *kit.Request) error {
	scope := r.Actor.Scope("duty.coverage")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &coveragePage{Page: kit.Page{Title: "检查覆盖"}, Places: r.Narrow(scope.Paths(), at),
		Quarter: civil.QuarterOf(r.Today)}
	if q, ok := civil.ParseQuarter(r.Text("quarter")); ok {
		page.Quarter = q
	}
	for i := range 9 {
		page.Quarters = append(page.Quarters, civil.QuarterOf(r.Today).Add(-i))
	}
	if err := r.Faults(); err != nil {
		return err
	}
	path, level := "", region.County
	if at != nil {
		path = at.Path
		scope = scope.Within(path)
		if level = at.Level.Below(); level == "" {
			level = region.Village
		}
		page.Listed = at.Level == region.Township || at.Level == region.Village
	}
	if err := r.Read(func(s *database.Snapshot) error {
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		page.Site, page.Phone = duty.Goal(book, path, page.Quarter)
		if page.Rows, err = duty.Coverages(s, scope, page.Quarter, level); err != nil {
			return err
		}
		if page.Drawn, err = p.Draws.Found(s, scope, page.Quarter, r.Today); err != nil {
			return err
		}
		if page.Listed {
			page.Unchecked, err = duty.NotOnSite(s, scope, r.Today, mostUnchecked+1)
		}
		return err
	}); err != nil {
		return err
	}
	if page.More = len(page.Unchecked) > mostUnchecked; page.More {
		page.Unchecked = page.Unchecked[:mostUnchecked]
	}
	page.Total = duty.Sum(page.Rows)
	return r.Show(http.StatusOK, "coverage", page)
}
