package resident

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/seal"
)

// Seek is whom somebody looks for by what was typed: a whole number, the tail of one, a part of a name, or a name with
// either beside it. The zero value seeks nobody in particular.
type Seek struct {
	IDIndex        []byte // of a whole identity number
	PhoneIndex     []byte // of a whole telephone number
	IDTailIndex    []byte // of the last four characters of an identity number
	PhoneTailIndex []byte // of the last four digits of a telephone number
	NamePart       string // anywhere in the name, as it was typed
	NameKey        string // the same as it stands in the keys of a name: plain.Sought
	Mixed          Mixed  // the other ways in which letters can be meant
	Tail           string // as it was typed, of IDTailIndex
	Nobody         bool   // what was typed can be no name, number or tail
}

// Mixed are the ways in which syllables and first letters of a name stand beside each other: plain.Mixed.
type Mixed [][plain.PartsMixed]string

// SeekOf turns what was typed into whom it looks for: an identity number of 18 characters, a telephone number of 7 to
// 12 digits, four characters at the end of either (as lists show them: 1234, 尾号1234, ****1234), or a part of a name, in
// traditional or simplified characters or in pinyin, in full, by first letters, or mixed. A name and one of the numbers
// may stand beside each other, in either order. Digits may be of full width. Empty text seeks nobody in particular.
func SeekOf(ring *seal.Ring, typed string) (s Seek) {
	text := plain.Text(typed)
	if s.number(ring, text) {
		return s
	}
	if name, number := apart(text); name != "" && s.number(ring, number) {
		typed = name
	}
	s.NamePart = CleanName(typed)
	s.NameKey = plain.Sought(s.NamePart)
	s.Mixed = plain.Mixed(s.NamePart)
	s.Nobody = s.NamePart != "" && !canBeName(s.NamePart)
	return s
}

// number takes what is a whole number or the tail of one; false if it is neither.
func (s *Seek) number(ring *seal.Ring, text string) bool {
	text = strings.ToUpper(text)
	if n, err := idno.Parse(text); err == nil {
		s.IDIndex = ring.Index(seal.IDNumber, string(n))
		return true
	}
	if tail := tailOf(text); tail != "" {
		s.Tail, s.IDTailIndex = tail, ring.Index(seal.IDTail, tail)
		if tail[len(tail)-1] != 'X' {
			s.PhoneTailIndex = ring.Index(seal.PhoneTail, tail)
		}
		return true
	}
	if phone, fault := CleanPhone(text); fault == nil && phone != "" {
		s.PhoneIndex = ring.Index(seal.Phone, phone)
		return true
	}
	return false
}

// wholeLength of an identity number.
const wholeLength = 18

// between are signs that people put between a name and a number.
const between = ",、;:()[]/-."

// apart are a name and the number that stands behind or before it, without spaces, in what was typed; the name is empty
// if it is not both. An X is the number's where that has three digits before it, or seventeen.
func apart(text string) (name, number string) {
	from := strings.IndexAny(text, "0123456789*")
	if from < 0 {
		return "", ""
	}
	if from > 0 {
		name, number = strings.TrimSuffix(text[:from], "尾号"), text[from:]
	} else {
		to := strings.LastIndexAny(text, "0123456789*") + 1
		if digits := strings.Trim(text[:to], "*"); to < len(text) && strings.EqualFold(text[to:to+1], "X") &&
			(len(digits) == tailLength-1 || len(digits) == wholeLength-1) {
			to++
		}
		name, number = text[to:], text[:to]
	}
	name, number = strings.Trim(name, between), strings.Trim(number, between)
	if name == "" || strings.EqualFold(name, "X") || !canBeName(CleanName(name)) {
		return "", ""
	}
	return name, number
}

// tailOf what was typed in the ways in which lists show a tail; empty if it is none.
func tailOf(text string) string {
	text = strings.TrimPrefix(text, "尾号")
	tail := strings.TrimLeft(text, "*")
	if len(tail) != tailLength || strings.Trim(tail[:tailLength-1], "0123456789") != "" {
		return ""
	}
	if last := tail[tailLength-1]; last != 'X' && (last < '0' || last > '9') {
		return ""
	}
	return tail
}

// canBeName reports whether a text can be a part of a name that CheckName lets in.
func canBeName(s string) bool {
	if utf8.RuneCountInString(s) > mostName {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && r != '·' {
			return false
		}
	}
	return true
}

// Empty reports whether nobody in particular is sought.
func (s Seek) Empty() bool {
	return !s.Nobody && s.NamePart == "" && !s.Numbered()
}

// Numbered reports whether a whole number or the tail of one was typed.
func (s Seek) Numbered() bool { return s.Whole() || s.IDTailIndex != nil }

// Both reports whether a name and a number were typed. It may be another number with a word in it.
func (s Seek) Both() bool { return s.NamePart != "" && s.Numbered() }

// Whole reports whether a whole number was typed, which belongs to one human.
func (s Seek) Whole() bool { return s.IDIndex != nil || s.PhoneIndex != nil }

// SQL is the condition on the table person, known in the query as alias (empty: by its own name), with its arguments:
// "AND ..." to be added to one, or empty where nobody in particular is sought.
func (s Seek) SQL(alias string) (where string, args []any) {
	if alias == "" {
		alias = "person"
	}
	switch {
	case s.Nobody:
		return " AND 1 = 0", nil
	case s.IDIndex != nil:
		where, args = " AND "+alias+".id_index = ?", []any{s.IDIndex}
	case s.PhoneIndex != nil:
		where, args = " AND "+alias+".phone_index = ?", []any{s.PhoneIndex}
	case s.PhoneTailIndex != nil:
		where = " AND (" + alias + ".id_tail_index = ? OR " + alias + ".phone_tail_index = ?)"
		args = []any{s.IDTailIndex, s.PhoneTailIndex}
	case s.IDTailIndex != nil:
		where, args = " AND "+alias+".id_tail_index = ?", []any{s.IDTailIndex}
	}
	if s.NamePart == "" {
		return where, args
	}
	named, more := NameSQL(alias, s.NameKey, s.Mixed)
	return where + " AND " + named, append(args, more...)
}

// NameSQL is the condition that the keys of a name in a table, known in the query as alias, are those of a name that is
// sought, with its arguments.
func NameSQL(alias, key string, mixed Mixed) (where string, args []any) {
	keys := alias + ".name_keys"
	if len(mixed) == 0 {
		return "INSTR(" + keys + ", ?) > 0", []any{key}
	}
	args = []any{key}
	for i := range plain.WaysMixed { // the last way again, where there are fewer: the query stays the same
		for _, part := range mixed[min(i, len(mixed)-1)] {
			args = append(args, part)
		}
	}
	way := "INSTR(" + keys + ", ?) > 0 AND INSTR(" + keys + ", ?) > 0 AND INSTR(" + keys + ", ?) > 0 AND INSTR(" + keys +
		", ?) > 0"
	return "(INSTR(" + keys + ", ?) > 0 OR " + way + " OR " + way + ")", args
}
