package arrears

import (
	"fmt"
	"maps"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
)

// Several months paid at once, long after the earlier ones were due: a whole village is one matter.
var lump = &inspect.Rule{
	Code: "arrears.lump", Version: "1", Family: inspect.Arrears, Title: "多月攒在一起发放",
	Citation: "枣人社字〔2023〕68号（拖欠）；按月发放，不按月的，前几个月即为拖欠", From: since,
	Severity: inspect.Low, Certainty: inspect.Record, Needs: []string{"placement", "pay_item", "payment_event"},
	Absent: inspect.None("payment_event"), Params: []string{"pay.due_day", "arrears.alarm_days"},
	Method:   "同一人三个以上月份在同一天到账，其中有月份已超过应发日三十天（参数）。补发、更正、退回后重发的不算；按村、按到账日合并。",
	Innocent: "换卡以后一次补到；首月按文件预发；系统上线前的月份补录。",
	Next:     "问清卡在哪个环节，改为按月发放；对照同期资金是否已到。",
	Ask:      []string{"平时多久发一次？中间有没有人解释过？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		type lumped struct {
			people map[int64]bool
			months map[civil.Month]bool
			sum    money.Fen
			rows   []inspect.Evidence
			paid   civil.Date
		}
		by := map[string]*lumped{}
		for _, p := range d.Placements {
			days := map[string][]*inspect.Item{}
			for _, i := range p.Items {
				if i.Regular() && len(i.Events) == 1 && !i.Paid().IsZero() && i.Events[0].ID != 0 {
					days[i.Paid().String()] = append(days[i.Paid().String()], i)
				}
			}
			for day, items := range days {
				late := 0
				for _, i := range items {
					if on, alarm, _ := due(c, d.Region.Path, i.Month); i.Paid().DaysSince(on) > alarm {
						late++
					}
				}
				if p.Person == nil || len(items) < 3 || late == 0 {
					continue
				}
				x := by[day]
				if x == nil {
					x = &lumped{people: map[int64]bool{}, months: map[civil.Month]bool{}, paid: items[0].Paid()}
					by[day] = x
				}
				x.people[p.PersonID] = true
				for _, i := range items {
					x.months[i.Month] = true
					x.sum += i.Amount
					x.rows = append(x.rows, inspect.Row("pay_item", i.ID, "%s%s，%s元", p.Person.Name, i.Month, i.Amount))
				}
			}
		}
		for _, day := range slices.Sorted(maps.Keys(by)) {
			x := by[day]
			months := slices.SortedFunc(maps.Keys(x.months), func(a, b civil.Month) int { return a.Since(b) })
			on, _, params := due(c, d.Region.Path, months[0])
			report(inspect.Finding{Subject: inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name}, Day: on,
				From: months[0], Held: inspect.Months(months[0], x.paid.Month()), Amount: x.sum, Params: params,
				Matter: "arrears.lump|" + region.CountyPath(d.Region.Path) + "|" + day,
				Sentence: fmt.Sprintf("%s%d人%s至%s的补贴%s元在%s一次到账，最早的应于%s前发放。", d.Region.Name, len(x.people), months[0].Chinese(),
					months[len(months)-1].Chinese(), x.sum.Grouped(), day, on.Chinese()),
				Evidence: x.rows[:min(len(x.rows), 60)]})
		}
	},
}
