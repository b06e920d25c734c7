package inspect

import (
	"fmt"
	"slices"

	"gangwei/internal/civil"
	"gangwei/internal/words"
)

// maxDegree is how far kinship is followed: to cousins (堂、表), in-laws included (kin.max_degree; GB/T 4761). A path has at most three ties.
const (
	maxDegree = 4
	maxTies   = 3
)

// Tie between a person and somebody of office, along declared kinship and shared households.
type Tie struct {
	Office Office
	Degree int
	Path   []string // one statement for each step, from the official's side to the person's: 张三是李四的妻子
	Rows   []Evidence
}

// degreeOf a code of GB/T 4761: spouses, parents and children (and theirs by marriage) 1, grandparents, grandchildren and siblings 2, uncles,
// aunts, nephews and nieces 3, cousins and others 4; 0 for what is no kin.
func degreeOf(code string) int {
	switch {
	case code == "" || code >= "99" || code < "10":
		return 0
	case code < "40":
		return 1
	case code < "50":
		return 2
	case code < "60":
		return 1
	case code < "80":
		return 2
	case code < "91":
		return 3
	case code < "93":
		return 4
	case code < "97":
		return 3
	}
	return 4
}

// mark of a step between two people.
type bond struct {
	to     int64
	degree int
	told   string
	row    Evidence
}

// holds reports whether a tie with dates held on a day; zero asks for any.
func (k Kin) holds(on civil.Date) bool {
	return on.IsZero() || (k.From.IsZero() || !on.Before(k.From)) && (k.Until.IsZero() || !on.After(k.Until))
}

// NameOf a person that the village or the offices know.
func (d *Dossier) NameOf(c *City, id int64) string {
	if p := d.People[id]; p != nil {
		return p.Name
	}
	if o := c.Offices[id]; len(o) > 0 {
		return o[0].Name
	}
	return "另一人"
}

// bonds of a person: what the person declared, what others declared of the person, and who lives in the same household.
func (d *Dossier) bonds(c *City, id int64, on civil.Date) []bond {
	var out []bond
	name := d.NameOf(c, id)
	p := d.People[id]
	if p != nil {
		for _, k := range p.Kin {
			if n := degreeOf(k.Code); n > 0 && k.holds(on) {
				told := fmt.Sprintf("%s是%s的%s", d.NameOf(c, k.With), name, words.Label("kin", k.Code))
				out = append(out, bond{k.With, n, told, Row("kinship", k.ID, "%s，来源：%s", told, k.Source)})
			}
		}
	}
	for _, k := range c.KinOf[id] {
		if n := degreeOf(k.Code); n > 0 && k.holds(on) {
			told := fmt.Sprintf("%s是%s的%s", name, d.NameOf(c, k.With), words.Label("kin", k.Code))
			out = append(out, bond{k.With, n, told, Row("kinship", k.ID, "%s，来源：%s", told, k.Source)})
		}
	}
	if p != nil && p.HouseholdID != 0 {
		for _, other := range d.Household(p.HouseholdID) {
			if other.ID != id {
				told := fmt.Sprintf("%s与%s登记在同一户", name, other.Name)
				out = append(out, bond{other.ID, 1, told, Row("person", id, "%s", told)})
			}
		}
	}
	return out
}

// Household members, by id.
func (d *Dossier) Household(id int64) []*Person {
	if d.household == nil {
		d.household = map[int64][]*Person{}
		for _, p := range d.People {
			d.household[p.HouseholdID] = append(d.household[p.HouseholdID], p)
		}
		for _, h := range d.household {
			slices.SortFunc(h, func(a, b *Person) int { return int(min(max(a.ID-b.ID, -1), 1)) })
		}
	}
	return d.household[id]
}

// way from a person to others: degree, statements and rows.
type way struct {
	id     int64
	degree int
	path   []string
	rows   []Evidence
}

// walk visits the people tied to a person, the nearest first; visit's true ends it.
func (d *Dossier) walk(c *City, from int64, on civil.Date, visit func(way) bool) {
	best := map[int64]int{from: 0}
	edge := []way{{id: from}}
	for len(edge) > 0 {
		at := 0
		for i := range edge { // a handful: no heap needed
			if edge[i].degree < edge[at].degree {
				at = i
			}
		}
		w := edge[at]
		edge = slices.Delete(edge, at, at+1)
		if w.degree > best[w.id] {
			continue
		}
		if w.id != from && visit(w) {
			return
		}
		if len(w.path) == maxTies {
			continue
		}
		for _, b := range d.bonds(c, w.id, on) {
			n := w.degree + b.degree
			if was, seen := best[b.to]; n > maxDegree || seen && was <= n {
				continue
			}
			best[b.to] = n
			edge = append(edge, way{b.to, n, append(slices.Clone(w.path), b.told), append(slices.Clone(w.rows), b.row)})
		}
	}
}

// Ties of a person on a day to people who hold or held an office over the village, nearest first. Declared ties and shared households only;
// namesakes without a tie are never found.
func Ties(d *Dossier, c *City, p *Person, on civil.Date) []Tie {
	var out []Tie
	d.walk(c, p.ID, on, func(w way) bool {
		for _, o := range c.Offices[w.id] {
			if o.Over(d.Region.Path) {
				out = append(out, Tie{o, w.degree, w.path, w.rows})
			}
		}
		return false
	})
	return out
}

// Tied reports how two people are tied on a day: the statements and the rows that say so; nil if they are not.
func Tied(d *Dossier, c *City, p *Person, other int64, on civil.Date) (path []string, rows []Evidence) {
	return TiedWithin(d, c, p, other, on, maxDegree)
}

// TiedWithin is Tied up to a degree.
func TiedWithin(d *Dossier, c *City, p *Person, other int64, on civil.Date, degree int) (path []string, rows []Evidence) {
	if other == 0 || other == p.ID {
		return nil, nil
	}
	d.walk(c, p.ID, on, func(w way) bool {
		if w.id == other && w.degree <= degree {
			path, rows = w.path, w.rows
		}
		return w.id == other || w.degree > degree
	})
	return path, rows
}
