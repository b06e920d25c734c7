package listing

import (
	"strconv"

	"gangwei/internal/base/civil"
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
	Figure Kind = "num"  // of money and numbers, to the right
	Dated  Kind = "date" // in one line
)

// Cell of a row.
type Cell struct {
	Text    string
	Address string // of a page that it leads to; the first column leads to the row's own
	Second  string // a second line below
	Tone    string // of a state: good, bad, warn or wait
}

// Flat is the cell's text in a workbook.
func (c Cell) Flat() string {
	if c.Second == "" {
		return c.Text
	}
	if c.Text == "" {
		return c.Second
	}
	return c.Text + "；" + c.Second
}

// Column of a list of T.
type Column[T any] struct {
	Key, Head string
	Kind      Kind
	Off       bool // shown to those only who choose it
	Needs     authz.Permission
	Cell      func(r *kit.Request, x T) Cell
}

// Text is a column of text.
func Text[T any](key, head string, of func(T) string) Column[T] {
	return Column[T]{Key: key, Head: head, Cell: func(_ *kit.Request, x T) Cell { return Cell{Text: of(x)} }}
}

// Number is a column of whole numbers.
func Number[T any](key, head string, of func(T) int64) Column[T] {
	return Column[T]{Key: key, Head: head, Kind: Figure,
		Cell: func(_ *kit.Request, x T) Cell { return Cell{Text: strconv.FormatInt(of(x), 10)} }}
}

// Money is a column of amounts in yuan, grouped by thousands.
func Money[T any](key, head string, of func(T) money.Fen) Column[T] {
	return Column[T]{Key: key, Head: head, Kind: Figure,
		Cell: func(_ *kit.Request, x T) Cell { return Cell{Text: of(x).Grouped()} }}
}

// Day is a column of dates, empty where there is none.
func Day[T any](key, head string, of func(T) civil.Date) Column[T] {
	return Column[T]{Key: key, Head: head, Kind: Dated,
		Cell: func(_ *kit.Request, x T) Cell { return Cell{Text: of(x).String()} }}
}

// Label is a column of codes, shown in the words of a list of labels.
func Label[T any](key, head, labels string, of func(T) string) Column[T] {
	return Column[T]{Key: key, Head: head,
		Cell: func(_ *kit.Request, x T) Cell { return Cell{Text: words.Label(labels, of(x))} }}
}

// Place is a column of divisions, by their paths.
func Place[T any](key, head string, of func(T) string) Column[T] {
	return Column[T]{Key: key, Head: head,
		Cell: func(r *kit.Request, x T) Cell { return Cell{Text: r.Tree.Full(of(x))} }}
}

// OnChoice shows the column to those only who choose it.
func (c Column[T]) OnChoice() Column[T] {
	c.Off = true
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

// Bulk is what is done to several chosen rows. It is offered to those who hold its permission.
type Bulk struct {
	Words, Address string
	Permission     authz.Permission
	Get            bool // it leads to a page about the chosen rows; else it is sent at once, with the form's token and key
}

// Limits of a list. What is 0 is as usual.
type Limits struct {
	Exact    int // up to here a total is counted and pages have numbers: 10,000
	Sorted   int // over this only orders that an index has are offered: 5,000
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
	return Limits{or(l.Exact, 10_000), or(l.Sorted, 5_000), or(l.Workbook, 50_000), or(l.Print, 2_000)}
}

// List of T as pages show it.
type List[T any] struct {
	Code    string // under which choices are kept and the taking away is recorded
	Title   string // of the workbook and the print
	View    authz.Permission
	Export  authz.Permission // to take the list away; empty: whoever may look
	Columns []Column[T]      // the first is always shown and leads to the row's page
	Orders  []Order          // those of the source; the first is the usual one
	Desc    bool             // the usual order is from the last to the first
	ID      func(T) int64
	Pick    func(T) string // value of a row that is chosen, empty if it cannot be; nil: its id
	Bulk    []Bulk
	NoRow   string // what is said where there is no row
	Limits  Limits
}

// Query of a list: what a request asks for.
type Query[T any] struct {
	At   *region.Region                                                        // nil: all of the scope
	Said []string                                                              // the filters in words, for workbook and print
	Rows func(s *database.Snapshot, scope authz.Scope, w *Window) ([]T, error) // and how many there are, in w.Total
}

// export is the permission to take the list away.
func (l *List[T]) export() authz.Permission {
	if l.Export != "" {
		return l.Export
	}
	return l.View
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
