package figure

import "math"

// Bars of one or more series, one row for each name.
const Bars Kind = "bars"

// Bar is a row: its values by series, and what is written at its end.
type Bar struct {
	Name   string    `json:"name"`
	Values []float64 `json:"values"`
	Text   string    `json:"text"`
}

const (
	barH  = 6.4
	barTo = Width - 34.0 // the rest is for the text at the end
)

// tones of the series, dark to light, so that they are told apart without colour.
var tones = []Tone{Accent, Pale, Ink}

func (d *Drawing) bars(f Figure) {
	most := 0.0
	for _, b := range f.Bars {
		sum := 0.0
		for _, v := range b.Values {
			sum += v
		}
		most = math.Max(most, sum)
	}
	y := 0.0
	if len(f.Series) > 1 {
		x := nameLen
		for i, s := range f.Series {
			d.add(Shape{Kind: "rect", X1: x, Y1: y + 1, X2: x + 4, Y2: y + 4, Tone: tones[i%len(tones)], Filled: true}, Shape{Kind: "text", X1: x + 5, Y1: y + 3.9, Text: s, Size: small})
			x += 9 + wide(s, small)
		}
		y += 6
	}
	for _, b := range f.Bars {
		name := wrap(b.Name, small, nameLen-2)
		if len(name) > 1 {
			name[0] += "…"
		}
		if len(name) > 0 {
			d.add(Shape{Kind: "text", X1: 0, Y1: y + 4.2, Text: name[0], Size: small})
		}
		x := nameLen
		for i, v := range b.Values {
			if most > 0 && v > 0 {
				to := x + (barTo-nameLen)*v/most
				d.add(Shape{Kind: "rect", X1: x, Y1: y + 1, X2: to, Y2: y + barH - 1, Tone: tones[i%len(tones)], Filled: true})
				x = to
			}
		}
		d.add(Shape{Kind: "text", X1: x + 1.5, Y1: y + 4.2, Text: b.Text, Size: small})
		y += barH
	}
	d.add(Shape{Kind: "line", X1: nameLen, Y1: 0, X2: nameLen, Y2: y, Tone: Pale})
	d.H = y + 1
}
