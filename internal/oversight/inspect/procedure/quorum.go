package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// The democratic review lacked its quorum, or the votes do not carry its result.
var quorum = &inspect.Rule{
	Code: "procedure.quorum", Version: "1", Family: inspect.Procedure, Title: "民主评议人数或票数不足",
	Citation: "村民委员会组织法（三分之二到会、到会过半数同意）；参数册review.*", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Params: []string{"review.quorum_percent", "review.pass_percent"},
	Needs:    []string{"review"},
	Absent:   inspect.NoneOf("review"),
	Method:   "应到、到会、同意的人数，按当时参数的比例（分数，不折成百分数）计算，到会不足规定的比例（村民委员会组织法：三分之二），或者同意没有超过到会的规定比例（半数）仍然上岗。",
	Innocent: "应到人数录入有误；一姓村依规由镇街主持。",
	Next:     "调取签到表和会议记录核对人数；人数确实不足的，重新评议。",
	Ask:      []string{"那天到会的有哪些人？票是怎么投的、怎么计的？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			s := a.Last("review")
			if s == nil {
				return
			}
			need, pass := s.Shares(c, d.Region.Path)
			f := inspect.Finding{Subject: p.Subject(), Day: s.On,
				Params: inspect.Value("review.quorum_percent", need) + inspect.Value("review.pass_percent", pass),
				Evidence: []inspect.Evidence{inspect.Row("application_step", s.ID, "%s评议，应到%d，到会%d，同意%d，反对%d", s.On, s.Entitled,
					s.Present, s.For, s.Against)}}
			switch {
			case s.TooFew(c, d.Region.Path):
				f.Sentence = fmt.Sprintf("%s的民主评议应到%d人，到会%d人，不足%s。", p.Person.Name, s.Entitled, s.Present, need)
			case s.VotedDown(c, d.Region.Path):
				f.Sentence = fmt.Sprintf("%s的民主评议到会%d人，同意%d人，没有超过%s，仍然上岗。", p.Person.Name, s.Present, s.For, pass)
			default:
				return
			}
			report(f)
		})
	},
}
