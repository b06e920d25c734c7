package inspect

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/region"
)

// ParameterTable holds the parameters that an inspector sets: rules that use any are not judged without one that could
// not be read.
const ParameterTable = "parameter"

// Absence is a table in which a rule says that something is not there. What of it could not be read, the rule does not
// judge: any row of the village, unless the rule says whose rows and of which months these would have to be.
type Absence struct {
	Table  string
	Person bool // only rows of the finding's own person would settle it
	Month  bool // only rows of the finding's months would settle it
	Wide   bool // rows of other places might too
}

// None of any row of the village, in tables.
func None(tables ...string) []Absence { return absences(Absence{}, tables) }

// NoneOf the finding's own person.
func NoneOf(tables ...string) []Absence { return absences(Absence{Person: true}, tables) }

// NoneIn the finding's months, of its own person.
func NoneIn(tables ...string) []Absence { return absences(Absence{Person: true, Month: true}, tables) }

// NoneAnywhere in the city.
func NoneAnywhere(tables ...string) []Absence { return absences(Absence{Wide: true}, tables) }

func absences(a Absence, tables []string) (out []Absence) {
	for _, a.Table = range tables {
		out = append(out, a)
	}
	return out
}

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
	// Own: it was read, and only what rules ask of its person's own rows may stand in it.
	Own bool
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
	if len(c.Gaps) == 0 || f.Present || f.Certainty == Information {
		return false
	}
	id, name := c.about(d, f.Subject)
	var gaps []Gap
	for _, g := range c.Gaps {
		if g.matters(f, id, name) {
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

// matters reports whether a gap may hold what a finding about a person (0: about none, or several) says is not there.
func (g Gap) matters(f *Finding, person int64, name string) bool {
	if g.Table == ParameterTable { // judged by a value that may be another; its name is that of the parameter
		return len(f.Rule.Params) > 0 && (g.Name == "" || slices.Contains(f.Rule.Params, g.Name))
	}
	return slices.ContainsFunc(f.Rule.Absent, func(a Absence) bool {
		return (g.Table == "" || g.Table == a.Table) && (!g.Own || a.Person) &&
			(!a.Month || g.Month.IsZero() || f.restsOn(g.Month)) &&
			g.settles(a, f.Region.Path, person, name)
	})
}

// settles reports whether a gap may be about the person and place of a finding. Where somebody's own rows matter, they
// may lie anywhere, and by the name alone in the same township. A person that is not known may be anybody.
func (g Gap) settles(a Absence, path string, person int64, name string) bool {
	if a.Person && person != 0 {
		switch {
		case g.Person != 0:
			return g.Person == person
		case g.Name != "":
			path = region.ParentPath(path)
			if !plain.SameName(g.Name, name) {
				return false
			}
		}
	}
	return a.Wide || strings.HasPrefix(path, g.Path) || strings.HasPrefix(g.Path, path)
}

// restsOn reports whether a finding says that something is not there in a month.
func (f *Finding) restsOn(m civil.Month) bool {
	if len(f.Lacking) > 0 {
		return slices.Contains(f.Lacking, m)
	}
	return !m.Before(f.From) && !f.To.Before(m)
}

// about is the person that a subject is about, by number and name; 0 where it is about none, or several.
func (c *City) about(d *Dossier, s Subject) (int64, string) {
	name, _, _ := strings.Cut(s.Name, "（")
	if s.Table == "person" {
		return s.ID, name
	}
	if d == nil {
		return 0, ""
	}
	switch s.Table {
	case "placement":
		if p := d.placement[s.ID]; p != nil {
			return p.PersonID, name
		}
	case "application":
		if a := d.application[s.ID]; a != nil {
			return a.PersonID, name
		}
	}
	return 0, ""
}
