package listing

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
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
		return errNotFound()
	}
	progress, there := inBackground(r)
	if !there { // else it was recorded when it was asked for
		large, err := l.isLarge(r, q, a, scope)
		if len(a.ids) > 0 {
			large = false
			q.Said = append(q.Said, "所选"+fmt.Sprint(len(a.ids))+"条")
		}
		if err == nil {
			err = l.record(r, q, a, permission, scope)
		}
		if err != nil {
			return err
		}
		if large {
			return l.later(r, q, a, q.about(scope))
		}
		progress = func(int64, int64) error { return nil }
	}
	var t taken
	var err error
	if len(a.ids) > 0 && slices.Equal(scope.Paths(), q.scope(r, l.View).Paths()) {
		t, err = takeChosen(l, r, q, a)
	} else {
		t, err = l.take(r, q, a, scope, progress)
	}
	if err != nil {
		return err
	}
	note := "截止" + r.Now.Short() + "，共" + grouped(int64(len(t.rows))) + "条"
	if t.cut {
		note += "，后面的没有列出，请缩小范围"
	}
	if len(q.Said) > 0 {
		note = strings.Join(q.Said, "，") + "；" + note
	}
	title := l.titled(r, q)
	if a.as == "print" {
		return r.Show(http.StatusOK, "list_print", t.printed(title, note))
	}
	return t.workbook(r, title, note, progress)
}

// taken is a list that is taken away.
type taken struct {
	heads []Head
	rows  [][]Shown
	cut   bool // there are more rows than may be taken away
}

// take reads all rows of a list in the columns of its page. The half of the work is done then.
func (l *List[T]) take(r *kit.Request, q Query[T], a ask, scope authz.Scope, progress Progress) (t taken, err error) {
	limits := l.Limits.usual()
	most := limits.Workbook
	if a.as == "print" {
		most = limits.Print
	}
	err = r.Read(func(s *database.Snapshot) error {
		columns, err := l.shown(r, s, a)
		if err != nil {
			return err
		}
		columns = data(columns)
		for _, c := range columns {
			t.heads = append(t.heads, Head{Key: c.Key, Words: c.Head, Kind: c.Kind})
		}
		few, total := false, 0
		cut, err := l.all(r, a, most, func(w *Window) ([]T, error) {
			if err := progress(int64(len(t.rows)), int64(2*total)); err != nil {
				return nil, err
			}
			some, err := l.rows(q)(s, scope, w)
			few, total = few || w.cut, min(int(w.Total), most)
			return some, err
		}, func(x T) {
			if len(a.ids) == 0 || slices.Contains(a.ids, pickOf(l, x)) {
				t.rows = append(t.rows, cells(r, columns, x))
			}
		})
		t.cut = cut || few
		return err
	})
	return t, err
}

// data are the columns that say something of a row.
func data[T any](columns []Column[T]) []Column[T] {
	return slices.DeleteFunc(columns, func(c Column[T]) bool { return c.Page })
}

// takeChosen are the rows of a page that were chosen there. It holds them all where who may look at them may take them
// away; else the whole list is gone through for them.
func takeChosen[T any](l *List[T], r *kit.Request, q Query[T], a ask) (t taken, err error) {
	refused := ""
	columns, p, err := readPage(l, r, q, &a, &refused)
	if err != nil {
		return t, err
	}
	columns = data(columns)
	for _, c := range columns {
		t.heads = append(t.heads, Head{Key: c.Key, Words: c.Head, Kind: c.Kind})
	}
	for _, x := range l.page(&View{}, p) {
		if slices.Contains(a.ids, pickOf(l, x)) {
			t.rows = append(t.rows, cells(r, columns, x))
		}
	}
	return t, nil
}

// chosenAt is the address under which the rows that were chosen on a page are taken away: what the page was asked for,
// with the rows. The form of the chosen rows brings it in one field, since what else is done to them must not see it.
func chosenAt(r *kit.Request) (string, bool) {
	q := r.QueryParams()
	if !q.Has("whence") {
		return "", false
	}
	at, err := url.ParseQuery(q.Get("whence"))
	if err != nil {
		at = url.Values{}
	}
	at.Del("whence")
	at.Set("as", q.Get("as"))
	at.Set("ids", strings.Join(q["ids"], ","))
	return r.Context.Request().URL.Path + "?" + at.Encode(), true
}

// titled as the region that was asked for.
func (l *List[T]) titled(r *kit.Request, q Query[T]) string {
	if q.At == nil {
		return l.Title
	}
	return r.Tree.Full(q.about(q.scope(r, l.export()))) + l.Title
}

// about is the path of the region that is handed out: the one that was asked for, or of it what the visitor may see.
func (q Query[T]) about(scope authz.Scope) string {
	if q.At != nil && (scope.Covers(q.At.Path) || scope.Empty()) {
		return q.At.Path
	}
	return scope.Paths()[0]
}

// record who takes the list away.
func (l *List[T]) record(r *kit.Request, q Query[T], a ask, permission authz.Permission, scope authz.Scope) error {
	path := q.about(scope)
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
func (l *List[T]) all(r *kit.Request, a ask, most int, read func(*Window) ([]T, error), each func(T)) (cut bool,
	err error) {
	n := 0
	w := &Window{CountTo: most + 1}
	w.settle = func(w *Window) {
		o, desc := l.order(r, a)
		if w.Total > int64(l.Limits.usual().Sorted) && !o.Indexed {
			o, desc = l.orders(r)[0], l.Desc
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

func (t *taken) printed(title, note string) *printPage {
	return &printPage{Page: kit.Page{Title: title}, Note: note, Heads: t.heads, Rows: t.rows}
}

// workbook of the list: figures are numbers, and what is said beside one stands in a column of its own behind it.
func (t *taken) workbook(r *kit.Request, title, note string, progress Progress) error {
	heads, beside := t.written()
	var b bytes.Buffer
	if err := sheet.WriteXLSX(&b, title, note, heads, func(yield func([]string) error) error {
		n := len(t.rows)
		for i, row := range t.rows {
			if err := progress(int64(n+i), int64(2*n)); err != nil {
				return err
			}
			if err := yield(record(i+1, row, beside)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return r.Attachment(title+".xlsx", kit.XLSX, b.Bytes())
}

// written are the columns of the workbook, and which of the list's have what stands beside a figure in one of its own.
func (t *taken) written() (heads []sheet.Column, beside []bool) {
	heads = []sheet.Column{{Head: "序号", Width: 7, Figure: true}}
	beside = make([]bool, len(t.heads))
	for i, c := range t.heads {
		figure := c.Kind == Figure
		width := 16.0
		if c.Kind == Plain {
			width = 22
		}
		heads = append(heads, sheet.Column{Head: c.Words, Width: width, Figure: figure})
		beside[i] = figure && slices.ContainsFunc(t.rows, func(row []Shown) bool { return row[i].Beside() != "" })
		if beside[i] {
			heads = append(heads, sheet.Column{Head: c.Words + "说明", Width: 22})
		}
	}
	return heads, beside
}

// record of a row of the workbook.
func record(number int, row []Shown, beside []bool) []string {
	rec := []string{fmt.Sprint(number)}
	for k, c := range row {
		if beside[k] {
			rec = append(rec, c.Text, c.Beside())
		} else {
			rec = append(rec, c.Flat())
		}
	}
	return rec
}

// Number of a row, from 1.
func (*printPage) Number(i int) int { return i + 1 }
