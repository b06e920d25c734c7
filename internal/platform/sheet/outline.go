package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Outline is how a table of a sheet is read: where its heads stand, which column each was taken for and how surely,
// and what kinds of cells stand under it.
type Outline struct {
	Head    int             `json:"head"`     // row of the first heads, as the spreadsheet program shows it
	HeadEnd int             `json:"head_end"` // and of the last
	Last    int             `json:"last"`     // row of the table
	Title   string          `json:"title,omitempty"`
	Columns []OutlineColumn `json:"columns"`
	Hidden  int             `json:"hidden,omitempty"` // rows under the heads that are hidden
	Merged  int             `json:"merged,omitempty"` // cells that hold what a merged cell above says
}

// OutlineColumn is one column of a table.
type OutlineColumn struct {
	Letter string      `json:"letter"`
	Head   string      `json:"head"`
	As     string      `json:"as,omitempty"`   // what it was taken for; empty: it is not used
	Sure   string      `json:"sure,omitempty"` // SureName, SureOther, SurePart or SureWeak
	Tied   bool        `json:"tied,omitempty"` // another column fits as well
	Unit   string      `json:"unit,omitempty"` // of amounts that are not yuan
	Cells  []KindCount `json:"cells,omitempty"`
}

// KindCount is how many cells of a kind there are.
type KindCount struct {
	Kind string `json:"kind"`
	N    int    `json:"n"`
}

// How surely a head was taken for a column: it is its name, another word for it, has such a word inside, or names what
// stands in for it.
const (
	SureName  = "name"
	SureOther = "other"
	SurePart  = "part"
	SureWeak  = "weak"
)

var kindNames = [...]string{Blank: "blank", Text: "text", Number: "number", Day: "day", Month: "month", Year: "year",
	Time: "time", Truth: "truth",
	Lost: "lost", Error: "error", NoValue: "formula"}

// String names a kind: text, number, day, month, year, time, truth, lost, error, formula.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Where the heads stand: 第3行, 第3至4行.
func (o *Outline) Where() string {
	if o.HeadEnd > o.Head {
		return fmt.Sprintf("第%d至%d行", o.Head, o.HeadEnd)
	}
	return fmt.Sprintf("第%d行", o.Head)
}

// titleLength of a title in an outline, in characters.
const titleLength = 60

// OutlineOf a table by its layout. amount says which of the heads is one of amounts, whose unit is told where it is
// not yuan.
func OutlineOf(s Sheet, l Layout, heads []Head, amount func(head int) bool) *Outline {
	if l.At < 0 || l.At >= len(s.Rows) {
		return nil
	}
	from := min(l.From(), len(s.Rows))
	out := &Outline{Head: s.Rows[l.At].N, HeadEnd: s.Rows[from-1].N, Last: s.Rows[len(s.Rows)-1].N}
	title := ""
	for _, r := range s.Rows[:l.At] {
		title += strings.Join(r.Texts(), " ") + " "
	}
	out.Title = clipped(strings.Join(strings.Fields(title), " "), titleLength)
	kinds := make([]map[Kind]int, len(l.Texts))
	for _, r := range s.Rows[from:] {
		if r.Hidden {
			out.Hidden++
		}
		for i, c := range r.Cells[:min(len(r.Cells), len(kinds))] {
			if c.blank() {
				continue
			}
			if c.Merged {
				out.Merged++
			}
			if kinds[i] == nil {
				kinds[i] = map[Kind]int{}
			}
			kinds[i][c.Kind]++
		}
	}
	for i, text := range l.Texts {
		text = strings.TrimSpace(text)
		if text == "" && kinds[i] == nil {
			continue
		}
		c := OutlineColumn{Letter: Letter(i), Head: clipped(text, titleLength)}
		for _, k := range slices.Sorted(maps.Keys(kinds[i])) {
			c.Cells = append(c.Cells, KindCount{k.String(), kinds[i][k]})
		}
		if i < len(l.Columns) && l.Columns[i] >= 0 && l.Columns[i] < len(heads) {
			k := l.Columns[i]
			c.As, c.Sure = heads[k].Name, heads[k].sure(text)
			if amount != nil && amount(k) {
				if u, other := UnitOf(text, title); other {
					c.Unit = u.String()
				}
			}
		}
		c.Tied = slices.ContainsFunc(l.Ties, func(t Tie) bool { return t.First == i || t.Second == i })
		out.Columns = append(out.Columns, c)
	}
	return out
}

func clipped(text string, most int) string {
	if t := []rune(text); len(t) > most {
		return string(t[:most]) + "…"
	}
	return text
}

// sure says how surely a column that is headed by a text is this.
func (h Head) sure(text string) string {
	word := HeadWord(text)
	is := func(w string) bool { return HeadWord(w) == word }
	has := func(w string) bool { return HeadWord(w) != "" && strings.Contains(word, HeadWord(w)) }
	switch {
	case is(h.Name):
		return SureName
	case slices.ContainsFunc(h.Also, is), slices.ContainsFunc(h.Exact, is):
		return SureOther
	case slices.ContainsFunc(h.Weak, is), slices.ContainsFunc(h.Weak, has) && !has(h.Name) &&
		!slices.ContainsFunc(h.Also, has):
		return SureWeak
	}
	return SurePart
}

// Join a further table of the sheet that is read by the same columns: it may go on below, or stand beside the first.
func (o *Outline) Join(more *Outline) {
	if more == nil {
		return
	}
	o.Last, o.Hidden, o.Merged = max(o.Last, more.Last), o.Hidden+more.Hidden, o.Merged+more.Merged
	for _, c := range more.Columns {
		i := slices.IndexFunc(o.Columns, func(x OutlineColumn) bool { return x.Letter == c.Letter && x.As == c.As })
		if i < 0 {
			o.Columns = append(o.Columns, c)
			continue
		}
		o.Columns[i].Tied = o.Columns[i].Tied || c.Tied
		for _, n := range c.Cells {
			at := slices.IndexFunc(o.Columns[i].Cells, func(x KindCount) bool { return x.Kind == n.Kind })
			if at < 0 {
				o.Columns[i].Cells = append(o.Columns[i].Cells, n)
			} else {
				o.Columns[i].Cells[at].N += n.N
			}
		}
	}
}
