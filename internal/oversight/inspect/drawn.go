package inspect

import (
	"fmt"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/figure"
)

// mostDrawn boxes or lanes in one figure; more are told by the evidence.
const mostDrawn = 8

// Turns draws who followed whom on a post: as a ring, and on a scale of time.
func Turns(run []*Placement) []figure.Figure {
	var boxes []figure.Box
	var lanes []figure.Lane
	at := map[int64]int{}
	for _, p := range run {
		spell := figure.Spell{From: p.Start, To: p.Last()}
		if n, again := at[p.PersonID]; again {
			lanes[n].Spells = append(lanes[n].Spells, spell)
		} else if len(lanes) < mostDrawn {
			at[p.PersonID] = len(lanes)
			lanes = append(lanes, figure.Lane{Name: p.Person.Label(), Spells: []figure.Spell{spell}})
		}
		if len(boxes) < mostDrawn {
			until := "今"
			if !p.Last().IsZero() {
				until = p.Last().String()
			}
			boxes = append(boxes, figure.Box{Name: p.Person.Name, Note: p.Start.String() + "至" + until})
		}
	}
	figures := []figure.Figure{{Kind: figure.Lanes, Title: "先后任期", Lanes: lanes}}
	if len(run) <= mostDrawn && len(run) > 2 {
		figures = append([]figure.Figure{figure.Round("接替关系", boxes, false)}, figures...)
	}
	return figures
}

// Paid draws in which months each was paid; months in a row make one spell.
func Paid(title string, names []string, months map[string][]civil.Month) figure.Figure {
	f := figure.Figure{Kind: figure.Lanes, Title: title}
	for _, n := range names[:min(len(names), mostDrawn)] {
		f.Lanes = append(f.Lanes, figure.Lane{Name: n, Spells: inARow(months[n])})
	}
	return f
}

// inARow makes spells of months, each as long as the next month is there.
func inARow(months []civil.Month) (out []figure.Spell) {
	months = slices.Clone(months)
	slices.SortFunc(months, civil.Month.Since)
	for _, m := range months {
		if n := len(out); n > 0 && out[n-1].To.AddDays(1) == m.First() {
			out[n-1].To = m.Last()
		} else if n == 0 || m.First().After(out[n-1].To) {
			out = append(out, figure.Spell{From: m.First(), To: m.Last()})
		}
	}
	return out
}

// IntoOne draws money of several that comes together at one place; then, if not empty, is where it goes from there.
func IntoOne(title string, from []figure.Box, label string, to figure.Box, then ...figure.Box) figure.Figure {
	f := figure.Figure{Kind: figure.Path, Title: title}
	if n := len(from); n > mostDrawn {
		from = append(slices.Clone(from[:mostDrawn-1]), figure.Box{Name: fmt.Sprintf("另外%d人", n-mostDrawn+1)})
	}
	for i, b := range from {
		b.Row = i
		f.Boxes = append(f.Boxes, b)
	}
	to.Col, to.Strong = 1, true
	f.Boxes = append(f.Boxes, to)
	for i := range from {
		a := figure.Arrow{From: i, To: len(from)}
		if i == 0 {
			a.Label = label
		}
		f.Arrows = append(f.Arrows, a)
	}
	for i, b := range then {
		b.Col = i + 2
		f.Boxes = append(f.Boxes, b)
		f.Arrows = append(f.Arrows, figure.Arrow{From: len(f.Boxes) - 2, To: len(f.Boxes) - 1})
	}
	return f
}
