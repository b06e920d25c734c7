package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// The basis of a placement was in no register on the day of the application.
var notRegistered = &inspect.Rule{
	Code: "procedure.not_registered", Version: "1", Family: inspect.Procedure, Title: "安置依据没有登记",
	Citation: "安置对象须有相应登记（省庄镇2022等）", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Params: []string{"age.older_min"},
	Needs:    []string{"application", "person_category"},
	Absent:   inspect.NoneOf("person_category", "person"),
	Method:   "申请当日，安置依据的类别没有有效登记；大龄按年龄计算。",
	Innocent: "登记在部门系统中，本系统没有同步；登记起始日期录入有误；年龄达到大龄标准、依据选错。",
	Next:     "向登记部门核对当日是否在册；不在册的，核实如何取得资格。",
	Ask:      []string{"申请时交了什么证明？哪里开的？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			older := c.Book.Int("age.older_min", d.Region.Path, a.Submitted, 45)
			if p.Person.Holds(a.Basis, a.Submitted) || a.Basis == "older" && p.Person.Birth.AgeOn(a.Submitted) >= older {
				return
			}
			report(inspect.Finding{Subject: p.Subject(), Day: a.Submitted, Params: inspect.Value("age.older_min", older),
				Sentence: fmt.Sprintf("%s以“%s”申请（%s），当日没有有效登记。", p.Person.Name, words.Label("category", a.Basis),
					a.Submitted.Chinese()),
				Evidence: []inspect.Evidence{
					inspect.Row("application", a.ID, "申请%s，依据%s", a.Number, words.Label("category", a.Basis)),
					inspect.Row("person", p.PersonID, "共%d条类别登记，无一在当日有效", len(p.Person.Categories))}})
		})
	},
}
