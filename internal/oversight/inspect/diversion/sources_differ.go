package diversion

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// Two files tell of one payment and say different amounts, accounts or results.
var sourcesDiffer = &inspect.Rule{
	Code: "diversion.sources_differ", Version: "1", Family: inspect.Diversion, Title: "同一笔补贴，两份材料写得不一样",
	Citation: "枣人社字〔2023〕68号（挤占挪用）；发放名册与凭证应当一致", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion,
	Method: "两份材料（镇街的和区市的、名册和抄件）说的是同一人、同一月、同一种补贴，金额、账号或者银行结果写得不一样。" +
		"写明不同村、岗位、资金或批次的，两份名单大多不是同一批人的，算两笔，不在此列；别的不同只在“材料情况”中列出。",
	Innocent: "一份是编制时的，另一份是更正以后的；抄写有误；换了卡，一份还是旧账号；其实是两笔，没有写明类别。",
	Next:     "调取凭证和银行明细，看实际发了多少、发到哪里；问清哪一份作数，另一份从哪里来。",
	Ask:      []string{"两份表为什么不一样？哪一份交给了银行？", "卡上实际到账多少？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		type key struct {
			of    int64
			month civil.Month
		}
		found := map[key]*inspect.Finding{}
		var order []key
		for _, x := range c.Differences {
			if x.Path != d.Region.Path {
				continue
			}
			k := key{x.Person, x.Month}
			who := inspect.Subject{Table: "person", ID: x.Person, Name: x.Name}
			if x.Person == 0 {
				k.of, who = x.IDs[0], inspect.Subject{Table: x.Table, ID: x.IDs[0], Name: x.About}
			}
			f := found[k]
			if f == nil {
				f = &inspect.Finding{Subject: who, Day: c.Today}
				if !x.Month.IsZero() {
					f.Day, f.From = x.Month.First(), x.Month
				}
				found[k], order = f, append(order, k)
			}
			f.Amount += x.Amount
			f.Sentence += fmt.Sprintf("%s的同一笔补贴，两份材料的“%s”不一样：一份写“%s”，一份写“%s”。", x.About, x.What, x.Says[0], x.Says[1])
			for i, says := range x.Says {
				f.Evidence = append(f.Evidence, inspect.Row(x.Table, x.IDs[i], "“%s”写“%s”", x.What, says))
			}
		}
		for _, k := range order {
			report(*found[k])
		}
	},
}
