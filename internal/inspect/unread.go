package inspect

import (
	"slices"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/plain"
)

// Gap is something that was collected and could not be read: a row, a sheet or a file. Rules that say that something
// is not there do not judge what may stand in it.
type Gap struct {
	Table  string      // by the name that rules ask for; empty: nobody knows which
	Path   string      // of the place that it is of; empty: not known
	Person int64       // whom it is about; 0: not known
	Name   string      // of the person, where only that could be read
	Month  civil.Month // that it is of; zero: not known
	Source string      // file, sheet and row
	Why    string      // it could not be read
	// Confirm: it was read, and nobody has said yet that it is what it was taken for.
	Confirm bool
}

// Withheld is what would be a finding if a gap held nothing that matters.
type Withheld struct {
	Finding
	Gaps []Gap // the first of them that matter
}

// mostGaps are named for one matter.
const mostGaps = 5

// withhold a finding that says that something is not there, where what is not there may lie in a gap. Findings that
// accuse nobody are left.
func (c *City) withhold(d *Dossier, f *Finding) bool {
	if len(c.Gaps) == 0 || len(f.Rule.Absent) == 0 || f.Certainty == Information {
		return false
	}
	p := c.about(d, f.Subject)
	var gaps []Gap
	for _, g := range c.Gaps {
		if g.matters(f, p) {
			if gaps = append(gaps, g); len(gaps) == mostGaps {
				break
			}
		}
	}
	if len(gaps) == 0 {
		return false
	}
	c.Withheld = append(c.Withheld, Withheld{*f, gaps})
	return true
}

// matters reports whether a gap may hold what a finding says is not there. A person that is not known may be anybody.
func (g Gap) matters(f *Finding, p *Person) bool {
	if g.Table != "" && !slices.Contains(f.Rule.Absent, g.Table) {
		return false
	}
	if g.Path != "" && !strings.HasPrefix(f.Region.Path, g.Path) && !strings.HasPrefix(g.Path, f.Region.Path) {
		return false
	}
	if !g.Month.IsZero() && (g.Month.Before(f.From) || f.To.Before(g.Month)) {
		return false
	}
	switch {
	case p == nil:
		return true
	case g.Person != 0:
		return g.Person == p.ID
	case g.Name != "":
		return plain.SameName(g.Name, p.Name)
	}
	return true
}

// about is the person that a subject is about; nil where it is about none, or several.
func (c *City) about(d *Dossier, s Subject) *Person {
	if d == nil {
		return nil
	}
	switch s.Table {
	case "person":
		return d.People[s.ID]
	case "placement":
		if p := d.placement[s.ID]; p != nil {
			return p.Person
		}
	case "application":
		if a := d.application[s.ID]; a != nil {
			return d.People[a.PersonID]
		}
	}
	return nil
}
