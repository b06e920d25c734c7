package rotation

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
)

// One standard split into equal parts among several people on one post.
var splitStandard = &inspect.Rule{
	Code: "rotation.split_standard", Version: "1", Family: inspect.Rotation, Title: "一份补贴平分给多人",
	Citation: "枣人社字〔2023〕68号（轮流坐庄）；一岗一人", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"pay_item"},
	Absent:   inspect.None("post", "pay_item", "placement"),
	Method:   "只安排一人的岗位，同一个月发给两人以上，每人金额相同，合计不超过一份标准，两人当月都不是中途接替；两个月以上的列为疑点。",
	Innocent: "月中换人、按在岗天数分发；岗位本来安排多人；多发给一人后更正。",
	Next:     "核对岗位安排人数和各人协议；询问实际由谁干、钱怎么分。",
	Ask:      []string{"这个岗位实际几个人干？怎么分工？", "每个月的钱是怎么分的，谁定的？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, post := range d.Posts {
			if post.Heads > 1 {
				continue
			}
			type share struct {
				p *inspect.Placement
				i *inspect.Item
			}
			by := map[civil.Month][]share{}
			for _, p := range post.Placements {
				for _, i := range p.Items {
					if p.Person != nil && i.Regular() {
						by[i.Month] = append(by[i.Month], share{p, i})
					}
				}
			}
			months := map[civil.Month]bool{}
			for m, all := range by {
				people := map[int64]bool{}
				sum := money.Fen(0)
				equal := true
				for _, s := range all {
					people[s.p.PersonID] = true
					sum += s.i.Amount
					diff := s.i.Amount - all[0].i.Amount
					equal = equal && diff >= -100 && diff <= 100 && covers(s.p, m)
				}
				standard := max(post.Rate, all[0].p.Rate)
				if len(people) >= 2 && len(people) == len(all) && equal && standard > 0 && sum <= standard+standard/50 {
					months[m] = true
				}
			}
			line := monthsOf(months)
			if len(line) < 2 {
				continue
			}
			var names []string
			f := inspect.Finding{Subject: inspect.Subject{Table: "post", ID: post.ID, Name: post.Title + "（" + post.Code + "）"},
				Day: line[0].First(), From: line[0], To: line[0], Held: inspect.Months(line...)}
			whole := money.Fen(0)
			parts := figure.Figure{Kind: figure.Path, Title: "一份补贴的去向",
				Boxes: []figure.Box{{Name: post.Title, Note: "只安排一人", Strong: true}}}
			for n, s := range by[line[0]] {
				names = append(names, s.p.Person.Name)
				whole += s.i.Amount
				parts.Boxes = append(parts.Boxes,
					figure.Box{Name: s.p.Person.Name, Note: "每月" + s.i.Amount.Grouped() + "元", Col: 1, Row: n})
				parts.Arrows = append(parts.Arrows, figure.Arrow{To: n + 1})
			}
			parts.Boxes[0].Note += "，每月共" + whole.Grouped() + "元"
			f.Figures = []figure.Figure{parts}
			for _, m := range line {
				for _, s := range by[m] {
					f.Amount += s.i.Amount
					f.Evidence = append(f.Evidence, inspect.Row("pay_item", s.i.ID, "%s发给%s，%s元", m, s.p.Person.Name, s.i.Amount))
				}
			}
			f.Sentence = fmt.Sprintf("%s只安排一人，%s起有%d个月的补贴平分给%s，每人%s元。", post.Title, line[0].Chinese(), len(line),
				strings.Join(names, "、"), by[line[0]][0].i.Amount.Grouped())
			report(f)
		}
	},
}
