package diversion

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

const (
	// neverSeenVisits at least, on as many days, must have come to nothing.
	neverSeenVisits = 3
	// neverSeenMonths at least they must be spread over.
	neverSeenMonths = 2
)

// Pay over the whole placement of somebody whom no check ever saw, though several looked.
var neverSeen = &inspect.Rule{
	Code: "diversion.never_seen", Version: "1", Family: inspect.Diversion, Title: "在岗以来检查从未见到本人，一直发放",
	Citation: "吃空饷、虚报冒领；补贴按实际履职发放", From: since,
	Severity: inspect.High, Certainty: inspect.Suspicion, Needs: []string{"duty_check", "pay_item", "placement"},
	Absent: append(inspect.NoneOf("statement", "duty_check"), inspect.NoneIn("duty_line")...),
	Method: fmt.Sprintf("从上岗到现在，现场或视频检查%d天以上、分布在%d个月以上，没有一次见到本人，而这些月份的补贴已到账。"+
		"考勤或排班写着请假、休息、停工、换班的那天不算，本人说明已被采纳的不算，顶岗另有规则；没有检查过不等于没有见到。", neverSeenVisits, neverSeenMonths),
	Innocent: "检查都在排班以外的时间；岗位在山上、水边，流动作业；检查记录登记错了人。",
	Next:     "按排班时间再去，找同岗人员、受益群众了解，查看签到和工作照片；确属没有出工的，核定追缴。",
	Ask:      []string{"平时几点出工，在哪一段？检查来的那几次你在哪里？", "邻居、同岗人员：最近一次见他干活是什么时候？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			visits := unseen(p)
			months, days := map[civil.Month]bool{}, map[civil.Date]bool{}
			for _, x := range visits {
				months[x.On.Month()], days[x.On] = true, true
			}
			if len(days) < neverSeenVisits || len(months) < neverSeenMonths {
				continue
			}
			first, last := visits[0].On, visits[0].On
			f := inspect.Finding{Subject: p.Subject()}
			for _, x := range visits {
				if x.On.Before(first) {
					first = x.On
				}
				if x.On.After(last) {
					last = x.On
				}
				f.Evidence = append(f.Evidence, inspect.Row("duty_check", x.ID, "%s检查未见到", x.On))
			}
			paid := 0
			for _, i := range p.Items {
				if i.Paid().IsZero() || i.Month.Before(first.Month()) || last.Month().Before(i.Month) {
					continue
				}
				paid++
				f.Amount += i.Amount
				f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID, "%s发放%d天、%s元", i.Month, i.Days, i.Amount))
			}
			if paid < neverSeenMonths {
				continue
			}
			f.Day, f.From, f.To = first, first.Month(), first.Month()
			f.Held = inspect.Days(first, last)
			f.Sentence = fmt.Sprintf("%s于%s上岗，%s至%s检查%d次，从未见到本人，期间发放补贴%s元。", p.Person.Name, p.Start.Chinese(), first.Chinese(),
				last.Chinese(), len(visits), f.Amount.Grouped())
			report(f)
		}
	},
}

// unseen are the visits that did not find the holder where nothing explains it; none if any visit ever did.
func unseen(p *inspect.Placement) (out []inspect.Check) {
	for _, x := range p.Checks {
		switch {
		case saw(x) || x.Finding == "substitute":
			return nil
		case x.Finding != "not_seen" || x.Excused || x.Method == "phone" || x.Method == "system" || x.Method == "paper" ||
			x.On.IsZero() || excused(p, x.On) || off(p, x.On):
		default:
			out = append(out, x)
		}
	}
	return out
}

// off reports whether the plan made beforehand has a day off.
func off(p *inspect.Placement, on civil.Date) bool {
	for _, l := range p.Lines {
		if l.Month == on.Month() && len(l.Shift) == 31 && l.Shift[on.Day()-1] == 'O' {
			return true
		}
	}
	return false
}
