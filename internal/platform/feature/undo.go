package feature

import (
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

// Undo is how an act is taken back, as long as nobody has acted on it. Offer looks at what the entry is about, and
// gives the form that takes it back; nil if it is too late.
type Undo struct {
	Act        string // of the trail, e.g. duty.submit
	Permission authz.Permission
	Offer      func(*kit.Request, *database.Snapshot, trail.Line) (*kit.Offer, error)
}

// Done is one thing that a visitor did lately.
type Done struct {
	trail.Line
	Page  string     // where it is seen; empty if it has no page or the visitor may not open it
	Offer *kit.Offer // to take it back; nil if that is not possible, or not any more
}

// Lately are the things that a visitor did since a moment, the latest first, at most limit.
func (p *Program) Lately(r *kit.Request, s *database.Snapshot, since clock.Moment, limit int) ([]Done, error) {
	lines, err := trail.ByActor(s, r.Actor.UserID, since, limit)
	if err != nil {
		return nil, err
	}
	out := make([]Done, len(lines))
	for i, l := range lines {
		out[i] = Done{Line: l, Page: p.pageOf(r, l)}
		for _, u := range p.Undo {
			if u.Act != l.Act || !r.Can(string(u.Permission)) || superseded(lines[:i], l) {
				continue
			}
			if out[i].Offer, err = u.Offer(r, s, l); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// superseded reports whether something later was done to the same thing.
func superseded(later []trail.Line, l trail.Line) bool {
	for _, x := range later {
		if x.Subject == l.Subject && x.SubjectID == l.SubjectID {
			return true
		}
	}
	return false
}

// pageOf what an entry is about.
func (p *Program) pageOf(r *kit.Request, l trail.Line) string {
	path := p.Pages[l.Subject]
	for _, route := range p.Routes {
		if path != "" && route.Method == "GET" && route.Path == path && r.Can(string(route.Permission)) {
			return strings.Replace(path, ":id", kit.FormatID(l.SubjectID), 1)
		}
	}
	return ""
}
