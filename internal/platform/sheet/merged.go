package sheet

import (
	"slices"
	"strconv"
	"strings"
)

// merge is a merged cell that goes over several rows: first and last row, and its first column.
type merge struct{ first, last, column int }

// merged cell of a reference like A3:B5; false for one row.
func merged(ref string) (merge, bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return merge{}, false
	}
	column, ok := columnOf(from)
	first, err := strconv.Atoi(strings.TrimLeft(from, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$"))
	last, err2 := strconv.Atoi(strings.TrimLeft(to, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$"))
	return merge{first, last, column}, ok && err == nil && err2 == nil && last > first && column < MaxColumns
}

// spread what a merged cell holds over the rows that it goes over: a household's number that is written once is that
// of all its members. Rows that hold nothing else stay out.
func spread(s *Sheet, merges []merge) {
	at := func(n int) int { // the first row from n on
		i, _ := slices.BinarySearchFunc(s.Rows, n, func(r Row, n int) int { return r.N - n })
		return i
	}
	left := 4 * MaxRows // a forged file may merge everything with everything
	for _, m := range merges {
		i := at(m.first)
		if i == len(s.Rows) || s.Rows[i].N != m.first || m.column >= len(s.Rows[i].Cells) || m.last <= m.first {
			continue
		}
		c := s.Rows[i].Cells[m.column]
		if c.blank() {
			continue
		}
		c.Merged = true
		for i++; i < len(s.Rows) && s.Rows[i].N <= m.last && left > 0; i++ {
			left--
			row := &s.Rows[i]
			for len(row.Cells) <= m.column {
				row.Cells = append(row.Cells, Cell{})
			}
			if row.Cells[m.column].blank() {
				row.Cells[m.column] = c
			}
		}
	}
}
