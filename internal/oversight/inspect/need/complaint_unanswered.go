package need

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// A villager's complaint was not answered by its day: the first, or as put off before that passed. That it went up to
// another office with a new day moves nothing.
var complaintUnanswered = &inspect.Rule{
	Code: "need.complaint_unanswered", Version: "2", Family: inspect.Need, Title: "信访举报逾期没有答复",
	Citation: "枣人社字〔2023〕68号（漠视群众实际需求）；参数册complaint.answer_days", From: since,
	Severity: inspect.Low, Certainty: inspect.Record, Params: []string{"complaint.answer_days"},
	Needs:  []string{"complaint"},
	Absent: inspect.None("complaint"),
	Method: "信访举报过了答复期限没有答复，或者逾期才答复。期限是最初的期限，到期以前书面延期的按延期后的算；逾期转上级、重新办理，另给的期限不改变原单位逾期。" +
		"反映人撤回的不列。",
	Innocent: "期限内当面答复过，只是没有登记；到期以前已经批准延期，只是没有登记。",
	Next:     "调取办理经过；没有答复的立即答复反映人，并说明逾期原因。",
	Ask:      []string{"反映以后有没有人找过你？什么时候答复的？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, x := range d.Complaints {
			late, answered, missed := x.Lapse(c.Today)
			if x.State == "withdrawn" || !missed {
				continue
			}
			f := inspect.Finding{Subject: inspect.Subject{Table: "complaint", ID: x.ID, Name: "信访举报" + x.Number},
				Day:  x.Received,
				Held: inspect.Between(x.Received, answered),
				Params: inspect.Value("complaint.answer_days",
					c.Book.Int("complaint.answer_days", d.Region.Path, x.Received, 15)),
				Evidence: []inspect.Evidence{inspect.Row("complaint", x.ID, "%s收到，期限%s，%s", x.Received, late.Due,
					words.Label("complaintstate", x.State))}}
			f.Sentence = fmt.Sprintf("%s收到的信访举报（%s），%s", x.Received.Chinese(), words.Label("complaint", x.Kind), by(late.Due))
			if answered.IsZero() {
				f.Severity = inspect.Medium
				f.Sentence += "，至今没有答复"
			} else {
				f.Sentence += "，" + answered.Chinese() + "才答复"
			}
			if late.How == "passed" || late.How == "escalated" {
				f.Sentence += fmt.Sprintf("；%s逾期，%s转上级办理", words.Label("complaintoffice", late.Office), late.Ended.Chinese())
				f.Evidence = append(f.Evidence,
					inspect.Row("complaint", x.ID, "%s办理，期限%s，%s%s", words.Label("complaintoffice", late.Office), late.Due,
						late.Ended, words.Label("complaintevent", late.How)))
			}
			f.Sentence += "。"
			c.Doubt(&f, x.Received, x.By)
			report(f)
		}
	},
}

// by a day, where it is known.
func by(due civil.Date) string {
	if due.IsZero() {
		return "过了答复期限"
	}
	return "应在" + due.Chinese() + "前答复"
}
