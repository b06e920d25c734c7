package sheet

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
)

// Identities are the cells of a workbook that hold a valid identity number, wherever they stand: each is read, or told.
type Identities struct{ sheets []identitySheet }

type identitySheet struct {
	name   string
	hidden bool
	cells  []identityCell // in the order of rows
}

type identityCell struct {
	row, column int
	number      idno.Number
	within      bool // a longer text
	read, told  bool
}

// IdentitiesIn the sheets of a workbook, hidden ones too.
func IdentitiesIn(sheets []Sheet) *Identities {
	out := &Identities{}
	for _, s := range sheets {
		x := identitySheet{name: s.Name, hidden: s.Hidden}
		for _, r := range s.Rows {
			for i, c := range r.Cells {
				if c.Merged || !longNumber(c.Text) {
					continue
				}
				if n, ok := identity(c.Text); ok {
					x.cells = append(x.cells, identityCell{row: r.N, column: i, number: n})
				} else if n, ok := identityWithin(c.Text); ok {
					x.cells = append(x.cells, identityCell{row: r.N, column: i, number: n, within: true})
				}
			}
		}
		out.sheets = append(out.sheets, x)
	}
	return out
}

// identity number that a cell holds and nothing else. The check character is looked at first: lists are long, and most
// of what is no number fails there.
func identity(text string) (idno.Number, bool) {
	s := strings.TrimSpace(text)
	if plainDigits := strings.TrimRight(s, "0123456789"); plainDigits == "" && len(s) != 15 && len(s) != 18 ||
		len(s) == 18 && digitsOnly(s[:17]) && idno.Check(s[:17]) != s[17] && s[17] != 'x' {
		return "", false
	}
	if len(s) == 18 && digitsOnly(s[:17]) && idno.Check(s[:17]) == s[17] && s[0] != '0' {
		at := func(i, n int) (v int) {
			for _, c := range s[i : i+n] {
				v = v*10 + int(c-'0')
			}
			return v
		}
		_, ok := civil.MakeDate(at(6, 4), at(10, 2), at(12, 2))
		return idno.Number(s), ok
	}
	n, err := idno.Parse(text)
	return n, err == nil
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// identityWithin a text: 张三370499197001010018, 身份证号：370499197001010018。
func identityWithin(text string) (idno.Number, bool) {
	if digitsOnly(text) {
		return "", false
	}
	for _, w := range strings.FieldsFunc(Plain(text), func(r rune) bool {
		return (r < '0' || r > '9') && r != 'X' && r != 'x'
	}) {
		if len(w) == 18 {
			if n, err := idno.Parse(w); err == nil {
				return n, true
			}
		}
	}
	return "", false
}

// Read marks the numbers of a row that was read by its heads: those in columns of identity numbers, and those in
// columns
// that are somebody else's by what stands over them. Beside one that is read, so are those that say it again, stand
// inside a text or under a head that is known.
func (x *Identities) Read(sheet int, row int, l Layout) {
	cells := x.sheets[sheet].cells
	from, _ := slices.BinarySearchFunc(cells, row, func(c identityCell, n int) int { return c.row - n })
	to := from
	read := false
	for ; to < len(cells) && cells[to].row == row; to++ {
		c := &cells[to]
		if slices.Contains(l.Declined, c.column) { // somebody said that it is not the person's
			c.read = true
		}
		if !c.within && c.column < len(l.numbers) && (l.numbers[c.column] || l.OfAnother(c.column)) {
			c.read, read = true, true
		}
	}
	if !read {
		return
	}
	for k := from; k < to; k++ {
		c := &cells[k]
		c.read = c.read || c.within || c.column < len(l.Columns) && l.Columns[c.column] >= 0 ||
			slices.ContainsFunc(cells[from:to], func(o identityCell) bool { return o.read && o.number == c.number })
	}
}

// Tell marks the numbers of some rows that were not read, about which something is said.
func (x *Identities) Tell(sheet int, first, last int) {
	cells := x.sheets[sheet].cells
	for i, c := range cells {
		cells[i].told = c.told || c.row >= first && c.row <= last
	}
}

// People of a workbook by their numbers: how many there are, and of how many all cells were read.
func (x *Identities) People() (seen, read int) {
	all := map[idno.Number]bool{} // whether something of theirs was left
	for _, s := range x.sheets {
		for _, c := range s.cells {
			all[c.number] = all[c.number] || !c.read
		}
	}
	for _, left := range all {
		if !left {
			read++
		}
	}
	return len(all), read
}

// Left are rows of a sheet that hold identity numbers and were not read.
type Left struct {
	Sheet  string
	Hidden bool
	Rows   int
	People int
	First  []int // the first of the rows
}

// firstLeft is how many rows are named.
const firstLeft = 5

// Left of the sheets of a workbook, in their order.
func (x *Identities) Left() []Left {
	return x.left(func(c identityCell) bool { return !c.read })
}

// Untold is what was left and about which nothing is said yet.
func (x *Identities) Untold() []Left {
	return x.left(func(c identityCell) bool { return !c.read && !c.told })
}

func (x *Identities) left(is func(c identityCell) bool) (out []Left) {
	for _, s := range x.sheets {
		l := Left{Sheet: s.name, Hidden: s.hidden}
		people := map[idno.Number]bool{}
		last := -1
		for _, c := range s.cells {
			if !is(c) {
				continue
			}
			people[c.number] = true
			if c.row != last {
				last = c.row
				if l.Rows++; len(l.First) < firstLeft {
					l.First = append(l.First, c.row)
				}
			}
		}
		if l.People = len(people); l.People > 0 {
			out = append(out, l)
		}
	}
	return out
}

// Each number that stands in the workbook, cell by cell.
func (x *Identities) Each(visit func(n idno.Number, read bool)) {
	for _, s := range x.sheets {
		for _, c := range s.cells {
			visit(c.number, c.read)
		}
	}
}
