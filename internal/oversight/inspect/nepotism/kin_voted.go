package nepotism

import (
	"fmt"
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// A voter of the democratic review who is the candidate or kin and voted all the same: named before the vote, or found
// by the declared ties.
var kinVoted = &inspect.Rule{
	Code: "nepotism.kin_voted", Version: "2", Family: inspect.Nepotism, Title: "应回避的人参加了表决",
	Citation: "枣人社字〔2023〕68号（优亲厚友）；回避要求", From: since,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"review"},
	Absent:   inspect.None("review_voter", "kinship", "review"),
	Method:   "评议记录中写明应回避而参加表决的；或者表决人就是候选人本人，或者与候选人有申报的近亲属关系（配偶、父母、子女、祖孙、兄弟姐妹及其配偶，同户），没有记录回避，而候选人已上岗。",
	Innocent: "记录时误勾；去掉此票后仍过半数，没有影响结果的（程序仍应更正）；亲属关系在评议之后才形成的。",
	Next:     "核对会议记录和签到表；票数因此受影响的，重新评议。",
	Ask:      []string{"评议这名候选人时，你在不在场、有没有举手？", "会前有没有宣布谁应当回避？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, a := range d.Applications {
			p, s := d.People[a.PersonID], a.Last("review")
			if p == nil || s == nil {
				continue
			}
			var who []string
			f := inspect.Finding{Subject: inspect.Subject{Table: "application", ID: a.ID, Name: p.Label()}, Day: s.On,
				Evidence: []inspect.Evidence{inspect.Row("application_step", s.ID, "%s评议，表决%d人，同意%d", s.On, s.Present, s.For)}}
			for _, k := range a.KinVotes {
				who = append(who, k.Voter+"（"+words.Label("tie", k.Tie)+"）")
				f.Evidence = append(f.Evidence, inspect.Row("review_recusal", k.ID, "%s应回避，参加了表决", k.Voter))
			}
			for _, v := range s.Voters {
				if v.Recused || v.Named || v.PersonID == 0 || a.State != "placed" {
					continue
				}
				if v.PersonID == p.ID {
					who = append(who, v.Name+"（候选人本人）")
					f.Evidence = append(f.Evidence, inspect.Row("review_voter", v.ID, "候选人本人参加了表决"))
				} else if way := inspect.TiedWithin(d, c, p, v.PersonID, s.On, 2); way != nil {
					who = append(who, v.Name+"（"+strings.Join(way.Path, "，")+"）")
					f.Evidence = append(append(f.Evidence, inspect.Row("review_voter", v.ID, "%s参加了表决，没有回避记录", v.Name)), way.Rows...)
					f.Figures = append(f.Figures, way.Drawn(p, "参加了表决"))
				}
			}
			if len(who) == 0 {
				continue
			}
			f.Sentence = fmt.Sprintf("评议%s的申请%s时，应回避的%s参加了表决。", p.Name, a.Number, strings.Join(who, "、"))
			report(f)
		}
	},
}
