package sheet

import (
	"slices"
	"strings"
	"unicode"

	"gangwei/internal/errs"
	"gangwei/internal/plain"
)

// Head of a column that a reader looks for: its name, other words for it, and whether a table without it is of no use.
type Head struct {
	Name     string
	Also     []string
	Exact    []string // words that are the whole head or none: too common to be looked for inside others
	Weak     []string // words of another thing that stands in for it where nothing better is there: 应发 where no 实发 is
	Required bool
	Alike    bool // name and other words are equally good: of two accounts on a list neither is the first
}

// headsWithin is how many rows from the top the heads are looked for.
const headsWithin = 20

// Plain makes what was typed comparable: no spaces, full-width letters and digits as usual ones.
func Plain(s string) string {
	return plain.Text(s)
}

// HeadWord is a head without spaces, remarks in brackets and marks of being required.
func HeadWord(s string) string {
	word, _ := headParts(s)
	return word
}

// headParts of a head: its word, and what stands in brackets.
func headParts(s string) (word, remark string) {
	var b, in strings.Builder
	depth := 0
	for _, r := range Plain(s) {
		switch r {
		case '(', '[', '【', '（':
			depth++
		case ')', ']', '】', '）':
			depth = max(0, depth-1)
		case '*', ':', '：', '、', '/', '_':
		default:
			if depth == 0 {
				b.WriteRune(unicode.ToLower(r))
			} else {
				in.WriteRune(r)
			}
		}
	}
	return b.String(), in.String()
}

// Layout is where the heads of a table stand and which column each of them is.
type Layout struct {
	At      int      // index of the row with the heads; -1: no row names two
	Two     bool     // they stand on two rows, as under a merged head
	Columns []int    // for each cell which head it is, -1 for none
	Texts   []string // the heads as written
	Ties    []Tie    // heads for which two columns fit equally
}

// Tie is a head for which two columns fit equally well; cells are counted from 0.
type Tie struct{ Head, First, Second int }

// From is the index of the first row under the heads.
func (l Layout) From() int {
	if l.Two {
		return l.At + 2
	}
	return l.At + 1
}

// Has reports whether a column was found for a head.
func (l Layout) Has(head int) bool { return slices.Contains(l.Columns, head) }

// Unread gives a fault for each cell of a row, in a column that a head was found for, that cannot be read.
func (l Layout) Unread(r Row) (out errs.Faults) {
	for i, c := range r.Cells {
		if i >= len(l.Columns) || l.Columns[i] < 0 {
			continue
		}
		if f := c.Fault(); f != nil {
			out.Add(f.On("file").At(r.N, strings.TrimSpace(l.Texts[i])))
		}
	}
	return out
}

// Tied names the heads for which two columns fit equally, each with column letter and first value, and what to do:
// sheet.two_columns. nil if there are none.
func (l Layout) Tied(s Sheet, heads []Head) error {
	var faults errs.Faults
	for _, t := range l.Ties {
		e := errs.New(errs.Invalid, "sheet.two_columns").With("head", heads[t.Head].Name).With("sheet", s.Name)
		for i, c := range []int{t.First, t.Second} {
			n := string(rune('1' + i))
			e = e.With("at"+n, Letter(c)).With("as"+n, strings.TrimSpace(l.Texts[c])).With("say"+n,
				s.first(c, l.From()))
		}
		faults.Add(e)
	}
	return faults.OrNil()
}

// first value in a column from a row on; at most twenty characters.
func (s Sheet) first(column, from int) string {
	for _, r := range s.Rows[min(from, len(s.Rows)):] {
		if t := []rune(r.Text(column)); len(t) > 0 {
			return string(t[:min(20, len(t))])
		}
	}
	return "空"
}

// headWord is a head's own words, made comparable.
type headWord struct {
	text string
	fit  int // how well a column fits that is headed by exactly this
	part int // by a longer head that has it inside; 0: it is not looked for
}

// How well a column fits a head. What a person really got (实发) beats what should be given, an exact word beats a part
// of one, and the head's own name beats other words for it.
const (
	fitWeakPart = 10
	fitWeak     = 20
	fitPart     = 30
	fitCommon   = 40 // a word too common to be looked for inside others
	fitOther    = 50
	fitName     = 60
	fitReal     = 20 // more
)

// realWords say that something is what was really paid.
var realWords = []string{"实发", "实际发", "实付", "实领", "实支"}

func (h Head) words() (out []headWord) {
	add := func(text string, fit, part int) {
		w := HeadWord(text)
		if containsAny(w, realWords) {
			fit += fitReal
		}
		if !telling(w) {
			part = 0
		}
		if !slices.ContainsFunc(out, func(o headWord) bool { return o.text == w }) {
			out = append(out, headWord{w, fit, part})
		}
	}
	for _, w := range h.Weak {
		add(w, fitWeak, fitWeakPart)
	}
	other := fitOther
	if h.Alike {
		other = fitName
	}
	add(h.Name, fitName, fitPart)
	for _, w := range h.Also {
		add(w, other, fitPart)
	}
	for _, w := range h.Exact {
		add(w, fitCommon, 0)
	}
	return out
}

// qualifiers before a word make another thing of it: 原账号 is not the account, 户主姓名 not the person's name.
var qualifiers = []string{"原", "旧", "前", "户主", "代领", "监护", "联系", "经办", "配偶", "应发", "应付", "应领", "应补"}

// payers before an account say that it is the one out of which is paid: everybody on the list would share it.
var payers = []string{"付款", "付方", "汇款", "汇出", "转出", "扣款", "单位", "集体", "财政", "专户", "对公"}

// harmless words that hold a qualifier and are none.
var harmless = strings.NewReplacer("原因", "", "目前", "", "当前", "", "原始", "", "前台", "")

// qualified reports whether words that stand before or over a head's word make another thing of it than the word
// itself says.
func qualified(before, word string) bool {
	before = harmless.Replace(before)
	if containsAny(word, []string{"账", "帐", "卡号", "户名"}) && containsAny(before, payers) &&
		!containsAny(word, payers) {
		return true
	}
	return slices.ContainsFunc(qualifiers, func(q string) bool {
		return strings.Contains(before, q) &&
			!strings.Contains(word, q)
	})
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// headCell is what stands over a column: its word, and what is said beside (in brackets) or above it (a head over
// several columns).
type headCell struct{ word, beside string }

// fit says how well a column's head fits a head's words, 0: not at all.
func (c headCell) fit(words []headWord) int {
	if c.word == "" {
		return 0
	}
	best := 0
	for _, w := range words {
		switch {
		case c.word == w.text && !qualified(c.beside, w.text):
			best = max(best, w.fit)
		case w.part > 0 && len([]rune(c.word)) <= 20:
			i := strings.Index(c.word, w.text)
			if i < 0 || w.text == c.word || qualified(c.beside+c.word[:i], w.text) {
				continue
			}
			n := w.part
			if containsAny(c.word, realWords) {
				n = fitName + fitReal/2 // 实发金额合计 is what was paid, though 金额 stands there too
			}
			best = max(best, n)
		}
	}
	return best
}

// longest of the words that a column's head has inside; what says more of it names it.
func (c headCell) longest(words []headWord) int {
	n := 0
	for _, w := range words {
		if strings.Contains(c.word, w.text) {
			n = max(n, len(w.text))
		}
	}
	return n
}

// FindHeads looks for the row that names most columns, taking for each head the column that fits best. Two columns
// that fit a head equally, say different things and are nothing else are a tie, which nobody may decide but the person
// who knows the table.
func FindHeads(heads []Head, rows []Row) Layout {
	known := make([][]headWord, len(heads))
	for i, h := range heads {
		known[i] = h.words()
	}
	out := Layout{At: -1}
	best := 1
	lines := make([][]headCell, min(len(rows), headsWithin+1))
	for i := range lines {
		lines[i] = headCells(rows[i], nil)
	}
	for i := range lines[:min(len(lines), headsWithin)] {
		columns, ties := matchHeads(known, lines[i])
		if n := matched(columns); n > best {
			best, out = n, Layout{At: i, Columns: columns, Texts: rows[i].Texts(), Ties: ties}
		}
		if i+1 < len(lines) && rows[i+1].N == rows[i].N+1 {
			columns, ties := matchHeads(known, headCells(rows[i+1], rows[i].Cells))
			below, _ := matchHeads(known, lines[i+1])
			if n := matched(columns); n > best && matched(below) < n {
				best, out = n, Layout{At: i, Two: true, Columns: columns,
					Texts: under(rows[i].Texts(), rows[i+1].Texts()), Ties: ties}
			}
		}
	}
	out.Ties = slices.DeleteFunc(out.Ties, func(t Tie) bool { return sameColumn(rows[out.From():], t.First, t.Second) })
	return out
}

// headCells of a row, with the row over it where the heads stand on two.
func headCells(row Row, over []Cell) []headCell {
	out := make([]headCell, max(len(row.Cells), len(over)))
	group := ""
	for i := range out {
		above := ""
		if i < len(over) && !over[i].Merged {
			above = strings.TrimSpace(over[i].Text)
		}
		word, remark := "", ""
		if i < len(row.Cells) && !row.Cells[i].Merged {
			word, remark = headParts(row.Text(i))
		}
		if above != "" {
			group = above
			if word == "" {
				group = "" // a head of its own on both rows
			}
		}
		if word == "" && above != "" {
			out[i].word, out[i].beside = headParts(above)
			continue
		}
		out[i] = headCell{word, Plain(group) + remark}
	}
	return out
}

// under joins heads on two rows: the lower one where it says something.
func under(upper, lower []string) []string {
	out := make([]string, max(len(upper), len(lower)))
	copy(out, upper)
	for i, c := range lower {
		if strings.TrimSpace(c) != "" {
			out[i] = c
		}
	}
	return out
}

// sameColumn reports whether a second column says nothing that the first does not say: it is empty, or repeats it.
func sameColumn(rows []Row, first, second int) bool {
	for _, r := range rows {
		if t := r.Text(second); t != "" && t != r.Text(first) {
			return false
		}
	}
	return true
}

func matched(columns []int) int {
	n := 0
	for _, c := range columns {
		if c >= 0 {
			n++
		}
	}
	return n
}

// matchHeads gives each head the column that fits it best, the best fit of all first; where columns fit equally well,
// the one whose head has the longest of the words.
func matchHeads(known [][]headWord, cells []headCell) (columns []int, ties []Tie) {
	type fit struct{ head, column, fit, longest int }
	var fits []fit
	columns = make([]int, len(cells))
	for i, c := range cells {
		columns[i] = -1
		for k, words := range known {
			if n := c.fit(words); n > 0 {
				fits = append(fits, fit{k, i, n, c.longest(words)})
			}
		}
	}
	slices.SortStableFunc(fits, func(x, y fit) int { // a column headed by several words goes to the longest of them
		if x.fit != y.fit {
			return y.fit - x.fit
		}
		if x.column != y.column {
			return x.column - y.column
		}
		return y.longest - x.longest
	})
	taken := map[int]fit{}
	for _, f := range fits {
		if _, had := taken[f.head]; !had && columns[f.column] < 0 {
			columns[f.column], taken[f.head] = f.head, f
		}
	}
	for _, f := range fits {
		if t, had := taken[f.head]; had && columns[f.column] < 0 && f.fit == t.fit && f.column != t.column {
			ties = append(ties, Tie{f.head, min(t.column, f.column), max(t.column, f.column)})
		}
	}
	return columns, ties
}

// telling reports whether a word says enough to be looked for inside a longer head: two characters of Chinese, or five letters (an "id" is in "paid").
func telling(word string) bool {
	for _, r := range word {
		if r > unicode.MaxASCII {
			return len([]rune(word)) >= 2
		}
	}
	return len(word) >= 5
}

var totals = []string{"合计", "总计", "小计", "共计", "累计"}
var notes = []string{"填表人", "制表人", "审核人", "负责人", "单位", "联系电话", "备注", "说明", "注", "填报", "填表日期", "制表",
	"图例", "符号", "标记", "标识", "考勤符号", "考勤说明"}

// PassOver names the rows that are about nobody: total, repeat (the heads again on a new page), note (at the foot); empty for the others. A row
// in which any required column is filled is never passed over, except that a total may carry figures.
func PassOver(known []Head, heads []string, row Row, columns []int) string {
	first, filled, needed, again := "", 0, 0, 0
	for i := range row.Cells {
		c := row.Text(i)
		if c == "" {
			continue
		}
		if first == "" {
			first = HeadWord(c)
		}
		filled++
		if i < len(columns) && columns[i] >= 0 && known[columns[i]].Required {
			needed++
		}
		if i < len(heads) && c == strings.TrimSpace(heads[i]) {
			again++
		}
	}
	for _, t := range totals {
		if strings.HasPrefix(first, t) && needed <= 1 {
			return "total"
		}
	}
	if again >= 2 && again*2 >= filled {
		return "repeat"
	}
	for _, n := range notes {
		if strings.HasPrefix(first, n) && (needed == 0 || needed == 1 && n != "注") {
			return "note"
		}
	}
	return ""
}
