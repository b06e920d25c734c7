package diversion

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
)

// A placement written down long after it is said to have begun, with the months before paid in a lump.
var backdated = &inspect.Rule{
	Code: "diversion.backdated", Version: "1", Family: inspect.Diversion, Title: "事后补录上岗，一次补发多月",
	Citation: "备案上岗（岷县专项整治2025等）；虚报冒领", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"placement", "pay_item"},
	Method:   "上岗记录在所写上岗日两个月以后才登记，登记以前的三个以上月份在同一天到账。开账接转、历史导入、村合并续任的不算。",
	Innocent: "资金晚到、系统晚上线，考勤和协议能证明早已在岗；补录有文件。",
	Next:     "核对协议签订日、投保日、考勤原件和照片的形成时间。",
	Ask:      []string{"你实际从哪天开始干的？有谁能证明？", "一次到账的钱是哪几个月的？有没有交出去？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil || p.Opening || p.Continues != 0 || p.Entered.IsZero() || p.Entered.DaysSince(p.Start) <= 62 {
				continue
			}
			lumps := map[string][]*inspect.Item{}
			for _, i := range p.Items {
				over := payroll.PeriodOf(c.Book, d.Region.Path, i.Month).Until
				if !i.Paid().IsZero() && over.Before(p.Entered) {
					lumps[i.Paid().String()] = append(lumps[i.Paid().String()], i)
				}
			}
			best := ""
			for day, items := range lumps {
				if best == "" || len(items) > len(lumps[best]) || len(items) == len(lumps[best]) && day < best {
					best = day
				}
			}
			if len(lumps[best]) < 3 {
				continue
			}
			f := inspect.Finding{Subject: p.Subject(), Day: p.Start,
				Held:     inspect.Days(p.Start, p.Entered, lumps[best][0].Paid()),
				Evidence: []inspect.Evidence{inspect.Row("placement", p.ID, "写明%s上岗，%s才登记", p.Start, p.Entered)}}
			for _, i := range lumps[best] {
				f.Amount += i.Amount
				f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID, "%s，%s元，%s到账", i.Month, i.Amount, best))
			}
			f.Sentence = fmt.Sprintf("%s的上岗记录写明%s上岗，%s才登记，此前%d个月的补贴%s元在%s一次到账。", p.Person.Name, p.Start.Chinese(),
				p.Entered.Chinese(), len(lumps[best]), f.Amount.Grouped(), best)
			report(f)
		}
	},
}
