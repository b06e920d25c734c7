package diversion

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
)

// Pay confirmed by the bank for days after the holder left or died.
var paidAfterEnd = &inspect.Rule{
	Code: "diversion.paid_after_end", Version: "2", Family: inspect.Diversion, Title: "退出或死亡后仍发放",
	Citation: "补贴自退出之日起停发；枣人社字〔2023〕68号（挤占挪用）", From: since, Own: true,
	Severity: inspect.High, Certainty: inspect.Record, Needs: []string{"placement", "pay_item"},
	Absent:   inspect.NoneOf("placement"),
	Method:   "退出日或死亡日之后的天数，银行已确认到账；死亡日期取登记死亡和死亡名册中较早的。协议到期不等于退出，据此的不判断，另外列出。",
	Innocent: "死亡或退出登记晚于发放，已经追回或正在追回的；登记日期有误的。",
	Next:     "核对死亡或退出日期的证明；确属多发的，登记追缴；查明发放后由谁支取。",
	Ask:      []string{"家属：人去世（离岗）以后卡由谁保管？钱是谁取的？", "经办人：什么时候知道的？为什么没有停发？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			last := p.Last()
			if last.IsZero() || p.Person == nil {
				continue
			}
			f := inspect.Finding{}
			for _, i := range p.Items {
				over := payroll.Beyond(i.Days, payroll.PeriodOf(c.Book, d.Region.Path, i.Month), p.Start, last)
				if over <= 0 || i.Paid().IsZero() {
					continue
				}
				if f.From.IsZero() {
					f.From = i.Month
					f.Day = i.Month.First()
				}
				f.Held = f.Held.Covering(inspect.Months(i.Month))
				f.Amount += i.Amount.Prorate(int(over), int(max(i.Days, 1)))
				f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID,
					"%s发放%d天、%s元，%s", i.Month, i.Days, i.Amount, i.Confirmed()))
			}
			if len(f.Evidence) == 0 {
				continue
			}
			why := "退出"
			row := inspect.Row("placement", p.ID, "%s退出", p.End)
			if !p.Person.Died.IsZero() && !last.Before(p.Person.Died) {
				why, row = "死亡", inspect.Row("person", p.PersonID, "登记%s死亡", p.Person.Died)
			}
			f.To = f.From
			f.Subject = p.Subject()
			f.Sentence = fmt.Sprintf("%s已于%s%s，此后仍发放补贴%s元。", p.Person.Name, last.Chinese(), why, f.Amount.Grouped())
			f.Evidence = append(f.Evidence, row)
			report(f)
		}
	},
}
