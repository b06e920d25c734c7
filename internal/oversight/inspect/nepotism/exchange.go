package nepotism

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/oversight/inspect"
)

// Kin of the cadres of two villages hold posts in each other's village.
var exchange = &inspect.Rule{
	Code: "nepotism.exchange", Version: "1", Family: inspect.Nepotism, Title: "两村干部亲属互相到对方村上岗",
	Citation: "枣人社字〔2023〕68号（优亲厚友）", From: since,
	Severity: inspect.High, Certainty: inspect.Suspicion, Needs: []string{"placement", "official", "kinship"},
	Absent:   inspect.NoneAnywhere("kinship", "official"),
	Method:   "甲村在任干部的近亲属在乙村上岗，乙村在任干部的近亲属在甲村上岗，都按申报的亲属关系认定。只有一个方向的不算。",
	Innocent: "亲属因婚嫁本来就住在对方村，各自符合条件；上岗时亲属尚未任职的。",
	Next:     "核对两村上岗人员的户籍和常住地，查明谁推荐、谁审核。",
	Ask:      []string{"你住在哪个村？为什么在这个村上岗？", "是谁介绍你到这个村上岗的？"},
	Holds:    inspect.Once,
	Over: func(c *inspect.City, report func(inspect.Finding)) {
		away := map[[2]string][]inspect.Away{} // from the holder's village to the cadre's
		for _, t := range c.Tallies {
			for _, a := range t.Away {
				away[[2]string{t.Region.Path, a.Path}] = append(away[[2]string{t.Region.Path, a.Path}], a)
			}
		}
		for _, t := range c.Tallies {
			var done []string
			for _, a := range t.Away {
				back := away[[2]string{a.Path, t.Region.Path}]
				if t.Region.Path > a.Path || len(back) == 0 || slices.Contains(done, a.Path) {
					continue
				}
				done = append(done, a.Path)
				f := inspect.Finding{Region: t.Region, Subject: a.Holder, Day: a.Start}
				var told []string
				for _, x := range append(slices.Clone(away[[2]string{t.Region.Path, a.Path}]), back...) {
					told = append(told, x.Told)
					f.Evidence = append(f.Evidence, x.Rows...)
					f.Figures = append(f.Figures, x.Figure)
					f.Held = f.Held.Covering(inspect.Days(x.Start))
					if x.Start.Before(f.Day) {
						f.Day = x.Start
					}
				}
				f.Sentence = fmt.Sprintf("%s和%s的干部亲属互相在对方村上岗：%s。", t.Region.Name, c.Tree.Name(a.Path), strings.Join(told, "；"))
				report(f)
			}
		}
	},
}
