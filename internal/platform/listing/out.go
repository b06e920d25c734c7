package listing

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/sheet"
)

// handOut writes the whole list in the columns and the order of the page: a workbook, or a page to print. Who took it
// is recorded before.
func (l *List[T]) handOut(r *kit.Request, q Query[T], a ask) error {
	permission := l.export()
	scope := q.scope(r, permission)
	if !l.mayTake(r) {
		return errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(permission))
	}
	if scope.Empty() {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	if err := l.record(r, q, a, permission, scope); err != nil {
		return err
	}
	limits := l.Limits.usual()
	most := limits.Workbook
	if a.as == "print" {
		most = limits.Print
	}
	var columns []Column[T]
	var rows [][]Shown
	cut := false
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if columns, err = l.shown(r, s, a); err != nil {
			return err
		}
		few := false
		cut, err = l.all(a, most, func(w *Window) ([]T, error) {
			some, err := l.rows(q)(s, scope, w)
			few = few || w.cut
			return some, err
		}, func(x T) {
			row := make([]Shown, len(columns))
			for i, c := range columns {
				row[i] = Shown{c.Cell(r, x), c.Head, c.Kind, i == 0}
			}
			rows = append(rows, row)
		})
		cut = cut || few
		return err
	}); err != nil {
		return err
	}
	note := "截止" + r.Now.Short() + "，共" + grouped(int64(len(rows))) + "条"
	if cut {
		note += "，后面的没有列出，请缩小范围"
	}
	if len(q.Said) > 0 {
		note = strings.Join(q.Said, "，") + "；" + note
	}
	title := l.Title
	if q.At != nil {
		title = r.Tree.Full(q.At.Path) + title
	}
	if a.as == "print" {
		return r.Show(http.StatusOK, "list_print", printed(title, note, columns, rows, r))
	}
	return workbook(r, title, note, columns, rows)
}

// record who takes the list away.
func (l *List[T]) record(r *kit.Request, q Query[T], a ask, permission authz.Permission, scope authz.Scope) error {
	path := scope.Paths()[0]
	if q.At != nil {
		path = q.At.Path
	}
	_, err := desk.Do(r.Context.Request().Context(), r.Kit.Desk, r.Actor, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow(permission, path); err != nil {
			return 0, err
		}
		v.Record("export", "region", 0, desk.F("list", l.Code), desk.F("as", a.as),
			desk.F("said", strings.Join(q.Said, "，")))
		return 0, nil
	})
	return err
}

// all rows in the order that is asked for, at most so many; cut tells that there are more.
func (l *List[T]) all(a ask, most int, read func(*Window) ([]T, error), each func(T)) (cut bool, err error) {
	n := 0
	w := &Window{CountTo: most + 1}
	w.settle = func(w *Window) {
		o, desc := l.order(a)
		if w.Total > int64(l.Limits.usual().Sorted) && !o.Indexed {
			o, desc = l.orders()[0], l.Desc
		}
		if w.Sort, w.Desc, w.Limit = o.Key, desc, min(chunk, most); !o.Indexed {
			w.Limit = most // no more than may be sorted
		}
	}
	for n < most {
		rows, err := read(w)
		if err != nil {
			return false, err
		}
		if w.CountTo > 0 {
			cut, w.CountTo = w.Total > int64(most), 0
		}
		for _, x := range rows {
			if n++; n <= most {
				each(x)
				w.After = l.ID(x)
			}
		}
		if len(rows) < w.Limit {
			break
		}
	}
	return cut, nil
}

// printPage is a list on paper.
type printPage struct {
	kit.Page
	Note  string
	Heads []Head
	Rows  [][]Shown
}

func printed[T any](title, note string, columns []Column[T], rows [][]Shown, r *kit.Request) *printPage {
	p := &printPage{Page: kit.Page{Title: title}, Note: note, Rows: rows}
	for _, c := range columns {
		p.Heads = append(p.Heads, Head{Key: c.Key, Words: c.Head, Kind: c.Kind})
	}
	return p
}

func workbook[T any](r *kit.Request, title, note string, columns []Column[T], rows [][]Shown) error {
	heads := []sheet.Column{{Head: "序号", Width: 7}}
	for _, c := range columns {
		width := 16.0
		if c.Kind == Plain {
			width = 22
		}
		heads = append(heads, sheet.Column{Head: c.Head, Width: width})
	}
	var b bytes.Buffer
	if err := sheet.WriteXLSX(&b, title, note, heads, func(yield func([]string) error) error {
		for i, row := range rows {
			rec := []string{fmt.Sprint(i + 1)}
			for _, c := range row {
				rec = append(rec, c.Flat())
			}
			if err := yield(rec); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return r.Attachment(title+".xlsx", kit.XLSX, b.Bytes())
}

// Number of a row, from 1.
func (*printPage) Number(i int) int { return i + 1 }
