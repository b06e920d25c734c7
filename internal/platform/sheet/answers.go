package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"regexp"
	"slices"
	"strings"

	"gangwei/internal/base/idno"
)

// Neither answers that none of the columns that fit a head is what is asked about.
const Neither = -1

// Question is a head for which several columns fit equally well; nobody may decide it but who knows the table.
type Question struct {
	Head    int   // among the heads that were looked for
	Columns []int // from the left, counted from 0
}

// Questions are the heads that more than one column fits, in the order of the heads.
func (l Layout) Questions() []Question { return questionsOf(l.Ties) }

// Candidates for a head: the columns that fit it equally, those too that say nothing which another does not say.
func (l Layout) Candidates(head int) []int {
	for _, q := range questionsOf(append(slices.Clone(l.Ties), l.Same...)) {
		if q.Head == head {
			return q.Columns
		}
	}
	return nil
}

func questionsOf(ties []Tie) (out []Question) {
	for _, t := range ties {
		i := slices.IndexFunc(out, func(q Question) bool { return q.Head == t.Head })
		if i < 0 {
			i = len(out)
			out = append(out, Question{Head: t.Head})
		}
		for _, c := range []int{t.First, t.Second} {
			if !slices.Contains(out[i].Columns, c) {
				out[i].Columns = append(out[i].Columns, c)
			}
		}
	}
	for i := range out {
		slices.Sort(out[i].Columns)
	}
	slices.SortFunc(out, func(x, y Question) int { return x.Head - y.Head })
	return out
}

// Settle is the layout with a head's question answered: the column is the head's, the others that fit it equally are
// no head's. Neither leaves all of them unused. A column that is not among the candidates, or that another head has,
// settles nothing: false.
func (l Layout) Settle(head, column int) (Layout, bool) {
	columns := l.Candidates(head)
	if column != Neither && (!slices.Contains(columns, column) || l.Columns[column] >= 0 && l.Columns[column] != head) {
		return l, false
	}
	if len(columns) == 0 {
		return l, false
	}
	out := l
	out.Columns = slices.Clone(l.Columns)
	out.Declined = slices.Clone(l.Declined)
	for _, c := range columns {
		if out.Columns[c] == head {
			out.Columns[c] = -1
		}
		if c != column {
			out.Declined = append(out.Declined, c)
		}
	}
	if column != Neither {
		out.Columns[column] = head
	}
	gone := func(t Tie) bool {
		return t.Head == head || column != Neither && (t.First == column || t.Second == column)
	}
	out.Ties = slices.DeleteFunc(slices.Clone(l.Ties), gone)
	out.Same = slices.DeleteFunc(slices.Clone(l.Same), gone)
	return out, true
}

// Key names a layout: a digest of the sheet's name without digits and of the heads in their order, however they are
// spaced. The lists of an office's months have one key; a list whose heads stand in another order has another.
func (l Layout) Key(s Sheet) string {
	h := sha256.New()
	say := func(text string) { _, _ = io.WriteString(h, text) }
	say(nameWord(s.Name))
	if l.At >= 0 {
		for _, r := range s.Rows[l.At:min(l.From(), len(s.Rows))] {
			var cells []string
			for i, c := range r.Cells {
				text := ""
				if !c.Merged {
					word, remark := headParts(r.Text(i))
					text = word + "\x1e" + remark
				}
				cells = append(cells, text)
			}
			for len(cells) > 0 && strings.Trim(cells[len(cells)-1], "\x1e") == "" {
				cells = cells[:len(cells)-1]
			}
			say("\x1d" + strings.Join(cells, "\x1f"))
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// TableKey names a sheet of which is asked what table it is: by the names of file and sheet without digits, and by the
// row that looks most like heads. It does not hang on any table's heads.
func TableKey(s Sheet, file string) string {
	var heads []string
	for _, r := range s.Rows[:min(len(s.Rows), headsWithin)] {
		var words []string
		for _, c := range r.Cells {
			if w := HeadWord(c.Text); w != "" && c.Kind == Text && !c.Merged && !strings.ContainsAny(w, "0123456789") {
				words = append(words, w)
			}
		}
		if len(words) > len(heads) {
			heads = words
		}
	}
	sum := sha256.Sum256([]byte(nameWord(file) + "\x1d" + nameWord(s.Name) + "\x1d" + strings.Join(heads, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// countedIn are Chinese numerals before what they count.
var countedIn = regexp.MustCompile(`[〇零一二三四五六七八九十]+([月年季期日])`)

// nameWord is a sheet's name without what changes from month to month, nothing for the name that a program gives.
func nameWord(name string) string {
	name = strings.ToLower(HeadWord(name))
	name = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, name)
	name = countedIn.ReplaceAllString(name, "$1") // 十二月 is the next list of 十一月
	switch name {
	case "sheet", "工作表":
		return ""
	}
	return name
}

// Telling are rows that tell columns apart: the first in which they say different things, each said once, then others
// in which both say something. n of them at most, in the order of the sheet.
func (l Layout) Telling(s Sheet, columns []int, n int) []Row {
	var differ, rest []Row
	said := map[string]bool{}
	for _, r := range s.Rows[min(l.From(), len(s.Rows)):] {
		if len(differ) == n {
			break
		}
		texts := make([]string, len(columns))
		for i, c := range columns {
			texts[i] = r.Text(c)
		}
		all := strings.Join(texts, "\x1f")
		apart := slices.ContainsFunc(texts, func(t string) bool { return t != texts[0] })
		switch {
		case apart && !said[all]:
			differ = append(differ, r)
		case len(rest) < n && !slices.Contains(texts, ""):
			rest = append(rest, r)
		}
		said[all] = true
	}
	out := append(differ, rest[:min(len(rest), n-len(differ))]...)
	slices.SortFunc(out, func(x, y Row) int { return x.N - y.N })
	return out
}

// Saying are the first n rows in which a column says something that it has not said before.
func (l Layout) Saying(s Sheet, column, n int) (out []Row) {
	said := map[string]bool{"": true}
	for _, r := range s.Rows[min(l.From(), len(s.Rows)):] {
		if len(out) == n {
			break
		}
		if t := r.Text(column); !said[t] {
			said[t], out = true, append(out, r)
		}
	}
	return out
}

// shownLetters of a cell that is shown to tell columns apart.
const shownLetters = 30

// Masked is what a cell says, as it may be shown to tell columns apart: of identity numbers and accounts a part.
func Masked(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if n, err := idno.Parse(text); err == nil {
		return n.Masked()
	}
	digits := strings.ReplaceAll(strings.TrimRight(Plain(text), "Xx"), "-", "")
	dashed := strings.Contains(text, "-")
	if n := len(digits); strings.Trim(digits, "0123456789") == "" && (n >= 15 || n >= 10 && !dashed) {
		return strings.Repeat("*", n-4) + digits[n-4:]
	}
	if r := []rune(text); len(r) > shownLetters {
		return string(r[:shownLetters]) + "…"
	}
	return text
}

// StandIns are the columns that were taken for a head by a word of another thing that stands in for it: 应发 for what
// was paid.
func (l Layout) StandIns(heads []Head) (out []int) {
	for c, k := range l.Columns {
		if k < 0 || k >= len(heads) || len(heads[k].Weak) == 0 {
			continue
		}
		strong := heads[k]
		strong.Weak = nil
		word, remark := headParts(l.Texts[c])
		at := headCell{word: word, beside: remark}
		fits := func(h Head) bool {
			got := NewVocabulary([]Head{h}).look(at)
			return len(got) > 0 && len(got[0]) > 0
		}
		if !fits(strong) && fits(heads[k]) {
			out = append(out, c)
		}
	}
	return out
}
