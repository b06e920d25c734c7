package screens

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

func (p *Duty) sheetRecall(r *kit.Request) error {
	page, err := p.loadSheet(r)
	if err != nil {
		return err
	}
	m := duty.Recalled{ID: page.Sheet.ID, Version: r.Int("version"), Remark: r.Text("remark")}
	if err = r.Faults(); err == nil {
		_, err = duty.Recall(r.Context.Request().Context(), p.Duty.Desk, r.Actor, r.Key(), m)
	}
	if err != nil {
		return r.RenderFormErrors(err, "sheet", page)
	}
	return r.SeeOther("/duty/sheets/"+kit.FormatID(page.Sheet.ID), "已撤回，可以更正后再报送。")
}

// Undo of what was done with sheets.
func (p *Duty) Undo() []feature.Undo {
	return []feature.Undo{{Act: "duty.submit", Permission: "duty.sheet",
		Offer: func(r *kit.Request, s *database.Snapshot, l trail.Line) (*kit.Offer, error) {
			sheet, err := duty.SheetByID(s, l.SubjectID)
			if err != nil || sheet.State != duty.Submitted || sheet.SubmittedKey != r.Actor.PersonKey {
				return nil, err
			}
			return &kit.Offer{Address: "/duty/sheets/" + kit.FormatID(sheet.ID) + "/recall", Version: sheet.Version,
				Why: sheet.SubmittedUs.Date() != r.Today}, nil
		}}}
}
