package rotation

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// Somebody who left for a breach is on a post again before the interval is over.
var rehiredEarly = &inspect.Rule{
	Code: "rotation.rehired_early", Version: "1", Family: inspect.Rotation, Title: "违规退出后未满间隔期又上岗",
	Citation: "参数册rehire.barred_months（本系统内控）", From: since,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"placement"},
	Params:   []string{"rehire.barred_months"},
	Method:   "因顶岗替岗、提供虚假信息、不服从管理退出的人，在规定的间隔期内又上岗。",
	Innocent: "退出原因登记错误、已更正；申诉后撤销了退出决定。",
	Next:     "核对上次退出的决定和本次申请的审核意见。",
	Ask:      []string{"上次为什么退出？这次申请时有没有说明？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, b := range d.Placements {
			for _, a := range d.Placements {
				if a.PersonID != b.PersonID || a.Person == nil || a.End.IsZero() || !b.Start.After(a.End) ||
					a.EndReason != "substitute" && a.EndReason != "false_information" && a.EndReason != "refuses_management" {
					continue
				}
				months := c.Book.Int("rehire.barred_months", d.Region.Path, b.Start, 12)
				if !b.Start.Before(a.End.AddMonths(months)) {
					continue
				}
				report(inspect.Finding{Subject: b.Subject(), Day: b.Start, Params: inspect.Value("rehire.barred_months", months),
					Sentence: fmt.Sprintf("%s因“%s”于%s退出，%s又上岗，未满%d个月。", b.Person.Name, orNone(a.EndReason), a.End.Chinese(),
						b.Start.Chinese(), months),
					Evidence: []inspect.Evidence{inspect.Row("placement", a.ID, "%s退出，原因%s", a.End, orNone(a.EndReason)),
						inspect.Row("placement", b.ID, "%s上岗", b.Start)},
					Figures: inspect.Turns([]*inspect.Placement{a, b})})
				break
			}
		}
	},
}
