package diversion

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/pay/worth"
)

// Pay for a month in which the sheet that was reviewed has the holder absent on all days, or says nothing of the
// holder.
var paidWithoutWork = &inspect.Rule{
	Code: "diversion.paid_without_work", Version: "1", Family: inspect.Diversion, Title: "考勤全月缺勤或没有出勤，仍发放",
	Citation: "吃空饷、虚报冒领；补贴按实际履职发放", From: since, Own: true,
	Severity: inspect.High, Certainty: inspect.Record, Needs: []string{"duty_line", "pay_item", "placement"},
	Absent: inspect.NoneIn("duty_line", "duty_check"),
	Method: "已审核的考勤写明当月一天也没有出勤，或者考勤里本人这一行是空白、没有这个人，而当月补贴已到账。空白和没有这个人的列为疑点。请假、雨雪停工、安排休息的不算；有工时或者当月检查见到本人的不算；" +
		"按计发办法有规定金额、或者镇街写明理由照发的，只作提示；没有考勤表的月份不判断。",
	Innocent: "考勤表漏填、误填，本人确实出过工；家属已知情并在退回；预先发放的月份已更正。",
	Next:     "核对签到原件和工作记录，问村里为什么这样填；确属没有出工的，登记追缴或更正；漏填的，由村里补正考勤。",
	Ask:      []string{"这个月你出过工吗？谁能证明？", "经办人：考勤写缺勤（空白），为什么还编进发放表？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		named := namedMonths(d)
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			accused, informed := &without{}, &without{}
			for _, i := range p.Items {
				if i.Kind == "correction" || i.Paid().IsZero() || i.Amount <= 0 {
					continue
				}
				how, row := unworked(d, c, p, i.Month, named)
				over := payroll.PeriodOf(c.Book, d.Region.Path, i.Month).Until
				switch {
				case how == "":
				case i.Why != "" || i.PayBasis == "whole" && i.Taken > 0:
					informed.add(i, over, how, row)
				default:
					accused.add(i, over, how, row)
				}
			}
			if accused.items > 0 {
				report(accused.finding(p))
			}
			if informed.items > 0 {
				f := informed.finding(p)
				f.Certainty, f.Severity = inspect.Information, inspect.Info
				report(f)
			}
		}
	},
}

// How a month is without work.
const (
	allAbsent = "全月缺勤"
	blank     = "空白"
	unlisted  = "没有本人"
)

// without are a placement's months that were paid without work.
type without struct {
	inspect.Finding
	items  int
	said   []string
	absent bool
}

// add a month; over is the last day of its period.
func (w *without) add(i *inspect.Item, over civil.Date, how string, row inspect.Evidence) {
	if w.From.IsZero() || i.Month.Before(w.From) {
		w.From, w.Day = i.Month, i.Month.First()
	}
	w.items++
	w.absent = w.absent || how == allAbsent
	w.Held = w.Held.Covering(inspect.Months(i.Month))
	w.Lacking = append(w.Lacking, i.Month)
	w.Amount += i.Amount
	what := i.Month.Chinese() + how
	switch {
	case i.Why != "":
		what += "（镇街说明：" + i.Why + "）"
	case i.PayBasis == "whole" && i.Taken > 0:
		what += "（已按规定扣减" + i.Taken.Grouped() + "元）"
	case !i.Paid().After(over):
		what += "（当月没有过完已预先发放，请核对应否更正）"
	}
	w.said = append(w.said, what)
	w.Evidence = append(w.Evidence, row, inspect.Row("pay_item", i.ID, "%s发放%d天、%s元，%s", i.Month, i.Days, i.Amount,
		i.Confirmed()))
}

// most months are named in a sentence.
const mostMonths = 6

func (w *without) finding(p *inspect.Placement) inspect.Finding {
	f := w.Finding
	f.To, f.Subject = f.From, p.Subject()
	if !w.absent {
		f.Severity, f.Certainty = inspect.Medium, inspect.Suspicion
	}
	more := ""
	if len(w.said) > mostMonths {
		more = fmt.Sprintf("等%d个月", len(w.said))
	}
	f.Sentence = fmt.Sprintf("%s的考勤%s%s，仍发放补贴%s元。", p.Person.Name,
		strings.Join(w.said[:min(len(w.said), mostMonths)], "、"), more, f.Amount.Grouped())
	return f
}

// namedMonths are the months in which sheets that were reviewed say something of anybody of the village.
func namedMonths(d *inspect.Dossier) map[civil.Month]bool {
	out := map[civil.Month]bool{}
	for _, p := range d.Placements {
		for _, l := range p.Lines {
			if reviewed(l) && (l.Worked() > 0 || l.None || strings.Trim(l.Days, "-") != "") {
				out[l.Month] = true
			}
		}
	}
	return out
}

func reviewed(l inspect.Line) bool { return l.State == "reviewed" || l.State == "locked" }

// unworked says how the sheets of a month's period have the holder without work, with the row that says so; empty where
// they do not, or where nobody can tell.
func unworked(d *inspect.Dossier, c *inspect.City, p *inspect.Placement, m civil.Month,
	named map[civil.Month]bool) (string, inspect.Evidence) {
	period := payroll.PeriodOf(c.Book, d.Region.Path, m)
	if last := p.Last(); p.Start.After(period.Until) || !last.IsZero() && last.Before(period.From) {
		return "", inspect.Evidence{} // paid beyond the last day, which another rule tells
	}
	for _, x := range p.Checks {
		if saw(x) && !x.On.Before(period.From) && !x.On.After(period.Until) {
			return "", inspect.Evidence{} // the sheet is what is wrong
		}
	}
	x, told := monthOf(p, period)
	if !told {
		return "", inspect.Evidence{}
	}
	whole := period.Is(m)
	switch {
	case x.last == nil && whole && named[m] && c.HasIn("duty_line", d.Region.Path) && p.Continues == 0 &&
		p.EndReason != "merged" && d.Sheets[m] != nil:
		s := d.Sheets[m]
		return unlisted, inspect.Row("duty_sheet", s.ID, "%s村考勤表没有%s", m, p.Person.Name)
	case x.last == nil, x.odd, strings.ContainsAny(x.marks, "PSTHLW"):
		return "", inspect.Evidence{}
	case strings.Contains(x.marks, "A"), x.none:
		return allAbsent, inspect.Row("duty_line", x.last.ID, "%s缺勤%d天，没有出勤", m, strings.Count(x.marks, "A"))
	case x.marks == "" && whole && named[m]:
		return blank, inspect.Row("duty_line", x.last.ID, "%s没有登记任何一天", m)
	}
	return "", inspect.Evidence{} // days off by the employer's word
}

// sheetMonth is what sheets say of the days of a period.
type sheetMonth struct {
	marks     string
	odd, none bool
	last      *inspect.Line // nil: none names the holder
}

// monthOf a placement, as the county corrected it where it did; false where a sheet is not reviewed, or tells work
// without marking its days.
func monthOf(p *inspect.Placement, period worth.Period) (x sheetMonth, told bool) {
	for _, l := range p.Lines {
		if l.Month.Last().Before(period.From) || l.Month.First().After(period.Until) {
			continue
		}
		if l.Corrected != "" {
			l.Days, l.Hours = l.Corrected, l.CorrectedHours
		}
		if !reviewed(l) || l.Hours > 0 || l.Count > 0 {
			return x, false
		}
		x.odd, x.none = x.odd || l.Odd, x.none || l.None
		x.marks += inPeriod(l, period.From, period.Until)
		x.last = &l
	}
	return x, true
}

// inPeriod are the marks of a line on the days of a period.
func inPeriod(l inspect.Line, from, until civil.Date) string {
	var b strings.Builder
	for n := 1; n <= min(len(l.Days), l.Month.Days()); n++ {
		if day := l.Month.Date(n); !day.Before(from) && !day.After(until) && l.Days[n-1] != '-' {
			b.WriteByte(l.Days[n-1])
		}
	}
	return b.String()
}

// saw reports whether a check saw the holder, well or badly at work.
func saw(x inspect.Check) bool {
	switch x.Finding {
	case "on_duty", "work_good", "work_bad", "swapped", "cannot_work":
		return x.Method != "phone" && x.Method != "system"
	}
	return false
}
