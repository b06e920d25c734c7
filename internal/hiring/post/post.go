package post

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// States of a post.
const (
	Open      = "open"
	Suspended = "suspended"
	Closed    = "closed"
	Void      = "void" // taken back with the roster that opened it; it counts nowhere
)

// Funds are the sources of money (资金来源), domain section 5.2.
var Funds = []string{"employment_subsidy", "rural_revitalisation", "county_finance", "village_collective",
	"photovoltaic", "pairing_assistance"}

// Post of a village.
type Post struct {
	ID         int64
	Code       string
	VillageID  int64
	Path       string
	QuotaID    int64 // line of the plan that it uses; 0: none, there was no plan when it was taken over
	Kind       string
	Title      string
	Place      string
	Tasks      string
	DaysMonth  int64     // 0: not told yet
	HoursMonth int64     // 0: not told yet
	RateFen    money.Fen // per month
	Fund       string
	Officer    string // the village officer who answers for the work
	OpensOn    civil.Date
	ClosesOn   civil.Date
	Season
	Stream  string
	Work    string // ByHours or ByTask
	State   string
	Untold  int64 // 1: something of it was never told (Lacks)
	Version int64
}

func (Post) TableName() string { return "post" }

// Draft of a post as typed.
type Draft struct {
	Kind, Title, Place, Tasks string
	DaysMonth, HoursMonth     int64
	RateFen                   money.Fen
	Fund, Officer             string
	OpensOn                   civil.Date
	Season                           // zero: all year
	Stream                    string // empty: rural
	Work                      string // empty: by hours
	// it stood before the office kept its books here: what nobody told is empty or 0, and is completed later
	Standing bool
}

// Streams of posts (岗位渠道): rural (乡村) and urban (城镇). Only rural posts count in the notice's figures.
var Streams = []string{Rural, Urban}

// The two streams.
const (
	Rural = "rural"
	Urban = "urban"
)

// Works are the ways in which a post is worked (工作方式): by hours on days (计时), or by tasks and their results (任务制).
var Works = []string{ByHours, ByTask}

// The two ways.
const (
	ByHours = "hours"
	ByTask  = "task"
)

// Season of a post: the first and the last month of the year in which there is work, 1 to 12; from 11 until 3 goes over
// the new year.
type Season struct{ SeasonFrom, SeasonUntil int64 }

// Whole reports whether there is work all year.
func (s Season) Whole() bool { return s.SeasonFrom == 0 || s.SeasonFrom == 1 && s.SeasonUntil == 12 }

// String is the months of a season for pages and papers; empty for all year.
func (s Season) String() string {
	if s.Whole() {
		return ""
	}
	return fmt.Sprintf("%d月至%d月", s.SeasonFrom, s.SeasonUntil)
}

// In reports whether there is work in a month.
func (s Season) In(m civil.Month) bool {
	n := int64(m.Number())
	switch {
	case s.Whole():
		return true
	case s.SeasonFrom <= s.SeasonUntil:
		return n >= s.SeasonFrom && n <= s.SeasonUntil
	}
	return n >= s.SeasonFrom || n <= s.SeasonUntil
}

// Check a draft by the rules of the day on which it opens. All faults at once; pure.
func (d Draft) Check(book *rulebook.Book, path string) error {
	var faults errs.Faults
	text := func(s, field string, limit int) {
		n := utf8.RuneCountInString(strings.TrimSpace(s))
		if n == 0 && !(d.Standing && slices.Contains(completable, field)) {
			faults.Add(errs.New(errs.Invalid, "form.required").On(field))
		} else if n > limit {
			faults.Add(errs.New(errs.Invalid, "form.long").On(field).With("limit", limit))
		}
	}
	text(d.Kind, "kind", 20)
	text(d.Title, "title", 30)
	text(d.Place, "place", 50)
	text(d.Tasks, "tasks", 200)
	text(d.Officer, "officer", 30)
	least := int64(1)
	if d.Standing {
		least = 0
	}
	if d.DaysMonth < least || d.DaysMonth > 31 {
		faults.Add(errs.New(errs.Invalid, "form.range").On("days").With("min", 1).With("max", 31))
	}
	limit := book.Int("hours.max_month", path, d.OpensOn, 96)
	if d.HoursMonth < least || d.HoursMonth > int64(limit) {
		faults.Add(errs.New(errs.Invalid, "form.range").On("hours").With("min", 1).With("max", limit))
	}
	if d.RateFen <= 0 || d.RateFen > 1_000_000 {
		faults.Add(errs.New(errs.Invalid, "form.range").On("rate").With("min", "0.01").With("max", "10000"))
	}
	if d.OpensOn.IsZero() {
		faults.Add(errs.New(errs.Invalid, "form.date").On("opens"))
	}
	if s := d.Season; s != (Season{}) &&
		(s.SeasonFrom < 1 || s.SeasonFrom > 12 || s.SeasonUntil < 1 || s.SeasonUntil > 12) {
		faults.Add(errs.New(errs.Invalid, "form.range").On("season").With("min", 1).With("max", 12))
	}
	d.checkChoices(&faults)
	if most, ok := book.Fen("subsidy.monthly", path, d.OpensOn); ok && d.RateFen > most {
		faults.Add(errs.New(errs.Invalid, "post.above_standard").On("rate").With("rate", d.RateFen).With("most", most))
	}
	if wage, ok := book.Fen("wage.hourly_min", path, d.OpensOn); ok && d.HoursMonth > 0 &&
		d.RateFen < wage*money.Fen(d.HoursMonth) {
		faults.Add(errs.New(errs.Invalid, "post.below_minimum").On("rate").With("rate", d.RateFen).With("hours",
			d.HoursMonth).
			With("hourly", d.RateFen/money.Fen(d.HoursMonth)).With("least", wage).With("need", wage*money.Fen(d.HoursMonth)))
	}
	return faults.OrNil()
}

// checkChoices holds what is chosen from lists to them; of a post that stands already, what nobody told may be open.
func (d Draft) checkChoices(faults *errs.Faults) {
	if !slices.Contains(Streams, d.Stream) && !(d.Standing && d.Stream == "") {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("stream"))
	}
	if !slices.Contains(Works, d.Work) && !(d.Standing && d.Work == "") {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("work"))
	}
	known := d.Fund == "" && d.Standing
	for _, f := range Funds {
		known = known || f == d.Fund
	}
	if !known {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("fund"))
	}
}

func (d Draft) season() Season {
	if d.Season == (Season{}) {
		return Season{1, 12}
	}
	return d.Season
}

func (d Draft) stream() string {
	if d.Stream == "" {
		return Rural
	}
	return d.Stream
}

func (d Draft) work() string { return cmp.Or(d.Work, ByHours) }

// Code of the n-th post of a village: the village's code and three digits.
func Code(village *region.Region, n int) string { return fmt.Sprintf("%s-%03d", village.Code, n) }

// OpenPosts opens one or several equal posts in a village. Refusals: those of Check, quota.none, quota.over,
// post.count.
func OpenPosts(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, village *region.Region, draft Draft,
	count int) ([]int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) ([]int64, error) {
		if !village.OpenVillage() {
			return nil, errs.New(errs.Invalid, "region.not_village").On("region")
		}
		if err := v.Allow("post.open", village.Path); err != nil {
			return nil, err
		}
		if count < 1 || count > 200 {
			return nil, errs.New(errs.Invalid, "form.range").On("count").With("min", 1).With("max", 200)
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return nil, err
		}
		if err := draft.Check(book, village.Path); err != nil {
			return nil, err
		}
		// The quota row is locked first: two openings for one village follow each other and number their posts apart.
		period, err := quota.PeriodOn(v.Tx, draft.OpensOn)
		if err != nil {
			return nil, err
		}
		quotaID, err := quota.TakeForPosts(v.Tx, village.Path, quota.Line{Period: period.Code, Kind: draft.Kind},
			int64(count))
		if err != nil {
			return nil, err
		}
		last, err := lastNumber(v.Tx, village)
		if err != nil {
			return nil, err
		}
		var ids []int64
		for i := 1; i <= count; i++ {
			p := Post{Code: Code(village, last+i), VillageID: village.ID, Path: village.Path, QuotaID: quotaID, Kind: draft.Kind,
				Title: strings.TrimSpace(draft.Title),
				Place: strings.TrimSpace(draft.Place), Tasks: strings.TrimSpace(draft.Tasks), DaysMonth: draft.DaysMonth,
				HoursMonth: draft.HoursMonth, RateFen: draft.RateFen,
				Fund: draft.Fund, Officer: strings.TrimSpace(draft.Officer), OpensOn: draft.OpensOn, Season: draft.season(),
				Stream: draft.stream(), Work: draft.work(), State: Open, Version: 1}
			if err := v.Tx.Insert(&p); err != nil {
				if database.ForeignKey(err) {
					return nil, errs.New(errs.Invalid, "form.choice").On("kind")
				}
				return nil, err
			}
			ids = append(ids, p.ID)
		}
		v.Record("post.open", "post", ids[0], desk.F("count", count), desk.F("kind", draft.Kind),
			desk.F("rate", draft.RateFen), desk.F("hours", draft.HoursMonth))
		return ids, nil
	})
}

var arrows = map[string][]string{Open: {Suspended, Closed}, Suspended: {Open, Closed}}

// Change moves a post to another state. Refusals: form.stale, post.arrow, post.held (somebody holds it).
func Change(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, id, version int64,
	to, reason string) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh("post.change", p.Path, p.Version, version); err != nil {
			return 0, err
		}
		ok := false
		for _, a := range arrows[p.State] {
			ok = ok || a == to
		}
		if !ok {
			return 0, errs.New(errs.State, "post.arrow").With("from", p.State).With("to", to)
		}
		if fault := errs.Length(strings.TrimSpace(reason), 2, 100, "form.required", "reason"); fault != nil {
			return 0, fault
		}
		if to == Closed {
			held, err := held(v.Tx, id)
			if err != nil {
				return 0, err
			}
			if held {
				return 0, errs.New(errs.State, "post.held")
			}
		}
		if err := setState(v.Tx, p, to, v.Today()); err != nil {
			return 0, err
		}
		v.Record("post."+to, "post", id, desk.F("reason", reason))
		return id, nil
	})
}

// Amendment of an open post: what may change without opening another. Empty fields stay. Days, hours and fund are told
// once, of a post that was taken over without them.
type Amendment struct {
	Place, Tasks, Officer, Work string
	DaysMonth, HoursMonth       int64
	Fund                        string
}

// Amend relocates a post, or changes its tasks, the way in which it is worked or the officer who answers for it, with a
// reason and a document. What it pays and from which fund never changes: that is another post. Refusals: form.stale,
// post.arrow (closed), post.nothing, form.required, form.long, post.told (days, hours or fund stand already), and those
// of Check where they are told now.
func Amend(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, id, version int64, a Amendment,
	reason string) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh("post.change", p.Path, p.Version, version); err != nil {
			return 0, err
		}
		if p.State == Closed || p.State == Void {
			return 0, errs.New(errs.State, "post.arrow").With("from", p.State).With("to", p.State)
		}
		var faults errs.Faults
		var facts []desk.Fact
		take := func(field, to string, from *string, limit int) {
			to = strings.TrimSpace(to)
			faults.Add(errs.Long(to, limit, field))
			if to != "" && to != *from {
				facts = append(facts, desk.F(field, *from+" → "+to))
				*from = to
			}
		}
		take("place", a.Place, &p.Place, 50)
		take("tasks", a.Tasks, &p.Tasks, 200)
		take("officer", a.Officer, &p.Officer, 30)
		take("work", a.Work, &p.Work, 5)
		told, err := p.complete(v, a, &faults)
		if err != nil {
			return 0, err
		}
		facts = append(facts, told...)
		if !slices.Contains(Works, p.Work) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("work"))
		}
		reason = strings.TrimSpace(reason)
		faults.Add(errs.Length(reason, 4, 100, "form.required", "reason"))
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		if len(facts) == 0 {
			return 0, errs.New(errs.Invalid, "post.nothing")
		}
		if err := amend(v.Tx, p); err != nil {
			return 0, err
		}
		v.Record("post.amend", "post", id, append(facts, desk.F("reason", reason))...)
		return id, nil
	})
}

// Arrows are the states that a post in a state may move to.
func Arrows(state string) []string { return arrows[state] }
