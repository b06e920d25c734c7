package listing

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// Kind of a column: how its cells stand.
type Kind string

const (
	Plain  Kind = ""
	Figure Kind = "num"      // of money and numbers, to the right
	Dated  Kind = "date"     // in one line
	Long   Kind = "wrap-any" // text that may break within a word
)

// Cell of a row.
type Cell struct {
	Text    string
	Address string // of a page that it leads to; the first column leads to the row's own
	Second  string // a second line below
	Tone    string // of a state: good, bad, warn or wait
	Parts   []Line // further lines
	Bare    bool   // says by itself what it is, so that it needs no head where rows are cards
}

// Line is a line of a cell.
type Line struct{ Text, Address, Tone string }

// Flat is the cell's text in a workbook.
func (c Cell) Flat() string { return joined(c.Text, c.Beside()) }

// Beside is what a cell says below its text.
func (c Cell) Beside() string {
	said := []string{c.Second}
	for _, p := range c.Parts {
		if p.Address == "" {
			said = append(said, p.Text)
		}
	}
	return joined(said...)
}

func joined(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "；")
}

// Column of a list of T.
type Column[T any] struct {
	Key, Head string
	Kind      Kind
	Off       bool // shown to those only who choose it
	Page      bool // what can be done with the row, on its page alone: no datum of a file
	Needs     authz.Permission
	Cell      func(r *kit.Request, x T) Cell
	By        func(a, b T) int // order of rows that are all at hand; nil: they are not sorted by it
}

// Text is a column of text.
func Text[T any](key, head string, of func(T) string) Column[T] {
	return Column[T]{Key: key, Head: head, Cell: func(_ *kit.Request, x T) Cell { return Cell{Text: of(x)} },
		By: func(a, b T) int { return strings.Compare(of(a), of(b)) }}
}

// Number is a column of whole numbers.
func Number[T any](key, head string, of func(T) int64) Column[T] {
	return Column[T]{Key: key, Head: head, Kind: Figure,
		Cell: func(_ *kit.Request, x T) Cell { return Cell{Text: strconv.FormatInt(of(x), 10)} },
		By:   func(a, b T) int { return cmp.Compare(of(a), of(b)) }}
}

// Money is a column of amounts in yuan, grouped by thousands.
func Money[T any](key, head string, of func(T) money.Fen) Column[T] {
	return Column[T]{Key: key, Head: head, Kind: Figure,
		Cell: func(_ *kit.Request, x T) Cell { return Cell{Text: of(x).Grouped()} },
		By:   func(a, b T) int { return cmp.Compare(of(a), of(b)) }}
}

// Day is a column of dates, empty where there is none.
func Day[T any](key, head string, of func(T) civil.Date) Column[T] {
	return Column[T]{Key: key, Head: head, Kind: Dated,
		Cell: func(_ *kit.Request, x T) Cell { return Cell{Text: of(x).String()} },
		By:   func(a, b T) int { return strings.Compare(of(a).String(), of(b).String()) }}
}

// Label is a column of codes, shown in the words of a list of labels; those of a list of states with their tone.
func Label[T any](key, head, labels string, of func(T) string) Column[T] {
	return Column[T]{Key: key, Head: head,
		Cell: func(_ *kit.Request, x T) Cell {
			code := of(x)
			return Cell{Text: words.Label(labels, code), Tone: words.Tone(labels, code)}
		},
		By: func(a, b T) int { return strings.Compare(of(a), of(b)) }}
}

// Place is a column of divisions, by their paths, named as the visitor's office names them.
func Place[T any](key, head string, of func(T) string) Column[T] {
	return Column[T]{Key: key, Head: head,
		Cell: func(r *kit.Request, x T) Cell { return Cell{Text: kit.Near(r, of(x)), Bare: true} },
		By:   func(a, b T) int { return strings.Compare(of(a), of(b)) }}
}

// Moment is a column of moments, as short as pages write them.
func Moment[T any](key, head string, of func(T) clock.Moment) Column[T] {
	return Column[T]{Key: key, Head: head, Kind: Dated,
		Cell: func(_ *kit.Request, x T) Cell {
			if of(x) == 0 {
				return Cell{}
			}
			return Cell{Text: of(x).Short()}
		},
		By: func(a, b T) int { return cmp.Compare(of(a), of(b)) }}
}

// Made is a column of cells that need more than a value; rows are not sorted by it.
func Made[T any](key, head string, cell func(r *kit.Request, x T) Cell) Column[T] {
	return Column[T]{Key: key, Head: head, Cell: cell}
}

// As another kind: how the cells stand.
func (c Column[T]) As(kind Kind) Column[T] {
	c.Kind = kind
	return c
}

// SortedBy a value of a row, where all are at hand.
func (c Column[T]) SortedBy(by func(a, b T) int) Column[T] {
	c.By = by
	return c
}

// OnChoice shows the column to those only who choose it.
func (c Column[T]) OnChoice() Column[T] {
	c.Off = true
	return c
}

// OnPage keeps the column out of workbook and print: its cells are links to what can be done.
func (c Column[T]) OnPage() Column[T] {
	c.Page = true
	return c
}

// Under needs a permission: who lacks it never sees the column, in no file either.
func (c Column[T]) Under(p authz.Permission) Column[T] {
	c.Needs = p
	return c
}

// To leads to a page from each cell.
func (c Column[T]) To(address func(T) string) Column[T] {
	return c.with(func(x T, cell *Cell) { cell.Address = address(x) })
}

// And puts a second line below each cell.
func (c Column[T]) And(second func(T) string) Column[T] {
	return c.with(func(x T, cell *Cell) { cell.Second = second(x) })
}

// Toned makes the cells states: good, bad, warn or wait, or none.
func (c Column[T]) Toned(tone func(T) string) Column[T] {
	return c.with(func(x T, cell *Cell) { cell.Tone = tone(x) })
}

func (c Column[T]) with(more func(T, *Cell)) Column[T] {
	cell := c.Cell
	c.Cell = func(r *kit.Request, x T) Cell {
		out := cell(r, x)
		more(x, &out)
		return out
	}
	return c
}

// Due is a last day as pages write it: unsure where the days off of its year are not known yet.
func Due(r *kit.Request, day civil.Date) string {
	said, err := (&kit.Page{R: r}).Due(day)
	if err != nil {
		return day.String()
	}
	return said
}

// Bulk is what is done to several chosen rows. It is offered to those who hold its permission.
type Bulk struct {
	Words, Address string
	Permission     authz.Permission
	Get            bool // it leads to a page about the chosen rows; else it is sent at once, as all of the list then
}

// Whole is a register that is written in full on the page 导出, with what this list does not show.
type Whole struct {
	Words, Kind string
	Permission  authz.Permission // of the register; who lacks it is not led there
	State       string           // name of the filter whose value it takes over; empty: none
}

// address of the page 导出 for what the list is narrowed to.
func (w Whole) address(r *kit.Request, at *region.Region) string {
	q := url.Values{"kind": {w.Kind}}
	if at != nil {
		q.Set("region", at.Code)
	}
	if w.State != "" && r.Text(w.State) != "" {
		q.Set("state", r.Text(w.State))
	}
	return "/exports?" + q.Encode()
}

// Nobody may: the export of a list that is only looked at.
const Nobody authz.Permission = "nobody"

// Limits of a list. What is 0 is as usual.
type Limits struct {
	Exact    int // up to here a total is counted and pages have numbers: 10,000
	Sorted   int // over this only orders that an index has are offered: 5,000
	AtOnce   int // over so many rows a workbook is written in the background: 5,000
	Workbook int // rows of a workbook: 50,000
	Print    int // rows of a print: 2,000
}

func (l Limits) usual() Limits {
	or := func(n, usual int) int {
		if n > 0 {
			return n
		}
		return usual
	}
	return Limits{or(l.Exact, 10_000), or(l.Sorted, 5_000), or(l.AtOnce, 5_000), or(l.Workbook, 50_000),
		or(l.Print, 2_000)}
}

// List of T as pages show it.
type List[T any] struct {
	Code    string // under which choices are kept and the taking away is recorded
	Title   string // of the workbook and the print
	View    authz.Permission
	Export  authz.Permission // to take the list away; empty: whoever may look; Nobody: it is only looked at
	Columns []Column[T]      // the first is always shown and leads to the row's page
	Orders  []Order          // those of the source, the first is the usual one; none: all rows are read at once
	Desc    bool             // the usual order is from the last to the first
	ID      func(T) int64
	Pick    func(T) string // value of a row that is chosen, empty if it cannot be; nil: its id
	Bulk    []Bulk
	Whole   []Whole
	NoRow   string // what is said where there is no row
	Jobless bool   // who has no page of jobs may take it away too: it always was answered at once
	Limits  Limits
}

// Query of a list: what a request asks for.
type Query[T any] struct {
	At   *region.Region // nil: all of the scope
	Said []string       // the filters in words, for workbook and print
	// Rows of a window; how many there are in all it puts into the window's Total.
	Rows func(s *database.Snapshot, scope authz.Scope, w *Window) ([]T, error)
	// All rows in their usual order, of a list without a source: by its nature a few, sorted here by any column.
	All func(s *database.Snapshot, scope authz.Scope) ([]T, error)
}

// Said are filters in words: what is sought, without the middle of a number, and the others that say something.
func Said(q string, others ...string) (out []string) {
	if q != "" {
		out = append(out, "查找“"+kit.Masked(q)+"”")
	}
	for _, x := range others {
		if x != "" {
			out = append(out, x)
		}
	}
	return out
}

// If a filter is chosen, what is said of it.
func If(chosen bool, said string) string {
	if chosen {
		return said
	}
	return ""
}

// export is the permission to take the list away.
func (l *List[T]) export() authz.Permission {
	if l.Export != "" {
		return l.Export
	}
	return l.View
}

// mayTake reports whether the visitor may take the list away: as every list that is exported, it needs the right to
// look at one's jobs too.
func (l *List[T]) mayTake(r *kit.Request) bool {
	return r.Can(string(l.export())) && (l.Jobless || r.Can("job.view"))
}

// columns that a visitor may see.
func (l *List[T]) columns(r *kit.Request) []Column[T] {
	out := make([]Column[T], 0, len(l.Columns))
	for _, c := range l.Columns {
		if c.Needs == "" || r.Can(string(c.Needs)) {
			out = append(out, c)
		}
	}
	return out
}

// mayKnow reports whether the visitor may see the column of a key, if there is one.
func (l *List[T]) mayKnow(r *kit.Request, key string) bool {
	return !slices.ContainsFunc(l.Columns, func(c Column[T]) bool {
		return c.Key == key && c.Needs != "" && !r.Can(string(c.Needs))
	})
}
