package rulebook

import (
	"cmp"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
)

// Attention is what an office must be told of its rulebook: values that do not fit, and years whose days off and on it
// lacks.
type Attention struct {
	Unfit []Parameter
	Years []int
}

// AttentionOn a day.
func AttentionOn(r database.Reader, today civil.Date) (Attention, error) {
	b, err := Load(r)
	if err != nil {
		return Attention{}, err
	}
	return Attention{b.Unfit(), b.Calendar().Wanted(today)}, nil
}

// Before is the value that a change takes the place of on its first day, for its region and fund; false if none held.
func (b *Book) Before(p Parameter) (Parameter, bool) {
	return b.Held(p.Param, p.RegionPath, p.Fund, p.FromDate)
}

// Apart are the regions below a change's that have a value of their own on its first day: it does not touch them.
func (b *Book) Apart(p Parameter) (paths []string) {
	for _, q := range append(slices.Clone(b.byKey[p.Param]), b.unfit[p.Param]...) {
		begun := !q.FromDate.After(p.FromDate) && (q.Until.IsZero() || q.Until.After(p.FromDate))
		below := len(q.RegionPath) > len(p.RegionPath) && strings.HasPrefix(q.RegionPath, p.RegionPath)
		if begun && below && (q.Fund == "" || q.Fund == p.Fund) && !slices.Contains(paths, q.RegionPath) {
			paths = append(paths, q.RegionPath)
		}
	}
	slices.Sort(paths)
	return paths
}

// Later is the next change of the same parameter, region and fund after a change's first day, by which it ends; false
// if none is set.
func (b *Book) Later(p Parameter) (Parameter, bool) {
	var later []Parameter
	for _, q := range b.byKey[p.Param] {
		if q.RegionPath == p.RegionPath && q.Fund == p.Fund && q.FromDate.After(p.FromDate) {
			later = append(later, q)
		}
	}
	if len(later) == 0 {
		return Parameter{}, false
	}
	return slices.MinFunc(later,
			func(x, y Parameter) int { return cmp.Compare(x.FromDate.String(), y.FromDate.String()) }),
		true
}
