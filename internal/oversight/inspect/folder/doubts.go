package folder

import (
	"slices"
	"strings"

	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/sheet"
)

// doubt is a cell that was read and may say something else than what was read.
type doubt struct{ code, why string }

// doubt a cell of a record, once for each reason.
func (r *record) doubt(code, why string) {
	if d := (doubt{code, why}); !slices.Contains(r.doubts, d) {
		r.doubts = append(r.doubts, d)
	}
}

// doubtful cells of a row: in a hidden row or a merged cell, a number that had characters nobody sees or is of 15
// digits, a value computed by a formula where others of the column were not, a month that only the file's name says.
func (x *taking) doubtful(r *record, row sheet.Row) {
	if row.Hidden {
		r.doubt("", "是隐藏的行（被筛选掉或收起来的）")
	}
	for i, k := range x.Columns {
		if k < 0 || i >= len(row.Cells) || row.Cells[i].Text == "" {
			continue
		}
		c, code := row.Cells[i], x.t.Columns[k].Code
		if beside[code] {
			continue
		}
		if c.Merged {
			r.doubt(code, "是上面几行合并的单元格")
		}
		if c.Computed && x.uncomputed(i) {
			r.doubt(code, "是公式，同一列有的公式没有算出结果，这个结果可能是旧的")
		}
		if number := identity[code] || code == "account"; number && plain.Visible(c.Text) != c.Text {
			r.doubt(code, "里有看不见的字符，去掉后读")
		} else if number && plain.Text(c.Text) != strings.Join(strings.Fields(c.Text), "") {
			r.doubt(code, "是全角数字，改为半角后读")
		}
		if n := plain.Text(c.Text); identity[code] && len(n) == 15 {
			if _, err := idno.Parse(n); err == nil {
				r.doubt(code, "是15位的老号码，换成18位后读")
			}
		}
	}
}

// identity are columns that hold the identity number of somebody.
var identity = map[string]bool{"id_no": true, "kin_id_no": true, "certifier_id": true, "by_id": true, "chair_id": true,
	"candidate_id": true, "voter_id": true, "payee_id": true, "keeper_id": true, "entered_by_id": true}

// uncomputed reports whether a column has formulas without a value.
func (x *taking) uncomputed(column int) bool {
	if x.blanks == nil {
		x.blanks = map[int]bool{}
		for _, r := range x.s.Rows {
			for i, c := range r.Cells {
				if c.Kind == sheet.NoValue {
					x.blanks[i] = true
				}
			}
		}
	}
	return x.blanks[column]
}

// monthDoubt is why a month that no column has may be another; empty where the paper's own title says it.
func (x *taking) monthDoubt() string {
	for _, r := range x.s.Rows[:max(x.At, 0)] {
		if m, ok := sheet.MonthIn(strings.Join(r.Texts(), " ")); ok && m == x.titled {
			return ""
		}
	}
	return "表里没有，按文件名或工作表名取"
}

// ofPerson are columns of which a person's own row is made; what else the row says is no matter of who somebody is.
var ofPerson = map[string]bool{"": true, "id_no": true, "name": true, "birth": true, "died": true, "household_no": true,
	"village": true,
	"phone":   true, "address": true}

// doubtsOf the rows that an id came from, in words.
func (b *builder) doubtsOf(table string, id int64) (out []string) {
	r := b.rows[id]
	if r == nil {
		return nil
	}
	for _, x := range append([]*record{r}, b.besides[id]...) {
		for _, d := range x.doubts {
			if table == "person" && !ofPerson[d.code] {
				continue
			}
			text := d.why
			if c := x.column(d.code); c != nil {
				text = "“" + c.Head + "”" + d.why
			}
			if x != r {
				text = x.source() + text
			}
			if !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	return out
}

// rests says that what an id stands for rests on another row too.
func (b *builder) rests(id int64, r *record) {
	if b.rows[id] != r && !slices.Contains(b.besides[id], r) {
		b.besides[id] = append(b.besides[id], r)
	}
}
