package figure

import (
	"fmt"
	"math"
	"strings"

	"gangwei/internal/base/civil"
)

// Sizes in mm; type in pt. The width is that of a paper's type area (GB/T 9704-2012).
const (
	Width   = 156.0
	gap     = 19.0 // between columns of a path, with room for a label of five characters
	pad     = 1.6
	nameLen = 40.0 // of a lane's name
	laneH   = 8.0
	mmPerPt = 25.4 / 72
	text    = 9.0
	small   = 8.0
)

// Tone of a shape.
type Tone int

const (
	Ink    Tone = iota // lines and text
	Pale               // a scale, or what is less important
	Accent             // what the finding is about
)

// Shape is a line, a rectangle, an arrow's head or a line of text.
type Shape struct {
	Kind           string // line, rect, head, text
	X1, Y1, X2, Y2 float64
	Text           string
	Size           float64 // pt
	Middle         bool    // text is centred on X1, else begins there; Y1 is its baseline
	Tone           Tone
	Filled         bool
}

// Drawing is a figure laid out, Width wide.
type Drawing struct {
	Title  string
	H      float64
	Shapes []Shape
}

func (d *Drawing) add(s ...Shape) { d.Shapes = append(d.Shapes, s...) }

// Lay a figure out. A figure of nothing is an empty drawing.
func Lay(f Figure) Drawing {
	d := Drawing{Title: f.Title}
	switch {
	case f.Kind == Lanes && len(f.Lanes) > 0:
		d.lanes(f)
	case f.Kind == Ring && len(f.Boxes) > 0:
		d.ring(f)
	case f.Kind == Grid && len(f.Bars) > 0:
		d.grid(f)
	case f.Kind == Bars && len(f.Bars) > 0:
		d.bars(f)
	case len(f.Boxes) > 0:
		d.path(f)
	}
	return d
}

// wide is how wide a text is in mm: a Chinese character is an em, others a little more than half of one.
func wide(s string, pt float64) float64 {
	em := 0.0
	for _, r := range s {
		if r < 0x2E80 {
			em += 0.56
		} else {
			em++
		}
	}
	return em * pt * mmPerPt
}

// wrap text into lines of a width; what closes never begins a line, and a number is not parted where it fits on one.
func wrap(s string, pt, width float64) []string {
	var out []string
	line := ""
	for _, unit := range units(s) {
		if line != "" && wide(line+unit, pt) > width && !strings.ContainsAny(unit, "，。、；：）》”") {
			out = append(out, line)
			line = ""
		}
		line += unit
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

func units(s string) []string {
	var out []string
	word := ""
	for _, r := range s {
		if r < 0x2E80 {
			word += string(r)
			continue
		}
		if word != "" {
			out = append(out, word)
			word = ""
		}
		out = append(out, string(r))
	}
	if word != "" {
		out = append(out, word)
	}
	return out
}

// frame is where a box lies, and its text.
type frame struct {
	x, y, w, h  float64
	name, notes []string
	strong      bool
}

func frameOf(b Box, w float64) frame {
	fr := frame{w: w, name: wrap(b.Name, text, w-2*pad), notes: wrap(b.Note, small, w-2*pad), strong: b.Strong}
	fr.h = 2*pad + float64(len(fr.name))*text*mmPerPt*1.4 + float64(len(fr.notes))*small*mmPerPt*1.4
	return fr
}

func (fr frame) centre() (x, y float64) { return fr.x + fr.w/2, fr.y + fr.h/2 }

func (d *Drawing) box(fr frame) {
	tone := Ink
	if fr.strong {
		tone = Accent
	}
	d.add(Shape{Kind: "rect", X1: fr.x, Y1: fr.y, X2: fr.x + fr.w, Y2: fr.y + fr.h, Tone: tone})
	y := fr.y + pad
	for _, l := range fr.name {
		y += text * mmPerPt * 1.4
		d.add(Shape{Kind: "text", X1: fr.x + fr.w/2, Y1: y - 0.8, Text: l, Size: text, Middle: true})
	}
	for _, l := range fr.notes {
		y += small * mmPerPt * 1.4
		d.add(Shape{Kind: "text", X1: fr.x + fr.w/2, Y1: y - 0.8, Text: l, Size: small, Middle: true})
	}
}

// edge is where the line from a box's middle towards a point leaves the box.
func (fr frame) edge(x, y float64) (float64, float64) {
	cx, cy := fr.centre()
	dx, dy := x-cx, y-cy
	k := math.Inf(1)
	if dx != 0 {
		k = math.Min(k, fr.w/2/math.Abs(dx))
	}
	if dy != 0 {
		k = math.Min(k, fr.h/2/math.Abs(dy))
	}
	if math.IsInf(k, 1) {
		return cx, cy
	}
	return cx + dx*k, cy + dy*k
}

// arrow between two boxes, its label over the middle.
func (d *Drawing) arrow(a, b frame, arrow Arrow, room float64) {
	ax, ay := a.centre()
	bx, by := b.centre()
	x1, y1 := a.edge(bx, by)
	x2, y2 := b.edge(ax, ay)
	d.add(Shape{Kind: "line", X1: x1, Y1: y1, X2: x2, Y2: y2})
	if !arrow.Plain {
		d.add(Shape{Kind: "head", X1: x1, Y1: y1, X2: x2, Y2: y2})
	}
	lines := wrap(arrow.Label, small, room)
	y := (y1+y2)/2 - 1.2 - float64(len(lines)-1)*small*mmPerPt*1.3
	for _, l := range lines {
		d.add(Shape{Kind: "text", X1: (x1 + x2) / 2, Y1: y, Text: l, Size: small, Middle: true})
		y += small * mmPerPt * 1.3
	}
}

// path puts boxes into columns and rows.
func (d *Drawing) path(f Figure) {
	cols, rows := 0, 0
	for _, b := range f.Boxes {
		cols, rows = max(cols, b.Col+1), max(rows, b.Row+1)
	}
	w := math.Min(46, (Width-float64(cols-1)*gap)/float64(cols))
	frames := make([]frame, len(f.Boxes))
	heights := make([]float64, rows)
	for i, b := range f.Boxes {
		frames[i] = frameOf(b, w)
		heights[b.Row] = math.Max(heights[b.Row], frames[i].h)
	}
	tops := make([]float64, rows)
	const lead = 5.0 // over the first row, for labels taller than half a box
	y := lead
	for i, h := range heights {
		tops[i] = y
		y += h + 5
	}
	d.H = y - 3
	inCol := make([]int, cols)
	for _, b := range f.Boxes {
		inCol[b.Col]++
	}
	for i, b := range f.Boxes {
		fr := &frames[i]
		fr.x = float64(b.Col) * (w + gap)
		fr.y = tops[b.Row] + (heights[b.Row]-fr.h)/2
		if inCol[b.Col] == 1 && rows > 1 { // alone in its column: in the middle of all rows
			fr.y = lead + (d.H-lead-2-fr.h)/2
		}
	}
	for _, a := range f.Arrows {
		d.arrow(frames[a.From], frames[a.To], a, gap-2)
	}
	for _, fr := range frames {
		d.box(fr)
	}
}

// ring puts boxes around an ellipse, beginning at the top.
func (d *Drawing) ring(f Figure) {
	const w = 36.0
	n := len(f.Boxes)
	frames := make([]frame, n)
	tall := 0.0
	for i, b := range f.Boxes {
		frames[i] = frameOf(b, w)
		tall = math.Max(tall, frames[i].h)
	}
	rx, ry := (Width-w)/2-2, math.Max(22, tall*(0.6+0.3*float64(n)/2))
	for i := range frames {
		at := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
		fr := &frames[i]
		fr.x = Width/2 + rx*math.Cos(at) - w/2
		fr.y = tall/2 + ry + ry*math.Sin(at) - fr.h/2 + 1
	}
	for _, fr := range frames {
		d.H = math.Max(d.H, fr.y+fr.h+2)
	}
	for _, a := range f.Arrows {
		d.arrow(frames[a.From], frames[a.To], a, 40)
	}
	for _, fr := range frames {
		d.box(fr)
	}
}

// lanes of time, under a scale of months, quarters or years.
func (d *Drawing) lanes(f Figure) {
	var first, last civil.Date
	for _, l := range f.Lanes {
		for _, s := range l.Spells {
			if first.IsZero() || s.From.Before(first) {
				first = s.From
			}
			for _, x := range []civil.Date{s.From, s.To} {
				if !x.IsZero() && x.After(last) {
					last = x
				}
			}
		}
	}
	if first.IsZero() {
		return
	}
	from := first.Month()
	months := last.Month().Since(from) + 1
	step := 1
	switch {
	case months > 36:
		step = 12
		from = from.Add(1 - from.Number())
	case months > 9:
		step = 3
		from = from.Add(-((from.Number() - 1) % 3))
	}
	months = last.Month().Since(from) + 1
	months = (months + step - 1) / step * step
	begin, end := from.First(), from.Add(months).First()
	x := func(day civil.Date) float64 {
		return nameLen + (Width-nameLen-1)*float64(day.DaysSince(begin))/float64(end.DaysSince(begin))
	}
	const head = 6.0
	d.H = head + laneH*float64(len(f.Lanes)) + 1
	lastLabel := -100.0
	for m := 0; m <= months; m += step {
		at := x(from.Add(m).First())
		d.add(Shape{Kind: "line", X1: at, Y1: head - 1, X2: at, Y2: d.H, Tone: Pale})
		label := from.Add(m).String()
		if step == 12 {
			label = fmt.Sprint(from.Add(m).Year())
		}
		if at-lastLabel > wide(label, small)+2 && at+wide(label, small) < Width {
			d.add(Shape{Kind: "text", X1: at + 0.6, Y1: head - 1.6, Text: label, Size: small})
			lastLabel = at
		}
	}
	for i, l := range f.Lanes {
		y := head + laneH*float64(i)
		d.add(Shape{Kind: "line", X1: 0, Y1: y, X2: Width - 1, Y2: y, Tone: Pale})
		name := wrap(l.Name, small, nameLen-2)
		if len(name) > 2 {
			name = append(name[:1], name[1]+"…")
		}
		for n, line := range name {
			d.add(Shape{Kind: "text", X1: 0, Y1: y + 3.2 + float64(n)*3.4 + (2-float64(len(name)))*1.5, Text: line, Size: small})
		}
		used := 0.0
		for _, s := range l.Spells {
			x1 := x(s.From)
			if s.From == s.To {
				d.add(Shape{Kind: "rect", X1: x1, Y1: y + 1.6, X2: x1 + 1, Y2: y + laneH - 1.6, Tone: Accent, Filled: true})
				continue
			}
			x2 := Width - 1
			if !s.To.IsZero() {
				x2 = math.Max(x1+1, x(s.To.AddDays(1)))
			}
			d.add(Shape{Kind: "rect", X1: x1, Y1: y + 1.4, X2: x2, Y2: y + laneH - 1.4, Tone: Pale, Filled: true},
				Shape{Kind: "rect", X1: x1, Y1: y + 1.4, X2: x2, Y2: y + laneH - 1.4})
			if at := math.Max(x1+1, used); s.Label != "" && wide(s.Label, small) < x2-at-0.5 {
				d.add(Shape{Kind: "text", X1: at, Y1: y + laneH/2 + 1.1, Text: s.Label, Size: small})
				used = at + wide(s.Label, small) + 1
			}
		}
	}
	d.add(Shape{Kind: "line", X1: 0, Y1: d.H - 1, X2: Width - 1, Y2: d.H - 1, Tone: Pale})
}
