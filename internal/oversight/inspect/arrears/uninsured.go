package arrears

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// On a post for more than a month without accident insurance.
var uninsured = &inspect.Rule{
	Code: "arrears.uninsured", Version: "2", Family: inspect.Arrears, Title: "在岗期间没有意外险",
	Citation: "为在岗人员购买意外伤害保险（省庄镇2022、馆陶县2023）", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"insurance", "placement"},
	Absent: inspect.NoneOf("insurance", "placement"), Params: []string{"insurance.required_before_start"},
	Method:   "保险材料已收集，在岗人员没有任何保单，或者保单到期后没有续保，空档超过31天。晚投保的在“未投保先上岗”中列出。责任在投保的单位，不在本人，也不影响本人补贴。",
	Innocent: "团体保单名单没有附上；保单在镇街统一续保、登记滞后。",
	Next:     "调取团体保单和人员清单；没有的立即投保，说明空档期有没有出过事。",
	Ask:      []string{"有没有人给你说过保险？出了事找谁？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			last := p.Last()
			if last.IsZero() {
				last = c.Today
			}
			if p.Person == nil || !c.Book.Bool("insurance.required_before_start", d.Region.Path, p.Start, true) ||
				p.Insured.IsZero() || p.InsuredUntil.IsZero() || last.DaysSince(p.InsuredUntil) <= 31 {
				continue
			}
			from := p.InsuredUntil.AddDays(1)
			report(inspect.Finding{Subject: p.Subject(), Day: from, Held: inspect.Between(from, p.Last()),
				Params: inspect.Value("insurance.required_before_start", true),
				Sentence: fmt.Sprintf("%s的意外险%s到期，经办单位没有续保，此后仍在岗到%s。责任在经办单位。", p.Person.Name,
					p.InsuredUntil.Chinese(), last.Chinese()),
				Evidence: []inspect.Evidence{inspect.Row("placement", p.ID, "%s上岗，意外险%s至%s", p.Start, p.Insured, p.InsuredUntil)}})
		}
	},
}
