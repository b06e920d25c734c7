package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
)

// book is an .xlsx that is being read: one pass over the bytes of each part, since the library hands on what is
// displayed, and tells the type of a cell only with the whole sheet in memory as objects.
type book struct {
	zip      *zip.Reader
	shared   []string
	shown    []precision // of each cell style
	from1904 bool
	sheets   []bookSheet
	left     int // rows that may still be read
	room     int // and cells
}

type bookSheet struct {
	name   string
	part   string
	hidden bool
}

func openXLSX(body []byte) ([]Sheet, error) {
	if err := unpackable(body); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, errs.New(errs.Invalid, "sheet.broken").Because(err)
	}
	b := &book{zip: z, left: MaxRows, room: MaxCells}
	for _, part := range []func() error{b.list, b.strings, b.styles} {
		if err := part(); err != nil {
			return nil, bookFault(err)
		}
	}
	var out []Sheet
	for _, s := range b.sheets {
		sheet, err := b.sheet(s)
		if err != nil {
			return nil, bookFault(err)
		}
		out = append(out, sheet)
	}
	return out, nil
}

func bookFault(err error) error {
	if len(errs.All(err)) > 0 {
		return err
	}
	return errs.New(errs.Invalid, "sheet.broken").Because(err)
}

var errNoPart = errors.New("xlsx: the part is missing")

// part of the archive by its name, whatever the case of its letters.
func (b *book) part(name string) (io.ReadCloser, error) {
	for _, f := range b.zip.File {
		if strings.EqualFold(strings.TrimPrefix(f.Name, "/"), name) {
			return f.Open()
		}
	}
	return nil, errNoPart
}

// scan a part's elements from front to back.
func (b *book) scan(name string, visit func(m *markup, t token) error) error {
	r, err := b.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	m := newMarkup(io.LimitReader(r, maxUnpacked))
	for {
		t, err := m.next()
		if err != nil {
			return err
		}
		if t == over {
			return nil
		}
		if err := visit(m, t); err != nil {
			return err
		}
	}
}

func (b *book) list() error {
	target := map[string]string{}
	err := b.scan("xl/_rels/workbook.xml.rels", func(m *markup, t token) error {
		if t == begun && string(m.name) == "Relationship" {
			to := strings.TrimPrefix(m.attr("Target"), "/")
			if !strings.HasPrefix(to, "xl/") {
				to = path.Join("xl", to)
			}
			if strings.HasSuffix(m.attr("Type"), "/worksheet") {
				target[m.attr("Id")] = to
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.scan("xl/workbook.xml", func(m *markup, t token) error {
		if t != begun {
			return nil
		}
		switch string(m.name) {
		case "workbookPr":
			b.from1904 = isTrue(m.attr("date1904"))
		case "sheet":
			return b.listed(m, target)
		}
		return nil
	})
}

// listed is a sheet of the workbook's list; a chart is left aside.
func (b *book) listed(m *markup, target map[string]string) error {
	id := ""
	for a := m.attributes(); a.next(); {
		if string(a.name) == "id" && a.prefixed {
			id = string(a.value)
		}
	}
	to := target[id]
	if to == "" {
		return nil
	}
	state := m.attr("state")
	b.sheets = append(b.sheets, bookSheet{m.attr("name"), to, state == "hidden" || state == "veryHidden"})
	if len(b.sheets) > maxSheets {
		return errs.New(errs.TooLarge, "sheet.sheets").With("limit", maxSheets)
	}
	return nil
}

func isTrue(value string) bool { return value == "1" || value == "true" }

// strings that cells share. How a name is to be read aloud (rPh) is no part of it.
func (b *book) strings() error {
	var text []byte
	in, aloud := false, 0
	err := b.scan("xl/sharedStrings.xml", func(m *markup, t token) error {
		switch {
		case t == said:
			if in {
				text = append(text, m.said...)
			}
		case string(m.name) == "t":
			in = t == begun && aloud == 0
		case string(m.name) == "rPh":
			aloud += map[token]int{begun: 1, ended: -1}[t]
		case string(m.name) == "si" && t == begun:
			text = text[:0]
		case string(m.name) == "si":
			b.shared = append(b.shared, unescaped(string(text)))
		}
		return nil
	})
	if errors.Is(err, errNoPart) {
		return nil
	}
	return err
}

func (b *book) styles() error {
	formats := map[int]string{}
	inXfs := false
	err := b.scan("xl/styles.xml", func(m *markup, t token) error {
		if t == said {
			return nil
		}
		switch string(m.name) {
		case "numFmt":
			if id, err := strconv.Atoi(m.attr("numFmtId")); err == nil && t == begun {
				formats[id] = m.attr("formatCode")
			}
		case "cellXfs":
			inXfs = t == begun
		case "xf":
			if id, _ := strconv.Atoi(m.attr("numFmtId")); inXfs && t == begun {
				b.shown = append(b.shown, shownBy(id, formats[id]))
			}
		}
		return nil
	})
	if errors.Is(err, errNoPart) {
		return nil
	}
	return err
}

// unescaped text of a part: _x000D_ stands for a character that XML cannot hold.
func unescaped(s string) string {
	at := strings.Index(s, "_x")
	if at < 0 {
		return s
	}
	var b strings.Builder
	for at >= 0 {
		b.WriteString(s[:at])
		s = s[at:]
		n, err := strconv.ParseUint(s[2:min(6, len(s))], 16, 16)
		if len(s) < 7 || s[6] != '_' || err != nil || len(s[2:6]) != 4 {
			b.WriteString(s[:2])
			s = s[2:]
		} else {
			b.WriteRune(rune(n))
			s = s[7:]
		}
		at = strings.Index(s, "_x")
	}
	b.WriteString(s)
	return b.String()
}

// rowReader puts the cells of a sheet together while its part is scanned.
type rowReader struct {
	*book
	out Sheet

	n     int  // row
	inRow bool // cells outside of one are nowhere
	col   int  // of the next cell that does not say where it stands
	cells []Cell

	hidden bool
	merges []merge

	kind           string
	style          int
	value, formula []byte
	hasValue       bool
	hasFormula     bool
	aloud          int
	into           *[]byte
}

func (b *book) sheet(s bookSheet) (Sheet, error) {
	r := &rowReader{book: b, out: Sheet{Name: s.name, Hidden: s.hidden}}
	err := b.scan(s.part, func(m *markup, t token) error {
		switch t {
		case begun:
			r.start(m)
		case ended:
			return r.end(m)
		case said:
			if r.into != nil && len(*r.into) <= 8*MaxCell {
				*r.into = append(*r.into, m.said...)
			}
		}
		return nil
	})
	spread(&r.out, r.merges)
	return r.out, err
}

func (r *rowReader) start(m *markup) {
	switch string(m.name) {
	case "row":
		r.startRow(m)
	case "c":
		r.startCell(m)
	case "v":
		r.into = &r.value
	case "f":
		r.hasFormula, r.into = true, &r.formula
	case "t":
		if r.kind == "inlineStr" && r.aloud == 0 {
			r.into = &r.value
		}
	case "rPh":
		r.aloud++
	case "mergeCell":
		if x, ok := merged(m.attr("ref")); ok {
			r.merges = append(r.merges, x)
		}
	}
}

func (r *rowReader) startRow(m *markup) {
	n, hidden := 0, false
	for a := m.attributes(); a.next(); {
		switch string(a.name) {
		case "r":
			n, _ = strconv.Atoi(string(a.value))
		case "hidden":
			hidden = isTrue(string(a.value))
		}
	}
	if n <= r.n {
		n = r.n + 1
	}
	r.n, r.inRow, r.col, r.cells, r.hidden = n, true, 0, r.cells[:0], hidden
}

func (r *rowReader) startCell(m *markup) {
	r.kind, r.style = "", 0
	for a := m.attributes(); a.next(); {
		switch string(a.name) {
		case "r":
			if col, ok := columnOf(a.value); ok {
				r.col = col
			}
		case "t":
			r.kind = cellType(a.value)
		case "s":
			r.style, _ = strconv.Atoi(string(a.value))
		}
	}
	r.value, r.formula = r.value[:0], r.formula[:0]
	r.hasValue, r.hasFormula = false, false
}

// cellType without a copy of its name for each cell.
func cellType(name []byte) string {
	switch string(name) {
	case "s":
		return "s"
	case "n":
		return "n"
	case "str":
		return "str"
	case "inlineStr":
		return "inlineStr"
	}
	return string(name)
}

func (r *rowReader) end(m *markup) error {
	switch string(m.name) {
	case "v", "f", "t":
		r.hasValue = r.hasValue || len(r.value) > 0
		r.into = nil
	case "rPh":
		r.aloud--
	case "c":
		c := r.cell()
		if r.hasFormula {
			c = ofFormula(c)
		}
		if err := r.put(c); err != nil {
			return err
		}
		r.col++
	case "row":
		return r.row()
	}
	return nil
}

// put a cell where it stands.
func (r *rowReader) put(c Cell) error {
	if c.Kind == Blank || !r.inRow {
		return nil
	}
	if r.col >= MaxColumns && !c.blank() {
		return errs.New(errs.TooLarge, "sheet.columns").At(r.n, "").With("limit", MaxColumns)
	}
	if r.col >= MaxColumns {
		return nil
	}
	for len(r.cells) < r.col {
		r.cells = append(r.cells, Cell{})
	}
	r.cells = append(r.cells[:r.col], c)
	return nil
}

func (r *rowReader) row() error {
	cells := slices.Clone(trimRow(r.cells))
	r.cells, r.inRow = r.cells[:0], false
	if len(cells) == 0 {
		return nil
	}
	if r.room -= len(cells); r.room < 0 {
		return errs.New(errs.TooLarge, "sheet.too_large").With("limit", tooManyCells)
	}
	if r.left--; r.left < 0 {
		return errs.New(errs.TooLarge, "sheet.too_large").With("limit", fmt.Sprintf("%d 行", MaxRows))
	}
	if err := checkCells(r.n, cells); err != nil {
		return err
	}
	r.out.Rows = append(r.out.Rows, Row{N: r.n, Cells: cells, Hidden: r.hidden})
	return nil
}

// cell that was read last, by its stored type.
func (r *rowReader) cell() Cell {
	switch {
	case r.hasFormula && !r.hasValue && r.kind != "str":
		return Cell{Kind: NoValue, Text: "=" + string(r.formula)}
	case !r.hasValue:
		return Cell{}
	}
	v := string(r.value)
	switch r.kind {
	case "s":
		if n, err := strconv.Atoi(strings.TrimSpace(v)); err == nil && n >= 0 && n < len(r.shared) {
			return typed(r.shared[n])
		}
		return Cell{Kind: Error, Text: "#REF!"}
	case "str", "inlineStr":
		return typed(unescaped(v))
	case "b":
		return Cell{Kind: Truth, Text: truth(boolByte(v))}
	case "e":
		return Cell{Kind: Error, Text: strings.TrimSpace(v)}
	case "d":
		return isoDay(v)
	}
	shown := plainNumber
	if r.style >= 0 && r.style < len(r.shown) {
		shown = r.shown[r.style]
	}
	return numeral(v, shown, r.from1904)
}

func boolByte(v string) byte {
	if v = strings.TrimSpace(v); v == "1" || strings.EqualFold(v, "true") {
		return 1
	}
	return 0
}

// isoDay is a date that is stored as text: 2024-03-05T08:30:00Z.
func isoDay(v string) Cell {
	v = strings.TrimSuffix(strings.TrimSpace(v), "Z")
	day, clock, _ := strings.Cut(v, "T")
	if _, err := civil.ParseDate(day); err != nil {
		return typed(v)
	}
	clock, _, _ = strings.Cut(clock, ".")
	if strings.Trim(clock, "0:") == "" {
		return Cell{Kind: Day, Text: day}
	}
	return Cell{Kind: Day, Text: day + " " + clock}
}

// columnOf a reference like C5, counted from 0.
func columnOf[T string | []byte](ref T) (int, bool) {
	n := 0
	for i := range len(ref) {
		c := ref[i]
		switch {
		case c >= 'a' && c <= 'z':
			c -= 'a' - 'A'
			fallthrough
		case c >= 'A' && c <= 'Z':
			if n = n*26 + int(c-'A') + 1; n > 1<<20 {
				return 0, false
			}
		case c == '$':
		default:
			return n - 1, n > 0
		}
	}
	return 0, false
}
