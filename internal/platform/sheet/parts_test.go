package sheet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/platform/sheet"
	"gangwei/internal/sheettest"
)

const (
	no1 = "370499197505050011"
	no2 = "370499198005050028"
	no3 = "370499198505050019"
	no4 = "370499196505050010"
)

var payHeads = []sheet.Head{
	{Name: "姓名", Also: []string{"户名", "领款人"}, Required: true, Whose: true},
	{Name: "身份证号码", Also: []string{"身份证号", "身份证"}, Alike: true, Whose: true,
		Number: true},
	{Name: "金额", Also: []string{"发放金额", "实发金额", "实发"}, Exact: []string{"合计"}, Weak: []string{"应发金额", "应发"},
		Alike: true, Required: true},
	{Name: "村（社区）", Also: []string{"村", "村名"}},
	{Name: "账号", Also: []string{"银行账号", "卡号"}, Alike: true},
}

// inFormats is a table in each format that is read.
func inFormats(t *testing.T, rows [][]any) map[string][]byte {
	t.Helper()
	p := sheettest.Page{Name: "表", Rows: rows}
	var text strings.Builder
	for _, r := range rows {
		for i, c := range r {
			if i > 0 {
				text.WriteByte(',')
			}
			if c != nil {
				fmt.Fprintf(&text, "%v", c)
			}
		}
		text.WriteByte('\n')
	}
	return map[string][]byte{"a.xlsx": sheettest.Bare(t, false, p), "a.xls": sheettest.XLS(p, 8000, false),
		"a.csv": []byte(text.String())}
}

// taken are the people of a workbook as a reader of pay takes them: name, last of the number, amount, place and month.
func taken(t *testing.T, name string, body []byte) (people []string, seen, read int) {
	t.Helper()
	sheets, err := sheet.Open(name, body)
	if err != nil {
		t.Fatal(err)
	}
	v := sheet.NewVocabulary(payHeads)
	all := sheet.IdentitiesIn(sheets)
	for n, s := range sheets {
		for _, p := range v.Parts(s) {
			l := v.Scan(p.Rows).Find(0)
			if l.At < 0 || !l.Has(0) || !l.Has(2) {
				continue
			}
			if len(l.Ties) > 0 {
				people = append(people, "tie")
			}
			sums := l.Sums(payHeads, p.Rows)
			for i := l.From(); i < len(p.Rows); i++ {
				r := p.Rows[i]
				if sheet.PassOver(payHeads, l.Texts, r, l.Columns) != "" || sums[i] {
					continue
				}
				get := func(k int) string { return r.Text(slices.Index(l.Columns, k)) }
				place := get(3)
				if !l.Has(3) {
					place = sheet.PlaceOf(p.Titles(l)).Village
				}
				said := get(0) + get(2)
				if no := get(1); len(no) == 18 {
					said = get(0) + no[14:] + " " + get(2)
				}
				if place != "" {
					said += " " + place
				}
				if m, ok := p.Month(l); ok {
					said += " " + m.String()
				}
				people = append(people, said)
				all.Read(n, r.N, l)
			}
		}
	}
	seen, read = all.People()
	return people, seen, read
}

func cells(values ...any) []any { return values }

// Tables as offices keep them, each the same in every format, each person read once and no other row.
func TestParts_of_what_offices_keep_on_one_sheet(t *testing.T) {
	head := cells("序号", "姓名", "身份证号", "金额")
	for what, c := range map[string]struct {
		rows [][]any
		want []string
	}{
		"one table": {[][]any{cells("发放表"), head, cells(1.0, "甲", no1, 800.0), cells(2.0, "乙", no2, 700.0)},
			[]string{"甲0011 800", "乙0028 700"}},
		"the heads on each page": {[][]any{cells("发放表"), head, cells(1.0, "甲", no1, 800.0), head, cells(2.0, "乙", no2,
			700.0)},
			[]string{"甲0011 800", "乙0028 700"}},
		"each page with its title, sums between": {[][]any{cells("前示例村2024年3月发放表"), head, cells(1.0, "甲", no1, 800.0),
			cells("本页合计", nil, nil, 800.0), cells("前示例村2024年3月发放表（第2页）"), head, cells(2.0, "乙", no2, 700.0),
			cells("本页小计", nil, nil, 700.0), cells("总计", "2人", nil, 1500.0)},
			[]string{"甲0011 800 前示例村 2024-03", "乙0028 700 前示例村 2024-03"}},
		"two tables, the second wider": {[][]any{head, cells(1.0, "甲", no1, 800.0), {},
			cells("补发名单"), cells("序号", "姓名", "身份证号", "银行账号", "原账号", "实发金额", "备注"),
			cells(1.0, "乙", no2, "6217001", "6217000", 700.0, "补")}, []string{"甲0011 800", "乙0028 700"}},
		"two tables without a blank row, other order": {[][]any{head, cells(1.0, "甲", no1, 800.0),
			cells("金额", "姓名", "身份证号"), cells(700.0, "乙", no2)}, []string{"甲0011 800", "乙0028 700"}},
		"two halves": {[][]any{cells("发放表"), cells("序号", "姓名", "身份证号", "金额", "序号", "姓名", "身份证号", "金额"),
			cells(1.0, "甲", no1, 800.0, 3.0, "丙", no3, 600.0), cells(2.0, "乙", no2, 700.0),
			cells("合计", nil, nil, 1500.0, nil, nil, nil, 600.0)}, []string{"甲0011 800", "乙0028 700", "丙0019 600"}},
		"two halves, one total of both": {[][]any{cells("序号", "姓名", "身份证号", "金额", "序号", "姓名", "身份证号", "金额"),
			cells(1.0, "甲", no1, 800.0, 3.0, "丙", no3, 600.0), cells("合计", nil, nil, nil, nil, nil, nil, 1400.0)},
			[]string{"甲0011 800", "丙0019 600"}},
		"last month's under the same head first": {[][]any{cells("姓名", "身份证号", "发放金额", nil, "备注"),
			cells(nil, nil, "上月", "本月"), cells("甲", no1, 700.0, 800.0)}, []string{"甲0011 800"}},
		"names on the first of three rows": {[][]any{cells("序号", "姓名", "身份证号", "发放情况"), cells(nil, nil, nil, "累计", nil,
			"本月", nil),
			cells(nil, nil, nil, "应发", "实发", "应发", "实发"), cells(1.0, "甲", no1, 2700.0, 2400.0, 900.0, 800.0)},
			[]string{"甲0011 800"}},
		"the sum of one person's rows": {[][]any{head, cells(1.0, "甲", no1, 400.0), cells(2.0, "甲", no1, 400.0),
			cells("小计", "甲", nil, 800.0)}, []string{"甲0011 400", "甲0011 400"}},
		"somebody who is hidden behind 小计": {[][]any{head, cells(1.0, "甲", no1, 400.0), cells("小计", "乙", nil, 800.0)},
			[]string{"甲0011 400", "乙800"}},
		"words of a list after a blank row": {[][]any{cells("序号", "姓名", "身份证号", "金额", "备注"), cells(1.0, "甲", no1, 800.0,
			"金额"), {},
			cells(2.0, "乙", nil, nil, "账号"), cells(3.0, "丙", no3, 600.0)}, []string{"甲0011 800", "乙", "丙0019 600"}},
		"two halves with a gap, and names alone": {[][]any{cells("姓名", "金额", nil, "姓名", "金额"),
			cells("甲", 800.0, nil, "乙", 700.0), cells("丙", 600.0)}, []string{"甲800", "丙600", "乙700"}},
		"three halves of villages that are said once": {[][]any{cells("村", "姓名", "金额", "姓名", "金额", "姓名", "金额", "备注"),
			cells("前示例村", "甲", 800.0, "乙", 700.0, "丙", 600.0, "x")},
			[]string{"甲800 前示例村", "乙700 前示例村", "丙600 前示例村"}},
		"a section for each village, each with heads": {[][]any{cells("示例镇2024年3月发放表"), cells("前示例村"), head,
			cells(1.0, "甲", no1, 800.0), cells("小计", nil, nil, 800.0), cells("后示例村"), head, cells(1.0, "乙", no2, 700.0),
			cells("后示例村合计", nil, nil, 700.0)}, []string{"甲0011 800 前示例村 2024-03", "乙0028 700 后示例村 2024-03"}},
		"sections without heads of their own": {[][]any{cells("示例镇2024年3月发放表"), head, cells("前示例村"),
			cells(1.0, "甲", no1, 800.0), cells("小计", nil, nil, 800.0), cells("二、后示例村（1人）"), cells(1.0, "乙", no2,
				700.0)},
			[]string{"甲0011 800 前示例村 2024-03", "乙0028 700 后示例村 2024-03"}},
		"heads on two rows": {[][]any{cells("发放表"), cells("序号", "人员信息", nil, "发放情况", nil, "备注"),
			cells(nil, "姓名", "身份证号", "应发金额", "实发金额"), cells(1.0, "甲", no1, 900.0, 800.0)}, []string{"甲0011 800"}},
		"heads on three rows, the month's amount beside the year's": {[][]any{cells("发放表"),
			cells("序号", "人员信息", nil, "发放情况", nil, nil, nil, "备注"),
			cells(nil, "姓名", "身份证号", "本月", nil, "累计", nil), cells(nil, nil, nil, "应发", "实发", "应发", "实发"),
			cells(1.0, "甲", no1, 900.0, 800.0, 2700.0, 2400.0)}, []string{"甲0011 800"}},
		"this month's and all together under one head": {[][]any{cells("姓名", "身份证号", "发放金额", nil, "备注"),
			cells(nil, nil, "本月", "累计"), cells("甲", no1, 800.0, 2400.0)}, []string{"甲0011 800"}},
		"the numbers of the columns under the heads": {[][]any{head, cells(1.0, 2.0, 3.0, 4.0), cells(1.0, "甲", no1,
			800.0)},
			[]string{"甲0011 800"}},
		"甲 乙 under the heads": {[][]any{head, cells("甲", "乙", 1.0, "2=3×4"), cells(1.0, "甲", no1,
			800.0)}, []string{"甲0011 800"}},
		"instructions of thirty rows before": {append(thirtyLines(), head, cells(1.0, "甲", no1, 800.0)),
			[]string{"甲0011 800"}},
		"a sum without a word": {[][]any{head, cells(1.0, "甲", no1, 800.0), cells(2.0, "乙", no2, 700.0), cells(nil, nil,
			nil, 1500.0)},
			[]string{"甲0011 800", "乙0028 700"}},
		"a sum and a count without a word": {[][]any{head, cells(1.0, "甲", no1, 800.0), cells(2.0, "乙", no2, 700.0),
			cells(2.0, nil, nil, 1500.0)}, []string{"甲0011 800", "乙0028 700"}},
		"an amount of nobody that is no sum": {[][]any{head, cells(1.0, "甲", no1, 800.0), cells(2.0, nil, nil, 300.0)},
			[]string{"甲0011 800", "300"}},
		"totals in any of the first cells": {[][]any{head, cells(1.0, "甲", no1, 800.0), cells(nil, "合计", nil, 800.0),
			cells(nil, nil, "小 计", 800.0), cells("合", "计", nil, 800.0), cells("合计（大写）：捌佰元整"), cells("累计", "1人", nil,
				800.0),
			cells("前示例村合计", nil, nil, 800.0)}, []string{"甲0011 800"}},
		"a person of whom 合计 is said": {[][]any{cells("序号", "姓名", "身份证号", "金额", "备注"),
			cells(1.0, "甲", no1, 800.0, "合计补发两个月"), cells(2.0, "乙", no2, 700.0, "合计"), cells(3.0, "丙", nil, 600.0,
				"小计")},
			[]string{"甲0011 800", "乙0028 700", "丙600"}},
		"a person before whose name a sum is said": {[][]any{cells("备注", "姓名", "身份证号", "金额"),
			cells("合计补发", "甲", no1, 800.0)}, []string{"甲0011 800"}},
		"signatures at the foot": {[][]any{head, cells(1.0, "甲", no1, 800.0), cells("制表人：示例乙", nil, "审核人：示例丙"),
			cells(nil, "负责人：示例丁"), cells("单位（盖章）", nil, nil, "2024年4月5日"), cells("注：本表一式三份")}, []string{"甲0011 800"}},
		"offices that sign elsewhere": {[][]any{cells("备注", "姓名", "身份证号", "金额"), cells("会计", "甲", nil, 800.0),
			cells("主任", "乙", no2, 700.0),
			cells("会计：示例丙", nil, nil, nil), cells("村主任（签字）", "示例丁")}, []string{"甲800", "乙0028 700"}},
		"a name that is a word of the foot": {[][]any{head, cells(1.0, "单位示", no1, 800.0)}, []string{"单位示0011 800"}},
		"rows to be filled in": {[][]any{head, cells(1.0, "甲", no1, 800.0), cells(2.0), cells(3.0)},
			[]string{"甲0011 800"}},
	} {
		for name, body := range inFormats(t, c.rows) {
			got, seen, read := taken(t, name, body)
			if !slices.Equal(got, c.want) || seen != read {
				t.Errorf("%s in %s: %q, want %q; %d of %d people read", what, name, got, c.want, read, seen)
			}
		}
	}
}

func thirtyLines() (out [][]any) {
	for i := range 30 {
		out = append(out, cells(fmt.Sprintf("%d、填表时请注意，姓名、身份证号、金额各写一列", i+1)))
	}
	return out
}

// Whoever's number stands where it was not read is counted: in another table, in a column without a head, in a hidden
// sheet, in a row of totals, inside a text.
func TestIdentities_tell_whose_number_was_left(t *testing.T) {
	head, one := cells("姓名", "身份证号", "金额"), cells("甲", no1, 800.0)
	for what, c := range map[string]struct {
		rows       [][]any
		seen, read int
	}{
		"all are read": {[][]any{head, one, cells("乙", no2, 700.0)}, 2, 2},
		"a table of another kind beside": {[][]any{cells("姓名", "身份证号", "金额", nil, "姓名", "身份证号", "车牌"), cells("甲", no1,
			800.0, nil, "乙", no2, "x")}, 2, 1},
		"a column without a head": {[][]any{head, cells("甲", no1, 800.0, no2)}, 2, 1},
		"the number once more":    {[][]any{head, cells("甲", no1, 800.0, no1)}, 1, 1},
		"the head of the household's": {[][]any{cells("户主身份证号码", "姓名", "身份证号", "金额"), cells(no2, "甲", no1, 800.0)},
			2, 2},
		"who fetches the money": {[][]any{cells("姓名", "身份证号", "金额", "代领人身份证号"), cells("甲", no1, 800.0, no2)},
			2, 2},
		"who looks after somebody": {[][]any{cells("姓名", "身份证号", "金额", "护理对象身份证号"), cells("甲", no1, 800.0, no2)},
			2, 2},
		"in a row of totals": {[][]any{head, one, cells("合计", nil, 800.0, no2)}, 2, 1},
		"above the heads":    {[][]any{cells("联系人", no2), head, one}, 2, 1},
		"in a remark of a row": {[][]any{cells("姓名", "身份证号", "金额", "备注"), cells("甲", no1, 800.0,
			"由"+no2+"代领")}, 2, 2},
		"in a text at the foot":           {[][]any{head, one, cells("另有示例乙（" + no2 + "）未发")}, 2, 1},
		"with fifteen digits":             {[][]any{head, one, cells("合计", "370499"+"800505002")}, 2, 1},
		"in the column of names":          {[][]any{head, one, cells(no2, nil, 700.0)}, 2, 1},
		"in full width, with a mark":      {[][]any{head, one, cells("合计", "\u202d３７０４９９１９８００５０５００２８", 800.0)}, 2, 1},
		"the same person in another list": {[][]any{head, one, {}, cells("车牌", "号码"), cells("x", no1)}, 1, 0},
	} {
		for name, body := range inFormats(t, c.rows) {
			_, seen, read := taken(t, name, body)
			if seen != c.seen || read != c.read {
				t.Errorf("%s in %s: %d of %d read, want %d of %d", what, name, read, seen, c.read, c.seen)
			}
		}
	}
	body := sheettest.Bare(t, false, sheettest.Page{Name: "表", Rows: [][]any{head, one}},
		sheettest.Page{Name: "底稿", Hidden: true, Rows: [][]any{head, cells("乙", no2, 700.0)}})
	sheets, err := sheet.Open("a.xlsx", body)
	if err != nil {
		t.Fatal(err)
	}
	left := sheet.IdentitiesIn(sheets).Left()
	if len(left) != 2 || !left[1].Hidden || left[1].Sheet != "底稿" || left[1].People != 1 || !slices.Equal(left[1].First,
		[]int{2}) {
		t.Errorf("%+v", left)
	}
}
