package screens

import (
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/platform/database"
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
	return []feature.Undo{{Act: "help.act", Permission: "help.enter",
		Offer: func(r *kit.Request, s *database.Snapshot, l trail.Line) (*kit.Offer, error) {
			a, found, err := helpledger.LastEntered(s, l.SubjectID)
			if err != nil || !found || a.ActorID != r.Actor.UserID || a.AtUs != l.AtUs || a.AtUs.Date() != r.Today {
				return nil, err
			}
			return &kit.Offer{Address: "/help/" + kit.FormatID(l.SubjectID) + "/acts/back", Item: a.ID}, nil
		}}}
}
