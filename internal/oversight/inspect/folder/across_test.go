package folder_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// acrossMonths of 2025 as heads, the same amount under each.
func acrossMonths(from, to int, amount string) string {
	heads, cells := "村,姓名,身份证号码,账号", "示例村,示例甲,"+first+",6217000000000000017"
	for m := from; m <= to; m++ {
		heads += fmt.Sprintf(",%d月", m)
		cells += "," + amount
	}
	return heads + "\n" + cells + "\n"
}

func attended(from, to int) string {
	s := "村,姓名,身份证号码,月份,出勤天数\n"
	for m := from; m <= to; m++ {
		s += fmt.Sprintf("示例村,示例甲,%s,2025-%02d,22\n", first, m)
	}
	return s
}

// Lists with a column for each month say the same of whom and differ only in the months or the amounts: they are no
// copies of each other.
func TestRun_lists_with_a_column_for_each_month_are_no_copies(t *testing.T) {
	r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": attended(4, 9),
		"发放明细2025年上.csv": acrossMonths(4, 6, "800"), "发放明细2025年下.csv": acrossMonths(7, 9, "800")})
	if got := accused(r); len(got) > 0 || strings.Contains(faultsOf(r), "同一份") {
		t.Errorf("accused %v\n%s", got, faultsOf(r))
	}
	r = inspected(t, map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": attended(4, 9),
		"发放明细2025年上.csv": acrossMonths(4, 9, "800"), "发放明细2025年抄件.csv": acrossMonths(4, 9, "800")})
	if got := accused(r); len(got) > 0 || !strings.Contains(faultsOf(r), "同一份") {
		t.Errorf("a copy: accused %v\n%s", got, faultsOf(r))
	}
	ledger := func(in string) string {
		return "镇,资金来源,收入,支出,日期,摘要\n示例镇,就业补助资金," + in + ",,2025-04-20,市级资金\n"
	}
	r = inspected(t, map[string]string{"资金甲.csv": ledger("800"), "资金乙.csv": ledger("900")})
	if strings.Contains(faultsOf(r), "同一份") {
		t.Errorf("two sums of a day: %s", faultsOf(r))
	}
}

// The unit that a title or a head names holds for the columns of months too.
func TestRun_the_unit_holds_for_columns_of_months(t *testing.T) {
	r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": attended(4, 6),
		"发放明细2025.csv": "2025年补贴发放表（单位：万元）\n" + acrossMonths(4, 6, "0.08")})
	if got := accused(r); len(got) > 0 {
		t.Errorf("accused %v\n%s", got, faultsOf(r))
	}
	r = inspected(t, map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": attended(4, 6),
		"发放明细2025.csv": "2025年补贴发放表（单位：万元）\n" + acrossMonths(4, 6, "0.04")})
	if !slices.Contains(accused(r), "arrears.short") {
		t.Errorf("half of it: %v", accused(r))
	}
}

// Days attended, which lists of pay have beside the standard, are no days on post: 22 of them are a whole month.
func TestRun_days_attended_on_a_list_of_pay_are_no_days_on_post(t *testing.T) {
	for _, head := range []string{"出勤天数", "实际出勤天数", "到岗天数", "工作天数"} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": "村,姓名,身份证号码,月份," + head +
			",应发金额,实发金额\n示例村,示例甲," + first + ",2025-04,22,800,800\n"})
		if got := accused(r); len(got) > 0 {
			t.Errorf("%s: %v", head, got)
		}
	}
	r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": "村,姓名,身份证号码,月份,发放天数,实发金额\n示例村,示例甲," +
		first + ",2025-04,15,800\n"})
	if !slices.Contains(accused(r), "diversion.above_standard") {
		t.Errorf("whole pay for half a month: %v", accused(r))
	}
}

// Two departments' registers may name the same people and days: they are no copies.
func TestRun_registers_of_two_departments_are_no_copies(t *testing.T) {
	list := "姓名,身份证号码,登记日期,单位\n示例甲," + first + ",2025-01-01,示例单位\n"
	r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": onePay, "城乡居民医保名册.csv": list,
		"财政供养名册.csv": list})
	if got := accused(r); len(got) == 0 || strings.Contains(faultsOf(r), "同一份") {
		t.Errorf("%v %s", got, faultsOf(r))
	}
}
