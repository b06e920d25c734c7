package sheet

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// markup reads the elements of a part of an .xlsx from front to back. The parts are plain: no document type, no
// entities of their own; what is not is refused. A sheet's part is as long as the sheet, and a general reader of XML
// makes an object of every cell's every name.
type markup struct {
	in      io.Reader
	buf     []byte
	at      int  // of the next byte that was not looked at
	drained bool // nothing more to come

	name   []byte // of the element that was begun or ended, without its prefix
	inside []byte // the attributes of one that was begun, as written
	closed bool   // <a/>: its end is told next
	said   []byte // text
}

// token is what a markup found.
type token uint8

const (
	over token = iota
	begun
	ended
	said
)

// Limits of a part that is in order: a tag, and the piece of a text that is handed on at once.
const (
	maxTag  = 1 << 20
	ahead   = 64 << 10
	entity  = 12 // bytes of the longest
	minRead = 512
)

var errMarkup = errors.New("xlsx: a part is no plain XML")

func newMarkup(in io.Reader) *markup { return &markup{in: in, buf: make([]byte, 0, ahead)} }

// more bytes behind those that were not looked at; false if there are none.
func (m *markup) more() (bool, error) {
	if m.drained {
		return false, nil
	}
	if m.at > 0 {
		m.buf = m.buf[:copy(m.buf, m.buf[m.at:])]
		m.at = 0
	}
	if cap(m.buf)-len(m.buf) < minRead {
		if len(m.buf) > maxTag {
			return false, errMarkup
		}
		m.buf = append(make([]byte, 0, 2*cap(m.buf)), m.buf...)
	}
	for range 100 {
		n, err := m.in.Read(m.buf[len(m.buf):cap(m.buf)])
		m.buf = m.buf[:len(m.buf)+n]
		switch {
		case errors.Is(err, io.EOF):
			m.drained = true
			return n > 0, nil
		case err != nil:
			return false, err
		case n > 0:
			return true, nil
		}
	}
	return false, io.ErrNoProgress
}

// next token of the part.
func (m *markup) next() (token, error) {
	if m.closed {
		m.closed = false
		return ended, nil
	}
	for {
		if m.at == len(m.buf) {
			if some, err := m.more(); err != nil || !some {
				return over, err
			}
		}
		if m.buf[m.at] != '<' {
			return said, m.text()
		}
		t, err := m.tag()
		if err != nil || t != over {
			return t, err
		}
	}
}

// through is the place behind a mark, looked for from an offset beyond the bytes not looked at; more is read until it
// is there.
func (m *markup) through(mark string, from int) (int, error) {
	for {
		if len(m.buf)-m.at > from {
			if i := bytes.Index(m.buf[m.at+from:], []byte(mark)); i >= 0 {
				return m.at + from + i + len(mark), nil
			}
		}
		if some, err := m.more(); err != nil || !some {
			return 0, errors.Join(err, io.ErrUnexpectedEOF)
		}
	}
}

// begins reports whether the bytes not looked at begin with a mark.
func (m *markup) begins(mark string) bool {
	for len(m.buf)-m.at < len(mark) {
		if some, err := m.more(); err != nil || !some {
			return false
		}
	}
	return string(m.buf[m.at:m.at+len(mark)]) == mark
}

// tag that begins or ends an element; over for what is none of either, as a comment.
func (m *markup) tag() (token, error) {
	for _, x := range [][2]string{{"<?", "?>"}, {"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<!", ""}} {
		if !m.begins(x[0]) {
			continue
		}
		if x[1] == "" {
			return over, errMarkup
		}
		end, err := m.through(x[1], len(x[0]))
		if err != nil {
			return over, err
		}
		whole := m.buf[m.at+len(x[0]) : end-len(x[1])]
		m.at = end
		if x[0] == "<![CDATA[" {
			m.said = whole
			return said, checkText(whole)
		}
		return over, nil
	}
	end, err := m.tagEnd()
	if err != nil {
		return over, err
	}
	whole := m.buf[m.at+1 : end]
	m.at = end + 1
	t := begun
	if len(whole) > 0 && whole[0] == '/' {
		t, whole = ended, whole[1:]
	} else if len(whole) > 0 && whole[len(whole)-1] == '/' {
		m.closed, whole = true, whole[:len(whole)-1]
	}
	n := 0
	for n < len(whole) && !blankByte(whole[n]) {
		n++
	}
	m.name, m.inside = local(whole[:n]), whole[n:]
	if len(m.name) == 0 {
		return over, errMarkup
	}
	return t, nil
}

// tagEnd is the place of the > that ends a tag; one inside quotes is none.
func (m *markup) tagEnd() (int, error) {
	quote := byte(0)
	for i := 1; ; i++ {
		if m.at+i == len(m.buf) {
			if some, err := m.more(); err != nil || !some {
				return 0, errors.Join(err, io.ErrUnexpectedEOF)
			}
		}
		switch c := m.buf[m.at+i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return m.at + i, nil
		case c == '<':
			return 0, errMarkup
		}
	}
}

func blankByte(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// local name without its prefix.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i > 0 && i < len(name)-1 {
		return name[i+1:]
	}
	return name
}

// text up to the next tag, or a piece of it.
func (m *markup) text() error {
	for {
		rest := m.buf[m.at:]
		n := bytes.IndexByte(rest, '<')
		if n < 0 && !m.drained && len(rest) < ahead {
			if _, err := m.more(); err != nil {
				return err
			}
			continue
		}
		if n < 0 {
			if n = len(rest); !m.drained {
				n = cutBefore(rest)
			}
		}
		m.at += n
		var err error
		m.said, err = plainText(rest[:n])
		return err
	}
}

// cutBefore what the end of a piece may have begun: a character, an entity, the two bytes of a line's end.
func cutBefore(piece []byte) int {
	n := len(piece)
	if i := bytes.LastIndexByte(piece[n-entity:], '&'); i >= 0 {
		return n - entity + i
	}
	for n > len(piece)-utf8.UTFMax && !utf8.RuneStart(piece[n-1]) {
		n--
	}
	n--
	if piece[n-1] == '\r' {
		n--
	}
	return n
}

// plainText is a text without entities, its lines ended by \n.
func plainText(raw []byte) ([]byte, error) {
	if err := checkText(raw); err != nil {
		return nil, err
	}
	if bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	at := bytes.IndexByte(raw, '&')
	if at < 0 {
		return raw, nil
	}
	var out []byte
	for at >= 0 {
		out = append(out, raw[:at]...)
		raw = raw[at+1:]
		end := bytes.IndexByte(raw[:min(len(raw), entity)], ';')
		if end < 0 {
			return nil, errMarkup
		}
		r, ok := character(string(raw[:end]))
		if !ok {
			return nil, errMarkup
		}
		out = utf8.AppendRune(out, r)
		raw = raw[end+1:]
		at = bytes.IndexByte(raw, '&')
	}
	return append(out, raw...), nil
}

// character of an entity.
func character(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	base, digits := 10, name[1:]
	if digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 21)
	r := rune(n)
	return r, err == nil && inXML(r)
}

// inXML reports whether XML may hold a character.
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd ||
		r >= 0x10000 && r <= 0x10ffff
}

// checkText refuses bytes that are no characters, and characters that XML may not hold.
func checkText(raw []byte) error {
	for i := 0; i < len(raw); {
		if c := raw[i]; c < utf8.RuneSelf {
			if c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
				return errMarkup
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 || !inXML(r) {
			return errMarkup
		}
		i += n
	}
	return nil
}

// attributes of an element that was begun, one after the other.
type attributes struct {
	rest       []byte
	name       []byte // without its prefix
	prefixed   bool
	value      []byte
	unreadable bool
}

func (m *markup) attributes() attributes { return attributes{rest: m.inside} }

// next attribute; false if there is none.
func (a *attributes) next() bool {
	rest := bytes.TrimLeft(a.rest, " \t\r\n")
	eq := bytes.IndexByte(rest, '=')
	if eq <= 0 {
		a.unreadable = len(rest) > 0
		return false
	}
	name := bytes.TrimRight(rest[:eq], " \t\r\n")
	rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
	if len(rest) < 2 || rest[0] != '"' && rest[0] != '\'' {
		a.unreadable = true
		return false
	}
	end := bytes.IndexByte(rest[1:], rest[0])
	if end < 0 {
		a.unreadable = true
		return false
	}
	a.name = local(name)
	a.prefixed = len(a.name) < len(name)
	value, err := plainText(rest[1 : 1+end])
	a.value, a.rest, a.unreadable = value, rest[end+2:], err != nil
	return err == nil
}

// attr of the element by its name; empty if it has none.
func (m *markup) attr(name string) string {
	for a := m.attributes(); a.next(); {
		if string(a.name) == name {
			return string(a.value)
		}
	}
	return ""
}
