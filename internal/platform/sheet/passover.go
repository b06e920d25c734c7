package sheet

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// totals are words of rows that add others up.
var totals = []string{"合计", "总计", "小计", "共计", "累计", "本页合计", "总合计"}

// signatures begin lines at the foot of a list: who made and checked it. Those of the second list are offices too, and
// say so only with a colon or the word for a signature.
var (
	signatures = []string{"考勤员", "考勤人", "记录人", "填表人", "制表人", "审核人", "负责人", "经办人", "复核人", "填报人", "填表日期", "填报日期", "制表日期",
		"盖章", "公章"}
	signers = []string{"制表", "审核", "经办", "复核", "会计", "出纳", "村主任", "村书记", "主要领导", "分管领导", "主管", "领导", "监督", "书记",
		"主任", "所长", "站长"}
)

// notes begin lines beside a list.
var notes = append([]string{"单位", "联系电话", "备注", "说明", "注", "填报", "附注"}, legendWords...)

// legendWords begin a row that says what the marks of a month sheet mean.
var legendWords = []string{"图例", "符号", "标记", "标识", "考勤符号", "考勤说明"}

// totalWord reports whether a cell says that its row adds up others: 合计, 本页小计, 前王村合计, 合计（大写）：….
func totalWord(text string) bool {
	w := HeadWord(text)
	for _, t := range totals {
		if strings.HasPrefix(w, t) || strings.HasSuffix(w, t) && len([]rune(w)) <= 15 && digitsIn(w) < 4 {
			return true
		}
	}
	return false
}

// totalIn is which of a row's first four cells says that it adds up others; -1 if none does. 合 and 计 may stand in two.
func totalIn(r Row) int {
	seen, before := 0, ""
	for i, c := range r.Cells {
		if c.Merged || c.blank() {
			continue
		}
		if c.Kind != Text || len(c.Text) > 12 && !strings.Contains(c.Text, "计") {
			before = ""
			if seen++; seen == 4 {
				break
			}
			continue
		}
		t := Plain(c.Text)
		if strings.Contains(t, "计") && (totalWord(t) || before == "合" && t == "计" || before == "总" && t == "计") {
			return i
		}
		before = t
		if seen++; seen == 4 {
			break
		}
	}
	return -1
}

// signed reports whether a row is a line at the foot of a list that says who made it.
func signed(r Row) bool {
	for i := range r.Cells {
		t := headText(r, i)
		if t == "" {
			continue
		}
		if amountLike(t) {
			return false
		}
		w := HeadWord(t)
		begins := func(s string) bool { return strings.HasPrefix(w, s) }
		return slices.ContainsFunc(signatures, begins) || slices.ContainsFunc(signers, begins) && sealed(t)
	}
	return false
}

// onlySigned reports whether nothing stands in a row but who should sign: 制表人：　审核人：, in whatever columns.
func onlySigned(r Row) bool {
	n := 0
	for i := range r.Cells {
		t := Plain(headText(r, i))
		if t == "" {
			continue
		}
		if n++; !strings.HasSuffix(t, ":") || !slices.ContainsFunc(signatures,
			func(s string) bool { return strings.Contains(t, s) }) {
			return false
		}
	}
	return n > 0
}

// sealed reports whether a text is followed by a signature.
func sealed(text string) bool {
	return strings.ContainsAny(text, ":：") || containsAny(text, []string{"签字", "签章", "签名", "盖章"})
}

// holdsIdentity reports whether a row has a cell that is a valid identity number.
func holdsIdentity(r Row) bool {
	return slices.ContainsFunc(r.Cells, func(c Cell) bool {
		if !longNumber(c.Text) {
			return false
		}
		_, ok := identity(c.Text)
		return ok
	})
}

// PassOver names the rows that are about nobody: total, repeat (the heads again on a new page, or their numbers), note
// (at the foot); empty for the others. A row that names somebody is never passed over because a word like 合计 stands
// somewhere in it.
func PassOver(known []Head, heads []string, row Row, columns []int) string {
	filled, needed, again, whose, numbers, used := 0, 0, 0, 0, 0, 0
	first, total := -1, totalIn(row)
	column := func(i int) *Head {
		if i < len(columns) && columns[i] >= 0 && columns[i] < len(known) {
			return &known[columns[i]]
		}
		return nil
	}
	for i, c := range row.Cells {
		t := row.Text(i)
		if t == "" {
			continue
		}
		if filled++; filled == 1 {
			first = i
		}
		if c.Kind == Number || amountLike(t) {
			numbers++
		}
		if i < len(heads) && t == strings.TrimSpace(heads[i]) {
			again++
		}
		h := column(i)
		if h != nil {
			used++
		}
		if h == nil || c.Merged {
			continue
		}
		if h.Required {
			needed++
		}
		if h.Whose && i != total && !countsPeople(t) && (!amountLike(t) || longNumber(t)) {
			whose++
		}
	}
	person := whose > 0 || holdsIdentity(row)
	atFoot := first >= 0 && signed(row) && (column(first) == nil || column(first).Whose || sealed(row.Text(first)))
	switch {
	case onlySigned(row), closing(row):
		return "note"
	case weekdays(row):
		return "repeat"
	case total >= 0 && whose == 0 && (needed <= 1 || hasWhose(known, columns)):
		return "total"
	case total >= 0 && column(total) != nil && column(total).Whose: // nobody is called 合计
		return "total"
	case again >= 2 && again*2 >= filled, numbering(row):
		return "repeat"
	case person && (!atFoot || holdsIdentity(row)):
		return ""
	case atFoot && needed <= 1 && numbers == 0, used == 0 && filled == 1 && numbers == 1: // or a row to be filled in
		return "note"
	}
	if first < 0 {
		return ""
	}
	word := HeadWord(row.Text(first))
	for _, n := range notes {
		if strings.HasPrefix(word, n) && (needed == 0 || needed == 1 && n != "注") {
			return "note"
		}
	}
	return ""
}

// pureTotal reports whether a cell is a word for a total and nothing more.
func pureTotal(text string) bool { return slices.Contains(totals, HeadWord(text)) }

func hasWhose(known []Head, columns []int) bool {
	return slices.ContainsFunc(columns, func(k int) bool { return k >= 0 && k < len(known) && known[k].Whose })
}

// ordinal of a column, as some lists write them under their heads: 1, 甲, (3), 4=2×3.
var ordinal = regexp.MustCompile(`^(?:[甲乙丙丁戊己庚辛壬癸]|栏次|列次|[（(]?[0-9]{1,2}[）)]?(?:=[0-9+\-*×xX÷/（）()]+)?)$`)

// numbering reports whether a row counts the columns: 甲 乙 1 2 3.
func numbering(r Row) bool {
	next, counted := 1, 0
	for i := range r.Cells {
		if t := headText(r, i); t != "" && (len(t) > 30 || !strings.ContainsAny(t[:min(3, len(t))],
			"0123456789（(甲乙丙丁戊己庚辛壬癸栏列")) {
			return false
		}
	}
	for i, c := range r.Cells {
		t := Plain(headText(r, i))
		if t == "" {
			continue
		}
		if c.Kind != Text && c.Kind != Number || !ordinal.MatchString(t) {
			return false
		}
		if d := strings.TrimLeft(t, "（("); d[0] >= '0' && d[0] <= '9' {
			n := 0
			for _, x := range d {
				if x < '0' || x > '9' {
					break
				}
				n = n*10 + int(x-'0')
			}
			if n != next {
				return false
			}
			next++
		}
		counted++
	}
	return counted >= 3 && next > 2
}

// Sums finds the rows of a table that are sums and do not look it. Without a word they name nobody, and each of their
// numbers is the sum of its column since the last sum or since the heads; a number that counts the rows may stand
// beside.
// With a word (小计) they name the person of the row before. By index in the sheet's rows.
func (l Layout) Sums(known []Head, rows []Row) map[int]bool {
	if !hasWhose(known, l.Columns) {
		return nil
	}
	out := map[int]bool{}
	since, looks := l.From(), 0
	for i := l.From(); i < len(rows) && looks < mostLooks; i++ {
		r := rows[i]
		if i > l.From() && l.sumOfOne(known, rows[i-1], r) {
			out[i] = true
			continue
		}
		if totalIn(r) >= 0 && !holdsIdentity(r) {
			since = i + 1 // what it adds up is added up once more by the last
			continue
		}
		if i == l.From() || !l.numbersOnly(known, r) {
			continue
		}
		looks += i - l.From()
		if l.adds(known, rows[since:i], r) || l.adds(known, rows[l.From():i], r) {
			out[i] = true
			since = i + 1
		}
	}
	return out
}

// sumOfOne reports whether a row that says 小计 and nothing more before a name is that of the person in the row before.
func (l Layout) sumOfOne(known []Head, before, r Row) bool {
	total := totalIn(r)
	if total < 0 || !pureTotal(r.Text(total)) {
		return false
	}
	same := false
	for i, k := range l.Columns {
		if k >= 0 && known[k].Whose && r.Text(i) != "" {
			if i <= total || r.Text(i) != before.Text(i) {
				return false
			}
			same = true
		}
	}
	return same
}

// mostLooks at rows above those that may be sums: pre-numbered empty rows may be many.
const mostLooks = 300_000

// numbersOnly reports whether a row names nobody and holds numbers and nothing else.
func (l Layout) numbersOnly(known []Head, r Row) bool {
	n := 0
	for i, c := range r.Cells {
		t := r.Text(i)
		if t == "" || c.Merged {
			continue
		}
		if i < len(l.Columns) && l.Columns[i] >= 0 && known[l.Columns[i]].Whose || !amountLike(t) || longNumber(t) {
			return false
		}
		n++
	}
	return n > 0
}

// adds reports whether each number of a row is the sum of its column over other rows that name somebody, or their
// count; one at least is a sum.
func (l Layout) adds(known []Head, rows []Row, r Row) bool {
	sums := 0
	for i := range r.Cells {
		want, ok := amountOf(r.Text(i))
		if !ok {
			continue
		}
		sum, n := new(big.Rat), int64(0)
		for _, o := range rows {
			a, ok := amountOf(o.Text(i))
			if totalIn(o) >= 0 || l.numbersOnly(known, o) || !ok && !numbered(o) {
				continue
			}
			if n++; ok {
				sum.Add(sum, a)
			}
		}
		switch {
		case n > 0 && want.Cmp(sum) == 0 && sum.Sign() != 0:
			sums++
		case want.Cmp(big.NewRat(n, 1)) != 0:
			return false
		}
	}
	return sums > 0
}

func amountOf(text string) (*big.Rat, bool) {
	t := strings.ReplaceAll(Plain(text), ",", "")
	if !amountLike(t) || len(t) > 20 {
		return nil, false
	}
	return new(big.Rat).SetString(t)
}
