package procedure

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// A second member of a household was placed while the first held a post, and nobody wrote down why (household.max_posts
// warns and asks for a reason).
var householdPosts = &inspect.Rule{
	Code: "procedure.household_posts", Version: "1", Family: inspect.Procedure, Title: "一户多岗，没有写明理由",
	Citation: "一户一岗（甘肃四部门通知2022；参数册household.max_posts）", From: since,
	Severity: inspect.Low, Certainty: inspect.Suspicion, Params: []string{"household.max_posts"}, Needs: []string{
		"placement", "person"},
	Absent:   inspect.None("application", "application_step", "review", "placement"),
	Method:   "同一户在同一时期有两人在岗，申请中没有写明理由。",
	Innocent: "夫妻等同户两人都符合条件，申请时写明理由并经评议的；前一人退出登记晚录、实际没有重叠的。",
	Next:     "核对第二人的申请理由、评议记录；询问有无其他困难户申请。",
	Ask:      []string{"家里几个人在岗？当时是怎么研究的？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		byHouse := map[int64][]*inspect.Placement{}
		for _, p := range d.Placements {
			if p.Person != nil && p.Person.HouseholdID != 0 {
				byHouse[p.Person.HouseholdID] = append(byHouse[p.Person.HouseholdID], p)
			}
		}
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			limit := c.Book.Int("household.max_posts", d.Region.Path, p.Start, 1)
			var others []string
			var lasts []civil.Date
			f := inspect.Finding{Subject: p.Subject(), Day: p.Start, Params: inspect.Value("household.max_posts", limit),
				Evidence: []inspect.Evidence{inspect.Row("application", a.ID, "申请%s，理由：%s", a.Number, "未写")}}
			for _, q := range byHouse[p.Person.HouseholdID] {
				last := q.Last()
				if q.PersonID == p.PersonID || p.Start.Before(q.Start) || p.Start == q.Start && q.ID > p.ID ||
					!last.IsZero() && last.Before(p.Start) {
					continue
				}
				if b := d.Application(q.ApplicationID); p.Start == q.Start && b != nil &&
					(strings.TrimSpace(b.Reason) != "" || remarked(b)) {
					continue // decided together, and one of the two papers says why
				}
				others = append(others, q.Person.Name)
				lasts = append(lasts, last)
				f.Evidence = append(f.Evidence, inspect.Row("placement", q.ID, "同户%s，%s上岗", q.Person.Name, q.Start))
			}
			if len(others) < limit || strings.TrimSpace(a.Reason) != "" || remarked(a) {
				return
			}
			f.Held = inspect.Between(p.Start, inspect.EarlierLast(p.Last(), inspect.LaterLast(lasts...)))
			f.Sentence = fmt.Sprintf("%s于%s上岗时，同户的%s已在岗，申请和评议都没有写明理由。", p.Person.Name, p.Start.Chinese(),
				strings.Join(others, "、"))
			report(f)
		})
	},
}

func remarked(a *inspect.Application) bool {
	for _, s := range a.Steps {
		if s.Remark != "" {
			return true
		}
	}
	return false
}
