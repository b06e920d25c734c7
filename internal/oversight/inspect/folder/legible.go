package folder

import (
	"slices"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// legible names the cells of a row that cannot be read: a number that lost its end, an error, a formula without a
// value. false where the row rests on one of them and cannot be used; a remark that cannot be read is left out.
func (x *taking) legible(r *record, row sheet.Row) bool {
	l := x.Layout
	usable := true
	var bad []string
	why := ""
	for i, c := range row.Cells {
		f := c.Fault()
		if c.Merged && x.money(i) {
			f = errs.New(errs.Invalid, "sheet.merged").With("raw", c.Text)
		}
		if f == nil || i >= len(l.Columns) {
			continue
		}
		_, isMonth := x.months[i]
		k := l.Columns[i]
		if k < 0 && x.days[i] == 0 && !isMonth && x.sides[i] == "" {
			continue
		}
		usable = usable && k >= 0 && beside[r.table.Columns[k].Code]
		if k >= 0 {
			r.cells[k] = ""
		}
		x.fault(Fault{r.file, r.sheet, r.n, strings.TrimSpace(l.Texts[i]), words.Sentence(f)})
		code := "amount"
		if k >= 0 {
			code = r.table.Columns[k].Code
		}
		bad, why = append(bad, code), words.Sentence(f)
	}
	if !usable {
		x.gaps = append(x.gaps, gap{table: r.table, r: r, bad: bad, file: r.file, sheet: r.sheet, why: why})
	}
	return usable
}

// money reports whether a column holds amounts: as such, of a month, of a side of an account.
func (x *taking) money(column int) bool {
	if _, month := x.months[column]; month || x.sides[column] != "" {
		return true
	}
	return column < len(x.Columns) && x.Columns[column] >= 0 && x.t.Columns[x.Columns[column]].Code == "amount"
}

// beside are columns that say something beside the matter: a row is used without them.
var beside = map[string]bool{"note": true, "remark": true, "phone": true, "address": true, "said": true,
	"source": true, "document": true, "tasks": true, "place": true}

// passedOver tells of a row that is passed over as a title, a total or a note and holds an identity number all the
// same: it is about somebody.
func (g *reading) passedOver(t *Table, file, label string, row sheet.Row) {
	if !slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool { _, err := idno.Parse(c.Text); return err == nil }) {
		return
	}
	text := "这一行有身份证号码，但不在认出的表头下面，没有读；请移到同一个表头下面，或另存成一个文件"
	g.fault(Fault{File: file, Sheet: label, Row: row.N, Text: text})
	g.gaps = append(g.gaps, gap{table: t, file: file, sheet: label, why: text})
}

// afternoon reports whether a row of a month sheet is the second half of a person's: 下午.
func afternoon(r *record) bool {
	return r.has("half") && lexicon.Half.Said(r.get("half"), "afternoon")
}

// joinAfternoon puts the marks of an afternoon to those of the morning in the row before, of the same person and
// month; false where there is none.
func (g *reading) joinAfternoon(r *record) bool {
	all := g.records["sheets"]
	if len(all) == 0 || r.days == nil {
		return false
	}
	m := all[len(all)-1]
	same := func(code string) bool { return r.get(code) == "" || r.get(code) == m.get(code) }
	if m.file != r.file || m.sheet != r.sheet || m.later != nil || afternoon(m) || !same("id_no") || !same("name") ||
		!same("month") {
		return false
	}
	m.later = r.days
	return true
}
