package screens

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
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
	return []feature.Undo{
		{Act: "duty.submit", Subject: "duty_sheet", Permission: "duty.enter", Back: "考勤表回到填报，可以更正后再报送",
			Road: "请镇（街道）把考勤表退回，更正后再报送。",
			Standing: func(r *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
				sheet, err := duty.SheetByID(s, l.SubjectID)
				return feature.Standing{Open: sheet.State == duty.Submitted && sheet.SubmittedKey == r.Actor.PersonKey,
					Version: sheet.Version, Why: sheet.SubmittedUs.Date() != r.Today}, err
			},
			Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
				_, err := duty.Recall(r.Context.Request().Context(), p.Duty.Desk, r.Actor, r.Key(),
					duty.Recalled{ID: l.SubjectID, Version: b.Version, Remark: b.Why})
				return err
			}},
		{Act: "duty.review", Subject: "duty_sheet", Permission: "duty.review", Back: "考勤表回到待审核",
			Road: "请区（市）重开考勤表；已经列入发放的，用更正发放补差额。",
			Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
				sheet, err := duty.SheetByID(s, l.SubjectID)
				return feature.Standing{Open: sheet.State == duty.Reviewed || sheet.State == duty.Draft,
					Version: sheet.Version}, err
			},
			Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
				_, err := duty.TakeBackReview(r.Context.Request().Context(), p.Duty.Desk, r.Actor, r.Key(),
					l.SubjectID, b)
				return err
			}},
		{Act: "duty.review_many", Subject: "region", Matter: duty.ManyMatter, Permission: "duty.review",
			Back: "这一批里还没有列入发放、没有重开的考勤表回到待审核", Road: "请区（市）重开考勤表；已经列入发放的，用更正发放补差额。",
			Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
				n, err := duty.StandingOf(s, l)
				return feature.Standing{Open: n > 0, Why: true}, err
			},
			Take: func(r *kit.Request, _ trail.Line, b desk.Back) error {
				_, err := duty.TakeBackReviews(r.Context.Request().Context(), p.Duty.Desk, r.Actor, r.Key(), b)
				return err
			}},
	}
}
