package screens

import (
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

// Undo of an application that was just submitted: withdrawn with a reason, as long as nobody has checked it.
func (p *Applications) Undo() []feature.Undo {
	return []feature.Undo{{Act: "application.submit", Permission: "application.submit",
		Offer: func(r *kit.Request, s *database.Snapshot, l trail.Line) (*kit.Offer, error) {
			a, err := application.ByID(s, l.SubjectID)
			if err != nil || a.State != application.Submitted {
				return nil, err
			}
			return &kit.Offer{Address: "/applications/" + kit.FormatID(a.ID) + "/withdraw", Version: a.Version,
				Why: true}, nil
		}}}
}
