package resident

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/seal"
)

// Seek is whom somebody looks for by what was typed: a whole number, the tail of one, or a part of a name. The zero
// value seeks nobody in particular.
type Seek struct {
	IDIndex        []byte // of a whole identity number
	PhoneIndex     []byte // of a whole telephone number
	IDTailIndex    []byte // of the last four characters of an identity number
	PhoneTailIndex []byte // of the last four digits of a telephone number
	NamePart       string // anywhere in the name, as it was typed
	NameKey        string // the same as it stands in the keys of a name: plain.Sought
	Nobody         bool   // what was typed can be no name, number or tail
}

// SeekOf turns what was typed into whom it looks for: an identity number of 18 characters, a telephone number of 7 to
// 12 digits, four characters at the end of either (as lists show them: 1234, 尾号1234, ****1234), or a part of a name, in
// traditional or simplified characters or in pinyin, in full or by first letters.
// Digits may be of full width. Empty text seeks nobody in particular.
func SeekOf(ring *seal.Ring, typed string) (s Seek) {
	text := strings.ToUpper(plain.Text(typed))
	if n, err := idno.Parse(text); err == nil {
		s.IDIndex = ring.Index(seal.IDNumber, string(n))
		return s
	}
	if tail := tailOf(text); tail != "" {
		s.IDTailIndex = ring.Index(seal.IDTail, tail)
		if tail[len(tail)-1] != 'X' {
			s.PhoneTailIndex = ring.Index(seal.PhoneTail, tail)
		}
		return s
	}
	if phone, fault := CleanPhone(text); fault == nil && phone != "" {
		s.PhoneIndex = ring.Index(seal.Phone, phone)
		return s
	}
	s.NamePart = CleanName(typed)
	s.NameKey = plain.Sought(s.NamePart)
	s.Nobody = s.NamePart != "" && !canBeName(s.NamePart)
	return s
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
	return !s.Nobody && s.NamePart == "" && !s.Whole() && s.IDTailIndex == nil
}

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
		return " AND " + alias + ".id_index = ?", []any{s.IDIndex}
	case s.PhoneIndex != nil:
		return " AND " + alias + ".phone_index = ?", []any{s.PhoneIndex}
	case s.PhoneTailIndex != nil:
		return " AND (" + alias + ".id_tail_index = ? OR " + alias + ".phone_tail_index = ?)",
			[]any{s.IDTailIndex, s.PhoneTailIndex}
	case s.IDTailIndex != nil:
		return " AND " + alias + ".id_tail_index = ?", []any{s.IDTailIndex}
	case s.NamePart != "":
		return " AND INSTR(" + alias + ".name_keys, ?) > 0", []any{s.NameKey}
	}
	return "", nil
}
