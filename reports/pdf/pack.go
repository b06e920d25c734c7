package pdf

import (
	"fmt"

	"github.com/jung-kurt/gofpdf"

	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/figure"
)

// form sets one sheet to be signed: black and white, wide boxes, its number at the top right of every page.
type form struct {
	*writer
	sheet         documents.Sheet
	x, wide, ends float64 // left edge, width and last line of the page, mm
	part          int     // page of this sheet
}

const (
	formEdge = 18.0
	formTop  = 20.0

	signHeight, sealHeight = 22.0, 34.0
)

// Pack renders sheets for a village, each beginning on a page of its own.
func (r Renderer) Pack(p *documents.Pack) ([]byte, error) {
	path, err := FindFont(r.Font)
	if err != nil {
		return nil, err
	}
	f, err := loadFace(path)
	if err != nil {
		return nil, err
	}
	doc := gofpdf.New("P", "mm", "A4", "")
	doc.SetCatalogSort(true)
	doc.SetCreationDate(p.Stamp.Time())
	doc.SetModificationDate(p.Stamp.Time())
	doc.SetAutoPageBreak(false, 0)
	doc.SetCompression(true)
	doc.AddUTF8FontFromBytes("text", "", f.data)
	w := &writer{pdf: doc, face: f, mark: demoMark(p.Demo)}
	for _, s := range p.Sheets {
		x := &form{writer: w, sheet: s, x: formEdge, wide: 210 - 2*formEdge, ends: 280}
		if s.Wide {
			x.wide, x.ends = 297-2*formEdge, 194
		}
		x.set()
	}
	return w.bytes()
}

func (f *form) turn() {
	if f.sheet.Wide {
		f.pdf.AddPageFormat("L", gofpdf.SizeType{Wd: 210, Ht: 297})
	} else {
		f.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: 210, Ht: 297})
	}
	f.part++
	f.pdf.SetLineWidth(0.25)
	f.font(10)
	number := fmt.Sprintf("第%d页", f.part)
	if f.sheet.Number != "" {
		if number = "编号 " + f.sheet.Number; f.part > 1 {
			number += fmt.Sprintf("（第%d页）", f.part)
		}
	}
	f.at(f.x+f.wide-f.measure(number), 14, number)
	f.at(f.x, 14, f.mark)
	f.font(8.5)
	if f.sheet.Number != "" {
		hint := "签字后拍照或扫描，按编号上传"
		f.at(f.x+f.wide-f.measure(hint), f.ends+8, hint)
	}
	f.y = formTop
}

func (f *form) room(h float64) {
	if f.y+h > f.ends {
		f.turn()
	}
}

func (f *form) middle(pt float64, s string) {
	f.font(pt)
	for _, l := range f.wrap(s, f.wide) {
		f.y += pt * mmPerPt * 1.6
		f.at(f.x+(f.wide-f.measure(l))/2, f.y, l)
	}
}

func (f *form) set() {
	f.turn()
	f.middle(20, f.sheet.Title)
	f.middle(12, f.sheet.Sub)
	f.y += 3
	text := false
	for i, b := range f.sheet.Blocks {
		if text && (b.Pairs != nil || b.Table != nil || b.Sign != nil) {
			f.y += 2 // a box stands off the line above it
		}
		text = b.Head != "" || b.Para != ""
		switch {
		case b.Head != "":
			f.y += 2
			f.room(20)
			f.lines(13, b.Head, "")
		case b.Para != "":
			f.lines(12, b.Para, "　　")
		case b.Pairs != nil:
			f.pairs(b.Pairs)
		case b.Table != nil:
			f.grid(b.Table, f.rest(f.sheet.Blocks[i+1:]))
		case b.Figure != nil:
			f.figure(*b.Figure)
		case b.Sign != nil:
			f.sign(b.Sign)
		case b.Seal != "":
			f.seal(b.Seal)
		}
	}
}

// rest is how much room the lines and boxes below a table need that belong on its page: where to sign, above all. Zero
// if there are none, or something longer follows.
func (f *form) rest(blocks []documents.Block) (h float64) {
	for _, b := range blocks {
		switch {
		case b.Para != "":
			f.font(12)
			h += float64(len(f.wrap("　　"+b.Para, f.wide)))*12*mmPerPt*1.6 + 1.5
		case b.Sign != nil:
			h += signHeight + 5
		case b.Seal != "":
			h += sealHeight
		default:
			return 0
		}
	}
	if h > 90 {
		return 0
	}
	return h
}

func (f *form) lines(pt float64, s, indent string) {
	f.font(pt)
	lead := pt * mmPerPt * 1.6
	for _, l := range f.wrap(indent+s, f.wide) {
		f.room(lead)
		f.font(pt)
		f.y += lead
		f.at(f.x, f.y, l)
	}
	f.y += 1.5
}

// figure under its title, not parted between pages.
func (f *form) figure(x figure.Figure) {
	d := figure.Lay(x)
	f.room(d.H + 12)
	f.y += 3
	f.lines(11, x.Title, "")
	f.shapes(d, f.x)
	f.y += d.H + 3
}

// cell draws a box with text in it, from the top or in the middle of its height.
func (f *form) cell(x, wide, h, pt float64, s string, grey bool) {
	f.box(x, wide, h, pt, s, grey, false)
}

// box with a text in it, at the left or, as sums stand, at the right.
func (f *form) box(x, wide, h, pt float64, s string, grey, right bool) {
	style := "D"
	if grey {
		f.pdf.SetFillColor(240, 240, 240)
		style = "FD"
	}
	f.pdf.Rect(x, f.y, wide, h, style)
	f.font(pt)
	lines := f.wrap(s, inside(wide))
	lead := pt * mmPerPt * 1.4
	at := f.y + (h-lead*float64(len(lines)))/2
	for _, l := range lines {
		at += lead
		left := x + (wide-inside(wide))/2
		if right {
			left = x + wide - 1.5 - f.measure(l)
		} else if wide < narrow {
			left = x + (wide-f.measure(l))/2
		}
		f.at(left, at-lead*0.22, l)
	}
}

// height that the text of a cell needs.
func (f *form) height(pt, wide float64, s string) float64 {
	f.font(pt)
	return float64(len(f.wrap(s, inside(wide))))*pt*mmPerPt*1.4 + 3
}

// narrow columns, as those of a month's days, hold a mark or two digits in their middle.
const narrow = 12.0

// inside is how wide the text of a cell may be.
func inside(wide float64) float64 {
	if wide < narrow {
		return wide - 1
	}
	return wide - 3
}

func (f *form) pairs(rows [][]string) {
	const pt = 11.5
	label := 30.0
	for _, row := range rows {
		n := float64(len(row) / 2)
		value := (f.wide - n*label) / n
		h := 11.0
		if n == 1 {
			h = 16
		}
		for i, s := range row {
			if i%2 == 0 {
				h = max(h, f.height(pt, label, s))
			} else {
				h = max(h, f.height(pt, value, s))
			}
		}
		f.room(h)
		x := f.x
		for i, s := range row {
			if i%2 == 0 {
				f.cell(x, label, h, pt, s, true)
				x += label
			} else {
				f.cell(x, value, h, pt, s, false)
				x += value
			}
		}
		f.y += h
	}
	f.y += 3
}

// grid of a table. Its last rows go to the next page with what belongs below them, which needs room of rest mm.
func (f *form) grid(t *documents.Table, rest float64) {
	pt := 11.0
	total := 0.0
	for _, x := range t.Widths {
		total += x
	}
	widths := make([]float64, len(t.Widths))
	for i, x := range t.Widths {
		widths[i] = x / total * f.wide
	}
	if len(widths) > 15 {
		pt = 9
	}
	sums := make([]bool, len(widths))
	for i := range sums {
		sums[i] = t.IsSum(i)
	}
	tall := func(cells []string) float64 {
		h := t.Height
		for i, s := range cells {
			h = max(h, f.height(pt, widths[i], s))
		}
		return h
	}
	kept := max(0, len(t.Rows)-2)
	for _, r := range t.Rows[kept:] {
		rest += tall(r)
	}
	row := func(cells []string, grey bool, with float64) {
		h := tall(cells)
		if f.y+max(h, with) > f.ends {
			f.turn()
			if !grey {
				f.heads(t, widths, pt, sums)
			}
		}
		x := f.x
		for i, s := range cells {
			f.box(x, widths[i], h, pt, s, grey, sums[i])
			x += widths[i]
		}
		f.y += h
	}
	f.room(3 * t.Height)
	row(t.Heads, true, 0)
	for i, r := range t.Rows {
		with := 0.0
		if i == kept && i > 1 {
			with = rest
		}
		row(r, false, with)
	}
	f.y += 3
}

func (f *form) heads(t *documents.Table, widths []float64, pt float64, sums []bool) {
	h := t.Height
	for i, s := range t.Heads {
		h = max(h, f.height(pt, widths[i], s))
	}
	x := f.x
	for i, s := range t.Heads {
		f.box(x, widths[i], h, pt, s, true, sums[i])
		x += widths[i]
	}
	f.y += h
}

// sign draws boxes to sign in, with room for a fingerprint.
func (f *form) sign(who []string) {
	const h = signHeight
	f.room(h + 4)
	wide := f.wide / float64(len(who))
	for i, s := range who {
		x := f.x + float64(i)*wide
		f.pdf.Rect(x, f.y, wide, h, "D")
		f.font(10.5)
		f.at(x+1.5, f.y+5, s+"：")
		if s != "日期" {
			f.font(8.5)
			hint := "（签字、指印）"
			f.at(x+wide-f.measure(hint)-1.5, f.y+h-2, hint)
		}
	}
	f.y += h + 3
}

// seal leaves room for an office's seal and its date, at the right.
func (f *form) seal(office string) {
	const h = sealHeight
	f.room(h)
	x := f.x + f.wide - 70
	f.font(12)
	f.at(x, f.y+12, office+"（盖章）")
	f.at(x, f.y+24, "________年____月____日")
	f.y += h
}
