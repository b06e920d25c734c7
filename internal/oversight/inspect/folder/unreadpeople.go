package folder

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/idno"
	"gangwei/internal/platform/sheet"
)

// People whose identity numbers stand in the files, and those of whom every number was read.
type People struct {
	Seen, Read int
	Left       []LeftOut

	all map[idno.Number]bool // whether something of theirs was left
}

// LeftOut are rows of a sheet that hold identity numbers and were not read.
type LeftOut struct {
	File string
	sheet.Left
}

// left counts the people of a file and keeps where some of them were left. What is left in rows that were taken, or in
// a table of which the other rows were, is named here; other rows are named where they are passed over.
func (g *reading) left(file string, people *sheet.Identities) {
	if g.people.all == nil {
		g.people.all = map[idno.Number]bool{}
	}
	people.Each(func(n idno.Number, read bool) { g.people.all[n] = g.people.all[n] || !read })
	for _, l := range people.Left() {
		g.people.Left = append(g.people.Left, LeftOut{file, l})
	}
	for _, l := range people.Untold() {
		at := make([]string, len(l.First))
		for i, n := range l.First {
			at[i] = fmt.Sprint(n)
		}
		text := fmt.Sprintf("有%d行（第%s行%s）的身份证号码不在认出的列里，没有读；请给这一列写上表头，或者把这些人移到同一个表头下面",
			l.Rows, strings.Join(at, "、"), map[bool]string{true: "等"}[l.Rows > len(l.First)])
		label := g.label(file, l.Sheet)
		g.fault(Fault{File: file, Sheet: label, Row: l.First[0], Text: text})
		g.lost(g.tableOf(file, label), file, label, file+" "+label, text)
	}
}

// tally tells of which rows of a sheet the identity numbers were read, and of which something is said.
type tally struct {
	people *sheet.Identities
	sheet  int
}

func (t tally) read(row int, l sheet.Layout) { t.people.Read(t.sheet, row, l) }

func (t tally) told(rows ...sheet.Row) {
	if len(rows) > 0 {
		t.people.Tell(t.sheet, rows[0].N, rows[len(rows)-1].N)
	}
}

// label by which a sheet of a file was read.
func (g *reading) label(file, name string) string {
	if slices.ContainsFunc(g.reads, func(r Read) bool { return r.File == file && r.Sheet == name }) {
		return name
	}
	return ""
}

// tableOf a sheet that was read; nil where it was not.
func (g *reading) tableOf(file, label string) *Table {
	for _, r := range g.reads {
		if r.File == file && r.Sheet == label && r.Table != nil {
			return r.Table
		}
	}
	return nil
}

// concealed names a hidden sheet, which is not read. With people in it, it may be about anything.
func (g *reading) concealed(file, label string, s sheet.Sheet, of tally) {
	g.reads = append(g.reads, Read{File: file, Sheet: label, Hidden: true})
	text := "这个工作表是隐藏的，没有读；要读的，请取消隐藏；不要的，请删去"
	if namesPeople(s) {
		of.told(s.Rows...)
		g.fault(Fault{File: file, Sheet: label, Text: text})
		g.lost(nil, file, label, label, text)
		g.missed++
	}
}

// tabular reports whether a sheet holds a table and not a text alone.
func tabular(s sheet.Sheet) bool {
	n := 0
	for _, r := range s.Rows {
		filled := 0
		for i := range r.Cells {
			if r.Text(i) != "" {
				filled++
			}
		}
		if filled >= 2 {
			n++
		}
	}
	return n >= 2
}

// counted people of all files.
func (g *reading) counted() People {
	p := g.people
	p.Seen = len(p.all)
	for _, left := range p.all {
		if !left {
			p.Read++
		}
	}
	return p
}

// Whole reports whether every identity number was read.
func (p People) Whole() bool { return len(p.Left) == 0 }
