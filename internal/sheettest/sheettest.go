package sheettest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"html"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// Page of a workbook. Cells are string, bool, float64 (General), Whole (format "0"), Day (a date by its serial
// number), Shown, Failed, Uncomputed or Computed; the last four and bool not in XLSX.
type Page struct {
	Name   string
	Rows   [][]any
	Merge  [][2]string
	Filter []int // rows that are hidden, counted from 1; not in XLSX
	Hidden bool
}

// Whole is a number shown without a fraction or exponent, as 370402199001011000.
type Whole float64

// Day is a spreadsheet's serial number with a date format.
type Day float64

// Shown is a number under a number format of the workbook's own.
type Shown struct {
	Value  float64
	Format string
}

// Failed is what a formula gave that failed: #N/A.
type Failed string

// Uncomputed is a formula that was written and never computed.
type Uncomputed string

// Computed is what a formula gave when it was last computed.
type Computed float64

var failures = map[Failed]byte{"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0f, "#REF!": 0x17, "#NAME?": 0x1d,
	"#NUM!": 0x24, "#N/A": 0x2a}

// firstFormat is the first number of a workbook's own formats.
const firstFormat = 164

// formatsOf the cells that are Shown, each once.
func formatsOf(pages ...Page) (out []string) {
	for _, p := range pages {
		for _, row := range p.Rows {
			for _, v := range row {
				if x, ok := v.(Shown); ok && !slices.Contains(out, x.Format) {
					out = append(out, x.Format)
				}
			}
		}
	}
	return out
}

// Bare is an .xlsx of the fewest parts, text in its cells, as small programs write it; it takes all kinds of cells.
// From1904 counts days from 1904.
func Bare(t testing.TB, from1904 bool, pages ...Page) []byte {
	t.Helper()
	formats := formatsOf(pages...)
	var styles, list, rels strings.Builder
	for i, f := range formats {
		fmt.Fprintf(&styles, `<numFmt numFmtId="%d" formatCode="%s"/>`, firstFormat+i, html.EscapeString(f))
	}
	styles.WriteString(`</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="1"/>`)
	for i := range formats {
		fmt.Fprintf(&styles, `<xf numFmtId="%d"/>`, firstFormat+i)
	}
	parts := map[string]string{"xl/styles.xml": `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>` +
		styles.String() + `</cellXfs></styleSheet>`}
	for i, p := range pages {
		state := map[bool]string{true: ` state="hidden"`}[p.Hidden]
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, html.EscapeString(p.Name), i+1, state, i+1)
		fmt.Fprintf(&rels,
			`<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s%d.xml"/>`,
			i+1, i+1)
		parts[fmt.Sprintf("xl/worksheets/s%d.xml", i+1)] = bareSheet(p, formats)
	}
	return packed(t, parts, list.String(), rels.String(), from1904)
}

// Part is an .xlsx of one sheet whose part is given, with the shared strings.
func Part(t testing.TB, sheet, shared []byte) []byte {
	t.Helper()
	parts := map[string]string{"xl/worksheets/s1.xml": string(sheet), "xl/sharedStrings.xml": string(shared),
		"xl/styles.xml": `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="17"/></cellXfs></styleSheet>`}
	return packed(t, parts, `<sheet name="Sheet1" sheetId="1" r:id="rId1"/>`, `<Relationship Id="rId1" `+
		`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s1.xml"/>`,
		false)
}

// packed parts of an .xlsx, with those that list them.
func packed(t testing.TB, parts map[string]string, list, rels string, from1904 bool) []byte {
	t.Helper()
	const main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const packages = "http://schemas.openxmlformats.org/package/2006/"
	parts["[Content_Types].xml"] = `<Types xmlns="` + packages +
		`content-types"><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`
	parts["_rels/.rels"] = `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` +
		office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	parts["xl/workbook.xml"] = fmt.Sprintf(
		`<workbook xmlns="`+main+`" xmlns:r="`+office+`"><workbookPr date1904="%v"/><sheets>%s</sheets></workbook>`, from1904,
		list)
	parts["xl/_rels/workbook.xml.rels"] = `<Relationships xmlns="` + packages + `relationships">` + rels +
		`</Relationships>`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte(parts[name]))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

func bareSheet(p Page, formats []string) string {
	var b strings.Builder
	b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for r, row := range p.Rows {
		fmt.Fprintf(&b, `<row r="%d"%s>`, r+1, map[bool]string{true: ` hidden="1"`}[slices.Contains(p.Filter, r+1)])
		for c, v := range row {
			at, _ := excelize.CoordinatesToCellName(c+1, r+1)
			number := func(style int, v float64) {
				fmt.Fprintf(&b, `<c r="%s" s="%d"><v>%s</v></c>`, at, style, strconv.FormatFloat(v, 'G', 17, 64))
			}
			switch x := v.(type) {
			case string:
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at,
					html.EscapeString(x))
			case float64:
				number(0, x)
			case Day:
				number(1, float64(x))
			case Whole:
				number(2, float64(x))
			case Shown:
				number(3+slices.Index(formats, x.Format), x.Value)
			case bool:
				fmt.Fprintf(&b, `<c r="%s" t="b"><v>%d</v></c>`, at, map[bool]int{true: 1}[x])
			case Failed:
				fmt.Fprintf(&b, `<c r="%s" t="e"><f>1/0</f><v>%s</v></c>`, at, x)
			case Computed:
				fmt.Fprintf(&b, `<c r="%s"><f>A1</f><v>%s</v></c>`, at, strconv.FormatFloat(float64(x), 'G', 17, 64))
			case Uncomputed:
				fmt.Fprintf(&b, `<c r="%s"><f>%s</f><v></v></c>`, at, html.EscapeString(string(x)))
			}
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData>`)
	if len(p.Merge) > 0 {
		b.WriteString(`<mergeCells>`)
		for _, m := range p.Merge {
			fmt.Fprintf(&b, `<mergeCell ref="%s:%s"/>`, m[0], m[1])
		}
		b.WriteString(`</mergeCells>`)
	}
	return b.String() + `</worksheet>`
}

// XLSX of pages.
func XLSX(t testing.TB, pages ...Page) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetSheetName("Sheet1", pages[0].Name))
	for i, p := range pages {
		if i > 0 {
			_, err := f.NewSheet(p.Name)
			must(t, err)
		}
		for r, row := range p.Rows {
			for c, v := range row {
				at, err := excelize.CoordinatesToCellName(c+1, r+1)
				must(t, err)
				format := 0
				switch x := v.(type) {
				case nil:
					continue
				case Whole:
					v, format = float64(x), 1
				case Day:
					v, format = float64(x), 14
				}
				must(t, f.SetCellValue(p.Name, at, v))
				if format > 0 {
					style, err := f.NewStyle(&excelize.Style{NumFmt: format})
					must(t, err)
					must(t, f.SetCellStyle(p.Name, at, at, style))
				}
			}
		}
		for _, m := range p.Merge {
			must(t, f.MergeCell(p.Name, m[0], m[1]))
		}
		if p.Hidden {
			must(t, f.SetSheetVisible(p.Name, false))
		}
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

// Locked is an .xlsx that opens with a password only.
func Locked(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetCellValue("Sheet1", "A1", "姓名"))
	var b bytes.Buffer
	must(t, f.Write(&b, excelize.Options{Password: "123"}))
	return b.Bytes()
}

// With adds a part to a zip, as a macro or a bomb.
func With(t testing.TB, book []byte, name string, size int) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	must(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		must(t, out.Copy(f))
	}
	w, err := out.Create(name)
	must(t, err)
	zeros := make([]byte, 1<<20)
	for size > 0 {
		n, err := w.Write(zeros[:min(size, len(zeros))])
		must(t, err)
		size -= n
	}
	must(t, out.Close())
	return b.Bytes()
}

// Numbers are the first sheet's rows as they are written, and which of their cells are numbers and no text.
func Numbers(t testing.TB, book []byte) (rows [][]string, numbers [][]bool) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	must(t, err)
	defer func() { must(t, f.Close()) }()
	sheet := f.GetSheetName(0)
	rows, err = f.GetRows(sheet, excelize.Options{RawCellValue: true})
	must(t, err)
	for y, row := range rows {
		is := make([]bool, len(row))
		for x := range row {
			at, err := excelize.CoordinatesToCellName(x+1, y+1)
			must(t, err)
			kind, err := f.GetCellType(sheet, at)
			must(t, err)
			is[x] = kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber
		}
		numbers = append(numbers, is)
	}
	return rows, numbers
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// XLS of one page in the format of 1997 to 2003. piece is how many bytes of shared strings one record holds before they
// go on in the next: small, so that strings cross the seams. Locked marks it as protected.
func XLS(p Page, piece int, locked bool) []byte { return OLE(Records(p, piece, locked)) }

// OLE is the container of an .xls around its records.
func OLE(records []byte) []byte { return compound("Workbook", records) }

// Records of an .xls, without the container.
func Records(p Page, piece int, locked bool) []byte {
	var w biff
	w.record(0x0809, u16(0x0600, 0x0005, 0, 0), u32(0, 0))
	if locked {
		w.record(0x002f, u16(0, 0, 0))
	}
	formats := formatsOf(p)
	for i, f := range formats {
		w.record(0x041e, u16(firstFormat+uint16(i)), u16(uint16(len(utf16.Encode([]rune(f))))), []byte{1},
			u16(utf16.Encode([]rune(f))...))
	}
	for _, format := range []uint16{0, 14, 1} { // styles 0, 1, 2
		w.record(0x00e0, u16(0, format), make([]byte, 16))
	}
	for i := range formats { // styles 3 and on
		w.record(0x00e0, u16(0, firstFormat+uint16(i)), make([]byte, 16))
	}
	bound := len(w.b) + 4
	w.record(0x0085, u32(0), []byte{0, 0}, shortText(p.Name))
	var strings []string
	index := map[string]uint32{}
	for _, row := range p.Rows {
		for _, v := range row {
			if s, ok := v.(string); ok {
				if _, seen := index[s]; !seen {
					index[s] = uint32(len(strings))
					strings = append(strings, s)
				}
			}
		}
	}
	w.shared(strings, piece)
	w.record(0x000a)
	binary.LittleEndian.PutUint32(w.b[bound:], uint32(len(w.b)))
	w.record(0x0809, u16(0x0600, 0x0010, 0, 0), u32(0, 0))
	for r, row := range p.Rows {
		if slices.Contains(p.Filter, r+1) {
			w.record(0x0208, u16(uint16(r), 0, 255, 0, 0, 0, 0x20, 0))
		}
		for c, v := range row {
			at := func(style int) []byte { return u16(uint16(r), uint16(c), uint16(style)) }
			switch x := v.(type) {
			case string:
				w.record(0x00fd, at(0), u32(index[x]))
			case float64:
				w.record(0x0203, at(0), f64(x))
			case Day:
				w.record(0x027e, at(1), u32(uint32(int32(x)<<2)|2))
			case Whole:
				w.record(0x0203, at(2), f64(float64(x)))
			case Shown:
				w.record(0x0203, at(3+slices.Index(formats, x.Format)), f64(x.Value))
			case bool:
				w.record(0x0205, at(0), []byte{map[bool]byte{true: 1}[x], 0})
			case Failed:
				w.record(0x0205, at(0), []byte{failures[x], 1})
			case Uncomputed:
				w.record(0x0006, at(0), []byte{3, 0, 0, 0, 0, 0, 0xff, 0xff}, u16(0), u32(0), u16(0))
			case Computed:
				w.record(0x0006, at(0), f64(float64(x)), u16(0), u32(0), u16(0))
			}
		}
	}
	for _, m := range p.Merge {
		c1, r1, _ := excelize.CellNameToCoordinates(m[0])
		c2, r2, _ := excelize.CellNameToCoordinates(m[1])
		w.record(0x00e5, u16(1, uint16(r1-1), uint16(r2-1), uint16(c1-1), uint16(c2-1)))
	}
	w.record(0x000a)
	return w.b
}

type biff struct{ b []byte }

func (w *biff) record(id uint16, parts ...[]byte) {
	data := bytes.Join(parts, nil)
	w.b = append(append(w.b, u16(id, uint16(len(data)))...), data...)
}

func (w *biff) shared(strings []string, piece int) {
	id, part := uint16(0x00fc), u32(uint32(len(strings)), uint32(len(strings)))
	flush := func() {
		w.record(id, part)
		id, part = 0x003c, nil
	}
	for _, s := range strings {
		units := utf16.Encode([]rune(s))
		if len(part)+3 > piece {
			flush()
		}
		part = append(part, append(u16(uint16(len(units))), 1)...)
		for _, u := range units {
			if len(part)+2 > piece {
				flush()
				part = []byte{1}
			}
			part = append(part, u16(u)...)
		}
	}
	flush()
}

func shortText(s string) []byte {
	units := utf16.Encode([]rune(s))
	return append([]byte{byte(len(units)), 1}, u16(units...)...)
}

func u16(v ...uint16) []byte {
	var b []byte
	for _, x := range v {
		b = binary.LittleEndian.AppendUint16(b, x)
	}
	return b
}

func u32(v ...uint32) []byte {
	var b []byte
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, x)
	}
	return b
}

func f64(v float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)) }

// compound file of one stream.
func compound(name string, stream []byte) []byte {
	const sector, end, free, fatMark = 512, 0xfffffffe, 0xffffffff, 0xfffffffd
	size := max(len(stream), 4096)
	stream = append(stream, make([]byte, size-len(stream)+(sector-size%sector)%sector)...)
	data := len(stream) / sector
	fats := 1
	for fats*128 < fats+1+data {
		fats++
	}
	header := append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, make([]byte, 16)...)
	header = append(header, u16(0x3e, 3, 0xfffe, 9, 6, 0, 0, 0)...)
	header = append(header, u32(0, uint32(fats), uint32(fats), 0, 4096, end, 0, end, 0)...)
	for i := range 109 {
		if i < fats {
			header = append(header, u32(uint32(i))...)
		} else {
			header = append(header, u32(free)...)
		}
	}
	var fat []byte
	for range fats {
		fat = append(fat, u32(fatMark)...)
	}
	fat = append(fat, u32(end)...)
	for i := range data {
		next := uint32(fats + 1 + i + 1)
		if i == data-1 {
			next = end
		}
		fat = append(fat, u32(next)...)
	}
	for len(fat) < fats*sector {
		fat = append(fat, u32(free)...)
	}
	entry := func(name string, kind byte, child, start uint32, size int) []byte {
		units := append(utf16.Encode([]rune(name)), 0)
		b := append(u16(units...), make([]byte, 64-2*len(units))...)
		b = append(b, u16(uint16(2*len(units)))...)
		b = append(b, kind, 1)
		b = append(b, u32(free, free, child)...)
		b = append(b, make([]byte, 36)...)
		return append(b, u32(start, uint32(size), 0)...)
	}
	dir := append(entry("Root Entry", 5, 1, end, 0), entry(name, 2, free, uint32(fats+1), len(stream))...)
	dir = append(dir, make([]byte, sector-len(dir))...)
	return bytes.Join([][]byte{header, fat, dir, stream}, nil)
}
