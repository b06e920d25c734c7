package folder_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
)

// twoTownships of two townships, with a holder each since January, and attendance from January to March.
const twoTownships = "镇,村,身份证号码,姓名,岗位编号,上岗日期,月补贴标准\n" +
	"东示例镇,示例村,370499196803030049,示例甲,BJ-01,2025-01-01,800\n" +
	"西示例镇,乙示例村,370499197008150046,示例乙,BJ-02,2025-01-01,800\n"

const quarterWorked = "镇,村,身份证号码,姓名,月份,出勤天数\n" +
	"东示例镇,示例村,370499196803030049,示例甲,2025-01,22\n东示例镇,示例村,370499196803030049,示例甲,2025-02,22\n" +
	"东示例镇,示例村,370499196803030049,示例甲,2025-03,22\n西示例镇,乙示例村,370499197008150046,示例乙,2025-01,22\n" +
	"西示例镇,乙示例村,370499197008150046,示例乙,2025-02,22\n西示例镇,乙示例村,370499197008150046,示例乙,2025-03,22\n"

// quarterPaid is the list of pay of those months; of the first village alone, or of both.
func quarterPaid(both bool) string {
	out := "镇,村,身份证号码,姓名,月份,金额\n"
	for m := 1; m <= 3; m++ {
		out += fmt.Sprintf("东示例镇,示例村,370499196803030049,示例甲,2025-%02d,800\n", m)
		if both {
			out += fmt.Sprintf("西示例镇,乙示例村,370499197008150046,示例乙,2025-%02d,800\n", m)
		}
	}
	return out
}

const bankHead = "身份证号码,姓名,月份,金额,结果,到账日期,退回原因\n"

// partial are the tables and months that are told as not wholly collected.
func partial(r *folder.Result) string {
	var out []string
	for _, n := range r.NotJudged {
		out = append(out, strings.Join(n.Tables, "、")+" "+n.When()+" "+n.Place)
	}
	return strings.Join(out, "；")
}

// The bank's material denies only the months, villages and funds that it is about; the rest is told as not collected.
// A list of what came back denies nothing.
func TestRun_asks_the_bank_only_for_what_it_answered(t *testing.T) {
	answer := func(month, result string) string {
		return "370499196803030049,示例甲,2025-" + month + ",800," + result + ",2025-06-10,\n"
	}
	for what, c := range map[string]struct {
		bank   map[string]string
		unpaid int
		told   string
	}{
		"march alone": {map[string]string{"银行回盘.csv": bankHead + answer("03", "成功")}, 0, "银行回盘 2025年1月至2月"},
		"the other village was not asked about": {map[string]string{"银行回盘.csv": bankHead + answer("01", "成功") +
			answer("02", "成功") + answer("03", "成功")}, 0, "银行回盘 2025年1月至3月"},
		"a hole in one list": {map[string]string{"银行回盘.csv": bankHead + answer("01", "成功") + answer("03", "成功")}, 1, ""},
		"a list for each month, one not collected": {map[string]string{"银行回盘1月.csv": bankHead + answer("01", "成功"),
			"银行回盘3月.csv": bankHead + answer("03", "成功")}, 0, "银行回盘 2025年2月"},
		"it waits": {map[string]string{"银行回盘.csv": bankHead + answer("03", "处理中")}, 1, ""},
		"a list of what came back": {map[string]string{"银行退票.csv": bankHead + answer("02", "退回")}, 0,
			"银行回盘 2025年1月、2025年3月"},
	} {
		files := map[string]string{"上岗记录.csv": twoTownships, "月考勤.csv": quarterWorked, "发放明细.csv": quarterPaid(true)}
		for name, text := range c.bank {
			files[name] = text
		}
		r := inspected(t, files)
		n := 0
		for _, code := range accused(r) {
			if code == "arrears.unpaid" {
				n++
			}
		}
		if n != c.unpaid || !strings.Contains(partial(r), c.told) || len(r.Faults) > 0 {
			t.Errorf("%s: %v; %s; %s", what, accused(r), partial(r), faultsOf(r))
		}
		if came := strings.HasPrefix(what, "a list of what"); came != slices.Contains(accused(r), "arrears.returned") {
			t.Errorf("%s: %v", what, accused(r))
		}
	}
}

// A list of pay of one township says nothing of the other; of a village that it has, a month without any list is a
// suspicion that says so, and a person left out of a month that others were paid for is on record.
func TestRun_takes_a_list_of_pay_for_the_villages_that_it_is_about(t *testing.T) {
	files := map[string]string{"上岗记录.csv": twoTownships, "月考勤.csv": quarterWorked, "发放明细.csv": quarterPaid(false)}
	r := inspected(t, files)
	if got := accused(r); len(got) > 0 || !strings.Contains(partial(r), "发放明细 全部月份 ") ||
		!strings.Contains(partial(r), "乙示例村") {
		t.Errorf("%v; %s", got, partial(r))
	}
	files["上岗记录.csv"] += "东示例镇,示例村,370499196611110060,示例丙,BJ-03,2025-01-01,800\n"
	files["月考勤.csv"] += "东示例镇,示例村,370499196611110060,示例丙,2025-03,22\n" +
		"东示例镇,示例村,370499196611110060,示例丙,2025-04,22\n"
	files["发放明细.csv"] += "东示例镇,示例村,370499196611110060,示例丙,2025-01,800\n" +
		"东示例镇,示例村,370499196611110060,示例丙,2025-02,800\n"
	sure := map[inspect.Certainty]string{}
	for _, f := range inspected(t, files).Findings {
		if f.Rule.Code == "arrears.unpaid" {
			sure[f.Certainty] += f.Sentence
		}
	}
	if !strings.Contains(sure[inspect.Record], "2025年3月") || strings.Contains(sure[inspect.Record], "2025年4月到岗") ||
		!strings.Contains(sure[inspect.Suspicion], "2025年4月到岗22天") ||
		!strings.Contains(sure[inspect.Suspicion], "没有收集到") {
		t.Errorf("%v", sure)
	}
}

// A list of applications that has few of a village's holders is not all there is, nor are policies and steps of another
// village. Where most are there, the one who is missing is found.
func TestRun_takes_part_of_the_hiring_papers_for_a_part(t *testing.T) {
	three := "镇,村,身份证号码,姓名,岗位编号,上岗日期,月补贴标准\n" +
		"东示例镇,示例村,370499196803030049,示例甲,BJ-01,2025-02-01,800\n" +
		"东示例镇,示例村,370499197008150046,示例乙,BJ-02,2025-02-01,800\n" +
		"东示例镇,示例村,370499196611110060,示例丙,BJ-03,2025-02-01,800\n"
	head := "镇,村,申请编号,身份证号码,姓名,岗位编号,申请日期,结果\n"
	one := head + "东示例镇,示例村,SQ1,370499196803030049,示例甲,BJ-01,2025-01-03,上岗\n"
	two := one + "东示例镇,示例村,SQ2,370499197008150046,示例乙,BJ-02,2025-01-03,上岗\n"
	r := inspected(t, map[string]string{"上岗记录.csv": three, "申请.csv": one})
	if got := accused(r); len(got) > 0 || !strings.Contains(partial(r), "申请 全部月份") {
		t.Errorf("one of three: %v; %s", got, partial(r))
	}
	if got := accused(inspected(t, map[string]string{"上岗记录.csv": three, "申请.csv": two})); len(got) != 1 ||
		got[0] != "procedure.step_missing" {
		t.Errorf("two of three: %v", got)
	}
	other := "西示例镇,丁示例村,370499197505050011,示例丁,BJ-09,2025-02-01,800\n"
	insured := "镇,村,身份证号码,姓名,保单号,起保日期,终止日期\n西示例镇,丁示例村,370499197505050011,示例丁,BD1,2025-01-20,2026-01-19\n"
	r = inspected(t, map[string]string{"上岗记录.csv": three + other, "申请.csv": two +
		"东示例镇,示例村,SQ3,370499196611110060,示例丙,BJ-03,2025-01-03,上岗\n" +
		"西示例镇,丁示例村,SQ9,370499197505050011,示例丁,BJ-09,2025-01-03,上岗\n",
		"公示.csv":  "镇,村,申请编号,公示类别,公示开始,公示结束\n西示例镇,丁示例村,SQ9,拟安置公示,2025-01-11,2025-01-19\n",
		"意外险.csv": insured})
	if got := accused(r); len(got) > 0 || !strings.Contains(partial(r), "公示") || !strings.Contains(partial(r), "意外险") {
		t.Errorf("papers of another village: %v; %s; %s", got, partial(r), faultsOf(r))
	}
}

// An agreement that ran out is not an exit: who is paid after it may have one that nobody put into the folder. That
// cannot be judged, and is told. A day of leaving is one, and so is a reason for it.
func TestRun_takes_the_end_of_an_agreement_for_no_exit(t *testing.T) {
	pay := "村,身份证号码,姓名,月份,金额\n示例村,370499196803030049,示例甲,2025-01,800\n示例村,370499196803030049,示例甲,2025-02,800\n" +
		"示例村,370499196803030049,示例甲,2025-03,800\n示例村,370499196803030049,示例甲,2025-04,800\n"
	row := "示例村,370499196803030049,示例甲,BJ-01,800,"
	head := "村,身份证号码,姓名,岗位编号,月补贴标准,"
	for list, guilty := range map[string]bool{
		head + "协议期限\n" + row + "2024.4.1-2025.3.31\n":                                 false,
		head + "聘用期限\n" + row + "2024.3.15-2025.3.14\n":                                false,
		head + "上岗日期,合同终止日期\n" + row + "2024-04-01,2025-02-28\n":                       false,
		head + "上岗日期,到期日期\n" + row + "2024-04-01,2025-02-28\n":                         false,
		head + "上岗日期,协议期限,退出日期\n" + row + "2024-04-01,2024.4.1-2025.3.31,\n":           false,
		head + "上岗日期,退出日期\n" + row + "2024-04-01,2025-02-28\n":                         true,
		head + "上岗日期,解聘日期\n" + row + "2024-04-01,2025-02-28\n":                         true,
		head + "在岗起止时间\n" + row + "2024.4.1-2025.2.28\n":                               true,
		head + "上岗日期,合同终止日期,退出原因\n" + row + "2024-04-01,2025-02-28,本人自愿\n":             true,
		head + "上岗日期,协议期限,退出日期\n" + row + "2024-04-01,2024.4.1-2025.3.31,2025-02-28\n": true,
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": list, "发放明细.csv": pay})
		found := slices.Contains(accused(r), "diversion.paid_after_end")
		withheld := slices.ContainsFunc(r.Withheld, func(w inspect.Withheld) bool {
			return w.Rule.Code == "diversion.paid_after_end" && strings.Contains(w.Gaps[0].Why, "续签")
		})
		if found != guilty || withheld == guilty || !guilty && len(accused(r)) > 0 {
			t.Errorf("%s: %v, withheld %d; %s", list, accused(r), len(r.Withheld), faultsOf(r))
		}
	}
	renewed := map[string]string{"发放明细.csv": pay, "上岗记录2024.csv": head + "上岗日期,协议期限\n" + row +
		"2024-04-01,2024.4.1-2025.1.31\n", "上岗记录2025.csv": head + "上岗日期,协议期限\n" + row + "2024-04-01,2025.2.1-2026.1.31\n"}
	if r := inspected(t, renewed); len(accused(r)) > 0 {
		t.Errorf("renewed: %v", accused(r))
	}
}

// What is paid later stands under the month in which it is paid, with the months that it is for in the remark, in the
// amount, or in a column of its own. Whoever may have been paid so is not called unpaid for these months; for others
// still.
func TestRun_calls_nobody_unpaid_for_a_month_that_was_paid_later(t *testing.T) {
	worked := "村,姓名,身份证号码,月份,出勤天数\n"
	for m := 1; m <= 4; m++ {
		worked += fmt.Sprintf("示例村,示例甲,370499196803030049,2025-%02d,22\n示例村,示例乙,370499197008150046,2025-%02d,22\n", m, m)
	}
	row := func(month, rest string) string {
		return "示例村,示例甲,370499196803030049," + month + "," + rest + "\n"
	}
	others := ""
	for m := 1; m <= 4; m++ {
		others += fmt.Sprintf("示例村,示例乙,370499197008150046,2025-%02d,800,\n", m)
	}
	head := "村,姓名,身份证号码,月份,金额,"
	for pay, unpaid := range map[string]bool{
		head + "备注\n" + row("2025-01", "800,") + row("2025-03", "800,") + row("2025-03", "800,补发2月") +
			row("2025-04", "800,"): false,
		head + "备注\n" + row("2025-01", "800,") + row("2025-03", "1600,含补发2月份800元") +
			row("2025-04", "800,"): false,
		head + "备注\n" + row("2025-03", "2400,补发1-2月") +
			row("2025-04", "800,"): false,
		head + "备注\n" + row("2025-01", "800,") + row("2025-03", "1600,含补发") +
			row("2025-04", "800,"): false,
		head + "补发金额\n" + row("2025-01", "800,") + row("2025-03", "800,800") +
			row("2025-04", "800,"): false,
		head + "补发金额\n" + row("2025-01", "800,0") + row("2025-03", "800,") +
			row("2025-04", "800,-"): true,
		head + "备注\n" + row("2025-01", "800,") + row("2025-03", "1600,含补发1月800元") +
			row("2025-04", "800,"): true,
		head + "发放类别\n" + row("2025-01", "800,常规") + row("2025-02", "800,补发") + row("2025-03", "800,") +
			row("2025-04", "800,"): false,
		head + "备注\n" + row("2025-01", "800,") + row("2025-03", "800,") +
			row("2025-04", "800,"): true,
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneAndTwo, "月考勤.csv": worked, "发放明细.csv": pay + others})
		if got := slices.Contains(accused(r), "arrears.unpaid"); got != unpaid || !got && strings.Contains(pay, "2025-02,") ==
			(len(r.Withheld) > 0) {
			t.Errorf("%s: %v, withheld %d; %s", pay, accused(r), len(r.Withheld), faultsOf(r))
		}
	}
}

const oneAndTwo = "村,身份证号码,姓名,岗位编号,上岗日期,月补贴标准\n示例村,370499196803030049,示例甲,BJ-01,2025-01-01,800\n" +
	"示例村,370499197008150046,示例乙,BJ-02,2025-01-01,800\n"

// A line of a statement that says no month is for the month before it: not for the oldest that nothing confirms.
func TestRun_takes_what_came_in_for_the_month_before(t *testing.T) {
	pay, came := "村,姓名,身份证号码,月份,金额\n", "姓名,身份证号码,金额,结果,到账日期\n"
	for m := 1; m <= 5; m++ {
		pay += fmt.Sprintf("示例村,示例甲,370499196803030049,2025-%02d,800\n示例村,示例乙,370499197008150046,2025-%02d,800\n", m, m)
	}
	for _, m := range []int{3, 4, 5} {
		came += fmt.Sprintf("示例甲,370499196803030049,800,成功,2025-%02d-10\n", m)
		if m != 4 {
			came += fmt.Sprintf("示例乙,370499197008150046,800,成功,2025-%02d-10\n", m)
		}
	}
	r := inspected(t, map[string]string{"上岗记录.csv": oneAndTwo, "发放明细.csv": pay, "银行回盘.csv": came})
	var said string
	for _, f := range r.Findings {
		said += f.Sentence
	}
	if strings.Count(said, "至今") != 1 || !strings.Contains(said, "示例乙2025年3月") ||
		!strings.Contains(partial(r), "2025年1月、2025年5月") {
		t.Errorf("%s; %s", said, partial(r))
	}
}

// What came back is on record as not sent again only where the bank's material goes on; a list of pay is not the bank's
// word, and no day of the bank's is made up.
func TestRun_makes_up_no_word_of_the_bank(t *testing.T) {
	pay, bank := "村,姓名,身份证号码,月份,金额\n", bankHead+"370499196803030049,示例甲,2025-02,800,退回,2025-03-10,账号错误\n"
	for m := 1; m <= 3; m++ {
		pay += fmt.Sprintf("示例村,示例甲,370499196803030049,2025-%02d,800\n示例村,示例乙,370499197008150046,2025-%02d,800\n", m, m)
	}
	for more, want := range map[string]inspect.Certainty{"": inspect.Suspicion,
		"370499197008150046,示例乙,2025-03,800,成功,2025-04-10,\n": inspect.Record} {
		n := 0
		for _, f := range inspected(t, map[string]string{"上岗记录.csv": oneAndTwo, "发放明细.csv": pay, "银行回盘.csv": bank +
			more}).Findings {
			if f.Rule.Code != "arrears.returned" {
				continue
			}
			if n++; f.Certainty != want && !(want == inspect.Record && f.Certainty == "") ||
				strings.Contains(f.Sentence, "不知道") != (want == inspect.Suspicion) {
				t.Errorf("%s: %s %s", more, f.Certainty, f.Sentence)
			}
		}
		if n != 1 {
			t.Errorf("%q: %d", more, n)
		}
	}
	calls := "村,身份证号码,姓名,回访日期,月份,是否收到\n示例村,370499196803030049,示例甲,2025-03-20,2025-02,没有收到\n" +
		"示例村,370499197008150046,示例乙,2025-06-20,2025-02,没有收到\n"
	r := inspected(t, map[string]string{"上岗记录.csv": oneAndTwo, "发放明细.csv": pay, "领款回访.csv": calls})
	if got := accused(r); len(got) != 1 || got[0] != "diversion.not_received" {
		t.Fatalf("%v; %s", got, faultsOf(r))
	}
	f := r.Findings[0]
	if all := f.Sentence + fmt.Sprint(f.Evidence); !strings.Contains(all, "示例乙2025年2月") || strings.Contains(all, "到账") ||
		strings.Contains(all, "确认") {
		t.Errorf("%s", all)
	}
}

// Whom a row means that says a name and nothing else, where several are called so, nobody knows: nobody is paid by it,
// and nobody is called unpaid.
func TestRun_takes_no_name_for_one_of_several_people(t *testing.T) {
	holders := "村,姓名,身份证号码,岗位编号,上岗日期,月补贴标准\n示例村,示例甲,370499196803030049,BJ-01,2025-01-01,800\n" +
		"乙示例村,示例甲,370499197008150046,BJ-02,2025-01-01,800\n"
	worked := "村,姓名,身份证号码,月份,出勤天数\n示例村,示例甲,370499196803030049,2025-01,22\n" +
		"乙示例村,示例甲,370499197008150046,2025-01,22\n"
	pay := "姓名,月份,金额\n示例甲,2025-01,800\n示例甲,2025-01,800\n"
	r := inspected(t, map[string]string{"上岗记录.csv": holders, "月考勤.csv": worked, "发放明细.csv": pay})
	if got := accused(r); len(got) > 0 || strings.Count(faultsOf(r), "有同名的人") != 2 || len(r.NotJudged) == 0 {
		t.Errorf("%v; %s", got, faultsOf(r))
	}
	pay = "村,姓名,月份,金额\n示例村,示例甲,2025-01,800\n乙示例村,示例甲,2025-01,800\n"
	r = inspected(t, map[string]string{"上岗记录.csv": holders, "月考勤.csv": worked, "发放明细.csv": pay})
	if got := accused(r); len(got) > 0 || len(r.Faults) > 0 {
		t.Errorf("with villages: %v; %s", got, faultsOf(r))
	}
}

// What a list of pay says was kept back is a deduction of which nothing was collected: nobody is called paid short of
// it, and whoever is paid short without a word is.
func TestRun_takes_a_column_of_deductions_for_what_it_says(t *testing.T) {
	for pay, kept := range map[string]string{
		"月份,应发,扣款,实发\n示例村,示例甲,370499196803030049,2025-04,800,50,750\n":   "扣款",
		"月份,应发,缺勤扣发,实发\n示例村,示例甲,370499196803030049,2025-04,800,50,750\n": "缺勤扣发",
		"月份,应发,扣款,实发\n示例村,示例甲,370499196803030049,2025-04,800,0,750\n":    "",
		"月份,应发,实发\n示例村,示例甲,370499196803030049,2025-04,800,750\n":         "",
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneAndTwo, "发放明细.csv": "村,姓名,身份证号码," + pay})
		n := slices.IndexFunc(r.Findings, func(f inspect.Finding) bool { return f.Rule.Code == "arrears.short" })
		if n < 0 {
			t.Errorf("%s: not found; %s", pay, faultsOf(r))
			continue
		}
		if f := r.Findings[n]; strings.Contains(f.Sentence, "扣款的原因没有收集") != (kept != "") ||
			kept != "" && (!strings.Contains(f.Sentence, kept) || f.Certainty == inspect.Record) {
			t.Errorf("%s: %s %s", pay, f.Certainty, f.Sentence)
		}
	}
}

// A list named 代发 that says what became of each payment is the bank's answer, not what was sent to it: a payment that
// failed does not vanish.
func TestRun_finds_what_failed_on_a_list_named_for_what_was_sent(t *testing.T) {
	pay := "村,姓名,身份证号码,月份,金额,银行账号\n示例村,示例甲,370499196803030049,2025-03,800,6222020200000000017\n" +
		"示例村,示例乙,370499197008150046,2025-03,800,6222020200000000025\n"
	bank := "户名,账号,金额,状态,交易日期\n示例甲,6222020200000000017,800,交易成功,2025-04-10\n" +
		"示例乙,6222020200000000025,800,交易失败,2025-04-10\n"
	for _, name := range []string{"2025年3月银行代发回单.csv", "银行代发明细.csv", "代发清单20250410.csv"} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneAndTwo, "发放明细.csv": pay, name: bank})
		if got := accused(r); len(got) != 1 || got[0] != "arrears.returned" {
			t.Errorf("%s: %v; %s", name, got, faultsOf(r))
		}
	}
}

// A month's list without a column for the day of arrival, beside a list of the other months that has one, was not asked
// when the money came: nobody is unpaid by it. A blank under such a head is an answer.
func TestRun_asks_no_day_of_arrival_of_a_list_without_the_column(t *testing.T) {
	others := "村（社区）,身份证号码,姓名,月份,金额,到账日期\n"
	for _, m := range []string{"2025-03", "2025-05"} {
		others += "示例村," + first + ",示例甲," + m + ",800,2025-06-01\n"
	}
	worked := "村（社区）,身份证号码,姓名,月份,出勤天数\n"
	for _, m := range []string{"2025-03", "2025-04", "2025-05"} {
		worked += "示例村," + first + ",示例甲," + m + ",22\n"
	}
	for body, unpaid := range map[string]bool{
		"村（社区）,身份证号码,姓名,月份,金额\n示例村," + first + ",示例甲,2025-04,800\n":       false,
		"村（社区）,身份证号码,姓名,月份,金额,到账日期\n示例村," + first + ",示例甲,2025-04,800,\n": true,
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": worked, "发放明细.csv": others,
			"2025年4月发放表.csv": body})
		if got := slices.Contains(accused(r), "arrears.unpaid"); got != unpaid {
			t.Errorf("%q: unpaid %v; %v %s", body, got, accused(r), faultsOf(r))
		}
	}
}
