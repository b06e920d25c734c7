package importer

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/words"
)

// Group is what is wrong in the same way with a column of several rows of a sheet: the first of them stands for all.
type Group struct {
	Sheet string
	errs.Error
	Rows []int // the first of the rows; none where it is of the whole file
	N    int64 // how many there are
}

// firstRows of a group are named.
const firstRows = 5

// Which rows, in words; empty where it is of the whole file.
func (g Group) Which() string { return words.Rows(g.Rows, g.N) }

// Line is the group as one line: which rows of which column, what is wrong, what to do.
func (g Group) Line() string {
	line := g.Which()
	if line == "" {
		return g.Say()
	}
	if g.Sheet != "" {
		line = "“" + g.Sheet + "”" + line
	}
	if g.Column != "" {
		line += "“" + g.Column + "”列"
	}
	return line + "：" + g.Say()
}

// Say what is wrong and what to do, as of the first row.
func (g Group) Say() string {
	one := g.Error
	one.Row = 0
	text := words.Sentence(&one)
	if g.N > 1 && len(one.Args) > 0 {
		text += words.Text("import.of_first", errs.Arg{Name: "row", Value: g.Row})
	}
	return text
}

// GroupsOf a batch's faults, in the order of the first of each.
func GroupsOf(r database.Reader, batchID int64) ([]Group, error) {
	var rows []faultRow
	if err := r.Select(&rows, `SELECT id, sheet, row_no, head, code, args, n FROM (
SELECT id, sheet, row_no, head, code, args, COUNT(*) OVER (PARTITION BY sheet, head, code) AS n,
ROW_NUMBER() OVER (PARTITION BY sheet, head, code ORDER BY id) AS seq
FROM import_fault WHERE batch_id = ?) x WHERE seq <= ? ORDER BY id`, batchID, firstRows); err != nil {
		return nil, err
	}
	var out groups
	for _, x := range rows {
		f, err := x.fault()
		if err != nil {
			return nil, err
		}
		out.of(f.Sheet, &f.Error).N = x.N
	}
	return out.all(), nil
}

// groups being put together.
type groups struct {
	order []*Group
	by    map[[3]string]*Group
}

// of a fault: the group that it belongs to, with its row.
func (x *groups) of(sheet string, e *errs.Error) *Group {
	if x.by == nil {
		x.by = map[[3]string]*Group{}
	}
	k := [3]string{sheet, e.Column, e.Code}
	g := x.by[k]
	if g == nil {
		g = &Group{Sheet: sheet, Error: *e}
		x.by[k], x.order = g, append(x.order, g)
	}
	if e.Row > 0 && len(g.Rows) < firstRows {
		g.Rows = append(g.Rows, e.Row)
	}
	return g
}

func (x *groups) all() []Group {
	out := make([]Group, len(x.order))
	for i, g := range x.order {
		out[i] = *g
	}
	return out
}
