package feature

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
)

// Item is one thing to do, as a card of the home page; one that counts 0 is not shown.
type Item struct {
	Words, Address string
	Count          int64
	Queue          string // code of the queue in which it is decided one by one; empty: it is not
	First          bool   // above all that is not late
	Work           bool   // the visitor has work here, even if nothing waits now

	Act      string     // words of its button; empty: 去办理
	Unit     string     // what is counted; empty: 件
	Who      string     // who waits for it, in words; empty if that is not known
	Since    civil.Date // since when the oldest of them has waited; zero if that is not known
	Deadline civil.Date // the soonest of their deadlines, be it past or not; zero if there is none
	Late     int64      // how many of them are past their deadlines
}

// Of fills in what waits, in figures; {n} in the words of who waits becomes their number.
func (i Item) Of(q civil.Queue) Item {
	i.Count, i.Late, i.Since, i.Deadline = q.N, q.Late, q.Since, q.Deadline
	i.Who = strings.ReplaceAll(i.Who, "{n}", strconv.FormatInt(q.N, 10))
	return i
}

// Waits is a to-do of one kind of thing: what waits within the visitor's scope of a permission.
func Waits(order int, permission authz.Permission, item Item,
	queue func(database.Reader, authz.Scope) (civil.Queue, error)) Todo {
	return WaitsOn(order, permission, item,
		func(s database.Reader, scope authz.Scope, _ civil.Date) (civil.Queue, error) { return queue(s, scope) })
}

// WaitsOn is Waits where it depends on the day.
func WaitsOn(order int, permission authz.Permission, item Item,
	queue func(database.Reader, authz.Scope, civil.Date) (civil.Queue, error)) Todo {
	return Todo{Order: order, Permission: permission, Items: func(r *kit.Request, s *database.Snapshot) ([]Item, error) {
		q, err := queue(s, r.Actor.Scope(permission), r.Today)
		return []Item{item.Of(q)}, err
	}}
}

// Overdue reports whether anything of it is past its deadline.
func (i Item) Overdue(today civil.Date) bool {
	return i.Late > 0 || !i.Deadline.IsZero() && i.Deadline.Before(today)
}

// soonDays before its deadline a thing to do is marked.
const soonDays = 3

// Soon reports whether its deadline is near.
func (i Item) Soon(today civil.Date) bool {
	return !i.Deadline.IsZero() && !i.Overdue(today) && i.Deadline.Before(today.AddDays(soonDays+1))
}

// ByUrgency puts what is late first, then what must be seen first, then the soonest deadline, then the oldest; what has
// neither keeps its order below.
func ByUrgency(items []Item, today civil.Date) {
	slices.SortStableFunc(items, func(a, b Item) int {
		return cmp.Or(
			first(a.Overdue(today), b.Overdue(today)),
			first(a.First, b.First),
			sooner(a.Deadline, b.Deadline),
			sooner(a.Since, b.Since))
	})
}

func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// sooner of two days; no day is later than any.
func sooner(a, b civil.Date) int {
	switch {
	case a.IsZero() || b.IsZero():
		return first(!a.IsZero(), !b.IsZero())
	case a.Before(b):
		return -1
	case b.Before(a):
		return 1
	}
	return 0
}
