package progress

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/unit"
)

// Service of the form.
type Service struct{ Desk *desk.Desk }

// mostCount that a figure may be: more than the city has people.
const mostCount = 10_000_000

// Said is what is typed into a cell, as the page shows it.
type Said struct {
	Col      int64
	Value    string
	Reason   string
	Note     string
	Province string
	Version  int64 // of the cell as it was shown, 0 for none
}

// Field of a page in which a column's figure is typed.
func Field(col int) string { return "v" + strconv.Itoa(col) }

// cell reads what was typed, all faults at once.
func (s Said) cell(was Cell, faults *errs.Faults) Cell {
	c := Cell{Col: s.Col, Source: Typed, Reason: strings.TrimSpace(s.Reason), Note: strings.TrimSpace(s.Note),
		Version: s.Version}
	column := Columns[s.Col-1]
	number := func(text, field string) *int64 {
		if strings.TrimSpace(text) == "" {
			return nil
		}
		n, err := sheet.Whole(text, mostCount)
		if err != nil {
			faults.Add(errs.New(errs.Invalid, "progress.number").On(field).With("column", column.N).With("name",
				column.Name()).With(
				"raw", text))
			return nil
		}
		return &n
	}
	c.Value, c.Province = number(s.Value, Field(column.N)), number(s.Province, fmt.Sprintf("p%d", column.N))
	for _, x := range []struct{ field, text string }{{"r", c.Reason}, {"n", c.Note}} {
		faults.Add(errs.Long(x.text, 200, fmt.Sprintf("%s%d", x.field, column.N)))
	}
	if s.Col == Counted || was.Source == FromExcel && c.Value == nil {
		c.Source = ByCount
	}
	if was.Source == FromExcel && was.Value != nil && c.Value != nil && *was.Value == *c.Value {
		c.Source = FromExcel
	}
	return c
}

func same(a, b *int64) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// Fill in cells of a unit's form: each its department's own. What was not changed is left, so that others' cells of the
// same form are not touched. Refusals: authz.*, progress.future, progress.closed (it was sent in), progress.number,
// progress.counted (column 9), progress.listed (the list is changed, not the figure), unit.not_department, form.long,
// form.stale (somebody changed this cell since).
func (r *Service) Fill(ctx context.Context, actor authz.Actor, key string, unitID int64, q civil.Quarter,
	said []Said) (int, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int, error) {
		u, f, book, err := filled(v, "progress.fill", unitID, q)
		if err != nil {
			return 0, err
		}
		mine, err := unit.Mine(v.Tx, actor, u)
		if err != nil {
			return 0, err
		}
		cells, err := cellsOf(v.Tx, f.ID)
		if err != nil {
			return 0, err
		}
		lists, err := formlists.Counts(v.Tx, YearOf(q), CutOff(q, book, u.Path()))
		if err != nil {
			return 0, err
		}
		var faults errs.Faults
		var facts []desk.Fact
		var put []Cell
		for _, s := range said {
			if s.Col < 1 || s.Col > int64(len(Columns)) {
				return 0, errs.New(errs.Invalid, "form.choice").On("col")
			}
			was := cells[s.Col]
			c := s.cell(was, &faults)
			if same(was.Value, c.Value) && same(was.Province, c.Province) && was.Reason == c.Reason && was.Note == c.Note {
				continue
			}
			column := Columns[s.Col-1]
			owner := unit.Owner(book, u, column.Owned(), v.Today())
			switch k, _, listed := formlists.Behind(column.N); {
			case !slices.Contains(mine, owner):
				faults.Add(errs.New(errs.Forbidden, "unit.not_department").On(Field(column.N)).With("what", column.Name()))
				continue
			case s.Version != was.Version:
				faults.Add(errs.New(errs.Stale, "progress.stale").On(Field(column.N)).With("column", column.N).With("name",
					column.Name()))
				continue
			case column.N == Counted && c.Value != nil && !same(was.Value, c.Value):
				faults.Add(errs.New(errs.Invalid, "progress.counted").On(Field(column.N)))
				continue
			case listed && c.Value != nil && !same(was.Value, c.Value) && lists[u.ID][column.N].Entries > 0:
				faults.Add(errs.New(errs.State, "progress.listed").On(Field(column.N)).With("list", k.Name))
				continue
			}
			put = append(put, c)
			facts = append(facts, desk.F(column.Key, told(was.Value)+" → "+told(c.Value)))
			if owner != unit.HR && u.Serves(actor, "progress.submit") {
				v.Channel = desk.ForAnother
			}
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		if f.ID == 0 && len(put) > 0 {
			if f, err = begun(v.Tx, u.ID, q); err != nil {
				return 0, err
			}
		}
		for _, c := range put {
			if err := putCell(v, f.ID, c); err != nil {
				return 0, err
			}
		}
		v.Record("progress.fill", "progress_form", f.ID,
			append([]desk.Fact{desk.F("unit", u.Name), desk.F("quarter", q)}, facts...)...)
		return len(put), nil
	})
}

func told(n *int64) string {
	if n == nil {
		return "-"
	}
	return strconv.FormatInt(*n, 10)
}

// filled is the open form of a unit and quarter that a visit writes in. Refusals: authz.*, progress.future,
// progress.closed.
func filled(v *desk.Visit, p authz.Permission, unitID int64, q civil.Quarter) (unit.Unit, Form, *rulebook.Book, error) {
	u, err := unit.Allowed(v, p, unitID)
	if err != nil {
		return u, Form{}, nil, err
	}
	book, err := rulebook.Of(v)
	if err != nil {
		return u, Form{}, nil, err
	}
	if q.Begins().After(v.Today()) {
		return u, Form{}, nil, errs.New(errs.Invalid, "progress.future").On("quarter")
	}
	f, err := formOf(v.Tx, u.ID, q, v.Tx.ForUpdate())
	if err == nil && f.State != Open {
		err = errs.New(errs.State, "progress.closed").With("form", f.State)
	}
	return u, f, book, err
}

// ImportWorkbook the figures of a unit's form from its Excel, in the layout of the printed form: all columns at once,
// marked as such. Column 9 is taken only where the unit does not use the program, which the city says by taking its
// Excel; the unit's own is compared with the count and left. Refusals: those of reading a sheet, progress.no_row (the
// unit has no row in it), progress.number by row and column, and those of Fill.
func (r *Service) ImportWorkbook(ctx context.Context, actor authz.Actor, key string, unitID int64, q civil.Quarter,
	name string, body []byte) (int, error) {
	return desk.DoVia(ctx, r.Desk, actor, desk.Imported, key, func(v *desk.Visit) (int, error) {
		u, f, _, err := filled(v, "progress.submit", unitID, q)
		outside := false
		// the city, for a unit that does not use the program
		if errs.KindOf(err) == errs.Forbidden || errs.KindOf(err) == errs.NotFound {
			u, f, _, err = filled(v, "progress.accept", unitID, q)
			outside = true
		}
		if err != nil {
			return 0, err
		}
		figures, err := readForm(u.Name, name, body)
		if err != nil {
			return 0, err
		}
		if f, err = begun(v.Tx, u.ID, q); err != nil {
			return 0, err
		}
		cells, err := cellsOf(v.Tx, f.ID)
		if err != nil {
			return 0, err
		}
		n := 0
		for col, value := range figures {
			if col == Counted && !outside || value == nil {
				continue
			}
			c := cells[int64(col)]
			c.Col, c.Value, c.Source = int64(col), value, FromExcel
			if err := putCell(v, f.ID, c); err != nil {
				return 0, err
			}
			n++
		}
		v.Record("progress.take", "progress_form", f.ID, desk.F("unit", u.Name), desk.F("quarter", q), desk.F("file", name),
			desk.F("outside", outside))
		return n, nil
	})
}

// heads of the printed form, by column, as a sheet is searched for them. The two sub-columns have the same words and
// stand each behind the column over it.
var heads = func() (out []sheet.Head) {
	for _, word := range []string{"劳务协作联盟", "特色劳务品牌", "劳务基地", "劳务合作社", "帮扶车间", "吸纳脱贫人口", "以工代赈", "吸纳脱贫人口",
		"公益性岗位", "技能培训", "搬迁安置区", "招聘活动"} {
		out = append(out, sheet.Head{Name: word, Required: true})
	}
	return out
}()

// readForm finds a unit's row in a form as it is printed: twelve figures behind its name, under their heads.
func readForm(unitName, file string, body []byte) (map[int]*int64, error) {
	sheets, err := sheet.Open(file, body)
	if err != nil {
		return nil, err
	}
	for _, sh := range sheets {
		found := sheet.FindHeads(heads, sh.Rows)
		at, ok := columnsOf(found)
		if !ok {
			continue
		}
		if err := found.Tied(sh, heads); err != nil {
			return nil, err
		}
		rows := sh.Rows[found.From():]
		for _, names := range []func(unit, cell string) bool{called, shortened, within} {
			if i := slices.IndexFunc(rows, func(r sheet.Row) bool { return isRowOf(unitName, r, names) }); i >= 0 {
				return figuresOf(rows[i], at)
			}
		}
	}
	return nil, errs.New(errs.Invalid, "progress.no_row").On("file").With("unit", unitName)
}

// columnsOf the form by where their heads stand; false where one is lacking, or a sub-column not behind its own.
func columnsOf(found sheet.Layout) (map[int]int, bool) {
	at := map[int]int{}
	for i, head := range found.Columns {
		if head >= 0 {
			at[head+1] = i
		}
	}
	return at, len(at) == len(heads) && at[6] == at[5]+1 && at[8] == at[7]+1
}

// isRowOf reports whether one of a row's first two cells names a unit.
func isRowOf(unitName string, row sheet.Row, names func(unit, cell string) bool) bool {
	return slices.ContainsFunc(row.Texts()[:min(2, len(row.Cells))], func(c string) bool {
		return names(sheet.Plain(unitName), sheet.Plain(c))
	})
}

// How a cell names a unit, the surest first: a row of a township (市中区某镇) is not the county's where that has one.
func called(unit, cell string) bool    { return cell == unit }
func shortened(unit, cell string) bool { return len([]rune(cell)) > 1 && strings.HasPrefix(unit, cell) }
func within(unit, cell string) bool    { return strings.Contains(cell, unit) }

// figuresOf a row by the columns of the form, those that it leaves empty not at all.
func figuresOf(row sheet.Row, at map[int]int) (map[int]*int64, error) {
	var faults errs.Faults
	out := map[int]*int64{}
	for col, i := range at {
		if row.Text(i) == "" {
			continue
		}
		if bad := row.Cells[i].Fault(); bad != nil {
			faults.Add(bad.On("file").At(row.N, Columns[col-1].Name()))
			continue
		}
		n, err := sheet.Whole(row.Text(i), mostCount)
		if err != nil {
			faults.Add(errs.All(err)[0].On("file").At(row.N, Columns[col-1].Name()))
			continue
		}
		out[col] = &n
	}
	return out, faults.OrNil()
}
