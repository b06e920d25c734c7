package nepotism

import (
	"fmt"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/inspect"
	"gangwei/internal/words"
)

// A voter of the democratic review who is the candidate or kin was named before the vote and voted all the same.
var kinVoted = &inspect.Rule{
	Code: "nepotism.kin_voted", Version: "1", Family: inspect.Nepotism, Title: "应回避的人参加了表决",
	Citation: "枣人社字〔2023〕68号（优亲厚友）；回避要求", From: civil.MustDate("2021-01-01"),
	Severity: inspect.Medium, Certainty: inspect.Record,
	Innocent: "记录时误勾；去掉此票后仍过半数，没有影响结果的（程序仍应更正）。",
	Next:     "核对会议记录和签到表；票数因此受影响的，重新评议。",
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, a := range d.Applications {
			p, s := d.People[a.PersonID], a.Last("review")
			if p == nil || s == nil || len(a.KinVotes) == 0 {
				continue
			}
			var who []string
			f := inspect.Finding{Subject: inspect.Subject{Table: "application", ID: a.ID, Name: p.Label()}, Day: s.On,
				Evidence: []inspect.Evidence{inspect.Row("application_step", s.ID, "%s评议，表决%d人，同意%d", s.On, s.Present, s.For)}}
			for _, k := range a.KinVotes {
				who = append(who, k.Voter+"（"+words.Label("tie", k.Tie)+"）")
				f.Evidence = append(f.Evidence, inspect.Row("review_recusal", k.ID, "%s应回避，参加了表决", k.Voter))
			}
			f.Sentence = fmt.Sprintf("评议%s的申请%s时，应回避的%s参加了表决。", p.Name, a.Number, strings.Join(who, "、"))
			report(f)
		}
	},
}
