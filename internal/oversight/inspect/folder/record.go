package folder

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/plain"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/seal"
)

// record is one row of a table.
type record struct {
	table  *Table
	file   string
	sheet  string
	n      int
	cells  []string // by position in the table's columns
	days   []string // 1日…31日, where the sheet has such columns
	later  []string // the same of the afternoon, where it has a row of its own
	across []string // amounts in columns of their own: of each month, of each side of an account
	raw    []string
	hint   string                  // what the names of file and sheet say
	given  []bool                  // columns that the sheet has, by position in the table's
	number int64                   // the row's own, by what it says
	legend map[string]lexicon.Mark // of its sheet, where it is a month sheet with one
	heads  []string                // of them, as written
	title  string                  // what stands above the heads
	doubts []doubt
	back   string    // what it says of back pay under a head that is no column's
	kept   string    // the same of a deduction
	also   []*record // that tell of the same event in other files
}

// get a cell, trimmed; empty where the sheet has no such column.
func (r *record) get(code string) string {
	for i, c := range r.table.Columns {
		if c.Code == code {
			return strings.TrimSpace(r.cells[i])
		}
	}
	panic("folder: table " + r.table.Code + " has no column " + code)
}

// said reports whether the row's sheet has a column at all: what was not asked is not empty.
func (r *record) said(code string) bool {
	for i, c := range r.table.Columns {
		if c.Code == code {
			return r.given[i]
		}
	}
	return false
}

// has reports whether the table has a column.
func (r *record) has(code string) bool {
	return slices.ContainsFunc(r.table.Columns, func(c Column) bool { return c.Code == code })
}

func (r *record) column(code string) *Column {
	for i := range r.table.Columns {
		if r.table.Columns[i].Code == code {
			return &r.table.Columns[i]
		}
	}
	return nil
}

// headed reports whether a column's head as written has one of some words.
func (r *record) headed(code string, words ...string) bool {
	for i, c := range r.table.Columns {
		if c.Code == code && i < len(r.heads) {
			return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(r.heads[i], w) })
		}
	}
	return false
}

// headAs says under which head a cell stands that was read out of another column.
func (r *record) headAs(code, head string) {
	for i, c := range r.table.Columns {
		if c.Code == code && i < len(r.heads) {
			r.heads = slices.Clone(r.heads)
			r.heads[i] = head
		}
	}
}

// source names the row for people, with the rows of other files that tell of the same.
func (r *record) source() string {
	all := r.own()
	for _, o := range r.also {
		all += "；" + o.own()
	}
	return all
}

// own file, sheet and row.
func (r *record) own() string {
	if r.sheet == "" {
		return fmt.Sprintf("%s 第%d行", r.file, r.n)
	}
	return fmt.Sprintf("%s“%s”第%d行", r.file, r.sheet, r.n)
}

// digest of the raw cells.
func (r *record) digest() []byte {
	return seal.Digest([]byte(strings.Join(r.raw, "\x1f")))
}

// put a value into a cell.
func (r *record) put(code, value string) {
	for i, c := range r.table.Columns {
		if c.Code == code {
			r.cells[i] = value
		}
	}
}

// example reports whether a row is the template's own.
func example(r *record) bool {
	return slices.ContainsFunc(r.cells, func(c string) bool { return strings.Contains(c, exampleMark) })
}

// nameRemark takes what stands in brackets behind a name, as in 王三（已故）, off into the remark.
func (r *record) nameRemark() {
	for _, code := range []string{"name", "kin_name", "voter", "by", "chair", "keeper"} {
		if !r.has(code) {
			continue
		}
		if rest, remark := plain.Remark(r.get(code)); remark != "" {
			r.doubt(code, "写的是“"+r.get(code)+"”，括号里的当作备注")
			r.put(code, rest)
			if code == "name" && r.has("note") && r.get("note") == "" {
				r.put("note", remark)
			}
		}
	}
}
