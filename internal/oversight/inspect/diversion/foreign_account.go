package diversion

import (
	"fmt"

	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
)

// Paid into an account that is somebody else's by the bank's list.
var foreignAccount = &inspect.Rule{
	Code: "diversion.foreign_account", Version: "1", Family: inspect.Diversion, Title: "补贴发入他人账户",
	Citation: "补贴只发本人社会保障卡账户（财办〔2020〕37号）", From: since,
	Severity: inspect.High, Certainty: inspect.Record, Needs: []string{"account", "pay_item"},
	Params:   []string{"pay.own_account_only"},
	Absent:   inspect.None("account", "person"),
	Method:   "发放明细的账号，按银行或登记的开户人是另一个人。开户人是任职人员的最重；同户家人、法定监护人的减轻；只有户名、没有证件号的，姓名去掉空格和间隔符后不同才算。",
	Innocent: "无民事行为能力人由法定监护人代管账户；同户老人用子女账户、钱已到手的（仍应改为本人账户）；户名有生僻字写法不同。",
	Next:     "向银行核对开户人；当面问清钱是否到本人手中。",
	Ask:      []string{"补贴打到谁的卡上？为什么不用自己的卡？", "钱怎么交到你手里？有没有少？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		type key struct {
			person int64
			mark   string
		}
		sums := map[key]*inspect.Finding{}
		var order []key
		judge := func(p *inspect.Person, i *inspect.Item) {
			a := c.Accounts[i.Account]
			if a == nil || p == nil || i.Account == "" ||
				!c.Book.Bool("pay.own_account_only", d.Region.Path, i.Month.First(), true) {
				return
			}
			if a.Holder == p.ID ||
				(a.Holder == 0 || a.ByName) && (a.HolderName == "" || inspect.SameName(a.HolderName, p.Name)) {
				return
			}
			k := key{p.ID, i.Account}
			f := sums[k]
			if f == nil {
				whose := a.HolderName
				if o := d.People[a.Holder]; o != nil {
					whose = o.Label()
				} else if whose == "" {
					whose = d.NameOf(c, a.Holder)
				}
				f = &inspect.Finding{Subject: inspect.Subject{Table: "person", ID: p.ID, Name: p.Label()}, Day: i.Month.First(),
					From: i.Month, Params: inspect.Value("pay.own_account_only", true),
					Sentence: whose, Evidence: []inspect.Evidence{inspect.Row("account", a.ID, "尾号%s，开户人%s", a.Tail, whose)}}
				for _, o := range c.Offices[a.Holder] {
					if o.On(i.Month.First()) {
						f.Sentence += "（" + o.Title + "）"
						f.Evidence = append(f.Evidence, inspect.Row("official", o.ID, "%s任%s，%s起", o.Name, o.Title, o.From))
						break
					}
				}
				if o := d.People[a.Holder]; a.Guardian ||
					o != nil && o.HouseholdID != 0 && o.HouseholdID == p.HouseholdID && len(c.Offices[a.Holder]) == 0 {
					f.Severity = inspect.Low
					if a.Guardian {
						f.Certainty = inspect.Information
					}
				}
				sums[k] = f
				order = append(order, k)
			}
			f.Amount += i.Amount
			f.Held = f.Held.Covering(inspect.Months(i.Month))
			f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID, "%s发放%s元，尾号%s", i.Month, i.Amount, a.Tail))
		}
		for _, p := range d.Placements {
			for _, i := range p.Items {
				judge(p.Person, i)
			}
		}
		for _, i := range d.Loose {
			judge(d.People[i.PersonID], i)
		}
		for _, k := range order {
			f := sums[k]
			f.Figures = []figure.Figure{figure.Chain("补贴的去向",
				[]figure.Box{
					{Name: "补贴资金"},
					{Name: f.Subject.Name, Note: "名下共" + f.Amount.Grouped() + "元"},
					{Name: f.Sentence, Note: "账户开户人", Strong: true},
				},
				[]string{"列入名册", "实际发入"}, false)}
			f.Sentence = fmt.Sprintf("%s的补贴发入%s的账户，共%s元。", f.Subject.Name, f.Sentence, money.Fen(f.Amount).Grouped())
			report(*f)
		}
	},
}
