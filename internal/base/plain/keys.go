package plain

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/longbridgeapp/opencc"
	"github.com/mozillazg/go-pinyin"
)

// simplifier knows the simplified form of each traditional character. It is loaded with the first name that is sought.
var simplifier = sync.OnceValues(func() (*opencc.OpenCC, error) { return opencc.New("t2s") })

// Simple is a text in simplified characters and small letters, without spaces and what nobody sees.
func Simple(s string) string {
	s = strings.ReplaceAll(strings.ToLower(Name(Text(s))), "ü", "v")
	if strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxLatin1 }) < 0 {
		return s
	}
	c, err := simplifier()
	if err != nil {
		return s
	}
	var out strings.Builder
	for _, r := range s { // one by one: a part of a name must come out as it does in the whole
		one, err := c.Convert(string(r))
		if err != nil {
			one = string(r)
		}
		out.WriteString(one)
	}
	return strings.ReplaceAll(out.String(), "锺", "钟") // both stand for 鍾, and offices write both
}

const (
	// MostKeys is how many characters the keys of a name have at most; what does not fit is not a key.
	MostKeys = 400
	// A character that is read in many ways is known by the first few, and a name by as many combinations of them, those
	// nearest to the usual reading first.
	mostReadings, mostCombined = 3, 12
)

// Keys of a name, by which it is found however it is sought: in simplified characters, then in pinyin from each of its
// characters on, in full and by first letters. Each stands behind a space: " 欧阳三 ouyangsan oys yangsan ys san s".
// They never are empty, and never the name itself.
func Keys(name string) string {
	simple := Simple(name)
	if utf8.RuneCountInString(simple) > MostKeys/2 {
		return " "
	}
	units := readings(simple)
	keys := []string{simple}
	for from := range units {
		all := combined(units[from:])
		for _, spoken := range all {
			keys = append(keys, strings.Join(spoken, ""))
		}
		for _, spoken := range all {
			keys = append(keys, initials(spoken))
		}
	}
	return within(MostKeys, keys)
}

// initials of what is read.
func initials(spoken []string) (out string) {
	for _, s := range spoken {
		out += s[:1]
	}
	return out
}

// within so many characters: the keys one after another, each once and behind a space.
func within(most int, keys []string) (out string) {
	n := 0
	for i, key := range keys {
		if slices.Contains(keys[:i], key) {
			continue
		}
		if n += 1 + utf8.RuneCountInString(key); n > most {
			break
		}
		out += " " + key
	}
	return out
}

// Sought is what stands in the keys of each name that somebody may mean who typed a part of it: letters alone are
// pinyin and begin with one of its characters, anything else stands anywhere in it.
func Sought(typed string) string {
	s := Simple(typed)
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0 {
		return " " + s
	}
	return s
}

var spelling = pinyin.Args{Style: pinyin.Normal, Heteronym: true}

// readings of the parts of a name: of each character, and each run of letters as it stands. What is not read is left
// out.
func readings(name string) (out [][]string) {
	letters := ""
	flush := func() {
		if letters != "" {
			out, letters = append(out, []string{letters}), ""
		}
	}
	for _, r := range name {
		if r >= 'a' && r <= 'z' {
			letters += string(r)
			continue
		}
		flush()
		all := slices.DeleteFunc(pinyin.SinglePinyin(r, spelling), func(s string) bool { return s == "" })
		if len(all) > 0 {
			out = append(out, all[:min(len(all), mostReadings)])
		}
	}
	flush()
	return out
}

// combined readings of several characters, the usual ones first, then those that are unusual in one place, in two, and
// so on.
func combined(units [][]string) (out [][]string) {
	usual := make([]string, len(units))
	for i, u := range units {
		usual[i] = u[0]
	}
	out = [][]string{usual}
	for at, from := 0, []int{0}; at < len(out) && len(out) < mostCombined; at++ {
		for i := from[at]; i < len(units); i++ {
			for _, other := range units[i][1:] {
				next := slices.Clone(out[at])
				next[i] = other
				out, from = append(out, next), append(from, i+1)
			}
		}
	}
	return out[:min(len(out), mostCombined)]
}
