package lexicon

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gangwei/internal/base/plain"
	"gangwei/internal/platform/words"
)

// Nothing is the code of words that are understood and mean none of a list's codes: 一般户 is no category of need, a
// resident's insurance bars nobody.
const Nothing = "-"

// List of words for the codes of one thing.
type List struct {
	Name    string // as the labels of the codes are called in package words
	Title   string // in Chinese, for those who are asked
	free    bool   // a text that may hold the word among others
	codes   []string
	words   map[string]string          // word → code
	within  map[string]string          // those that may be looked for inside a text
	longest int                        // characters of the longest of these
	beats   map[string][]string        // code → codes that give way to it in one text
	settle  func([]hit) (string, bool) // which of several codes that no other beats
	resolve func(string) (string, bool)
	general map[string][]string // code → codes that say the same more precisely
	denied  string              // what the denial of a known word says; empty: nobody knows
	answers map[string]string
}

// synonyms of codes: words with spaces between; = before a word: only as the whole cell.
type synonyms map[string]string

// lists by their names.
var lists = map[string]*List{}

// list of the codes that package words labels under a name, or of some of them, with the words for each. Every code
// and every label is a word for itself.
func list(name, title string, said synonyms, only ...string) *List {
	return derived(name, title, name, said, only...)
}

// derived is a list whose codes are labelled under another list's name.
func derived(name, title, labels string, said synonyms, only ...string) *List {
	l := &List{Name: name, Title: title, codes: only, words: map[string]string{}, within: map[string]string{}}
	if only == nil {
		l.codes = slices.DeleteFunc(words.Codes(labels), func(c string) bool { return c == "" })
	}
	for _, c := range l.codes {
		l.add(c, c, strings.Contains(c, "_"))
		l.add(words.Label(labels, c), c, true)
	}
	for _, c := range slices.Sorted(maps.Keys(said)) {
		if c != Nothing && !slices.Contains(l.codes, c) {
			panic("lexicon: " + name + " has no code " + c)
		}
		for _, w := range strings.Fields(said[c]) {
			whole := strings.HasPrefix(w, "=")
			l.add(strings.TrimPrefix(w, "="), c, !whole)
		}
	}
	if lists[name] != nil {
		panic("lexicon: two lists " + name)
	}
	lists[name] = l
	return l
}

func (l *List) add(word, code string, inside bool) {
	k := key(word)
	if was, twice := l.words[k]; twice && was != code {
		panic(fmt.Sprintf("lexicon: %s: “%s” is %s and %s", l.Name, word, was, code))
	}
	l.words[k] = code
	if n := len([]rune(k)); inside && (n >= 2 && k[0] >= 128 || n >= 4) {
		l.within[k] = code
		l.longest = max(l.longest, n)
	}
}

// text makes a list one of free text.
func (l *List) text() *List { l.free = true; return l }

// over says which codes give way to a code where one text says both: a death in hospital is a death.
func (l *List) over(code string, others ...string) *List {
	if l.beats == nil {
		l.beats = map[string][]string{}
	}
	l.beats[code] = others
	return l
}

// Lists in the order of their names.
func Lists() []*List {
	out := slices.Collect(maps.Values(lists))
	slices.SortFunc(out, func(a, b *List) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// ListOf a name; nil if there is none.
func ListOf(name string) *List { return lists[name] }

// Codes of a list.
func (l *List) Codes() []string { return slices.Clone(l.codes) }

// Has reports whether a list has a code, or whether the code is Nothing.
func (l *List) Has(code string) bool { return code == Nothing || slices.Contains(l.codes, code) }

// Answers are the words that somebody explained for an office or a folder: list, word, code.
type Answers map[string]map[string]string

// With is the list with the answers that were given about it. Answers with a code that the list does not have are left
// out.
func (l *List) With(all Answers) *List {
	given := all[l.Name]
	if len(given) == 0 {
		return l
	}
	out := *l
	out.answers = map[string]string{}
	for word, code := range given {
		if l.Has(code) && key(word) != "" {
			out.answers[key(word)] = code
		}
	}
	return &out
}

// key makes words comparable: without spaces and what nobody sees, width and variants folded, small letters, without
// quotation marks around and a stop behind.
func key(s string) string {
	s = strings.ToLower(norm.NFKC.String(plain.Text(s)))
	return strings.TrimRight(strings.Trim(s, "“”‘’\"'《》"), "。.;,:、!")
}

// Same reports whether two words are one, however they are typed.
func Same(a, b string) bool { return key(a) == key(b) }

// blank reports whether a cell says nothing: empty, or a stroke through it.
func blank(k string) bool { return strings.Trim(k, "-—–/\\_") == "" }

// Read what a cell says. code is empty where the cell is empty, Nothing where the word is understood and means none of
// the codes. ok is false where the word is not known, or says two things at once: nobody may guess then.
func (l *List) Read(cell string) (code string, ok bool) {
	k := key(cell)
	if c, given := l.answers[k]; given {
		return c, true
	}
	if c, known := l.words[k]; known {
		return c, true
	}
	if blank(k) {
		return "", true
	}
	if len(k) > longestText {
		return "", false
	}
	if c, known := l.unwrapped(k); known {
		return c, true
	}
	if l.free {
		return l.find(k)
	}
	return "", false
}

// longestText that is read for a word, in bytes: some 500 characters. What is longer is for a person to read.
const longestText = 1500

// Find what a text says somewhere, as the name of a file does; false where it says nothing that the list knows.
func (l *List) Find(text string) (code string, ok bool) {
	if code, ok = l.Read(text); ok {
		return code, code != ""
	}
	k := key(text)
	if len(k) > longestText {
		return "", false
	}
	return l.find(k)
}

// Said reports whether a text says a code.
func (l *List) Said(text, code string) bool {
	c, ok := l.Read(text)
	return ok && c == code
}

// exact is a word as a whole, by the list or by what it is made of.
func (l *List) exact(k string) (string, bool) {
	if c, known := l.words[k]; known {
		return c, true
	}
	if l.resolve != nil {
		return l.resolve(k)
	}
	return "", false
}

// wraps stand before a word and say nothing more than it.
var wraps = []string{"系", "为", "是", "属于", "属", "该户为", "该户系", "其为", "本人为", "本人系", "本人是"}

// bracketed is what stands before, in and behind a pair of brackets.
var bracketed = regexp.MustCompile(`^([^()\[\]【】〔〕]*)[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]([^()\[\]【】〔〕]*)$`)

// changing says in brackets that the word before is not so, or no longer.
const changing = "非不无未免没否离原前曾停亡故注销解除"

// unwrapped is a word without what people wrap around it.
func (l *List) unwrapped(k string) (string, bool) {
	if c, known := l.exact(k); known {
		return c, true
	}
	if x := bracketed.FindStringSubmatch(k); x != nil {
		return l.beside(x[1]+x[3], x[2])
	}
	for _, w := range wraps {
		if rest, had := strings.CutPrefix(k, w); had && rest != "" {
			if c, known := l.unwrapped(rest); known {
				return c, true
			}
		}
	}
	if l.denied != "" && l.denies(k) {
		return l.denied, true
	}
	return "", false
}

// beside is a word with a remark in brackets, which must not say otherwise.
func (l *List) beside(word, remark string) (string, bool) {
	code, known := l.unwrapped(word)
	if !known || strings.ContainsAny(remark, changing) {
		return "", false
	}
	inner, says := l.exact(remark)
	switch {
	case !says || inner == code:
		return code, true
	case slices.Contains(l.general[code], inner):
		return inner, true
	case slices.Contains(l.general[inner], code):
		return code, true
	}
	return "", false
}

// denies reports whether a word is the denial of a known one: 非脱贫户, 不是低保.
func (l *List) denies(k string) bool {
	for _, d := range []string{"不属于", "不是", "没有", "并非", "不在", "未纳入", "未享受", "非", "不", "无", "未", "免", "没"} {
		if rest, had := strings.CutPrefix(k, d); had && rest != "" {
			if _, known := l.exact(rest); known {
				return true
			}
		}
	}
	return false
}

// nearest words that are offered for one that is not known, of which so many characters are looked at.
const (
	nearest      = 3
	mostCompared = 20
)

// Near are the words that come nearest to one that is not known, each of another code; where none comes near, some of
// the list.
func (l *List) Near(cell string) []string {
	k := []rune(key(cell))
	k = k[:min(len(k), mostCompared)]
	type near struct {
		word, code string
		score      int
	}
	var all []near
	labels := l.labels()
	for w, c := range l.words {
		if n := alike(k, w); n > 0 && c != Nothing && (w[0] >= 128) == (len(k) > 0 && k[0] >= 128) {
			if key(labels[c]) == w {
				n++ // the program's own word before another
			}
			all = append(all, near{w, c, n})
		}
	}
	slices.SortFunc(all, func(a, b near) int {
		if a.score != b.score {
			return b.score - a.score
		}
		return strings.Compare(a.word, b.word)
	})
	var out []string
	seen := map[string]bool{}
	for _, x := range all {
		if !seen[x.code] && len(out) < nearest {
			seen[x.code] = true
			out = append(out, x.word)
		}
	}
	if out != nil {
		return out
	}
	return l.some()
}

// some of the list's labels.
func (l *List) some() (out []string) {
	labels := l.labels()
	for _, c := range l.codes {
		if len(out) < 2*nearest && labels[c] != c {
			out = append(out, labels[c])
		}
	}
	return out
}

// labels of the codes, as the program writes them.
func (l *List) labels() map[string]string {
	out := map[string]string{}
	for _, c := range l.codes {
		out[c] = words.Label(l.labelled(), c)
	}
	return out
}

// labelled is the name under which package words labels the codes.
func (l *List) labelled() string {
	if of, other := labelledBy[l.Name]; other {
		return of
	}
	return l.Name
}

// alike counts what two words have in common: pairs of characters weigh most, then characters; a word much longer or
// shorter is less alike.
func alike(a []rune, b string) int {
	const short = 4 // a longer word that shares but single characters is not alike
	n, pairs := 0, 0
	for i, r := range a {
		if !strings.ContainsRune(b, r) {
			continue
		}
		n += 2
		if i+1 < len(a) && strings.Contains(b, string(a[i:i+2])) {
			n, pairs = n+4, pairs+1
		}
	}
	if n == 0 || pairs == 0 && len(a) > short {
		return 0
	}
	length := utf8.RuneCountInString(b)
	return max(1, 2*n-max(len(a)-length, length-len(a)))
}
