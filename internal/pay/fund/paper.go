package fund

import (
	"gangwei/internal/base/money"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/words"
)

// CardSheet is the card of an office's fund and year.
func CardSheet(place, name, year string, lines []CardLine) documents.Sheet {
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
func CardRow(l CardLine) []string {
	return []string{l.OnDate.String(), l.Voucher, words.Label("subject", l.Subject), words.Label("ledger", l.Credit),
		words.Label("ledger", l.Debit), l.AmountFen.Grouped(), some(l.In), some(l.Out), l.Left.Grouped()}
}

func some(f money.Fen) string {
	if f == 0 {
		return ""
	}
	return f.Grouped()
}

// TrialSheet of an office's year.
func TrialSheet(place, year string, rows []Turnover, at func(path string) string) documents.Sheet {
	t := &documents.Table{
		Heads:  []string{"单位", "资金来源", "科目", "借方（元）", "贷方（元）", "余额（元）"},
		Widths: []float64{26, 40, 22, 34, 34, 34},
	}
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
func TrialRow(x Turnover, at func(path string) string) []string {
	return []string{at(x.Path), words.Label("fund", x.Fund), words.Label("ledger", x.Account), x.Debit.Grouped(),
		x.Credit.Grouped(), x.Balance().Grouped()}
}
