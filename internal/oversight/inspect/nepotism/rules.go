package nepotism

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// Rules of the family.
var Rules = []*inspect.Rule{cadreOnPost, kinOfDecider, handledByKin, kinVoted, sharedContact, certifiedByKin, exchange,
	overRepresented}

var since = civil.MustDate("2021-01-01")

// each goes through the placements of people with their application, nil where there is none.
func each(d *inspect.Dossier, f func(p *inspect.Placement, a *inspect.Application)) {
	for _, p := range d.Placements {
		if p.Person != nil {
			f(p, d.Application(p.ApplicationID))
		}
	}
}

// decided is the day on which it was decided that somebody gets the post: the application, or the start where none is
// kept.
func decided(p *inspect.Placement, a *inspect.Application) civil.Date {
	if a != nil && !a.Submitted.IsZero() {
		return a.Submitted
	}
	return p.Start
}

// sat reports whether somebody took part in the review without standing back.
func sat(s *inspect.Step, person int64) (inspect.Voter, bool) {
	if s != nil && person != 0 {
		for _, v := range s.Voters {
			if v.PersonID == person && !v.Recused {
				return v, true
			}
		}
	}
	return inspect.Voter{}, false
}
