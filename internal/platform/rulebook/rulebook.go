package rulebook

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
)

// State of a parameter's row.
const (
	Proposed = "proposed"
	Approved = "approved"
	Rejected = "rejected"
)

// Parameter is one value for a region, fund and span of days.
type Parameter struct {
	ID          int64
	Param       string
	RegionPath  string
	Fund        string
	FromDate    civil.Date
	Until       civil.Date
	Value       string
	Reason      string
	Document    string
	PastReason  string // why it holds from a day that was past when it was proposed
	State       string
	ProposedBy  int64
	ProposedKey string
	ProposedUs  clock.Moment
	DecidedBy   int64
	DecidedKey  string
	DecidedUs   clock.Moment
	ReplacedBy  int64 // the approved value that took the place of this one, which did not fit
	Version     int64
}

// Book is all approved parameters and the calendar, in memory. A value that does not fit its parameter's type never
// comes into force: what held before it goes on, and whoever reads there is told by Unsure (docs/adr/0020).
type Book struct {
	byKey    map[string][]Parameter // values that fit
	unfit    map[string][]Parameter // values that do not
	calendar civil.Calendar
	met      *met
}

// met are the values that do not fit and would have been read.
type met struct {
	sync.Mutex
	rows []Parameter
}

// NewBook makes a book of parameters, for tests and for building.
func NewBook(rows []Parameter, calendar civil.Calendar) *Book {
	b := &Book{map[string][]Parameter{}, map[string][]Parameter{}, calendar, &met{}}
	for _, p := range rows {
		if t := TypeOf(p.Param); t != nil && t.Fits(p.Value) != nil {
			b.unfit[p.Param] = append(b.unfit[p.Param], p)
		} else {
			b.byKey[p.Param] = append(b.byKey[p.Param], p)
		}
	}
	return b
}

// Calendar of working days.
func (b *Book) Calendar() civil.Calendar { return b.calendar }

// Watch is the same book with a memory of its own for Met.
func (b *Book) Watch() *Book {
	w := *b
	w.met = &met{}
	return &w
}

// Met are the values that do not fit and would have been read of this book so far, each once.
func (b *Book) Met() []Parameter {
	b.met.Lock()
	defer b.met.Unlock()
	return slices.Clone(b.met.rows)
}

// Unsure is rulebook.unfit for each value that does not fit and would have been read of this book so far: what rests on
// it may not go on.
func (b *Book) Unsure() error {
	var faults errs.Faults
	for _, p := range b.Met() {
		t := TypeOf(p.Param)
		faults.Add(errs.New(errs.State, "rulebook.unfit").With("name", t.Name).With("value", p.Value).With("since",
			p.FromDate))
	}
	return faults.OrNil()
}

// Unfit are all values that do not fit, by parameter, region and day.
func (b *Book) Unfit() (out []Parameter) {
	for _, key := range slices.Sorted(maps.Keys(b.unfit)) {
		out = append(out, b.unfit[key]...)
	}
	return out
}

// Text is the value for a region (path), fund and day: the nearest region wins, then the fund named, then the later
// start. false if none was in force or its value is empty (not set).
func (b *Book) Text(key, path, fund string, on civil.Date) (string, bool) {
	best := b.find(key, path, fund, on)
	if best == nil || best.Value == "" {
		return "", false
	}
	return best.Value, true
}

// Values that a parameter ever has for a region (path) and fund, on whatever day.
func (b *Book) Values(key, path, fund string) (out []string) {
	for _, p := range b.byKey[key] {
		if strings.HasPrefix(path, p.RegionPath) && (p.Fund == "" || p.Fund == fund) && p.Value != "" {
			out = append(out, p.Value)
		}
	}
	return out
}

// Every value of a parameter, of whatever region, fund and day.
func (b *Book) Every(key string) []Parameter { return slices.Clone(b.byKey[key]) }

// All values that a parameter has for a region (path) on a day, by fund or kind of post: of each the one that holds.
func (b *Book) All(key, path string, on civil.Date) (out []Parameter) {
	by := map[string]bool{}
	for _, p := range b.byKey[key] {
		if strings.HasPrefix(path, p.RegionPath) && !by[p.Fund] {
			by[p.Fund] = true
			if best := holding(b.byKey[key], path, p.Fund, on); best != nil {
				out = append(out, *best)
			}
		}
	}
	return out
}

// Held is the parameter that holds for a region, fund and day, its value as it stands; false if none does.
func (b *Book) Held(key, path, fund string, on civil.Date) (Parameter, bool) {
	best := holding(b.byKey[key], path, fund, on)
	if best == nil {
		return Parameter{}, false
	}
	return *best, true
}

// find the parameter that holds for a region, fund and day; nil if none does. One that does not fit and stands before
// it is remembered.
func (b *Book) find(key, path, fund string, on civil.Date) *Parameter {
	best := holding(b.byKey[key], path, fund, on)
	if bad := holding(b.unfit[key], path, fund, on); bad != nil && (best == nil || moreSpecific(bad, best)) {
		b.met.add(bad)
	}
	return best
}

func (m *met) add(p *Parameter) {
	m.Lock()
	defer m.Unlock()
	if !slices.ContainsFunc(m.rows, func(o Parameter) bool { return o == *p }) {
		m.rows = append(m.rows, *p)
	}
}

func holding(rows []Parameter, path, fund string, on civil.Date) *Parameter {
	var best *Parameter
	for i := range rows {
		p := &rows[i]
		over := !p.Until.IsZero() && !on.Before(p.Until)
		if p.FromDate.After(on) || over || !strings.HasPrefix(path, p.RegionPath) || p.Fund != "" && p.Fund != fund {
			continue
		}
		if best == nil || moreSpecific(p, best) {
			best = p
		}
	}
	return best
}

func moreSpecific(p, q *Parameter) bool {
	if len(p.RegionPath) != len(q.RegionPath) {
		return len(p.RegionPath) > len(q.RegionPath)
	}
	if (p.Fund != "") != (q.Fund != "") {
		return p.Fund != ""
	}
	return p.FromDate.After(q.FromDate)
}

// Int is a whole number; otherwise if it is not set.
func (b *Book) Int(key, path string, on civil.Date, otherwise int) int {
	s, ok := b.Text(key, path, "", on)
	if !ok {
		return otherwise
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return otherwise
	}
	return n
}

// Bool is true for "true"; otherwise if it is not set.
func (b *Book) Bool(key, path string, on civil.Date, otherwise bool) bool {
	s, ok := b.Text(key, path, "", on)
	if !ok {
		return otherwise
	}
	return s == "true"
}

// Month is a month; false if it is not set.
func (b *Book) Month(key, path string, on civil.Date) (civil.Month, bool) {
	s, ok := b.Text(key, path, "", on)
	if !ok {
		return civil.Month{}, false
	}
	m, err := civil.ParseMonth(s)
	return m, err == nil
}

// Fen is an amount written in yuan; false if it is not set.
func (b *Book) Fen(key, path string, on civil.Date) (money.Fen, bool) {
	s, ok := b.Text(key, path, "", on)
	if !ok {
		return 0, false
	}
	f, err := money.Parse(s)
	return f, err == nil
}

// Reaction to an exclusion: block, warn, declare, or empty (not judged) if the rulebook does not name it on that day.
func (b *Book) Reaction(code, path string, on civil.Date) string {
	s, _ := b.Text("exclude."+code, path, "", on)
	return s
}
