package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// Placed while a register of that day bars from it.
var barredAtStart = &inspect.Rule{
	Code: "procedure.barred_at_start", Version: "1", Family: inspect.Procedure, Title: "上岗时属于不得安置的情形",
	Citation: "安置对象排除情形（临沭街道2023公告等）；参数册exclude.*", From: since,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"registered", "placement"},
	Params: []string{"exclude.employee_pension_paying", "exclude.employee_pension_drawing", "exclude.business_owner",
		"exclude.public_employee", "exclude.student", "exclude.in_custody", "exclude.elsewhere"},
	Absent:   inspect.NoneOf("registered", "application"),
	Method:   "上岗当天，部门名册显示本人属于当时参数规定不予办理的情形。营业执照、在外就业和参数只作提示的，列为疑点；死亡、其他岗位另有规则。",
	Innocent: "空壳执照已写明理由；参保单位没有及时减员；名册同名、日期有误；领取的是城乡居民养老金。",
	Next:     "向登记部门核对当日状态；属实的查明比对为什么没有发现。",
	Ask:      []string{"申请时有没有如实填写？谁审核的？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil || p.Continues != 0 {
				continue
			}
			for _, r := range p.Person.Registered {
				kind := r.Kind
				if kind == "employed" {
					kind = "elsewhere"
				}
				reaction := c.Book.Reaction(kind, d.Region.Path, p.Start)
				if kind == "deceased" || kind == "other_post" || reaction == "" || !r.On(p.Start) || p.Start.DaysSince(r.From) < 1 {
					continue
				}
				a := d.Application(p.ApplicationID)
				f := inspect.Finding{Subject: p.Subject(), Day: p.Start, Params: inspect.Value("exclude."+kind, reaction),
					Sentence: fmt.Sprintf("%s于%s上岗，当天登记为“%s”（%s起）。", p.Person.Name, p.Start.Chinese(), words.Label("exclusion", kind),
						r.From.Chinese()),
					Evidence: []inspect.Evidence{
						inspect.Row("registered", r.ID, "%s，%s至%s，%s", words.Label("exclusion", kind), r.From, r.Until, r.Where),
						inspect.Row("placement", p.ID, "%s上岗", p.Start)}}
				if kind == "business_owner" || kind == "elsewhere" || reaction != "block" {
					f.Certainty, f.Severity = inspect.Suspicion, inspect.Low
				}
				if a != nil && a.Reason != "" {
					f.Certainty, f.Severity = inspect.Information, inspect.Low
					f.Sentence += "申请中写明了理由。"
				}
				report(f)
				break
			}
		}
	},
}
