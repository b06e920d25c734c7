package procedure

import (
	"fmt"
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// A holder was placed though a step of the road is missing.
var stepMissing = &inspect.Rule{
	Code: "procedure.step_missing", Version: "5", Family: inspect.Procedure, Title: "缺少招聘环节",
	Citation: "招聘程序：申请、初审、民主评议、公示、审核、备案（省庄镇2022、兰山区2022公告）", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"placement", "application"},
	Absent:   inspect.NoneOf("application", "application_step", "review", "notice", "insurance", "placement", "entry"),
	Method:   "已上岗的申请缺少初审、评议、公示、审核、备案中的环节；某个环节的材料整个没有收集的，或者收集的只有这个村少数人的，不判断这个环节。",
	Innocent: "环节已经完成，只是没有录入；系统上线以前的历史人员（接转的另列）；村合并后在原岗位续任，不必重新申请。",
	Next:     "请补交该环节的原始记录；确实没有的，补办并说明。",
	Ask:      []string{"这个环节当时有没有做？材料在哪里？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person != nil && c.HasIn("application", d.Region.Path) &&
				p.ApplicationID == 0 && p.Continues == 0 && !p.Opening && !p.Derived {
				report(inspect.Finding{Subject: p.Subject(), Day: p.Start,
					Sentence: fmt.Sprintf("%s上岗（%s），没有申请的记录。", p.Person.Name, p.Start.Chinese()),
					Evidence: []inspect.Evidence{inspect.Row("placement", p.ID, "%s上岗，没有对应的申请", p.Start)}})
			}
		}
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			if p.Continues != 0 {
				return
			}
			var missing []string
			for _, step := range []string{"check", "review", "notice", "audit", "file"} {
				if a.Last(step) == nil && c.HasIn("step:"+step, d.Region.Path) {
					missing = append(missing, words.Label("step", step))
				}
			}
			if len(missing) > 0 {
				report(inspect.Finding{Subject: p.Subject(), Day: p.Start,
					Sentence: fmt.Sprintf("%s上岗（%s），没有%s的记录。", p.Person.Name, p.Start.Chinese(), strings.Join(missing, "、")),
					Evidence: []inspect.Evidence{inspect.Row("application", a.ID, "申请%s", a.Number),
						inspect.Row("placement", p.ID, "%s上岗", p.Start)}})
			}
		})
	},
}
