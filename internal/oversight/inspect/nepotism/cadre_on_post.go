package nepotism

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// A village cadre or public employee who holds a post while in office (domain 3.2: village_cadre, public_employee).
var cadreOnPost = &inspect.Rule{
	Code: "nepotism.cadre_on_post", Version: "1", Family: inspect.Nepotism, Title: "村干部、公职人员在岗",
	Citation: "安置对象排除情形（村干部、公职人员）；本市规定待确认的按参数册", From: since,
	Severity: inspect.High, Certainty: inspect.Record, Params: []string{"exclude.village_cadre",
		"exclude.public_employee"}, Needs: []string{
		"placement", "official"},
	Absent:   inspect.NoneOf("official", "placement"),
	Method:   "按身份证号码，上岗期间同时担任村“两委”职务或者是公职人员。上岗在先、任职在后，一个月内没有办理退出的，是情况提示。",
	Innocent: "上岗之后才当选或任职的，属于应办理退出而未办理，不是优亲厚友；同名不同人的，以身份证号码为准。",
	Next:     "核对任职文件的起止日期和上岗日期；任职期间仍在岗的，办理退出并核算任职期间的补贴。",
	Ask:      []string{"什么时候任职、什么时候上岗？申请时有没有说明？", "补贴是不是自己领的？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			for _, o := range c.Offices[p.PersonID] {
				day := p.Start
				if o.From.After(day) {
					day = o.From
				}
				last := p.Last()
				if p.Person == nil || !o.On(day) || !last.IsZero() && day.After(last) ||
					c.Book.Reaction(o.Kind, d.Region.Path, day) == "" {
					continue
				}
				f := inspect.Finding{Subject: p.Subject(), Day: day, Held: inspect.Between(day, inspect.EarlierLast(o.Until, last)),
					Sentence: fmt.Sprintf("%s任%s期间（%s起）在公益性岗位上岗（%s起）。", p.Person.Name, o.Title, o.From.Chinese(), p.Start.Chinese()),
					Params:   inspect.Value("exclude."+o.Kind, c.Book.Reaction(o.Kind, d.Region.Path, day)),
					Evidence: []inspect.Evidence{
						inspect.Row("placement", p.ID, "%s上岗，安置依据%s", p.Start, words.Label("category", p.Basis)),
						inspect.Row("official", o.ID, "%s，%s起", o.Title, o.From)}}
				if o.ByName {
					f.Certainty, f.Severity = inspect.Information, inspect.Low
					f.Sentence = fmt.Sprintf("%s与%s同名（%s起），任职名册没有身份证号码，是否同一人需要核对。", p.Person.Name, o.Title, o.From.Chinese())
				} else if o.From.After(p.Start) {
					f.Certainty, f.Severity = inspect.Information, inspect.Low
					f.Sentence = fmt.Sprintf("%s上岗（%s）之后任%s（%s起），尚未办理退出。", p.Person.Name, p.Start.Chinese(), o.Title, o.From.Chinese())
					if !last.IsZero() && last.DaysSince(o.From) <= 31 {
						continue // left within a month of taking office
					}
				}
				report(f)
			}
		}
	},
}
