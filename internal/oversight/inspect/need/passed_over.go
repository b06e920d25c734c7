package need

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// Somebody registered as poor, of low income or disabled lost a post to somebody registered by age only, and nobody
// wrote down why.
var passedOver = &inspect.Rule{
	Code: "need.passed_over", Version: "1", Family: inspect.Need, Title: "更困难的申请人落选，没有理由",
	Citation: "枣人社字〔2023〕68号（漠视群众实际需求；以能否胜任为标准）", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"application", "person_category"},
	Absent:   inspect.None("application", "application_step", "review", "placement", "person_category", "person"),
	Method:   "同一岗位、相差31天以内的申请中，登记为脱贫、低收入或残疾的人落选，选上的只是年龄较大，而且各环节没有写落选理由。",
	Innocent: "落选人不能胜任、不愿到岗或已另有岗位，只是没有写进记录；困难登记在评议之后才生效。",
	Next:     "询问评议主持人落选的理由；补记理由，或请村里重新评议。",
	Ask:      []string{"评议时为什么没有选他？有没有当场说明？", "你知道自己为什么没有选上吗？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, a := range d.Applications {
			if a.State != "placed" {
				continue
			}
			loser := inspect.PassedOver(d, a)
			if loser == nil {
				continue
			}
			winner, p := d.People[a.PersonID], d.People[loser.PersonID]
			f := inspect.Finding{Subject: inspect.Subject{Table: "application", ID: loser.ID, Name: p.Label()},
				Day: loser.Submitted,
				Sentence: fmt.Sprintf("%s（%s）与%s（%s）申请同一岗位，更困难的%s落选，没有记录理由。", p.Name, words.Label("category", loser.Basis),
					winner.Name, words.Label("category", a.Basis), p.Name),
				Evidence: []inspect.Evidence{
					inspect.Row("application", loser.ID, "申请%s，依据%s，结果%s", loser.Number, words.Label("category", loser.Basis),
						words.Label("application", loser.State)),
					inspect.Row("application", a.ID, "申请%s，依据%s，已上岗", a.Number, words.Label("category", a.Basis))}}
			if s := loser.Last("review"); s != nil {
				f.Evidence = append(f.Evidence,
					inspect.Row("application_step", s.ID, "评议%s，到会%d，同意%d，未记理由", s.On, s.Present, s.For))
			}
			report(f)
		}
	},
}
