package need

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// Posts that the village was given were never opened while applicants waited.
var quotaUnused = &inspect.Rule{
	Code: "need.quota_unused", Version: "2", Family: inspect.Need, Title: "岗位计划没有用，群众还在等",
	Citation: "枣人社字〔2023〕68号（漠视群众实际需求）；按实际需求设岗", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"quota", "post", "application"},
	Absent:   inspect.None("post", "placement", "application", "quota"),
	Method:   "下达给村的岗位计划超过六个月仍有没开发的，而这期间有候补或待办的申请人。",
	Innocent: "资金没有到位、上级暂停新开岗位；候补人员已另行安排或不再愿意。",
	Next:     "问清没有开发岗位的原因，尽快开发并通知候补人员。",
	Ask:      []string{"计划什么时候下达的？为什么没有开发岗位？", "候补的人知道还有计划吗？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, q := range d.Quotas {
			last := q.Until
			if last.IsZero() || last.After(c.Today) {
				last = c.Today
			}
			opened := int64(0)
			for _, p := range d.Posts {
				if !p.Opens.After(last) && p.State != "moved" {
					opened += max(p.Heads, 1)
				}
			}
			if q.Opened != nil {
				opened = *q.Opened
			}
			if opened >= q.Total || last.DaysSince(q.From) < 183 {
				continue
			}
			f := inspect.Finding{Subject: village(d), Day: q.From, Held: inspect.Still(q.From.Month()),
				Evidence: []inspect.Evidence{inspect.Row("quota", q.ID, "%s起计划%d个，开发%d个", q.From, q.Total, opened)}}
			if !q.Until.IsZero() && !q.Until.After(c.Today) {
				f.Held = inspect.Between(q.From, q.Until)
			}
			waiting := 0
			var first civil.Date
			for _, a := range d.Applications {
				if a.State != "waiting" && a.State != "submitted" || a.Submitted.After(last) ||
					q.From.DaysSince(a.Submitted) > 730 || holds(d, a.PersonID, a.Submitted) {
					continue
				}
				waiting++
				if first.IsZero() || a.Submitted.Before(first) {
					first = a.Submitted
				}
				f.Evidence = append(f.Evidence, inspect.Row("application", a.ID, "申请%s，%s登记，候补或待办", a.Number, a.Submitted))
			}
			if waiting == 0 {
				continue
			}
			f.Sentence = fmt.Sprintf("%s岗位计划%d个，到%s只开发%d个，同时有%d人在等，最早的%s就申请了。", d.Region.Name, q.Total, last.Chinese(), opened,
				waiting, first.Chinese())
			report(f)
		}
	},
}

// holds reports whether somebody got a post from a day on.
func holds(d *inspect.Dossier, person int64, from civil.Date) bool {
	for _, p := range d.Placements {
		if p.PersonID == person && (p.End.IsZero() || !p.End.Before(from)) {
			return true
		}
	}
	return false
}
