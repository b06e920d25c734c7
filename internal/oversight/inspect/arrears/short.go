package arrears

import (
	"cmp"
	"fmt"

	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/pay/worth"
)

// A month paid below the agreed rate with no deduction on record.
var short = &inspect.Rule{
	Code: "arrears.short", Version: "3", Family: inspect.Arrears, Title: "少于协议标准发放",
	Citation: "枣人社字〔2023〕68号（拖欠）；补贴按协议标准和在岗天数计发", From: since, Own: true,
	Params: []string{inspect.StandardParam}, Severity: inspect.Medium, Certainty: inspect.Suspicion,
	Needs: []string{"placement", "pay_item"},
	Absent: append(inspect.NoneIn("pay_item", "deduction", "payment_event", "duty_line"),
		inspect.None("placement", "post")...),
	Method: "全月在岗的月份，全部发放（含补发）少于当月标准的98%，没有登记扣款，没有按天、按工时计发。多月都差同样的数，合并为一条。" +
		inspect.StandardMethod,
	Innocent: "标准当月还没有调高；按小时计发、当月工时少；扣款登记在别处；岗位平分的在“一份补贴平分给多人”中列出。",
	Next:     "核对协议标准、调整文件和当月计发说明；确属少发的补发。",
	Ask:      []string{"协议上写每月多少？到账多少？有没有人解释过？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil || p.Rate == 0 || shared(d, p) {
				continue
			}
			sums := map[string]money.Fen{}
			for _, i := range p.Items {
				sums[i.Month.String()] += i.Amount
				if i.PayBasis == worth.Whole { // what the county's document takes for absence or by the assessment
					sums[i.Month.String()] += i.Taken
				}
				for _, x := range i.Deductions {
					sums[i.Month.String()] += x.Amount
				}
			}
			f, by := inspect.Finding{}, inspect.Standard{}
			n := 0
			for _, i := range p.Items {
				last := p.Last()
				of := payroll.PeriodOf(c.Book, d.Region.Path, i.Month)
				whole := !p.Start.After(of.From) && (last.IsZero() || !last.Before(of.Until))
				if !i.Regular() || !whole || i.ByWork() || i.Days > 0 && i.Days < i.OfDays ||
					len(i.Events) > 0 && i.Paid().IsZero() {
					continue
				}
				got, s := sums[i.Month.String()], c.StandardOf(d, p, i.Month)
				if got*100 >= s.Least*98 || partly(p, i) {
					continue
				}
				if n++; f.Day.IsZero() {
					f.Day, f.From = i.Month.First(), i.Month
				}
				by, f.Lacking = s, append(f.Lacking, i.Month)
				f.Amount += s.Least - got
				f.Params = cmp.Or(f.Params, s.Param())
				f.Evidence = append(f.Evidence,
					inspect.Row("pay_item", i.ID, "%s发放%s元%s", i.Month, got, s.Differs(p.Rate, s.Least)))
			}
			if n == 0 {
				continue
			}
			f.Held = inspect.Still(f.From)
			f.Subject = p.Subject()
			f.Evidence = append(f.Evidence, inspect.Row("placement", p.ID, "协议标准每月%s元", p.Rate))
			f.Sentence = fmt.Sprintf("%s%s每月%s元，有%d个月全月在岗而少发，共少%s元，没有扣款记录。",
				p.Person.Name, by.Name(), by.Least.Grouped(), n, f.Amount.Grouped())
			report(f)
		}
	},
}

// partly reports whether the sheet says that only part of the month was worked, where the rule pays by the day.
func partly(p *inspect.Placement, i *inspect.Item) bool {
	for _, l := range p.Lines {
		if l.Month == i.Month && l.Worked() == 0 {
			return true
		}
	}
	return false
}

// shared reports whether another holder is on the same post at the same time.
func shared(d *inspect.Dossier, p *inspect.Placement) bool {
	post := d.Post(p.PostID)
	if post == nil || post.Heads > 1 {
		return false
	}
	for _, q := range post.Placements {
		if q == p || q.PersonID == p.PersonID {
			continue
		}
		pl, ql := p.Last(), q.Last()
		if (pl.IsZero() || q.Start.Before(pl)) && (ql.IsZero() || p.Start.Before(ql)) {
			return true
		}
	}
	return false
}
