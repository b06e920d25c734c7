package nepotism

import (
	"fmt"
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/words"
)

// Kin of somebody with power over the hiring at the time. Alone information; with a favour a suspicion.
var kinOfDecider = &inspect.Rule{
	Code: "nepotism.kin_of_decider", Version: "2", Family: inspect.Nepotism, Title: "有用人决定权者的亲属上岗",
	Citation: "枣人社字〔2023〕68号（优亲厚友）；GB/T 4761-2008", From: since,
	Severity: inspect.Low, Certainty: inspect.Information, Params: []string{"exclude.cadre_family",
		"review.quorum_percent", "review.pass_percent"}, Needs: []string{"placement", "official"},
	Absent: inspect.NoneAnywhere("application", "application_step", "review", "notice", "person_category",
		"review_voter", "kinship", "official", "placement", "person"),
	Method:   "按申报的亲属关系（含姻亲，到堂、表兄弟姐妹为止，最多三层）和同户登记，找上岗人员与决定当时在任的村“两委”成员、镇街、区市任职人员的关系。只有亲属关系的，是情况提示；同时有程序缺失或不足、依据没有登记、登记为不得安置、亲属参加表决、更困难的申请人无理由落选的，是疑点。",
	Innocent: "亲属本人符合条件、程序完整、没有更困难的申请人落选的，可以依规上岗；任职前已上岗、离任后才上岗、上岗后才结亲的，与任职无关；未收集亲属申报的，不等于没有亲属关系。",
	Next:     "调取亲属关系申报表、民主评议记录和回避记录；核对同一岗位其他申请人的困难情况和落选理由。",
	Ask:      []string{"你与这名任职人员是什么关系？什么时候形成的？", "岗位信息是从哪里知道的？谁让你申请的？", "评议会上谁主持、谁参加？这名任职人员有没有离场？", "同时还有谁申请？为什么没有选上？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			if p.Continues != 0 || p.Opening {
				return // decided elsewhere, or before the books began
			}
			on := decided(p, a)
			ties := inspect.Ties(d, c, p.Person, on)
			for _, tie := range ties {
				if !tie.Office.On(on) && !tie.Office.On(p.Start) {
					continue
				}
				f := inspect.Finding{Subject: p.Subject(), Day: on, From: p.Start.Month(), Held: inspect.Days(on, p.Start)}
				if a != nil {
					f.Evidence = append(f.Evidence, inspect.Row("application", a.ID, "申请%s，%s登记", a.Number, a.Submitted))
				}
				f.Evidence = append(f.Evidence, inspect.Row("placement", p.ID, "%s上岗", p.Start),
					inspect.Row("official", tie.Office.ID, "%s任%s，%s起", tie.Office.Name, tie.Office.Title, tie.Office.From))
				f.Evidence = append(f.Evidence, tie.Rows...)
				f.Figures = []figure.Figure{tie.Drawn(p.Person, tie.Office.Title)}
				favours, rows := favoured(d, c, a, p, ties)
				f.Sentence = fmt.Sprintf("%s与时任%s的%s是亲属（%s），%s上岗。", p.Person.Name, tie.Office.Title, tie.Office.Name,
					strings.Join(tie.Path, "，"), p.Start.Chinese())
				if len(favours) > 0 {
					f.Certainty, f.Severity = inspect.Suspicion, inspect.High
					f.Sentence += "同时：" + strings.Join(favours, "；") + "。"
					f.Evidence = append(f.Evidence, rows...)
				}
				report(f)
				return // the nearest tie tells
			}
		})
	},
}

// favoured names what went better for an applicant than it should: a step skipped or cut short, no proof of the basis,
// kin who voted, barred by a register, somebody in greater recorded need passed over without a reason.
func favoured(d *inspect.Dossier, c *inspect.City, a *inspect.Application, p *inspect.Placement,
	ties []inspect.Tie) ([]string, []inspect.Evidence) {
	var out []string
	var rows []inspect.Evidence
	path := d.Region.Path
	on := decided(p, a)
	for _, r := range p.Person.Registered {
		if r.Kind != "deceased" && r.Kind != "in_custody" && r.On(on) && c.Book.Reaction(r.Kind, path, on) == "block" {
			out = append(out, "上岗时已登记为"+words.Label("exclusion", r.Kind)+"，属于不得安置的情形")
			rows = append(rows, inspect.Row("registered", r.ID, "%s，%s起", words.Label("exclusion", r.Kind), r.From))
			break
		}
	}
	if a == nil {
		if c.HasIn("application", path) {
			out = append(out, "没有申请的记录")
		}
		return out, rows
	}
	review := a.Last("review")
	switch {
	case review == nil:
		if c.HasIn("review", path) {
			out = append(out, "没有民主评议记录")
		}
	case review.TooFew(c, path):
		out = append(out, fmt.Sprintf("民主评议到会%d人、应到%d人，人数不足", review.Present, review.Entitled))
		rows = append(rows, inspect.Row("application_step", review.ID, "到会%d，应到%d", review.Present, review.Entitled))
	case review.VotedDown(c, path):
		out = append(out, "评议未获多数同意仍然上岗")
		rows = append(rows, inspect.Row("application_step", review.ID, "到会%d，同意%d", review.Present, review.For))
	}
	for _, tie := range ties {
		if v, took := sat(review, tie.Office.PersonID); took && tie.Office.On(on) {
			how := "参加了表决"
			if v.Chair {
				how = "主持了评议"
			}
			out = append(out, tie.Office.Name+"没有回避，"+how)
			rows = append(rows, inspect.Row("review_voter", v.ID, "%s%s", v.Name, how))
			break
		}
	}
	if notice := a.Last("notice"); notice == nil && c.HasIn("notice", path) {
		out = append(out, "没有公示记录")
	} else if notice != nil && !notice.From.IsZero() && !notice.Until.IsZero() &&
		notice.Until.DaysSince(notice.From) < c.Book.Int("notice.min_calendar_days", path, notice.From, 3) {
		out = append(out, fmt.Sprintf("公示只有%d天", notice.Until.DaysSince(notice.From)))
		rows = append(rows, inspect.Row("application_step", notice.ID, "公示%s至%s", notice.From, notice.Until))
	}
	if c.Has("person_category") && p.Basis != "" && p.Basis != "older" && !p.Person.Holds(p.Basis, a.Submitted) {
		out = append(out, "安置依据“"+words.Label("category", p.Basis)+"”在申请时没有登记")
		rows = append(rows, inspect.Row("person", p.PersonID, "%s时无有效的%s登记", a.Submitted, words.Label("category", p.Basis)))
	}
	if loser := inspect.PassedOver(d, a); loser != nil {
		out = append(out, "同一岗位更困难的申请人"+d.People[loser.PersonID].Name+"落选，没有记录理由")
		rows = append(rows, inspect.Row("application", loser.ID, "申请%s，未获上岗", loser.Number))
	}
	return out, rows
}
