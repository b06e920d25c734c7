package listing

import (
	"slices"
	"strings"
)

// Order in which a list can be read. Rows that are equal in it stand by their id.
type Order struct {
	Key     string // of the column that it sorts by
	Head    string // what it is called where no column has its key
	By      string // SQL expression of the source; never NULL where it is Indexed
	Then    string // a second expression, by which rows that are equal in the first stand
	Join    string // what the expression needs beside the source: JOIN person p ON p.id = l.person_id
	Unique  bool   // no two rows are equal in it, so that the id need not part them: some servers sort by both else
	Indexed bool   // an index has this order, so that it is offered however many rows there are
}

// Source of a list's ids: what a room's store reads them from.
type Source struct {
	ID     string // the unique id: l.id
	From   string // placement l: what conditions name
	Orders []Order
	Alone  bool // no two rows are equal in any of its orders, so that the id need not part them
}

// Window of a list: the rows that a page shows. The store counts first, since what may be sorted by, and where a page
// begins, depend on how many rows there are.
type Window struct {
	Sort          string // key of an order of the source; else the first one
	Desc          bool
	Limit, Offset int
	After, Before int64 // rows behind, or just before, the one of this id; 0: by Offset
	CountTo       int   // rows are counted up to here; 0: they are not
	Total         int64 // so many were counted
	twice         bool  // the order has two expressions
	cut           bool  // there are more rows than are read at once
	settle        func(w *Window)
}

// down reports whether the rows are read from the last to the first.
func (w *Window) down() bool { return w.Desc != (w.Before > 0) }

// key is the id by which the window goes on; 0 if it goes by number.
func (w *Window) key() int64 { return max(w.After, w.Before) }

func (q Source) order(w *Window) Order {
	for _, x := range q.Orders {
		if x.Key == w.Sort {
			return x
		}
	}
	return q.Orders[0]
}

func (q Source) by(w *Window) (by, then, from string) {
	o := q.order(w)
	return o.By, o.Then, strings.TrimSpace(q.From + " " + o.Join)
}

// Count is the query of how many rows there are, with the arguments of CountArgs. where is the scope and the filter.
func (q Source) Count(where string) string {
	return "SELECT COUNT(*) FROM (SELECT " + q.ID + " FROM " + q.From + " WHERE " + where + " LIMIT ?) counted"
}

// CountArgs are those of Count, whose answer is the window's Total; those of where are given.
func (w *Window) CountArgs(where []any) []any { return append(slices.Clone(where), w.CountTo) }

// IDs is the query of a window's ids, asked when they were counted, with the arguments that Args puts together. Before
// a key they come in turned order, as Turn knows.
func (q Source) IDs(where string, w *Window) string {
	if w.settle != nil {
		w.settle(w)
		w.settle = nil
	}
	by, then, from := q.by(w)
	alone := q.Alone || q.order(w).Unique
	text := "SELECT " + q.ID + " FROM " + from + " WHERE " + where
	if then != "" {
		return text + q.twice(by, then, from, where, w)
	}
	if w.key() > 0 {
		value := "(SELECT " + by + " FROM " + from + " WHERE " + where + " AND " + q.ID + " = ?)"
		if w.down() {
			text += " AND " + by + " <= " + value + " AND NOT (" + by + " = " + value + " AND " + q.ID + " >= ?)"
		} else {
			text += " AND " + by + " >= " + value + " AND NOT (" + by + " = " + value + " AND " + q.ID + " <= ?)"
		}
	}
	switch {
	case alone && w.down():
		return text + " ORDER BY " + by + " DESC LIMIT ? OFFSET ?"
	case alone:
		return text + " ORDER BY " + by + " LIMIT ? OFFSET ?"
	case w.down():
		return text + " ORDER BY " + by + " DESC, " + q.ID + " DESC LIMIT ? OFFSET ?"
	}
	return text + " ORDER BY " + by + ", " + q.ID + " LIMIT ? OFFSET ?"
}

// twice is the end of a query whose rows stand by two expressions.
func (q Source) twice(by, then, from, where string, w *Window) string {
	w.twice = true
	text, all := "", by+", "+then+", "+q.ID
	if w.key() > 0 {
		than := "(SELECT " + all + " FROM " + from + " WHERE " + where + " AND " + q.ID + " = ?)"
		if w.down() {
			text = " AND (" + all + ") < " + than
		} else {
			text = " AND (" + all + ") > " + than
		}
	}
	if w.down() {
		return text + " ORDER BY " + by + " DESC, " + then + " DESC, " + q.ID + " DESC LIMIT ? OFFSET ?"
	}
	return text + " ORDER BY " + all + " LIMIT ? OFFSET ?"
}

// Args of the query of ids, asked for after it; those of where are given.
func (w *Window) Args(where []any) []any {
	out := slices.Clone(where)
	if k := w.key(); k > 0 && w.twice {
		out = append(append(out, where...), k)
	} else if k > 0 {
		out = append(append(append(append(append(out, where...), k), where...), k), k)
	}
	return append(out, w.Limit, w.Offset)
}

// Turn puts what was read into the order of the window's ids.
func Turn[T any](rows []T, ids []int64, w *Window, id func(T) int64) []T {
	at := make(map[int64]int, len(ids))
	for i, n := range ids {
		at[n] = i
	}
	slices.SortFunc(rows, func(a, b T) int { return at[id(a)] - at[id(b)] })
	if w.Before > 0 {
		slices.Reverse(rows)
	}
	return rows
}

// chunk of rows that are read at once where all are.
const chunk = 2_000

// Through a whole list in the first order of its source, row by row.
func Through[T any](rows func(w *Window) ([]T, error), id func(T) int64, each func(T) error) error {
	return through(&Window{Limit: chunk}, rows, id, each)
}

// Back through a whole list, from the last row of the first order to the first.
func Back[T any](rows func(w *Window) ([]T, error), id func(T) int64, each func(T) error) error {
	return through(&Window{Limit: chunk, Desc: true}, rows, id, each)
}

func through[T any](w *Window, rows func(w *Window) ([]T, error), id func(T) int64, each func(T) error) error {
	for {
		some, err := rows(w)
		if err != nil {
			return err
		}
		for _, x := range some {
			if err := each(x); err != nil {
				return err
			}
			w.After = id(x)
		}
		if len(some) < chunk {
			return nil
		}
	}
}

var escape = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// none is a text that stands in no row.
const none = "\x7f"

// Coded is a text as columns of numbers and codes are compared with it, which hold ASCII: some servers refuse to
// compare them with anything else, and it equals none of them.
func Coded(text string) string {
	if strings.IndexFunc(text, func(c rune) bool { return c > '~' }) >= 0 {
		return none
	}
	return text
}

// CodedPart is Part for columns of numbers and codes.
func CodedPart(text string) string { return Part(Coded(text)) }

// Part is the pattern of LIKE ? ESCAPE '!' for what contains a text.
func Part(text string) string { return "%" + escape.Replace(text) + "%" }
