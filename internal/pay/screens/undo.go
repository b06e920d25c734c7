package screens

import (
	"gangwei/internal/pay/cardchange"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

// RunUndo takes back that a run was drawn up, and that a batch was prepared.
func RunUndo(runs *Payroll, batches *Batches) []feature.Undo {
	return []feature.Undo{
		{Act: "payroll.draft", Subject: "pay_run", Permission: "payroll.draft",
			Back: "本月名单撤销，考勤表和名额放开，可以重新编制", Road: "批准以前可以作废名单，写明理由；批准以后用更正发放。",
			Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
				x, err := payroll.RunByID(s, l.SubjectID)
				return feature.Standing{Open: x.State == payroll.Draft, Version: x.Version}, err
			},
			Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
				_, err := payroll.TakeBackDraft(r.Context.Request().Context(), runs.Payroll, r.Actor, r.Key(), l.SubjectID, b)
				return err
			}},
		{Act: "payment.prepare", Subject: "pay_batch", Permission: "payment.prepare",
			Back: "批次撤回，其中的人员可以编入另一批", Road: "复核送银行以前可以撤回批次，写明理由；送银行以后以回盘为准。",
			Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
				b, err := payment.BatchByID(s, l.SubjectID)
				return feature.Standing{Open: b.State == payment.Prepared, Version: b.Version}, err
			},
			Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
				_, err := payment.TakeBackPrepare(r.Context.Request().Context(), batches.Payments, r.Actor, r.Key(),
					l.SubjectID, b)
				return err
			}},
	}
}

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
