package lexicon

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"gangwei/internal/base/plain"
)

// sign of a legend: a mark, or a word for what a mark means.
type sign struct {
	mark string // empty: a word
	code Mark   // of a word
}

// leads begin a legend, or stand between a mark and its meaning.
var leads = regexp.MustCompile(`图例|说明|注|符号|标记|标识|表示|代表|打|划|画|填|用`)

// links are left out of what stands between marks.
var links = strings.Fields("考勤符号说明 考勤符号 符号说明 填表说明 考勤说明 填写说明 符号 图例 说明 备注 标记 标识 注 其中 表示 代表 的 者 为 " +
	"打 划 画 用 记 填写 填 标 写 作 是 即 则 一律 以 号 当天 当日")

// drawn are marks that are told by a word: 出勤打勾.
var drawn = map[string]string{"勾": "√", "对勾": "√", "对号": "√", "对": "√", "叉": "×", "圈": "○", "圆圈": "○",
	"三角": "△", "三角形": "△", "五角星": "★"}

// parts of a text in which a legend may stand by itself.
var inBrackets = regexp.MustCompile(`[(\[【〔]([^()\[\]【】〔〕]+)[)\]】〕]`)

// pieces of a text, of which prose is left out.
var stops = regexp.MustCompile(`[、,;。|\n\t]+`)

// numbering before the points of an explanation: 1. 2、 (3).
var numbering = regexp.MustCompile(`(^|[\s;。,])[(（]?[0-9一二三四五六]{1,2}[.、)）](\D|$)`)

// Legend of a month sheet as people write it, the mark before its meaning or behind it: 图例：○出勤 ●请假, 出勤√、事假△.
// false where a text is none, or does not say clearly which mark has which meaning. A mark whose meaning is not known,
// or that is said to mean two things, is Unknown.
func Legend(text string) (map[string]Mark, bool) {
	if len(text) > longestText {
		return nil, false
	}
	text = strings.ToLower(norm.NFKC.String(plain.Visible(text)))
	tries := []string{text}
	for _, x := range inBrackets.FindAllStringSubmatch(text, -1) {
		tries = append(tries, x[1])
	}
	for _, t := range tries {
		if found, ok := legend(numbering.ReplaceAllString(t, "$1$2")); ok {
			return found, true
		}
	}
	return nil, false
}

// Legends of the rows of a sheet that are no days' marks, as one. Where two rows say different things of a mark, nobody
// knows which holds.
func Legends(rows []string) map[string]Mark {
	var out map[string]Mark
	for _, r := range rows {
		found, ok := Legend(r)
		if !ok {
			continue
		}
		if out == nil {
			out = map[string]Mark{}
		}
		for mark, m := range found {
			if was, told := out[mark]; told && was != m {
				m = Unknown
			}
			out[mark] = m
		}
	}
	return out
}

func legend(text string) (map[string]Mark, bool) {
	var all []sign
	for _, piece := range stops.Split(text, -1) {
		some := signs(piece)
		if slices.ContainsFunc(some, func(s sign) bool { return s.mark != "" || s.code != Unknown }) {
			all = append(all, some...)
		}
	}
	n := len(all)
	if n < 2 || (all[0].mark == "") == (all[n-1].mark == "") {
		return nil, false
	}
	if all[0].mark == "" { // the meaning first: read backwards it is the other way
		slices.Reverse(all)
	}
	out := map[string]Mark{}
	known := 0
	for i := 0; i < n; {
		mark := all[i].mark
		m := all[min(i+1, n-1)].code
		if mark == "" || i+1 == n || all[i+1].mark != "" {
			return nil, false
		}
		for i++; i < n && all[i].mark == ""; i++ {
			if all[i].code != m {
				m = Unknown
			}
		}
		if was, told := out[mark]; told && was != m {
			m = Unknown
		}
		if out[mark] = m; m != Unknown {
			known++
		}
	}
	if known == 0 || known < 2 && !leads.MatchString(text) {
		return nil, false
	}
	return out, true
}

// signs of a piece in their order.
func signs(piece string) (out []sign) {
	r := []rune(piece)
	for i := 0; i < len(r); {
		end := i + 1
		switch c := r[i]; {
		case unicode.Is(unicode.Han, c):
			for end < len(r) && unicode.Is(unicode.Han, r[end]) {
				end++
			}
			out = append(out, meaning(string(r[i:end]))...)
		case c >= '0' && c <= '9' || c == '.':
			for end < len(r) && (r[end] >= '0' && r[end] <= '9' || r[end] == '.') {
				end++
			}
			rest := string(r[end:])
			n := string(r[i:end])
			if slices.Contains([]string{"0", "0.5", ".5", "1"}, n) && !unitBehind.MatchString(rest) {
				out = append(out, sign{mark: n})
			}
		case c >= 'a' && c <= 'z':
			for end < len(r) && r[end] >= 'a' && r[end] <= 'z' {
				end++
			}
			if end == i+1 {
				out = append(out, sign{mark: string(c)})
			} else {
				out = append(out, meaning(string(r[i:end]))...)
			}
		case c == '/' || c == '\\':
			if i == 0 || end == len(r) || !unicode.Is(unicode.Han, r[i-1]) || !unicode.Is(unicode.Han, r[end]) {
				out = append(out, sign{mark: string(c)})
			}
		case unicode.IsSymbol(c) && !strings.ContainsRune("=<>~|`^", c) || strings.ContainsRune("*※#@&", c):
			out = append(out, sign{mark: string(c)})
		}
		i = end
	}
	return out
}

// unitBehind a number says that it counts something and is no mark.
var unitBehind = regexp.MustCompile(`^\s*(天|日|小时|个|月|年|人|份|次|元|号|%)`)

// meaning of the words between two marks: nothing where they only join, a mark where they name one.
func meaning(text string) []sign {
	for was := ""; was != text; {
		was = text
		if _, known := Marks.words[key(text)]; known {
			break
		}
		if _, named := drawn[text]; named {
			break
		}
		for _, l := range links {
			text = strings.TrimSuffix(strings.TrimPrefix(text, l), l)
		}
	}
	if text == "" {
		return nil
	}
	if c, known := Marks.words[key(text)]; known {
		return []sign{{code: Mark(c[0])}}
	}
	if m, named := drawn[text]; named {
		return []sign{{mark: m}}
	}
	for _, word := range []string{"打", "划", "画"} { // 出勤打勾
		if what, by, had := strings.Cut(text, word); had {
			return append(meaning(what), meaning(by)...)
		}
	}
	for _, word := range []string{"为", "表示", "代表"} { // 打勾为出勤
		if by, what, had := strings.Cut(text, word); had {
			return append(meaning(by), meaning(what)...)
		}
	}
	return []sign{{code: Unknown}}
}
