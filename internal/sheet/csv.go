package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gangwei/internal/errs"
)

// Limits of one table.
const (
	MaxBytes   = 32 << 20
	MaxRows    = 200_000
	MaxColumns = 200
	MaxCell    = 10_000 // characters
)

// ReadCSV reads a whole CSV. UTF-8 (with or without byte order mark) is taken as such, anything else as GB 18030.
// Refusals: sheet.too_large, sheet.columns, sheet.cell, sheet.nul, sheet.quote, each with its row.
func ReadCSV(r io.Reader) ([][]string, error) {
	body, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(body) > MaxBytes {
		return nil, errs.New(errs.TooLarge, "sheet.too_large").With("limit", "32 MB")
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(body) {
		if body, err = simplifiedchinese.GB18030.NewDecoder().Bytes(body); err != nil {
			return nil, errs.New(errs.Invalid, "sheet.encoding")
		}
	}
	cr := csv.NewReader(bytes.NewReader(body))
	cr.FieldsPerRecord = -1
	cr.ReuseRecord = false
	var rows [][]string
	for {
		rec, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			return nil, errs.New(errs.Invalid, "sheet.quote").At(pe.StartLine, "")
		}
		if err != nil {
			return nil, err
		}
		if err := checkRow(len(rows)+1, rec); err != nil {
			return nil, err
		}
		rows = append(rows, rec)
	}
}

// checkCells of a row of a workbook, as checkRow does.
func checkCells(n int, cells []Cell) error {
	for i, c := range cells {
		if utf8.RuneCountInString(c.Text) > MaxCell {
			return errs.New(errs.TooLarge, "sheet.cell").At(n, Letter(i)).With("limit", MaxCell)
		}
		if strings.IndexByte(c.Text, 0) >= 0 {
			return errs.New(errs.Invalid, "sheet.nul").At(n, Letter(i))
		}
	}
	return nil
}

func checkRow(n int, rec []string) error {
	if n > MaxRows {
		return errs.New(errs.TooLarge, "sheet.too_large").With("limit", fmt.Sprintf("%d 行", MaxRows))
	}
	if len(rec) > MaxColumns {
		return errs.New(errs.TooLarge, "sheet.columns").At(n, "").With("limit", MaxColumns)
	}
	for i, c := range rec {
		if utf8.RuneCountInString(c) > MaxCell {
			return errs.New(errs.TooLarge, "sheet.cell").At(n, fmt.Sprint(i+1)).With("limit", MaxCell)
		}
		if strings.IndexByte(c, 0) >= 0 {
			return errs.New(errs.Invalid, "sheet.nul").At(n, fmt.Sprint(i+1))
		}
	}
	return nil
}

// Guard keeps a spreadsheet from taking a cell for a formula: text that begins with = + - @ tab or return gets an
// apostrophe in front. Plain numbers keep their sign.
func Guard(cell string) string {
	if cell == "" {
		return cell
	}
	switch cell[0] {
	case '=', '@', '\t', '\r':
		return "'" + cell
	case '+', '-':
		if strings.Trim(cell[1:], "0123456789.,") != "" || len(cell) == 1 {
			return "'" + cell
		}
	}
	return cell
}

// WriteCSV writes UTF-8 with a byte order mark, as Excel and WPS expect, every cell guarded.
func WriteCSV(w io.Writer, rows func(yield func([]string) error) error) error {
	if _, err := io.WriteString(w, "\xef\xbb\xbf"); err != nil {
		return err
	}
	cw := csv.NewWriter(w)
	cw.UseCRLF = true
	err := rows(func(rec []string) error {
		out := make([]string, len(rec))
		for i, c := range rec {
			out[i] = Guard(c)
		}
		return cw.Write(out)
	})
	cw.Flush()
	return errors.Join(err, cw.Error())
}
