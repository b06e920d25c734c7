package overview

import (
	"maps"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Figures of one region. Developed, Placed and OnPost are three different counts (domain section 1): posts ever opened,
// people ever placed, each once, and people on post now.
type Figures struct {
	Name     string
	Path     string
	Allotted bool
	Quota    int64
	post.Counts
	Placed, OnPost, EndingSoon int64
}

// Regions gives the figures of each region of a scope; those of what lies below stand on the overview's own page.
func Regions(r database.Reader, t *region.Tree, scope authz.Scope, today civil.Date) ([]Figures, error) {
	var show []*region.Region
	for _, p := range scope.Paths() {
		if reg, ok := t.ByPath(p); ok {
			show = append(show, reg)
		}
	}
	return figuresOf(r, show, scope, today)
}

// regionsAt are the figures of a region and of those directly below it.
func regionsAt(r database.Reader, t *region.Tree, at *region.Region, today civil.Date) ([]Figures, error) {
	return figuresOf(r, append([]*region.Region{at}, t.Children(at.ID)...), authz.Under(at.Path), today)
}

// figuresOf regions, with the plan of a scope.
func figuresOf(r database.Reader, show []*region.Region, scope authz.Scope, today civil.Date) ([]Figures, error) {
	period, err := quota.PeriodOn(r, today)
	if err != nil {
		return nil, err
	}
	quotas, err := quota.List(r, scope, period.Code)
	if err != nil {
		return nil, err
	}
	byPath := map[string]int64{}
	for _, q := range quotas {
		byPath[q.Path] += q.Total
	}
	deep := 0
	for _, reg := range show {
		deep = max(deep, len(reg.Path))
	}
	soon := today.AddDays(30)
	posts, err := post.CountBy(r, scope, deep)
	if err != nil {
		return nil, err
	}
	placed, err := placement.CountBy(r, scope, deep, soon, false)
	if err != nil {
		return nil, err
	}
	urban, err := placement.CountBy(r, scope, deep, soon, true)
	if err != nil {
		return nil, err
	}
	people, err := placedOf(r, show, scope)
	if err != nil {
		return nil, err
	}
	var out []Figures
	for _, reg := range show {
		f := Figures{Name: reg.Name, Path: reg.Path, Counts: under(posts, reg.Path)}
		c, u := under(placed, reg.Path), under(urban, reg.Path)
		f.Placed, f.OnPost, f.EndingSoon = people[reg.Path], c.OnPost-u.OnPost, c.EndingSoon
		f.Quota, f.Allotted = byPath[reg.Path]
		out = append(out, f)
	}
	return out, nil
}

// placedOf regions: people are counted for each level by itself, since one who was placed in two villages is one person
// of their township.
func placedOf(r database.Reader, show []*region.Region, scope authz.Scope) (map[string]int64, error) {
	out := map[string]int64{}
	done := map[int]bool{}
	for _, reg := range show {
		if done[len(reg.Path)] {
			continue
		}
		done[len(reg.Path)] = true
		people, err := placement.PlacedBy(r, scope, len(reg.Path))
		if err != nil {
			return nil, err
		}
		maps.Copy(out, people)
	}
	return out, nil
}

// under a path, added up.
func under[C interface{ Plus(C) C }](by map[string]C, path string) (sum C) {
	for at, c := range by {
		if strings.HasPrefix(at, path) {
			sum = sum.Plus(c)
		}
	}
	return sum
}

// PendingParameters counts the proposals that the actor may decide: in the actor's regions, not proposed by the same
// person.
func PendingParameters(r database.Reader, actor authz.Actor) (int64, error) {
	all, err := rulebook.List(r)
	if err != nil {
		return 0, err
	}
	scope := actor.Scope("rulebook.approve")
	var n int64
	for _, p := range all {
		if p.State == rulebook.Proposed && p.ProposedKey != actor.PersonKey && scope.Covers(p.RegionPath) {
			n++
		}
	}
	return n, nil
}
