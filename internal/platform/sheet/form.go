package sheet

import (
	"io"
	"math"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Form is a table as an office prints it, across an A4 page: heads on two rows, some of them over more than one column,
// and lines above and below.
type Form struct {
	Above  string   // at the top left: 附件1
	Title  string   // centred
	Head   []string // one line above the table: at the left, and at the right
	Widths []float64
	Heads  []FormHead
	Rows   [][]string
	Note   string   // under the table
	Foot   []string // one line below, spread over the width
	Text   []int    // columns that hold text, which stands at the left; the others are centred
	Plain  bool     // heads on one row
}

// FormHead is a head of a form over some columns and rows.
type FormHead struct {
	Text    string
	Column  int // the first, from 0
	Columns int
	Row     int // 0 or 1
	Rows    int
	Open    bool // an empty cell that belongs to the head above it: no line between
}

// HeadRows of the form.
func (f *Form) HeadRows() int {
	if f.Plain {
		return 1
	}
	return 2
}

// IsText reports whether a column holds text.
func (f *Form) IsText(column int) bool {
	for _, c := range f.Text {
		if c == column {
			return true
		}
	}
	return false
}

// WriteForm writes the form as a workbook of one sheet, ready to print: A4 across, on one page's width.
func WriteForm(w io.Writer, f *Form) error {
	x := excelize.NewFile()
	defer x.Close()
	const name = "Sheet1"
	var failed error
	try := func(err error) {
		if failed == nil {
			failed = err
		}
	}
	at := func(column, row int) string {
		s, err := excelize.CoordinatesToCellName(column+1, row)
		try(err)
		return s
	}
	style := func(s excelize.Style) int {
		id, err := x.NewStyle(&s)
		try(err)
		return id
	}
	line := func(sides ...string) (out []excelize.Border) {
		for _, side := range sides {
			out = append(out, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
		return out
	}
	all := line("left", "right", "top", "bottom")
	last := len(f.Widths) - 1
	total := 0.0
	for _, wide := range f.Widths {
		total += wide
	}
	for i, wide := range f.Widths {
		col, err := excelize.ColumnNumberToName(i + 1)
		try(err)
		try(x.SetColWidth(name, col, col, wide/total*125))
	}
	put := func(cell string, value any, id int) {
		try(x.SetCellValue(name, cell, value))
		try(x.SetCellStyle(name, cell, cell, id))
	}
	merge := func(from, to string, id int) {
		if from != to {
			try(x.MergeCell(name, from, to))
		}
		try(x.SetCellStyle(name, from, to, id))
	}
	left := style(excelize.Style{Font: &excelize.Font{Size: 12}})
	right := style(excelize.Style{Font: &excelize.Font{Size: 12}, Alignment: &excelize.Alignment{Horizontal: "right"}})
	row := 1
	put(at(0, row), f.Above, left)
	row++
	put(at(0, row), f.Title, 0)
	merge(at(0, row), at(last, row),
		style(excelize.Style{Font: &excelize.Font{Size: 20, Bold: true},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}}))
	try(x.SetRowHeight(name, row, 36))
	row++
	half := (last + 1) / 2
	if len(f.Head) > 0 {
		put(at(0, row), f.Head[0], left)
		merge(at(0, row), at(half-1, row), left)
		if len(f.Head) > 1 {
			put(at(half, row), f.Head[1], right)
			merge(at(half, row), at(last, row), right)
		}
	}
	row++
	head := style(excelize.Style{Font: &excelize.Font{Size: 11}, Border: all,
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}})
	open := style(excelize.Style{Border: line("left", "right", "bottom")})
	over := style(excelize.Style{Font: &excelize.Font{Size: 11}, Border: line("left", "right", "top"),
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}})
	for _, h := range f.Heads {
		from, to := at(h.Column, row+h.Row), at(h.Column+h.Columns-1, row+h.Row+h.Rows-1)
		try(x.SetCellValue(name, from, h.Text))
		id := head
		if h.Open {
			id = open
		} else if h.Columns > 1 {
			id = over
		}
		merge(from, to, id)
	}
	for _, h := range f.Heads { // the sub-head keeps its own upper line
		if h.Row == 1 && !h.Open {
			try(x.SetCellStyle(name, at(h.Column, row+1), at(h.Column, row+1), head))
		}
	}
	heights := []float64{46, 60}
	for i := range f.HeadRows() {
		try(x.SetRowHeight(name, row+i, heights[i]))
	}
	firstHead := row
	row += f.HeadRows()
	number := style(excelize.Style{Font: &excelize.Font{Size: 11}, Border: all,
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}})
	text := style(excelize.Style{Font: &excelize.Font{Size: 11}, Border: all,
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	for _, cells := range f.Rows {
		for i, c := range cells {
			id := number
			if f.IsText(i) {
				id = text
			}
			put(at(i, row), value(c, f.IsText(i)), id)
		}
		try(x.SetRowHeight(name, row, rowHeight(cells, f.Widths, total)))
		row++
	}
	if f.Note != "" {
		put(at(0, row), f.Note, left)
		row++
	}
	for i, s := range f.Foot {
		put(at(i*(last+1)/len(f.Foot), row), s, left)
	}
	landscape, a4, fit, wide := "landscape", 9, 1, true
	tall := 0
	try(x.SetPageLayout(name,
		&excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &fit, FitToHeight: &tall}))
	try(x.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &wide}))
	try(x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles",
		RefersTo: name + "!$" + strconv.Itoa(firstHead) + ":$" + strconv.Itoa(firstHead+f.HeadRows()-1), Scope: name}))
	if failed != nil {
		return failed
	}
	_, err := x.WriteTo(w)
	return err
}

// value of a cell: a figure as a number, so that it can be added up; text as text.
func value(s string, text bool) any {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && !text && len(s) < 12 {
		return n
	}
	return s
}

// rowHeight in points, so that what does not fit into a column's width is not cut off: a Chinese character of 11 points
// is about 2.2 of a workbook's units wide, a digit 1.1.
func rowHeight(cells []string, widths []float64, total float64) float64 {
	most := 1.0
	for i, c := range cells {
		wide := 0.0
		for _, r := range c {
			if r < 0x2e80 {
				wide += 1.1
			} else {
				wide += 2.2
			}
		}
		most = max(most, math.Ceil(wide/max(widths[i]/total*125-1, 1)))
	}
	return max(26, 16*most+4)
}
