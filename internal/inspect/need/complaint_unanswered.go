package need

import (
	"fmt"

	"gangwei/internal/inspect"
	"gangwei/internal/words"
)

// A villager's complaint was not answered by its day.
var complaintUnanswered = &inspect.Rule{
	Code: "need.complaint_unanswered", Version: "1", Family: inspect.Need, Title: "信访举报逾期没有答复",
	Citation: "枣人社字〔2023〕68号（漠视群众实际需求）；参数册complaint.answer_days", From: since,
	Severity: inspect.Low, Certainty: inspect.Record, Params: []string{"complaint.answer_days"}, Needs: []string{"complaint"},
	Method:   "信访举报过了答复期限没有答复，或者逾期才答复。",
	Innocent: "期限内当面答复过，只是没有登记；反映人撤回；转上级重新办理后期限另算。",
	Next:     "调取办理经过；没有答复的立即答复反映人，并说明逾期原因。",
	Ask:      []string{"反映以后有没有人找过你？什么时候答复的？"},
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, x := range d.Complaints {
			if x.State == "withdrawn" || x.State == "open" && !c.Today.After(x.By) || x.State == "answered" && !x.Answered.After(x.By) {
				continue
			}
			f := inspect.Finding{Subject: inspect.Subject{Table: "complaint", ID: x.ID, Name: "信访举报" + x.Number}, Day: x.Received,
				Params:   inspect.Value("complaint.answer_days", c.Book.Int("complaint.answer_days", d.Region.Path, x.Received, 15)),
				Evidence: []inspect.Evidence{inspect.Row("complaint", x.ID, "%s收到，期限%s，%s", x.Received, x.By, words.Label("complaintstate", x.State))}}
			if x.State == "open" {
				f.Severity = inspect.Medium
				f.Sentence = fmt.Sprintf("%s收到的信访举报（%s），应在%s前答复，至今没有答复。", x.Received.Chinese(), words.Label("complaint", x.Kind), x.By.Chinese())
			} else {
				f.Sentence = fmt.Sprintf("%s收到的信访举报（%s），应在%s前答复，%s才答复。", x.Received.Chinese(), words.Label("complaint", x.Kind), x.By.Chinese(), x.Answered.Chinese())
			}
			c.Doubt(&f, x.Received, x.By)
			report(f)
		}
	},
}
