package explain_test

import (
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/explain"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/sheettest"
)

func numberOf(i int) string { return string(idno.Make("370499", civil.MustDate("1970-02-03"), 10+i)) }

// book is a pay list with what explanations are for: a title, a unit, a total, a hidden row, cells that cannot be
// read, a hidden sheet of people.
func book(t *testing.T) []byte {
	return sheettest.Bare(t, false, sheettest.Page{Name: "发放", Rows: [][]any{
		{"示例镇2025年3月补贴发放表"}, {nil, nil, nil, nil, "单位：万元"},
		{"序号", "村", "姓名", "身份证号码", "补贴", "银行卡号", "经手"},
		{1.0, "示例村", "示例甲", numberOf(1), 0.08, "6217000000000000017", "甲"},
		{2.0, "示例村", "示例乙", numberOf(2), 0.08, sheettest.Whole(6217000000000000025), "甲"},
		{3.0, "示例村", "示例丙", numberOf(3), sheettest.Uncomputed("E4"), "6217000000000000033", "甲"},
		{"合计", nil, nil, nil, 0.24},
	}, Filter: []int{5}}, sheettest.Page{Name: "旧表", Hidden: true, Rows: [][]any{{"姓名", "身份证号码"}, {"示例丁",
		numberOf(4)}}})
}

func TestFile_says_how_a_pay_list_is_read(t *testing.T) {
	e, err := explain.File("发放明细.xlsx", book(t), explain.Folder)
	if err != nil || len(e.Refused) > 0 || len(e.Readings) != 1 {
		t.Fatalf("%+v %v", e, err)
	}
	if e.People != 4 || e.Readings[0].Taken >= e.People || e.Whole() {
		t.Errorf("%d people, %d taken, whole %v", e.People, e.Readings[0].Taken, e.Whole())
	}
	var b strings.Builder
	if err := e.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"工作表“发放”：7行，其中隐藏1行", "末尾丢失的长数字1", "没有结果的公式1", "工作表“旧表”（隐藏的）：2行",
		"“发放”按“发放明细”读", "表头在第3行，标题“示例镇2025年3月补贴发放表 单位：万元”", "C列 姓名", "→ 姓名（表头相同）", "→ 金额", "单位万元", "G列 经手", "不用",
		"月份按标题", "第7行　合计", "第1行　标题", "隐藏的", "“补贴”", "少"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("not said: %s\n%s", want, b.String())
		}
	}
}

// By default a file is tried as everything: the kinds that it fits are told whole, the others with what they lack.
func TestFile_is_tried_as_every_kind(t *testing.T) {
	csv := "村,姓名,身份证号,户号,与户主关系\n示例村,示例甲," + numberOf(1) + ",1,户主\n示例村,,370499,2,户主\n"
	e, err := explain.File("a.csv", []byte(csv), "")
	if err != nil {
		t.Fatal(err)
	}
	fits := map[string]bool{}
	for _, r := range e.Readings {
		fits[r.As] = r.Fits()
		if r.As == "people" {
			if len(r.Doubts) == 0 || !strings.Contains(strings.Join(r.Doubts, "\n"), "第3行“姓名”列") {
				t.Errorf("doubts: %q", r.Doubts)
			}
			if o := r.Tables[0].Outline; len(o.Columns) != 5 || o.Columns[2].As != "身份证号码" ||
				o.Columns[2].Sure != sheet.SureOther ||
				o.Columns[2].Letter != "C" || o.Columns[2].Cells[0] != (sheet.KindCount{Kind: "text", N: 2}) {
				t.Errorf("%+v", o)
			}
		}
	}
	if !fits["people"] || fits["posts"] || fits["kin"] {
		t.Errorf("%v", fits)
	}
	if _, err := explain.File("a.csv", []byte(csv), "nonsense"); errs.CodeOf(err) != "import.kind" {
		t.Error(err)
	}
	if e, err := explain.File("a.xlsx", []byte("nothing"), ""); err != nil || len(e.Refused) != 1 || e.Whole() ||
		len(e.Readings) > 0 {
		t.Errorf("%+v %v", e, err)
	}
	if e, err = explain.File("a.csv", []byte(strings.SplitAfter(csv, "户主\n")[0]), "people"); err != nil || !e.Whole() {
		t.Errorf("%+v %v", e, err)
	}
}

// Two columns that fit alike are told as such.
func TestFile_names_a_tie(t *testing.T) {
	e, err := explain.File("发放明细.csv", []byte("村,姓名,身份证号,月份,金额,金额\n示例村,示例甲,"+numberOf(1)+",2025-03,800,900\n"),
		explain.Folder)
	if err != nil || len(e.Readings) != 1 || e.Readings[0].Fits() || len(e.Readings[0].Refused) == 0 {
		t.Errorf("%+v %v", e, err)
	}
}

// A column that holds both ends of a period is told as both.
func TestFile_tells_a_period_in_one_cell(t *testing.T) {
	e, err := explain.File("上岗记录.csv", []byte("村,姓名,身份证号,岗位名称,协议期限\n示例村,示例甲,"+numberOf(1)+
		",保洁员,2024.1.1-2024.12.31\n"), explain.Folder)
	if err != nil || !e.Whole() || e.Readings[0].Tables[0].Outline.Columns[4].As != "上岗日期、退出日期" {
		t.Errorf("%+v %v", e.Readings[0].Tables[0].Outline, err)
	}
}
