package checkpapers

import (
	"context"
	"fmt"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/region"
)

// PrintReceipt prints what was entered of a village's month for the village to sign (回执单): each holder's days as
// they stand, the number of the paper that they were taken from, and room for what is wrong. Refusals: authz.*,
// duty.not_for_village, duty.state (not sent yet).
func (r *Service) PrintReceipt(ctx context.Context, actor authz.Actor, sheetID int64) ([]byte, error) {
	pack := &documents.Pack{Demo: r.Demo, Stamp: r.Desk.Clock.Now()}
	_, err := desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		s, err := duty.SheetByID(v.Tx, sheetID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("duty.enter", s.Path); err != nil {
			return 0, err
		}
		if !s.EnteredFor() {
			return 0, errs.New(errs.State, "duty.not_for_village")
		}
		if s.State == duty.Draft {
			return 0, errs.New(errs.State, "duty.state").With("sheet", s.State)
		}
		tree, err := region.Load(v.Tx, v.Today())
		if err != nil {
			return 0, err
		}
		village, ok := tree.ByPath(s.Path)
		if !ok {
			return 0, errs.New(errs.NotFound, "authz.not_found")
		}
		lines, err := duty.LinesOf(v.Tx, s.ID)
		if err != nil {
			return 0, err
		}
		from, err := villagepapers.NumberOf(v.Tx, *s.ScanID)
		if err != nil {
			return 0, err
		}
		numbers, err := villagepapers.Number(v, village, []villagepapers.Draft{{Kind: villagepapers.Receipt,
			Subject: "duty_sheet", ID: s.ID, Month: s.Month.String()}})
		if err != nil {
			return 0, err
		}
		pack.Title = tree.Full(s.Path)
		sheet := receipt(pack.Title, s, from, lines)
		sheet.Number = numbers[0]
		pack.Sheets = []documents.Sheet{sheet}
		v.Record("paper.print_receipt", "duty_sheet", s.ID, desk.F("number", numbers[0]), desk.F("holders", len(lines)))
		return s.ID, nil
	})
	if err != nil {
		return nil, err
	}
	return r.Render.Pack(pack)
}

func receipt(village string, s duty.Sheet, from string, lines []duty.Line) documents.Sheet {
	t := &documents.Table{Widths: []float64{8, 17, 21}, Heads: []string{"序号", "姓名", "岗位"}, Height: 9}
	for d := 1; d <= s.Month.Days(); d++ {
		t.Widths, t.Heads = append(t.Widths, 6.9), append(t.Heads, fmt.Sprint(d))
	}
	t.Widths, t.Heads = append(t.Widths, 11), append(t.Heads, "出勤天数")
	for i, l := range lines {
		row := []string{fmt.Sprint(i + 1), l.Name, l.Title}
		for d := 1; d <= s.Month.Days(); d++ {
			row = append(row, duty.Word(l.Day(d)))
		}
		t.Rows = append(t.Rows, append(row, fmt.Sprint(l.Present())))
	}
	return documents.Sheet{Title: "代录考勤回执单", Sub: village + "　" + s.Month.Chinese(), Wide: true,
		Blocks: []documents.Block{
			{Para: "下表由上级照村里签字的纸质表（编号" + from + "）代为录入，于" + s.SubmittedUs.Date().Chinese() +
				"报送。" + duty.Legend(true) + "。空着表示没有记录，不等于出勤。"},
			{Table: t},
			{Para: "请村里对照留存的底册核对：□ 无误　　□ 有异议（写明谁、哪几天、怎么不对）"},
			{Pairs: [][]string{{"异议", ""}}},
			{Para: "有异议的，不影响本人其他月份的补贴；镇（街道）另由一人核对后答复。"},
			{Sign: []string{"村（社区）负责人", "考勤员", "日期"}}}}
}
