package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// On the post for more than a month beyond the age limit.
var overAge = &inspect.Rule{
	Code: "procedure.over_age", Version: "1", Family: inspect.Procedure, Title: "超过在岗年龄",
	Citation: "在岗年龄上限（三河湖镇2024公告；参数册age.max_on_post，提示）", From: since, Own: true,
	Severity: inspect.Low, Certainty: inspect.Record, Params: []string{"age.max_on_post"},
	Needs:    []string{"placement", "person"},
	Absent:   inspect.NoneOf("placement", "person"),
	Method:   "满在岗年龄上限一个月以后仍在岗。",
	Innocent: "本地规定允许特别困难人员延长并有批准文件的；身份证出生日期经更正的。",
	Next:     "核对有无延长批准；没有的，办理退出并做好转接帮扶。",
	Ask:      []string{"有没有批准延长？谁批的？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			last := p.Last()
			if last.IsZero() {
				last = c.Today
			}
			limit := c.Book.Int("age.max_on_post", d.Region.Path, last, 70)
			birthday := p.Person.Birth.AddMonths(12 * limit)
			if last.DaysSince(birthday) <= 31 {
				continue
			}
			day := birthday
			if p.Start.After(day) {
				day = p.Start
			}
			report(inspect.Finding{Subject: p.Subject(), Day: day, Held: inspect.Between(day, p.Last()),
				Params:   inspect.Value("age.max_on_post", limit),
				Sentence: fmt.Sprintf("%s于%s满%d周岁，此后仍在岗。", p.Person.Name, birthday.Chinese(), limit),
				Evidence: []inspect.Evidence{inspect.Row("person", p.PersonID, "%s出生", p.Person.Birth),
					inspect.Row("placement", p.ID, "%s上岗，%s", p.Start,
						map[bool]string{true: "仍在岗", false: "退出" + p.End.String()}[p.End.IsZero()])}})
		}
	},
}
