package diversion

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// A frozen amount above the agreement's rate for the days paid.
var aboveStandard = &inspect.Rule{
	Code: "diversion.above_standard", Version: "4", Family: inspect.Diversion, Title: "发放超过协议标准",
	Citation: "补贴按协议标准和在岗天数计发", From: since, Own: true,
	Params: []string{inspect.StandardParam}, Severity: inspect.Medium, Certainty: inspect.Record,
	Needs:    []string{"placement", "pay_item"},
	Absent:   append(inspect.NoneOf("placement"), inspect.None("post")...),
	Method:   "按当月标准和发放天数折算，应发多少；实发高出应发一分以上的列出。" + inspect.StandardMethod,
	Innocent: "标准当月已经调整，协议尚未更新；按工时计发、补足到小时最低工资的，不列出；补发以前月份并在说明中写明的。",
	Next:     "核对协议标准、调整文件和当月编制说明；多发的登记追缴。",
	Ask:      []string{"多出来的部分是什么钱？谁通知你的？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			for _, i := range p.Items {
				if p.Rate == 0 || !i.Regular() || i.ToMinimum {
					continue
				}
				s := c.StandardOf(d, p, i.Month)
				most := s.Most.Prorate(int(i.Days), int(max(i.OfDays, 1)))
				if i.Amount <= most+1 {
					continue
				}
				report(inspect.Finding{
					Subject: p.Subject(), Day: i.Month.First(), Amount: i.Amount - most, Params: s.Param(),
					Sentence: fmt.Sprintf("%s%s发放%s元，按%s每月%s元、在岗%d天应为%s元。", p.Person.Name, i.Month.Chinese(),
						i.Amount.Grouped(), s.Name(), s.Most.Grouped(), i.Days, most.Grouped()),
					Evidence: []inspect.Evidence{
						inspect.Row("pay_item", i.ID, "%s元，%d/%d天", i.Amount, i.Days, i.OfDays),
						inspect.Row("placement", p.ID, "协议标准%s元%s", p.Rate, s.Differs(p.Rate, s.Most)),
					},
				})
			}
		}
	},
}
