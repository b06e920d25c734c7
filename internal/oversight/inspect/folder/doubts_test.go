package folder_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/sheettest"
)

// A finding that rests on a row with a doubtful cell says so, in its sentence and beside the row, and is no record.
// Without the doubt the same rows are on record.
func TestDoubts_are_said_and_are_no_record(t *testing.T) {
	type table [][]any
	places := func(id, name, start, end any) table {
		return table{{"村（社区）", "身份证号码", "姓名", "岗位编号", "上岗日期", "退出日期"}, {"示例村", id, name, "BJ-01", start, end},
			{"示例村", second, "示例乙", "BJ-02", "2025-01-01", ""}}
	}
	pay := func(rows ...[]any) table {
		return append(table{{"村（社区）", "身份证号码", "姓名", "月份", "金额"}}, rows...)
	}
	row := func(cells ...any) []any { return cells }
	own := places(first, "示例甲", "2025-01-01", "2025-03-31")
	other := row("示例村", second, "示例乙", "2025-05", "800")
	after := row("示例村", first, "示例甲", "2025-05", "800")
	for what, c := range map[string]struct {
		places, pay table
		page        sheettest.Page // of pay: what is hidden and merged
		name        string         // of the file of pay
		says        string         // empty: no doubt
	}{
		"nothing doubtful": {own, pay(other, after), sheettest.Page{}, "", ""},
		"a fraction of a fen": {own, pay(other, row("示例村", first, "示例甲", "2025-05", 800.004)), sheettest.Page{}, "",
			"“金额”“800.004”有不足一分的尾数"},
		"a day that says a month": {places(first, "示例甲", "2025-01-01", "2025年3月"), pay(other, after), sheettest.Page{}, "",
			"“退出日期”只写到月（2025年3月）"},
		"what nobody sees": {own, pay(other, row("示例村", "\u202d"+first+"\u202c", "示例甲", "2025-05", "800")),
			sheettest.Page{}, "", "“身份证号码”里有看不见的字符"},
		"full width": {own, pay(other, row("示例村", "３７０４９９197505050011", "示例甲", "2025-05", "800")),
			sheettest.Page{}, "", "“身份证号码”是全角数字"},
		"fifteen digits": {own, pay(other, row("示例村", first[:6]+first[8:17], "示例甲", "2025-05", "800")),
			sheettest.Page{}, "", "“身份证号码”是15位的老号码"},
		"a remark behind the name": {own, pay(other, row("示例村", first, "示例甲（停发）", "2025-05", "800")), sheettest.Page{}, "",
			"“姓名”写的是“示例甲（停发）”"},
		"a hidden row": {own, pay(other, after), sheettest.Page{Filter: []int{3}}, "", "是隐藏的行"},
		"a merged cell": {own, pay(other, row("", first, "示例甲", "2025-05", "800")),
			sheettest.Page{Merge: [][2]string{{"A2", "A3"}}}, "", "“村（社区）”是上面几行合并的单元格"},
		"a place from above": {own, pay(other, row("", first, "示例甲", "2025-05", "800")), sheettest.Page{}, "",
			"“村（社区）”空着，按上面的行取"},
		"a month of the file's name": {own, table{{"村（社区）", "身份证号码", "姓名", "金额"}, {"示例村", first, "示例甲", "800"}},
			sheettest.Page{},
			"2025年5月发放明细", "“月份”表里没有，按文件名或工作表名取"},
		"a month of the title": {own,
			table{{"示例镇2025年5月补贴发放表"}, {"村（社区）", "身份证号码", "姓名", "金额"}, {"示例村", first, "示例甲", "800"}},
			sheettest.Page{}, "", ""},
		"computed where others are not": {own, pay(row("示例村", second, "示例乙", "2025-05", sheettest.Uncomputed("A1*2")),
			row("示例村", first, "示例甲", "2025-05", sheettest.Computed(800))), sheettest.Page{}, "", "“金额”是公式，同一列有的公式没有算出结果"},
		"computed as all are": {own, pay(row("示例村", second, "示例乙", "2025-05", sheettest.Computed(800)),
			row("示例村", first, "示例甲", "2025-05", sheettest.Computed(800))), sheettest.Page{}, "", ""},
		"a number whose check is wrong": {places("370499197505050999", "示例甲", "2025-01-01", "2025-03-31"),
			pay(other, row("示例村", "370499197505050999", "示例甲", "2025-05", "800")), sheettest.Page{}, "",
			"“370499197505050999”校验不对"},
	} {
		name := c.name
		if name == "" {
			name = "发放明细"
		}
		c.page.Name, c.page.Rows = "表", c.pay
		files := fstest.MapFS{
			"上岗记录.xlsx":    {Data: sheettest.Bare(t, false, sheettest.Page{Name: "表", Rows: c.places})},
			name + ".xlsx": {Data: sheettest.Bare(t, false, c.page)}}
		r, err := folder.Run(files, asOf, oversight.Rules(), nil)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range r.Findings {
			if f.Rule.Code != "diversion.paid_after_end" {
				continue
			}
			found = true
			beside := ""
			for _, e := range f.Evidence {
				beside += e.What
			}
			if c.says == "" && (f.Certainty != inspect.Record || strings.Contains(f.Sentence, "核对")) ||
				c.says != "" && (f.Certainty != inspect.Suspicion || !strings.Contains(f.Sentence, c.says) ||
					!strings.Contains(beside, c.says) || !strings.Contains(f.Sentence, ".xlsx“表”第")) {
				t.Errorf("%s: %s %s | %s", what, f.Certainty, f.Sentence, beside)
			}
		}
		if !found {
			t.Errorf("%s: not found; %v %s", what, accused(r), faultsOf(r))
		}
	}
}

// A number whose check is wrong is nobody's: one near to somebody's is not used and the near one is offered; one that a
// spreadsheet has cut is said to be cut.
func TestNumbers_that_are_wrong_are_no_key(t *testing.T) {
	for what, c := range map[string]struct{ pay, says string }{
		"one digit otherwise": {"示例村,370499197505050021,示例甲,2025-04,800", "与示例甲的3704**********0011只差一处"},
		"without a name":      {"示例村,370499197505050021,,2025-04,800", "与示例甲的3704**********0011只差一处"},
		"cut in a text":       {"示例村,370499197505050000,示例甲,2025-04,800", "的末尾被表格软件丢掉了"},
		"cut and shown short": {"示例村,3.70499E+17,示例甲,2025-04,800", "的末尾被表格软件丢掉了"},
		"near to nobody":      {"示例村,370499196001010999,示例丁,2025-04,800", "校验不对，材料里也没有相近的号码"},
		"of a namesake":       {"示例村,370499196001010999,示例甲,2025-04,800", "材料里有同名的示例甲（3704**********0011）"},
		"near to nobody, nameless": {"示例村,370499196001010999,,2025-04,800",
			"校验不对，又没有姓名，不知道是谁"},
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": "村（社区）,身份证号码,姓名,月份,金额\n" + c.pay + "\n"})
		if !strings.Contains(faultsOf(r), c.says) {
			t.Errorf("%s: %s", what, faultsOf(r))
		}
		for _, f := range r.Findings {
			if f.Certainty == inspect.Record {
				t.Errorf("%s: on record: %s", what, f.Sentence)
			}
		}
	}
	// two people for whom somebody wrote the same wrong number are two
	r := inspected(t,
		map[string]string{"上岗记录.csv": "村（社区）,身份证号码,姓名,岗位编号,上岗日期\n示例村,370499000000000000,示例戊,BJ-01,2025-01-01\n" +
			"示例村,370499000000000000,示例己,BJ-02,2025-01-01\n"})
	if got := accused(r); len(got) > 0 {
		t.Errorf("one number for two: %v", got)
	}
}

// Namesakes without numbers in villages of one name are not told apart by anything: what is found of them says so.
func TestNamesakes_without_numbers_or_townships_are_doubtful(t *testing.T) {
	pay := "村（社区）,姓名,月份,金额,岗位编号\n示例村,示例甲,2025-04,800,%s\n"
	for township, want := range map[string]inspect.Certainty{"": inspect.Suspicion, "示例镇": inspect.Record} {
		list := func(post string) string {
			return "镇（街道）," + strings.Replace(fmt.Sprintf(pay, post), "\n示例村", "\n"+township+",示例村", 1)
		}
		r := inspected(t, map[string]string{"发放明细甲.csv": list("A-1"), "发放明细乙.csv": list("B-1")})
		if !slices.Contains(accused(r), "diversion.paid_twice") {
			t.Errorf("%q: %v %s", township, accused(r), faultsOf(r))
		}
		for _, f := range r.Findings {
			if f.Certainty != want || (want == inspect.Suspicion) != strings.Contains(f.Sentence, "同名的人分不开") {
				t.Errorf("%q: %s %s", township, f.Certainty, f.Sentence)
			}
		}
	}
}

// An account that ends in zeros from the sixteenth digit on has lost its end: it is named and compared with none.
func TestAccounts_that_lost_their_end_are_not_compared(t *testing.T) {
	pay := func(account string) string {
		return "村（社区）,身份证号码,姓名,月份,金额,账号\n示例村," + first + ",示例甲,2025-04,800," + account + "\n示例村," + second +
			",示例乙,2025-04,800," + account + "\n"
	}
	places := oneHolder + "示例村," + second + ",示例乙,BJ-02,2025-04-01,800\n"
	r := inspected(t, map[string]string{"上岗记录.csv": places, "发放明细.csv": pay("6217000000000000000")})
	if got := accused(r); len(got) > 0 || !strings.Contains(faultsOf(r), "从第16位起全是0") {
		t.Errorf("%v; %s", got, faultsOf(r))
	}
	r = inspected(t, map[string]string{"上岗记录.csv": places, "发放明细.csv": pay("6217000000000000017")})
	if got := accused(r); len(got) != 1 || got[0] != "diversion.shared_account" || faultsOf(r) != "" {
		t.Errorf("a whole one: %v; %s", got, faultsOf(r))
	}
}

// Under the bare heads 天数 and 在岗天数 twenty-two may be days at work, which are a whole month: nobody has too much
// or too little for it. Where a list has whole months of the calendar, they are days of the calendar.
func TestDays_of_a_list_of_pay(t *testing.T) {
	for head, c := range map[string]struct {
		mine, others, amount string
		want                 string
	}{
		"在岗天数":  {"22", "22", "800", ""},
		"天数":    {"15", "22", "800", ""},
		"发放天数":  {"15", "22", "800", "diversion.above_standard"},
		"在岗天数 ": {"15", "30", "800", "diversion.above_standard"},
		"天数 ":   {"15", "30", "400", ""},
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder + "示例村," + second + ",示例乙,BJ-02,2025-04-01,800\n",
			"发放明细.csv": "村（社区）,身份证号码,姓名,月份," + head + ",金额\n示例村," + first + ",示例甲,2025-04," + c.mine + "," + c.amount +
				"\n示例村," + second + ",示例乙,2025-04," + c.others + ",800\n"})
		got := ""
		for _, f := range r.Findings {
			if strings.Contains(f.Subject.Name, "示例甲") && f.Certainty != inspect.Information {
				got += f.Rule.Code
			}
		}
		if got != c.want {
			t.Errorf("%s %s of %s: %q", head, c.mine, c.others, got)
		}
	}
}

// An error in a column of a ledger that is a side of the account is named, and its row is not used.
func TestLedger_names_an_error_on_a_side(t *testing.T) {
	p := sheettest.Page{Name: "资金收支", Rows: [][]any{{"镇", "资金来源", "日期", "摘要", "收入", "支出", "结余"},
		{"示例镇", "就业补助资金", "2025-01-20", "市级资金", sheettest.Failed("#REF!"), "", ""},
		{"示例镇", "就业补助资金", "2025-02-20", "岗位补贴", "", "500", ""}}}
	r, err := folder.Run(fstest.MapFS{"资金.xlsx": {Data: sheettest.Bare(t, false, p)}}, asOf, oversight.Rules(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := accused(r); len(got) > 0 || !strings.Contains(faultsOf(r), "第2行“收入”") || len(r.NotJudged) != 1 {
		t.Errorf("%v; %s; %+v", got, faultsOf(r), r.NotJudged)
	}
}
