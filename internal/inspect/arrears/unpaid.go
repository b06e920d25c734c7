package arrears

import (
	"fmt"

	"gangwei/internal/civil"
	"gangwei/internal/inspect"
)

// A month worked by the sheet, past its due day, and not confirmed by the bank (nor sent back by it: that is another rule).
var unpaid = &inspect.Rule{
	Code: "arrears.unpaid", Version: "1", Family: inspect.Arrears, Title: "已履职月份逾期未发",
	Citation: "枣人社字〔2023〕68号（拖欠）；参数册pay.due_day", From: civil.MustDate("2021-01-01"),
	Severity: inspect.Medium, Certainty: inspect.Record, Params: []string{"pay.due_day", "arrears.warn_days", "arrears.alarm_days"},
	Innocent: "当月补贴已由银行到账，只是回盘尚未登记；考勤表误填。",
	Next:     "问清卡在哪一环节（考勤、编制、公示、审核、资金、银行），限期发放并告知本人。",
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			at := 0
			for _, l := range p.Lines {
				day, alarm, params := due(c, d.Region.Path, l.Month)
				warn := c.Book.Int("arrears.warn_days", d.Region.Path, day, 1)
				late := c.Today.DaysSince(day)
				if l.State == "draft" || l.Worked() == 0 || late < warn {
					continue
				}
				var item *inspect.Item
				for ; at < len(p.Items) && p.Items[at].Month.Before(l.Month); at++ {
				}
				for i := at; i < len(p.Items) && p.Items[i].Month == l.Month; i++ {
					item = p.Items[i]
				}
				if item != nil && (!item.Paid().IsZero() || len(item.Events) > 0) {
					continue
				}
				f := inspect.Finding{Subject: inspect.Subject{Table: "placement", ID: p.ID, Name: p.Person.Label()}, Day: day, From: l.Month, Params: params + inspect.Value("arrears.warn_days", warn),
					Evidence: []inspect.Evidence{inspect.Row("duty_line", l.ID, "%s到岗%d天", l.Month, l.Worked())}}
				switch {
				case item == nil:
					f.Sentence = fmt.Sprintf("%s%s到岗%d天，应于%s前发放，至今没有列入发放。", p.Person.Name, l.Month.Chinese(), l.Worked(), day.Chinese())
				case c.OnTheWay[item.ID]:
					f.Sentence = fmt.Sprintf("%s%s补贴%s元已交银行，至今没有到账确认（应于%s前发放）。", p.Person.Name, l.Month.Chinese(), item.Amount.Grouped(), day.Chinese())
				default:
					f.Sentence = fmt.Sprintf("%s%s补贴%s元已批准，至今没有发放（应于%s前发放）。", p.Person.Name, l.Month.Chinese(), item.Amount.Grouped(), day.Chinese())
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
		}
	},
}
