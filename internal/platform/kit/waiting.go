package kit

import (
	"sync"
	"time"

	"gangwei/internal/base/clock"
)

// waitingFor is how long the counts at the menu's links are shown as they were.
const waitingFor = time.Minute

// Waiting keeps what was counted for each visitor for a minute, or until the visitor does something: every page asks
// for it, and counting costs as much as the home page.
type Waiting struct {
	mu   sync.Mutex
	kept map[int64]waited
}

type waited struct {
	until clock.Moment
	body  any
}

// Of a user as of a moment; false if it is to be counted anew.
func (w *Waiting) Of(userID int64, now clock.Moment) (any, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	k, ok := w.kept[userID]
	return k.body, ok && now < k.until && now >= k.until.Add(-waitingFor)
}

// Keep what was counted for a user at a moment.
func (w *Waiting) Keep(userID int64, now clock.Moment, body any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.kept) > 5000 || w.kept == nil { // more than an office has at once: nobody needs the old ones
		w.kept = map[int64]waited{}
	}
	w.kept[userID] = waited{now.Add(waitingFor), body}
}

// Forget what was counted for a user.
func (w *Waiting) Forget(userID int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.kept, userID)
}
