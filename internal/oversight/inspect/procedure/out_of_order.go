package procedure

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// The steps of the road did not follow each other.
var outOfOrder = &inspect.Rule{
	Code: "procedure.out_of_order", Version: "1", Family: inspect.Procedure, Title: "招聘环节先后倒置",
	Citation: "招聘程序：申请、初审、民主评议、公示、审核、备案（省庄镇2022、兰山区2022公告）", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"placement", "application"},
	Absent:   inspect.NoneOf("application", "application_step", "review"),
	Method:   "同一轮中，后一环节的日期早于前一环节：初审早于申请，评议早于初审或申请，审核早于评议，备案早于审核，上岗早于申请或评议。公示和上岗前备案、投保另有规则。",
	Innocent: "日期录入有误；评议会集中召开、申请表后补，会议记录能证明当天本人已申请。",
	Next:     "调取各环节原件核对日期；确实倒置的，说明原因并补办。",
	Ask:      []string{"先开的会还是先交的申请？", "材料是哪天填的？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			type mark struct {
				step string
				on   civil.Date
				row  inspect.Evidence
			}
			line := []mark{{"submit", a.Submitted, inspect.Row("application", a.ID, "%s申请", a.Submitted)}}
			for _, step := range []string{"check", "review", "audit", "file"} {
				if s := a.Last(step); s != nil && !s.On.IsZero() {
					line = append(line,
						mark{step, s.On, inspect.Row("application_step", s.ID, "%s，%s", words.Label("step", step), s.On)})
				}
			}
			for i := range line {
				for k := i + 1; k < len(line); k++ {
					if line[i].on.IsZero() || !line[k].on.Before(line[i].on) {
						continue
					}
					report(inspect.Finding{Subject: p.Subject(), Day: line[k].on, Held: inspect.Days(line[k].on, line[i].on),
						Sentence: fmt.Sprintf("%s的“%s”在%s，早于“%s”（%s）。", p.Person.Name, words.Label("step", line[k].step),
							line[k].on.Chinese(), words.Label("step", line[i].step), line[i].on.Chinese()),
						Evidence: []inspect.Evidence{line[i].row, line[k].row}})
					return
				}
			}
			for _, m := range line {
				if m.step != "file" && m.step != "audit" && !m.on.IsZero() && p.Start.Before(m.on) {
					report(inspect.Finding{Subject: p.Subject(), Day: p.Start, Held: inspect.Days(p.Start, m.on),
						Sentence: fmt.Sprintf("%s于%s上岗，早于“%s”（%s）。", p.Person.Name, p.Start.Chinese(), words.Label("step", m.step),
							m.on.Chinese()),
						Evidence: []inspect.Evidence{m.row, inspect.Row("placement", p.ID, "%s上岗", p.Start)}})
					return
				}
			}
		})
	},
}
