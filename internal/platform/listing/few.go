package listing

import (
	"slices"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
)

// Few is how many rows a list that is read at once is asked for at most. The last one is not shown: it tells that there
// are more, and the page says so.
const Few = mostAtOnce + 1

const mostAtOnce = 20_000

// usual is the order in which the rows of a list that is read at once come.
const usual = "usual"

// orders of the list: those of its source, or of a list that is read at once as it comes and by each column, unless
// there are too many rows. By a
// column that the visitor may not see nothing is sorted, since the order of the rows would tell of it.
func (l *List[T]) orders(r *kit.Request) []Order {
	if len(l.Orders) > 0 {
		return slices.DeleteFunc(slices.Clone(l.Orders), func(o Order) bool { return !l.mayKnow(r, o.Key) })
	}
	out := []Order{{Key: usual, Head: "默认", Indexed: true}}
	for _, c := range l.columns(r) {
		if c.By != nil {
			out = append(out, Order{Key: c.Key})
		}
	}
	return out
}

// rows of a window, of a list that is read at once out of all.
func (l *List[T]) rows(q Query[T]) func(*database.Snapshot, authz.Scope, *Window) ([]T, error) {
	if q.Rows != nil {
		return q.Rows
	}
	return func(s *database.Snapshot, scope authz.Scope, w *Window) ([]T, error) {
		all, err := q.All(s, scope)
		if err != nil {
			return nil, err
		}
		if len(all) > mostAtOnce {
			all, w.cut = all[:mostAtOnce], true
		}
		w.Total = int64(len(all))
		if w.settle != nil {
			w.settle(w)
			w.settle = nil
		}
		return l.cut(all, w), nil
	}
}

// cut a window out of all rows.
func (l *List[T]) cut(all []T, w *Window) []T {
	for _, c := range l.Columns {
		if c.Key == w.Sort && c.By != nil {
			slices.SortStableFunc(all, c.By)
		}
	}
	if w.Desc {
		slices.Reverse(all)
	}
	from := w.Offset
	if k := w.key(); k > 0 {
		at := slices.IndexFunc(all, func(x T) bool { return l.ID(x) == k })
		if at < 0 {
			return nil
		}
		if from = at + 1; w.Before > 0 {
			return all[max(0, at-w.Limit):at]
		}
	}
	from = min(from, len(all))
	return all[from:min(from+w.Limit, len(all))]
}
