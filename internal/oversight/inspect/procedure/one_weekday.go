package procedure

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

var weekdays = map[time.Weekday]string{time.Sunday: "日", time.Monday: "一", time.Tuesday: "二", time.Wednesday: "三",
	time.Thursday: "四", time.Friday: "五", time.Saturday: "六"}

// All checks of a village over a year fell on one weekday.
var oneWeekday = &inspect.Rule{
	Code: "procedure.one_weekday", Version: "1", Family: inspect.Procedure, Title: "检查全在星期里的同一天",
	Citation: "镇街不打招呼抽查（江池镇2025、澄江镇2024办法）", From: since,
	Severity: inspect.Info, Certainty: inspect.Information, Needs: []string{"duty_check"},
	Method:   "一村到场检查有12个以上不同的日子，跨半年以上，全部落在同一个星期几。只作提示。",
	Innocent: "督查员固定每周那天下村；检查表按集日安排。",
	Next:     "换一天不打招呼去看；对照督查员行程。",
	Ask:      []string{"检查都是哪天去？村里事先知不知道？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		days := map[civil.Date]inspect.Evidence{}
		for _, p := range d.Placements {
			for _, k := range p.Checks {
				if k.Method == "site" && !k.On.IsZero() && days[k.On].Table == "" {
					days[k.On] = inspect.Row("duty_check", k.ID, "%s检查", k.On)
				}
			}
		}
		line := slices.SortedFunc(maps.Keys(days), func(a, b civil.Date) int { return a.DaysSince(b) })
		if len(line) < 12 || line[len(line)-1].DaysSince(line[0]) < 183 {
			return
		}
		f := inspect.Finding{Subject: inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name}, Day: line[0],
			Held:     inspect.Days(line[0], line[len(line)-1]),
			Sentence: fmt.Sprintf("%s的%d次到场检查，全在星期%s。", d.Region.Name, len(line), weekdays[line[0].Weekday()])}
		for _, day := range line {
			if day.Weekday() != line[0].Weekday() {
				return
			}
			f.Evidence = append(f.Evidence, days[day])
		}
		report(f)
	},
}
