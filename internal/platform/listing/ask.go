package listing

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/platform/kit"
)

// Sizes of a page.
var Sizes = []int{50, 100, 200}

// ask is what the address of a list says. Nonsense in it says nothing.
type ask struct {
	sort          string // key, empty: the usual order
	desc          bool
	page, size    int
	after, before int64
	cols          []string // nil: as kept
	as            string
	ids           []string // only these rows of the page are taken away
}

const maxPage = 1_000_000

func parse(q url.Values) ask {
	a := ask{page: 1, size: Sizes[0], as: q.Get("as")}
	a.sort, a.desc = strings.CutPrefix(q.Get("sort"), "-")
	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 0 && n <= maxPage {
		a.page = n
	}
	if n, err := strconv.Atoi(q.Get("size")); err == nil && slices.Contains(Sizes, n) {
		a.size = n
	}
	a.after = kit.ParseID(q.Get("after"))
	if a.after == 0 {
		a.before = kit.ParseID(q.Get("before"))
	}
	for _, v := range q["cols"] {
		for _, c := range strings.Split(v, ",") {
			if c != "" && len(a.cols) < 100 {
				a.cols = append(a.cols, c)
			}
		}
	}
	for _, v := range q["ids"] {
		for _, id := range strings.Split(v, ",") {
			if id != "" && len(a.ids) < Sizes[len(Sizes)-1] {
				a.ids = append(a.ids, id)
			}
		}
	}
	return a
}

// chosen are the columns to be shown: the first always, then those named, in their own order; if none of those named is
// one, those that are shown usually.
func chosen[T any](all []Column[T], named []string) []Column[T] {
	var out []Column[T]
	for i, c := range all {
		if i == 0 || slices.Contains(named, c.Key) {
			out = append(out, c)
		}
	}
	if len(out) > 1 || slices.Contains(named, all[0].Key) {
		return out
	}
	out = nil
	for _, c := range all {
		if !c.Off {
			out = append(out, c)
		}
	}
	return out
}

// order that is asked for, among all that the visitor may know; the usual one where there is none of this key.
func (l *List[T]) order(r *kit.Request, a ask) (o Order, desc bool) {
	all := l.orders(r)
	for _, o := range all {
		if o.Key == a.sort {
			return o, a.desc
		}
	}
	return all[0], l.Desc
}

// offered are the orders for so many rows.
func (l *List[T]) offered(r *kit.Request, total int64) (out []Order) {
	for _, o := range l.orders(r) {
		if o.Indexed || total <= int64(l.Limits.usual().Sorted) {
			out = append(out, o)
		}
	}
	return out
}
