package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gangwei/internal/base/errs"
)

// Limits of one table.
const (
	MaxBytes   = 32 << 20
	MaxRows    = 200_000
	MaxColumns = 200
	MaxCell    = 10_000 // characters
	// MaxCells of a workbook that hold something or stand before one that does: what memory takes, whatever the rows
	// and columns.
	MaxCells = 6_000_000
)

const tooManyCells = "600万个单元格"

// ReadCSV reads a whole table of text: commas or tabs between the cells, in UTF-8 or UTF-16 (told by their marks or
// their bytes), else GB 18030. Blank lines are left out. A cell written ="123", which keeps a spreadsheet from taking
// it
// for a number, is 123.
// Refusals: sheet.too_large, sheet.columns, sheet.cell, sheet.nul, sheet.quote, sheet.encoding_row, each with its row.
func ReadCSV(r io.Reader) ([][]string, error) {
	rows, err := readText(r)
	return slices.DeleteFunc(rows, func(r []string) bool { return r == nil }), err
}

// readText is ReadCSV with a row without cells for each blank line, so that rows count as a spreadsheet program counts
// them.
func readText(r io.Reader) ([][]string, error) {
	body, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(body) > MaxBytes {
		return nil, errs.New(errs.TooLarge, "sheet.too_large").With("limit", "32 MB")
	}
	text, err := decoded(body)
	if err != nil {
		return nil, err
	}
	comma := delimiter(text)
	cr := csv.NewReader(strings.NewReader(unguarded(text, comma)))
	cr.FieldsPerRecord = -1
	cr.Comma = comma
	var rows [][]string
	next := 1 // the line on which the next row begins, if no line is blank
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
		for i, c := range rec {
			if strings.HasPrefix(c, `="`) && strings.HasSuffix(c, `"`) && len(c) > 3 {
				rec[i] = c[2 : len(c)-1]
			}
			if rest, guarded := strings.CutPrefix(c, "'"); guarded && Guard(rest) == c { // as this program writes it
				rec[i] = rest
			}
		}
		line, _ := cr.FieldPos(0)
		for ; next < line && len(rows) < MaxRows; next++ {
			rows = append(rows, nil) // a blank line is a row too
		}
		if err := checkRow(len(rows)+1, rec); err != nil {
			return nil, err
		}
		rows = append(rows, rec)
		for _, c := range rec {
			line += strings.Count(c, "\n")
		}
		next = line + 1
	}
}

// decoded text of a file. A byte that no character has is never taken for one.
func decoded(body []byte) (string, error) {
	if text, ok := wide(body); ok {
		return text, nil
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if utf8.Valid(body) {
		return string(body), nil
	}
	damaged := func(line int) (string, error) {
		return "", errs.New(errs.Invalid, "sheet.encoding_row").With("row", line)
	}
	// GB 18030 has a character for nearly any bytes, so that a damaged UTF-8 must be told first
	if bad, good, at := malformed(body); good >= 3*bad {
		return damaged(1 + bytes.Count(body[:at], []byte("\n")))
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(body)
	if err != nil {
		return damaged(1)
	}
	if at := bytes.IndexRune(text, utf8.RuneError); at >= 0 {
		return damaged(1 + bytes.Count(text[:at], []byte("\n")))
	}
	return string(text), nil
}

// wide text is UTF-16, with its mark or told by the zero in each of its digits, commas and line ends: the second byte
// of two, or the first.
func wide(body []byte) (string, bool) {
	order := unicode.LittleEndian
	switch {
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		order = unicode.BigEndian
	case len(body) < 4 || len(body)%2 != 0:
		return "", false
	default:
		first, second := zeros(body)
		if first+second < len(body)/40 || max(first, second) < 10*min(first, second)+2 {
			return "", false
		}
		if first > second {
			order = unicode.BigEndian
		}
	}
	text, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(body)
	return string(text), err == nil && !bytes.ContainsRune(text, utf8.RuneError)
}

// zeros among the first and the second of each two bytes.
func zeros(body []byte) (first, second int) {
	for i, c := range body {
		switch {
		case c != 0:
		case i%2 == 0:
			first++
		default:
			second++
		}
	}
	return first, second
}

// malformed counts the bytes that are no UTF-8 and the characters of several bytes that are, and says where the first
// of the former stands.
func malformed(body []byte) (bad, good, first int) {
	for at := 0; at < len(body); {
		r, n := utf8.DecodeRune(body[at:])
		switch {
		case r == utf8.RuneError && n == 1:
			if bad++; bad == 1 {
				first = at
			}
		case n > 1:
			good++
		}
		at += n
	}
	return bad, good, first
}

// delimiter between cells: the tab where the first lines have more of them than commas.
func delimiter(text string) rune {
	lines := strings.SplitN(text, "\n", 21)
	head := strings.Join(lines[:min(20, len(lines))], "\n")
	if strings.Count(head, "\t") > strings.Count(head, ",") {
		return '\t'
	}
	return ','
}

// unguarded text: ="123" without quotes around it, as some exports write it, is "123".
func unguarded(text string, comma rune) string {
	if !strings.Contains(text, `="`) {
		return text
	}
	guard := regexp.MustCompile(`(^|[\n` + string(comma) + `])="([^"\r\n]*)"`)
	return guard.ReplaceAllString(text, `$1"$2"`)
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
