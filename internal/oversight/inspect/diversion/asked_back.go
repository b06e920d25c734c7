package diversion

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
)

// Villagers said that they were asked to give pay back. One voice is a suspicion; several in a village weigh more.
var askedBack = &inspect.Rule{
	Code: "diversion.asked_back", Version: "1", Family: inspect.Diversion, Title: "群众反映被要求交回补贴",
	Citation: "枣人社字〔2023〕68号（挤占挪用）；“用于村里”“大家同意”都不是理由", From: since,
	Severity: inspect.High, Certainty: inspect.Suspicion,
	Method:   "领款回访中回答被要求交回，或者信访举报的事项是索要、收回补贴。一村只列一条，按人数写明，不写明是谁说的；手续齐全、银行到账不影响列出。",
	Innocent: "退的是多发的钱，有更正和收据、进了专户；交的是本人的养老保险或医保；听错了问题。",
	Next:     "由村外的人分别约谈，先保护反映人；核对当月集中取现、村账外收入和“捐款”“卫生费”收据。",
	Ask:      []string{"卡上到了多少，自己留了多少？", "谁来要的？说用在哪里？有没有收据？", "别人是不是也交了？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		f := inspect.Finding{Subject: inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name}}
		note := func(day inspect.Evidence, on inspect.Finding) {
			f.Evidence = append(f.Evidence, day)
			f.Held = f.Held.Covering(on.Held)
			if f.Day.IsZero() || on.Day.Before(f.Day) {
				f.Day = on.Day
			}
		}
		people := map[int64]bool{}
		done := map[int64]bool{}
		for _, p := range d.Placements {
			if p.Person == nil || done[p.PersonID] {
				continue
			}
			done[p.PersonID] = true
			for _, k := range p.Person.Calls {
				if k.AskedBack {
					people[p.PersonID] = true
					note(inspect.Row("payee_call", k.ID, "%s回访，说到%s补贴被要求交回", k.On, k.Month),
						inspect.Finding{Day: k.On, Held: inspect.Months(k.Month, k.On.Month())})
				}
			}
		}
		voices := len(people)
		for _, x := range d.Complaints {
			if x.Kind == "asked_back" && x.State != "withdrawn" {
				voices++
				note(inspect.Row("complaint", x.ID, "%s收到，反映索要、收回补贴", x.Received),
					inspect.Finding{Day: x.Received, Held: inspect.Days(x.Received)})
			}
		}
		if voices == 0 {
			return
		}
		f.Sentence = fmt.Sprintf("%s有%d人次反映被要求交回补贴。", d.Region.Name, voices)
		f.Figures = []figure.Figure{figure.Chain("补贴的去向",
			[]figure.Box{
				{Name: "补贴资金"},
				{Name: "领款人", Note: fmt.Sprintf("%d人次反映", voices)},
				{Name: "被要求交回", Note: "由谁收取待查", Strong: true},
			},
			[]string{"银行发放", "交回"}, false)}
		report(f)
	},
}
