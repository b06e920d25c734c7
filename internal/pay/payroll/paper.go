package payroll

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/money"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/words"
)

// NoticeSheet is a village's list of a month's pay for the board (补贴发放公示): names, posts, days on the post and at work,
// and sums, and the documents by which they were reckoned; of the identity number only the last four, and no account.
// How a sum came about has half of the sheet where sums hang on work.
func NoticeSheet(place string, run Run, rows []Listed, rules []string) documents.Sheet {
	t := &documents.Table{Widths: []float64{1, 2.2, 2, 2.9, 1.6, 1.9, 2.1, 3.1}, Height: 8,
		Heads: []string{"序号", "姓名", "身份证号码后四位", "岗位", "在岗天数", "上岗/约定天数", "金额（元）", "说明"}}
	wide := slices.ContainsFunc(rows, func(x Listed) bool { return x.ByWork() })
	if wide {
		t.Widths, t.Height = []float64{1, 1.9, 1.8, 2.4, 1.6, 1.9, 2.1, 11}, 7
	}
	var sum money.Fen
	for i, x := range rows {
		note := ""
		switch {
		case x.Public() != "":
			note = x.Public()
		case x.Deducted > 0:
			note = "按规定扣减" + x.Deducted.Grouped() + "元"
		}
		if x.Deducted > 0 {
			note += "，扣减的留在原资金渠道"
		}
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), x.Name, x.IDTail, x.Title,
			fmt.Sprintf("%d/%d", x.Days, x.OfDays), x.Worked(), x.AmountFen.Grouped(), note})
		sum += x.AmountFen
	}
	t.Rows = append(t.Rows, []string{"", "合计", "", fmt.Sprintf("%d人", len(rows)), "", "", sum.Grouped(), ""})
	when := "公示时间：　　　年　　月　　日至　　　年　　月　　日"
	if !run.NoticeFrom.IsZero() {
		when = "公示时间：" + run.NoticeFrom.Chinese() + "至" + run.NoticeUntil.Chinese()
	}
	title := "乡村公益性岗位补贴发放公示" + words.RunPart(run.Kind, run.Number)
	by := ""
	if len(rules) > 0 {
		by = "补贴按" + strings.Join(rules, "、") + "计发。"
	}
	return documents.Sheet{Title: title, Sub: place + "　" + run.Month.Chinese(), Wide: wide,
		Blocks: []documents.Block{{Table: t}, {Para: by + when + "。"},
			{Para: "有异议的，请在公示期内向镇（街道）或者区（市）反映，也可以在村公示栏网页上反映。补贴只发到本人社会保障卡，任何人不得代领、索要、收回。"}}}
}

// RequestSheets are the application (资金拨付申请) and the approval form (资金审批单) for a run's money, to be signed in ink.
func RequestSheets(place string, run Run, byFund []ByFund) []documents.Sheet {
	t := &documents.Table{Heads: []string{"资金来源", "人次", "金额（元）"}, Widths: []float64{70, 30, 50}}
	for _, x := range byFund {
		t.Rows = append(t.Rows, []string{words.Label("fund", x.Fund), fmt.Sprint(x.Lines), x.AmountFen.Grouped()})
	}
	t.Rows = append(t.Rows, []string{"合计", fmt.Sprint(run.Items) + "人", run.TotalFen.Grouped()})
	what := run.Month.Chinese() + "乡村公益性岗位补贴" + words.RunPart(run.Kind, run.Number)
	year := "预算年度：" + run.Year + "年。"
	if run.Year == "" {
		year = "预算年度：　　　　年。"
	}
	audited := "，已按规定公示、审核"
	if run.State != Approved {
		audited = "（名单还没有核准，核准以后再报送）"
	}
	sum := "金额合计（大写）：" + run.TotalFen.Capital() + "。"
	return []documents.Sheet{
		{Title: "资金拨付申请", Sub: place,
			Blocks: []documents.Block{
				{Para: "兹申请拨付" + what + audited + "，补贴直接发放到本人社会保障卡账户。"},
				{Table: t},
				{Para: sum},
				{Para: year},
				{Para: "申请单位（公章）："}, {Para: "经办人：　　　　　　　　负责人：　　　　　　　　日期：　　　　年　　月　　日"}}},
		{Title: "资金审批单", Sub: place,
			Blocks: []documents.Block{
				{Para: "事项：拨付" + what + "。"},
				{Table: t},
				{Para: sum},
				{Para: year},
				{Para: "人力资源社会保障部门意见：　　　　　　　　　　　签字：　　　　　　日期："},
				{Para: "财政部门意见：　　　　　　　　　　　　　　　　签字：　　　　　　日期："},
				{Para: "分管负责人意见：　　　　　　　　　　　　　　　签字：　　　　　　日期："}, {Para: "支付凭证号：　　　　　　　　　　　　付款日期：　　　　年　　月　　日"}}},
	}
}
