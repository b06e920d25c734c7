package target

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Measures that a target may be of.
const (
	Away    = "away"     // 脱贫人口外出务工规模
	TakenIn = "taken_in" // 吸纳中西部脱贫人口来枣就业
	Posts   = "posts"    // 开发乡村公益性岗位
	Income  = "income"   // 月人均务工收入: watched, without a target of the notice
)

// Targets' measures in the order shown.
var Targets = []string{Away, TakenIn, Posts}

// Target of all units together within a time, both days included.
type Target struct {
	ID        int64
	Measure   string
	Value     int64
	FromDate  civil.Date
	UntilDate civil.Date
	Document  string
}

// Over reports whether its time has passed: it is history then.
func (t Target) Over(today civil.Date) bool { return today.After(t.UntilDate) }

// List of all targets, by measure, the latest first.
func List(r database.Reader) ([]Target, error) {
	var out []Target
	err := r.Select(&out,
		"SELECT id, measure, value, from_date, until_date, document FROM target ORDER BY measure, from_date DESC")
	return out, err
}

// first targets: those of 枣人社字〔2023〕68号.
var first = []Target{
	{Measure: Away, Value: 27_900, FromDate: civil.MustDate("2023-01-01"), UntilDate: civil.MustDate("2023-12-31")},
	{Measure: TakenIn, Value: 3_700, FromDate: civil.MustDate("2023-01-01"), UntilDate: civil.MustDate("2023-12-31")},
	{Measure: Posts, Value: 39_000, FromDate: civil.MustDate("2021-01-01"), UntilDate: civil.MustDate("2025-12-31")},
}

// Lacking are the first targets of whose time an office has none for the measure.
func Lacking(r database.Reader) ([]Target, error) {
	have, err := List(r)
	if err != nil {
		return nil, err
	}
	var out []Target
	for _, t := range first {
		if !slices.ContainsFunc(have, func(h Target) bool {
			return h.Measure == t.Measure && !h.FromDate.After(t.UntilDate) && !t.FromDate.After(h.UntilDate)
		}) {
			out = append(out, t)
		}
	}
	return out, nil
}

// Seed a new office with the first targets, and an older one with those that it lacks.
func Seed(v *desk.Visit) error {
	lacking, err := Lacking(v.Tx)
	if err != nil {
		return err
	}
	for _, t := range lacking {
		if _, err := v.Tx.Create(`INSERT INTO target (measure, value, from_date, until_date, document, actor_id, at_us)
VALUES (?, ?, ?, ?, '枣人社字〔2023〕68号', ?, ?)`, t.Measure, t.Value, t.FromDate, t.UntilDate, v.Actor.UserID, int64(v.Now())); err != nil {
			return err
		}
	}
	return nil
}

// Service of targets and months.
type Service struct{ Desk *desk.Desk }

// Set a target of the city's. Refusals: authz.*, form.choice, form.range, target.time (ends before it begins, or runs
// into another of its measure), form.required (document).
func (r *Service) Set(ctx context.Context, actor authz.Actor, key, city string, t Target) (int64, error) {
	t.Document = strings.TrimSpace(t.Document)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("target.set", city); err != nil {
			return 0, err
		}
		var faults errs.Faults
		if !slices.Contains(Targets, t.Measure) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("measure"))
		}
		if t.Value < 1 || t.Value > most {
			faults.Add(errs.New(errs.Invalid, "form.range").On("value").With("min", 1).With("max", most))
		}
		faults.Add(errs.Length(t.Document, 2, 60, "form.required", "document"))
		if t.FromDate.IsZero() || t.UntilDate.IsZero() || t.UntilDate.Before(t.FromDate) {
			faults.Add(errs.New(errs.Invalid, "target.time").On("until"))
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		var other int64
		found, err := v.Tx.One(&other,
			"SELECT id FROM target WHERE measure = ? AND from_date <= ? AND until_date >= ? LIMIT 1", t.Measure, t.UntilDate,
			t.FromDate)
		if err != nil {
			return 0, err
		}
		if found {
			return 0, errs.New(errs.Conflict, "target.time").On("until")
		}
		id, err := v.Tx.Create(
			"INSERT INTO target (measure, value, from_date, until_date, document, actor_id, at_us) VALUES (?, ?, ?, ?, ?, ?, ?)",
			t.Measure, t.Value, t.FromDate, t.UntilDate, t.Document, actor.UserID, int64(v.Now()))
		if database.Duplicate(err, "") {
			err = errs.New(errs.Conflict, "target.time").On("until") // set by another at the same moment
		}
		v.Record("target.set", "target", id, desk.F("measure", t.Measure), desk.F("value", t.Value),
			desk.F("from", t.FromDate), desk.F("until", t.UntilDate), desk.F("document", t.Document))
		return id, err
	})
}

// Month of a unit's migrant work; nil: not answered.
type Month struct {
	ID        int64
	UnitID    int64
	Month     civil.Month
	Away      *int64 // people working away at the month's end
	TakenIn   *int64 // people from central and western regions at work here at the month's end
	IncomeFen *int64 // per person and month, fen
	Note      string
	Channel   string
	AtUs      clock.Moment
	Version   int64
}

// Of a measure, nil where it was not answered.
func (m Month) Of(measure string) *int64 {
	switch measure {
	case Away:
		return m.Away
	case TakenIn:
		return m.TakenIn
	}
	return m.IncomeFen
}

// Watched are the measures that a fall of raises an alert.
var Watched = []string{Away, TakenIn, Income}

const monthColumns = "id, unit_id, month, away, taken_in, income_fen, note, channel, at_us, version"

// Months of units from one month to another, by month and unit.
func Months(r database.Reader, units []int64, from, to civil.Month) ([]Month, error) {
	if len(units) == 0 {
		return nil, nil
	}
	args := []any{from, to}
	for _, u := range units {
		args = append(args, u)
	}
	var out []Month
	err := r.Select(&out,
		"SELECT "+monthColumns+" FROM migrant_month WHERE month >= ? AND month <= ? AND unit_id IN (?"+
			strings.Repeat(",?", len(units)-1)+") ORDER BY month, unit_id",
		args...)
	return out, err
}

// Against what a month is held.
const (
	LastYear  = "year"  // 同比: the same month last year
	LastMonth = "month" // 环比: the month before
)

// Fall of a measure against a base.
type Fall struct {
	Measure, Against string
	Base, Value      int64
}

// Falls of a month against last year's and the one before; nil where there is none. What was not answered, then or now,
// is no fall.
func Falls(now, year, before *Month) (out []Fall) {
	for _, x := range []struct {
		against string
		base    *Month
	}{{LastYear, year}, {LastMonth, before}} {
		if x.base == nil || now == nil {
			continue
		}
		for _, m := range Watched {
			if b, v := x.base.Of(m), now.Of(m); b != nil && v != nil && *v < *b {
				out = append(out, Fall{m, x.against, *b, *v})
			}
		}
	}
	return out
}
