package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"

	"gangwei/internal/base/errs"
)

// Records of a .xls workbook (BIFF8, [MS-XLS]) that hold names, text, numbers and their formats; all others are passed
// over.
const (
	biffFormula  = 0x0006
	biffEOF      = 0x000a
	biffDateMode = 0x0022
	biffFilePass = 0x002f
	biffContinue = 0x003c
	biffSheet    = 0x0085
	biffMulRK    = 0x00bd
	biffRString  = 0x00d6
	biffXF       = 0x00e0
	biffSST      = 0x00fc
	biffLabelSST = 0x00fd
	biffNumber   = 0x0203
	biffLabel    = 0x0204
	biffBoolErr  = 0x0205
	biffString   = 0x0207
	biffRK       = 0x027e
	biffRow      = 0x0208
	biffMerged   = 0x00e5
	biffFormat   = 0x041e
	biffBOF      = 0x0809
)

var errXLS = errors.New("xls: a record ends early")

// openXLS reads a workbook of 1997 to 2003, and tells a password-protected .xlsx, which lies in the same kind of
// container.
func openXLS(body []byte) ([]Sheet, error) {
	doc, err := mscfb.New(bytes.NewReader(body))
	if err != nil {
		return nil, errs.New(errs.Invalid, "sheet.broken").Because(err)
	}
	var stream []byte
	for entry, err := doc.Next(); err == nil; entry, err = doc.Next() {
		switch strings.ToLower(entry.Name) {
		case "encryptedpackage":
			return nil, errs.New(errs.Invalid, "sheet.protected")
		case "_vba_project_cur":
			return nil, errs.New(errs.Invalid, "sheet.macro")
		case "book":
			return nil, errs.New(errs.Invalid, "sheet.old_xls")
		case "workbook":
			if entry.Size > MaxBytes {
				return nil, errs.New(errs.TooLarge, "sheet.too_large").With("limit", "32 MB")
			}
			if stream, err = io.ReadAll(io.LimitReader(entry, MaxBytes)); err != nil {
				return nil, errs.New(errs.Invalid, "sheet.broken").Because(err)
			}
		}
	}
	if stream == nil {
		return nil, errs.New(errs.Invalid, "sheet.not_sheet")
	}
	b := biff{stream: stream}
	if err := b.globals(); err != nil {
		return nil, xlsFault(err)
	}
	var out []Sheet
	left := MaxRows
	b.room, b.budget = MaxCells, 2*len(stream)
	for _, s := range b.sheets {
		sheet, err := b.sheet(s, &left)
		if err != nil {
			return nil, xlsFault(err)
		}
		out = append(out, sheet)
	}
	return out, nil
}

func xlsFault(err error) error {
	if len(errs.All(err)) > 0 {
		return err
	}
	return errs.New(errs.Invalid, "sheet.broken").Because(err)
}

type biffSheetAt struct {
	name   string
	at     uint32
	hidden bool
}

type biff struct {
	stream   []byte
	sheets   []biffSheetAt
	strings  []string
	formats  map[uint16]string
	xf       []uint16 // format of each cell style
	from1904 bool
	room     int // cells that may still be read
	// bytes of records that may still be looked at: sheets that a forged list lets begin at one place are not read again
	// and again
	budget int
}

// record at an offset, with the offset of the next.
func (b *biff) record(at int) (id uint16, data []byte, next int, err error) {
	if at+4 > len(b.stream) {
		return 0, nil, 0, errXLS
	}
	id = binary.LittleEndian.Uint16(b.stream[at:])
	n := int(binary.LittleEndian.Uint16(b.stream[at+2:]))
	if at+4+n > len(b.stream) {
		return 0, nil, 0, errXLS
	}
	return id, b.stream[at+4 : at+4+n], at + 4 + n, nil
}

// globals reads the first substream: sheets, shared strings, formats.
func (b *biff) globals() error {
	b.formats = map[uint16]string{}
	id, data, at, err := b.record(0)
	if err != nil {
		return err
	}
	if id != biffBOF || len(data) < 2 || binary.LittleEndian.Uint16(data) != 0x0600 {
		return errs.New(errs.Invalid, "sheet.old_xls")
	}
	for {
		id, data, next, err := b.record(at)
		if err != nil {
			return err
		}
		switch id {
		case biffEOF:
			return nil
		case biffFilePass:
			return errs.New(errs.Invalid, "sheet.protected")
		case biffDateMode:
			b.from1904 = len(data) >= 2 && data[0] == 1
		case biffSheet:
			if len(data) < 8 {
				return errXLS
			}
			if data[5] != 0 {
				break // a chart or a macro sheet
			}
			s := segments{parts: [][]byte{data[6:]}}
			name, err := s.text(1)
			if err != nil {
				return err
			}
			b.sheets = append(b.sheets, biffSheetAt{name, binary.LittleEndian.Uint32(data), data[4]&3 != 0})
			if len(b.sheets) > maxSheets {
				return errs.New(errs.TooLarge, "sheet.sheets").With("limit", maxSheets)
			}
		case biffFormat:
			if len(data) < 5 {
				return errXLS
			}
			s := segments{parts: [][]byte{data[2:]}}
			if b.formats[binary.LittleEndian.Uint16(data)], err = s.text(2); err != nil {
				return err
			}
		case biffXF:
			if len(data) < 4 {
				return errXLS
			}
			b.xf = append(b.xf, binary.LittleEndian.Uint16(data[2:]))
		case biffSST:
			parts := [][]byte{data}
			for {
				more, tail, after, err := b.record(next)
				if err != nil || more != biffContinue {
					break
				}
				parts, next = append(parts, tail), after
			}
			if err := b.shared(parts); err != nil {
				return err
			}
		}
		at = next
	}
}

func (b *biff) shared(parts [][]byte) error {
	s := segments{parts: parts}
	head, err := s.take(8)
	if err != nil {
		return err
	}
	n := binary.LittleEndian.Uint32(head[4:])
	if int(n) > len(b.stream) {
		return errXLS
	}
	for range n {
		t, err := s.text(2)
		if err != nil {
			return err
		}
		b.strings = append(b.strings, t)
	}
	return nil
}

// segments read over the seams of a record and its continuations.
type segments struct {
	parts [][]byte
	part  int
	at    int
}

func (s *segments) take(n int) ([]byte, error) {
	var out []byte
	for n > 0 {
		if s.part >= len(s.parts) {
			return nil, errXLS
		}
		left := s.parts[s.part][s.at:]
		if len(left) == 0 {
			s.part, s.at = s.part+1, 0
			continue
		}
		k := min(n, len(left))
		out = append(out, left[:k]...)
		s.at, n = s.at+k, n-k
	}
	return out, nil
}

// text of a string whose length is written in one or two bytes. Where the characters cross into a continuation, a byte
// says anew whether they are of one or two bytes.
func (s *segments) text(lengthBytes int) (string, error) {
	head, err := s.take(lengthBytes + 1)
	if err != nil {
		return "", err
	}
	n := int(head[0])
	if lengthBytes == 2 {
		n |= int(head[1]) << 8
	}
	flags := head[lengthBytes]
	tail := 0
	if flags&8 != 0 {
		x, err := s.take(2)
		if err != nil {
			return "", err
		}
		tail += 4 * int(binary.LittleEndian.Uint16(x))
	}
	if flags&4 != 0 {
		x, err := s.take(4)
		if err != nil {
			return "", err
		}
		tail += int(binary.LittleEndian.Uint32(x))
	}
	units := make([]uint16, 0, n)
	wide := flags&1 != 0
	for len(units) < n {
		if s.part >= len(s.parts) {
			return "", errXLS
		}
		if s.at >= len(s.parts[s.part]) {
			s.part, s.at = s.part+1, 0
			flag, err := s.take(1)
			if err != nil {
				return "", err
			}
			wide = flag[0]&1 != 0
			continue
		}
		size := 1
		if wide {
			size = 2
		}
		x, err := s.take(size)
		if err != nil {
			return "", err
		}
		u := uint16(x[0])
		if wide {
			u |= uint16(x[1]) << 8
		}
		units = append(units, u)
	}
	if tail > 0 {
		if _, err := s.take(tail); err != nil {
			return "", err
		}
	}
	return string(utf16.Decode(units)), nil
}

func (b *biff) sheet(where biffSheetAt, left *int) (Sheet, error) {
	out := Sheet{Name: where.name, Hidden: where.hidden}
	rows := map[int][]Cell{}
	last := -1
	computed, empty := 0, [][2]uint16{} // formulas with a value, and those whose value is nothing
	put := func(row, col uint16, c Cell) error {
		if c.Kind == Blank {
			return nil
		}
		if int(col) >= MaxColumns {
			return errs.New(errs.TooLarge, "sheet.columns").At(int(row)+1, "").With("limit", MaxColumns)
		}
		r := rows[int(row)]
		if more := int(col) + 1 - len(r); more > 0 {
			if b.room -= more; b.room < 0 {
				return errs.New(errs.TooLarge, "sheet.too_large").With("limit", tooManyCells)
			}
		}
		for len(r) <= int(col) {
			r = append(r, Cell{})
		}
		r[col] = c
		rows[int(row)], last = r, max(last, int(row))
		return nil
	}
	hidden, merges := map[int]bool{}, []merge(nil)
	pending := [2]uint16{} // of a formula whose text follows
	for at, depth := int(where.at), 0; ; {
		id, data, next, err := b.record(at)
		if err != nil {
			return out, err
		}
		if b.budget -= next - at; len(data) < leastOf(id) || b.budget < 0 {
			return out, errXLS
		}
		u16 := func(i int) uint16 { return binary.LittleEndian.Uint16(data[i:]) }
		switch id {
		case biffBOF:
			depth++
		case biffEOF:
			if depth--; depth <= 0 {
				// a program that computes leaves values; a library that writes formulas leaves none at all
				for _, at := range empty {
					if computed == 0 {
						if err := put(at[0], at[1], Cell{Kind: NoValue, Text: "="}); err != nil {
							return out, err
						}
					}
				}
				out, err := b.collect(out, rows, hidden, last, left)
				spread(&out, merges)
				return out, err
			}
		case biffLabelSST:
			if n := binary.LittleEndian.Uint32(data[6:]); int(n) < len(b.strings) {
				err = put(u16(0), u16(2), typed(b.strings[n]))
			}
		case biffLabel, biffRString:
			s := segments{parts: [][]byte{data[6:]}}
			var t string
			if t, err = s.text(2); err == nil {
				err = put(u16(0), u16(2), typed(t))
			}
		case biffNumber:
			err = put(u16(0), u16(2), b.number(math.Float64frombits(binary.LittleEndian.Uint64(data[6:])), u16(4)))
		case biffRK:
			err = put(u16(0), u16(2), b.number(rk(binary.LittleEndian.Uint32(data[6:])), u16(4)))
		case biffMulRK:
			for i, col := 4, u16(2); i+6 <= len(data)-2 && err == nil; i, col = i+6, col+1 {
				err = put(u16(0), col, b.number(rk(binary.LittleEndian.Uint32(data[i+2:])), u16(i)))
			}
		case biffFormula:
			switch {
			case u16(12) != 0xffff:
				err = put(u16(0), u16(2),
					ofFormula(b.number(math.Float64frombits(binary.LittleEndian.Uint64(data[6:])), u16(4))))
			case data[6] == 1:
				err = put(u16(0), u16(2), ofFormula(Cell{Kind: Truth, Text: truth(data[8])}))
			case data[6] == 2:
				err = put(u16(0), u16(2), Cell{Kind: Error, Text: errorName(data[8])})
			case data[6] == 3:
				empty = append(empty, [2]uint16{u16(0), u16(2)})
				computed--
			}
			computed++
			pending = [2]uint16{u16(0), u16(2)}
		case biffString:
			s := segments{parts: [][]byte{data}}
			var t string
			if t, err = s.text(2); err == nil {
				err = put(pending[0], pending[1], ofFormula(typed(t)))
			}
		case biffRow:
			if len(data) >= 14 && u16(12)&0x20 != 0 {
				hidden[int(u16(0))] = true
			}
		case biffMerged:
			for i := 2; i+8 <= len(data); i += 8 {
				merges = append(merges, merge{int(u16(i)) + 1, int(u16(i+2)) + 1, int(u16(i + 4))})
			}
		case biffBoolErr:
			if data[7] == 0 {
				err = put(u16(0), u16(2), Cell{Kind: Truth, Text: truth(data[6])})
			} else {
				err = put(u16(0), u16(2), Cell{Kind: Error, Text: errorName(data[6])})
			}
		}
		if err != nil {
			return out, err
		}
		at = next
	}
}

// leastOf the bytes of a record that are read.
func leastOf(id uint16) int {
	switch id {
	case biffBoolErr:
		return 8
	case biffLabel, biffRString:
		return 9
	case biffLabelSST, biffRK:
		return 10
	case biffMulRK:
		return 12
	case biffNumber, biffFormula:
		return 14
	}
	return 0
}

// ofFormula marks a value that a formula gave.
func ofFormula(c Cell) Cell {
	c.Computed = c.Kind != Blank && !c.Unread()
	return c
}

func truth(b byte) string {
	if b != 0 {
		return "TRUE"
	}
	return "FALSE"
}

// errorName of a cell's code.
func errorName(code byte) string {
	if name, ok := map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0f: "#VALUE!", 0x17: "#REF!", 0x1d: "#NAME?",
		0x24: "#NUM!", 0x2a: "#N/A"}[code]; ok {
		return name
	}
	return "#ERR"
}

func (b *biff) collect(out Sheet, rows map[int][]Cell, hidden map[int]bool, last int, left *int) (Sheet, error) {
	for n := 0; n <= last; n++ {
		cells := trimRow(rows[n])
		if len(cells) == 0 {
			continue
		}
		if *left--; *left < 0 {
			return out, errs.New(errs.TooLarge, "sheet.too_large").With("limit", fmt.Sprintf("%d 行", MaxRows))
		}
		if err := checkCells(n+1, cells); err != nil {
			return out, err
		}
		out.Rows = append(out.Rows, Row{N: n + 1, Cells: cells, Hidden: hidden[n]})
	}
	return out, nil
}

// rk is a number packed into 30 bits: an integer or the head of a float, perhaps to be divided by a hundred.
func rk(n uint32) float64 {
	var v float64
	if n&2 != 0 {
		v = float64(int32(n) >> 2)
	} else {
		v = math.Float64frombits(uint64(n&^3) << 32)
	}
	if n&1 != 0 {
		v /= 100
	}
	return v
}

// number by its stored value, or a date where the cell's format is one.
func (b *biff) number(v float64, style uint16) Cell {
	shown := plainNumber
	if int(style) < len(b.xf) {
		shown = shownBy(int(b.xf[style]), b.formats[b.xf[style]])
	}
	return numeral(strconv.FormatFloat(v, 'g', -1, 64), shown, b.from1904)
}
