package paperwork

import (
	"fmt"

	"gangwei/internal/base/money"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/words"
)

// FundCard is the card of an office's fund and year.
func FundCard(place, name, year string, lines []fund.CardLine) documents.Sheet {
	t := &documents.Table{
		Heads:  []string{"日期", "凭证", "事由", "从", "到", "金额（元）", "增加（元）", "减少（元）", "可用（元）"},
		Widths: []float64{22, 30, 20, 18, 18, 22, 22, 22, 24},
	}
	for _, l := range lines {
		t.Rows = append(t.Rows, CardRow(l))
	}
	return documents.Sheet{Title: "资金卡片", Sub: place + "　" + words.Label("fund", name) + "　" + year + "年度", Wide: true,
		Blocks: []documents.Block{{Table: t}, {Para: "本卡片是辅助账，与财务正式账按凭证号核对。"}, {Para: "制表：　　　　　　　　复核：　　　　　　　　日期：　　　　"}}}
}

// CardRow of the card, the same on paper and in the workbook.
func CardRow(l fund.CardLine) []string {
	return []string{l.OnDate.String(), l.Voucher, words.Label("subject", l.Subject), words.Label("ledger", l.Credit),
		words.Label("ledger", l.Debit), l.AmountFen.Grouped(), some(l.In), some(l.Out), l.Left.Grouped()}
}

func some(f money.Fen) string {
	if f == 0 {
		return ""
	}
	return f.Grouped()
}

// TrialBalance of an office's year.
func TrialBalance(place, year string, rows []fund.Turnover, at func(path string) string) documents.Sheet {
	t := &documents.Table{Heads: []string{"单位", "资金来源", "科目", "借方（元）", "贷方（元）", "余额（元）"}, Widths: []float64{26, 40, 22, 34, 34, 34}}
	var debit, credit money.Fen
	for _, x := range rows {
		t.Rows = append(t.Rows, TrialRow(x, at))
		debit, credit = debit+x.Debit, credit+x.Credit
	}
	t.Rows = append(t.Rows, []string{"合计", "", "", debit.Grouped(), credit.Grouped(), (debit - credit).Grouped()})
	return documents.Sheet{Title: "试算平衡表", Sub: place + "　" + year + "年度", Wide: true,
		Blocks: []documents.Block{{Table: t}, {Para: "余额为负的是贷方余额。"}, {Para: "制表：　　　　　　　　复核：　　　　　　　　日期：　　　　"}}}
}

// TrialRow of the trial balance, the same on paper and in the workbook.
func TrialRow(x fund.Turnover, at func(path string) string) []string {
	return []string{at(x.Path), words.Label("fund", x.Fund), words.Label("ledger", x.Account), x.Debit.Grouped(),
		x.Credit.Grouped(), x.Balance().Grouped()}
}

// PayRequest are the application (资金拨付申请) and the approval form (资金审批单) for a run's money, to be signed in ink.
func PayRequest(place string, run payroll.Run, byFund []payroll.ByFund) []documents.Sheet {
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
	sum := "金额合计（大写）：" + run.TotalFen.Capital() + "。"
	return []documents.Sheet{
		{Title: "资金拨付申请", Sub: place,
			Blocks: []documents.Block{{Para: "兹申请拨付" + what + "，已按规定公示、审核，补贴直接发放到本人社会保障卡账户。"}, {Table: t}, {Para: sum}, {Para: year},
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
