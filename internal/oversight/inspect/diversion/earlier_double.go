package diversion

import (
	"fmt"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// By the rosters of earlier years, two people were paid on one numbered post, or one person on two posts, for the same
// months.
var earlierDouble = &inspect.Rule{
	Code: "diversion.earlier_double", Version: "1", Family: inspect.Diversion, Title: "历史名册：同月重复发放",
	Citation: "枣人社字〔2023〕68号（挤占挪用）；一人一岗、一岗一人", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"history_row"},
	Method:   "历史名册中，同一编号岗位同月发给两人，或者同一身份证号码同月在两个岗位领取。",
	Innocent: "原表岗位编号写错，其实是两个岗位；月中换人、按天分发；同一人先后两岗、表上月份重叠；同一行抄了两遍。",
	Next:     "按凭证号调取原始凭证和银行明细，核对当月各发给谁、发了多少。",
	Ask:      []string{"这几个月名册上的两个人，实际是谁在岗？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for i, a := range d.Earlier {
			for _, b := range d.Earlier[i+1:] {
				onePost := a.Has("history.two_on_post") && b.Has("history.two_on_post") && a.Post == b.Post && a.Number != "" &&
					b.Number != "" && a.Number != b.Number
				onePerson := a.Has("history.two_posts") && b.Has("history.two_posts") && a.Number != "" && a.Number == b.Number &&
					a.Post != b.Post
				if !onePost && !onePerson {
					continue
				}
				var months []civil.Month
				f := inspect.Finding{Subject: inspect.Subject{Table: "history_row", ID: a.ID, Name: a.Label()}}
				for m, fen := range a.Months {
					if other, both := b.Months[m]; both {
						months = append(months, m)
						f.Amount += min(fen, other)
					}
				}
				if len(months) == 0 {
					continue // on the roster at once, but not paid for the same month
				}
				slices.SortFunc(months, func(x, y civil.Month) int { return x.Since(y) })
				f.From, f.To, f.Day = months[0], months[len(months)-1], months[0].First()
				f.Sentence = fmt.Sprintf("历史名册中，%s和%s同在岗位“%s”，有%d个月都写有发放。", a.Name, b.Name, a.Post, len(months))
				if onePerson {
					f.Sentence = fmt.Sprintf("历史名册中，%s同时在“%s”和“%s”两个岗位，有%d个月都写有发放。", a.Name, a.Post, b.Post, len(months))
				}
				for _, e := range []*inspect.Earlier{a, b} {
					f.Evidence = append(f.Evidence,
						inspect.Row("history_row", e.ID, "%s第%d行：%s，%s，凭证号%s", e.File, e.RowNo, e.Name, e.Post, e.Slip))
				}
				report(f)
			}
		}
	},
}
