package bankfile

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/sheet"
)

// Line of a payment.
type Line struct {
	Seq     int64
	Name    string
	IDNo    string
	Account string
	Amount  money.Fen
	Remark  string // says what the money is: month and post subsidy
}

// Encode a file as its bank takes it. Refusals name the row and column: bankfile.char (the encoding does not have this
// character: GB18030 has all), bankfile.width (longer than a fixed field).
func (f Format) Encode(lines []Line) ([]byte, error) {
	if f.Kind == Excel {
		return f.workbook(lines)
	}
	var total money.Fen
	for _, l := range lines {
		total += l.Amount
	}
	var out bytes.Buffer
	var faults errs.Faults
	put := func(text string) { out.WriteString(text) }
	if f.Head != "" {
		put(f.fill(f.Head, len(lines), total) + "\r\n")
	}
	coder := f.encoder()
	for _, l := range lines {
		for i, c := range f.Columns {
			if i > 0 && f.Kind == Text {
				put(f.Delimiter)
			}
			b, err := coder(f.clean(f.value(c.Field, l)))
			if err != nil {
				faults.Add(errs.New(errs.Invalid, "bankfile.char").On("format").At(int(l.Seq), c.Field).With("name", l.Name).With(
					"encoding", f.Encoding))
				continue
			}
			if f.Kind == Fixed {
				if len(b) > c.Width {
					faults.Add(errs.New(errs.Invalid, "bankfile.width").On("format").At(int(l.Seq), c.Field).With("name", l.Name).With(
						"width", c.Width))
					continue
				}
				b = pad(b, c)
			}
			out.Write(b)
		}
		put("\r\n")
		if len(faults) >= 50 {
			break
		}
	}
	if f.Foot != "" {
		put(f.fill(f.Foot, len(lines), total) + "\r\n")
	}
	return out.Bytes(), faults.OrNil()
}

// Canonical text of lines, whatever the bank's format: what a batch's digest is over where the format's own bytes are
// not the same twice.
func Canonical(lines []Line) []byte {
	b, err := Plain().Encode(lines)
	if err != nil {
		panic(err) // UTF-8 has every character
	}
	return b
}

// Repeatable is what a batch's digest is over: the file, or of a workbook, whose bytes carry their own time, its
// canonical text.
func (f Format) Repeatable(file []byte, lines []Line) []byte {
	if f.Kind == Excel {
		return Canonical(lines)
	}
	return file
}

func (f Format) value(field string, l Line) string {
	switch field {
	case "seq":
		return fmt.Sprint(l.Seq)
	case "name":
		return l.Name
	case "id":
		return l.IDNo
	case "account":
		return l.Account
	case "amount":
		return f.amount(l.Amount)
	}
	return l.Remark
}

func (f Format) amount(a money.Fen) string {
	if f.Amount == "fen" {
		return fmt.Sprint(int64(a))
	}
	return a.String()
}

// numbers are padded with zeros from the left, text with blanks from the right.
func pad(b []byte, c Column) []byte {
	short := c.Width - len(b)
	if c.Field == "amount" || c.Field == "seq" {
		return append(bytes.Repeat([]byte{'0'}, short), b...)
	}
	return append(b, bytes.Repeat([]byte{' '}, short)...)
}

var blank = regexp.MustCompile(`\{(count|total)(?::(\d{1,2}))?\}`)

// fill the blanks of a head or foot.
func (f Format) fill(text string, count int, total money.Fen) string {
	return blank.ReplaceAllStringFunc(text, func(m string) string {
		x := blank.FindStringSubmatch(m)
		v := fmt.Sprint(count)
		if x[1] == "total" {
			v = f.amount(total)
		}
		width := 0
		_, _ = fmt.Sscan(x[2], &width)
		return strings.Repeat("0", max(width-len(v), 0)) + v
	})
}

// clean leaves out what would break the line.
func (f Format) clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 32 {
			return ' '
		}
		return r
	}, s)
	if f.Delimiter != "" {
		s = strings.ReplaceAll(s, f.Delimiter, " ")
	}
	return s
}

func (f Format) charset() encoding.Encoding {
	switch f.Encoding {
	case "gbk":
		return simplifiedchinese.GBK
	case "gb18030":
		return simplifiedchinese.GB18030
	}
	return encoding.Nop
}

func (f Format) encoder() func(string) ([]byte, error) {
	if f.Encoding == "utf-8" || f.Encoding == "" {
		return func(s string) ([]byte, error) { return []byte(s), nil }
	}
	e := f.charset().NewEncoder()
	return func(s string) ([]byte, error) { return e.Bytes([]byte(s)) }
}

func (f Format) workbook(lines []Line) ([]byte, error) {
	var b bytes.Buffer
	heads := make([]sheet.Column, len(f.Columns))
	for i, c := range f.Columns {
		heads[i] = sheet.Column{Head: c.Head, Width: float64(max(c.Width, 6))}
	}
	err := sheet.WriteXLSX(&b, "", "", heads, func(yield func([]string) error) error {
		for _, l := range lines {
			row := make([]string, len(f.Columns))
			for i, c := range f.Columns {
				row[i] = f.value(c.Field, l)
			}
			if err := yield(row); err != nil {
				return err
			}
		}
		return nil
	})
	return b.Bytes(), err
}

// text of a body in the format's encoding; as says which one it is in, where a program on the way saved it in another.
func (f Format) text(body []byte) (text, as string, err error) {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	decode := func(e encoding.Encoding) (string, bool) {
		b, err := e.NewDecoder().Bytes(body)
		return string(b), err == nil && utf8.Valid(b) && !bytes.ContainsRune(b, utf8.RuneError)
	}
	if f.Encoding == "utf-8" && utf8.Valid(body) {
		return string(body), "utf-8", nil
	}
	if f.Encoding != "utf-8" {
		if s, ok := decode(f.charset()); ok && !utf8.Valid(body) || ok && isASCII(body) {
			return s, f.Encoding, nil
		}
		if utf8.Valid(body) {
			return string(body), "utf-8", nil
		}
	}
	if s, ok := decode(simplifiedchinese.GB18030); ok {
		return s, "gb18030", nil
	}
	return "", "", errs.New(errs.Invalid, "bankfile.encoding").On("file")
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c > 127 {
			return false
		}
	}
	return true
}

// Readable shows a file that the format wrote as text, a workbook as its rows with bars between the cells.
func (f Format) Readable(body []byte) (string, error) {
	if f.Kind != Excel {
		text, _, err := f.text(body)
		return text, err
	}
	sheets, err := sheet.Open("file.xlsx", body)
	if err != nil || len(sheets) == 0 {
		return "", err
	}
	var b strings.Builder
	for _, r := range sheets[0].Rows {
		b.WriteString(strings.Join(r.Texts(), "|") + "\n")
	}
	return b.String(), nil
}
