package procedure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
)

// Holders of a village worked on after their agreement had ended, and the office renewed none: its fault, not theirs.
var agreementLapsed = &inspect.Rule{
	Code: "procedure.agreement_lapsed", Version: "1", Family: inspect.Procedure, Title: "协议到期后继续用工，没有续签",
	Citation: "农村岗位协议最长一年，可以续签（贵州省多地公告2022）；干了活的补贴照发（待确认）；参数册agreement.max_months", From: since, Own: true,
	Severity: inspect.Low, Certainty: inspect.Suspicion, Needs: []string{"agreement"},
	Absent:   inspect.NoneOf("placement"),
	Method:   "最近一份协议到期以后，考勤写着出勤，或者发放了以后月份的补贴，没有续签的协议。每村列一条，写明经办单位；责任在单位，不在本人，也不影响本人补贴。到期以后没有出过工的、村合并转走的不算。",
	Innocent: "已经续签，协议还没有登记或者没有收集到；名册是续签以前的。",
	Next:     "由经办单位补签协议，说明空档期；不得以没有协议为由停发、少发。",
	Ask:      []string{"经办单位：协议到期前有没有提醒？为什么没有续？", "出工期间有没有出过事？保险接上了没有？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		var all []lapsed
		for _, p := range d.Placements {
			if p.Person == nil || p.AgreedUntil.IsZero() || p.EndReason == "merged" || !p.AgreedUntil.Before(c.Today) {
				continue
			}
			if last := p.Last(); !last.IsZero() && !last.After(p.AgreedUntil) {
				continue
			}
			if row, worked := workedAfter(p, p.AgreedUntil); worked {
				all = append(all, lapsed{p, row})
			}
		}
		if len(all) == 0 {
			return
		}
		slices.SortStableFunc(all, func(a, b lapsed) int {
			return cmp.Or(a.AgreedUntil.DaysSince(b.AgreedUntil), cmp.Compare(a.ID, b.ID))
		})
		from := all[0].AgreedUntil.AddDays(1)
		f := inspect.Finding{Subject: inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name}, Day: from}
		var names []string
		var lasts []civil.Date
		for _, x := range all {
			names = append(names, x.Person.Name)
			lasts = append(lasts, x.Last())
			f.Evidence = append(f.Evidence,
				inspect.Row("placement", x.ID, "%s的协议%s到期", x.Person.Label(), x.AgreedUntil), x.row)
		}
		f.Held = inspect.Between(from, inspect.LaterLast(lasts...))
		f.Evidence = f.Evidence[:min(len(f.Evidence), mostLapsed)]
		f.Sentence = fmt.Sprintf("%s没有给%s的%d名在岗人员续签协议（%s），最早的%s到期，此后仍安排出工。责任在经办单位，补贴照发。",
			office(c, d.Region), d.Region.Name, len(all), some(names), all[0].AgreedUntil.Chinese())
		report(f)
	},
}

// mostLapsed rows are kept of one finding.
const mostLapsed = 60

type lapsed struct {
	*inspect.Placement
	row inspect.Evidence
}

// workedAfter is a row that says that a holder worked after a day, or was paid for a later month.
func workedAfter(p *inspect.Placement, day civil.Date) (inspect.Evidence, bool) {
	for _, l := range p.Lines {
		if l.State == "draft" || l.Month.Last().Before(day) {
			continue
		}
		if l.Month.First().After(day) && l.Worked() > 0 {
			return inspect.Row("duty_line", l.ID, "%s出勤%d天", l.Month, l.Worked()), true
		}
		marks := l.Marks()
		for n := day.Day() + 1; l.Month == day.Month() && n <= min(len(marks), l.Month.Days()); n++ {
			if strings.IndexByte("PSTH", marks[n-1]) >= 0 {
				return inspect.Row("duty_line", l.ID, "%s出勤", l.Month.Date(n)), true
			}
		}
	}
	for _, i := range p.Items {
		if i.Month.First().After(day) && i.Amount > 0 && i.Kind != "correction" {
			return inspect.Row("pay_item", i.ID, "%s发放%s元", i.Month, i.Amount), true
		}
	}
	return inspect.Evidence{}, false
}

// office that keeps a village's agreements.
func office(c *inspect.City, v *region.Region) string {
	if at, ok := c.Tree.ByPath(region.PathAt(v.Path, region.Township)); ok && at.Level == region.Township {
		return at.Name
	}
	return "经办单位"
}

// some of the names, the rest as a number.
func some(names []string) string {
	if len(names) > 5 {
		return strings.Join(names[:5], "、") + "等"
	}
	return strings.Join(names, "、")
}
