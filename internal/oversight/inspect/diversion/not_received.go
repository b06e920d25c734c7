package diversion

import (
	"fmt"

	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
)

// The holder said on the telephone that a month did not come, or less of it, though the bank confirmed it.
var notReceived = &inspect.Rule{
	Code: "diversion.not_received", Version: "2", Family: inspect.Diversion, Title: "银行已到账，本人说没收到或少收",
	Citation: "枣人社字〔2023〕68号（挤占挪用）；发放回访", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"payee_call", "pay_item"},
	Method:   "领款回访问到的月份，银行已确认到账，本人明确说没有收到，或者说收到的金额少于发放金额。没有问到哪个月的，看走访以前发放的全部月份：明确说没有收到过，或者说每月收到的少于最低一个月的发放金额。答“记不清”的不算。",
	Innocent: "老人没有查卡、钱由子女代取；把几个月的钱记混了；银行扣了短信费等几元钱（相差5元以内不列）。",
	Next:     "陪同本人到银行打印流水；钱已取走的，查取款凭条。",
	Ask:      []string{"卡在谁手里？最近一次是谁取的？", "取了多少，交给你多少？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			for _, k := range p.Person.Calls {
				if !k.Reached {
					continue
				}
				if k.Month.IsZero() {
					if f, found := neverReceived(p, k); found {
						report(f)
					}
					continue
				}
				for _, i := range p.Items {
					if i.Month != k.Month || i.Paid().IsZero() || i.Paid().After(k.On) || !i.Regular() {
						continue
					}
					if i.Listed() && !k.On.After(i.Month.Add(1).Last()) {
						continue // nobody knows whether it had been paid by then
					}
					short := k.Got == "yes" && k.Amount > 0 && i.Amount-k.Amount > 500
					if k.Got != "no" && !short {
						continue
					}
					f := inspect.Finding{Subject: p.Subject(), Day: k.On, From: i.Month, Held: inspect.Months(i.Month, k.On.Month()),
						Amount: i.Amount,
						Sentence: fmt.Sprintf("%s%s的补贴%s元银行已于%s到账，本人在%s回访中说没有收到。", p.Person.Name, i.Month.Chinese(), i.Amount.Grouped(),
							i.Paid().Chinese(), k.On.Chinese()),
						Evidence: []inspect.Evidence{inspect.Row("pay_item", i.ID, "%s发放%s元，%s", i.Month, i.Amount, i.Confirmed()),
							inspect.Row("payee_call", k.ID, "%s回访", k.On)}}
					if i.Listed() {
						f.Sentence = fmt.Sprintf("%s%s的补贴%s元列在发放表上（没有收集银行结果），本人在%s回访中说没有收到。",
							p.Person.Name, i.Month.Chinese(), i.Amount.Grouped(), k.On.Chinese())
					}
					if short {
						f.Amount = i.Amount - k.Amount
						f.Sentence = fmt.Sprintf("%s%s的补贴%s%s元，本人在%s回访中说只收到%s元。",
							p.Person.Name, i.Month.Chinese(), map[bool]string{true: "发放表上写", false: "银行到账"}[i.Listed()], i.Amount.Grouped(),
							k.On.Chinese(), k.Amount.Grouped())
					}
					report(f)
					break
				}
			}
		}
	},
}

// neverReceived tells of a visit that asked of no month in particular.
func neverReceived(p *inspect.Placement, k inspect.Call) (f inspect.Finding, found bool) {
	least := money.Fen(0)
	for _, i := range p.Items {
		if i.Paid().IsZero() || i.Paid().After(k.On) || !i.Regular() {
			continue
		}
		if f.From.IsZero() || i.Month.Before(f.From) {
			f.From = i.Month
		}
		if f.To.IsZero() || f.To.Before(i.Month) {
			f.To = i.Month
		}
		if least == 0 || i.Amount < least {
			least = i.Amount
		}
		f.Amount += i.Amount
		f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID, "%s发放%s元", i.Month, i.Amount))
	}
	short := k.Got == "yes" && k.Amount > 0 && least-k.Amount > 500
	if len(f.Evidence) == 0 || k.Got != "no" && !short {
		return f, false
	}
	f.Subject, f.Day, f.Held = p.Subject(), k.On, inspect.Months(f.From, f.To, k.On.Month())
	f.Evidence = append(f.Evidence, inspect.Row("payee_call", k.ID, "%s走访", k.On))
	f.Sentence = fmt.Sprintf("发放名册上%s的补贴有%d个月、共%s元，本人在%s走访中说没有收到。", p.Person.Name, len(f.Evidence)-1, f.Amount.Grouped(),
		k.On.Chinese())
	if short {
		f.Amount = (least - k.Amount) * money.Fen(len(f.Evidence)-1)
		f.Sentence = fmt.Sprintf("发放名册上%s的补贴每月不少于%s元，本人在%s走访中说每月只收到%s元。", p.Person.Name, least.Grouped(), k.On.Chinese(),
			k.Amount.Grouped())
	}
	return f, true
}
