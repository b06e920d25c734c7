package nepotism

import (
	"fmt"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/inspect"
	"gangwei/internal/words"
)

// Kin of somebody with power over the hiring at the time. Alone information; with a favour a suspicion.
var kinOfDecider = &inspect.Rule{
	Code: "nepotism.kin_of_decider", Version: "1", Family: inspect.Nepotism, Title: "有用人决定权者的亲属上岗",
	Citation: "枣人社字〔2023〕68号（优亲厚友）；GB/T 4761-2008", From: civil.MustDate("2021-01-01"),
	Severity: inspect.Low, Certainty: inspect.Information, Params: []string{"exclude.cadre_family", "review.quorum_percent"},
	Innocent: "亲属本人符合条件、程序完整、没有更困难的申请人落选的，可以依规上岗；任职前已上岗的，与任职无关；未收集亲属申报的，不等于没有亲属关系。",
	Next:     "调取亲属关系申报表、民主评议记录和回避记录；核对同一岗位其他申请人的困难情况和落选理由。",
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			a := d.Application(p.ApplicationID)
			if p.Person == nil || a == nil {
				continue
			}
			for _, tie := range inspect.Ties(d, c, p.Person) {
				if !tie.Office.On(a.Submitted) && !tie.Office.On(p.Start) {
					continue
				}
				how := "同户家庭成员"
				if len(tie.Codes) > 0 {
					var names []string
					for _, code := range tie.Codes {
						names = append(names, words.Label("kin", code))
					}
					how = strings.Join(names, "的")
				}
				f := inspect.Finding{Subject: inspect.Subject{Table: "placement", ID: p.ID, Name: p.Person.Label()}, Day: a.Submitted, From: p.Start.Month(),
					Evidence: append([]inspect.Evidence{inspect.Row("application", a.ID, "申请%s，%s登记", a.Number, a.Submitted), inspect.Row("official", tie.Office.ID, "%s任%s，%s起", tie.Office.Name, tie.Office.Title, tie.Office.From)}, tie.Rows...)}
				favours, rows := favoured(d, c, a, p)
				f.Sentence = fmt.Sprintf("%s与时任%s的%s是亲属（%s），%s上岗。", p.Person.Name, tie.Office.Title, tie.Office.Name, how, p.Start.Chinese())
				if len(favours) > 0 {
					f.Certainty, f.Severity = inspect.Suspicion, inspect.High
					f.Sentence += "同时：" + strings.Join(favours, "；") + "。"
					f.Evidence = append(f.Evidence, rows...)
				}
				report(f)
				break // the nearest tie tells
			}
		}
	},
}

// favoured names what went better for an applicant than it should: a step skipped or cut short, no proof of the basis, somebody in
// greater recorded need passed over without a reason.
func favoured(d *inspect.Dossier, c *inspect.City, a *inspect.Application, p *inspect.Placement) ([]string, []inspect.Evidence) {
	var out []string
	var rows []inspect.Evidence
	path := d.Region.Path
	review := a.Last("review")
	switch {
	case review == nil:
		out = append(out, "没有民主评议记录")
	case review.Present*100 < review.Entitled*int64(c.Book.Int("review.quorum_percent", path, review.On, 67)):
		out = append(out, fmt.Sprintf("民主评议到会%d人、应到%d人，人数不足", review.Present, review.Entitled))
		rows = append(rows, inspect.Row("application_step", review.ID, "到会%d，应到%d", review.Present, review.Entitled))
	case review.For*100 <= review.Present*int64(c.Book.Int("review.pass_percent", path, review.On, 50)):
		out = append(out, "评议未获多数同意仍然上岗")
		rows = append(rows, inspect.Row("application_step", review.ID, "到会%d，同意%d", review.Present, review.For))
	}
	if notice := a.Last("notice"); notice == nil {
		out = append(out, "没有公示记录")
	}
	if p.Basis != "older" && !p.Person.Holds(p.Basis, a.Submitted) {
		out = append(out, "安置依据“"+words.Label("category", p.Basis)+"”在申请时没有登记")
		rows = append(rows, inspect.Row("person", p.PersonID, "%s时无有效的%s登记", a.Submitted, words.Label("category", p.Basis)))
	}
	if loser := inspect.PassedOver(d, a); loser != nil {
		out = append(out, "同一岗位更困难的申请人"+d.People[loser.PersonID].Name+"落选，没有记录理由")
		rows = append(rows, inspect.Row("application", loser.ID, "申请%s，未获上岗", loser.Number))
	}
	return out, rows
}
