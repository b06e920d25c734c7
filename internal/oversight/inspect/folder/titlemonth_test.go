package folder_test

import (
	"strings"
	"testing"

	"gangwei/internal/oversight/inspect"
)

// A title that names several months, or a day on which the list was made, does not say the month of the pay: nobody is
// called unpaid or overpaid by it.
func TestRun_a_title_of_several_months_is_no_month(t *testing.T) {
	pay := "\n村,姓名,身份证号码,实发金额,账号\n示例村,示例甲," + first + ",2400,6217000000000000017\n"
	for _, title := range []string{"2025年4-6月公益岗补贴发放表", "2025年4月至6月补贴发放表", "2025年4、5、6月补贴发放表", "2025年4月、5月、6月",
		"2025年第二季度补贴发放表", "示例村补贴发放表\n制表日期：2025年7月5日", "示例村补贴发放表\n2025-07-05", "2025年7月发放4月、5月、6月补贴",
		"2025年4月份—6月份补贴"} {
		for _, name := range []string{"发放明细.csv", "发放202504.csv", "一.csv"} {
			r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": attended(4, 6), name: title + pay})
			for _, f := range r.Findings {
				if f.Certainty != inspect.Information && (!strings.Contains(title, "示例村") || name != "发放202504.csv") {
					t.Errorf("%s, %s: %s", title, name, f.Rule.Code)
				}
			}
			if len(r.Faults) == 0 && (!strings.Contains(title, "示例村") || name != "发放202504.csv") {
				t.Errorf("%s, %s: nothing is said", title, name)
			}
		}
	}
	for _, title := range []string{"2025年4月补贴发放表", "2025年04月份补贴\n制表日期：2025年5月6日", "2025-04补贴  2025年5月6日制", "2025年度4月补贴"} {
		one := strings.ReplaceAll(pay, "2400", "800")
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": attended(4, 4), "发放明细.csv": title + one})
		if got := accused(r); len(got) > 0 || len(r.Faults) > 0 {
			t.Errorf("%s: %v %s", title, got, faultsOf(r))
		}
	}
}
