package rotation

import (
	"fmt"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/inspect"
	"gangwei/internal/words"
)

// innocentEnds are reasons that somebody else than the committee decided.
var innocentEnds = map[string]bool{"deceased": true, "in_custody": true, "health": true, "over_age": true, "task_ended": true, "found_work": true, "cannot_work": true, "not_eligible": true, "substitute": true, "refuses_management": true, "false_information": true, "fund_ended": true, "merged": true}

// Three or more people one after another on a post, each for nearly the same spell of one to six months, none with a reason to go.
var equalSpells = &inspect.Rule{
	Code: "rotation.equal_spells", Version: "1", Family: inspect.Rotation, Title: "同一岗位多人等期轮换",
	Citation: "枣人社字〔2023〕68号（轮流坐庄）", From: civil.MustDate("2021-01-01"),
	Severity: inspect.Medium, Certainty: inspect.Suspicion,
	Innocent: "季节性岗位按任务起止；村合并后原班续任；前任死亡、患病、务工、超龄等有原因的退出；事先公示的班组轮班。",
	Next:     "调取各任的申请、评议和退出材料；分别询问各任退出的原因和补贴去向。",
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, post := range d.Posts {
			run := []*inspect.Placement{}
			flush := func() {
				if len(run) >= 3 {
					report(spells(post, run))
				}
				run = nil
			}
			for _, p := range post.Placements {
				if p.Person == nil || p.End.IsZero() || p.Continues != 0 || innocentEnds[p.EndReason] {
					flush()
					continue
				}
				days := p.End.DaysSince(p.Start) + 1
				if days < 25 || days > 190 {
					flush()
					continue
				}
				if n := len(run); n > 0 {
					first := run[0].End.DaysSince(run[0].Start) + 1
					if diff := days - first; diff < -12 || diff > 12 || p.Start.DaysSince(run[n-1].End) > 62 || run[n-1].PersonID == p.PersonID {
						flush()
					}
				}
				run = append(run, p)
			}
			flush()
		}
	},
}

func spells(post *inspect.Post, run []*inspect.Placement) inspect.Finding {
	var names []string
	f := inspect.Finding{Subject: inspect.Subject{Table: "post", ID: post.ID, Name: post.Title + "（" + post.Code + "）"}, Day: run[0].Start, From: run[0].Start.Month(), To: run[0].Start.Month()}
	for _, p := range run {
		names = append(names, p.Person.Name)
		for _, i := range p.Items {
			f.Amount += i.Amount
		}
		f.Evidence = append(f.Evidence, inspect.Row("placement", p.ID, "%s，%s至%s，退出原因%s", p.Person.Label(), p.Start, p.End, orNone(p.EndReason)))
	}
	f.Sentence = fmt.Sprintf("%s由%s先后接替，每人约%d天，没有客观的退出原因，像是轮流上岗。", post.Title, strings.Join(names, "、"), run[0].End.DaysSince(run[0].Start)+1)
	return f
}

func orNone(s string) string {
	if s == "" {
		return "未填"
	}
	return words.Label("exit", s)
}
