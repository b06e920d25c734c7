package importer

import (
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/region"
)

// wide takes a row without a village as one of the township or county that it names, else of the office that hands
// the file in.
func (p *plan) wide(l *line) {
	l.village = p.at
	for _, x := range []struct {
		column string
		level  region.Level
	}{{"county", region.County}, {"township", region.Township}} {
		name := p.get(l, x.column)
		// the office's own county or township, where it lies in one
		above := p.tree.Name(region.PathAt(p.at.Path, x.level))
		if name == "" || len(p.at.Path) >= 4*x.level.Depth() && villageWord(name) == villageWord(above) {
			continue
		}
		var found []*region.Region
		for _, r := range p.tree.At(x.level) {
			if under(r.Path, l.village.Path) && villageWord(r.Name) == villageWord(name) {
				found = append(found, r)
			}
		}
		if len(found) != 1 {
			code := "import.village"
			if len(found) > 1 {
				code = "import.villages"
			}
			p.fault(l, x.column, errs.New(errs.Invalid, code).With("place", l.village.Name).With("count", len(found)))
			l.village = nil
			return
		}
		l.village = found[0]
	}
}

// under reports whether a place lies in another.
func under(path, of string) bool { return len(path) >= len(of) && path[:len(of)] == of }

// inCounty are those of villages of one name that lie in the county that a row names; all where it names none.
func (p *plan) inCounty(l *line, found []*region.Region) []*region.Region {
	county := villageWord(p.get(l, "county"))
	if county == "" {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), func(v *region.Region) bool {
		return villageWord(p.tree.Name(region.PathAt(v.Path, region.County))) != county
	})
}
