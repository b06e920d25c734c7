package checkpapers

import (
	"context"
	"fmt"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

// PrintTold prints the results of a village's month on one sheet, on which each holder signs that they were told, and
// agree or not (考核结果告知表). Refusals: authz.*, duty.not_assessed (nobody has a result yet).
func (r *Service) PrintTold(ctx context.Context, actor authz.Actor, sheetID int64) ([]byte, error) {
	pack := &documents.Pack{Demo: r.Demo, Stamp: r.Desk.Clock.Now()}
	_, err := desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		s, err := duty.SheetByID(v.Tx, sheetID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("duty.enter", s.Path); err != nil {
			return 0, err
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
		have, err := duty.AssessmentsOf(v.Tx, s.ID)
		if err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		grading, err := duty.LoadGrading(v.Tx, book, s, lines)
		if err != nil {
			return 0, err
		}
		sheet := toldSheet(tree.Full(s.Path), s, lines, told{have, grading})
		if len(sheet.Blocks[1].Table.Rows) == 0 {
			return 0, errs.New(errs.State, "duty.not_assessed").On("told")
		}
		numbers, err := villagepapers.Number(v, village, []villagepapers.Draft{{Kind: villagepapers.Told,
			Subject: duty.ToldSubject, ID: s.ID, Month: s.Month.String()}})
		if err != nil {
			return 0, err
		}
		pack.Title, sheet.Number = tree.Full(s.Path), numbers[0]
		pack.Sheets = []documents.Sheet{sheet}
		v.Record("paper.print_told", "duty_sheet", s.ID, desk.F("number", numbers[0]),
			desk.F("holders", len(sheet.Blocks[1].Table.Rows)))
		return s.ID, nil
	})
	if err != nil {
		return nil, err
	}
	return r.Render.Pack(pack)
}

// told is what a sheet's holders are told of their month.
type told struct {
	have    map[int64]duty.Assessment
	grading duty.Grading
}

func toldSheet(village string, s duty.Sheet, lines []duty.Line, told told) documents.Sheet {
	t := &documents.Table{Widths: []float64{8, 20, 26, 14, 20, 56, 34, 32, 36}, Height: 11,
		Heads: []string{"序号", "姓名", "岗位", "出勤天数", "考核结果", "扣减或增加（元）和依据", "同意□　不同意□", "本人签字", "日期、意见"}}
	for _, l := range lines {
		a := told.have[l.PlacementID]
		if !a.HasResult() {
			continue
		}
		result := ""
		switch {
		case a.Verdict != "":
			result = words.Label("verdict", a.Verdict)
		case a.Total != nil:
			result = fmt.Sprintf("%d分", *a.Total)
		}
		t.Rows = append(t.Rows, []string{fmt.Sprint(len(t.Rows) + 1), l.Name, l.Title, fmt.Sprint(l.Present()), result, told.change(a),
			"□同意　□不同意", "", ""})
	}
	kept := "扣减的钱留在原资金渠道，不归村里。"
	for _, document := range told.grading.Documents(lines) {
		kept += "考核分数对补贴的增减按“" + document + "”；缺勤已经减过的，同一缺勤不再减。"
	}
	return documents.Sheet{Title: "考核结果告知表", Sub: village + "　" + s.Month.Chinese(), Wide: true,
		Blocks: []documents.Block{
			{Para: "下列人员" + s.Month.Chinese() + "的考核结果在发放补贴以前告知本人。同意或不同意都可以写明，不同意的由镇（街道）核对后答复；" +
				"没有签字的，只有本人暂不列入发放。"},
			{Table: t},
			{Para: kept},
			{Sign: []string{"告知人", "村（社区）负责人", "日期"}}}}
}

// change that an assessment makes to the pay, as the holder signs for it.
func (t told) change(a duty.Assessment) string {
	graded, parts := t.grading.Of(a), []string(nil)
	if a.DeductionFen > 0 && graded.Less.Less == 0 {
		parts = append(parts, a.DeductionFen.String()+"："+a.DeductionBase+"（"+a.DeductionRule+"）")
	}
	if s := graded.Words(); s != "" {
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		return "不扣减"
	}
	return strings.Join(parts, "；")
}
