package need

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// An objection to a public notice was not answered, or the road went on over it.
var objectionUnanswered = &inspect.Rule{
	Code: "need.objection_unanswered", Version: "2", Family: inspect.Need, Title: "公示异议没有答复",
	Citation: "枣人社字〔2023〕68号（漠视群众实际需求）；公示异议的受理和答复", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"objection"},
	Params:   []string{"objection.answer_days"},
	Absent:   inspect.None("objection"),
	Method:   "公示期间收到的异议，到期没有答复；或者没有答复就完成了审核、安排上岗。期限是最初的期限，到期以前书面延期的按延期后的算；转上级另给的期限不改变原单位逾期。",
	Innocent: "当面答复过，没有登记；提出人撤回。",
	Next:     "补作答复，核实异议内容；属实的重新审核。",
	Ask:      []string{"异议是怎么处理的？谁答复的？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, o := range d.Objections {
			by, answered := o.Due(c.Today)
			days := c.Book.Int("objection.answer_days", d.Region.Path, o.Received, 5)
			if by.IsZero() {
				by = c.Book.Calendar().AddWorking(o.Received, days)
			}
			var went civil.Date
			a := d.Application(o.ApplicationID)
			if a != nil {
				if s := a.Last("audit"); s != nil && s.Outcome != "refuse" && (answered.IsZero() || answered.After(s.On)) &&
					!s.On.Before(o.Received) {
					went = s.On
				}
			}
			if went.IsZero() && (answered.IsZero() && !c.Today.After(by) || !answered.IsZero() && !answered.After(by)) {
				continue
			}
			f := inspect.Finding{Subject: village(d), Day: o.Received, Held: inspect.Between(o.Received, answered),
				Params:   inspect.Value("objection.answer_days", days),
				Evidence: []inspect.Evidence{inspect.Row("objection", o.ID, "%s收到，期限%s", o.Received, by)}}
			f.Subject = inspect.Subject{Table: "objection", ID: o.ID, Name: o.Received.Chinese() + "的异议"}
			switch {
			case !went.IsZero():
				f.Severity = inspect.High
				f.Sentence = fmt.Sprintf("%s收到对申请%s的异议，没有答复，%s就通过了审核。", o.Received.Chinese(), a.Number, went.Chinese())
				f.Evidence = append(f.Evidence, inspect.Row("application", a.ID, "申请%s，%s审核通过", a.Number, went))
			case answered.IsZero():
				f.Sentence = fmt.Sprintf("%s收到的公示异议，应在%s前答复，至今没有答复。", o.Received.Chinese(), by.Chinese())
			default:
				f.Severity = inspect.Low
				f.Sentence = fmt.Sprintf("%s收到的公示异议，应在%s前答复，%s才答复。", o.Received.Chinese(), by.Chinese(), answered.Chinese())
			}
			if went.IsZero() {
				c.Doubt(&f, o.Received, by)
			}
			report(f)
		}
	},
}
