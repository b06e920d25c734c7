package screens

import (
	"gangwei/internal/pay/cardchange"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

// Undo of the approval of a bank's list of new cards, as long as it is not in force.
func (p *Cards) Undo() []feature.Undo {
	return []feature.Undo{{Act: "card.approve", Subject: "card_list", Permission: "card.approve",
		Back: "换卡清单回到待核准", Road: "生效以前可以剔除有误的人员或撤销清单；生效以后请用新的换卡清单更正。",
		Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
			list, err := cardchange.ByID(s, l.SubjectID)
			return feature.Standing{Open: list.State == cardchange.Cooling, Version: list.Version}, err
		},
		Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
			_, err := p.Cards.TakeBackApproval(r.Context.Request().Context(), r.Actor, r.Key(), l.SubjectID, b)
			return err
		}}}
}
