package figure

import (
	"math"
	"strconv"
)

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

	nextLine = 3.8 // of a name that does not fit on one
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
			d.add(Shape{Kind: "rect", X1: x, Y1: y + 1, X2: x + 4, Y2: y + 4, Tone: tones[i%len(tones)], Filled: true},
				Shape{Kind: "text", X1: x + 5, Y1: y + 3.9, Text: s, Size: small})
			x += 9 + wide(s, small)
		}
		y += 6
	}
	for _, b := range f.Bars {
		name := wrap(b.Name, small, nameLen-2)
		for i, line := range name {
			d.add(Shape{Kind: "text", X1: 0, Y1: y + 4.2 + nextLine*float64(i), Text: line, Size: small})
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
		y += barH + nextLine*float64(max(len(name)-1, 0))
	}
	d.add(Shape{Kind: "line", X1: nameLen, Y1: 0, X2: nameLen, Y2: y, Tone: Pale})
	d.H = y + 1
}

// Grid of figures: a row for each bar, a column for each series; each figure has a square beside it, as large as its
// share of the largest.
const Grid Kind = "grid"

func (d *Drawing) grid(f Figure) {
	most := 0.0
	for _, b := range f.Bars {
		for _, v := range b.Values {
			most = math.Max(most, v)
		}
	}
	wideCol := (Width - nameLen - 1) / float64(max(len(f.Series), 1))
	y := 5.5
	for i, s := range f.Series {
		head := wrap(s, small, wideCol-1)
		for n, line := range head {
			d.add(Shape{Kind: "text", X1: nameLen + wideCol*float64(i), Y1: 3.6 + nextLine*float64(n), Text: line, Size: small})
		}
		y = math.Max(y, 5.5+nextLine*float64(len(head)-1))
	}
	for _, b := range f.Bars {
		d.add(Shape{Kind: "line", X1: 0, Y1: y, X2: Width - 1, Y2: y, Tone: Pale})
		name := wrap(b.Name, small, nameLen-2)
		for n, line := range name {
			d.add(Shape{Kind: "text", X1: 0, Y1: y + 4.4 + nextLine*float64(n), Text: line, Size: small})
		}
		for i, v := range b.Values {
			if v == 0 || most == 0 {
				continue
			}
			x, side := nameLen+wideCol*float64(i), math.Max(0.8, (barH-1.4)*math.Sqrt(v/most))
			d.add(Shape{Kind: "rect", X1: x, Y1: y + (barH-side)/2, X2: x + side, Y2: y + (barH+side)/2, Tone: Accent,
				Filled: true},
				Shape{Kind: "text", X1: x + barH - 0.4, Y1: y + 4.4, Text: strconv.FormatFloat(v, 'f', -1, 64), Size: small})
		}
		y += barH + nextLine*float64(max(len(name)-1, 0))
	}
	d.H = y + 1
	d.add(Shape{Kind: "line", X1: 0, Y1: d.H - 1, X2: Width - 1, Y2: d.H - 1, Tone: Pale})
}
