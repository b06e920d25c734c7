package folder

import (
	"strings"

	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/sheet"
)

// masked reports whether a number is shown in part, as public lists must: 3704**********0017.
func masked(no string) bool {
	return strings.ContainsAny(sheet.Plain(no), "*＊×●█") && strings.ContainsAny(no, "0123456789") &&
		!idnoLike(no)
}

func idnoLike(no string) bool { _, err := idno.Parse(no); return err == nil }

// unmasked is the whole number of the only one of a name, in the row's village if it is known, whose number shows the
// same where a masked one shows something; false where there is none or several.
func (b *builder) unmasked(no, name string, r *record) (whole string, ok bool) {
	path := b.atlas.path(b.spots[r])
	for key, p := range b.people {
		if _, err := idno.Parse(key); err != nil || plain.Fold(p.Name) != plain.Fold(name) || !showsSame(no, key) ||
			b.spots[r].village != "" && b.home[p.ID] != "" && b.home[p.ID] != path {
			continue
		}
		if ok {
			return "", false
		}
		whole, ok = key, true
	}
	return whole, ok
}

// showsSame reports whether what stands before and behind the mask is that of a number.
func showsSame(no, whole string) bool {
	s := strings.ToUpper(sheet.Plain(no))
	first := strings.IndexFunc(s, isMask)
	last := strings.LastIndexFunc(s, isMask)
	if first < 0 {
		return false
	}
	tail := strings.TrimLeftFunc(s[last:], isMask)
	return len(s[:first])+len(tail) < len(whole) && strings.HasPrefix(whole, s[:first]) && strings.HasSuffix(whole,
		tail)
}

func isMask(r rune) bool { return strings.ContainsRune("*＊×●█", r) }
