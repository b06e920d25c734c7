package sheet

import (
	"slices"
	"strings"
	"unicode"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/plain"
)

// Head of a column that a reader looks for: its name, other words for it, and whether a table without it is of no use.
type Head struct {
	Name     string
	Also     []string
	Exact    []string // words that are the whole head or none: too common to be looked for inside others
	Weak     []string // words of another thing that stands in for it where nothing better is there: 应发 where no 实发 is
	Required bool
	Alike    bool // name and other words are equally good: of two accounts on a list neither is the first
	Whose    bool // it says whom a row is about: a name, an identity number
	Number   bool // it holds identity numbers
}

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
	Rows    int      // on how many rows they stand, as under merged heads
	Columns []int    // for each cell which head it is, -1 for none
	Texts   []string // the heads as written
	Ties    []Tie    // heads for which two columns fit equally
	Same    []Tie    // the like, where one of the two says nothing that the other does not

	Declined []int // columns of which somebody said that they are not what they might have been
	cells    []headCell
	numbers  []bool // columns that hold identity numbers
}

// Tie is a head for which two columns fit equally well; cells are counted from 0.
type Tie struct{ Head, First, Second int }

// From is the index of the first row under the heads.
func (l Layout) From() int { return l.At + max(l.Rows, 1) }

// Head of a column as written, with what stands above it.
func (l Layout) Head(column int) string {
	text := strings.TrimSpace(l.Texts[column])
	if column < len(l.cells) && l.cells[column].beside != "" {
		return l.cells[column].beside + " " + text
	}
	return text
}

// OfAnother reports whether a column holds the identity numbers of somebody else than those whom the rows are about.
func (l Layout) OfAnother(column int) bool {
	return column < len(l.cells) && l.cells[column].ofAnother()
}

// lacks reports whether a required head has no column.
func (l Layout) lacks(heads []Head) bool {
	for k, h := range heads {
		if h.Required && !l.Has(k) {
			return true
		}
	}
	return false
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
