package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// The public notice was shorter than the rulebook of its day asks, hung before the review, or the audit came before its
// end.
var noticeShort = &inspect.Rule{
	Code: "procedure.notice_short", Version: "1", Family: inspect.Procedure, Title: "公示期不足或程序倒置",
	Citation: "拟安置人员公示；参数册notice.candidate_days、notice.min_calendar_days", From: since, Own: true,
	Severity: inspect.Medium, Certainty: inspect.Record,
	Params: []string{"notice.candidate_days", "notice.min_calendar_days"}, Needs: []string{"notice"},
	Absent:   inspect.NoneOf("notice", "application_step", "review"),
	Method:   "公示的工作日或者自然日少于当时参数，或者公示早于评议，或者没有到期就审核。",
	Innocent: "公示期按当时规定为三天的；起止日期录入有误，照片显示天数足够的。",
	Next:     "调取公示照片和起止日期；确实不足的，补足公示并受理异议。",
	Ask:      []string{"公示贴在哪里？贴了几天？有没有照片？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		each(d, func(p *inspect.Placement, a *inspect.Application) {
			s := a.Last("notice")
			if s == nil || s.From.IsZero() || s.Until.IsZero() {
				return
			}
			least, calendar := c.Book.Int("notice.candidate_days", d.Region.Path, s.From, 5),
				c.Book.Int("notice.min_calendar_days", d.Region.Path, s.From, 3)
			days := c.Book.Calendar().WorkingBetween(s.From, s.Until)
			f := inspect.Finding{Subject: p.Subject(), Day: s.From, Held: inspect.Days(s.From, s.Until),
				Params:   inspect.Value("notice.candidate_days", least) + inspect.Value("notice.min_calendar_days", calendar),
				Evidence: []inspect.Evidence{inspect.Row("application_step", s.ID, "公示%s至%s", s.From, s.Until)}}
			review, audit := a.Last("review"), a.Last("audit")
			switch {
			case days < least || s.Until.DaysSince(s.From) < calendar:
				f.Sentence = fmt.Sprintf("%s的公示自%s至%s，共%d个工作日，少于规定的%d个。", p.Person.Name, s.From.Chinese(), s.Until.Chinese(), days,
					least)
				c.Doubt(&f, s.From, s.Until)
			case review != nil && s.From.Before(review.On):
				f.Sentence = fmt.Sprintf("%s的公示（%s）早于民主评议（%s）。", p.Person.Name, s.From.Chinese(), review.On.Chinese())
				f.Evidence = append(f.Evidence, inspect.Row("application_step", review.ID, "评议%s", review.On))
			case audit != nil && !audit.On.After(s.Until):
				f.Sentence = fmt.Sprintf("%s的公示到%s为止，镇街审核在%s，公示没有结束。", p.Person.Name, s.Until.Chinese(), audit.On.Chinese())
				f.Evidence = append(f.Evidence, inspect.Row("application_step", audit.ID, "审核%s", audit.On))
			default:
				return
			}
			report(f)
		})
	},
}
