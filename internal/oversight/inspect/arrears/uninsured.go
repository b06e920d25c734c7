package arrears

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/region"
)

// On a post for more than a month without accident insurance.
var uninsured = &inspect.Rule{
	Code: "arrears.uninsured", Version: "3", Family: inspect.Arrears, Title: "在岗期间没有意外险",
	Citation: "为在岗人员购买意外伤害保险（省庄镇2022、馆陶县2023）", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"insurance", "placement"},
	Absent: inspect.NoneOf("insurance", "placement"), Params: []string{"insurance.required_before_start"},
	Method:   "保险材料已收集，保单到期后没有续保，空档超过31天；名册接入、没有申请记录的在岗人员从来没有保单，或者晚投保，超过31天，列为疑点。接入以前、本系统开始发放以前的日子不算；全区（市）没有一份保单的，当作没有在本系统登记，不列。有申请记录的晚投保、没投保，在“未投保先上岗”中列出。参数册写明不要求投保的不列。责任在投保的单位，不在本人，也不影响本人补贴。",
	Innocent: "团体保单名单没有附上；保单在镇街统一续保、登记滞后。",
	Next:     "调取团体保单和人员清单；没有的立即投保，说明空档期有没有出过事。",
	Ask:      []string{"有没有人给你说过保险？出了事找谁？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil || !c.Book.Bool("insurance.required_before_start", d.Region.Path, p.Start, true) {
				continue
			}
			last := p.Last()
			if last.IsZero() {
				last = c.Today
			}
			if !p.Insured.IsZero() && !p.InsuredUntil.IsZero() && last.DaysSince(p.InsuredUntil) > graceDays {
				from := p.InsuredUntil.AddDays(1)
				report(inspect.Finding{Subject: p.Subject(), Day: from, Held: inspect.Between(from, p.Last()),
					Params: inspect.Value("insurance.required_before_start", true),
					Sentence: fmt.Sprintf("%s的意外险%s到期，经办单位没有续保，此后仍在岗到%s。责任在经办单位。", p.Person.Name,
						p.InsuredUntil.Chinese(), last.Chinese()),
					Evidence: []inspect.Evidence{inspect.Row("placement", p.ID, "%s上岗，意外险%s至%s", p.Start, p.Insured, p.InsuredUntil)}})
			}
			if never(d, c, p, last) {
				report(neverInsured(d, c, p, last))
			}
		}
	},
}

// graceDays without a policy are nobody's fault yet: a group policy is taken out once a month.
const graceDays = 31

// onceHere is the first day on which the office could have insured a holder here: not before it took the holder over,
// nor before the county began to keep its pay here.
func onceHere(d *inspect.Dossier, c *inspect.City, p *inspect.Placement) civil.Date {
	from := p.Start
	if p.Entered.After(from) {
		from = p.Entered
	}
	if month, ok := c.Book.Month(payroll.OpeningParam, region.CountyPath(d.Region.Path), c.Today); ok &&
		month.First().After(from) {
		from = month.First()
	}
	return from
}

// never reports whether somebody who was taken over with a roster was on post for more than a month without any policy,
// or before the first one. Who applied here stands under "started early"; files of somebody else are judged by that
// alone. Where a county keeps no policy here at all, nothing is known.
func never(d *inspect.Dossier, c *inspect.City, p *inspect.Placement, last civil.Date) bool {
	county := region.CountyPath(d.Region.Path)
	if c.Where != nil || p.ApplicationID != 0 || p.Continues != 0 || p.Derived || p.State == "suspended" ||
		!c.HasIn("insurance", d.Region.Path) || !c.HasIn("insurance", county) {
		return false
	}
	if !p.Insured.IsZero() && p.Insured.Before(last) {
		last = p.Insured
	}
	return last.DaysSince(onceHere(d, c, p)) > graceDays
}

func neverInsured(d *inspect.Dossier, c *inspect.City, p *inspect.Placement, last civil.Date) inspect.Finding {
	from := onceHere(d, c, p)
	f := inspect.Finding{Subject: p.Subject(), Day: from, Held: inspect.Between(from, p.Last()),
		Certainty: inspect.Suspicion, Params: inspect.Value("insurance.required_before_start", true)}
	if p.Insured.IsZero() || !p.Insured.Before(last) {
		f.Sentence = fmt.Sprintf("%s%s起在岗，到%s没有登记过任何意外险保单。责任在经办单位。", p.Person.Name, from.Chinese(), last.Chinese())
		f.Evidence = []inspect.Evidence{inspect.Row("placement", p.ID, "%s上岗，没有意外险", p.Start)}
		return f
	}
	f.Held = inspect.Between(from, p.Insured.AddDays(-1))
	f.Sentence = fmt.Sprintf("%s%s起在岗，意外险从%s才开始。责任在经办单位。", p.Person.Name, from.Chinese(), p.Insured.Chinese())
	f.Evidence = []inspect.Evidence{inspect.Row("placement", p.ID, "%s上岗，意外险%s起", p.Start, p.Insured)}
	return f
}
