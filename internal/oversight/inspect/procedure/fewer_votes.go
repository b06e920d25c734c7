package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// Of the candidates for one post at one meeting, somebody with fewer votes was taken and nobody wrote down why.
var fewerVotes = &inspect.Rule{
	Code: "procedure.fewer_votes", Version: "1", Family: inspect.Procedure, Title: "得票少的上岗，得票多的落选",
	Citation: "民主评议按困难程度和能力择优（兰山区2022公告）；票数应与结果一致", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Params: []string{"review.pass_percent"},
	Needs:    []string{"placement", "application", "review"},
	Absent:   inspect.None("application", "application_step", "review", "placement", "person"),
	Method:   "同一岗位、同一天评议的候选人中，同意票少的上岗，同意票多而且过半的落选或候补，各环节没有写理由。岗位安排多人的，只看名额以内。",
	Innocent: "得票多的人放弃、不能到岗或查出不符合条件，只是没有写进记录；两人报的不是同一个岗位。",
	Next:     "核对原始选票和会议记录；询问主持人为什么没有按票数定。",
	Ask:      []string{"那天的票是怎么唱、怎么计的？", "得票多的人为什么没有上岗？有没有告诉他？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			own := a.Last("review")
			post := d.Post(a.PostID)
			if own == nil || own.For == 0 || post == nil {
				return
			}
			for _, id := range post.ApplicationIDs {
				b := d.Application(id)
				other := b.Last("review")
				loser := d.People[b.PersonID]
				if b == a || other == nil || loser == nil || other.On != own.On || other.For <= own.For ||
					other.VotedDown(c, d.Region.Path) || b.State != "waiting" && b.State != "refused" || remarked(b) ||
					b.Reason != "" || !loser.Died.IsZero() || placed(d, b.PersonID) {
					continue
				}
				_, majority := other.Shares(c, d.Region.Path)
				report(inspect.Finding{Subject: p.Subject(), Day: own.On, Params: inspect.Value("review.pass_percent", majority),
					Sentence: fmt.Sprintf("%s评议同一岗位，%s得同意票%d张上岗，%s得%d张落选，没有写明理由。", own.On.Chinese(), p.Person.Name, own.For,
						loser.Name, other.For),
					Evidence: []inspect.Evidence{
						inspect.Row("application_step", own.ID, "%s，到会%d，同意%d", p.Person.Label(), own.Present, own.For),
						inspect.Row("application_step", other.ID, "%s，到会%d，同意%d", loser.Label(), other.Present, other.For),
						inspect.Row("placement", p.ID, "%s上岗", p.Start)}})
				return
			}
		})
	},
}

// placed reports whether somebody holds or held a post of the village.
func placed(d *inspect.Dossier, person int64) bool {
	for _, p := range d.Placements {
		if p.PersonID == person {
			return true
		}
	}
	return false
}
