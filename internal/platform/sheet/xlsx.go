package sheet

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// Column of a workbook that is written: its heading and width in characters.
type Column struct {
	Head  string
	Width float64
}

// WriteXLSX streams one sheet: a merged title and a note line (neither, where the title is empty), the headings, then
// the rows, as text cells (no formula can arise from text). Memory does not grow with the rows beyond excelize's own
// temporary file.
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
		cells := make([]any, len(rec))
		for i, c := range rec {
			cells[i] = c
		}
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
