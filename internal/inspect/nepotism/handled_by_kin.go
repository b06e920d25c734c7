package nepotism

import (
	"fmt"

	"gangwei/internal/civil"
	"gangwei/internal/inspect"
	"gangwei/internal/words"
)

// A step of the road was taken by the applicant or by kin, without recusal (回避).
var handledByKin = &inspect.Rule{
	Code: "nepotism.handled_by_kin", Version: "1", Family: inspect.Nepotism, Title: "亲属经办，没有回避",
	Citation: "枣人社字〔2023〕68号（优亲厚友）；回避要求", From: civil.MustDate("2021-01-01"),
	Severity: inspect.High, Certainty: inspect.Suspicion,
	Innocent: "亲属关系在经办之后才形成的；代村里录入、没有决定权的；登记有误、实为同名的。",
	Next:     "请经办人说明与当事人的关系和回避情况；由无利害关系的人员重新审核这份申请。",
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, a := range d.Applications {
			p := d.People[a.PersonID]
			if p == nil || a.State != "placed" {
				continue
			}
			for _, s := range a.Steps {
				by, known := c.PersonOf[s.ActorID]
				if !known || s.Channel == "for_another" || s.Step == "withdraw" {
					continue
				}
				rows, who := inspect.Tied(d, c, p, by), "亲属"
				if by == p.ID {
					rows, who = []inspect.Evidence{inspect.Row("person", p.ID, "经办人即申请人")}, "本人"
				}
				if rows == nil {
					continue
				}
				report(inspect.Finding{Subject: inspect.Subject{Table: "application", ID: a.ID, Name: p.Label()}, Day: s.On,
					Sentence: fmt.Sprintf("%s的申请%s，“%s”一步由其%s经办，没有回避记录。", p.Name, a.Number, words.Label("step", s.Step), who),
					Evidence: append([]inspect.Evidence{inspect.Row("application_step", s.ID, "%s，%s", words.Label("step", s.Step), s.On)}, rows...)})
				break
			}
		}
	},
}
