package desk

import (
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
)

// BackDays is for how long an act can be taken back at most.
const BackDays = 30

// mostWhy characters of the reason for taking back.
const mostWhy = 100

// Back names an act that its author takes back: its entry, the record's version as it was shown, and why.
type Back struct {
	Entry   int64
	Version int64
	Why     string
}

// Facts of taking back, beside those of the record.
func (b Back) Facts(l trail.Line, more ...Fact) []Fact {
	return append([]Fact{F("act", l.Act), F(trail.TakenBack, l.ID), F("why", b.Why)}, more...)
}

// TakeBack holds what all undoing has in common, once the visit has locked the record and is allowed: the entry is one
// of the acts and about the record; its author takes it back and nobody else, within BackDays; nothing was done to the
// record since; and once another person has opened the record, a reason is given. It is a new act, which the visit
// records: nothing of the old one is deleted. b.Why comes back trimmed. Refusals: authz.not_found, undo.not_yours,
// undo.late, undo.acted, undo.seen, form.long.
func (v *Visit) TakeBack(b *Back, subject string, id int64, acts ...string) (trail.Line, error) {
	return v.TakeBackOf(b, "", subject, id, acts...)
}

// TakeBackOf is TakeBack where a record has several matters, each of which is taken back by itself: matter is the fact
// of the acts' entries that tells which it is.
func (v *Visit) TakeBackOf(b *Back, matter, subject string, id int64, acts ...string) (trail.Line, error) {
	l, err := v.takeBack(b, subject, id, acts)
	if err != nil {
		return l, err
	}
	later, found, err := trail.LaterIn(v.Tx, l, matter)
	if err == nil && found {
		err = errs.New(errs.State, "undo.acted").With("act", words.Label("act", later.Act)).With("at", later.AtUs.Short())
	}
	return l, err
}

func (v *Visit) takeBack(b *Back, subject string, id int64, acts []string) (trail.Line, error) {
	l, err := trail.ByID(v.Tx, b.Entry)
	if err != nil {
		return l, err
	}
	known := false
	for _, a := range acts {
		known = known || a == l.Act
	}
	switch {
	case !known || l.Subject != subject || l.SubjectID != id:
		return l, errs.New(errs.NotFound, "authz.not_found")
	case l.ActorID != v.Actor.UserID:
		return l, errs.New(errs.Forbidden, "undo.not_yours")
	case v.Today().DaysSince(l.AtUs.Date()) > BackDays:
		return l, errs.New(errs.State, "undo.late").With("days", BackDays)
	}
	b.Why = strings.TrimSpace(b.Why)
	if fault := errs.Long(b.Why, mostWhy, "remark"); fault != nil {
		return l, fault
	}
	x, seen, err := trail.SeenOf(v.Tx, l.ID)
	if err == nil && seen && b.Why == "" {
		err = errs.New(errs.Invalid, "undo.seen").On("remark").With("who", x.Viewer).With("at", x.AtUs.Short())
	}
	return l, err
}
