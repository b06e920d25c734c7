package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/jung-kurt/gofpdf"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Margins in mm (GB/T 9704-2012: top 37, binding edge 28, type area 156 wide).
const (
	left, top, width = 28.0, 37.0, 156.0
	bottom           = 262.0
	mmPerPt          = 25.4 / 72
)

// writer sets lines of Chinese text on pages. gofpdf fails on characters beyond the Basic Multilingual Plane, so those
// are drawn as outlines; what the font lacks becomes a visible 〔U+XXXXX〕.
type writer struct {
	pdf    *gofpdf.Fpdf
	face   *face
	size   float64 // pt
	y      float64
	page   int
	header string
	mark   string // across each page, for demonstration data
	ems    map[rune]float64
}

func newWriter(f *face, header, mark string, stamp time.Time) *writer {
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetCatalogSort(true)
	p.SetCreationDate(stamp)
	p.SetModificationDate(stamp)
	p.SetAutoPageBreak(false, 0)
	p.SetCompression(true)
	p.AddUTF8FontFromBytes("text", "", f.data)
	w := &writer{pdf: p, face: f, header: header, mark: mark}
	w.newPage()
	return w
}

func (w *writer) newPage() {
	w.pdf.AddPage()
	w.page++
	size := w.size
	w.font(10)
	w.at(left, 22, w.header)
	if w.mark != "" {
		w.pdf.SetTextColor(170, 60, 40)
		w.at(left+width-w.measure(w.mark), 22, w.mark)
		w.pdf.SetTextColor(0, 0, 0)
	}
	w.pdf.SetLineWidth(0.2)
	w.pdf.Line(left, 25, left+width, 25)
	w.font(max(size, 10))
	w.y = top
}

// feet writes the foot of each page, when it is known how many there are.
func (w *writer) feet() {
	for n := 1; n <= w.page; n++ {
		w.pdf.SetPage(n)
		w.font(9) // said anew: what the page's last font was does not count
		w.font(10)
		foot := fmt.Sprintf("— 第%d页，共%d页 —", n, w.page)
		w.at(left+(width-w.measure(foot))/2, 280, foot)
	}
}

func (w *writer) font(pt float64) {
	w.size = pt
	w.pdf.SetFont("text", "", pt)
}

func (w *writer) need(h float64) {
	if w.y+h > bottom {
		w.newPage()
	}
}

// clean replaces what the font cannot draw by its code point, visibly.
func (w *writer) clean(s string) string {
	ok := true
	for _, r := range s {
		if unicode.IsControl(r) || r == unicode.ReplacementChar || !w.face.has(r) {
			ok = false
			break
		}
	}
	if ok {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsControl(r):
			b.WriteByte(' ')
		case w.face.has(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "〔U+%04X〕", r)
		}
	}
	return b.String()
}

// measure in mm. A character drawn as an outline is one em wide. The width of each character is asked once.
func (w *writer) measure(s string) float64 {
	total := 0.0
	for _, r := range s {
		wide, known := w.ems[r]
		if !known {
			wide = 1
			if r <= 0xFFFF {
				wide = w.pdf.GetStringWidth(string(r)) / (w.size * mmPerPt)
			}
			if w.ems == nil {
				w.ems = map[rune]float64{}
			}
			w.ems[r] = wide
		}
		total += wide
	}
	return total * w.size * mmPerPt
}

// at draws one line with its baseline at y.
func (w *writer) at(x, y float64, s string) { w.set(x, y, w.clean(s)) }

// set draws a line that was cleaned.
func (w *writer) set(x, y float64, s string) {
	start := 0
	put := func(part string) {
		if part != "" {
			w.pdf.Text(x, y, part)
			x += w.measure(part)
		}
	}
	for i, r := range s {
		if r > 0xFFFF {
			put(s[start:i])
			w.outline(x, y, r)
			x += w.size * mmPerPt
			start = i + len(string(r))
		}
	}
	if start == 0 { // the whole line at once, as nearly always
		w.pdf.Text(x, y, s)
		return
	}
	put(s[start:])
}

// outline fills a glyph's contours.
func (w *writer) outline(x, y float64, r rune) {
	g, err := w.face.font.GlyphIndex(&w.face.buf, r)
	if err != nil {
		return
	}
	em := int(w.face.font.UnitsPerEm())
	segments, err := w.face.font.LoadGlyph(&w.face.buf, g, fixed.I(em), nil)
	if err != nil {
		return
	}
	k := w.size * mmPerPt / float64(em) / 64
	px := func(p fixed.Point26_6) (float64, float64) { return x + float64(p.X)*k, y + float64(p.Y)*k }
	open := false
	for _, s := range segments {
		x0, y0 := px(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if open {
				w.pdf.ClosePath()
			}
			w.pdf.MoveTo(x0, y0)
			open = true
		case sfnt.SegmentOpLineTo:
			w.pdf.LineTo(x0, y0)
		case sfnt.SegmentOpQuadTo:
			x1, y1 := px(s.Args[1])
			w.pdf.CurveTo(x0, y0, x1, y1)
		case sfnt.SegmentOpCubeTo:
			x1, y1 := px(s.Args[1])
			x2, y2 := px(s.Args[2])
			w.pdf.CurveBezierCubicTo(x0, y0, x1, y1, x2, y2)
		}
	}
	if open {
		w.pdf.ClosePath()
		w.pdf.DrawPath("F")
	}
}

const notFirst = "，。、；：？！）》」』】”’%…〕"

// wrap breaks text into lines of at most wide mm: anywhere between Chinese characters, not inside a number or a Latin
// word; closing punctuation never begins a line.
func (w *writer) wrap(s string, wide float64) []string {
	s = w.clean(s)
	if w.measure(s) <= wide {
		return []string{s}
	}
	var out []string
	var line strings.Builder
	used := 0.0
	for _, unit := range units(s) {
		n := w.measure(unit)
		if used+n > wide && used > 0 && !strings.ContainsAny(unit, notFirst) {
			out = append(out, line.String())
			line.Reset()
			used = 0
		}
		for n > wide { // one word longer than a line
			cut := 1
			rs := []rune(unit)
			for cut < len(rs) && w.measure(string(rs[:cut+1])) <= wide {
				cut++
			}
			out = append(out, string(rs[:cut]))
			unit = string(rs[cut:])
			n = w.measure(unit)
		}
		line.WriteString(unit)
		used += n
	}
	return append(out, line.String())
}

func units(s string) []string {
	var out []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	for _, r := range s {
		if r < 0x2E80 && r != ' ' {
			word.WriteRune(r)
			continue
		}
		flush()
		out = append(out, string(r))
	}
	flush()
	return out
}

// para sets a paragraph at an indent in mm; the first line is indented by two characters more if first is set.
func (w *writer) para(pt, indent float64, first bool, s string) {
	w.font(pt)
	lead := pt * mmPerPt * 1.55
	if first {
		s = "　　" + s
	}
	for _, l := range w.wrap(s, width-indent) {
		w.need(lead)
		w.y += lead
		w.set(left+indent, w.y, l) // as wrapped
	}
}

func (w *writer) centred(pt float64, s string) {
	w.font(pt)
	for _, l := range w.wrap(s, width) {
		w.need(pt * mmPerPt * 1.6)
		w.y += pt * mmPerPt * 1.6
		w.at(left+(width-w.measure(l))/2, w.y, l)
	}
}

// table with a head that is repeated on each page. Columns beyond the first are set right.
func (w *writer) table(widths []float64, head []string, rows [][]string) {
	const pt = 10.5
	const pad = 1.5
	figures := make([]bool, len(head)) // columns that hold nothing but figures stand right
	for i := range figures {
		figures[i] = i > 0 && slices.ContainsFunc(rows, func(r []string) bool { return r[i] != "" })
		for _, r := range rows {
			figures[i] = figures[i] && strings.Trim(r[i], "0123456789.,-") == ""
		}
	}
	room := func(i int) float64 { // a mark that hangs at the end of a line stays inside
		if figures[i] {
			return widths[i] - 2*pad
		}
		return widths[i] - 2*pad - pt*mmPerPt/2
	}
	row := func(cells []string, grey bool) {
		w.font(pt)
		lines := make([][]string, len(cells))
		n := 1
		for i, c := range cells {
			lines[i] = w.wrap(c, room(i))
			n = max(n, len(lines[i]))
		}
		lead := pt * mmPerPt * 1.45
		h := float64(n)*lead + 2
		x := left
		for i := range cells {
			if grey {
				w.pdf.SetFillColor(238, 238, 238)
				w.pdf.Rect(x, w.y, widths[i], h, "FD")
			} else {
				w.pdf.Rect(x, w.y, widths[i], h, "D")
			}
			for j, l := range lines[i] {
				at := x + pad
				if figures[i] {
					at = x + widths[i] - pad - w.measure(l)
				}
				w.at(at, w.y+float64(j+1)*lead, l)
			}
			x += widths[i]
		}
		w.y += h
	}
	height := func(cells []string) float64 {
		w.font(pt)
		n := 1
		for i, c := range cells {
			n = max(n, len(w.wrap(c, room(i))))
		}
		return float64(n)*pt*mmPerPt*1.45 + 2
	}
	w.y += 2
	w.need(height(head) + 8)
	row(head, true)
	for _, r := range rows {
		if w.y+height(r) > bottom {
			w.newPage()
			row(head, true)
		}
		row(r, false)
	}
	w.y += 2
}

func (w *writer) bytes() ([]byte, error) {
	var b bytes.Buffer
	err := w.pdf.Output(&b)
	return b.Bytes(), err
}
