package plain

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Unseen reports whether a character takes no place: format characters (marks of direction, zero-width spaces and
// joiners), variation selectors and the others that Unicode calls default-ignorable. Spreadsheets and web pages leave
// them behind when cells are copied.
func Unseen(r rune) bool {
	switch {
	case r == '\u034f' || r >= 0x115f && r <= 0x1160 || r >= 0x17b4 && r <= 0x17b5 || r == 0x3164 || r == 0xffa0:
		return true
	case r >= 0x180b && r <= 0x180f || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0000 && r <= 0xe0fff || r >= 0xfff0 &&
		r <= 0xfff8:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// Visible text is what is left without the characters that nobody sees.
func Visible(s string) string {
	if strings.IndexFunc(s, Unseen) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if Unseen(r) {
			return -1
		}
		return r
	}, s)
}

// Text without spaces and what nobody sees, full-width letters, digits and signs as usual ones.
func Text(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || Unseen(r):
			return -1
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		}
		return r
	}, s)
}

// Code is a number or code as it is compared: of usual width, without spaces and what nobody sees.
func Code(s string) string { return Text(norm.NFKC.String(s)) }

// dots that stand between the parts of a minority's name.
const dots = "•・‧∙⋅．.。·•●᛫･"

// Name as it is kept: without spaces and what nobody sees, one kind of dot. How it is written otherwise stays.
func Name(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || Unseen(r):
			return -1
		case strings.ContainsRune(dots, r):
			return '·'
		}
		return r
	}, s)
}

// Fold a name for comparison: width, radicals and compatibility characters are those that they stand for, letters are
// capital.
func Fold(name string) string {
	return strings.ToUpper(norm.NFKC.String(Name(name)))
}

// SameName reports whether two names are one, however they are written.
func SameName(a, b string) bool { return a == b || Fold(a) == Fold(b) }

// Remark that stands in brackets behind a name, as in 王三（已故）, taken off; empty if there is none.
func Remark(name string) (rest, remark string) {
	s := strings.TrimSpace(Visible(name))
	for _, b := range []struct{ open, close string }{{"（", "）"}, {"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}} {
		if i := strings.Index(s, b.open); i > 0 && strings.HasSuffix(s, b.close) && i+len(b.open) < len(s) {
			return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(b.open) : len(s)-len(b.close)])
		}
	}
	return s, ""
}
