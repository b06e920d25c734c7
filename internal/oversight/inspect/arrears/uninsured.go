package arrears

import (
	"cmp"
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// On a post for more than a month without accident insurance.
var uninsured = &inspect.Rule{
	Code: "arrears.uninsured", Version: "3", Family: inspect.Arrears, Title: "在岗期间没有意外险",
	Citation: "为在岗人员购买意外伤害保险（省庄镇2022、馆陶县2023）", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"insurance", "placement"},
	Absent: inspect.NoneOf("insurance", "placement"), Params: []string{"insurance.required_before_start"},
	Method: "保险材料已收集，保单到期后没有续保，空档超过31天；建账时转入的在岗人员，转入以来没有登记过任何保单的，每村列一条，写明经办单位，作为疑点。" +
		"经申请上岗、晚投保或者没有投保的，在“未投保先上岗”中列出。责任在投保的单位，不在本人，也不影响本人补贴。",
	Innocent: "团体保单名单没有附上；保单在镇街统一续保、登记滞后。",
	Next:     "调取团体保单和人员清单；没有的立即投保，说明空档期有没有出过事。",
	Ask:      []string{"有没有人给你说过保险？出了事找谁？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		if f, some := neverInsured(d, c); some {
			report(f)
		}
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

// neverInsured are the holders of a village who were taken over when the office began its books, and of whom no policy
// was ever entered: the office's lack, one finding for the village. Of who came by an application another rule tells.
func neverInsured(d *inspect.Dossier, c *inspect.City) (f inspect.Finding, some bool) {
	if c.Where != nil || !c.HasIn("insurance", d.Region.Path) {
		return f, false
	}
	var names []string
	var lasts []civil.Date
	for _, p := range d.Placements {
		last := cmp.Or(p.Last(), c.Today)
		from := cmp.Or(p.Entered, p.Start) // before it was entered nobody could enter a policy
		if from.Before(p.Start) {
			from = p.Start
		}
		if p.Person == nil || !p.Opening || !p.Insured.IsZero() || p.Continues != 0 || last.DaysSince(from) <= 31 ||
			!c.Book.Bool("insurance.required_before_start", d.Region.Path, p.Start, true) {
			continue
		}
		if f.Day.IsZero() || from.Before(f.Day) {
			f.Day = from
		}
		names, lasts = append(names, p.Person.Name), append(lasts, p.Last())
		if len(f.Evidence) < mostUninsured {
			f.Evidence = append(f.Evidence, inspect.Row("placement", p.ID, "%s %s上岗，没有登记保单", p.Person.Label(), p.Start))
		}
	}
	if len(names) == 0 {
		return f, false
	}
	f.Subject = inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name}
	f.Certainty = inspect.Suspicion
	f.Held = inspect.Between(f.Day, inspect.LaterLast(lasts...))
	f.Params = inspect.Value("insurance.required_before_start", true)
	who := strings.Join(names[:min(len(names), 5)], "、")
	if len(names) > 5 {
		who += "等"
	}
	f.Sentence = fmt.Sprintf("%s的%d名在岗人员（%s）建账以来没有登记过意外伤害保险：没有投保，或者没有登记。责任在经办单位。", d.Region.Name,
		len(names), who)
	return f, true
}

// mostUninsured rows are kept of one finding.
const mostUninsured = 60
