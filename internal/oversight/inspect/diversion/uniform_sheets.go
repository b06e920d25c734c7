package diversion

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// Everybody of the village worked every single day of several months: sheets that nobody looked at.
var uniformSheets = &inspect.Rule{
	Code: "diversion.uniform_sheets", Version: "1", Family: inspect.Diversion, Title: "考勤人人天天全勤",
	Citation: "数据造假；补贴按实际履职发放", From: since,
	Severity: inspect.Low, Certainty: inspect.Suspicion, Needs: []string{"duty_line"},
	Absent:   inspect.None("duty_line"),
	Method:   "全村三人以上，连同周末、节假日，一个月每一天都写在岗，这样的月份有三个以上。只看手工填写的考勤；任务制、导入、代填、系统默认的不算。只是班组同一天出工、出工天数相同的不算。区（市）更正过的，以更正后的为准。",
	Innocent: "确实每天出工的保洁岗位，人数少；用“全月在岗”代替逐日登记，村里解释得通。",
	Next:     "对照同月履职检查、请假和天气，抽问出工情况；让村里出示签到原件。",
	Ask:      []string{"考勤是谁填的？什么时候填的？", "过年那几天也出工了吗？谁安排的？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		type month struct{ all, full int }
		by := map[civil.Month]*month{}
		rows := map[civil.Month][]inspect.Evidence{}
		for _, p := range d.Placements {
			for _, l := range p.Lines {
				s := d.Sheets[l.Month]
				if p.Person == nil || s != nil && s.Channel != "" && s.Channel != "typed" || l.How != "" && l.How != "t" {
					continue
				}
				m := by[l.Month]
				if m == nil {
					m = &month{}
					by[l.Month] = m
				}
				if p.Start.After(l.Month.First()) || !p.Last().IsZero() && p.Last().Before(l.Month.Last()) {
					continue
				}
				m.all++
				if strings.Count(l.Marks(), "P") == l.Month.Days() {
					m.full++
					rows[l.Month] = append(rows[l.Month], inspect.Row("duty_line", l.ID, "%s%s每天在岗", p.Person.Name, l.Month))
				}
			}
		}
		var months []civil.Month
		for m, x := range by {
			if x.all >= 3 && x.full == x.all {
				months = append(months, m)
			}
		}
		if len(months) < 3 {
			return
		}
		slices.SortFunc(months, func(a, b civil.Month) int { return a.Since(b) })
		f := inspect.Finding{Subject: inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name},
			Day: months[0].First(), From: months[0],
			Held:     inspect.Months(months...),
			Sentence: fmt.Sprintf("%s自%s起有%d个月，考勤写全部人员每一天都在岗，没有一天休息、请假。", d.Region.Name, months[0].Chinese(), len(months))}
		for _, m := range months {
			f.Evidence = append(f.Evidence, rows[m]...)
		}
		f.Evidence = f.Evidence[:min(len(f.Evidence), 60)]
		report(f)
	},
}
