package screens

import (
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

// Undo of an answer to a complaint, before it was told. What the inspectors answer is theirs and is not offered.
func (p *Complaints) Undo() []feature.Undo {
	return []feature.Undo{{Act: "complaint.answered", Subject: "complaint", Permission: "complaint.answer",
		Back: "信访举报回到待答复，期限不变", Road: "已经告知的，由反映人凭回执要求上一级重新办理，或在本页转上级重新办理。",
		Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
			open, version, err := complaint.Standing(s, l)
			return feature.Standing{Open: open, Version: version, Why: true}, err
		},
		Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
			_, err := p.Complaints.TakeBack(r.Context.Request().Context(), r.Actor, r.Key(), l.SubjectID, b)
			return err
		}}}
}

// FindingUndo of what an inspector decided on a finding, until something else was decided, written or found.
func FindingUndo(of *inspect.Service) []feature.Undo {
	return []feature.Undo{{Act: "inspect.decide", Subject: "finding", Permission: "inspect.decide", Confided: true,
		Back: "疑点回到这次处置以前", Road: "在疑点页上重新登记处置，写明理由；整改要求已经下达，不能撤回。",
		Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
			open, version, err := inspect.Standing(s, l)
			return feature.Standing{Open: open, Version: version, Why: true}, err
		},
		Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
			_, err := of.TakeBack(r.Context.Request().Context(), r.Actor, r.Key(), l.SubjectID, b)
			return err
		}}}
}
