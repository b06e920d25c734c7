package progress

import (
	"strconv"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/sheet"
)

// Title of the form.
const Title = "防止返贫就业攻坚行动推进情况表"

// printedNote stands under the table, as on the printed form.
const printedNote = "注：相关数据填当年累计数。"

// widths of the form's columns, the unit's first, as shares.
var widths = []float64{3, 2, 2, 2, 2, 2, 2, 2.4, 2, 2.4, 2.4, 2.4, 2.6}

// Printed is the form as annex 1 prints it: heads on two rows, a row for each unit, the city's row if there is one, the
// foot.
func Printed(office string, on civil.Date, filler, phone string, rows [][]string) *sheet.Form {
	f := &sheet.Form{Above: "附件1", Title: Title, Head: []string{"单位（公章）：" + office, "填表日期：" + on.Chinese()},
		Widths: widths, Rows: rows, Note: printedNote, Foot: []string{"填表人：" + filler, "电话：" + phone}}
	f.Heads = append(f.Heads, sheet.FormHead{Text: "区（市）", Columns: 1, Rows: 2})
	for i, c := range Columns {
		switch {
		case c.Of > 0:
			f.Heads = append(f.Heads, sheet.FormHead{Text: c.Label, Column: c.N, Columns: 1, Row: 1, Rows: 1})
		case i+1 < len(Columns) && Columns[i+1].Of == c.N: // its head goes over the sub-column too
			f.Heads = append(f.Heads, sheet.FormHead{Text: c.Label, Column: c.N, Columns: 2, Rows: 1},
				sheet.FormHead{Column: c.N, Columns: 1, Row: 1, Rows: 1, Open: true})
		default:
			f.Heads = append(f.Heads, sheet.FormHead{Text: c.Label, Column: c.N, Columns: 1, Rows: 2})
		}
	}
	return f
}

// Row of the form: a unit's name and its figures; what has no answer stays empty.
func Row(name string, value func(col int) *int64) []string {
	out := []string{name}
	for _, c := range Columns {
		text := ""
		if v := value(c.N); v != nil {
			text = strconv.FormatInt(*v, 10)
		}
		out = append(out, text)
	}
	return out
}

// Values of a sheet by column.
func (s *Sheet) Values(col int) *int64 { return s.Figures[col-1].Value }

// Values of the city's row by column.
func (c *City) Values(col int) *int64 { return c.Sums[col-1].Value }
