package plain

import (
	"slices"
	"strings"
)

const (
	// PartsMixed is of how many keys a way consists in which letters can be meant.
	PartsMixed = 4
	// WaysMixed is in how many ways letters are looked for.
	WaysMixed = 2
	// mostMixed is of how many characters letters are taken that mix syllables and first letters.
	mostMixed = 6
)

// sounds with which a syllable begins, the long ones first.
var sounds = strings.Fields("zh ch sh b p m f d t n l g k h j q x r z c s y w")

// endings of a syllable, and what one types of them before it is whole.
var endings = strings.Fields("a ai an ang ao e ei en eng er i ia ian iang iao ie in ing io ion iong iu o on ong ou u " +
	"ua uai uan uang ue ui un uo v ve")

// unit of what was typed: a syllable, or the sound that it begins with.
type unit struct {
	text string
	full bool
}

// Mixed are the ways in which letters can be meant that mix syllables and first letters (wangcr: wang, c, r), the
// likeliest first, at most WaysMixed. Of a way all must stand in the keys of a name: its first letters, and each run of
// syllables from where it begins (" wcr", " wangc"). None where Sought alone finds what is meant.
func Mixed(typed string) (ways [][PartsMixed]string) {
	s := Sought(typed)
	if !strings.HasPrefix(s, " ") || len(s) > 40 {
		return nil
	}
	var all [][]unit
	split(s[1:], nil, &all)
	slices.SortStableFunc(all, func(a, b []unit) int {
		if n := len(a) - len(b); n != 0 {
			return n
		}
		return letters(a) - letters(b)
	})
	for i, units := range all {
		way, ok := wayOf(units)
		if i == 0 && !ok || len(ways) == WaysMixed { // as it is read most easily, it mixes nothing
			break
		}
		if ok {
			ways = append(ways, way)
		}
	}
	return ways
}

// split what was typed into units, in each way in which it can be.
func split(rest string, before []unit, all *[][]unit) {
	if rest == "" {
		*all = append(*all, slices.Clone(before))
		return
	}
	if len(before) == mostMixed || len(*all) >= 1000 {
		return
	}
	begin := ""
	for _, x := range sounds {
		if strings.HasPrefix(rest, x) {
			begin = x
			break
		}
	}
	for _, x := range endings {
		n := len(begin) + len(x)
		if strings.HasPrefix(rest[len(begin):], x) && n > 1 && (begin != "" || strings.Contains("aeo", x[:1])) {
			split(rest[n:], append(before, unit{rest[:n], true}), all)
		}
	}
	if len(begin) > 1 {
		split(rest[len(begin):], append(before, unit{begin, false}), all)
	}
	if begin != "" || strings.Contains("aeo", rest[:1]) { // zh, ch and sh can be two first letters too
		split(rest[1:], append(before, unit{rest[:1], false}), all)
	}
}

// letters are how many of the units are first letters.
func letters(units []unit) (n int) {
	for _, u := range units {
		if !u.full {
			n++
		}
	}
	return n
}

// wayOf units: false where they mix nothing, or only the last one is not whole, since a key in full begins with them.
func wayOf(units []unit) (way [PartsMixed]string, ok bool) {
	n := len(units)
	first := " "
	for _, u := range units {
		first += u.text[:1]
	}
	keys := []string{first}
	for i := 0; i < n; i++ {
		if !units[i].full && len(units[i].text) == 1 {
			ok = ok || i < n-1
			continue
		}
		run := " "
		for ; i < n && units[i].full; i++ {
			run += units[i].text
		}
		if i < n { // the syllable that follows begins with what stands there
			run += units[i].text
			ok = ok || i < n-1
		}
		keys = append(keys, run)
	}
	if !ok || len(keys) < 2 || len(keys) > PartsMixed {
		return way, false
	}
	for i := range way {
		way[i] = keys[min(i, len(keys)-1)]
	}
	return way, true
}

// Means reports whether somebody may mean a name of these keys who typed a part of it.
func Means(typed, keys string) bool {
	key := Sought(typed)
	if key == "" || strings.Contains(keys, key) {
		return key != ""
	}
	return slices.ContainsFunc(Mixed(typed), func(way [PartsMixed]string) bool {
		return !slices.ContainsFunc(way[:], func(key string) bool { return !strings.Contains(keys, key) })
	})
}
