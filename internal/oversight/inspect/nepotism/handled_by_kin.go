package nepotism

import (
	"fmt"
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/words"
)

// A step of the road was taken by the applicant or by kin, without recusal (回避).
var handledByKin = &inspect.Rule{
	Code: "nepotism.handled_by_kin", Version: "2", Family: inspect.Nepotism, Title: "亲属经办，没有回避",
	Citation: "枣人社字〔2023〕68号（优亲厚友）；回避要求", From: since,
	Severity: inspect.High, Certainty: inspect.Suspicion, Needs: []string{"application_step", "kinship"},
	Absent:   inspect.None("review_voter", "application_step", "kinship"),
	Method:   "登记、初审、审核、备案各环节的经办人，就是申请人本人或者与申请人有申报的亲属关系（含姻亲、同户），而申请已获上岗。代录的、撤回的不算。",
	Innocent: "亲属关系在经办之后才形成的；代村里录入、没有决定权的；登记有误、实为同名的。",
	Next:     "请经办人说明与当事人的关系和回避情况；由无利害关系的人员重新审核这份申请。",
	Ask:      []string{"这一步是你本人办的吗？有没有提出过回避？", "单位还有谁可以办？为什么没有换人？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, a := range d.Applications {
			p := d.People[a.PersonID]
			if p == nil || a.State != "placed" {
				continue
			}
			for _, s := range a.Steps {
				by, known := c.PersonOf[s.ActorID]
				if !known || s.Channel == "for_another" || s.Step == "withdraw" || s.Step == "review" || s.Step == "notice" {
					continue
				}
				var rows []inspect.Evidence
				var drawn []figure.Figure
				who, told := "亲属", ""
				if way := inspect.Tied(d, c, p, by, s.On); way != nil {
					rows, drawn = way.Rows, []figure.Figure{way.Drawn(p, words.Label("step", s.Step)+"经办人")}
					told = "（" + strings.Join(way.Path, "，") + "）"
				}
				if by == p.ID {
					if s.Step == "submit" {
						continue // one applies for oneself
					}
					rows, who = []inspect.Evidence{inspect.Row("person", p.ID, "经办人即申请人")}, "本人"
				}
				if rows == nil {
					continue
				}
				report(inspect.Finding{Figures: drawn, Subject: inspect.Subject{Table: "application", ID: a.ID, Name: p.Label()},
					Day:      s.On,
					Sentence: fmt.Sprintf("%s的申请%s，“%s”一步由其%s%s经办，没有回避记录。", p.Name, a.Number, words.Label("step", s.Step), who, told),
					Evidence: append(
						[]inspect.Evidence{inspect.Row("application_step", s.ID, "%s，%s", words.Label("step", s.Step), s.On)}, rows...)})
				break
			}
		}
	},
}
