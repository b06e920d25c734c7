package nepotism

import (
	"fmt"
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/words"
)

// The category by which somebody holds a post was certified by kin.
var certifiedByKin = &inspect.Rule{
	Code: "nepotism.certified_by_kin", Version: "1", Family: inspect.Nepotism, Title: "安置依据由亲属认定",
	Citation: "枣人社字〔2023〕68号（优亲厚友）；回避要求", From: since,
	Severity: inspect.High, Certainty: inspect.Suspicion, Needs: []string{"placement", "person_category", "kinship"},
	Absent:   inspect.None("kinship"),
	Method:   "上岗所依据的类别登记，经办认定的人与上岗人员有申报的亲属关系（含姻亲、同户）。",
	Innocent: "类别由上级系统统一认定，经办人只是录入；亲属关系在认定之后才形成。",
	Next:     "向登记部门调取认定材料，由无利害关系的人员重新核实类别。",
	Ask:      []string{"这个类别是怎么认定的？交了哪些材料？", "认定时有没有说明亲属关系？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			for _, x := range p.Person.Categories {
				if x.Code != p.Basis || x.Certifier == 0 {
					continue
				}
				way := inspect.Tied(d, c, p.Person, x.Certifier, x.From)
				if x.Certifier == p.PersonID {
					way = &inspect.Way{
						Path: []string{"认定人就是本人"},
						Rows: []inspect.Evidence{inspect.Row("person", p.PersonID, "认定人就是本人")},
					}
				}
				if way == nil {
					continue
				}
				var drawn []figure.Figure
				if len(way.Steps) > 0 {
					drawn = append(drawn, way.Drawn(p.Person, "类别认定人"))
				}
				report(inspect.Finding{Subject: p.Subject(), Day: x.From, From: p.Start.Month(),
					Held: inspect.Days(x.From, p.Start),
					Sentence: fmt.Sprintf("%s以“%s”上岗，这一类别由其亲属%s认定（%s）。", p.Person.Name, words.Label("category", x.Code),
						d.NameOf(c, x.Certifier), strings.Join(way.Path, "，")),
					Evidence: append(
						[]inspect.Evidence{inspect.Row("person_category", x.ID, "%s，%s起", words.Label("category", x.Code), x.From),
							inspect.Row("placement", p.ID, "%s上岗，依据%s", p.Start, words.Label("category", p.Basis))},
						way.Rows...),
					Figures: drawn})
				return
			}
		})
	},
}
