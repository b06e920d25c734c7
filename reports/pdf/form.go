package pdf

import (
	"github.com/jung-kurt/gofpdf"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/sheet"
)

// Form renders a table as an office prints it, A4 across, with room for the seal over the unit's name; heads are
// repeated on each page.
func (r Renderer) Form(f *sheet.Form, stamp clock.Moment, demo bool) ([]byte, error) {
	path, err := FindFont(r.Font)
	if err != nil {
		return nil, err
	}
	face, err := loadFace(path)
	if err != nil {
		return nil, err
	}
	doc := gofpdf.New("L", "mm", "A4", "")
	doc.SetCatalogSort(true)
	doc.SetCreationDate(stamp.Time())
	doc.SetModificationDate(stamp.Time())
	doc.SetAutoPageBreak(false, 0)
	doc.SetCompression(true)
	doc.AddUTF8FontFromBytes("text", "", face.data)
	x := &printed{writer: &writer{pdf: doc, face: face, mark: demoMark(demo)}, form: f}
	x.lay()
	return x.bytes()
}

// printed lays one form.
type printed struct {
	*writer
	form *sheet.Form
	x    []float64 // left edge of each column, and the right edge of the last
}

const (
	printedEdge, printedWide = 16.0, 265.0
	printedEnds              = 190.0
	headUpper, headLower     = 16.0, 20.0
)

func (p *printed) lay() {
	total := 0.0
	for _, w := range p.form.Widths {
		total += w
	}
	at := printedEdge
	for _, w := range p.form.Widths {
		p.x = append(p.x, at)
		at += w / total * printedWide
	}
	p.x = append(p.x, at)
	p.pdf.AddPage()
	p.pdf.SetLineWidth(0.25)
	p.font(12)
	p.at(printedEdge, 16, p.form.Above)
	p.at(printedEdge+printedWide-p.measure(p.mark), 16, p.mark)
	p.font(20)
	p.at((297-p.measure(p.form.Title))/2, 28, p.form.Title)
	p.font(12)
	if len(p.form.Head) > 0 {
		p.at(printedEdge, 40, p.form.Head[0])
	}
	if len(p.form.Head) > 1 {
		p.at(printedEdge+printedWide-p.measure(p.form.Head[1]), 40, p.form.Head[1])
	}
	p.y = 43
	p.heads()
	for _, row := range p.form.Rows {
		p.row(row)
	}
	p.font(11)
	p.leave(16)
	p.y += 7
	if p.form.Note != "" {
		p.at(printedEdge, p.y, p.form.Note)
		p.y += 8
	}
	for i, s := range p.form.Foot {
		p.at(printedEdge+float64(i)*printedWide/float64(len(p.form.Foot)), p.y, s)
	}
}

// leave turns the page if there is less room than h.
func (p *printed) leave(h float64) {
	if p.y+h <= printedEnds {
		return
	}
	p.pdf.AddPage()
	p.pdf.SetLineWidth(0.25)
	p.y = 16
	p.heads()
}

func (p *printed) heads() {
	upper, lower := headUpper, headLower
	if p.form.Plain {
		lower = 0
	}
	top := p.y
	for _, h := range p.form.Heads {
		y, tall := top, upper
		if h.Row == 1 {
			y, tall = top+upper, lower
		} else if h.Rows == 2 {
			tall = upper + lower
		}
		left, right := p.x[h.Column], p.x[h.Column+h.Columns]
		sides := []bool{true, true, true, true} // top, right, bottom, left
		if h.Open {
			sides[0] = false
		} else if h.Columns > 1 {
			sides[2] = false
		}
		p.frame(left, y, right-left, tall, sides)
		p.middle(left, y, right-left, tall, 10.5, h.Text)
	}
	p.y = top + upper + lower
}

// frame draws sides of a box: top, right, bottom, left.
func (p *printed) frame(x, y, w, h float64, sides []bool) {
	for i, l := range [][4]float64{
		{x, y, x + w, y},
		{x + w, y, x + w, y + h},
		{x, y + h, x + w, y + h},
		{x, y, x, y + h},
	} {
		if sides[i] {
			p.pdf.Line(l[0], l[1], l[2], l[3])
		}
	}
}

// middle sets a text in the middle of a box.
func (p *printed) middle(x, y, w, h, pt float64, s string) {
	p.font(pt)
	lines := p.wrap(s, w-2)
	lead := pt * mmPerPt * 1.35
	at := y + (h-lead*float64(len(lines)))/2 + lead*0.78
	for _, l := range lines {
		p.at(x+(w-p.measure(l))/2, at, l)
		at += lead
	}
}

func (p *printed) row(cells []string) {
	const pt = 11.0
	p.font(pt)
	tall := 10.0
	for i, c := range cells {
		tall = max(tall, float64(len(p.wrap(c, p.x[i+1]-p.x[i]-3)))*pt*mmPerPt*1.35+3)
	}
	p.leave(tall)
	for i, c := range cells {
		left, wide := p.x[i], p.x[i+1]-p.x[i]
		p.frame(left, p.y, wide, tall, []bool{true, true, true, true})
		if !p.form.IsText(i) {
			p.middle(left, p.y, wide, tall, pt, c)
			continue
		}
		p.font(pt)
		at := p.y + 1.5
		for _, l := range p.wrap(c, wide-3) {
			at += pt * mmPerPt * 1.35
			p.at(left+1.5, at-1.2, l)
		}
	}
	p.y += tall
}
