package folder

import (
	"cmp"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/sheet"
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
	if x.table.Code == "parameters" {
		if t := rulebook.TypeNamed(legible("key")); t != nil {
			g.Name = t.Key
		}
		return
	}
	g.Name = plain.Name(legible("name"))
	if n, err := idno.Parse(legible("id_no")); err == nil {
		if p := b.people[string(n)]; p != nil {
			g.Person = p.ID
		}
	}
}

// NotJudged is a person, or a file, of which something could not be read, with the months that it is of: nothing is
// said of them, for or against.
type NotJudged struct {
	Place, Name string
	Tables      []string // in words
	Months      []civil.Month
	Why         string

	at []sheetRow // that could not be read
}

// sheetRow in the material: a file, perhaps a sheet, and a row.
type sheetRow struct {
	file string
	row  int
}

// Sources that could not be read, the rows of one sheet together.
func (n NotJudged) Sources() string {
	var out []string
	for i := 0; i < len(n.at); {
		k := i
		g := FaultGroup{}
		for ; k < len(n.at) && n.at[k].file == n.at[i].file; k++ {
			if g.N++; n.at[k].row > 0 && len(g.Rows) < firstRows {
				g.Rows = append(g.Rows, n.at[k].row)
			}
		}
		out = append(out, n.at[i].file+g.Which())
		i = k
	}
	return strings.Join(out, "；")
}

// When the months are, in words.
func (n NotJudged) When() string {
	if len(n.Months) == 0 {
		if n.Name == notThere {
			return "全部月份"
		}
		return "月份不知道"
	}
	return inspect.MonthSpans(n.Months)
}

// Those without whom nobody knows which person or month it is.
const (
	anybody = "（不知道是谁）"
	anyFile = "（整张表没有读出）"
	// notThere: the material has nothing of a place
	notThere = "（材料没有收全）"
)

// notJudged are the people and months of which something could not be read, by the legible cells.
func (b *builder) notJudged() (out []NotJudged) {
	at := map[string]int{}
	for _, x := range b.gaps {
		g := inspect.Gap{Month: x.month, Source: placeOfFault(x.file, x.sheet)}
		name, place := anyFile, ""
		if x.r != nil {
			b.within(&g, x)
			g.Source = x.r.source()
			if name = g.Name; name == "" {
				name = anybody
			}
			if p := b.byID(g.Person); p != nil {
				name = p.Label()
				if g.Path == "" {
					g.Path = b.home[p.ID]
				}
			}
		}
		if g.Path != "" {
			place = b.full(g.Path)
		}
		key := place + "\x00" + name + "\x00" + map[bool]string{true: g.Source}[name == anyFile || name == anybody]
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, NotJudged{Place: place, Name: name, Why: x.why})
		}
		n := &out[i]
		table := "没有认出的表"
		if x.table != nil {
			table = x.table.Name
		}
		n.Tables = with(n.Tables, table)
		at := sheetRow{placeOfFault(x.file, x.sheet), 0}
		if x.r != nil {
			at.row = x.r.n
		}
		n.at = with(n.at, at)
		if !g.Month.IsZero() {
			n.Months = with(n.Months, g.Month)
			slices.SortFunc(n.Months, func(a, b civil.Month) int { return a.Since(b) })
		}
	}
	for _, n := range out {
		slices.SortStableFunc(n.at, func(x, y sheetRow) int { return cmp.Or(strings.Compare(x.file, y.file), x.row-y.row) })
	}
	slices.SortStableFunc(out, func(x, y NotJudged) int {
		return cmp.Or(strings.Compare(x.Place, y.Place), strings.Compare(x.Name, y.Name))
	})
	return append(out, b.notAsked()...)
}

func with[T comparable](all []T, x T) []T {
	if slices.Contains(all, x) {
		return all
	}
	return append(all, x)
}
