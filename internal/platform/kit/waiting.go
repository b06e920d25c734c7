package kit

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
)

const (
	waitingFor   = time.Minute            // for so long the counts at the menu's links are shown as they were
	waitingLimit = 400 * time.Millisecond // a page waits no longer for its counts: it is as good without them
)

// Counted is how much waits somewhere, and how much of it is late.
type Counted [2]int64

// Plus adds up.
func (c Counted) Plus(n, late int64) Counted { return Counted{c[0] + n, c[1] + late} }

// N is how much waits.
func (c Counted) N() int64 { return c[0] }

// Late is how much of it is late.
func (c Counted) Late() int64 { return c[1] }

// Many is the number as a link shows it.
func (c Counted) Many() string {
	if c[0] > 999 {
		return "999+"
	}
	return FormatID(c[0])
}

// WaitingCounts is what waits behind the links of the menu and its groups; the home page counts the things to do, the
// others what they consist of.
type WaitingCounts struct {
	Links  map[string]Counted `json:"links"`
	Groups map[int]Counted    `json:"groups"`
}

// Wait is one thing that waits, by the address at which it is done.
type Wait struct {
	Address string
	N, Late int64
	Overdue bool
}

// CountsOf what waits: each thing counts at the link of the menu that its address lies below, and on the home page.
func CountsOf(r *Request, waits []Wait) WaitingCounts {
	out := WaitingCounts{Links: map[string]Counted{}, Groups: map[int]Counted{}}
	menu := menuOf(r)
	for _, w := range waits {
		late := int64(0)
		if w.Overdue {
			late = 1
		}
		out.Links["/"] = out.Links["/"].Plus(1, late)
		out.Groups[Today] = out.Links["/"]
		path, _, _ := strings.Cut(w.Address, "?")
		path, _, _ = strings.Cut(path, "#")
		group, at, length := 0, "", 0
		for _, g := range menu {
			for _, m := range slices.Concat(g.Items, g.Rest) {
				if n, ok := m.Covers(path); ok && n > length && m.Address != "/" {
					group, at, length = g.ID, m.Address, n
				}
			}
		}
		if at != "" {
			out.Links[at] = out.Links[at].Plus(w.N, w.Late)
			out.Groups[group] = out.Groups[group].Plus(w.N, w.Late)
		}
	}
	return out
}

// WaitsOf the visitor is what waits, as lately counted: anew after a minute or what the visitor did. A page does not
// wait for it longer than waitingLimit: it then shows what was counted before.
func WaitsOf(r *Request) WaitingCounts {
	if r.Session == nil || r.PasswordDue() || r.Kit.Count == nil {
		return WaitingCounts{}
	}
	w, fresh := r.Kit.Waiting.Of(r.Actor.UserID, r.Now)
	if fresh {
		return w
	}
	ctx, cancel := context.WithTimeout(r.Context.Request().Context(), waitingLimit)
	defer cancel()
	err := r.Kit.DB.Read(ctx, func(s *database.Snapshot) error {
		now, err := r.Kit.Count(r, s)
		if err == nil {
			w = now
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		r.Kit.Log.Error("what waits was not counted", "err", err)
	}
	r.Kit.Waiting.Keep(r.Actor.UserID, r.Now, w)
	return w
}

// Bell is what a visitor has in the background.
type Bell struct {
	Done    int64  `json:"done"`    // finished and not yet looked at
	Running int64  `json:"running"` // waiting or at work
	Words   string `json:"words"`   // of the last one that finished
	Address string `json:"address"`
}

// Waits is what finished, as the bell shows it.
func (b Bell) Waits() Counted { return Counted{b.Done} }

// BellOf the visitor. Jobs begin by what the visitor does, so where nothing was at work a moment ago, nothing is.
func BellOf(r *Request) (b Bell) {
	if r.Session == nil || r.Kit.Ring == nil || r.Kit.Waiting.Quiet(r.Actor.UserID, r.Now) {
		return b
	}
	err := r.Read(func(s *database.Snapshot) (err error) {
		b, err = r.Kit.Ring(r, s)
		return err
	})
	if err != nil {
		r.Kit.Log.Error("the bell was not asked", "err", err)
	} else if b == (Bell{}) {
		r.Kit.Waiting.KeepQuiet(r.Actor.UserID, r.Now)
	}
	return b
}

// Waiting keeps what was counted for each visitor for a minute, or until the visitor does something: every page shows
// it, and counting costs as much as the home page.
type Waiting struct {
	mu   sync.Mutex
	kept map[int64]waited
}

type waited struct {
	until  clock.Moment
	counts WaitingCounts
	quiet  clock.Moment // until then nothing of the visitor's runs in the background or is to be looked at
}

// Of a user as of a moment; false if it is to be counted anew.
func (w *Waiting) Of(userID int64, now clock.Moment) (WaitingCounts, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	k, ok := w.kept[userID]
	return k.counts, ok && now < k.until && now >= k.until.Add(-waitingFor)
}

// Keep what was counted for a user at a moment.
func (w *Waiting) Keep(userID int64, now clock.Moment, counts WaitingCounts) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.kept) > 5000 || w.kept == nil { // more than an office has at once: nobody needs the old ones
		w.kept = map[int64]waited{}
	}
	k := w.kept[userID]
	k.until, k.counts = now.Add(waitingFor), counts
	w.kept[userID] = k
}

// Quiet reports whether nothing of a user's was at work in the background a moment ago.
func (w *Waiting) Quiet(userID int64, now clock.Moment) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	k := w.kept[userID]
	return now < k.quiet && now >= k.quiet.Add(-waitingFor)
}

// KeepQuiet notes that nothing of a user's is at work.
func (w *Waiting) KeepQuiet(userID int64, now clock.Moment) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if k, ok := w.kept[userID]; ok {
		k.quiet = now.Add(waitingFor)
		w.kept[userID] = k
	}
}

// Forget what was counted for a user: it is counted anew.
func (w *Waiting) Forget(userID int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if k, ok := w.kept[userID]; ok {
		k.until, k.quiet = 0, 0
		w.kept[userID] = k
	}
}
