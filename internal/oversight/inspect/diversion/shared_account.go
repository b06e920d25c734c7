package diversion

import (
	"fmt"
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
)

// Two people were paid into one account (pay.own_account_only).
var sharedAccount = &inspect.Rule{
	Code: "diversion.shared_account", Version: "2", Family: inspect.Diversion, Title: "两人发入同一账户",
	Citation: "补贴只发本人社会保障卡账户（财办〔2020〕37号）", From: since,
	Severity: inspect.High, Certainty: inspect.Record, Params: []string{"pay.own_account_only"},
	Needs:    []string{"pay_item"},
	Absent:   inspect.NoneAnywhere("person"),
	Method:   "两个以上身份证号码的补贴发入同一个账号。登记在同一户的降为低；不知道是哪一户的，不算同户。同一个账号只报一条。",
	Innocent: "同户家人代收、登记时串行，补贴已到本人手中的；仍应改为本人账户。",
	Next:     "向银行核对账户开户人；询问两人补贴是否各自到手、卡由谁保管。",
	Ask:      []string{"这个账号是谁的？各人的钱怎么分？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		done := map[int64]bool{}
		for _, p := range d.Placements {
			others := c.TellsOf(p.PersonID)
			if len(others) == 0 || p.Person == nil || done[p.PersonID] || len(p.Items) == 0 ||
				!c.Book.Bool("pay.own_account_only", d.Region.Path, p.Start, true) {
				continue
			}
			done[p.PersonID] = true
			f := inspect.Finding{Subject: inspect.Subject{Table: "person", ID: p.PersonID, Name: p.Person.Label()},
				Day: p.Items[0].Month.First(), Params: inspect.Value("pay.own_account_only", true),
				Evidence: []inspect.Evidence{inspect.Row("pay_item", p.Items[0].ID, "%s发入", p.Items[0].Month)}}
			var names []string
			payees := []figure.Box{{Name: p.Person.Name, Note: "尾号" + p.Person.IDTail}}
			home := true
			for _, o := range others {
				names = append(names, o.Name+"（"+c.Tree.Name(o.Path)+"，尾号"+o.IDTail+"）")
				payees = append(payees, figure.Box{Name: o.Name, Note: c.Tree.Name(o.Path) + "，尾号" + o.IDTail})
				f.Held = f.Held.Covering(o.Held)
				home = home && o.HouseholdID != 0 && o.HouseholdID == p.Person.HouseholdID
				f.Evidence = append(f.Evidence, inspect.Row("pay_item", o.ItemID, "%s的补贴发入同一账户", o.Name))
			}
			f.Sentence = fmt.Sprintf("%s与%s的补贴发入同一账户。", p.Person.Name, strings.Join(names, "、"))
			if home {
				f.Severity = inspect.Low
				f.Sentence = fmt.Sprintf("%s与同户的%s的补贴发入同一账户，应改为各自本人账户。", p.Person.Name, strings.Join(names, "、"))
			}
			f.Figures = []figure.Figure{inspect.IntoOne("补贴的去向", payees, "补贴", figure.Box{Name: "同一账户"})}
			report(f)
		}
	},
}
