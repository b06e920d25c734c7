package sheet

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// headsWithin is how many rows from the top the heads are looked for first.
const headsWithin = 20

// headRows is on how many rows the heads of a table may stand.
const headRows = 3

// Vocabulary is the words that the heads of some tables may be written in: made once, it reads any number of sheets,
// and looks at each cell once for all its tables.
type Vocabulary struct {
	tables [][]Head
	words  map[string][]meaning
	whose  map[string]bool // words of the columns that say whom a row is about
	most   int             // characters of the longest word

	mu   sync.Mutex
	seen map[headCell][][]fit
}

// meaning of a word in one table.
type meaning struct{ table, head, fit, part int }

// NewVocabulary of tables by their heads.
func NewVocabulary(tables ...[]Head) *Vocabulary {
	v := &Vocabulary{tables: tables, words: map[string][]meaning{}, whose: map[string]bool{},
		seen: map[headCell][][]fit{}}
	for t, heads := range tables {
		for k, h := range heads {
			for _, w := range h.words() {
				if w.text == "" {
					continue
				}
				v.words[w.text] = append(v.words[w.text], meaning{t, k, w.fit, w.part})
				v.most = max(v.most, len([]rune(w.text)))
				if h.Whose {
					v.whose[w.text] = true
				}
			}
		}
	}
	for _, w := range []string{"姓名", "身份证号码", "身份证号", "身份证"} {
		v.whose[w] = true
	}
	return v
}

// maxSeen cells are remembered.
const maxSeen = 20_000

// look up what a cell may be, by table.
func (v *Vocabulary) look(c headCell) [][]fit {
	v.mu.Lock()
	out, known := v.seen[c]
	v.mu.Unlock()
	if known {
		return out
	}
	out = v.fits(c, c.word)
	if c.group != "" && genericWords[c.word] {
		out = moreSpecific(out, v.fits(headCell{word: c.group + c.word}, c.group+c.word))
	}
	v.mu.Lock()
	if len(v.seen) >= maxSeen {
		clear(v.seen)
	}
	v.seen[c] = out
	v.mu.Unlock()
	return out
}

// better of two sets of fits, head by head.
func moreSpecific(a, b [][]fit) [][]fit {
	if a == nil {
		return b
	}
	for t := range b {
		for _, f := range b[t] {
			if i := slices.IndexFunc(a[t], func(o fit) bool { return o.head == f.head }); i < 0 {
				a[t] = append(a[t], f)
			} else if a[t][i].fit < f.fit {
				a[t][i] = f
			}
		}
	}
	return a
}

// fits of a word with the heads of each table; nil where it fits none.
func (v *Vocabulary) fits(c headCell, word string) (out [][]fit) {
	at := make([]int, 0, longestHead+1) // where each character begins
	for i := range word {
		if at = append(at, i); len(at) > longestHead {
			break
		}
	}
	at = append(at, len(word))
	if len(at)-1 > longestHead { // too long to be looked into
		at = []int{0, len(word)}
	}
	done := map[string]bool{}
	for s := range len(at) - 1 {
		for e := s + 1; e < len(at) && (e-s <= v.most || len(at) == 2); e++ {
			w := word[at[s]:at[e]]
			all := v.words[w]
			if all == nil || done[w] {
				continue
			}
			done[w] = true
			if out == nil {
				out = make([][]fit, len(v.tables))
			}
			for _, m := range all {
				v.add(out, m, c, w, word[:at[s]], word[at[e]:])
			}
		}
	}
	for t := range out {
		out[t] = slices.DeleteFunc(out[t], func(f fit) bool { return f.fit == 0 })
	}
	return out
}

// add what a word that stands in a cell means to the cell's fits.
func (v *Vocabulary) add(out [][]fit, m meaning, c headCell, word, before, after string) {
	n := 0
	switch {
	case before == "" && after == "":
		if !qualified(c.beside, word, "") {
			n = m.fit
		}
	case m.part > 0 && !qualified(c.beside+before, word, after):
		n = m.part
		if containsAny(before+word+after, realWords) {
			n = fitName + fitReal/2 // 实发金额合计 is what was paid, though 金额 stands there too
		}
	}
	all := out[m.table]
	i := slices.IndexFunc(all, func(f fit) bool { return f.head == m.head })
	if i < 0 {
		i = len(all)
		all = append(all, fit{head: m.head})
		out[m.table] = all
	}
	all[i].fit, all[i].longest = max(all[i].fit, n), max(all[i].longest, len(word))
}

// Scan is a sheet with the places where its heads may stand.
type Scan struct {
	v      *Vocabulary
	rows   []Row
	places []headPlace
	deep   int // of places, from which on they stand further down than heads are looked for first
}

// headPlace is where the heads of a table may stand: one row or several, one under the other.
type headPlace struct {
	at, rows int
	cells    []headCell
	fits     [][][]fit // of each cell, by table
}

// Scan the rows of a sheet.
func (v *Vocabulary) Scan(rows []Row) *Scan {
	s := &Scan{v: v, rows: rows}
	for i := range rows[:min(len(rows), headsWithin)] {
		s.place(i)
	}
	s.deep = len(s.places)
	for i := headsWithin; i < len(rows) && len(s.places) < s.deep+2*headsWithin; i++ {
		if _, ok := v.headRow(rows[i]); ok {
			s.place(i)
		}
	}
	return s
}

// legend reports whether a row says what marks mean: 图例 ○ 出勤 ● 请假. It stands over heads and is none of their rows.
func legend(r Row) bool {
	for i := range r.Cells {
		if w := HeadWord(r.Text(i)); w != "" {
			return slices.ContainsFunc(legendWords, func(l string) bool { return strings.HasPrefix(w, l) })
		}
	}
	return false
}

// place adds the heads that may begin at a row.
func (s *Scan) place(at int) {
	for n := 1; n <= headRows && at+n <= len(s.rows); n++ {
		last := s.rows[at+n-1]
		if n > 1 && (last.N != s.rows[at+n-2].N+1 || legend(s.rows[at+n-2])) || numbered(last) {
			return
		}
		p := headPlace{at: at, rows: n, cells: headCells(s.rows[at : at+n])}
		p.fits = make([][][]fit, len(p.cells))
		for i, c := range p.cells {
			if c.word != "" {
				p.fits[i] = s.v.look(c)
			}
		}
		s.places = append(s.places, p)
	}
}

// most heads of a table that a place may name.
func (p headPlace) most(table int) int {
	n := 0
	for _, f := range p.fits {
		if f != nil && len(f[table]) > 0 {
			n++
		}
	}
	return n
}

// Find the heads of one of the vocabulary's tables: the row, or the rows one under the other, that name most of its
// columns, taking for each head the column that fits best. Two columns that fit a head equally, say different things
// and are nothing else are a tie, which nobody may decide but the person who knows the table.
func (s *Scan) Find(table int) Layout {
	out := Layout{At: -1}
	best := 1
	for i, p := range s.places {
		if i == s.deep && out.At >= 0 && !out.lacks(s.v.tables[table]) {
			break // what stands further down is another table
		}
		if p.most(table) <= best {
			continue
		}
		columns, ties := matchHeads(p.fits, table)
		n := matched(columns)
		if n <= best {
			continue
		}
		if below := s.below(i, table); below > n || below == n && !s.grouped(p) || below > 1 && s.titled(p) {
			continue
		}
		best, out = n, s.layout(p, columns, ties)
	}
	if out.At < 0 {
		return out
	}
	s.deepen(&out, table)
	out.numbers = make([]bool, len(out.Columns))
	for i, k := range out.Columns {
		out.numbers[i] = k >= 0 && s.v.tables[table][k].Number
	}
	under := s.rows[out.From():]
	out.Ties = slices.DeleteFunc(out.Ties, func(t Tie) bool { return out.datedNotTimed(t, under) })
	out.Ties = slices.DeleteFunc(out.Ties, func(t Tie) bool {
		same := sameColumn(under, t.First, t.Second)
		if same {
			out.Same = append(out.Same, t)
		}
		return same
	})
	return out
}

func (s *Scan) layout(p headPlace, columns []int, ties []Tie) Layout {
	return Layout{At: p.at, Rows: p.rows, Columns: columns, Ties: ties, cells: p.cells,
		Texts: headTexts(s.rows[p.at : p.at+p.rows])}
}

// below is how many columns the lower rows of a place name without the first.
func (s *Scan) below(i, table int) int {
	n := 0
	p := s.places[i]
	for _, q := range s.places[i+1:] {
		if q.at > p.at+p.rows {
			break
		}
		if q.at > p.at && q.at+q.rows == p.at+p.rows && q.most(table) > n {
			columns, _ := matchHeads(q.fits, table)
			n = max(n, matched(columns))
		}
	}
	return n
}

// titled reports whether the upper rows of a place are one line over all of it from its first column on: a title,
// whose words are nothing that a column is headed by.
func (s *Scan) titled(p headPlace) bool {
	for _, r := range s.rows[p.at : p.at+p.rows-1] {
		if filledIn(r) == 1 && r.Text(0) != "" {
			return true
		}
	}
	return false
}

// grouped reports whether the upper rows of a place are heads over several columns, and no title or line about the
// whole list.
func (s *Scan) grouped(p headPlace) bool {
	lowest := s.rows[p.at+p.rows-1]
	for _, r := range s.rows[p.at : p.at+p.rows-1] {
		over, filled := false, 0
		for i, c := range r.Cells {
			t := strings.TrimSpace(c.Text)
			if t == "" || c.Merged {
				continue
			}
			if strings.ContainsAny(t, ":：") || digitsIn(t) >= 4 || len([]rune(t)) > 12 {
				return false
			}
			filled++
			over = over || r.Text(i+1) == "" && lowest.Text(i+1) != "" && lowest.Text(i) != ""
		}
		if !over || filled == 1 && len(r.Cells) == 1 && lowest.Text(1) != "" {
			return false
		}
	}
	return true
}

// deepen heads by a row under them that says more of them: 本月 and 累计 under 发放金额.
func (s *Scan) deepen(l *Layout, table int) {
	for l.Rows < headRows && l.From() < len(s.rows) {
		r := s.rows[l.From()]
		if r.N != s.rows[l.From()-1].N+1 || !underHeads(*l, r) {
			return
		}
		for _, p := range s.places {
			if p.at != l.At || p.rows != l.Rows+1 {
				continue
			}
			columns, ties := matchHeads(p.fits, table)
			if matched(columns) >= matched(l.Columns) {
				*l = s.layout(p, columns, ties)
				l.Rows--
			}
		}
		l.Rows++
	}
}

// underHeads reports whether a row says more of the heads over it: it stands in columns that they go over.
func underHeads(l Layout, r Row) bool {
	text := func(i int) string {
		if i < len(l.Texts) {
			return strings.TrimSpace(l.Texts[i])
		}
		return ""
	}
	over, left := false, false
	for i, c := range r.Cells {
		t := strings.TrimSpace(c.Text)
		if t != "" && !c.Merged {
			spans := text(i) != "" && text(i+1) == ""
			if c.Kind == Number || c.Kind == Day || c.Unread() || digitsIn(t) > 6 || len([]rune(t)) > 15 ||
				!spans && (text(i) != "" || !left) {
				return false
			}
			over = over || text(i) == ""
		}
		left = left || text(i) != ""
	}
	return over
}

// headCells of rows that stand one under the other: over each column the lowest text, and what stands above it or in
// brackets behind it.
func headCells(rows []Row) []headCell {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.Cells))
	}
	out := make([]headCell, width)
	groups := make([]string, len(rows)) // over the column, by row
	for i := range out {
		lowest := -1
		for n, r := range rows {
			if headText(r, i) != "" {
				lowest = n
			}
		}
		if lowest < 0 {
			continue
		}
		for n, r := range rows {
			if t := headText(r, i); t != "" {
				groups[n] = t
				clear(groups[n+1:])
			}
		}
		above := ""
		for n := range lowest {
			above += groups[n]
		}
		word, remark := headParts(headText(rows[lowest], i))
		out[i] = headCell{word: word, beside: Plain(above) + remark}
		for n := lowest - 1; n >= 0 && out[i].group == ""; n-- {
			out[i].group = HeadWord(groups[n])
		}
		clear(groups[lowest:]) // a head of its own goes over no other column
	}
	return out
}

// headText of a cell, once where it is merged over several rows.
func headText(r Row, column int) string {
	if column < len(r.Cells) && r.Cells[column].Merged {
		return ""
	}
	return r.Text(column)
}

// headTexts are the heads as written, the lower ones where they stand on several rows.
func headTexts(rows []Row) []string {
	out := slices.Clone(rows[0].Texts())
	for _, r := range rows[1:] {
		for i, c := range r.Texts() {
			if i >= len(out) {
				out = append(out, c)
			} else if strings.TrimSpace(c) != "" {
				out[i] = c
			}
		}
	}
	return out
}

// datedNotTimed settles a tie of which one column holds times of day alone, as 交易日期 and 交易时间: the other is the day.
func (l *Layout) datedNotTimed(t Tie, rows []Row) bool {
	first, second := timesOnly(rows, t.First), timesOnly(rows, t.Second)
	if first == second {
		return false
	}
	if first && l.Columns[t.First] == t.Head {
		l.Columns[t.First], l.Columns[t.Second] = -1, t.Head
	}
	return true
}

// timesOnly reports whether nothing but times of day stands in a column.
func timesOnly(rows []Row, column int) bool {
	n := 0
	for _, r := range rows {
		t := r.Text(column)
		if t == "" {
			continue
		}
		if n++; r.Cells[column].Kind != Time && !timeOfDay.MatchString(t) {
			return false
		}
	}
	return n > 0
}

var timeOfDay = regexp.MustCompile(`^[0-2]?[0-9][:：][0-5][0-9]([:：][0-5][0-9])?$`)

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
func matchHeads(cells [][][]fit, table int) (columns []int, ties []Tie) {
	var fits []fit
	columns = make([]int, len(cells))
	for i, c := range cells {
		columns[i] = -1
		if c == nil {
			continue
		}
		for _, f := range c[table] {
			f.column = i
			fits = append(fits, f)
		}
	}
	slices.SortStableFunc(fits, func(x, y fit) int { // a column headed by several words goes to the longest of them
		return cmp.Or(y.fit-x.fit, x.column-y.column, y.longest-x.longest, x.head-y.head)
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

// numbered reports whether a row holds what looks like an identity number or an account: it has no heads.
func numbered(r Row) bool {
	return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Kind == Lost || longNumber(c.Text) })
}

// longNumber reports whether a text has fifteen digits in a row.
func longNumber(text string) bool {
	if len(text) < 15 {
		return false
	}
	run := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9' || r >= '０' && r <= '９':
			if run++; run >= 15 {
				return true
			}
		case r == ' ' || r == '\u202d' || r == '\u202c' || r == '\u200b':
		default:
			run = 0
		}
	}
	return false
}

func digitsIn(text string) int {
	n := 0
	for _, r := range text {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			n++
		}
	}
	return n
}

// FindHeads looks for the heads of one table: see Scan.Find.
func FindHeads(heads []Head, rows []Row) Layout {
	return NewVocabulary(heads).Scan(rows).Find(0)
}
