package folder

import (
	"gangwei/internal/platform/sheet"
)

// unitsOf the amounts of a sheet by their heads and the title, as far as it is not yuan; by position in the table's
// columns.
func unitsOf(s sheet.Sheet, l sheet.Layout, t *Table) map[int]sheet.Unit {
	out := map[int]sheet.Unit{}
	for i, k := range l.Columns {
		if k < 0 || t.Columns[k].Code != "amount" && t.Columns[k].Code != "rate" {
			continue
		}
		if u, ok := s.UnitAt(l, i); ok {
			out[k] = u
		}
	}
	return out
}

// scaled is an amount under a head that is a month or a side of an account, in yuan.
func scaled(s sheet.Sheet, l sheet.Layout, column int, text string) string {
	if u, ok := s.UnitAt(l, column); ok {
		return u.Scale(text)
	}
	return text
}
