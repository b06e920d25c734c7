package arrears

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
)

// Sent back by the bank and not sent again by the due day.
var returned = &inspect.Rule{
	Code: "arrears.returned", Version: "2", Family: inspect.Arrears, Title: "银行退回后没有重发",
	Citation: "枣人社字〔2023〕68号（拖欠）；退票应当补发", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Params: []string{"pay.due_day", "arrears.alarm_days"},
	Needs:    []string{"pay_item", "payment_event"},
	Absent:   inspect.NoneIn("payment_event", "pay_item", "payment"),
	Method:   "银行退回后，过了应发日仍没有到账，也不在银行途中。收集的材料里没有此后的银行结果的，列为疑点。",
	Innocent: "卡过期、销户、挂失，正在等本人换卡；本人死亡，等待继承手续。不是发放单位扣留。",
	Next:     "联系本人或家属核对账户，换好后立即重发；等待期间告知本人。",
	Ask:      []string{"知不知道钱被退回？谁通知你换卡？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			for _, i := range p.Items {
				n := len(i.Events)
				if n == 0 || !i.Paid().IsZero() || c.OnTheWay[i.ID] {
					continue
				}
				day, alarm, params := due(c, d.Region.Path, i.Month)
				if !c.Today.After(day) {
					continue
				}
				e := i.Events[n-1]
				f := inspect.Finding{Subject: p.Subject(), Day: day, From: i.Month, Held: inspect.Still(i.Month), Amount: i.Amount,
					Params: params, Matter: "arrears|" + region.CountyPath(d.Region.Path) + "|" + i.Month.String(),
					Sentence: fmt.Sprintf("%s%s补贴%s元，银行于%s退回（%s），至今没有重发。", p.Person.Name, i.Month.Chinese(), i.Amount.Grouped(),
						e.On.Chinese(), e.Reason),
					Evidence: []inspect.Evidence{inspect.Row("pay_item", i.ID, "%s元", i.Amount),
						inspect.Row("payment_event", e.ID, "%s退回：%s", e.On, e.Reason)}}
				if c.Where != nil && !heardAfter(d, e.On) {
					f.Certainty = inspect.Suspicion
					f.Sentence = fmt.Sprintf("%s%s补贴%s元，银行于%s退回（%s），材料里没有此后的银行结果，不知道有没有重发。",
						p.Person.Name, i.Month.Chinese(), i.Amount.Grouped(), e.On.Chinese(), e.Reason)
				}
				if c.Today.DaysSince(day) >= alarm {
					f.Severity = inspect.High
				}
				report(f)
			}
		}
	},
}

// heardAfter reports whether the bank's material of a village goes on after a day.
func heardAfter(d *inspect.Dossier, day civil.Date) bool {
	for _, p := range d.Placements {
		for _, i := range p.Items {
			for _, e := range i.Events {
				if !e.Listed && e.On.After(day) {
					return true
				}
			}
		}
	}
	return false
}
