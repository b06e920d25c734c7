package need

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// An application on which nothing was ever done.
var applicationUnanswered = &inspect.Rule{
	Code: "need.application_unanswered", Version: "1", Family: inspect.Need, Title: "申请无人办理",
	Citation: "枣人社字〔2023〕68号（漠视群众实际需求）；村级初审、民主评议程序", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"application", "application_step"},
	Absent:   inspect.NoneOf("application_step", "review", "notice", "placement", "application", "entry"),
	Params:   []string{"hiring.answer_days"},
	Method:   "申请登记后超过规定的工作日（默认30个），没有初审、评议、答复或撤回的任何记录，申请仍是待办状态。",
	Innocent: "申请人口头撤回，没有登记；办理材料在纸面上，没有录入。",
	Next:     "联系申请人，告知结果；说明为什么没有办理。",
	Ask:      []string{"这份申请收到后交给了谁？为什么没有办？", "有没有人告诉过你结果？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, a := range d.Applications {
			p := d.People[a.PersonID]
			if p == nil || a.State != "submitted" && a.State != "" || a.Submitted.IsZero() ||
				a.Reason != "" && a.State != "submitted" || !p.Died.IsZero() {
				continue
			}
			touched := false
			for _, s := range a.Steps {
				touched = touched || s.Step != "submit"
			}
			for _, pl := range d.Placements {
				touched = touched || pl.PersonID == a.PersonID && !pl.Start.Before(a.Submitted)
			}
			days := c.Book.Int("hiring.answer_days", d.Region.Path, a.Submitted, 30)
			by := c.Book.Calendar().AddWorking(a.Submitted, days)
			if touched || !c.Today.After(by) {
				continue
			}
			f := inspect.Finding{Subject: inspect.Subject{Table: "application", ID: a.ID, Name: p.Label()}, Day: a.Submitted,
				Held: inspect.Still(a.Submitted.Month()), Params: inspect.Value("hiring.answer_days", days),
				Sentence: fmt.Sprintf("%s于%s申请岗位，至今没有初审、评议和答复的记录。", p.Name, a.Submitted.Chinese()),
				Evidence: []inspect.Evidence{inspect.Row("application", a.ID, "申请%s，%s登记，此后没有办理记录", a.Number, a.Submitted)}}
			if p.Needy(a.Submitted) {
				f.Severity = inspect.High
			}
			c.Doubt(&f, a.Submitted, by)
			report(f)
		}
	},
}
