package arrears

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// The agreed amount for the agreed hours is below the hourly minimum wage of the place and day.
var belowMinimum = &inspect.Rule{
	Code: "arrears.below_minimum", Version: "1", Family: inspect.Arrears, Title: "协议标准低于小时最低工资",
	Citation: "非全日制岗位以小时最低工资为参照（省庄镇2022、渝人社发〔2016〕239号；鲁政字〔2021〕169号）", From: since, Own: true,
	Severity: inspect.Low, Certainty: inspect.Suspicion, Needs: []string{"placement", "post"},
	Params:   []string{"wage.hourly_min"},
	Method:   "协议月标准除以岗位约定的月工时，低于上岗当天当地的小时最低工资。没有写月工时、没有当地标准的不判断。",
	Innocent: "月工时写的是上限，实际出工少；任务制岗位不按小时计。",
	Next:     "核对协议工时和实际工时；确实偏低的，减少工时或提高标准。",
	Ask:      []string{"一个月实际干多少小时？协议上怎么写的？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			post := d.Post(p.PostID)
			least, known := c.Book.Fen("wage.hourly_min", d.Region.Path, p.Start)
			if p.Person == nil || post == nil || post.HoursMonth <= 0 || p.Rate <= 0 || !known || p.Derived ||
				int64(p.Rate) >= int64(least)*post.HoursMonth {
				continue
			}
			report(inspect.Finding{Subject: p.Subject(), Day: p.Start, Held: inspect.Between(p.Start, p.Last()),
				Params: inspect.Value("wage.hourly_min", least),
				Sentence: fmt.Sprintf("%s协议每月%s元、%d小时，合每小时%s元，低于当地小时最低工资%s元。", p.Person.Name, p.Rate.Grouped(), post.HoursMonth,
					p.Rate.Prorate(1, int(post.HoursMonth)).Grouped(), least.Grouped()),
				Evidence: []inspect.Evidence{inspect.Row("placement", p.ID, "协议标准每月%s元", p.Rate),
					inspect.Row("post", post.ID, "约定每月%d小时", post.HoursMonth)}})
		}
	},
}
