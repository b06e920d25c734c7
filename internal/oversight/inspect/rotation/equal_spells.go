package rotation

import (
	"fmt"
	"strings"

	"gangwei/internal/oversight/inspect"
)

// Three or more people one after another on a post, each for nearly the same spell, none with a reason that the
// committee did not choose.
var equalSpells = &inspect.Rule{
	Code: "rotation.equal_spells", Version: "2", Family: inspect.Rotation, Title: "同一岗位多人等期轮换",
	Citation: "枣人社字〔2023〕68号（轮流坐庄）", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion,
	Absent:   inspect.None("placement", "post", "pay_item"),
	Method:   "同一岗位三人以上先后接替，各任在岗天数相差不超过12天（一个月到半年一轮，或者一年一轮），中间空档不超过两个月，都没有客观的退出原因。写了“务工”“身体原因”但四任以上天数相差不超过5天的，也列为疑点。岗位要求多人的，按接替关系分开看。",
	Innocent: "季节性岗位按任务起止；村合并后原班续任；前任死亡、超龄、不再符合条件等有客观原因的退出；同一人续聘；事先公示的班组轮班。",
	Next:     "调取各任的申请、评议和退出材料；分别询问各任退出的原因和补贴去向。",
	Ask:      []string{"你为什么干到那一天就不干了？", "上岗前有没有人说过干多久、接下来轮到谁？", "补贴是不是都归你自己？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, post := range d.Posts {
			if post.Seasonal {
				continue
			}
			for _, chain := range chains(post) {
				if chain[0].Derived && post.Heads > 1 {
					continue // who of several is whose successor, pay lists do not say
				}
				var run []*inspect.Placement
				flush := func() {
					if turns(run) {
						report(spells(post, run))
					}
					run = nil
				}
				for _, p := range chain {
					if p.End.IsZero() || p.Continues != 0 || hardEnds[p.EndReason] {
						flush()
						continue
					}
					days := p.End.DaysSince(p.Start) + 1
					if days < 25 || days > 190 && (days < 350 || days > 380) {
						flush()
						continue
					}
					if n := len(run); n > 0 {
						first := run[0].End.DaysSince(run[0].Start) + 1
						if diff := days - first; diff < -12 || diff > 12 || run[n-1].PersonID == p.PersonID {
							flush()
						}
					}
					run = append(run, p)
				}
				flush()
			}
		}
	},
}

// turns reports whether spells of like length look like turns: three or more without any reason, or four or more of
// almost the same length whatever was written. Two people are enough if they take turns back and forth.
func turns(run []*inspect.Placement) bool {
	least, most, soft := 0, 0, false
	people := map[int64]bool{}
	for _, p := range run {
		days := p.End.DaysSince(p.Start) + 1
		if least == 0 || days < least {
			least = days
		}
		most = max(most, days)
		soft = soft || softEnds[p.EndReason]
		people[p.PersonID] = true
	}
	if len(people) < 2 || len(run) > 0 && run[0].Derived && len(people) < len(run) {
		return false // to and fro by the pay lists: told by another rule
	}
	if soft {
		return len(run) >= 4 && most-least <= 5
	}
	return len(run) >= 3
}

func spells(post *inspect.Post, run []*inspect.Placement) inspect.Finding {
	var names []string
	f := inspect.Finding{Subject: inspect.Subject{Table: "post", ID: post.ID, Name: post.Title + "（" + post.Code + "）"},
		Day: run[0].Start, From: run[0].Start.Month(), To: run[0].Start.Month()}
	for _, p := range run {
		names = append(names, p.Person.Name)
		f.Held = f.Held.Covering(inspect.Between(p.Start, p.End))
		for _, i := range p.Items {
			f.Amount += i.Amount
		}
		f.Evidence = append(f.Evidence,
			inspect.Row("placement", p.ID, "%s，%s至%s，退出原因%s", p.Person.Label(), p.Start, p.End, orNone(p.EndReason)))
	}
	f.Sentence = fmt.Sprintf("%s由%s先后接替，每人约%d天，没有客观的退出原因，像是轮流上岗。", post.Title, strings.Join(names, "、"),
		run[0].End.DaysSince(run[0].Start)+1)
	f.Figures = inspect.Turns(run)
	if run[0].End.DaysSince(run[0].Start) > 190 {
		f.Severity = inspect.Low
	}
	return f
}
