package procedure

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// On the post before filing, insurance or training.
var startedEarly = &inspect.Rule{
	Code: "procedure.started_early", Version: "2", Family: inspect.Procedure, Title: "未备案、未投保或未培训先上岗",
	Citation: "备案上岗；上岗前投保意外险、岗前培训（省庄镇2022、江池镇2025）", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record,
	Params: []string{"insurance.required_before_start", "training.required_before_start"}, Needs: []string{"placement"},
	Absent:   inspect.NoneOf("application_step", "insurance", "placement"),
	Method:   "上岗早于备案、意外险起保或者岗前培训；材料中没有收集保险、培训的，不判断这两项。",
	Innocent: "团体保单已包含，只是起保日期录入有误；培训已做、日期漏填。",
	Next:     "核对备案文件、保单和培训签到；没有投保的立即投保，并说明空档期。",
	Ask:      []string{"哪天开始干的？保险、培训是哪天？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			var what []string
			late := []civil.Date{p.Start}
			f := inspect.Finding{Subject: p.Subject(), Day: p.Start,
				Evidence: []inspect.Evidence{inspect.Row("placement", p.ID, "%s上岗，起保%s，培训%s", p.Start, p.Insured, p.Trained)}}
			if s := a.Last("file"); s != nil && s.On.After(p.Start) {
				what, late = append(what, "备案在"+s.On.Chinese()), append(late, s.On)
				f.Evidence = append(f.Evidence, inspect.Row("application_step", s.ID, "备案%s", s.On))
			}
			if c.HasIn("insurance", d.Region.Path) &&
				c.Book.Bool("insurance.required_before_start", d.Region.Path, p.Start, true) &&
				(p.Insured.IsZero() || p.Insured.After(p.Start)) {
				what = append(what, map[bool]string{true: "没有意外险记录", false: "意外险自" + p.Insured.Chinese() + "起"}[p.Insured.IsZero()])
				f.Params += inspect.Value("insurance.required_before_start", true)
				late = append(late, p.Insured)
			}
			if c.Has("training") && c.Book.Bool("training.required_before_start", d.Region.Path, p.Start, true) &&
				(p.Trained.IsZero() || p.Trained.After(p.Start)) {
				what = append(what, map[bool]string{true: "没有岗前培训记录", false: "培训在" + p.Trained.Chinese()}[p.Trained.IsZero()])
				f.Params += inspect.Value("training.required_before_start", true)
				late = append(late, p.Trained)
			}
			if len(what) > 0 {
				f.Held = inspect.Between(p.Start, inspect.EarlierLast(inspect.LaterLast(late...), p.Last()))
				f.Sentence = fmt.Sprintf("%s于%s上岗，%s。", p.Person.Name, p.Start.Chinese(), strings.Join(what, "，"))
				report(f)
			}
		})
	},
}
