package diversion

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
)

// The card of a holder is kept by somebody else.
var cardKept = &inspect.Rule{
	Code: "diversion.card_kept", Version: "1", Family: inspect.Diversion, Title: "社保卡由他人保管",
	Citation: "任何单位和个人不得代为保管、开设补贴卡（财办〔2020〕37号）", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"account", "placement"},
	Absent:   append(inspect.NoneOf("account"), inspect.None("person")...),
	Method:   "保管登记或清查表写明，上岗人员的卡由本人以外的人保管。法定监护人、同户家人保管的不算（任职人员除外）；由任职人员或其同户家人保管的为高。",
	Innocent: "老人委托同住子女保管；法定监护人代管；村里统一激活后当天发还、清查表没有更新。",
	Next:     "当面清点并发还本人；调取该卡流水，核对每笔由谁支取。",
	Ask:      []string{"你的卡现在在谁手里？什么时候交出去的？", "密码谁知道？每月取出来的钱给了谁？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		done := map[int64]bool{}
		for _, p := range d.Placements {
			if p.Person == nil || done[p.PersonID] {
				continue
			}
			for _, a := range p.Person.Accounts {
				if a.Guardian || a.Keeper == p.PersonID ||
					a.Keeper == 0 && (a.KeeperName == "" || inspect.SameName(a.KeeperName, p.Person.Name)) {
					continue
				}
				who := a.KeeperName
				if a.Keeper != 0 && who == "" {
					who = d.NameOf(c, a.Keeper)
				}
				f := inspect.Finding{Subject: inspect.Subject{Table: "person", ID: p.PersonID, Name: p.Person.Label()},
					Day: p.Start, Held: inspect.Between(d.OnPost(p.PersonID)),
					Evidence: []inspect.Evidence{inspect.Row("account", a.ID, "尾号%s，由%s保管", a.Tail, who)}}
				office := false
				for _, o := range c.Offices[a.Keeper] {
					if p.Last().IsZero() || !o.From.After(p.Last()) {
						office = true
						who += "（" + o.Title + "）"
						f.Severity = inspect.High
						f.Evidence = append(f.Evidence, inspect.Row("official", o.ID, "%s任%s，%s起", o.Name, o.Title, o.From))
						break
					}
				}
				if a.Family && !office {
					continue
				}
				if o := d.People[a.Keeper]; !office && o != nil && o.HouseholdID != 0 && o.HouseholdID == p.Person.HouseholdID {
					continue
				}
				for _, i := range p.Items {
					if i.Account == "" || i.Account == a.Mark {
						f.Amount += i.Amount
					}
				}
				f.Figures = []figure.Figure{figure.Chain("补贴的去向",
					[]figure.Box{
						{Name: "补贴资金"},
						{Name: p.Person.Name + "的卡", Note: "尾号" + a.Tail + "，共" + f.Amount.Grouped() + "元"},
						{Name: who, Note: "保管人", Strong: true},
					},
					[]string{"发放", "卡交给"}, false)}
				f.Sentence = fmt.Sprintf("%s领补贴的卡由%s保管，其间发放%s元。", p.Person.Name, who, f.Amount.Grouped())
				report(f)
				done[p.PersonID] = true
				break
			}
		}
	},
}
