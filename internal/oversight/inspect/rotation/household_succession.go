package rotation

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// A post that passes to another member of the same household when the holder goes without an outside reason, or within
// three months of the term's cap.
var householdSuccession = &inspect.Rule{
	Code: "rotation.household_succession", Version: "2", Family: inspect.Rotation, Title: "同户接替岗位",
	Citation: "枣人社字〔2023〕68号（轮流坐庄）；一户一岗、累计在岗期限", From: since,
	Severity: inspect.Low, Certainty: inspect.Suspicion, Params: []string{"term.max_months"},
	Absent:   inspect.None("placement"),
	Method:   "同一岗位由同一户的另一人在两个月内接任，前任没有客观的退出原因；前任已到或临近累计在岗期限的一并写明。",
	Innocent: "前任死亡或丧失劳动能力，家庭另一成员经完整程序接任；没有其他申请人。",
	Next:     "核对接任人的申请、评议和公示；询问有无其他申请人。",
	Ask:      []string{"前任为什么不干了？现在实际由谁在干？", "接任时有没有公告，还有没有别人报名？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, post := range d.Posts {
			for i := 1; i < len(post.Placements); i++ {
				a, b := post.Placements[i-1], post.Placements[i]
				if a.Person == nil || b.Person == nil || a.PersonID == b.PersonID || a.Person.HouseholdID == 0 ||
					a.Person.HouseholdID != b.Person.HouseholdID || a.End.IsZero() || b.Start.DaysSince(a.End) > 62 {
					continue
				}
				if hardEnds[a.EndReason] || softEnds[a.EndReason] || b.Continues != 0 {
					continue
				}
				limit := c.Book.Int("term.max_months", d.Region.Path, b.Start, 36)
				near := ""
				if months := (a.End.DaysSince(a.Start) + 1) / 30; months >= limit-3 {
					near = fmt.Sprintf("（前任已在岗约%d个月，临近%d个月的期限）", months, limit)
				}
				report(inspect.Finding{Subject: b.Subject(), Day: b.Start, Held: inspect.Days(a.End, b.Start),
					Sentence: fmt.Sprintf("%s退出%s后，同户的%s接任，没有客观的退出原因%s。", a.Person.Name, post.Title, b.Person.Name, near),
					Params:   inspect.Value("term.max_months", limit),
					Evidence: []inspect.Evidence{inspect.Row("placement", a.ID, "%s至%s，退出原因%s", a.Start, a.End, orNone(a.EndReason)),
						inspect.Row("placement", b.ID, "%s上岗，同户", b.Start)},
					Figures: inspect.Turns([]*inspect.Placement{a, b})})
			}
		}
	},
}
