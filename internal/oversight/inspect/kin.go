package inspect

import (
	"fmt"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/words"
)

// maxDegree is how far kinship is followed: to cousins (堂、表), in-laws included (kin.max_degree; GB/T 4761). A path has
// at most three ties.
const (
	maxDegree = 4
	maxTies   = 3
)

// Tie between a person and somebody of office, along declared kinship and shared households.
type Tie struct {
	Office Office
	Way
}

// Way from a person along declared kinship and shared households to another.
type Way struct {
	Degree int
	Path   []string // one statement for each step: 张三是李四的妻子
	Rows   []Evidence
	Steps  []KinStep
}

// KinStep from one person to the next. Label is what one of them is to the other; Plain is a tie that says nothing of
// either (the same household).
type KinStep struct {
	To    string
	Label string // what the one who is told of is: To, or with Back the one before
	Back  bool
	Plain bool
}

// degreeOf a code of GB/T 4761: spouses, parents and children (and theirs by marriage) 1, grandparents, grandchildren
// and siblings 2, uncles, aunts, nephews and nieces 3, cousins and others 4; 0 for what is no kin.
func degreeOf(code string) int {
	switch {
	case code == "" || code >= "99" || code < "10" || code == "80": // 80: 其他, of which nobody says that they are kin
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
	step   KinStep
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
				other, code := d.NameOf(c, k.With), words.Label("kin", k.Code)
				told := fmt.Sprintf("%s是%s的%s", other, name, code)
				out = append(out,
					bond{k.With, n, told, Row("kinship", k.ID, "%s，来源：%s", told, k.Source), KinStep{To: other, Label: code}})
			}
		}
	}
	for _, k := range c.KinOf[id] {
		if n := degreeOf(k.Code); n > 0 && k.holds(on) {
			other, code := d.NameOf(c, k.With), words.Label("kin", k.Code)
			told := fmt.Sprintf("%s是%s的%s", name, other, code)
			out = append(out,
				bond{k.With, n, told, Row("kinship", k.ID, "%s，来源：%s", told, k.Source),
					KinStep{To: other, Label: code, Back: true}})
		}
	}
	if p != nil && p.HouseholdID != 0 {
		for _, other := range d.Household(p.HouseholdID) {
			if other.ID != id {
				told := fmt.Sprintf("%s与%s登记在同一户", name, other.Name)
				out = append(out,
					bond{other.ID, 1, told, Row("person", id, "%s", told), KinStep{To: other.Name, Label: "同户", Plain: true}})
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

// reached is somebody found on a walk.
type reached struct {
	id int64
	Way
}

// walk visits the people tied to a person, the nearest first; visit's true ends it.
func (d *Dossier) walk(c *City, from int64, on civil.Date, visit func(reached) bool) {
	best := map[int64]int{from: 0}
	edge := []reached{{id: from}}
	for len(edge) > 0 {
		at := 0
		for i := range edge { // a handful: no heap needed
			if edge[i].Degree < edge[at].Degree {
				at = i
			}
		}
		w := edge[at]
		edge = slices.Delete(edge, at, at+1)
		if w.Degree > best[w.id] {
			continue
		}
		if w.id != from && visit(w) {
			return
		}
		if len(w.Path) == maxTies {
			continue
		}
		for _, b := range d.bonds(c, w.id, on) {
			n := w.Degree + b.degree
			if was, seen := best[b.to]; n > maxDegree || seen && was <= n {
				continue
			}
			best[b.to] = n
			edge = append(edge,
				reached{b.to,
					Way{n, append(slices.Clone(w.Path), b.told), append(slices.Clone(w.Rows), b.row),
						append(slices.Clone(w.Steps), b.step)}})
		}
	}
}

// Ties of a person on a day to people who hold or held an office over the village, nearest first. Declared ties and
// shared households only; namesakes without a tie are never found.
func Ties(d *Dossier, c *City, p *Person, on civil.Date) []Tie {
	var out []Tie
	d.walk(c, p.ID, on, func(w reached) bool {
		for _, o := range c.Offices[w.id] {
			if o.Over(d.Region.Path) {
				out = append(out, Tie{o, w.Way})
			}
		}
		return false
	})
	return out
}

// Tied tells how a person is tied to another on a day; nil if they are not.
func Tied(d *Dossier, c *City, p *Person, other int64, on civil.Date) *Way {
	return TiedWithin(d, c, p, other, on, maxDegree)
}

// TiedWithin is Tied up to a degree.
func TiedWithin(d *Dossier, c *City, p *Person, other int64, on civil.Date, degree int) (found *Way) {
	if other == 0 || other == p.ID {
		return nil
	}
	d.walk(c, p.ID, on, func(w reached) bool {
		if w.id == other && w.Degree <= degree {
			found = &w.Way
		}
		return w.id == other || w.Degree > degree
	})
	return found
}

// Drawn is the figure of a way: the person on the left, what the other is to the hiring under the last name.
func (w *Way) Drawn(p *Person, other string) figure.Figure {
	f := figure.Figure{Kind: figure.Path, Title: "亲属关系",
		Boxes: []figure.Box{{Name: p.Name, Note: "上岗人员，尾号" + p.IDTail, Strong: true}}}
	for i, s := range w.Steps {
		b := figure.Box{Name: s.To, Col: i + 1}
		if i == len(w.Steps)-1 {
			b.Note = other
		}
		f.Boxes = append(f.Boxes, b)
		a := figure.Arrow{From: i, To: i + 1, Label: s.Label, Plain: s.Plain}
		if s.Back { // the head is at the one who is what the label says
			a.From, a.To = i+1, i
		}
		f.Arrows = append(f.Arrows, a)
	}
	return f
}
