package figure

import (
	"fmt"
	"html"
	"math"
	"strings"
)

// headLen and headWide of an arrow's head in mm.
const headLen, headWide = 2.6, 1.0

// Head is the triangle at the end of an arrow.
func (s Shape) Head() [3][2]float64 {
	dx, dy := s.X2-s.X1, s.Y2-s.Y1
	n := math.Hypot(dx, dy)
	if n == 0 {
		return [3][2]float64{}
	}
	dx, dy = dx/n, dy/n
	bx, by := s.X2-dx*headLen, s.Y2-dy*headLen
	return [3][2]float64{{s.X2, s.Y2}, {bx - dy*headWide, by + dx*headWide}, {bx + dy*headWide, by - dx*headWide}}
}

// SVG of a drawing. Colours and widths are the style sheet's, by class.
func (d Drawing) SVG() string {
	if d.H == 0 {
		return ""
	}
	class := map[Tone]string{Ink: "ink", Pale: "pale", Accent: "accent"}
	var b strings.Builder
	fmt.Fprintf(&b,
		`<svg class="figure" viewBox="0 0 %g %.2f" role="img" xmlns="http://www.w3.org/2000/svg"><title>%s</title>`, Width,
		d.H, html.EscapeString(d.Title))
	for _, s := range d.Shapes {
		switch s.Kind {
		case "line":
			fmt.Fprintf(&b, `<line class="%s" x1="%.2f" y1="%.2f" x2="%.2f" y2="%.2f"/>`, class[s.Tone], s.X1, s.Y1, s.X2, s.Y2)
		case "rect":
			fill := "hollow"
			if s.Filled {
				fill = "filled"
			}
			fmt.Fprintf(&b, `<rect class="%s %s" x="%.2f" y="%.2f" width="%.2f" height="%.2f"/>`, class[s.Tone], fill, s.X1,
				s.Y1, s.X2-s.X1, s.Y2-s.Y1)
		case "head":
			h := s.Head()
			fmt.Fprintf(&b, `<polygon points="%.2f,%.2f %.2f,%.2f %.2f,%.2f"/>`, h[0][0], h[0][1], h[1][0], h[1][1], h[2][0],
				h[2][1])
		case "text":
			anchor := "start"
			if s.Middle {
				anchor = "middle"
			}
			fmt.Fprintf(&b, `<text x="%.2f" y="%.2f" font-size="%.2f" text-anchor="%s">%s</text>`, s.X1, s.Y1, s.Size*mmPerPt,
				anchor, html.EscapeString(s.Text))
		}
	}
	b.WriteString("</svg>")
	return b.String()
}
