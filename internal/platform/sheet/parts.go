package sheet

import (
	"regexp"
	"slices"
	"strings"
)

// plainHeads say what is in a column and name none that a table is looked for by.
var plainHeads = map[string]bool{"序号": true, "备注": true, "签字": true, "签名": true, "编号": true, "性别": true, "年龄": true,
	"民族": true, "领款人签字": true, "本人签字": true, "盖章": true}

// headRow reports whether a row by itself is one of heads, wherever it stands, and how many it names: all of it is
// words, among them what a column of people is headed by, or enough of what columns are headed by.
func (v *Vocabulary) headRow(r Row) (heads int, ok bool) {
	filled := 0
	for _, c := range r.Cells {
		if c.blank() || c.Merged {
			continue
		}
		filled++
		switch {
		case c.Kind == Number && len(c.Text) <= 2, c.Kind == Month, c.Kind == Year: // a column for each day or month
		case c.Kind != Text, len(c.Text) > 240, digitsIn(c.Text) > 8:
			return 0, false
		}
	}
	if filled < 2 {
		return 0, false
	}
	whose := 0
	for _, c := range r.Cells {
		if c.Kind != Text || c.Merged {
			continue
		}
		w := HeadWord(c.Text)
		if v.whose[w] {
			whose++
		}
		if v.words[w] != nil || plainHeads[w] {
			heads++
		}
	}
	return heads, heads >= 2 && (whose >= 2 || whose == 1 && (heads >= 3 || heads*2 >= filled)) ||
		heads >= 3 && heads*3 >= filled*2
}

// Parts of a sheet, each a table by itself: tables that stand one under the other or side by side, halves of one list
// side by side, the sections of one list. Each has the rows that stand above it as its title, and cells where they
// stand; what holds for it from further up is in Over. A sheet of one table is one part.
func (v *Vocabulary) Parts(s Sheet) []Sheet {
	var out []Sheet
	s = daysNamed(s)
	for _, part := range v.under(s) {
		for _, half := range v.beside(part) {
			out = append(out, v.sections(half)...)
		}
	}
	return out
}

// under parts a sheet into the tables that stand one under the other.
func (v *Vocabulary) under(s Sheet) []Sheet {
	type start struct{ head, from int }
	var starts []start
	data, named, under := true, 0, 0 // since the heads before; behind the last row of heads
	for i, r := range s.Rows {
		if i < under {
			continue
		}
		n, ok := v.headRow(r)
		if !ok && data && len(starts) > 0 && foreign(s.Rows, starts[len(starts)-1].head, i) {
			starts = append(starts, start{i, titleOver(s.Rows, i, starts[len(starts)-1].head+1)})
			data, named = false, 0
			continue
		}
		if !ok {
			data = data || !titleRow(r)
			continue
		}
		switch {
		case len(starts) == 0:
			starts = append(starts, start{head: i})
		case !data: // no row of a table between: heads over heads
			if n > named {
				starts[len(starts)-1].head = i
			}
		case !whoseIn(v, r) && !sameHeads(r, s.Rows[starts[0].head]) && !(apart(s.Rows, i) && wordsOnly(s.Rows,
			starts[len(starts)-1].head, i)):
			continue // words of a row that look like heads
		default:
			starts = append(starts, start{i, titleOver(s.Rows, i, starts[len(starts)-1].head+1)})
		}
		data, named, under = false, n, headEnd(s.Rows, i)
	}
	starts = slices.DeleteFunc(starts, func(st start) bool { // the heads again on a new page
		k := slices.Index(starts, st)
		return k > 0 && st.from == st.head && sameHeads(s.Rows[st.head], s.Rows[starts[k-1].head])
	})
	if len(starts) < 2 {
		return []Sheet{s}
	}
	var out []Sheet
	for k, st := range starts {
		part, to := s, len(s.Rows)
		if k+1 < len(starts) {
			to = starts[k+1].from
		}
		part.Rows = s.Rows[st.from:to]
		if k > 0 {
			last := out[k-1]
			part.Over = append(v.titles(last), last.Over...)
		}
		out = append(out, part)
	}
	return out
}

// foreign reports whether a row that stands apart is the head of a table whose words nobody knows: it is all words,
// where
// the columns over it hold numbers, and numbers follow.
func foreign(rows []Row, head, i int) bool {
	over := false
	for k, c := range rows[i].Cells {
		t := headText(rows[i], k)
		if t == "" {
			continue
		}
		if c.Kind != Text || digitsIn(t) > 0 || len([]rune(t)) > 12 || strings.ContainsAny(t, ":：。，") {
			return false
		}
		h := HeadWord(rows[head].Text(k))
		over = over || len([]rune(t)) > 1 && (containsAny(h, idWords) || containsAny(h, moneyWords) || containsAny(h,
			accountWords)) &&
			!slices.Contains([]string{"待补", "不详", "没有", "未办", "未知", "现金"}, t)
	}
	r := rows[i]
	return over && i+1 < len(rows) && filledIn(r) >= 2 && apart(rows, i) && !section(r) && !signed(r) &&
		totalIn(r) < 0 &&
		slices.ContainsFunc(rows[i+1].Cells, func(c Cell) bool { return c.Kind != Text || digitsIn(c.Text) > 2 })
}

// wordsOnly reports whether a row has words where a row of the table above it has numbers.
func wordsOnly(rows []Row, head, i int) bool {
	for n := i - 1; n > head; n-- {
		for k, c := range rows[i].Cells {
			if !c.blank() && digitsIn(c.Text) == 0 && digitsIn(rows[n].Text(k)) > 1 && totalIn(rows[n]) < 0 {
				return true
			}
		}
		if i-n > 5 {
			break
		}
	}
	return false
}

func whoseIn(v *Vocabulary, r Row) bool {
	return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Kind == Text && v.whose[HeadWord(c.Text)] })
}

// sameHeads reports whether two rows say the same, but for a few cells.
func sameHeads(a, b Row) bool {
	same, filled := 0, 0
	for i := range max(len(a.Cells), len(b.Cells)) {
		x, y := HeadWord(a.Text(i)), HeadWord(b.Text(i))
		if x != "" || y != "" {
			filled++
		}
		if x != "" && x == y {
			same++
		}
	}
	return same == filled
}

// apart reports whether a row stands apart from the one before: a blank row, a title or a total is between.
func apart(rows []Row, i int) bool {
	return i > 0 && (rows[i].N > rows[i-1].N+1 || titleRow(rows[i-1]) || totalIn(rows[i-1]) >= 0)
}

// filledIn counts the cells of a row that say something.
func filledIn(r Row) int {
	n := 0
	for i, c := range r.Cells {
		if headText(r, i) != "" || c.Kind >= Lost {
			n++
		}
	}
	return n
}

// titleSigns stand in lines about a whole list.
var titleSigns = []string{":", "：", "表", "册", "名单", "单位", "年", "月份", "日期", "村", "社区", "镇", "街道", "第", "附件"}

// titleRow reports whether a row is about the list and not of it: a title, the place, the month, the unit.
func titleRow(r Row) bool {
	n := filledIn(r)
	if n == 0 || n > 4 || numbered(r) || totalIn(r) >= 0 || signed(r) {
		return false
	}
	signs := false
	for _, c := range r.Cells {
		if c.Kind == Number || c.Kind >= Truth || c.Kind == Text && amountLike(c.Text) {
			return false
		}
		signs = signs || containsAny(c.Text, titleSigns)
	}
	return n == 1 && (r.Text(0) != "" || len([]rune(strings.TrimSpace(strings.Join(r.Texts(), "")))) > 4) || signs
}

// amountLike reports whether a text is a plain number, as amounts and counts are in a file of text.
func amountLike(text string) bool {
	t := strings.TrimSpace(text)
	return t != "" && strings.Trim(t, "0123456789.,") == ""
}

// titleOver is the first row of what stands over heads as their title, after another table's last row.
func titleOver(rows []Row, head, after int) int {
	from := head
	if from-1 >= after && rows[from].N == rows[from-1].N+1 && groupRow(rows[from-1], rows[head]) {
		from--
	}
	for from-1 >= after && titleRow(rows[from-1]) {
		from--
	}
	return from
}

// groupRow reports whether a row over heads is one of heads over several columns.
func groupRow(r, head Row) bool {
	n := filledIn(r)
	return n > 0 && n*2 <= filledIn(head) && !numbered(r) && totalIn(r) < 0 && !signed(r) &&
		!slices.ContainsFunc(r.Cells, func(c Cell) bool {
			return c.Kind == Number || c.Kind == Day || digitsIn(c.Text) >= 4 || len([]rune(c.Text)) > 12 ||
				strings.ContainsAny(c.Text, ":：")
		})
}

// heads of a part: the first of its rows that is one of heads, with those over and under it that belong to it; to is
// behind the last. false where there is none.
func (v *Vocabulary) heads(rows []Row) (from, to int, ok bool) {
	at := slices.IndexFunc(rows, func(r Row) bool { _, ok := v.headRow(r); return ok })
	if at < 0 {
		return 0, 0, false
	}
	from, to = at, headEnd(rows, at)
	if at > 0 && rows[at].N == rows[at-1].N+1 && groupRow(rows[at-1], rows[at]) && filledIn(rows[at-1]) > 1 {
		from--
	}
	return from, to, true
}

// headEnd is behind the last row of the heads that begin at a row.
func headEnd(rows []Row, at int) int {
	to := at + 1
	for to < len(rows) && to-at < headRows && rows[to].N == rows[to-1].N+1 &&
		underHeads(Layout{Texts: headTexts(rows[at:to])}, rows[to]) {
		to++
	}
	return to
}

// titles of a part: what stands over its heads, the nearest first.
func (v *Vocabulary) titles(s Sheet) (out []string) {
	from, _, ok := v.heads(s.Rows)
	if !ok {
		return nil
	}
	for _, r := range slices.Backward(s.Rows[:from]) {
		out = append(out, strings.Join(r.Texts(), " "))
	}
	return out
}

// beside parts a table into the halves of a list that stand side by side, each with its own name or number. Columns
// before the first that all halves lack are those of each.
func (v *Vocabulary) beside(s Sheet) []Sheet {
	from, to, ok := v.heads(s.Rows)
	if !ok {
		return []Sheet{s}
	}
	cells := headCells(s.Rows[from:to])
	starts := v.halves(cells)
	if len(starts) < 2 {
		return []Sheet{s}
	}
	var out []Sheet
	for k, first := range starts {
		last := len(cells) + MaxColumns
		if k+1 < len(starts) {
			last = starts[k+1]
		}
		half := s
		half.Rows = nil
		keep := func(i int) bool { return i < starts[0] || i >= first && i < last }
		for i, r := range s.Rows {
			m, own := masked(r, keep, first, last)
			switch {
			case i < from && !own: // a title over all of them
				m = r
			case !own, i >= to && totalIn(r) >= 0 && !numberedWithin(r, first, last) && !keep(totalIn(r)):
				continue
			}
			half.Rows = append(half.Rows, m)
		}
		out = append(out, half)
	}
	return out
}

func numberedWithin(r Row, first, last int) bool {
	return numbered(Row{Cells: r.Cells[min(first, len(r.Cells)):min(last, len(r.Cells))]})
}

// masked is a row with the columns that are kept, and whether any of its own says something.
func masked(r Row, keep func(int) bool, first, last int) (Row, bool) {
	own := false
	cells := make([]Cell, 0, min(len(r.Cells), last))
	for i, c := range r.Cells[:min(len(r.Cells), last)] {
		if !keep(i) {
			c = Cell{}
		}
		own = own || i >= first && !c.blank()
		cells = append(cells, c)
	}
	r.Cells = trimRow(cells)
	return r, own
}

// halves are the first columns of lists that stand side by side: where the same name or number comes again over the
// same columns. One alone is no list beside another.
func (v *Vocabulary) halves(cells []headCell) []int {
	for i, c := range cells {
		if !v.whose[c.word] {
			continue
		}
		places := []int{i}
		for k := i + 1; k < len(cells); k++ {
			if cells[k].word == c.word && cells[k].beside == c.beside {
				places = append(places, k)
			}
		}
		if len(places) < 2 {
			continue
		}
		back := 0
		for places[0]-back > 0 && !slices.ContainsFunc(places[1:], func(p int) bool {
			return p-back-1 < 0 || cells[p-back-1].word == "" || cells[p-back-1].word != cells[places[0]-back-1].word ||
				cells[p-back-1].beside != cells[places[0]-back-1].beside
		}) {
			back++
		}
		for k := range places {
			places[k] -= back
		}
		if v.alike(cells, places) {
			return places
		}
		return nil
	}
	return nil
}

// alike reports whether each of the lists that begin at some columns has what the first has: all of what says whom it
// is about, and most of the rest.
func (v *Vocabulary) alike(cells []headCell, starts []int) bool {
	words := func(k int) (all []string) {
		to := len(cells)
		if k+1 < len(starts) {
			to = starts[k+1]
		}
		for _, c := range cells[starts[k]:to] {
			if c.word != "" && !plainHeads[c.word] {
				all = append(all, c.word)
			}
		}
		return all
	}
	first := words(0)
	for k := range starts[1:] {
		other := words(k + 1)
		shared := 0
		for _, w := range first {
			if slices.Contains(other, w) {
				shared++
			} else if v.whose[w] {
				return false
			}
		}
		if shared < 2 && len(first) > 1 || shared*2 < len(first) || len(first) < 2 {
			return false
		}
	}
	return true
}

// sectionName is a village or township that stands alone in a row between those of a list, as the head of the rows
// under it.
var sectionName = regexp.MustCompile(`^(?:第?[一二三四五六七八九十0-9]+[、.．)）])?(?:村名|村（社区）|村|单位|所在村|填报单位)?[:：]?` +
	`(\p{Han}{1,12}(?:村|社区|村委会|居委会|居民委员会|村民委员会|镇|街道|乡))(?:[（(][^）)]*[）)])?[:：]?(?:共?[0-9]+人)?$`)

// section reports whether a row is the head of a section.
func section(r Row) bool {
	n := 0
	for i := range r.Cells {
		if headText(r, i) == "" {
			continue
		}
		if n++; n > 2 {
			return false
		}
	}
	if n == 0 || totalIn(r) >= 0 || signed(r) {
		return false
	}
	first := true
	for _, c := range r.Cells {
		t := Plain(c.Text)
		switch {
		case t == "" || c.Merged:
		case first && c.Kind == Text && sectionName.MatchString(t):
			first = false
		case !first && countOf.MatchString(t):
		default:
			return false
		}
	}
	return !first
}

// countsPeople reports whether a text is a number of people: 共5人.
func countsPeople(text string) bool {
	return strings.ContainsAny(text, "人名户笔") && digitsIn(text) > 0 && countOf.MatchString(Plain(text))
}

var countOf = regexp.MustCompile(`^(?:共|计|合计)?[0-9]+[人名户笔]$`)

// sections parts a table by the rows that name a place for those under them; each has the heads of the whole.
func (v *Vocabulary) sections(s Sheet) []Sheet {
	from, to, ok := v.heads(s.Rows)
	if !ok || !slices.ContainsFunc(s.Rows[to:], section) ||
		!slices.ContainsFunc(s.Rows[from:to], func(r Row) bool { return whoseIn(v, r) }) {
		return []Sheet{s}
	}
	over := append(v.titles(s), s.Over...)
	part, bare := s, to // rows that are none of the table's own
	part.Rows = s.Rows[:to:to]
	var out []Sheet
	for _, r := range s.Rows[to:] {
		if !section(r) {
			part.Rows = append(part.Rows, r)
			continue
		}
		if len(part.Rows) > bare {
			out = append(out, part)
		}
		part, bare = s, 1+to-from
		part.Over = over
		part.Rows = append([]Row{r}, s.Rows[from:to]...)
	}
	if len(part.Rows) > bare || len(out) == 0 {
		out = append(out, part)
	}
	return out
}
