package arrears

import (
	"fmt"

	"gangwei/internal/civil"
	"gangwei/internal/inspect"
	"gangwei/internal/region"
)

// A month worked by the sheet, past its due day, and not confirmed by the bank (nor sent back by it: that is another rule).
var unpaid = &inspect.Rule{
	Code: "arrears.unpaid", Version: "2", Family: inspect.Arrears, Title: "已履职月份逾期未发",
	Citation: "枣人社字〔2023〕68号（拖欠）；参数册pay.due_day", From: since,
	Severity: inspect.Medium, Certainty: inspect.Record, Params: []string{"pay.due_day", "arrears.warn_days", "arrears.alarm_days"}, Needs: []string{"placement", "pay_item"},
	Method:   "考勤写明当月履职，过了应发日，没有列入发放，或者银行没有确认到账；已送银行、没有回盘的也算没有到账。没有收集考勤的，只看前后都发了、中间缺的月份，列为疑点；没有收集银行结果的，只看有没有列入发放。",
	Innocent: "当月补贴已由银行到账，只是回盘尚未登记；考勤表误填。",
	Next:     "问清卡在哪一环节（考勤、编制、公示、审核、资金、银行），限期发放并告知本人。",
	Ask:      []string{"哪几个月的没有到账？问过谁？怎么答复的？"},
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		bank := c.Has("payment_event")
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			items := map[civil.Month]*inspect.Item{}
			for _, i := range p.Items {
				if regular(i) || items[i.Month] == nil {
					items[i.Month] = i
				}
			}
			tell := func(m civil.Month, item *inspect.Item, worked string, row inspect.Evidence, certainty inspect.Certainty) {
				day, alarm, params := due(c, d.Region.Path, m)
				warn := c.Book.Int("arrears.warn_days", d.Region.Path, day, 1)
				late := c.Today.DaysSince(day)
				if late < warn || item != nil && (!bank || !item.Paid().IsZero() || len(item.Events) > 0) {
					return
				}
				f := inspect.Finding{Subject: inspect.Subject{Table: "placement", ID: p.ID, Name: p.Person.Label()}, Day: day, From: m, Params: params + inspect.Value("arrears.warn_days", warn), Certainty: certainty,
					Matter: "arrears|" + region.CountyPath(d.Region.Path) + "|" + m.String(), Evidence: []inspect.Evidence{row}}
				switch {
				case item == nil:
					f.Sentence = fmt.Sprintf("%s%s%s，应于%s前发放，至今没有列入发放。", p.Person.Name, m.Chinese(), worked, day.Chinese())
				case c.OnTheWay[item.ID]:
					f.Sentence = fmt.Sprintf("%s%s补贴%s元已交银行，至今没有到账确认（应于%s前发放）。", p.Person.Name, m.Chinese(), item.Amount.Grouped(), day.Chinese())
				default:
					f.Sentence = fmt.Sprintf("%s%s补贴%s元已批准，至今没有发放（应于%s前发放）。", p.Person.Name, m.Chinese(), item.Amount.Grouped(), day.Chinese())
				}
				if item != nil {
					f.Amount = item.Amount
					f.Evidence = append(f.Evidence, inspect.Row("pay_item", item.ID, "%s元，银行未确认", item.Amount))
				}
				if late >= alarm {
					f.Severity = inspect.High
				}
				report(f)
			}
			worked := map[civil.Month]bool{}
			for _, l := range p.Lines {
				worked[l.Month] = true
				if l.State != "draft" && l.Worked() > 0 {
					tell(l.Month, items[l.Month], fmt.Sprintf("到岗%d天", l.Worked()), inspect.Row("duty_line", l.ID, "%s到岗%d天", l.Month, l.Worked()), "")
				}
			}
			for _, i := range p.Items {
				if !worked[i.Month] && items[i.Month] == i {
					worked[i.Month] = true
					tell(i.Month, i, "", inspect.Row("placement", p.ID, "%s上岗", p.Start), "")
				}
			}
			if c.Has("duty_line") || len(p.Items) == 0 {
				continue // without sheets, months between paid ones only
			}
			first, last := p.Items[0].Month, p.Items[0].Month
			for _, i := range p.Items {
				if i.Month.Before(first) {
					first = i.Month
				}
				if last.Before(i.Month) {
					last = i.Month
				}
			}
			if p.Start.Month().Before(first) {
				first = p.Start.Month()
			}
			for m := first; m.Before(last); m = m.Add(1) {
				if items[m] == nil && !worked[m] && !p.Start.After(m.First()) {
					tell(m, nil, "在岗（没有收集考勤）", inspect.Row("placement", p.ID, "%s上岗", p.Start), inspect.Suspicion)
				}
			}
		}
	},
}
