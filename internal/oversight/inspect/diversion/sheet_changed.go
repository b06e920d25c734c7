package diversion

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/lexicon"
)

// The sheet of a month says other days now than those by which the month was paid, and no correction says why.
var sheetChanged = &inspect.Rule{
	Code: "diversion.sheet_changed", Version: "1", Family: inspect.Diversion, Title: "发放以后考勤被改动，没有更正手续",
	Citation: "数据造假；发放所依据的考勤不得擅自改动，更正由区（市）凭文件办理", From: since,
	Severity: inspect.Medium, Certainty: inspect.Record,
	Needs:    []string{"pay_counted", "duty_line", "placement"},
	Absent:   inspect.NoneIn("duty_line", "pay_item"),
	Method:   "发放时记下的计发出勤天数，与现在考勤表上的不一致，这个月又没有更正发放。预发的月份、考勤提前报送的月份、没有记下天数的发放不判断；计发办法把请假、雨天、休息算在内的，在它们之间的都算一致。",
	Innocent: "区（市）已凭文件更正考勤，差额正在办理；发放表上的天数是手工填写的笔误。",
	Next:     "调取发放时的考勤原件和改动记录，查明谁在什么时候改的；有差额的，按更正发放或者追缴办理。",
	Ask:      []string{"考勤是谁改的？依据是什么？", "你那个月实际干了几天？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		named := namedMonths(d)
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			for _, i := range p.Items {
				if i.Counted == nil || i.Early || i.Kind == "correction" || corrected(p, i) {
					continue
				}
				now, most, row, ok := countedNow(d, c, p, i, named)
				if i.PayBasis == "calendar" {
					most = now
				}
				if !ok || *i.Counted >= int64(now) && *i.Counted <= int64(most) {
					continue
				}
				report(inspect.Finding{Subject: p.Subject(), Day: i.Month.Last(), From: i.Month, Held: inspect.Months(i.Month),
					Amount: i.Amount,
					Sentence: fmt.Sprintf("%s%s发放时按出勤%d天计，现在考勤表写的是%d天，没有更正手续。", p.Person.Name,
						i.Month.Chinese(), *i.Counted, now),
					Evidence: []inspect.Evidence{inspect.Row("pay_item", i.ID, "%s发放%s元，计发出勤%d天", i.Month, i.Amount,
						*i.Counted), row}})
			}
		}
	},
}

// corrected reports whether another list corrected the month.
func corrected(p *inspect.Placement, i *inspect.Item) bool {
	for _, o := range p.Items {
		if o.Month == i.Month && o.Kind == "correction" {
			return true
		}
	}
	return false
}

// countedNow are the days at work in an item's period by the sheets as they are, and the most that count with leave,
// weather and days off; false where the sheets do not say.
func countedNow(d *inspect.Dossier, c *inspect.City, p *inspect.Placement, i *inspect.Item,
	named map[civil.Month]bool) (now, most int, row inspect.Evidence, ok bool) {
	period := payroll.PeriodOf(c.Book, d.Region.Path, i.Month)
	marks, told := "", 0
	for _, l := range p.Lines {
		if l.Month.Last().Before(period.From) || l.Month.First().After(period.Until) {
			continue
		}
		if !reviewed(l) || l.Odd {
			return 0, 0, row, false
		}
		marks += inPeriod(l, period.From, period.Until)
		if told += l.Count; l.Month == i.Month || row.Table == "" {
			row = inspect.Row("duty_line", l.ID, "%s考勤表现在出勤%d天", l.Month, l.Worked())
		}
	}
	if row.Table == "" { // the whole line is gone
		s := d.Sheets[i.Month]
		if s == nil || !period.Is(i.Month) || !named[i.Month] || p.Continues != 0 || p.EndReason == "merged" ||
			!c.HasIn("duty_line", d.Region.Path) || *i.Counted == 0 {
			return 0, 0, row, false
		}
		return 0, 0, inspect.Row("duty_sheet", s.ID, "%s村考勤表现在没有%s", i.Month, p.Person.Name), true
	}
	if told > 0 {
		return told, told, row, period.Is(i.Month)
	}
	now = lexicon.DaysAtWork(marks)
	most = now + strings.Count(marks, "L") + strings.Count(marks, "W") + strings.Count(marks, "O")
	return now, most, row, true
}
