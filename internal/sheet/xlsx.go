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

// WriteXLSX streams one sheet: a merged title and a note line (neither, where the title is empty), the headings, then the rows, as text cells (no formula can
// arise from text). Memory does not grow with the rows beyond excelize's own temporary file.
func WriteXLSX(w io.Writer, title, note string, columns []Column, rows func(yield func([]string) error) error) error {
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
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Horizontal: "center", WrapText: true}})
	if err != nil {
		return err
	}
	big, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}, Alignment: &excelize.Alignment{Horizontal: "center"}})
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(columns), 1)
	if err != nil {
		return err
	}
	row := 1
	if title != "" {
		if err := sw.SetRow("A1", []any{excelize.Cell{StyleID: big, Value: title}}, excelize.RowOpts{Height: 30}); err != nil {
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
	_, err = f.WriteTo(w)
	return err
}
