package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/errs"
)

// Limits of a workbook that is read.
const (
	maxUnpacked = 256 << 20 // bytes of all parts of an .xlsx together
	maxSheets   = 50
)

// Sheet of a workbook: its rows that are not blank.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row
	Over   []string // of a part of a sheet: what stands over it further up and holds for it, the nearest first
}

var oleMagic = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}

// Open reads a workbook as villages keep them, told by content and not by name alone: .xlsx, .xls (97 to 2003), or CSV
// in UTF-8 or GBK. Cells are what is stored and not what is displayed: see Kind. Formulas give the value last computed.
//
// Refusals, each with its remedy in the sentence: sheet.empty, sheet.et (WPS's own format), sheet.protected (a
// password), sheet.macro, sheet.old_xls (before 97), sheet.not_sheet (something else by that name), sheet.broken,
// sheet.bomb, sheet.too_large, sheet.columns, sheet.cell, sheet.nul, sheet.quote, sheet.encoding.
func Open(name string, body []byte) (sheets []Sheet, err error) {
	defer func() {
		if r := recover(); r != nil { // a reader that meets a forged file
			sheets, err = nil, errs.New(errs.Invalid, "sheet.broken").Because(fmt.Errorf("panic: %v", r))
		}
	}()
	ext := strings.ToLower(filepath.Ext(name))
	switch {
	case len(body) == 0:
		return nil, errs.New(errs.Invalid, "sheet.empty")
	case len(body) > MaxBytes:
		return nil, errs.New(errs.TooLarge, "sheet.too_large").With("limit", "32 MB")
	case ext == ".et" || ext == ".ett":
		return nil, errs.New(errs.Invalid, "sheet.et")
	case bytes.HasPrefix(body, oleMagic):
		sheets, err = openXLS(body)
	case bytes.HasPrefix(body, []byte("PK\x03\x04")):
		sheets, err = openXLSX(body)
	case ext == ".csv" || ext == ".txt":
		sheets, err = openCSV(body)
	default:
		return nil, errs.New(errs.Invalid, "sheet.not_sheet")
	}
	if err != nil {
		return nil, err
	}
	for _, s := range sheets {
		if len(s.Rows) > 0 {
			return sheets, nil
		}
	}
	return nil, errs.New(errs.Invalid, "sheet.empty")
}

func openCSV(body []byte) ([]Sheet, error) {
	rows, err := readText(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	var s Sheet
	for i, r := range rows {
		if c := trimRow(cells(r)); len(c) > 0 {
			s.Rows = append(s.Rows, Row{N: i + 1, Cells: c})
		}
	}
	return []Sheet{s}, nil
}

// trimRow drops blank cells at the end; nil if nothing is left.
func trimRow(cells []Cell) []Cell {
	for len(cells) > 0 && cells[len(cells)-1].blank() {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// unpackable looks into the archive's list before anything is unpacked.
func unpackable(body []byte) error {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return errs.New(errs.Invalid, "sheet.broken").Because(err)
	}
	var total uint64
	book := false
	for _, f := range z.File {
		total += f.UncompressedSize64
		if total > maxUnpacked || f.UncompressedSize64 > maxUnpacked || len(z.File) > 5000 {
			return errs.New(errs.TooLarge, "sheet.bomb")
		}
		switch n := strings.ToLower(f.Name); {
		case strings.HasSuffix(n, "vbaproject.bin"):
			return errs.New(errs.Invalid, "sheet.macro")
		case n == "xl/workbook.xml":
			book = true
		}
	}
	if !book {
		return errs.New(errs.Invalid, "sheet.not_sheet")
	}
	return nil
}

// scientific writes a long number as spreadsheets show it: 3.70402199001011E+17.
func scientific(digits string) string {
	head := strings.TrimRight(digits[1:min(15, len(digits))], "0")
	if head != "" {
		head = "." + head
	}
	return fmt.Sprintf("%c%sE+%d", digits[0], head, len(digits)-1)
}

// Ruined reports whether a cell is a number that lost digits, as 3.70402E+17.
func Ruined(cell string) bool {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(strings.TrimSpace(cell)), "E+")
	return ok && utf8.RuneCountInString(cell) < 30 && strings.Trim(mantissa, "0123456789.") == "" && mantissa != "" &&
		strings.Trim(exponent, "0123456789") == "" && exponent != ""
}

// IsWorkbook tells a workbook (.xlsx, .xls) from text, by content.
func IsWorkbook(body []byte) bool {
	return bytes.HasPrefix(body, oleMagic) || bytes.HasPrefix(body, []byte("PK\x03\x04"))
}

// Cut reports whether digits that were typed as text are what is left of a number that lost its end: spreadsheets keep
// fifteen digits and write zeros behind them. Of one or two zeros nobody can tell.
func Cut(digits string) bool {
	return len(digits) >= 18 && strings.Trim(digits[15:], "0") == "" && strings.Trim(digits, "0123456789") == ""
}
