package listing

import (
	"net/url"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
)

// Answer shows the page of a list that is asked for, or hands the list out: show is called with what the page's
// template needs. Refusals: authz.forbidden where the list may not be taken away.
func (l *List[T]) Answer(r *kit.Request, q Query[T], show func(*View) error) error {
	a := parse(r.QueryParams())
	switch a.as {
	case "":
	case "xlsx", "print":
		if at, ok := chosenAt(r); ok {
			return r.SeeOther(at, "")
		}
		return l.handOut(r, q, a)
	default:
		return errNotFound()
	}
	v, err := l.view(r, q, a)
	if err != nil {
		return err
	}
	return show(v)
}

// errNotFound is what no page of ours asks for.
func errNotFound() error { return errs.New(errs.NotFound, "authz.not_found") }

// Of is the page of a list that is asked for, for a page that shows it beside other things.
func (l *List[T]) Of(r *kit.Request, q Query[T]) (*View, error) {
	return l.view(r, q, parse(r.QueryParams()))
}

// scope of a permission, within the region that is asked for.
func (q Query[T]) scope(r *kit.Request, p authz.Permission) authz.Scope {
	scope := r.Actor.Scope(p)
	if q.At != nil {
		return scope.Within(q.At.Path)
	}
	return scope
}

// shown are the columns of a page: those that the address names, else those that the visitor keeps, else the usual
// ones.
func (l *List[T]) shown(r *kit.Request, s *database.Snapshot, a ask) ([]Column[T], error) {
	named := a.cols
	if named == nil {
		kept, err := ChosenBy(s, r.Actor.UserID, l.Code)
		if err != nil {
			return nil, err
		}
		named = parse(url.Values{"cols": {kept}}).cols
	}
	return chosen(l.columns(r), named), nil
}

// settled decides what is read of so many rows: by which order, and from where.
func (l *List[T]) settled(r *kit.Request, w *Window, a *ask, refused *string) (last int) {
	limits := l.Limits.usual()
	o, desc := l.order(r, *a)
	if !slices.ContainsFunc(l.offered(r, w.Total), func(x Order) bool { return x.Key == o.Key }) {
		*refused = l.head(o.Key)
		o, desc = l.orders(r)[0], l.Desc
	}
	w.Sort, w.Desc = o.Key, desc
	if w.Total > int64(limits.Exact) {
		last = max(1, limits.Exact/a.size)
		w.After, w.Before = a.after, a.before
	} else {
		last = max(1, int((w.Total+int64(a.size)-1)/int64(a.size)))
	}
	a.page = min(a.page, last)
	if w.key() == 0 {
		w.Offset = (a.page - 1) * a.size
	}
	return last
}

// view reads the rows of a page; one more, if there is one, tells that there are more.
func (l *List[T]) view(r *kit.Request, q Query[T], a ask) (*View, error) {
	limits := l.Limits.usual()
	v := &View{Code: l.Code, Title: l.Title, NoRow: l.NoRow, Beyond: Beyond{Sorted: limits.Sorted},
		Takeout: Takeout{Taken: l.mayTake(r)}}
	columns, p, err := readPage(l, r, q, &a, &v.Refused)
	if err != nil {
		return nil, err
	}
	w, rows := p.w, l.page(v, p)
	for _, c := range columns {
		v.Heads = append(v.Heads, Head{Key: c.Key, Words: c.Head, Kind: c.Kind})
	}
	offered := l.offered(r, w.Total)
	v.addresses(r.QueryParams(), a, w, offered)
	v.Back = r.Context.Request().URL.Path + v.Back
	v.Rows = lines(r, l, columns, rows)
	v.Total = grouped(w.Total)
	if w.Total > int64(limits.Exact) {
		v.Total = many(limits.Exact) + "以上"
	}
	v.Chosen = q.chosen(r)
	for _, x := range l.Whole {
		if r.Can(string(x.Permission)) && r.Can("job.view") {
			v.Whole = append(v.Whole, Choice{Value: x.address(r, q.At), Words: x.Words})
		}
	}
	if w.cut {
		v.Cut = many(mostAtOnce)
	}
	l.choices(v, r, columns, offered, signed(w.Sort, w.Desc))
	return v, nil
}

// chosen are the filters in words; a region only where the address names one.
func (q Query[T]) chosen(r *kit.Request) (out []string) {
	if q.At != nil && r.Text("region") != "" {
		out = append(out, q.At.Name)
	}
	return append(out, q.Said...)
}

// readPage reads the rows of a page; one more, if there is one.
func readPage[T any](l *List[T], r *kit.Request, q Query[T], a *ask, refused *string) (columns []Column[T],
	p pageOf[T], err error) {
	last := 1
	w := &Window{Limit: a.size + 1, CountTo: l.Limits.usual().Exact + 1,
		settle: func(w *Window) { last = l.settled(r, w, a, refused) }}
	var rows []T
	err = r.Read(func(s *database.Snapshot) (err error) {
		if columns, err = l.shown(r, s, *a); err != nil {
			return err
		}
		rows, err = l.rows(q)(s, q.scope(r, l.View), w)
		return err
	})
	return columns, pageOf[T]{r.QueryParams(), *a, w, rows, last}, err
}

// pageOf a list as it was read.
type pageOf[T any] struct {
	q    url.Values
	ask  ask
	w    *Window
	rows []T // one too many, if there are more
	last int // the last page that has a number
}

// page cuts the row too many and tells where the pages before and behind are.
func (l *List[T]) page(v *View, p pageOf[T]) []T {
	q, a, w, last, rows := p.q, p.ask, p.w, p.last, p.rows
	more := len(rows) > a.size
	if more && w.Before > 0 {
		rows = rows[1:] // read from behind, so the one too many is the first
	} else if more {
		rows = rows[:a.size]
	}
	key := func(name string, x T) string { return address(q, name, kit.FormatID(l.ID(x))) }
	n := len(rows)
	switch {
	case w.key() == 0:
		v.number(q, a.page, last)
		if n > 0 {
			v.From = int64(w.Offset) + 1
		}
		if a.page > 1 {
			v.Prev = address(q, "page", kit.FormatID(int64(a.page-1)))
		}
		if a.page < last {
			v.Next = address(q, "page", kit.FormatID(int64(a.page+1)))
		} else if more {
			v.Next = key("after", rows[n-1])
		}
	default:
		v.First = address(q)
		if n > 0 && (w.After > 0 || more) {
			v.Prev = key("before", rows[0])
		}
		if n > 0 && (w.Before > 0 || more) {
			v.Next = key("after", rows[n-1])
		}
	}
	return rows
}

// head of the column that an order sorts by.
func (l *List[T]) head(key string) string {
	for _, c := range l.Columns {
		if c.Key == key {
			return c.Head
		}
	}
	return key
}

// choices of columns, of orders, and of what is done to several rows.
func (l *List[T]) choices(v *View, r *kit.Request, shown []Column[T], offered []Order, now string) {
	all := l.columns(r)
	for i, c := range all {
		on := slices.ContainsFunc(shown, func(x Column[T]) bool { return x.Key == c.Key })
		v.Columns = append(v.Columns, Choice{Value: c.Key, Words: c.Head, Chosen: on, Always: i == 0})
	}
	for _, o := range offered {
		head := o.Head
		if slices.ContainsFunc(all, func(c Column[T]) bool { return c.Key == o.Key }) {
			head = l.head(o.Key)
		}
		if head == "" {
			continue
		}
		for _, x := range []Choice{{Value: o.Key, Words: head + "，升序"},
			{Value: "-" + o.Key, Words: head + "，降序"}} {
			x.Chosen = x.Value == now
			v.Orders = append(v.Orders, x)
		}
	}
	for _, b := range l.Bulk {
		if b.Permission == "" || r.Can(string(b.Permission)) {
			v.Bulk = append(v.Bulk, b)
		}
	}
	v.Picks = len(v.Bulk) > 0 || v.Taken
	v.Here = r.Context.Request().URL.Path
	v.Whence = r.QueryParams().Encode()
}
