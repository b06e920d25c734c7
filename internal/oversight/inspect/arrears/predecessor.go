package arrears

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// The one who held the post before is still owed while the one after is paid.
var predecessor = &inspect.Rule{
	Code: "arrears.predecessor", Version: "1", Family: inspect.Arrears, Title: "前任还欠着，后任已经发",
	Citation: "枣人社字〔2023〕68号（拖欠）；退出时应结清", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record,
	Needs:    []string{"placement", "duty_line", "pay_item", "payment_event"},
	Absent:   append(inspect.NoneIn("pay_item", "payment_event", "payment"), inspect.NoneOf("placement")...),
	Method:   "前任退出前有履职、没有到账的月份，而同一岗位的后任在其后的月份已经到账。",
	Innocent: "前任账户被退回、正在更正；前任补贴按规定扣减，没有登记。",
	Next:     "核算前任应得的月份，限期补发并告知本人。",
	Ask:      []string{"离岗时补贴结清了没有？差哪几个月？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, post := range d.Posts {
			for k, p := range post.Placements {
				if p.Person == nil || p.End.IsZero() || p.EndReason == "merged" {
					continue
				}
				var owed []inspect.Line
				for _, l := range p.Lines {
					day, _, _ := due(c, d.Region.Path, l.Month)
					if l.State == "draft" || l.Worked() == 0 || !c.Today.After(day) || answered(p, l.Month) {
						continue
					}
					owed = append(owed, l)
				}
				if len(owed) == 0 {
					continue
				}
				for _, q := range post.Placements[k+1:] {
					var first *inspect.Item
					for _, i := range q.Items {
						if q.PersonID != p.PersonID && !i.Paid().IsZero() && owed[0].Month.Before(i.Month) {
							first = i
							break
						}
					}
					if first == nil || q.Person == nil {
						continue
					}
					f := inspect.Finding{Subject: p.Subject(), Day: p.End, From: owed[0].Month, Held: inspect.Still(owed[0].Month),
						Sentence: fmt.Sprintf("%s于%s退出%s，还有%d个月履职没有到账；后任%s%s的补贴已发放（%s）。", p.Person.Name, p.End.Chinese(), post.Title,
							len(owed), q.Person.Name, first.Month.Chinese(), first.Confirmed()),
						Evidence: []inspect.Evidence{inspect.Row("placement", p.ID, "%s退出", p.End)}}
					for _, l := range owed {
						f.Lacking = append(f.Lacking, l.Month)
						f.Evidence = append(f.Evidence, inspect.Row("duty_line", l.ID, "%s到岗%d天，没有到账", l.Month, l.Worked()))
					}
					f.Evidence = append(f.Evidence, inspect.Row("pay_item", first.ID, "后任%s，%s", first.Month, first.Confirmed()))
					report(f)
					break
				}
			}
		}
	},
}

// answered reports whether the bank confirmed a month, or sent it back: then the account is what waits, and another
// rule says so.
func answered(p *inspect.Placement, m civil.Month) bool {
	for _, i := range p.Items {
		if i.Month == m && len(i.Events) > 0 {
			return true
		}
	}
	return false
}
