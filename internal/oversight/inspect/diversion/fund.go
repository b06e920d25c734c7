package diversion

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// forbidden are uses that no fund for posts allows.
var forbidden = []string{"办公", "车辆", "购车", "招待", "食堂", "伙食", "餐费", "就餐", "接待", "餐", "酒", "津贴", "奖金", "福利费", "旅游", "考察",
	"慰问干部", "装修", "借款", "借支", "还款", "还债", "工程款", "修路", "村级运转", "运转经费", "人员经费", "补助干部", "其他项目"}

// Money of the fund spent on something that it is not for.
var fundPurpose = &inspect.Rule{
	Code: "diversion.fund_purpose", Version: "1", Family: inspect.Diversion, Title: "资金用于规定以外的用途",
	Citation: "就业补助资金不得用于办公、车辆、人员津贴、招待等（财社〔2023〕181号，2026年起财社〔2026〕1号）；光伏收益岗位只安排脱贫户、监测户（寿县通知）", From: since,
	Severity: inspect.High, Certainty: inspect.Record, Needs: []string{"fund"},
	Absent:   inspect.NoneOf("person_category", "person"),
	Method:   "资金支出中，用途写明不是岗位补贴、社保补贴、意外险、培训等，而是办公、车辆、招待、津贴、还债、工程等；用途看不出是什么的列为疑点；光伏收益发给没有脱贫或监测登记的人员。",
	Innocent: "写错科目、当年已更正调账；从另一项资金支出，登记时放错了表。",
	Next:     "调取记账凭证、合同和付款回单；已挤占的限期归还原资金。",
	Ask:      []string{"这笔钱是谁批的？付给谁、买了什么？"},
	Holds:    inspect.Once,
	Over: func(c *inspect.City, report func(inspect.Finding)) {
		for _, x := range c.Funds {
			if x.Kind != "other" || x.Amount <= 0 {
				continue
			}
			at, ok := c.Tree.ByPath(x.Path)
			if !ok || allowed(x.Purpose) {
				continue
			}
			f := inspect.Finding{Region: at, Present: true,
				Subject: inspect.Subject{Table: "fund", ID: x.ID, Name: fundName(x.Fund) + x.Number}, Day: x.On, Amount: x.Amount,
				Sentence: fmt.Sprintf("%s于%s从%s支出%s元，用途为“%s”。", at.Name, x.On.Chinese(), fundName(x.Fund), x.Amount.Grouped(),
					x.Purpose),
				Evidence: []inspect.Evidence{inspect.Row("fund", x.ID, "%s，%s，%s元，用途“%s”", x.Number, x.On, x.Amount, x.Purpose)}}
			if !has(x.Purpose, forbidden) {
				f.Certainty, f.Severity = inspect.Suspicion, inspect.Medium
			}
			report(f)
		}
	},
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		if !c.Has("person_category") {
			return
		}
		for _, p := range d.Placements {
			f := inspect.Finding{}
			for _, i := range p.Items {
				if p.Person == nil || i.Fund != "photovoltaic" || p.Person.Holds("poverty_out", i.Month.First()) ||
					p.Person.Holds("poverty_out", i.Month.Last()) {
					continue
				}
				if f.Day.IsZero() {
					f.Day, f.From = i.Month.First(), i.Month
				}
				f.Amount += i.Amount
				f.Held = f.Held.Covering(inspect.Months(i.Month))
				f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID, "%s从光伏收益发放%s元", i.Month, i.Amount))
			}
			if len(f.Evidence) == 0 {
				continue
			}
			f.Subject, f.Severity = p.Subject(), inspect.Medium
			f.Sentence = fmt.Sprintf("%s没有脱贫或监测登记，从光伏收益领补贴%s元。", p.Person.Name, f.Amount.Grouped())
			report(f)
		}
	},
}

func has(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// allowed uses, by their words.
func allowed(purpose string) bool {
	return has(purpose, []string{"岗位补贴", "公益性岗位", "公益岗", "社保补贴", "社会保险补贴", "意外险", "意外伤害", "岗前培训", "退回", "上缴", "收回"}) &&
		!has(purpose, forbidden)
}

func fundName(code string) string {
	if code == "" {
		return "补贴资金"
	}
	return words.Label("fund", code)
}

// Money that came in and lay for a year.
var fundIdle = &inspect.Rule{
	Code: "diversion.fund_idle", Version: "1", Family: inspect.Diversion, Title: "资金长期闲置",
	Citation: "枣人社字〔2023〕68号（挤占挪用）；资金应当及时拨付使用", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"fund"}, Absent: inspect.None("fund"),
	Params:   []string{"fund.idle_days"},
	Method:   "下达的资金按先进先出，超过一年（参数fund.idle_days）仍有三成以上没有分配、发放或退回。",
	Innocent: "跨年结转有批复；上级年底才到账、按进度使用；已上缴收回但没有登记。",
	Next:     "核对资金文件、结转批复和支出进度；长期不用的收回调剂，欠发的先补发。",
	Ask:      []string{"这笔钱什么时候到的？为什么没有发？", "同期有没有欠发补贴？"},
	Holds:    inspect.Lasting,
	Over: func(c *inspect.City, report func(inspect.Finding)) {
		type purse struct{ path, fund string }
		spent := map[purse]money.Fen{}
		in := map[purse][]inspect.Fund{}
		var order []purse
		for _, x := range c.Funds {
			k := purse{x.Path, x.Fund}
			switch x.Kind {
			case "in":
				if in[k] == nil {
					order = append(order, k)
				}
				in[k] = append(in[k], x)
			case "down", "paid", "other":
				spent[k] += x.Amount
			}
		}
		for _, k := range order {
			left := spent[k]
			docs := in[k]
			slices.SortStableFunc(docs, func(a, b inspect.Fund) int { return a.On.DaysSince(b.On) })
			for _, x := range docs {
				used := min(left, x.Amount)
				left -= used
				days := c.Book.Int("fund.idle_days", x.Path, x.On, 365)
				idle := x.Amount - used
				at, ok := c.Tree.ByPath(x.Path)
				if !ok || c.Today.DaysSince(x.On) <= days || idle*10 < x.Amount*3 {
					continue
				}
				report(inspect.Finding{Region: at,
					Subject: inspect.Subject{Table: "fund", ID: x.ID, Name: fundName(x.Fund) + x.Number}, Day: x.On,
					Held: inspect.Still(x.On.Month()), Amount: idle, Params: inspect.Value("fund.idle_days", days),
					Sentence: fmt.Sprintf("%s%s于%s下达%s元，到%s还有%s元没有用，已超过%d天。", at.Name, fundName(x.Fund), x.On.Chinese(),
						x.Amount.Grouped(), c.Today.Chinese(), idle.Grouped(), days),
					Evidence: []inspect.Evidence{inspect.Row("fund", x.ID, "%s，%s下达%s元", x.Number, x.On, x.Amount)}})
			}
		}
	},
}

// What came in is not what was passed on, spent and is left.
var fundBalance = &inspect.Rule{
	Code: "diversion.fund_balance", Version: "1", Family: inspect.Diversion, Title: "资金收支对不上",
	Citation: "枣人社字〔2023〕68号（挤占挪用）；收入等于分配、支出与结余之和", From: since,
	Severity: inspect.High, Certainty: inspect.Record, Needs: []string{"fund"}, Absent: inspect.None("fund"),
	Method:   "同一单位、同一资金、同一年度：收入（含上年结余）减去下拨、发放、其他支出，与所报结余不等；或者支出大于收入。材料中没有结余、又没有超支的不判断。",
	Innocent: "资金文件或支出没有收全；跨年支付登记在另一年度；发放额按月汇总有延后。",
	Next:     "调取该资金的总账、明细账和银行对账单，逐笔找差额。",
	Ask:      []string{"账上的钱和文件上的钱为什么对不上？差额在哪里？"},
	Holds:    inspect.Once,
	Over: func(c *inspect.City, report func(inspect.Finding)) {
		type purse struct{ path, fund, year string }
		type sums struct {
			in, out, left money.Fen
			said          bool
			rows          []inspect.Evidence
		}
		by := map[purse]*sums{}
		var order []purse
		for _, x := range c.Funds {
			k := purse{x.Path, x.Fund, x.Year}
			s := by[k]
			if s == nil {
				s = &sums{}
				by[k] = s
				order = append(order, k)
			}
			switch x.Kind {
			case "in":
				s.in += x.Amount
			case "down", "paid", "other":
				s.out += x.Amount
			case "balance":
				s.left += x.Amount
				s.said = true
			}
			if len(s.rows) < 50 {
				s.rows = append(s.rows,
					inspect.Row("fund", x.ID, "%s%s，%s元，%s", words.Label("fundflow", x.Kind), x.Number, x.Amount, x.Purpose))
			}
		}
		for _, k := range order {
			s := by[k]
			at, ok := c.Tree.ByPath(k.path)
			diff := s.in - s.out - s.left
			if !ok || s.in == 0 || diff == 0 || !s.said && diff > 0 {
				continue
			}
			day, err := civil.ParseDate(k.year + "-12-31")
			if err != nil || day.After(c.Today) {
				day = c.Today
			}
			gap := max(diff, -diff)
			whole := inspect.Days(day)
			if jan, err := civil.ParseDate(k.year + "-01-01"); err == nil && !jan.After(day) {
				whole = inspect.Days(jan, day)
			}
			report(inspect.Finding{Region: at,
				Subject: inspect.Subject{Table: "region", ID: at.ID, Name: at.Name + fundName(k.fund)}, Day: day, Held: whole,
				Amount: gap,
				Sentence: fmt.Sprintf("%s%s%s年收入%s元，下拨、发放和支出%s元，报结余%s元，相差%s元。", at.Name, fundName(k.fund), k.year, s.in.Grouped(),
					s.out.Grouped(), s.left.Grouped(), gap.Grouped()),
				Evidence: s.rows})
		}
	},
}
