package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// Two steps that exclude each other were entered by two accounts at one device within minutes: it may have been one
// person with both passwords.
var oneDevice = &inspect.Rule{
	Code: "procedure.one_device", Version: "1", Family: inspect.Procedure, Title: "两个账号在同一台设备上接连经办",
	Citation: "不相容岗位分离；登记、初审、审核、备案四人分办", From: since,
	Severity: inspect.Low, Certainty: inspect.Suspicion, Params: []string{"hands.device_minutes"},
	Needs:    []string{"application_step"},
	Absent:   inspect.NoneOf("application_step", "entry"),
	Method:   "不相容的两个环节，由两个账号在同一台设备上，几分钟内接连办理。批量、代录的不算。",
	Innocent: "村里共用一台电脑，两名经办人前后坐下，只是恰好相隔几分钟；批量办理、代录的不计。",
	Next:     "分别询问两名经办人当时是否都在场；核对其他申请是否也相隔几分钟。",
	Ask:      []string{"这两步是谁操作的？密码有没有给过别人？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			limit := c.Book.Int("hands.device_minutes", d.Region.Path, p.Start, 10)
			for i, s := range a.Steps {
				if i == 0 || s.At == 0 || s.Device == "" || s.Channel != "typed" || !exclusive(s.Step) {
					continue
				}
				before := a.Steps[i-1]
				if before.At == 0 || before.Device != s.Device || before.Channel != "typed" || !exclusive(before.Step) ||
					before.PersonKey == s.PersonKey {
					continue
				}
				gap := int64(s.At-before.At) / 1_000_000
				if gap < 0 || gap > int64(limit)*60 {
					continue
				}
				report(inspect.Finding{Subject: p.Subject(), Day: s.On, Held: inspect.Days(before.On, s.On),
					Params: inspect.Value("hands.device_minutes", limit),
					Sentence: fmt.Sprintf("%s的申请，“%s”与“%s”由两个账号在同一台设备上办理，相隔%d秒。", p.Person.Name, words.Label("step", before.Step),
						words.Label("step", s.Step), gap),
					Evidence: []inspect.Evidence{
						inspect.Row("application_step", before.ID, "%s，%s", words.Label("step", before.Step), before.At),
						inspect.Row("application_step", s.ID, "%s，%s，同一设备", words.Label("step", s.Step), s.At)}})
				return
			}
		})
	},
}

// exclusive steps must be taken by different people.
func exclusive(step string) bool {
	return step == "submit" || step == "check" || step == "audit" || step == "file"
}
