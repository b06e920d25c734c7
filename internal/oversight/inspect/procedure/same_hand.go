package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// Two of the steps that exclude each other were taken by one human, whatever the accounts (person_key).
var sameHand = &inspect.Rule{
	Code: "procedure.same_hand", Version: "1", Family: inspect.Procedure, Title: "不相容环节由同一人经办",
	Citation: "不相容岗位分离；登记、初审、审核、备案四人分办", From: since,
	Severity: inspect.High, Certainty: inspect.Record, Params: []string{"hiring.four_hands"},
	Needs:    []string{"application_step"},
	Method:   "登记、初审、审核、备案中，两步由同一个人（按身份证号码，不看账号）经办。",
	Innocent: "代别人录入并注明代录的，以实际经办人为准；人员不足、依规由上级指定代办的。",
	Next:     "核对纸质材料上的签字人；由另一人重新审核这份申请。",
	Ask:      []string{"为什么两步都由你办？当时还有谁？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			by := map[string]inspect.Step{}
			for _, s := range a.Steps {
				if s.PersonKey == "" || s.Channel == "for_another" || !exclusive(s.Step) ||
					!c.Book.Bool("hiring.four_hands", d.Region.Path, s.On, true) {
					continue
				}
				first, twice := by[s.PersonKey]
				if twice && first.Step != s.Step {
					report(inspect.Finding{Subject: p.Subject(), Day: s.On, Held: inspect.Days(first.On, s.On),
						Params: inspect.Value("hiring.four_hands", true),
						Sentence: fmt.Sprintf("%s的申请，“%s”与“%s”由同一人经办。", p.Person.Name, words.Label("step", first.Step),
							words.Label("step", s.Step)),
						Evidence: []inspect.Evidence{
							inspect.Row("application_step", first.ID, "%s，%s", words.Label("step", first.Step), first.On),
							inspect.Row("application_step", s.ID, "%s，%s", words.Label("step", s.Step), s.On)}})
					return
				}
				by[s.PersonKey] = s
			}
		})
	},
}
