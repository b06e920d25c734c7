package inspect

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/plain"
)

// Needy reports whether a person is registered as poor, of low income or disabled on a day: more than mere age.
func (p *Person) Needy(on civil.Date) bool {
	return p.Holds("poverty_out", on) || p.Holds("low_income", on) || p.Holds("disabled", on)
}

// PassedOver is an applicant for the same post and round in greater recorded need who was not taken and whom no step
// gives a reason for, while the one taken is registered by age only; nil if there is none.
func PassedOver(d *Dossier, won *Application) *Application {
	winner, post := d.People[won.PersonID], d.Post(won.PostID)
	if winner == nil || post == nil || winner.Needy(won.Submitted) {
		return nil
	}
	for _, id := range post.ApplicationIDs {
		a := d.Application(id)
		if a == won || a.State != "waiting" && a.State != "refused" || a.Submitted.DaysSince(won.Submitted) > 31 ||
			won.Submitted.DaysSince(a.Submitted) > 31 {
			continue
		}
		p := d.People[a.PersonID]
		if p == nil || p.ID == winner.ID || !p.Needy(a.Submitted) || !p.Died.IsZero() {
			continue
		}
		said := false
		for _, s := range a.Steps {
			said = said || s.Remark != ""
		}
		if !said {
			return a
		}
	}
	return nil
}

// SameName compares names as people write them: without spaces, width and the dot of minority names.
func SameName(a, b string) bool {
	return plain.SameName(a, b)
}
