package rulebook

import (
	"strconv"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/money"
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
	State       string
	ProposedBy  int64
	ProposedKey string
	ProposedUs  clock.Moment
	DecidedBy   int64
	DecidedKey  string
	DecidedUs   clock.Moment
	Version     int64
}

// Book is all approved parameters and the calendar, in memory.
type Book struct {
	byKey    map[string][]Parameter
	calendar civil.Calendar
}

// NewBook makes a book of parameters, for tests and for building.
func NewBook(rows []Parameter, calendar civil.Calendar) *Book {
	b := &Book{map[string][]Parameter{}, calendar}
	for _, p := range rows {
		b.byKey[p.Param] = append(b.byKey[p.Param], p)
	}
	return b
}

// Calendar of working days.
func (b *Book) Calendar() civil.Calendar { return b.calendar }

// Text is the value for a region (path), fund and day: the nearest region wins, then the fund named, then the later start.
// false if none was in force or its value is empty (not set).
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

// find the parameter that holds for a region, fund and day; nil if none does.
func (b *Book) find(key, path, fund string, on civil.Date) *Parameter {
	var best *Parameter
	rows := b.byKey[key]
	for i := range rows {
		p := &rows[i]
		if p.FromDate.After(on) || !p.Until.IsZero() && !on.Before(p.Until) || !strings.HasPrefix(path, p.RegionPath) || p.Fund != "" && p.Fund != fund {
			continue
		}
		if best == nil || better(p, best) {
			best = p
		}
	}
	return best
}

func better(p, q *Parameter) bool {
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
