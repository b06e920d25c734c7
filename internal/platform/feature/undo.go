package feature

import (
	"cmp"
	"slices"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

// Undo is how an act is taken back by who did it, as long as nobody has acted on it. The pages offer it on the page
// that follows, on the home page and on the record's own page; Take is the use case, which refuses by itself.
type Undo struct {
	Act        string           // of the trail, e.g. duty.submit
	Subject    string           // of its entries, e.g. duty_sheet; openings of its page by others are kept
	Matter     string           // fact of its entries that tells which matter of the record it is about; empty: it has one
	Permission authz.Permission // empty: the use case alone tells
	Back       string           // what is put back, in words: 申请回到“待初审”
	Road       string           // what to do where it is too late, in words
	// Confided: its entries are in the inspectors' own chain. It is offered to its author alone, and that somebody opened
	// the record is not kept.
	Confided bool
	// Standing looks at what the entry is about.
	Standing func(*kit.Request, *database.Snapshot, trail.Line) (Standing, error)
	Take     func(*kit.Request, trail.Line, desk.Back) error
}

// Standing says whether an act can be taken back now.
type Standing struct {
	Open    bool
	Version int64 // of the record, as it stands
	Why     bool  // a reason is needed whether or not somebody has seen it
}

// Done is one thing that a visitor did lately.
type Done struct {
	trail.Line
	Page  string     // where it is seen; empty if it has no page or the visitor may not open it
	Offer *kit.Offer // to take it back; nil if that is not possible, or not any more
}

// lookedBack are the entries of a visitor among which those are sought that are told as done lately.
const lookedBack = 200

// onlyLooked are acts that change no record: that one took a list away, or opened what is under seal, is in the trail,
// but would push out what can be taken back.
var onlyLooked = []string{"export", "history.view", "help.open", "inspect.view", "inspect.read", "resident.unmask",
	"job.fetch"}

// Lately are the things that a visitor did since a moment, the latest first, at most limit.
func (p *Program) Lately(r *kit.Request, s *database.Snapshot, since clock.Moment, limit int) ([]Done, error) {
	lines, err := trail.ByActor(s, r.Actor.UserID, since, lookedBack)
	if err != nil {
		return nil, err
	}
	lines = slices.DeleteFunc(lines, func(l trail.Line) bool { return slices.Contains(onlyLooked, l.Act) })
	for _, u := range p.Undo {
		if !u.Confided || !r.Can(string(u.Permission)) {
			continue
		}
		own, err := trail.ConfidedBy(s, r.Actor.UserID, u.Act, since, limit)
		if err != nil {
			return nil, err
		}
		lines = append(lines, own...)
	}
	slices.SortStableFunc(lines, func(a, b trail.Line) int { return cmp.Compare(b.AtUs, a.AtUs) })
	lines = lines[:min(len(lines), limit)]
	out := make([]Done, len(lines))
	for i, l := range lines {
		out[i] = Done{Line: l, Page: p.PageOf(r, l)}
		if u, ok := p.UndoOf(l.Act); !ok || superseded(lines[:i], l, u.Matter) {
			continue
		}
		if out[i].Offer, err = p.Offer(r, s, l); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// UndoOf an act; false if it cannot be taken back.
func (p *Program) UndoOf(act string) (Undo, bool) {
	for _, u := range p.Undo {
		if u.Act == act {
			return u, true
		}
	}
	return Undo{}, false
}

// Offer to take an entry of the visitor's back; nil if that is not possible, or not any more.
func (p *Program) Offer(r *kit.Request, s *database.Snapshot, l trail.Line) (*kit.Offer, error) {
	u, ok := p.UndoOf(l.Act)
	if !ok || l.ActorID != r.Actor.UserID || u.Permission != "" && !r.Can(string(u.Permission)) ||
		r.Today.DaysSince(l.AtUs.Date()) > desk.BackDays {
		return nil, nil
	}
	at, err := u.Standing(r, s, l)
	if err != nil || !at.Open {
		return nil, err
	}
	if _, later, err := trail.LaterIn(s, l, u.Matter); later || err != nil {
		return nil, err
	}
	_, seen, err := trail.SeenOf(s, l.ID)
	return &kit.Offer{Address: "/undo/" + kit.FormatID(l.ID), Act: l.Act, AtUs: l.AtUs, Version: at.Version,
		Why: at.Why || seen}, err
}

// Opened is what the last act on a record is to who opens its page.
type Opened struct {
	Offer   *kit.Offer // the visitor's own act, to take back
	Entries []int64    // somebody else's, of which is kept that they were seen
}

// OpenedBy the visitor: the page of a route about the record of an id.
func (p *Program) OpenedBy(r *kit.Request, s *database.Snapshot, subject string, id int64) (o Opened, err error) {
	from := clock.On(r.Today.AddDays(-desk.BackDays), 0, 0)
	lines, err := trail.Since(s, subject, id, from)
	if err == nil && p.confided(subject) {
		lines, err = trail.ConfidedOn(s, r.Actor.UserID, subject, id, from)
	}
	if err != nil {
		return o, err
	}
	for i, l := range lines {
		u, ok := p.UndoOf(l.Act)
		if !ok || u.Subject != subject || superseded(lines[:i], l, u.Matter) {
			continue
		}
		if l.ActorID == r.Actor.UserID {
			if o.Offer == nil {
				o.Offer, err = p.Offer(r, s, l)
			}
		} else if _, seen, e := trail.SeenOf(s, l.ID); e != nil || !seen {
			err = e
			o.Entries = append(o.Entries, l.ID)
		}
		if err != nil {
			return o, err
		}
	}
	return o, nil
}

// confided reports whether what is done to a subject stands in the inspectors' own chain.
func (p *Program) confided(subject string) bool {
	return slices.ContainsFunc(p.Undo, func(u Undo) bool { return u.Subject == subject && u.Confided })
}

// SubjectOf the page of a route, or of one below it, whose acts can be taken back; empty if there is none.
func (p *Program) SubjectOf(route string) string {
	for _, u := range p.Undo {
		if page := p.Pages[u.Subject]; page != "" && (route == page || strings.HasPrefix(route, page+"/")) {
			return u.Subject
		}
	}
	return ""
}

// superseded reports whether something later was done to the same matter, and stands.
func superseded(later []trail.Line, l trail.Line, matter string) bool {
	for _, x := range trail.Standing(later) {
		if x.SameMatter(l, matter) {
			return true
		}
	}
	return false
}

// PageOf what an entry is about; empty if it has none that the visitor may open.
func (p *Program) PageOf(r *kit.Request, l trail.Line) string {
	path := p.Pages[l.Subject]
	for _, route := range p.Routes {
		if path != "" && route.Method == "GET" && route.Path == path && r.Can(string(route.Permission)) {
			return strings.Replace(path, ":id", kit.FormatID(l.SubjectID), 1)
		}
	}
	return ""
}
