package screens

import (
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

// Undo of an application that was just submitted: withdrawn with a reason, as long as nobody has checked it.
func (p *Applications) Undo() []feature.Undo {
	return []feature.Undo{{Act: "application.submit", Subject: "application", Permission: "application.submit",
		Back: "申请撤回，本人可以重新申请", Road: "备案以前可以在申请页上撤回申请，写明理由。",
		Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
			a, err := application.ByID(s, l.SubjectID)
			return feature.Standing{Open: a.State == application.Submitted, Version: a.Version, Why: true}, err
		},
		Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
			_, err := p.Applications.Withdraw(r.Context.Request().Context(), r.Actor, r.Key(),
				application.Move{ID: l.SubjectID, Version: b.Version, Remark: b.Why})
			return err
		}}}
}
