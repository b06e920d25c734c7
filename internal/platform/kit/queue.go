package kit

import (
	"fmt"
	"net/url"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/words"
)

// Queue is what waits for one kind of decision, in the order of its to-do: the oldest and latest first. A wing names
// its queues; pages show where in one they stand, and a decision opens the next.
type Queue struct {
	Code       string           // in addresses
	Words      string           // as the to-do says it
	Permission authz.Permission // whose scope it has
	Address    string           // of the page of one, with %d for its id
	Waiting    func(r database.Reader, scope authz.Scope) ([]int64, error)
	// WaitingBy is asked instead where it depends on who would decide.
	WaitingBy func(r database.Reader, scope authz.Scope, who authz.Actor) ([]int64, error)
	// WaitingFor is asked instead where more than a scope tells what is a person's.
	WaitingFor func(*Request, *database.Snapshot) ([]int64, error)
	// Around is asked instead where a queue may be too long to be read whole.
	Around func(r database.Reader, scope authz.Scope, id int64) (Around, error)
	// Whose is the scope where it is not that of the permission.
	Whose func(authz.Actor) authz.Scope
}

// Around says where a record stands among those that wait. Before and After are of where it stood, if it waits no
// longer.
type Around struct {
	N, Of                int   // N 0: it waits no longer
	Before, After, First int64 // ids; 0: none
}

// next to open once a record was decided: the one behind it; behind the last one, the first that was passed over; at
// last itself, where only a part of it was decided. 0 if none is left.
func (a Around) next() int64 {
	if a.After == 0 {
		return a.First
	}
	return a.After
}

func (q *Queue) ids(r *Request, s *database.Snapshot, scope authz.Scope) ([]int64, error) {
	if q.WaitingFor != nil {
		return q.WaitingFor(r, s)
	}
	if q.WaitingBy != nil {
		return q.WaitingBy(s, scope, r.Actor)
	}
	return q.Waiting(s, scope)
}

// Spot is where one stands in a queue.
type Spot struct {
	Code, Words, Within string
	N, Of               int    // N 0: it waits no longer
	Prev, Next          string // addresses; empty at the ends
}

func (q *Queue) scope(r *Request) authz.Scope {
	if q.Whose != nil {
		return q.Whose(r.Actor)
	}
	return r.Actor.Scope(q.Permission)
}

// within is the region that the visitor narrowed the queue to.
func (q *Queue) within(r *Request) (authz.Scope, string, error) {
	scope, code := q.scope(r), r.Text("within")
	if code == "" {
		return scope, "", nil
	}
	at, err := Inside(r, scope, code)
	if err != nil {
		return scope, "", err
	}
	return scope.Within(at.Path), code, nil
}

func (q *Queue) address(id int64, within string, n int) string {
	v := url.Values{"queue": {q.Code}}
	if within != "" {
		v.Set("within", within)
	}
	if n > 0 {
		v.Set("n", fmt.Sprint(n))
	}
	return fmt.Sprintf(q.Address, id) + "?" + v.Encode()
}

// Empty says that nothing waits.
func (q *Queue) Empty() string {
	return words.Text("queue.empty", errs.Arg{Name: "queue", Value: q.Words})
}

// Asked reports whether the visitor goes through this queue.
func (q *Queue) Asked(r *Request) bool { return q.Code != "" && r.FormValue("queue") == q.Code }

// At is where a record stands. One that waits no longer still leads on: to what took its place.
func (q *Queue) At(r *Request, s *database.Snapshot, id int64) (*Spot, error) {
	scope, within, err := q.within(r)
	if err != nil || scope.Empty() && q.WaitingFor == nil {
		return nil, err
	}
	if q.Around != nil {
		return q.around(r, s, scope, within, id)
	}
	ids, err := q.ids(r, s, scope)
	if err != nil {
		return nil, err
	}
	at := &Spot{Code: q.Code, Words: q.Words, Within: within, Of: len(ids)}
	before, after := -1, -1
	if i := slices.Index(ids, id); i >= 0 {
		at.N, before, after = i+1, i-1, i+1
	} else if !q.Asked(r) {
		return nil, nil // it was opened for itself
	} else if len(ids) > 0 {
		after = min(max(int(r.Int("n"))-1, 0), len(ids)-1)
		before = after - 1
	}
	if before >= 0 {
		at.Prev = q.address(ids[before], within, before+1)
	}
	if after >= 0 && after < len(ids) {
		at.Next = q.address(ids[after], within, after+1)
	}
	return at, nil
}

// around is At where the queue is not read whole.
func (q *Queue) around(r *Request, s *database.Snapshot, scope authz.Scope, within string, id int64) (*Spot, error) {
	a, err := q.Around(s, scope, id)
	if err != nil || a.N == 0 && !q.Asked(r) {
		return nil, err // it was opened for itself
	}
	at := &Spot{Code: q.Code, Words: q.Words, Within: within, N: a.N, Of: a.Of}
	next := a.After
	if a.N == 0 {
		next = a.next()
	}
	if a.Before > 0 {
		at.Prev = q.address(a.Before, within, 0)
	}
	if next > 0 {
		at.Next = q.address(next, within, 0)
	}
	return at, nil
}

// Stand says where a record is in the first of the queues that the visitor goes through or that is named as his; nil:
// in none.
func Stand(r *Request, s *database.Snapshot, id int64, mine map[*Queue]bool, all ...*Queue) (at *Spot, err error) {
	for _, q := range all {
		if at == nil && err == nil && (mine[q] || q.Asked(r)) {
			at, err = q.At(r, s, id)
		}
	}
	return at, err
}

// Asked is the queue that the visitor goes through, of several; one without a code if it is none of them.
func Asked(r *Request, all ...*Queue) *Queue {
	for _, q := range all {
		if q.Asked(r) {
			return q
		}
	}
	return &Queue{}
}

// First is the address of what waits longest, empty if nothing does.
func (q *Queue) First(r *Request, s *database.Snapshot) (string, error) {
	scope, within, err := q.within(r)
	if err != nil {
		return "", err
	}
	if q.Around != nil {
		a, err := q.Around(s, scope, 0)
		if err != nil || a.First == 0 {
			return "", err
		}
		return q.address(a.First, within, 0), nil
	}
	ids, err := q.ids(r, s, scope)
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return q.address(ids[0], within, 1), nil
}

// Decide carries out a decision and opens the next of the queue with the notice of what was done; the last one leads
// home. What do refuses is answered by again. A form that was not opened in the queue goes on to the address given.
func (q *Queue) Decide(r *Request, id int64, otherwise string, do func() (notice string, err error),
	again func(error) error) error {
	if !q.Asked(r) {
		notice, err := do()
		if err != nil {
			return again(err)
		}
		return r.SeeOther(otherwise, notice)
	}
	if q.Around != nil {
		return q.decideAround(r, id, do, again)
	}
	before, _, err := q.waiting(r)
	if err != nil {
		return err
	}
	notice, err := do()
	if err != nil {
		return again(err)
	}
	left, within, err := q.waiting(r)
	if err != nil {
		return err
	}
	next := follower(before, left, id)
	if next == 0 {
		return r.SeeOther("/", notice+q.Empty())
	}
	return r.SeeOther(q.address(next, within, slices.Index(left, next)+1), notice)
}

// decideAround is Decide in a queue that is not read whole.
func (q *Queue) decideAround(r *Request, id int64, do func() (string, error), again func(error) error) error {
	scope, within, err := q.within(r)
	if err != nil {
		return err
	}
	look := func(id int64) (a Around, err error) {
		return a, r.Read(func(s *database.Snapshot) (err error) {
			a, err = q.Around(s, scope, id)
			return err
		})
	}
	was, err := look(id)
	if err != nil {
		return err
	}
	notice, err := do()
	if err != nil {
		return again(err)
	}
	a, err := look(id)
	if err != nil {
		return err
	}
	next := a.next()
	if a.N > 0 && was.After > 0 && was.After != next { // a part was decided, and it stands elsewhere now
		if b, err := look(was.After); err != nil {
			return err
		} else if b.N > 0 {
			next = was.After
		}
	}
	if next > 0 {
		return r.SeeOther(q.address(next, within, 0), notice)
	}
	return r.SeeOther("/", notice+q.Empty())
}

func (q *Queue) waiting(r *Request) (ids []int64, within string, err error) {
	scope, within, err := q.within(r)
	if err != nil {
		return nil, "", err
	}
	return ids, within, r.Read(func(s *database.Snapshot) (err error) {
		ids, err = q.ids(r, s, scope)
		return err
	})
}

// follower of a record: the first of those behind it that still wait, whoever decided others in between; behind the
// last one, the first that was passed over; at last itself, where only a part of it was decided. 0 if none is left.
func follower(before, left []int64, id int64) int64 {
	i := slices.Index(before, id)
	for _, n := range slices.Concat(before[i+1:], left) {
		if n != id && slices.Contains(left, n) {
			return n
		}
	}
	if slices.Contains(left, id) {
		return id
	}
	return 0
}
