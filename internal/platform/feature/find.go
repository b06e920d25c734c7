package feature

import (
	"strings"

	"gangwei/internal/base/plain"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
)

// FindLimit is how many records a finder looks up at most: so many can be counted, no more is read.
const FindLimit = 101

// Finder finds records of one kind by what somebody typed into the box that stands on every page. It is asked for
// those who hold its permission, and finds what lies in their scope of it and has a page that they may open.
type Finder struct {
	Order      int // on the page of what was found, ascending
	Permission authz.Permission
	Unless     authz.Permission // whose holders another finder finds the same for
	Words      string           // what it finds, as a heading
	Find       func(*kit.Request, *database.Snapshot, Sought) (Found, error)
}

// Sought is what was typed: at most 200 characters, Text is not empty.
type Sought struct {
	Text   string // as it was typed, without spaces around it and what nobody sees
	Number string // if it can be a number: without any spaces, of usual width, in capitals; else empty
}

// SoughtOf what was typed.
func SoughtOf(text string) Sought {
	s := Sought{Text: strings.TrimSpace(plain.Visible(text))}
	number := strings.ToUpper(plain.Code(text))
	if strings.IndexFunc(number, func(c rune) bool { return c > '~' }) < 0 { // numbers are kept in ASCII
		s.Number = number
	}
	return s
}

// Written are the ways in which a number may be kept that offices give themselves, and that may have any characters: as
// it was typed, of usual width, and in capitals.
func (s Sought) Written() [3]string {
	code := plain.Code(s.Text)
	return [3]string{s.Text, code, strings.ToUpper(code)}
}

// Numbered reports whether what was typed can be a number of a record: it has at least four digits.
func (s Sought) Numbered() bool {
	digits := 0
	for _, c := range s.Number {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	return digits >= 4
}

// Found are the records of a kind, at most FindLimit, the likeliest first.
type Found struct {
	Hits []Hit
	All  string // address of the list of them; empty: there is none that shows just these
}

// Hit is one record.
type Hit struct {
	Words, Address string
	Detail         string
	Path           string // of the division it lies in; empty: none
	Exact          bool   // what was typed is its number
}

// FoundOf rows of a room.
func FoundOf[T any](rows []T, hit func(T) Hit) (f Found) {
	for _, x := range rows {
		f.Hits = append(f.Hits, hit(x))
	}
	return f
}

// FindersOf groups of pages.
func FindersOf(pages ...interface{ Finders() []Finder }) (out []Finder) {
	for _, p := range pages {
		out = append(out, p.Finders()...)
	}
	return out
}
