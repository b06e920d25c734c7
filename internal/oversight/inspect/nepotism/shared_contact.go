package nepotism

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
)

// A holder has the telephone or the address of somebody with power over the hiring, with no declared tie between them:
// a tie that nobody declared, or a holder who exists on paper.
var sharedContact = &inspect.Rule{
	Code: "nepotism.shared_contact", Version: "1", Family: inspect.Nepotism, Title: "与任职人员电话、住址相同，没有申报关系",
	Citation: "枣人社字〔2023〕68号（优亲厚友）；亲属关系申报和回避要求", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"placement", "official"},
	Absent:   inspect.NoneAnywhere("kinship", "person", "official"),
	Method:   "上岗人员登记的手机号，或者写到门牌的住址，与决定当时在任的任职人员相同，两人不同户，也没有申报亲属关系。三人以上共用的号码（村办公电话）不算。",
	Innocent: "老人没有手机，留了村干部的电话由其转告；登记时抄串行；租住在同一院落。",
	Next:     "按登记的电话和住址核实本人；问清是否有亲属关系、为何没有申报。",
	Ask:      []string{"登记的这个电话是谁的？平时谁接？", "你和这名任职人员是什么关系？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			on := decided(p, a)
			for _, x := range []struct{ what, value string }{{"手机号", p.Person.Phone}, {"住址", p.Person.Address}} {
				who := c.Contacts[x.what+x.value]
				if x.value == "" || len(who) != 1 || who[0] == p.PersonID || c.Users[x.what+x.value] > 2 {
					continue
				}
				if inspect.Tied(d, c, p.Person, who[0], on) != nil {
					continue
				}
				for _, o := range c.Offices[who[0]] {
					if !o.On(on) || !o.Over(d.Region.Path) {
						continue
					}
					report(inspect.Finding{Subject: p.Subject(), Day: on, From: p.Start.Month(), Held: inspect.Days(on, p.Start),
						Sentence: fmt.Sprintf("%s登记的%s与时任%s的%s相同，两人没有申报亲属关系。", p.Person.Name, x.what, o.Title, o.Name),
						Evidence: []inspect.Evidence{inspect.Row("person", p.PersonID, "登记的%s", x.what),
							inspect.Row("person", o.PersonID, "%s登记的%s相同", o.Name, x.what),
							inspect.Row("official", o.ID, "%s，%s起", o.Title, o.From), inspect.Row("placement", p.ID, "%s上岗", p.Start)},
						Figures: []figure.Figure{figure.Chain("登记的"+x.what+"相同",
							[]figure.Box{
								{Name: p.Person.Name, Note: "上岗人员，尾号" + p.Person.IDTail, Strong: true},
								{Name: o.Name, Note: o.Title},
							},
							[]string{"同一" + x.what}, true)}})
					return
				}
			}
		})
	},
}
