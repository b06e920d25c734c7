package diversion

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// Somebody at the door tells that another does the work of a holder who is paid for it.
var doneByAnother = &inspect.Rule{
	Code: "diversion.done_by_another", Version: "1", Family: inspect.Diversion, Title: "走访反映活由别人干，仍领补贴",
	Citation: "顶岗代岗、吃空饷；补贴按实际履职发放", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"payee_call", "pay_item", "placement"},
	Method:   "走访、回访时说的话里，有一句说活是家里人或别人干的，而此前一年内本人仍领到补贴。说生病、请假、临时、一起干的不算，否定的话不算。每个岗位只列一条，写最近一个月。",
	Innocent: "家人一时帮忙；请假换班有记录；说的是别的活；换人的手续正在办。",
	Next:     "到场看几次谁在干，对照考勤签字；听取本人和实际干活的人的说明。",
	Ask:      []string{"平时谁在干？从什么时候起？", "钱发到谁的卡上，给不给干活的人？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			for _, k := range p.Person.Calls {
				if !k.Another || k.On.Before(p.Start) {
					continue
				}
				var last *inspect.Item
				for _, i := range p.Items {
					if i.Amount > 0 && !k.On.Month().Before(i.Month) && k.On.Month().Since(i.Month) <= 12 &&
						(last == nil || last.Month.Before(i.Month)) {
						last = i
					}
				}
				if last == nil {
					continue
				}
				report(inspect.Finding{Subject: p.Subject(), Day: last.Month.Last(), Held: inspect.Months(last.Month, k.On.Month()),
					Amount: last.Amount,
					Evidence: []inspect.Evidence{inspect.Row("payee_call", k.ID, "%s走访，说到活由别人干", k.On),
						inspect.Row("pay_item", last.ID, "%s发放%s元", last.Month, last.Amount)},
					Sentence: fmt.Sprintf("%s走访时说到，%s的活由别人干；%s仍发放补贴%s元。", k.On.Chinese(), p.Person.Name, last.Month.Chinese(),
						last.Amount.Grouped())})
				break
			}
		}
	},
}
