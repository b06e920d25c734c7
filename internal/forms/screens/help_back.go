package screens

import (
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

func (p *Help) helpTakeBack(r *kit.Request) error {
	return p.helpDo(r, "已撤销这一条援助登记。", func(c helpledger.Case, _ int64) error {
		item := r.Int("item")
		if err := r.Faults(); err != nil {
			return err
		}
		_, err := p.Help.TakeBack(r.Context.Request().Context(), r.Actor, r.Key(), c.ID, item)
		return err
	})
}

// Undo of what was entered about help.
func (p *Help) Undo() []feature.Undo {
	return []feature.Undo{{Act: "help.act", Subject: "help_case", Permission: "help.enter", Back: "去掉这一条援助登记",
		Road: "援助登记只在登记当天、是最后一条时可以撤销；此后请再登记一条说明。",
		Standing: func(r *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
			a, found, err := helpledger.LastEntered(s, l.SubjectID)
			return feature.Standing{Open: found && a.ActorID == r.Actor.UserID && a.AtUs == l.AtUs &&
				a.AtUs.Date() == r.Today}, err
		},
		Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
			var act int64
			if err := r.Read(func(s *database.Snapshot) error {
				a, _, err := helpledger.LastEntered(s, l.SubjectID)
				if a.AtUs == l.AtUs {
					act = a.ID
				}
				return err
			}); err != nil {
				return err
			}
			_, err := p.Help.TakeBack(r.Context.Request().Context(), r.Actor, r.Key(), l.SubjectID, act)
			return err
		}}}
}
