package folder

import (
	"strings"

	"gangwei/internal/sheet"
)

// unitsOf the amounts of a sheet by their heads and the title, as far as it is not yuan; by position in the table's
// columns.
func unitsOf(s sheet.Sheet, l sheet.Layout, t *Table) map[int]sheet.Unit {
	out := map[int]sheet.Unit{}
	title := titleOf(s, l)
	for i, k := range l.Columns {
		if k < 0 || t.Columns[k].Code != "amount" && t.Columns[k].Code != "rate" {
			continue
		}
		if u, ok := sheet.UnitOf(l.Texts[i], title); ok {
			out[k] = u
		}
	}
	return out
}

// scaled is an amount under a head that is a month or a side of an account, in yuan.
func scaled(s sheet.Sheet, l sheet.Layout, column int, text string) string {
	if u, ok := sheet.UnitOf(l.Texts[column], titleOf(s, l)); ok {
		return u.Scale(text)
	}
	return text
}

// titleOf a table: what stands above its heads.
func titleOf(s sheet.Sheet, l sheet.Layout) string {
	var title string
	for _, r := range s.Rows[:l.At] {
		title += strings.Join(r.Texts(), " ")
	}
	return title
}
