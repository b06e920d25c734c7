package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// Holders who were taken over when the office began to keep its books here: one line for each village, so that nobody
// hides a hiring among them unseen.
var opening = &inspect.Rule{
	Code: "procedure.opening", Version: "1", Family: inspect.Procedure, Title: "开账接转的在岗人员",
	Citation: "招聘程序：申请、初审、民主评议、公示、审核、备案（省庄镇2022、兰山区2022公告）", From: since, Own: true,
	Severity: inspect.Low, Certainty: inspect.Information, Needs: []string{"placement"},
	Method:   "开账时接转的在岗人员，每村一条，只作提示。",
	Innocent: "系统上线以前按程序招用，材料在村、镇街档案里。",
	Next:     "抽查接转人员的申请、评议、公示和审核原件；上线以后才上岗的，应当走招用程序。",
	Ask:      []string{"接转人员的原始材料在哪里？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		n := 0
		var last *inspect.Placement
		for _, p := range d.Placements {
			if p.Opening {
				n++
				if last == nil || p.Start.After(last.Start) {
					last = p
				}
			}
		}
		if n == 0 {
			return
		}
		report(inspect.Finding{Subject: inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name},
			Day:      last.Start,
			Sentence: fmt.Sprintf("开账时接转在岗人员%d人，招用程序没有经过本系统；其中最晚于%s上岗。", n, last.Start.Chinese()),
			Evidence: []inspect.Evidence{inspect.Row("placement", last.ID, "%s上岗，接转", last.Start)}})
	},
}
