package diversion

import (
	"fmt"

	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/words"
)

// grace is how many days after a register's date an exit may take.
const grace = 31

// Paid on for more than a month while a department's register bars from holding a post.
var barredWhilePaid = &inspect.Rule{
	Code: "diversion.barred_while_paid", Version: "1", Family: inspect.Diversion, Title: "登记为不得安置的情形，仍在领补贴",
	Citation: "安置对象排除情形（临沭街道2023公告等）；参数册exclude.*", From: since,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"registered", "placement",
		"pay_item"}, Params: []string{
		"exclude.employee_pension_paying", "exclude.employee_pension_drawing", "exclude.business_owner",
		"exclude.public_employee", "exclude.student", "exclude.in_custody", "exclude.elsewhere"},
	Absent:   inspect.NoneOf("registered", "placement"),
	Method:   "部门名册显示本人在服刑或羁押、参加或领取职工养老保险、办有营业执照、是公职人员、在校学生、在外全日制就业，起始日之后超过31天仍领补贴。是否不得安置按当时参数；营业执照、在外就业只列疑点。",
	Innocent: "空壳执照没有经营；非全日制岗位兼做灵活就业是允许的；领取的是城乡居民养老金；名册同名、日期有误；刚满一个月、正在办退出。",
	Next:     "向登记部门核对起止日期；属实的办理退出、核算多发；服刑期间的查明钱由谁支取。",
	Ask:      []string{"这段时间你在哪里、做什么？", "岗位上的活由谁在干？补贴由谁领？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		done := map[int64]bool{}
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			for _, r := range p.Person.Registered {
				kind := r.Kind
				if kind == "employed" {
					kind = "elsewhere"
				}
				reaction := c.Book.Reaction(kind, d.Region.Path, r.From)
				if r.Kind == "deceased" || r.Kind == "other_post" || reaction == "" || done[r.ID] {
					continue
				}
				sum := money.Fen(0)
				paid := inspect.Held{}
				f := inspect.Finding{Evidence: []inspect.Evidence{
					inspect.Row("registered", r.ID, "%s，%s至%s，%s", words.Label("exclusion", kind), r.From, r.Until, r.Where)}}
				after := r.From.AddDays(grace)
				if r.From.Before(p.Start) || r.Kind == "in_custody" {
					after = r.From // barred when it began, or cannot have worked at all
				}
				for _, i := range p.Items {
					of := payroll.PeriodOf(c.Book, d.Region.Path, i.Month)
					if of.From.Before(after) || !r.Until.IsZero() && of.Until.After(r.Until) {
						continue
					}
					if f.Day.IsZero() {
						f.Day, f.From = i.Month.First(), i.Month
					}
					sum += i.Amount
					paid = paid.Covering(inspect.Months(i.Month))
					f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID, "%s发放%s元", i.Month, i.Amount))
				}
				if sum == 0 {
					continue
				}
				done[r.ID] = true
				f.Held = paid
				if last := inspect.EarlierLast(r.Until, p.Last()); last.IsZero() || paid.Until.Before(last.Month()) {
					f.Held.Until = last.Month() // of no day no month: still
				}
				f.Subject, f.Amount, f.Params = p.Subject(), sum, inspect.Value("exclude."+kind, reaction)
				f.Sentence = fmt.Sprintf("%s自%s起登记为“%s”，此后仍领补贴%s元。", p.Person.Name, r.From.Chinese(),
					words.Label("exclusion", kind), sum.Grouped())
				switch {
				case r.Kind == "in_custody":
					f.Severity = inspect.High
				case r.Kind == "business_owner" || kind == "elsewhere" || reaction != "block":
					f.Certainty, f.Severity = inspect.Suspicion, inspect.Low
				}
				report(f)
			}
		}
	},
}
