package pdf

import (
	"github.com/boombuler/barcode/qr"

	"gangwei/internal/platform/figure"
)

// grey of filled shapes and lines by tone.
var grey = map[figure.Tone]int{figure.Ink: 60, figure.Pale: 205, figure.Accent: 120}

// draw a figure under a heading, as wide as the type area; it is not parted between pages.
func (w *writer) draw(f figure.Figure) {
	d := figure.Lay(f)
	if d.H == 0 {
		return
	}
	w.need(d.H + 12)
	w.y += 2
	w.para(10, 0, false, f.Title)
	w.y += 1.5
	if w.y+d.H > bottom {
		w.newPage()
	}
	w.shapes(d, left)
	w.y += d.H + 2
}

// shapes of a drawing from a left edge down from the line reached.
func (w *writer) shapes(d figure.Drawing, left float64) {
	for _, s := range d.Shapes {
		x1, y1, x2, y2 := left+s.X1, w.y+s.Y1, left+s.X2, w.y+s.Y2
		switch s.Kind {
		case "line":
			w.line(s.Tone)
			w.pdf.Line(x1, y1, x2, y2)
		case "rect":
			style := "D"
			if s.Filled {
				g := grey[s.Tone]
				w.pdf.SetFillColor(g, g, g)
				style = "F"
			}
			w.line(s.Tone)
			if !s.Filled && s.Tone == figure.Accent {
				w.pdf.SetLineWidth(0.6)
			}
			w.pdf.Rect(x1, y1, x2-x1, y2-y1, style)
		case "head":
			h := s.Head()
			w.pdf.SetFillColor(0, 0, 0)
			w.pdf.MoveTo(left+h[0][0], w.y+h[0][1])
			w.pdf.LineTo(left+h[1][0], w.y+h[1][1])
			w.pdf.LineTo(left+h[2][0], w.y+h[2][1])
			w.pdf.ClosePath()
			w.pdf.DrawPath("F")
		case "text":
			w.font(s.Size)
			if s.Middle {
				x1 -= w.measure(w.clean(s.Text)) / 2
			}
			w.at(x1, y1, s.Text)
		}
	}
	w.line(figure.Ink)
	w.pdf.SetFillColor(238, 238, 238)
}

func (w *writer) line(t figure.Tone) {
	g := 0
	if t == figure.Pale {
		g = 180
	}
	w.pdf.SetDrawColor(g, g, g)
	w.pdf.SetLineWidth(0.2)
}

// code draws a QR code of a text at the right of the type area, of a size in mm, with its top at y.
func (w *writer) code(text string, y, size float64) error {
	c, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return err
	}
	b := c.Bounds()
	n := b.Dx()
	step := size / float64(n)
	w.pdf.SetFillColor(0, 0, 0)
	for j := range n {
		for i := 0; i < n; i++ {
			from := i
			for i < n && dark(c.At(b.Min.X+i, b.Min.Y+j)) {
				i++
			}
			if i > from {
				w.pdf.Rect(left+width-size+float64(from)*step, y+float64(j)*step, float64(i-from)*step, step, "F")
			}
		}
	}
	w.pdf.SetFillColor(238, 238, 238)
	return nil
}

func dark(c interface{ RGBA() (r, g, b, a uint32) }) bool {
	r, _, _, _ := c.RGBA()
	return r < 0x8000
}
