package lexicon

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// hit is a word that a text says and does not deny.
type hit struct {
	word, code string
	at         int // byte
}

// find what a text says by the words inside it.
func (l *List) find(text string) (code string, ok bool) {
	hits := l.hits(text)
	var said []string
	for _, h := range hits {
		if !slices.Contains(said, h.code) {
			said = append(said, h.code)
		}
	}
	if len(said) > 1 {
		said = slices.DeleteFunc(slices.Clone(said), func(c string) bool {
			beaten := func(o string) bool { return slices.Contains(l.beats[o], c) }
			return c == Nothing || slices.ContainsFunc(said, beaten)
		})
	}
	switch {
	case len(said) == 1:
		return said[0], true
	case len(said) > 1 && l.settle != nil:
		return l.settle(hits)
	}
	return "", false
}

// hits of the longest words in a text, from its beginning on; what lies inside a longer word is not looked at.
func (l *List) hits(text string) (out []hit) {
	for i := 0; i < len(text); {
		w := l.at(text[i:])
		if w == "" {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		if !l.denying(text[:i], text[i+len(w):], l.within[w]) {
			out = append(out, hit{w, l.within[w], i})
		}
		i += len(w)
	}
	return out
}

// at is the longest word with which a text begins.
func (l *List) at(text string) string {
	end, n := 0, 0
	ends := make([]int, 0, l.longest)
	for n < l.longest && end < len(text) {
		_, size := utf8.DecodeRuneInString(text[end:])
		end, n = end+size, n+1
		ends = append(ends, end)
	}
	for i := len(ends) - 1; i >= 0; i-- {
		if _, known := l.within[text[:ends[i]]]; known {
			return text[:ends[i]]
		}
	}
	return ""
}

// verbs stand between a denial and what it denies: 未参加职工养老, 没有发现他人顶岗. The longest come first.
var verbs = longestFirst("获得", "获", "经过", "经", "参加", "参", "缴纳", "缴", "交纳", "领取", "领", "享受", "享", "办理", "办", "登记",
	"发现", "发生", "存在", "出现",
	"看见",
	"看到", "查到", "查出", "核实", "属于", "属", "纳入", "列入", "认定", "予以", "予", "给予", "得到", "受到", "进行", "从事", "任何", "明显",
	"所谓", "有人", "有", "是", "被", "过", "人", "曾", "再", "能", "做", "让", "由", "为", "见", "持有", "持", "取得", "具有", "到", "在")

func longestFirst(words ...string) []string {
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}

// denials stand before what is not so.
var denials = []string{"非", "不", "无", "未", "免", "没", "勿", "un", "not", "non-", "non", "no", "never"}

// afterwards says of a word before it that it is not so, or no longer: 顶岗现象：无, 营业执照已注销, 错误码0000.
var afterwards = regexp.MustCompile(
	`^(?:的|现象|情况|行为|问题|记录|人员|保险|关系|编?码|代码|原因|信息|说明|笔数|次数|等)*[:=]?` +
		`(?:(?:无|没有|未发现|未发生|否|不存在|不属实|0+|-|none|no)(?:$|[^0-9a-z\p{Han}])|` +
		`[(]?(?:现?已|已经|早已)?(?:停保|断缴|中断缴费|终止|注销|吊销|解除|退保|撤销))`)

// mostBefore is how many verbs and things are looked past for a denial.
const mostBefore = 40

// denying reports whether what stands before or behind a word denies it. In a list of things (无顶岗、替岗, 未发现顶岗替岗)
// the denial stands before the first.
func (l *List) denying(before, after, code string) bool {
	if afterwards.MatchString(after) {
		return true
	}
	for range mostBefore {
		was := before
		for _, v := range verbs {
			if rest, had := strings.CutSuffix(before, v); had {
				before = rest
				break
			}
		}
		if slices.ContainsFunc(denials, func(d string) bool { return strings.HasSuffix(before, d) }) {
			return true
		}
		for _, joint := range []string{"、", "或", "和", "及", "与", "/", "或者"} {
			if rest, had := strings.CutSuffix(before, joint); had && l.last(rest) != "" {
				before = strings.TrimSuffix(rest, l.last(rest))
				break
			}
		}
		if w := l.last(before); before == was && w != "" && l.within[w] == code {
			before = strings.TrimSuffix(before, w)
		}
		if before == was {
			break
		}
	}
	return false
}

// last is the longest word with which a text ends.
func (l *List) last(text string) string {
	runes := []rune(text[max(0, len(text)-utf8.UTFMax*l.longest):])
	for n := min(l.longest, len(runes)); n >= 2; n-- {
		w := string(runes[len(runes)-n:])
		if _, known := l.within[w]; known {
			return w
		}
	}
	return ""
}

// unsaid are words that stand in a cell in place of what nobody knows.
var unsaid = map[string]bool{"无": true, "没有": true, "暂无": true, "不详": true, "不清": true, "不清楚": true, "不知道": true,
	"未知": true,
	"待查": true, "待补": true, "待定": true, "空": true, "none": true, "unknown": true, "n/a": true}

// Unsaid reports whether a cell says nothing: it is empty, struck through, or says that it is not known. Numbers that
// many rows have in such a word are not one number.
func Unsaid(cell string) bool {
	k := key(cell)
	return blank(k) || unsaid[k] || strings.Trim(k, "0") == ""
}
