package rotation

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
)

// A post whose pay goes to one person in one month and to another in the next, to and fro.
var alternating = &inspect.Rule{
	Code: "rotation.alternating", Version: "1", Family: inspect.Rotation, Title: "同一岗位按月交替领补贴",
	Citation: "枣人社字〔2023〕68号（轮流坐庄）；一岗一人", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"pay_item"},
	Absent:   inspect.None("pay_item", "post", "placement"),
	Method:   "同一岗位每月只有一人领补贴，六个月以上、二到四人之间来回更换：每人至少领两段，换人的次数占到可换次数的六成以上。",
	Innocent: "岗位要求两人分担、事先公示按月轮班的；个别月份因病由他人顶替并已登记。",
	Next:     "调取各月考勤原件，向两人和邻居分别核实各月是谁在干。",
	Ask:      []string{"这几个月是谁在干活？为什么隔月换人？", "不领补贴的月份你在做什么？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, post := range d.Posts {
			if post.Heads > 1 || post.Seasonal {
				continue
			}
			paid := map[civil.Month][]*inspect.Placement{}
			items := map[civil.Month]*inspect.Item{}
			for _, p := range post.Placements {
				for _, i := range p.Items {
					if p.Person != nil && i.Regular() {
						paid[i.Month] = append(paid[i.Month], p)
						items[i.Month] = i
					}
				}
			}
			months := map[civil.Month]bool{}
			for m, ps := range paid {
				if len(ps) == 1 {
					months[m] = true
				}
			}
			line := monthsOf(months)
			if len(line) < 6 {
				continue
			}
			changes := 0
			spells := map[int64]int{}
			var names []string
			for i, m := range line {
				p := paid[m][0]
				if i == 0 || p.PersonID != paid[line[i-1]][0].PersonID {
					spells[p.PersonID]++
					if i > 0 {
						changes++
					}
				}
				if !slices.Contains(names, p.Person.Name) {
					names = append(names, p.Person.Name)
				}
			}
			back := true
			for _, n := range spells {
				back = back && n >= 2
			}
			if len(spells) < 2 || len(spells) > 4 || !back || changes*10 < (len(line)-1)*6 {
				continue
			}
			f := inspect.Finding{Subject: inspect.Subject{Table: "post", ID: post.ID, Name: post.Title + "（" + post.Code + "）"},
				Day: line[0].First(), From: line[0], To: line[0], Held: inspect.Months(line...),
				Sentence: fmt.Sprintf("%s的补贴在%s之间来回更换，%d个月里换了%d次。", post.Title, strings.Join(names, "、"), len(line), changes)}
			whose := map[string][]civil.Month{}
			for _, m := range line {
				whose[paid[m][0].Person.Name] = append(whose[paid[m][0].Person.Name], m)
				f.Amount += items[m].Amount
				f.Evidence = append(f.Evidence,
					inspect.Row("pay_item", items[m].ID, "%s发给%s，%s元", m, paid[m][0].Person.Name, items[m].Amount))
			}
			f.Figures = []figure.Figure{inspect.Paid("各月发给谁", names, whose)}
			report(f)
		}
	},
}
