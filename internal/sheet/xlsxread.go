package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/errs"
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
	b := &book{zip: z, left: MaxRows}
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
func (b *book) scan(name string, visit func(d *xml.Decoder, t xml.Token) error) error {
	r, err := b.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(io.LimitReader(r, maxUnpacked))
	d.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := visit(d, t); err != nil {
			return err
		}
	}
}

// attr of an element by its local name.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (b *book) list() error {
	target := map[string]string{}
	err := b.scan("xl/_rels/workbook.xml.rels", func(_ *xml.Decoder, t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			to := strings.TrimPrefix(attr(e, "Target"), "/")
			if !strings.HasPrefix(to, "xl/") {
				to = path.Join("xl", to)
			}
			if kind := attr(e, "Type"); strings.HasSuffix(kind, "/worksheet") {
				target[attr(e, "Id")] = to
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.scan("xl/workbook.xml", func(_ *xml.Decoder, t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		switch e.Name.Local {
		case "workbookPr":
			b.from1904 = attr(e, "date1904") == "1" || attr(e, "date1904") == "true"
		case "sheet":
			id := ""
			for _, a := range e.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					id = a.Value
				}
			}
			to := target[id]
			if to == "" {
				return nil // a chart
			}
			state := attr(e, "state")
			b.sheets = append(b.sheets, bookSheet{attr(e, "name"), to, state == "hidden" || state == "veryHidden"})
			if len(b.sheets) > maxSheets {
				return errs.New(errs.TooLarge, "sheet.sheets").With("limit", maxSheets)
			}
		}
		return nil
	})
}

// strings that cells share. How a name is to be read aloud (rPh) is no part of it.
func (b *book) strings() error {
	var text strings.Builder
	in, aloud := false, 0
	err := b.scan("xl/sharedStrings.xml", func(_ *xml.Decoder, t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "si":
				text.Reset()
			case "t":
				in = aloud == 0
			case "rPh":
				aloud++
			}
		case xml.CharData:
			if in {
				text.Write(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "si":
				b.shared = append(b.shared, unescaped(text.String()))
			case "t":
				in = false
			case "rPh":
				aloud--
			}
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
	err := b.scan("xl/styles.xml", func(_ *xml.Decoder, t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil {
					formats[id] = attr(e, "formatCode")
				}
			case "cellXfs":
				inXfs = true
			case "xf":
				if id, _ := strconv.Atoi(attr(e, "numFmtId")); inXfs {
					b.shown = append(b.shown, shownBy(id, formats[id]))
				}
			}
		case xml.EndElement:
			if e.Name.Local == "cellXfs" {
				inXfs = false
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

	n     int // row
	col   int // of the next cell that does not say where it stands
	cells []Cell

	hidden bool
	merges []merge

	kind, style    string
	value, formula strings.Builder
	hasValue       bool
	hasFormula     bool
	aloud          int
	into           *strings.Builder
}

func (b *book) sheet(s bookSheet) (Sheet, error) {
	r := &rowReader{book: b, out: Sheet{Name: s.name, Hidden: s.hidden}}
	err := b.scan(s.part, func(_ *xml.Decoder, t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			return r.start(e)
		case xml.CharData:
			if r.into != nil && r.into.Len() <= 8*MaxCell {
				r.into.Write(e)
			}
		case xml.EndElement:
			return r.end(e.Name.Local)
		}
		return nil
	})
	spread(&r.out, r.merges)
	return r.out, err
}

func (r *rowReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		n, err := strconv.Atoi(attr(e, "r"))
		if err != nil || n <= r.n {
			n = r.n + 1
		}
		r.n, r.col, r.cells = n, 0, nil
		hidden := attr(e, "hidden")
		r.hidden = hidden == "1" || hidden == "true"
	case "c":
		if at := attr(e, "r"); at != "" {
			if col, ok := columnOf(at); ok {
				r.col = col
			}
		}
		r.kind, r.style = attr(e, "t"), attr(e, "s")
		r.value.Reset()
		r.formula.Reset()
		r.hasValue, r.hasFormula = false, false
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
		if m, ok := merged(attr(e, "ref")); ok {
			r.merges = append(r.merges, m)
		}
	}
	return nil
}

func (r *rowReader) end(name string) error {
	switch name {
	case "v", "f", "t":
		r.hasValue = r.hasValue || r.value.Len() > 0
		r.into = nil
	case "rPh":
		r.aloud--
	case "c":
		c := r.cell()
		if r.hasFormula {
			c = ofFormula(c)
		}
		if c.Kind != Blank {
			if r.col >= MaxColumns && !c.blank() {
				return errs.New(errs.TooLarge, "sheet.columns").At(r.n, "").With("limit", MaxColumns)
			}
			for len(r.cells) < min(r.col, MaxColumns) {
				r.cells = append(r.cells, Cell{})
			}
			if r.col < MaxColumns {
				r.cells = append(r.cells[:r.col], c)
			}
		}
		r.col++
	case "row":
		return r.row()
	}
	return nil
}

func (r *rowReader) row() error {
	cells := trimRow(r.cells)
	r.cells = nil
	if len(cells) == 0 {
		return nil
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
	v := r.value.String()
	switch {
	case r.hasFormula && !r.hasValue && r.kind != "str":
		return Cell{Kind: NoValue, Text: "=" + r.formula.String()}
	case !r.hasValue:
		return Cell{}
	}
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
	style, _ := strconv.Atoi(r.style)
	shown := plainNumber
	if style >= 0 && style < len(r.shown) {
		shown = r.shown[style]
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
func columnOf(ref string) (int, bool) {
	n := 0
	for _, c := range ref {
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
