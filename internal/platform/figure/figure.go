package figure

import "gangwei/internal/base/civil"

// Kind of a figure.
type Kind string

const (
	Path  Kind = "path"  // boxes in columns, tied by lines or arrows: kin, or the way of money
	Ring  Kind = "ring"  // boxes around, in the order in which they followed each other
	Lanes Kind = "lanes" // spells and days on a common scale of time
)

// Figure is what is drawn, as it is kept beside a finding.
type Figure struct {
	Kind   Kind     `json:"kind"`
	Title  string   `json:"title"`
	Boxes  []Box    `json:"boxes,omitempty"`
	Arrows []Arrow  `json:"arrows,omitempty"`
	Lanes  []Lane   `json:"lanes,omitempty"`
	Series []string `json:"series,omitempty"`
	Bars   []Bar    `json:"bars,omitempty"`
}

// Box is a person, an office, an account or a fund. Col and Row place it in a path; in a ring the order does.
type Box struct {
	Name   string `json:"name"`
	Note   string `json:"note,omitempty"`
	Col    int    `json:"col,omitempty"`
	Row    int    `json:"row,omitempty"`
	Strong bool   `json:"strong,omitempty"` // the one that the finding is about
}

// Arrow from a box to another, by their order; Plain ones have no head: a tie holds both ways.
type Arrow struct {
	From  int    `json:"from"`
	To    int    `json:"to"`
	Label string `json:"label,omitempty"`
	Plain bool   `json:"plain,omitempty"`
}

// Lane of time: a post, a person, a kind of event.
type Lane struct {
	Name   string  `json:"name"`
	Spells []Spell `json:"spells"`
}

// Spell from a day to another, both included; without a To it goes on. From equal to To is a day, drawn as a mark.
type Spell struct {
	From  civil.Date `json:"from"`
	To    civil.Date `json:"to,omitzero"`
	Label string     `json:"label,omitempty"`
}

// Chain is a path of boxes in a row, each tied to the next by a label.
func Chain(title string, boxes []Box, labels []string, plain bool) Figure {
	f := Figure{Kind: Path, Title: title, Boxes: boxes}
	for i := range boxes {
		f.Boxes[i].Col = i
		if i > 0 {
			f.Arrows = append(f.Arrows, Arrow{From: i - 1, To: i, Label: labels[i-1], Plain: plain})
		}
	}
	return f
}

// Round is a ring of boxes, each followed by the next; closed if the last is followed by the first again.
func Round(title string, boxes []Box, closed bool) Figure {
	f := Figure{Kind: Ring, Title: title, Boxes: boxes}
	for i := 1; i < len(boxes); i++ {
		f.Arrows = append(f.Arrows, Arrow{From: i - 1, To: i})
	}
	if closed && len(boxes) > 2 {
		f.Arrows = append(f.Arrows, Arrow{From: len(boxes) - 1})
	}
	return f
}
