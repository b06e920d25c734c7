package kit

import (
	"sync"
	"time"

	"gangwei/internal/base/clock"
)

// Allowance is how often something may be done: so many at once, and one more whenever so much time has passed.
type Allowance struct {
	AtOnce int
	Every  time.Duration
}

// Draw is one taking out of an allowance by its name.
type Draw struct {
	Name string
	Of   Allowance
}

// Limiter keeps in memory what was drawn lately. A name that has its whole allowance again is forgotten.
type Limiter struct {
	mu   sync.Mutex
	used map[string]use
}

// use of an allowance: how much of it is drawn, as of a moment.
type use struct {
	drawn float64
	at    clock.Moment
	of    Allowance
}

// mostNames are kept before those that have their allowance again are looked for.
const mostNames = 10_000

// Take draws one out of each allowance, or none at all if one of them is used up: who is refused uses nobody else's up.
func (l *Limiter) Take(now clock.Moment, draws ...Draw) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.used == nil {
		l.used = map[string]use{}
	}
	for _, d := range draws {
		if l.drawn(now, d.Name)+1 > float64(d.Of.AtOnce) {
			return false
		}
	}
	for _, d := range draws {
		l.used[d.Name] = use{l.drawn(now, d.Name) + 1, now, d.Of}
	}
	if len(l.used) > mostNames {
		for name := range l.used {
			if l.drawn(now, name) == 0 {
				delete(l.used, name)
			}
		}
	}
	return true
}

// drawn is what of a name's allowance has not come back yet.
func (l *Limiter) drawn(now clock.Moment, name string) float64 {
	u, ok := l.used[name]
	if !ok {
		return 0
	}
	passed := time.Duration(max(now-u.at, 0)) * time.Microsecond
	return max(u.drawn-float64(passed)/float64(u.of.Every), 0)
}

// Names that are kept.
func (l *Limiter) Names() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.used)
}
