package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// A check by a higher office says the opposite of a lower one: of the same day, or looking at that very check again.
// Somebody who was absent on one day and at work on another is no contradiction; a standing condition (a substitute,
// one who cannot work) is.
var checkContradicted = &inspect.Rule{
	Code: "procedure.check_contradicted", Version: "1", Family: inspect.Procedure, Title: "上级复查与下级检查结果相反",
	Citation: "履职检查应如实记录；虚假检查属数据造假", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"duty_check"},
	Method:   "下级检查认定在岗、干得好，上级在同一天或者复查时认定不能胜任、没有见到人；同级之间不一致的不算。",
	Innocent: "两次检查之间情况变了：刚生病、刚换人、临时请人代一天；检查的不是同一处；其中一次看错了人。",
	Next:     "对照两次检查的时间、地点和记录原件，分别听取两位检查人和本人说明，再次到场。",
	Ask:      []string{"检查那天看到了什么？怎么认定的？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, _ *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			for _, high := range p.Checks {
				for _, low := range p.Checks {
					if high.Level == 0 || low.Level <= high.Level || !contradict(low, high) {
						continue
					}
					report(inspect.Finding{Subject: p.Subject(), Day: high.On, Held: inspect.Days(low.On, high.On),
						Sentence: fmt.Sprintf("%s%s检查%s“%s”，%s上级复查“%s”。", low.On.Chinese(), words.Label("method", low.Method),
							p.Person.Name, words.Label("finding", low.Finding), high.On.Chinese(), words.Label("finding", high.Finding)),
						Evidence: []inspect.Evidence{
							inspect.Row("duty_check", low.ID, "%s检查：%s", low.On, words.Label("finding", low.Finding)),
							inspect.Row("duty_check", high.ID, "%s上级复查：%s", high.On, words.Label("finding", high.Finding))}})
				}
			}
		}
	},
}

func contradict(low, high inspect.Check) bool {
	same := low.On == high.On
	if !same && high.About != low.ID {
		return false
	}
	return works(low.Finding) && fails(high.Finding, same) || fails(low.Finding, same) && works(high.Finding)
}

func works(finding string) bool {
	return finding == "on_duty" || finding == "work_good"
}

func fails(finding string, sameDay bool) bool {
	return finding == "substitute" || finding == "cannot_work" || sameDay && finding == "not_seen"
}
