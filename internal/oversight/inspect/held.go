package inspect

import (
	"cmp"
	"slices"

	"gangwei/internal/base/civil"
)

// Holding says how the facts of a rule lie in time. Every rule says it.
type Holding string

const (
	// Once is for what happened: the finding holds in the months of its facts.
	Once Holding = "once"
	// Lasting is for what goes on until it is put right or comes to its end: the rule says since when, and until when or
	// still.
	Lasting Holding = "lasting"
)

// Held is the span of months in which a finding holds. Until is its last month; zero: it still held at the cut-off of
// the run. A zero From: not known, as of findings kept before this was kept; such a finding belongs to every period.
type Held struct{ From, Until civil.Month }

// Between two days. A zero last day: still.
func Between(from, last civil.Date) Held {
	if last.IsZero() {
		return Held{From: from.Month()}
	}
	if last.Before(from) {
		from, last = last, from
	}
	return Held{from.Month(), last.Month()}
}

// Still since a month.
func Still(from civil.Month) Held { return Held{From: from} }

// Known reports whether it is known when the finding holds.
func (h Held) Known() bool { return !h.From.IsZero() }

// Overlaps reports whether the finding holds in one of the months of a period, both ends included. What is not known
// overlaps.
func (h Held) Overlaps(from, to civil.Month) bool {
	return !h.Known() || !to.Before(h.From) && (h.Until.IsZero() || !h.Until.Before(from))
}

// Covering is the span with the months of another in it.
func (h Held) Covering(o Held) Held {
	if !h.Known() || !o.Known() {
		return Held{cmp.Or(h.From, o.From), cmp.Or(h.Until, o.Until)}
	}
	if o.From.Before(h.From) {
		h.From = o.From
	}
	if !h.Until.IsZero() && (o.Until.IsZero() || h.Until.Before(o.Until)) {
		h.Until = o.Until
	}
	return h
}

// String as lists and papers have it: a month, two with a slash, or since when it still holds. Empty where it is not
// known.
func (h Held) String() string {
	switch {
	case !h.Known():
		return ""
	case h.Until.IsZero():
		return h.From.String() + "起，至今"
	}
	return Period(h.From, h.Until)
}

// covering a month: the span that reaches from the first to the last of those given.
func (h Held) covering(m civil.Month) Held {
	if !h.Known() {
		return Held{m, m}
	}
	return h.Covering(Held{m, m})
}

// Months is the span of several.
func Months(months ...civil.Month) (h Held) {
	for _, m := range months {
		if !m.IsZero() {
			h = h.covering(m)
		}
	}
	return h
}

// Days is the span of the months of several days; days that are not known are left out.
func Days(days ...civil.Date) (h Held) {
	for _, d := range days {
		if !d.IsZero() {
			h = h.covering(d.Month())
		}
	}
	return h
}

// EarlierLast of last days, of which zero is none: open.
func EarlierLast(days ...civil.Date) (first civil.Date) {
	for _, d := range days {
		if !d.IsZero() && (first.IsZero() || d.Before(first)) {
			first = d
		}
	}
	return first
}

// LaterLast of last days, of which zero is none: if one is open, all are. The zero day of no days.
func LaterLast(days ...civil.Date) civil.Date {
	if len(days) == 0 || slices.Contains(days, civil.Date{}) {
		return civil.Date{}
	}
	return slices.MaxFunc(days, civil.Date.DaysSince)
}

// OnPost is the span in which somebody held posts of the village: from the first start to the last day, zero while on
// one.
func (d *Dossier) OnPost(person int64) (from, last civil.Date) {
	var lasts []civil.Date
	for _, p := range d.Placements {
		if p.PersonID != person {
			continue
		}
		if from.IsZero() || p.Start.Before(from) {
			from = p.Start
		}
		lasts = append(lasts, p.Last())
	}
	return from, LaterLast(lasts...)
}

// Together is when two spans hold at once; of two that never do, the later of them.
func Together(a, b Held) Held {
	if b.From.Before(a.From) {
		a, b = b, a
	}
	if !a.Until.IsZero() && (b.Until.IsZero() || a.Until.Before(b.Until)) && !a.Until.Before(b.From) {
		b.Until = a.Until
	}
	return b
}
