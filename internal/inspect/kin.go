package inspect

import (
	"slices"

	"gangwei/internal/words"
)

// Tie between a person and somebody of office: by household, or by one declared tie, or by two of which one is a marriage.
type Tie struct {
	Office Office
	Codes  []string // GB/T 4761, from the person to the official; empty for the same household
	Rows   []Evidence
}

// Ties of a person to people who hold or held an office over the village, nearest first. Declared ties only, from either side;
// namesakes without a tie are never found.
func Ties(d *Dossier, c *City, p *Person) []Tie {
	var out []Tie
	seen := map[int64]bool{p.ID: true}
	add := func(id int64, codes []string, rows []Evidence) {
		if seen[id] {
			return
		}
		for _, o := range c.Offices[id] {
			if o.Over(d.Region.Path) {
				seen[id] = true
				out = append(out, Tie{o, codes, rows})
			}
		}
	}
	direct := append(slices.Clone(p.Kin), c.KinOf[p.ID]...)
	for _, k := range direct {
		add(k.With, []string{k.Code}, []Evidence{Row("kinship", k.ID, "亲属关系：%s，来源：%s", words.Label("kin", k.Code), k.Source)})
	}
	for _, k := range direct {
		through := d.People[k.With]
		if through == nil {
			continue
		}
		for _, k2 := range append(slices.Clone(through.Kin), c.KinOf[through.ID]...) {
			if spouse(k.Code) || spouse(k2.Code) {
				add(k2.With, []string{k.Code, k2.Code}, []Evidence{
					Row("kinship", k.ID, "与%s：%s，来源：%s", through.Name, words.Label("kin", k.Code), k.Source), Row("kinship", k2.ID, "%s一方：%s，来源：%s", through.Name, words.Label("kin", k2.Code), k2.Source)})
			}
		}
	}
	for _, o := range d.householdOffices(c, p) {
		if !seen[o.PersonID] {
			seen[o.PersonID] = true
			out = append(out, Tie{Office: o, Rows: []Evidence{Row("person", p.ID, "与%s登记在同一户", o.Name)}})
		}
	}
	return out
}

func spouse(code string) bool { return code >= "10" && code <= "12" }

func (d *Dossier) householdOffices(c *City, p *Person) []Office {
	if d.official == nil {
		d.official = map[int64][]Office{}
		for id, other := range d.People {
			if len(c.Offices[id]) > 0 {
				d.official[other.HouseholdID] = append(d.official[other.HouseholdID], c.Offices[id]...)
			}
		}
	}
	var out []Office
	for _, o := range d.official[p.HouseholdID] {
		if o.PersonID != p.ID && o.Over(d.Region.Path) {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b Office) int { return int(a.ID - b.ID) })
	return out
}

// Tied reports whether two people share a household or a declared tie, and the rows that say so.
func Tied(d *Dossier, c *City, p *Person, other int64) []Evidence {
	if o := d.People[other]; o != nil && o.HouseholdID == p.HouseholdID {
		return []Evidence{Row("person", other, "与%s登记在同一户", p.Name)}
	}
	for _, k := range append(slices.Clone(p.Kin), c.KinOf[p.ID]...) {
		if k.With == other {
			return []Evidence{Row("kinship", k.ID, "亲属关系：%s，来源：%s", words.Label("kin", k.Code), k.Source)}
		}
	}
	return nil
}
