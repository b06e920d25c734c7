package diversion

import (
	"fmt"
	"strings"

	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
)

// More than one regular pay item of a person for a month, anywhere in the city.
var paidTwice = &inspect.Rule{
	Code: "diversion.paid_twice", Version: "1", Family: inspect.Diversion, Title: "同一人同一月发放两次",
	Citation: "枣人社字〔2023〕68号（挤占挪用）；一人一岗", From: since,
	Severity: inspect.High, Certainty: inspect.Record, Needs: []string{"pay_item"},
	Absent:   append(inspect.NoneOf("placement"), inspect.None("post")...),
	Method:   "同一身份证号码同一月份有两笔以上的常规发放，不论在几个村。补发、更正、退回后重发的不算；合计不超过协议月标准的（分资金来源发放、月中换岗分段发放）不算。",
	Innocent: "一笔由两项资金分担；月中换岗分两段计发；补发以前月份，月份写错。",
	Next:     "调取两笔的名单、凭证和银行流水；确属重复的登记追缴。",
	Ask:      []string{"这个月卡上到了几笔钱？各是多少？", "多出来的钱有没有人让你交出去？"},
	Holds:    inspect.Once,
	Over: func(c *inspect.City, report func(inspect.Finding)) {
		for _, x := range c.Doubles {
			sum, least := money.Fen(0), x.Items[0].Amount
			for _, i := range x.Items {
				sum += i.Amount
				least = min(least, i.Amount)
			}
			if x.Rate > 0 && sum <= x.Rate+x.Rate/50 {
				continue
			}
			at, ok := c.Tree.ByPath(x.Path)
			if !ok {
				continue
			}
			f := inspect.Finding{Region: at, Subject: x.Subject, Day: x.Month.First(), Amount: least}
			var told []string
			var payments []figure.Box
			for k, i := range x.Items {
				payments = append(payments, figure.Box{Name: x.Where[k] + "发放", Note: i.Amount.Grouped() + "元"})
				told = append(told, fmt.Sprintf("%s%s元", x.Where[k], i.Amount.Grouped()))
				f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID, "%s，%s发放%s元", x.Where[k], i.Month, i.Amount))
			}
			f.Sentence = fmt.Sprintf("%s%s领了%d笔补贴：%s。", x.Subject.Name, x.Month.Chinese(), len(x.Items), strings.Join(told, "，"))
			f.Figures = []figure.Figure{inspect.IntoOne("同一个月的补贴", payments, "",
				figure.Box{Name: x.Subject.Name, Note: x.Month.Chinese() + "，共" + sum.Grouped() + "元"})}
			report(f)
		}
	},
}
