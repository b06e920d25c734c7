package diversion

import (
	"fmt"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/region"
)

// Pay confirmed by the bank for days after the holder left or died.
var paidAfterEnd = &inspect.Rule{
	Code: "diversion.paid_after_end", Version: "3", Family: inspect.Diversion, Title: "退出或死亡后仍发放",
	Citation: "补贴自退出之日起停发；枣人社字〔2023〕68号（挤占挪用）", From: since, Own: true,
	Severity: inspect.High, Certainty: inspect.Record, Needs: []string{"placement", "pay_item"},
	Absent:   inspect.NoneOf("placement"),
	Method:   "退出日或死亡日之后的天数，银行已确认到账；死亡日期取登记死亡和死亡名册中较早的。按出勤计发的月份，按当月的计发办法重算退出以前的天数该发多少，只算多出的部分。协议到期不等于退出，据此的不判断，另外列出。",
	Innocent: "死亡或退出登记晚于发放，已经追回或正在追回的；登记日期有误的。",
	Next:     "核对死亡或退出日期的证明；确属多发的，登记追缴；查明发放后由谁支取。",
	Ask:      []string{"家属：人去世（离岗）以后卡由谁保管？钱是谁取的？", "经办人：什么时候知道的？为什么没有停发？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			last := p.Last()
			if last.IsZero() || p.Person == nil {
				continue
			}
			f := inspect.Finding{}
			for _, i := range p.Items {
				over := payroll.Beyond(i.Days, payroll.PeriodOf(c.Book, d.Region.Path, i.Month), p.Start, last)
				if over <= 0 || i.Paid().IsZero() {
					continue
				}
				beyond := beyondEnd(d, c, p, i, over)
				if beyond <= 0 {
					continue // by its basis the days after the last brought nothing
				}
				if f.From.IsZero() {
					f.From = i.Month
					f.Day = i.Month.First()
				}
				f.Held = f.Held.Covering(inspect.Months(i.Month))
				f.Amount += beyond
				f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID,
					"%s发放%d天、%s元，%s", i.Month, i.Days, i.Amount, i.Confirmed()))
			}
			if len(f.Evidence) == 0 {
				continue
			}
			why := "退出"
			row := inspect.Row("placement", p.ID, "%s退出", p.End)
			if !p.Person.Died.IsZero() && !last.Before(p.Person.Died) {
				why, row = "死亡", inspect.Row("person", p.PersonID, "登记%s死亡", p.Person.Died)
			}
			f.To = f.From
			f.Subject = p.Subject()
			f.Sentence = fmt.Sprintf("%s已于%s%s，此后仍发放补贴%s元。", p.Person.Name, last.Chinese(), why, f.Amount.Grouped())
			f.Evidence = append(f.Evidence, row)
			report(f)
		}
	},
}

// beyondEnd is what of an item was paid for the days after a placement's last, of which there are so many: by calendar
// days their share; by another basis what the month is worth by it with these days, less what it is worth without them.
// What the assessment took or gave stands on both sides. Where no sheet of the month shows work, or the pay went by the
// agreement all the same, the days are all that is known.
func beyondEnd(d *inspect.Dossier, c *inspect.City, p *inspect.Placement, i *inspect.Item, over int64) money.Fen {
	share := i.Amount.Prorate(int(over), int(max(i.Days, 1)))
	byWork := i.PayBasis == worth.Whole || i.PayBasis == worth.Days || i.PayBasis == worth.Hours
	if !byWork || over >= i.Days || i.Early || i.Why != "" || p.Rate <= 0 {
		return share
	}
	period := payroll.PeriodOf(c.Book, d.Region.Path, i.Month)
	sheets := sheetsUntil(p, period, period.Until)
	if worth.AtWork(worth.DaysOf(sheets)) == 0 {
		return share
	}
	kind, agreedHours := "", 0
	if post := d.Post(p.PostID); post != nil {
		kind, agreedHours = post.Kind, int(post.HoursMonth)
	}
	rule := payroll.RuleOf(c.Book, d.Region.Path, kind, i.Month)
	rule.Basis = i.PayBasis
	m := worth.Month{RateFen: p.Rate, Of: period.Of, OnPost: int(i.Days), Sheets: sheets,
		AgreedDays: int(i.Agreed), AgreedHours: agreedHours, Minimum: func(day civil.Date) money.Fen {
			least, _ := c.Book.Fen("wage.hourly_min", region.CountyPath(d.Region.Path), day)
			return least
		}}
	with := worth.Of(rule, m)
	m.Sheets = sheetsUntil(p, period, p.Last())
	if slices.ContainsFunc(with.Steps, func(s worth.Step) bool { return s.Code == worth.OnPost }) {
		m.OnPost -= int(over) // else days or hours of work are paid, and none of them is a day after the last
	}
	return min(max(with.AmountFen-worth.Of(rule, m).AmountFen, 0), i.Amount)
}

// sheetsUntil a day are what reviewed sheets mark of a period, as the county corrected them, with these days' share of
// the hours that a sheet tells in one figure.
func sheetsUntil(p *inspect.Placement, period worth.Period, until civil.Date) (out []worth.Sheet) {
	for _, l := range p.Lines {
		if !reviewed(l) || l.Month.Last().Before(period.From) || l.Month.First().After(period.Until) {
			continue
		}
		marks, hours := l.Marks(), l.Hours
		if l.Corrected != "" {
			hours = l.CorrectedHours
		}
		var in, all []worth.Day
		for n := 1; n <= min(len(marks), l.Month.Days()); n++ {
			day := worth.Day{On: l.Month.Date(n), Mark: marks[n-1]}
			all = append(all, day)
			if !day.On.Before(period.From) && !day.On.After(period.Until) && !day.On.After(until) {
				in = append(in, day)
			}
		}
		out = append(out, worth.Sheet{Days: in, Minutes: 60 * int(hours) * worth.AtWork(in) / max(worth.AtWork(all), 1)})
	}
	return out
}
