package procedure

import (
	"fmt"
	"maps"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// Sheets of several months were entered in one sitting, by hand.
var oneSitting = &inspect.Rule{
	Code: "procedure.one_sitting", Version: "1", Family: inspect.Procedure, Title: "几个月的考勤一次填成",
	Citation: "数据造假；考勤应按月形成（澄江镇2024办法：每月25日前报送）", From: since,
	Severity: inspect.Low, Certainty: inspect.Suspicion, Needs: []string{"duty_sheet"},
	Method:   "同一村三个以上月份的考勤，在同一天、前后一小时之内手工录入。导入、照纸质表代录、历史补录的不算；录入月份就是当月和上月的不算。",
	Innocent: "系统刚启用，照纸质签到表补录；停电断网后补录，纸质原件齐全。",
	Next:     "调取纸质签到原件，看字迹、用纸和形成时间。",
	Ask:      []string{"那天为什么一下子填了几个月？照什么填的？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		var all []*inspect.Sheet
		for _, m := range slices.SortedFunc(maps.Keys(d.Sheets), func(a, b civil.Month) int { return a.Since(b) }) {
			s := d.Sheets[m]
			if s.At != 0 && (s.Channel == "typed" || s.Channel == "") && s.At.Date().Month().Since(s.Month) > 1 {
				all = append(all, s)
			}
		}
		slices.SortStableFunc(all, func(a, b *inspect.Sheet) int { return int(min(max(int64(a.At-b.At), -1), 1)) })
		for from := 0; from < len(all); {
			to := from + 1
			for to < len(all) && all[to].At-all[from].At <= 3600*1_000_000 {
				to++
			}
			if to-from >= 3 {
				f := inspect.Finding{Subject: inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name},
					Day: all[from].At.Date(), From: all[from].Month, Held: inspect.Days(all[from].At.Date()),
					Sentence: fmt.Sprintf("%s%d个月的考勤在%s一小时之内录入，最早的是%s。", d.Region.Name, to-from, all[from].At.Date().Chinese(),
						all[from].Month.Chinese())}
				for _, s := range all[from:to] {
					f.Held = f.Held.Covering(inspect.Months(s.Month, s.At.Date().Month()))
					f.Evidence = append(f.Evidence, inspect.Row("duty_sheet", s.ID, "%s的考勤，%s录入", s.Month, s.At))
				}
				report(f)
			}
			from = to
		}
	},
}
