package sheet

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Column of a workbook that is written: its heading, its width in characters, and whether its cells are figures.
type Column struct {
	Head   string
	Width  float64
	Figure bool // what reads as a number is one, so that it can be added up; else all is text
}

// figure is a number as lists write it: its thousands may be parted by commas. A code that begins with a zero is none.
var figure = regexp.MustCompile(`^-?(0|[1-9]\d{0,13}|[1-9]\d{0,2}(,\d{3}){1,4})(\.\d{1,2})?$`)

// exactDigits are the digits that a number of a workbook holds without loss.
const exactDigits = 15

// Figure is the number that a text of a list writes, in yuan, days or pieces; false where it writes none, or one that a
// workbook would not hold without loss. It goes into a workbook and is not reckoned with.
func Figure(text string) (n float64, decimals, ok bool) {
	if !figure.MatchString(text) {
		return 0, false, false
	}
	plain := strings.ReplaceAll(text, ",", "")
	if len(strings.Trim(plain, "-.")) > exactDigits {
		return 0, false, false
	}
	n, err := strconv.ParseFloat(plain, 64)
	return n, strings.Contains(plain, "."), err == nil
}

// Formats of numbers that every spreadsheet program has: whole, and two decimals with parted thousands.
const (
	wholeFormat   = 1
	decimalFormat = 4
)

// figures makes the cells of the columns that hold figures.
type figures struct {
	columns        []Column
	whole, decimal int // styles
}

func newFigures(f *excelize.File, columns []Column) (x figures, err error) {
	x.columns = columns
	if x.whole, err = f.NewStyle(&excelize.Style{NumFmt: wholeFormat}); err != nil {
		return x, err
	}
	x.decimal, err = f.NewStyle(&excelize.Style{NumFmt: decimalFormat})
	return x, err
}

// cell of a column, by its place from 0.
func (x figures) cell(column int, text string) any {
	if column < len(x.columns) && x.columns[column].Figure {
		if n, decimals, ok := Figure(text); ok && decimals {
			return excelize.Cell{StyleID: x.decimal, Value: n}
		} else if ok {
			return excelize.Cell{StyleID: x.whole, Value: n}
		}
	}
	return text
}

// row of cells, one for each text.
func (x figures) row(rec []string) []any {
	cells := make([]any, len(rec))
	for i, c := range rec {
		cells[i] = x.cell(i, c)
	}
	return cells
}

// WriteXLSX streams one sheet: a merged title and a note line (neither, where the title is empty), the headings, then
// the rows, as text cells (no formula can arise from text) but for figures. Memory does not grow with the rows beyond
// excelize's own temporary file.
func WriteXLSX(w io.Writer, title, note string, columns []Column, rows func(yield func([]string) error) error) error {
	return WriteXLSXWith(w, title, note, columns, rows)
}

// Extra is a further sheet of a workbook that is written: tables one under the other.
type Extra struct {
	Name   string
	Tables []ExtraTable
}

// ExtraTable has a line of title, one of note where there is any, its heads and rows.
type ExtraTable struct {
	Title, Note string
	Heads       []string
	Rows        [][]string
}

// WriteXLSXWith writes as WriteXLSX does, with further sheets behind the first.
func WriteXLSXWith(w io.Writer, title, note string, columns []Column, rows func(yield func([]string) error) error,
	more ...Extra) error {
	f := excelize.NewFile()
	defer f.Close()
	const name = "Sheet1"
	sw, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range columns {
		if err := sw.SetColWidth(i+1, i+1, c.Width); err != nil {
			return err
		}
	}
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true},
		Alignment: &excelize.Alignment{Horizontal: "center", WrapText: true}})
	if err != nil {
		return err
	}
	big, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 16},
		Alignment: &excelize.Alignment{Horizontal: "center"}})
	if err != nil {
		return err
	}
	numbers, err := newFigures(f, columns)
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(columns), 1)
	if err != nil {
		return err
	}
	row := 1
	if title != "" {
		if err := sw.SetRow("A1", []any{excelize.Cell{StyleID: big, Value: title}},
			excelize.RowOpts{Height: 30}); err != nil {
			return err
		}
		if err := sw.MergeCell("A1", last); err != nil {
			return err
		}
		if err := sw.SetRow("A2", []any{note}); err != nil {
			return err
		}
		row = 3
	}
	heads := make([]any, len(columns))
	for i, c := range columns {
		heads[i] = excelize.Cell{StyleID: head, Value: c.Head}
	}
	if err := sw.SetRow(fmt.Sprintf("A%d", row), heads); err != nil {
		return err
	}
	err = rows(func(rec []string) error {
		row++
		cells := numbers.row(rec)
		at, err := excelize.CoordinatesToCellName(1, row)
		if err != nil {
			return err
		}
		return sw.SetRow(at, cells)
	})
	if err != nil {
		return err
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	for _, x := range more {
		if err := writeExtra(f, x, head); err != nil {
			return err
		}
	}
	_, err = f.WriteTo(w)
	return err
}

// extraWidth of the columns of a further sheet, whose tables differ.
const extraWidth = 30

func writeExtra(f *excelize.File, x Extra, head int) error {
	if _, err := f.NewSheet(x.Name); err != nil {
		return err
	}
	sw, err := f.NewStreamWriter(x.Name)
	if err != nil {
		return err
	}
	if err := sw.SetColWidth(1, 8, extraWidth); err != nil {
		return err
	}
	n := 0
	put := func(style int, texts ...string) error {
		n++
		cells := make([]any, len(texts))
		for i, t := range texts {
			cells[i] = excelize.Cell{StyleID: style, Value: t}
		}
		return sw.SetRow(fmt.Sprintf("A%d", n), cells)
	}
	for i, t := range x.Tables {
		if i > 0 {
			n++
		}
		if err := put(head, t.Title); err != nil {
			return err
		}
		if t.Note != "" {
			if err := put(0, t.Note); err != nil {
				return err
			}
		}
		if err := put(head, t.Heads...); err != nil {
			return err
		}
		for _, r := range t.Rows {
			if err := put(0, r...); err != nil {
				return err
			}
		}
	}
	return sw.Flush()
}
