package diversion

import (
	"fmt"
	"strings"

	"gangwei/internal/oversight/inspect"
)

// A deduction without a reason or a record that it rests on, or whose money did not stay in the fund.
var deduction = &inspect.Rule{
	Code: "diversion.deduction", Version: "1", Family: inspect.Diversion, Title: "扣款没有依据或没有留在资金里",
	Citation: "扣减补贴须有书面办法、事由和原始记录，扣下的钱留在资金内（关庙乡考核办法2025）；枣人社字〔2023〕68号", From: since,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"deduction"},
	Method:   "每笔扣款看三样：事由、所依据的记录、扣下的钱去了哪里。去向写成村集体、村账、现金、个人的为高；缺事由和依据的为中；只是去向空着的，列为疑点。",
	Innocent: "按考核办法扣发、钱没有出专户，只是去向没有填；代扣本人医保、养老并有缴费凭证。",
	Next:     "调取扣款的书面办法、考勤和扣款去向凭证；没有依据的补发给本人。",
	Ask:      []string{"为什么扣你的钱？谁告诉你的？", "扣的钱去了哪里？有没有收据？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			for _, i := range p.Items {
				for _, x := range i.Deductions {
					f := inspect.Finding{Subject: p.Subject(), Day: i.Month.First(), Amount: x.Amount,
						Evidence: []inspect.Evidence{inspect.Row("deduction", x.ID, "%s扣%s元，事由“%s”，依据“%s”，去向“%s”", i.Month, x.Amount,
							x.Reason, x.Base, x.Destination)}}
					switch {
					case outside(x.Destination):
						f.Severity = inspect.High
						f.Sentence = fmt.Sprintf("%s%s被扣%s元，扣下的钱去了“%s”，没有留在补贴资金里。", p.Person.Name, i.Month.Chinese(), x.Amount.Grouped(),
							x.Destination)
					case x.Reason == "" || x.Base == "":
						f.Sentence = fmt.Sprintf("%s%s被扣%s元，没有%s。", p.Person.Name, i.Month.Chinese(), x.Amount.Grouped(),
							map[bool]string{true: "事由", false: "原始记录"}[x.Reason == ""])
					case x.Destination == "":
						f.Certainty, f.Severity = inspect.Suspicion, inspect.Low
						f.Sentence = fmt.Sprintf("%s%s被扣%s元，没有写明扣下的钱去了哪里。", p.Person.Name, i.Month.Chinese(), x.Amount.Grouped())
					default:
						continue
					}
					report(f)
				}
			}
		}
	},
}

// outside reports whether money went out of the fund, by the words of its destination.
func outside(destination string) bool {
	for _, w := range []string{"专户", "资金", "财政", "基金", "原渠道", "结余", "不予发放", "未发", "社保", "医保", "养老", "保险"} {
		if strings.Contains(destination, w) {
			return false
		}
	}
	for _, w := range []string{"村集体", "村委", "村账", "村里", "村用", "现金", "个人", "会计", "支书", "书记", "主任", "办公", "招待", "饭", "小金库",
		"镇里", "活动"} {
		if strings.Contains(destination, w) {
			return true
		}
	}
	return false
}
