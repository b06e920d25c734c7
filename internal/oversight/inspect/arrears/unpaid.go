package arrears

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// A month worked by the sheet, past its due day, and not confirmed by the bank (nor sent back by it: that is another
// rule).
var unpaid = &inspect.Rule{
	Code: "arrears.unpaid", Version: "5", Family: inspect.Arrears, Title: "已履职月份逾期未发",
	Citation: "枣人社字〔2023〕68号（拖欠）；参数册pay.due_day", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Params: []string{"pay.due_day", "arrears.warn_days",
		"arrears.alarm_days"}, Needs: []string{"placement", "pay_item"},
	Absent: append(inspect.NoneIn("pay_item", "payment_event", "duty_line", "payment"), inspect.NoneOf("placement")...),
	Method: "考勤写明当月履职，过了应发日，没有列入发放，或者银行没有确认到账；已送银行、没有回盘的也算没有到账。" +
		"考勤整月缺勤、已告知本人的，到期没有决定或者决定发放的也算；还在申诉、决定期限内的不算。" +
		"在岗而没有发放资料、待核的月份，说明了原因以后列为疑点；没有说明的不列。没有收集考勤的，只看前后都发了、中间缺的月份，列为疑点；没有收集银行结果的，只看有没有列入发放。" +
		"收集的表格里，银行结果、发放表没有的村和月份不当作没有到账、没有发放，另外列出；整个村这个月都没有发放记录的，列为疑点。",
	Innocent: "当月补贴已由银行到账，只是回盘尚未登记；考勤表误填。",
	Next:     "问清卡在哪一环节（考勤、编制、公示、审核、资金、银行），限期发放并告知本人。",
	Ask:      []string{"哪几个月的没有到账？问过谁？怎么答复的？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		bank := c.Has("payment_event")
		listed := lists(d)
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			items := map[civil.Month]*inspect.Item{}
			for _, i := range p.Items {
				if i.Regular() || items[i.Month] == nil {
					items[i.Month] = i
				}
			}
			if c.Where != nil && listed.first.IsZero() && c.Has("pay_item") {
				continue // the lists that were collected are of other villages
			}
			tell := func(m civil.Month, item *inspect.Item, worked string, row inspect.Evidence, certainty inspect.Certainty) {
				day, alarm, params := due(c, d.Region.Path, m)
				warn := c.Book.Int("arrears.warn_days", d.Region.Path, day, 1)
				late := c.Today.DaysSince(day)
				if late < warn || item != nil && (!bank || !item.Paid().IsZero() || len(item.Events) > 0) {
					return
				}
				f := inspect.Finding{Subject: p.Subject(), Day: day, From: m, Held: inspect.Still(m),
					Params: params + inspect.Value("arrears.warn_days", warn), Certainty: certainty,
					Matter: "arrears|" + region.CountyPath(d.Region.Path) + "|" + m.String(), Evidence: []inspect.Evidence{row}}
				switch {
				case item == nil && c.Where != nil && !listed.has[m]:
					f.Certainty = inspect.Suspicion
					f.Sentence = fmt.Sprintf("%s%s%s，应于%s前发放，材料里没有这个村这个月的发放记录：没有发，或者发放表没有收集到。",
						p.Person.Name, m.Chinese(), worked, day.Chinese())
				case item == nil && p.Drafted[m].State != "":
					x := p.Drafted[m]
					f.Amount = x.Amount
					f.Sentence = fmt.Sprintf("%s%s%s，应于%s前发放，编入的名单%s，补贴%s元至今没有批准、发放。", p.Person.Name, m.Chinese(), worked,
						day.Chinese(), words.Label("run", x.State), x.Amount.Grouped())
				case item == nil:
					f.Sentence = fmt.Sprintf("%s%s%s，应于%s前发放，至今没有列入发放。", p.Person.Name, m.Chinese(), worked, day.Chinese())
				case c.OnTheWay[item.ID]:
					f.Sentence = fmt.Sprintf("%s%s补贴%s元已交银行，至今没有到账确认（应于%s前发放）。", p.Person.Name, m.Chinese(), item.Amount.Grouped(),
						day.Chinese())
				default:
					f.Sentence = fmt.Sprintf("%s%s补贴%s元已批准，至今没有发放（应于%s前发放）。", p.Person.Name, m.Chinese(), item.Amount.Grouped(),
						day.Chinese())
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
					tell(l.Month, items[l.Month], fmt.Sprintf("到岗%d天", l.Worked()),
						inspect.Row("duty_line", l.ID, "%s到岗%d天", l.Month, l.Worked()), "")
				} else if h := p.Holds[l.Month]; l.State != "draft" && l.Worked() == 0 && h.Due(c.Today) {
					how := "整月记为缺勤，告知本人后到" + h.DecideBy.Chinese() + "没有决定，按应发计"
					if h.Decided != "" {
						how = "整月记为缺勤，核实后决定发放"
					}
					tell(l.Month, items[l.Month], how, inspect.Row("duty_line", l.ID, "%s%s", l.Month, how), "")
				}
			}
			for _, i := range p.Items {
				if !worked[i.Month] && items[i.Month] == i {
					worked[i.Month] = true
					tell(i.Month, i, "", inspect.Row("placement", p.ID, "%s上岗", p.Start), "")
				}
			}
			for _, x := range p.Unreported {
				if !worked[x.Month] {
					worked[x.Month] = true
					tell(x.Month, items[x.Month], "在岗，"+payment.Unreported(x.Lack, x.Reason),
						inspect.Row("placement", p.ID, "%s上岗，%s没有发放资料", p.Start, x.Month), inspect.Suspicion)
				}
			}
			if c.Has("duty_line") || len(p.Items) == 0 {
				continue // without sheets, months that the village's lists have and the holder's pay leaves out
			}
			var gap []civil.Month
			for m := listed.first; m.Before(p.Items[len(p.Items)-1].Month); m = m.Add(1) {
				if items[m] == nil && !worked[m] && !p.Start.After(m.First()) && (listed.has[m] || p.Items[0].Month.Before(m)) &&
					payroll.DueOn(c.Book, d.Region.Path, m).Before(c.Today) && !elsewhere(d, p, m) {
					gap = append(gap, m)
				}
			}
			if len(gap) == 0 {
				continue
			}
			day, _, params := due(c, d.Region.Path, gap[0])
			f := inspect.Finding{Subject: p.Subject(), Day: day, From: gap[0], Held: inspect.Still(gap[0]), Params: params,
				Certainty: inspect.Suspicion, Lacking: gap,
				Matter:   "arrears|" + region.CountyPath(d.Region.Path) + "|" + gap[0].String(),
				Evidence: []inspect.Evidence{inspect.Row("placement", p.ID, "%s上岗", p.Start)}}
			var names []string
			for _, m := range gap {
				names = append(names, m.Chinese())
			}
			for _, i := range p.Items {
				if i.Month == gap[0].Add(-1) || i.Month == gap[len(gap)-1].Add(1) {
					f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID, "%s发放%s元", i.Month, i.Amount))
				}
			}
			f.Sentence = fmt.Sprintf("%s在岗，%s没有列入发放，前后月份都发了；没有收集考勤，不知道这几个月是否履职。", p.Person.Name, strings.Join(names, "、"))
			report(f)
		}
	},
}

// span of months that a village's pay lists have.
type span struct {
	first civil.Month
	has   map[civil.Month]bool
}

func lists(d *inspect.Dossier) span {
	s := span{has: map[civil.Month]bool{}}
	for _, p := range d.Placements {
		for _, i := range p.Items {
			s.has[i.Month] = true
			if s.first.IsZero() || i.Month.Before(s.first) {
				s.first = i.Month
			}
		}
	}
	return s
}

// elsewhere reports whether the person was paid for a month on another placement of the village.
func elsewhere(d *inspect.Dossier, p *inspect.Placement, m civil.Month) bool {
	for _, q := range d.Placements {
		if q != p && q.PersonID == p.PersonID &&
			slices.ContainsFunc(q.Items, func(i *inspect.Item) bool { return i.Month == m }) {
			return true
		}
	}
	return false
}
