package procedure

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/words"
)

// A list of pay that was approved hung fewer days than the rulebook of its day asks, or on days that cannot be right.
var payNotice = &inspect.Rule{
	Code: "procedure.pay_notice", Version: "1", Family: inspect.Procedure, Title: "发放公示天数不足或日期不对",
	Citation: "月度发放先公示、后审核批准；参数册notice.min_calendar_days", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record, Params: []string{"notice.min_calendar_days"},
	Needs:    []string{"pay_notice"},
	Method:   "已批准的发放表，公示的天数少于当时参数，或者当月考勤还没有结束就开始公示（有文件预发的除外），或者公示早于编制，或者没有到期就批准。缺哪个日期，与它有关的就不判断；没有批准的不看。",
	Innocent: "公示起止日期录入有误，照片显示天数足够；村里先张贴的名单另有记录；当时规定的天数较少。",
	Next:     "调取公示照片和张贴记录；确实不足的，补足公示并受理异议，今后到期再批准。",
	Ask:      []string{"这个月的发放名单贴在哪里、贴了几天？有没有照片？", "经办人：为什么没有到期就批准？"},
	Holds:    inspect.Once,
	Over: func(c *inspect.City, report func(inspect.Finding)) {
		for _, n := range c.Notices {
			at, ok := c.Tree.ByPath(n.Path)
			if !ok {
				continue
			}
			least := c.Book.Int("notice.min_calendar_days", n.Path, noticeDay(n), 3)
			what, days := wrongNotice(c, n, least)
			if what == "" {
				continue
			}
			list := at.Name + n.Month.Chinese() + words.Label("runkind", n.Kind)
			f := inspect.Finding{Region: at, Subject: inspect.Subject{Table: "pay_run", ID: n.ID, Name: list}, Day: noticeDay(n),
				From: n.Month, Held: inspect.Days(append(days, n.Month.Last())...), Sentence: list + "名单" + what,
				Params: inspect.Value("notice.min_calendar_days", least),
				Evidence: []inspect.Evidence{inspect.Row("pay_run", n.ID, "编制%s，公示%s至%s，批准%s", told(n.Drafted), told(n.From),
					told(n.Until), told(n.Approved))}}
			f.To = f.Held.Until
			report(f)
		}
	},
}

func told(d civil.Date) string {
	if d.IsZero() {
		return "（没有写）"
	}
	return d.String()
}

// noticeDay is the day by whose rules a notice is judged.
func noticeDay(n inspect.PayNotice) civil.Date {
	if n.From.IsZero() {
		return n.Month.Last()
	}
	return n.From
}

// wrongNotice says what is wrong with a notice, and on which days; empty if nothing is.
func wrongNotice(c *inspect.City, n inspect.PayNotice, least int) (string, []civil.Date) {
	if n.From.IsZero() || n.Until.IsZero() {
		return "", nil
	}
	hung := n.Until.DaysSince(n.From)
	days := []civil.Date{n.From, n.Until}
	over := payroll.PeriodOf(c.Book, n.Path, n.Month).Until
	switch {
	case n.Until.Before(n.From):
		return fmt.Sprintf("公示自%s至%s，止日早于起日。", n.From.Chinese(), n.Until.Chinese()), days
	case hung < least:
		return fmt.Sprintf("公示自%s至%s，共%d天，少于规定的%d天。", n.From.Chinese(), n.Until.Chinese(), hung, least), days
	case !n.Ahead && !n.From.After(over):
		return fmt.Sprintf("公示自%s起，考勤%s才结束。", n.From.Chinese(), over.Chinese()), days
	case !n.Drafted.IsZero() && n.From.Before(n.Drafted):
		return fmt.Sprintf("公示自%s起，%s才编制，公示的不是这份名单。", n.From.Chinese(), n.Drafted.Chinese()), days
	case !n.Approved.IsZero() && !n.Approved.After(n.Until):
		return fmt.Sprintf("公示到%s为止，%s就批准了，公示没有结束。", n.Until.Chinese(), n.Approved.Chinese()), append(days, n.Approved)
	}
	return "", nil
}
