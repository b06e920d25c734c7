package diversion

import (
	"fmt"

	"gangwei/internal/civil"
	"gangwei/internal/inspect"
)

// One person on two posts at once (person.max_posts).
var twoPosts = &inspect.Rule{
	Code: "diversion.two_posts", Version: "1", Family: inspect.Diversion, Title: "一人同时两岗",
	Citation: "一人一岗（清水县2022方案等；参数册person.max_posts）", From: civil.MustDate("2021-01-01"),
	Severity: inspect.High, Certainty: inspect.Record, Params: []string{"person.max_posts"},
	Innocent: "前一岗退出登记晚录、实际没有重叠的；同名不同人的。",
	Next:     "核对两岗的起止日期和两处发放；重叠期间只能领取一份。",
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		by := map[int64]*inspect.Placement{}
		for _, p := range d.Placements {
			q := by[p.PersonID]
			by[p.PersonID] = p
			if q == nil || p.Person == nil {
				continue
			}
			if p.Start.Before(q.Start) {
				p, q = q, p
			}
			if last := q.Last(); !last.IsZero() && !p.Start.Before(last) || c.Book.Int("person.max_posts", d.Region.Path, p.Start, 1) > 1 {
				continue
			}
			report(inspect.Finding{Subject: inspect.Subject{Table: "person", ID: p.PersonID, Name: p.Person.Label()}, Day: p.Start, Params: inspect.Value("person.max_posts", 1),
				Sentence: fmt.Sprintf("%s自%s起同时在两个岗位上。", p.Person.Name, p.Start.Chinese()),
				Evidence: []inspect.Evidence{inspect.Row("placement", q.ID, "%s至%s", q.Start, q.End), inspect.Row("placement", p.ID, "%s起", p.Start)}})
		}
	},
}
