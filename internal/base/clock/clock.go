package clock

import (
	"sync/atomic"
	"time"

	"gangwei/internal/base/civil"
)

// Moment is microseconds since 1970-01-01 UTC.
type Moment int64

var china = time.FixedZone("CST", 8*3600)

// At turns a time into a moment.
func At(t time.Time) Moment { return Moment(t.UnixMicro()) }

// On is the moment of an hour and minute of a day in China.
func On(d civil.Date, hour, minute int) Moment {
	return At(time.Date(d.Year(), time.Month(d.Month().Number()), d.Day(), hour, minute, 0, 0, china))
}

// Time in China's zone.
func (m Moment) Time() time.Time { return time.UnixMicro(int64(m)).In(china) }

// Date is the day in China.
func (m Moment) Date() civil.Date { return civil.DateOf(m.Time()) }

// Add moves by a duration.
func (m Moment) Add(d time.Duration) Moment { return m + Moment(d.Microseconds()) }

// String is 2025-12-20 09:00:00.
func (m Moment) String() string {
	if m == 0 {
		return ""
	}
	return m.Time().Format("2006-01-02 15:04:05")
}

// Short is 2025-12-20 09:00.
func (m Moment) Short() string {
	if m == 0 {
		return ""
	}
	return m.Time().Format("2006-01-02 15:04")
}

// Clock tells the moment. Everything that needs the time is given one.
type Clock interface{ Now() Moment }

type system struct{}

func (system) Now() Moment { return At(time.Now()) }

// System is the machine's clock.
func System() Clock { return system{} }

type shifted struct {
	start Moment
	since time.Time
}

func (s shifted) Now() Moment { return s.start.Add(time.Since(s.since)) }

// StartingAt runs at the real pace from a set moment: the clock of a demo database.
func StartingAt(m Moment) Clock { return shifted{m, time.Now()} }

// Set is a clock that stands still until it is moved: for tests and for building history.
type Set struct{ now atomic.Int64 }

// NewSet makes a standing clock.
func NewSet(m Moment) *Set {
	s := &Set{}
	s.Move(m)
	return s
}

// Now is the moment last set.
func (s *Set) Now() Moment { return Moment(s.now.Load()) }

// Move sets the clock, forwards or back.
func (s *Set) Move(m Moment) { s.now.Store(int64(m)) }
