package folder

import (
	"slices"

	"gangwei/internal/civil"
	"gangwei/internal/idno"
	"gangwei/internal/inspect"
	"gangwei/internal/plain"
	"gangwei/internal/sheet"
)

// gap is a row, a sheet or a file that could not be read.
type gap struct {
	table       *Table   // nil: nobody knows which
	r           *record  // nil: a whole sheet or file
	bad         []string // columns of the row that could not be read
	month       civil.Month
	file, sheet string
	why         string
	confirm     bool // it was read, but as what is a guess
}

// lost is a sheet or a file of which nothing was read. Table and month are taken from its name where it says them.
func (g *reading) lost(t *Table, file, label, hint, why string) {
	if t == nil {
		longest := 0
		for i := range Tables {
			if n := named(&Tables[i], hint); n > longest {
				t, longest = &Tables[i], n
			}
		}
	}
	g.gaps = append(g.gaps, gap{table: t, month: monthNamed(hint), file: file, sheet: label, why: why})
}

// atFor is at for a cell that tells something of another table: the categories on a list of people.
func (g *reading) atFor(table string, r *record, code, text string) {
	g.note(r, code, text)
	x := gap{table: TableOf(table), r: r, bad: []string{code}, file: r.file, sheet: r.sheet, why: text}
	g.gaps = append(g.gaps, x)
}

// monthNamed in a text: 2024年3月发放表; zero if none is.
func monthNamed(text string) civil.Month {
	m, _ := sheet.MonthIn(text)
	return m
}

// namesPeople reports whether a sheet that was not recognised holds identity numbers: it is about people, and may be
// about anything.
func namesPeople(s sheet.Sheet) bool {
	return slices.ContainsFunc(s.Rows, func(r sheet.Row) bool {
		return slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool {
			_, err := idno.Parse(c.Text)
			return err == nil
		})
	})
}

// unread tells the rules what could not be read: of which tables, whom, where and when, as far as the rest of the row
// says.
func (b *builder) unread() {
	for _, x := range b.gaps {
		g := inspect.Gap{Month: x.month, Source: Fault{File: x.file, Sheet: x.sheet}.String(), Why: x.why,
			Confirm: x.confirm}
		if x.r != nil {
			g.Source = x.r.source()
			b.within(&g, x)
		}
		names := []string{""}
		if x.table != nil {
			names = asks[x.table.Code]
			if x.table.Code == "bank_results" ||
				x.table.Code == "payments" { // without a list of pay, they are the list
				names = append(slices.Clone(names), "pay_item")
			}
		}
		for _, n := range names {
			g.Table = n
			b.city.Gaps = append(b.city.Gaps, g)
		}
	}
}

// within fills in what the legible cells of a row say.
func (b *builder) within(g *inspect.Gap, x gap) {
	legible := func(code string) string {
		if !x.r.has(code) || slices.Contains(x.bad, code) {
			return ""
		}
		return x.r.get(code)
	}
	if s := b.atlas.of(legible("county"), legible("township"), legible("village")); s.village != "" &&
		!b.atlas.several(s) {
		g.Path = b.atlas.path(s)
	}
	if m, ok := civil.ClaimMonth(legible("month")); ok {
		g.Month = m
	}
	g.Name = plain.Name(legible("name"))
	if n, err := idno.Parse(legible("id_no")); err == nil {
		if p := b.people[string(n)]; p != nil {
			g.Person = p.ID
		}
	}
}
