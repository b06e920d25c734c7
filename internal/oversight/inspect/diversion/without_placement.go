package diversion

import (
	"fmt"
	"slices"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
)

// Paid for a month in which the person had no placement anywhere.
var withoutPlacement = &inspect.Rule{
	Code: "diversion.without_placement", Version: "1", Family: inspect.Diversion, Title: "没有上岗记录却领补贴",
	Citation: "枣人社字〔2023〕68号（挤占挪用）；虚报冒领", From: since,
	Severity: inspect.High, Certainty: inspect.Record, Needs: []string{"placement", "pay_item"},
	Absent:   inspect.NoneOf("placement"),
	Method:   "发放明细中的月份，本人在任何村都没有覆盖这个月的上岗记录。上岗当月、退出当月按天发放的不算，补发注明月份的按注明的月份看。",
	Innocent: "上岗登记晚录、漏录，协议和考勤能证明在岗；补发以前月份，月份写成了发放月份；同名不同人，身份证号码抄错。",
	Next:     "调取协议、考勤原件和银行流水；确实没有上岗的，查明谁报的名、谁领走了钱。",
	Ask:      []string{"这几个月你在岗吗？做什么？", "知不知道卡上发了这笔钱？钱是谁取的？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		by := map[int64][]*inspect.Item{}
		var order []int64
		for _, i := range d.Loose {
			p := d.People[i.PersonID]
			if i.Kind == "correction" {
				continue
			}
			if p != nil && !p.Died.IsZero() && i.Month.First().After(p.Died) {
				continue // paid after death says it
			}
			covered, paid := false, payroll.PeriodOf(c.Book, d.Region.Path, i.Month)
			for _, e := range c.Elsewhere[i.PersonID] {
				covered = covered || !e.Start.After(paid.Until) && (e.Last.IsZero() || !e.Last.Before(paid.From))
			}
			ended := false // paid after the end says it
			for _, x := range d.Placements {
				last := x.Last()
				ended = ended || x.PersonID == i.PersonID && !x.Start.After(paid.Until) && !last.IsZero()
			}
			if covered || ended {
				continue
			}
			if by[i.PersonID] == nil {
				order = append(order, i.PersonID)
			}
			by[i.PersonID] = append(by[i.PersonID], i)
		}
		for _, id := range order {
			items := by[id]
			slices.SortFunc(items, func(a, b *inspect.Item) int { return a.Month.Since(b.Month) })
			who := inspect.Subject{Table: "person", ID: id, Name: items[0].Name}
			if p := d.People[id]; p != nil {
				who.Name = p.Label()
			}
			f := inspect.Finding{Subject: who, Day: items[0].Month.First(), From: items[0].Month, To: items[0].Month,
				Held: inspect.Months(items[0].Month, items[len(items)-1].Month)}
			for _, i := range items {
				f.Amount += i.Amount
				f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID, "%s发放%s元", i.Month, i.Amount))
			}
			f.Sentence = fmt.Sprintf("%s没有上岗记录，%s起有%d个月领了补贴，共%s元。", who.Name, items[0].Month.Chinese(), len(items),
				f.Amount.Grouped())
			report(f)
		}
	},
}
