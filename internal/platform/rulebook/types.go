package rulebook

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/words"
	"gangwei/policies"
)

// Kind of a parameter's value: what may stand there, and by which control it is entered.
type Kind string

// Kinds, as policies/rulebook/types.md names them.
const (
	Choice   Kind = "choice"   // one of Codes
	Yes      Kind = "yes"      // true or false
	Whole    Kind = "whole"    // a whole number from Min to Max
	Money    Kind = "money"    // yuan from Min to Max
	Share    Kind = "share"    // 2/3, or a whole number of hundredths
	Text     Kind = "text"     // Min to Max characters
	Document Kind = "document" // a document and its article, Min to Max characters
	Listing  Kind = "list"     // words of Min to Max characters each, with 、 between them
	Several  Kind = "several"  // some of Codes, with commas between them
	Points   Kind = "points"   // points of need: what=points, with ； between them
	Months   Kind = "months"   // 2025-02=2025-04-20, with ； between them
	OneMonth Kind = "month"    // 2025-01
	Format   Kind = "format"   // the name of a bank's file format; whether there is one of it is known where it is used
)

// Type is what a parameter may be, and what the page says of it.
type Type struct {
	Key    string   `yaml:"key"`
	Kind   Kind     `yaml:"kind"`
	Min    int      `yaml:"min"`
	Max    int      `yaml:"max"`
	Words  string   `yaml:"words"` // list of the words for Codes
	Codes  []string `yaml:"codes"`
	Unset  string   `yaml:"unset"`  // what an empty value means; empty: the value may not be empty
	ByFund bool     `yaml:"fund"`   // may differ by fund
	ByKind bool     `yaml:"kinds"`  // may differ by kind of post, whose code stands in the fund's place
	Months bool     `yaml:"months"` // a change back in time reaches into months that were made already
	Hint   string   `yaml:"hint"`
	Used   string   `yaml:"used"` // where it is used
	Wing   string   `yaml:"-"`    // whose parameter it is
	Name   string   `yaml:"-"`
	Unit   string   `yaml:"-"`
}

// types of all parameters by key, read once: they are part of the program.
var types = sync.OnceValues(func() (map[string]*Type, error) {
	files, err := policies.Rulebook.ReadDir("rulebook")
	if err != nil {
		return nil, err
	}
	out := map[string]*Type{}
	for _, f := range files {
		wing, typed := strings.CutSuffix(f.Name(), typesSuffix)
		if !typed {
			continue
		}
		b, err := policies.Rulebook.ReadFile("rulebook/" + f.Name())
		if err != nil {
			return nil, err
		}
		var rows []*Type
		if err := yaml.Unmarshal(b, &rows); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		for _, t := range rows {
			if other := out[t.Key]; other != nil {
				return nil, fmt.Errorf("%s: %s stands there and among those of %s", f.Name(), t.Key, other.Wing)
			}
			t.Wing = wing
			out[t.Key] = t
		}
	}
	seeds, err := seedRows()
	if err != nil {
		return nil, err
	}
	for _, s := range seeds {
		t := out[s.Key]
		if t == nil {
			return nil, fmt.Errorf("%s has no type", s.Key)
		}
		t.Name, t.Unit = s.Name, s.Unit
	}
	return out, nil
})

// TypesOf a wing: the types of its parameters, by key.
func TypesOf(wing string) (out []*Type) {
	all, err := types()
	if err != nil {
		panic(err) // embedded
	}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if all[key].Wing == wing {
			out = append(out, all[key])
		}
	}
	return out
}

// TypeOf a parameter; nil if there is none of that key.
func TypeOf(key string) *Type {
	all, err := types()
	if err != nil {
		panic(err) // embedded
	}
	return all[key]
}

// TypeNamed is the type of a parameter by its key or its name on the pages; nil if there is none.
func TypeNamed(word string) *Type {
	if t := TypeOf(word); t != nil {
		return t
	}
	all, err := types()
	if err != nil {
		panic(err) // embedded
	}
	for _, t := range all {
		if t.Name == word {
			return t
		}
	}
	return nil
}

// Fits is nil if a value may stand, otherwise what is wrong with it: rulebook.choice, .yes, .whole, .money, .share,
// .length, .document, .list, .several, .weights, .months, .month, .format, form.required.
func (t *Type) Fits(value string) *errs.Error {
	if value == "" {
		if t.Unset != "" {
			return nil
		}
		return errs.New(errs.Invalid, "form.required").On("value")
	}
	fault := errs.New(errs.Invalid, "rulebook."+string(t.Kind)).On("value").With("typed", value)
	ok := false
	switch t.Kind {
	case Choice:
		ok = slices.Contains(t.Codes, value)
		fault.With("choices", strings.Join(t.Choices(), "、"))
	case Yes:
		ok = value == "true" || value == "false"
	case Whole:
		n, err := strconv.Atoi(value)
		ok = err == nil && strconv.Itoa(n) == value && n >= t.Min && n <= t.Max
		fault.With("least", t.Min).With("most", t.Max).With("unit", t.Unit)
	case Money:
		f, err := money.Parse(value)
		ok = err == nil && strings.Trim(value, "0123456789.") == "" && f >= money.Fen(t.Min)*100 && f <= money.Fen(t.Max)*100
		fault.With("least", t.Min).With("most", t.Max)
	case Share:
		_, ok = ParseFraction(value)
	case Text, Document:
		n := utf8.RuneCountInString(value)
		ok = n >= t.Min && n <= t.Max && strings.TrimSpace(value) == value && !nothing(value)
		fault.With("least", t.Min).With("most", t.Max)
	case Listing:
		pieces := Pieces(value)
		ok = len(pieces) > 0 && !slices.ContainsFunc(pieces, func(s string) bool {
			n := utf8.RuneCountInString(s)
			return n < t.Min || n > t.Max
		})
		fault.With("least", t.Min).With("most", t.Max)
	case Several:
		ok = !slices.ContainsFunc(codesIn(value), func(c string) bool { return !slices.Contains(t.Codes, c) }) &&
			len(codesIn(value)) > 0
		fault.With("choices", strings.Join(t.Choices(), "、"))
	case Points:
		_, err := ParseWeights(value)
		if err == nil {
			return nil
		}
		return errs.All(err)[0]
	case Months:
		_, piece := parseMonths(value)
		ok = piece == ""
		fault.With("piece", piece)
	case OneMonth:
		_, err := civil.ParseMonth(value)
		ok = err == nil
	case Format:
		ok = utf8.RuneCountInString(value) <= 60 && !strings.ContainsAny(value, `/\ `)
	}
	if utf8.RuneCountInString(value) > 200 {
		ok = false
	}
	if ok {
		return nil
	}
	return fault
}

// nothing reports whether somebody wrote that there is none, where one was asked for.
func nothing(s string) bool {
	switch strings.Trim(s, " 　/／-—－_。.、") {
	case "", "无", "没有", "暂无", "待定", "待确认", "暂缺", "未定", "不详", "暂未出台":
		return true
	}
	return false
}

// Choices in words, in their order.
func (t *Type) Choices() []string {
	out := make([]string, len(t.Codes))
	for i, c := range t.Codes {
		if out[i] = words.Label(t.Words, c); t.Kind == Points {
			out[i] = needWord(c)
		}
	}
	return out
}

// Asked is the unit as a form asks for a value in it.
func (t *Type) Asked() string {
	switch t.Unit {
	case "日":
		return "几日"
	case "次月日":
		return "次月几日"
	}
	return t.Unit
}

// Say a value in words, with its unit; a value that does not fit is said as it stands.
func (t *Type) Say(value string) string {
	if value == "" {
		if t.Unset != "" {
			return "未设定（" + t.Unset + "）"
		}
		return "未设定"
	}
	if t.Fits(value) != nil {
		return "“" + value + "”"
	}
	switch t.Kind {
	case Choice:
		return words.Label(t.Words, value)
	case Yes:
		return words.Label("paramvalue", value)
	case Whole, Money:
		switch t.Unit {
		case "日":
			return value + "日"
		case "次月日":
			return "次月" + value + "日"
		}
		return value + " " + t.Unit
	case Share:
		f, _ := ParseFraction(value)
		return f.String()
	case Several:
		var out []string
		for _, c := range codesIn(value) {
			out = append(out, words.Label(t.Words, c))
		}
		return strings.Join(out, "、")
	case Points:
		w, _ := ParseWeights(value)
		return w.String()
	case Months:
		rows, _ := parseMonths(value)
		var out []string
		for _, r := range rows {
			out = append(out, fmt.Sprintf("%s的延至%s", r.Month.Chinese(), r.Until.Chinese()))
		}
		return strings.Join(out, "；")
	case Format:
		if value == "plain" {
			return "竖线分隔文本"
		}
	}
	return value
}

// Written is a value as it stands in a spreadsheet: words for codes, and a fraction in words, since a spreadsheet makes
// a date of 2/3. Proposal reads it back.
func (t *Type) Written(value string) string {
	if value == "" || t.Fits(value) != nil {
		return value
	}
	switch t.Kind {
	case Choice, Yes, Several:
		return t.Say(value)
	case Share:
		if f, _ := ParseFraction(value); f.Den <= 10 {
			return f.String()
		}
	}
	return value
}

// Proposal is the value that somebody plainly meant by one that does not fit: the word of the page for its code,
// full-width digits, the unit behind the number. false where more than one reading is possible; then people are asked.
func (t *Type) Proposal(value string) (string, bool) {
	s := strings.TrimSpace(value)
	switch t.Kind {
	case Choice:
		s = codeOf(t.Words, t.Codes, s)
	case Yes:
		switch strings.ToLower(s) {
		case "是", "true":
			s = "true"
		case "否", "false":
			s = "false"
		}
	case Whole, Money:
		s = strings.TrimSpace(strings.TrimSuffix(narrow(s), t.Unit))
		if t.Kind == Money {
			s = strings.TrimSpace(strings.TrimSuffix(s, "元"))
		} else if n, err := strconv.Atoi(s); err == nil && n >= 0 {
			s = strconv.Itoa(n)
		}
	case Share:
		s = narrow(s)
		for _, f := range commonShares {
			if s == f.String() {
				s = fmt.Sprintf("%d/%d", f.Num, f.Den)
			}
		}
		s = strings.TrimSuffix(s, "%")
	case Several:
		var out []string
		for _, piece := range Pieces(s) {
			out = append(out, codeOf(t.Words, t.Codes, piece))
		}
		s = strings.Join(out, ",")
	}
	if s == "" || s == value || t.Fits(s) != nil {
		return "", false
	}
	return s, true
}

// codeOf a word among codes; the word itself if it is none's.
func codeOf(list string, codes []string, word string) string {
	for _, c := range codes {
		if words.Label(list, c) == word {
			return c
		}
	}
	return word
}

// narrow digits, signs and letters that were typed full width.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, s)
}

// Pieces of a list of words, whatever stands between them.
func Pieces(s string) (out []string) {
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；;\n\r", r) }) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func codesIn(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",， ", r) })
}

// PutOff is a month whose pay a document put off to a day.
type PutOff struct {
	Month civil.Month
	Until civil.Date
}

// PutOffs of a value; none if it does not fit.
func PutOffs(value string) []PutOff {
	out, _ := parseMonths(value)
	return out
}

// parseMonths reads "2025-02=2025-04-20；2025-03=2025-04-20"; piece is the first that cannot be read, or a month that
// stands twice.
func parseMonths(s string) (out []PutOff, piece string) {
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '；' }) {
		m, day, _ := strings.Cut(strings.TrimSpace(p), "=")
		month, err := civil.ParseMonth(strings.TrimSpace(m))
		until, err2 := civil.ParseDate(strings.TrimSpace(day))
		twice := slices.ContainsFunc(out, func(x PutOff) bool { return x.Month == month })
		if err != nil || err2 != nil || !until.After(month.Last()) || twice {
			return nil, p
		}
		out = append(out, PutOff{month, until})
	}
	if len(out) == 0 {
		return nil, s
	}
	return out, ""
}
