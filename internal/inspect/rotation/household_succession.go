package rotation

import (
	"fmt"

	"gangwei/internal/civil"
	"gangwei/internal/inspect"
)

// A post that passes to another member of the same household when the holder goes without an outside reason, or within three months
// of the term's cap.
var householdSuccession = &inspect.Rule{
	Code: "rotation.household_succession", Version: "1", Family: inspect.Rotation, Title: "同户接替岗位",
	Citation: "枣人社字〔2023〕68号（轮流坐庄）；一户一岗、累计在岗期限", From: civil.MustDate("2021-01-01"),
	Severity: inspect.Low, Certainty: inspect.Suspicion, Params: []string{"term.max_months"},
	Innocent: "前任死亡或丧失劳动能力，家庭另一成员经完整程序接任；没有其他申请人。",
	Next:     "核对接任人的申请、评议和公示；询问有无其他申请人。",
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, post := range d.Posts {
			for i := 1; i < len(post.Placements); i++ {
				a, b := post.Placements[i-1], post.Placements[i]
				if a.Person == nil || b.Person == nil || a.PersonID == b.PersonID || a.Person.HouseholdID != b.Person.HouseholdID || a.End.IsZero() || b.Start.DaysSince(a.End) > 62 {
					continue
				}
				if innocentEnds[a.EndReason] {
					continue
				}
				limit := c.Book.Int("term.max_months", d.Region.Path, b.Start, 36)
				report(inspect.Finding{Subject: inspect.Subject{Table: "placement", ID: b.ID, Name: b.Person.Label()}, Day: b.Start,
					Sentence: fmt.Sprintf("%s退出%s后，同户的%s接任，没有客观的退出原因。", a.Person.Name, post.Title, b.Person.Name),
					Params:   inspect.Value("term.max_months", limit),
					Evidence: []inspect.Evidence{inspect.Row("placement", a.ID, "%s至%s，退出原因%s", a.Start, a.End, orNone(a.EndReason)), inspect.Row("placement", b.ID, "%s上岗，同户", b.Start)}})
			}
		}
	},
}
