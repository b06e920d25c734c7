package folder_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/sheettest"
)

// looked at is a folder of workbooks beside files of text.
func lookedAt(t *testing.T, texts map[string]string, books map[string][]byte) *folder.Result {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		books[name] = []byte(text)
	}
	for name, body := range books {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// paid are the payments that were read: village, name, month and amount.
func paid(r *folder.Result) (out []string) {
	for _, d := range r.Dossiers {
		for _, p := range d.Placements {
			for _, i := range p.Items {
				out = append(out,
					d.Region.Name+" "+d.People[p.PersonID].Name+" "+i.Month.String()+" "+i.Amount.String())
			}
		}
		for _, i := range d.Loose {
			out = append(out, d.Region.Name+" "+d.People[i.PersonID].Name+" "+i.Month.String()+" "+i.Amount.String())
		}
	}
	slices.Sort(out)
	return out
}

// Two halves, sections and pages of one list are one list; months and villages come from the titles over them.
func TestRun_reads_all_tables_of_a_sheet(t *testing.T) {
	places := "村（社区）,身份证号码,姓名,岗位编号,上岗日期,月补贴标准\n前示例村," + first + ",示例甲,BJ-01,2025-04-01,800\n后示例村," + second +
		",示例乙,BJ-02,2025-04-01,800\n"
	want := []string{"前示例村 示例甲 2025-04 800.00", "后示例村 示例乙 2025-04 800.00"}
	for what, c := range map[string]struct{ name, body string }{
		"two halves": {"2025年4月发放表.csv", "姓名,身份证号,金额,姓名,身份证号,金额\n示例甲," + first + ",800,示例乙," + second +
			",800\n合计,,800,,,800\n"},
		"two months on one sheet": {"发放表.csv", "2025年4月发放表\n村,姓名,身份证号,金额\n前示例村,示例甲," + first + ",800\n合计,,,800\n\n" +
			"2025年4月补发名单\n村,姓名,身份证号,实发金额\n后示例村,示例乙," + second + ",800\n"},
		"sections with heads": {"发放表.csv", "2025年4月发放表\n前示例村,,,\n姓名,身份证号,金额\n示例甲," + first + ",800\n小计,,800\n" +
			"后示例村,,,\n姓名,身份证号,金额\n示例乙," + second + ",800\n小计,,800\n总计,,1600\n"},
		"sections without": {"发放表.csv", "2025年4月发放表\n姓名,身份证号,金额\n前示例村\n示例甲," + first + ",800\n后示例村（1人）\n示例乙," +
			second + ",800\n"},
		"pages": {"发放表.csv", "2025年4月发放表\n村,姓名,身份证号,金额\n前示例村,示例甲," + first +
			",800\n本页合计,,,800\n村,姓名,身份证号,金额\n后示例村,示例乙," + second + ",800\n,,,800\n"},
		"万元 for the whole sheet": {"发放表.csv", "2025年4月发放表,单位：万元\n姓名,身份证号,金额\n前示例村\n示例甲," + first + ",0.08\n后示例村\n示例乙," +
			second + ",0.08\n"},
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": places, c.name: c.body})
		if got := paid(r); !slices.Equal(got, want) || len(r.Faults) > 0 || r.Missed > 0 || !r.People.Whole() ||
			r.People.Seen != 2 || r.People.Read != 2 {
			t.Errorf("%s: %q; %+v; %s", what, got, r.People, faultsOf(r))
		}
		if got := accused(r); len(got) > 0 {
			t.Errorf("%s: %v", what, got)
		}
	}
}

// The village stands in the title, the sheet's name or the file's.
func TestRun_takes_the_village_from_where_it_stands(t *testing.T) {
	row := "姓名,身份证号,金额\n示例丙," + third + ",800\n"
	for name, body := range map[string]string{
		"示例镇前示例村2025年4月发放表.csv": row,
		"发放表.csv":        "示例镇前示例村2025年4月乡村公益性岗位补贴发放表\n" + row,
		"2025年4月发放表.csv": "填报单位：前示例村村委会\n" + row,
	} {
		r := inspected(t, map[string]string{name: body})
		if got := paid(r); !slices.Equal(got, []string{"前示例村 示例丙 2025-04 800.00"}) || len(r.Reads[0].Guessed) != 2 {
			t.Errorf("%s: %q %+v", name, got, r.Reads)
		}
	}
	r := inspected(t, map[string]string{"2025年4月乡村公益性岗位发放表.csv": row})
	if got := paid(r); len(got) != 1 || strings.HasPrefix(got[0], "乡") {
		t.Errorf("乡村 is no place: %q", got)
	}
}

// A period under one head gives both ends; what cannot be parted is named, and nobody is accused by it.
func TestRun_parts_a_period_in_one_cell(t *testing.T) {
	for raw, want := range map[string]string{"2025.1.1-2025.3.31": "2025-01-01 2025-03-31",
		"自2025年1月1日起至2025年3月31日止": "2025-01-01 2025-03-31",
		"2025.1-2025.3": "2025-01-01 2025-03-31", "2025年1月至3月": "2025-01-01 2025-03-31", "2025.1.1-至今": "2025-01-01 "} {
		for _, head := range []string{"在岗起止时间", "聘用期限", "上岗日期"} {
			r := inspected(t, map[string]string{"上岗记录.csv": "村,姓名,身份证号,岗位编号," + head + "\n示例村,示例甲," + first +
				",BJ-01," + raw + "\n"})
			got := ""
			for _, d := range r.Dossiers {
				for _, p := range d.Placements {
					got += p.Start.String() + " " + p.End.String()
				}
			}
			if got != want || len(r.Faults) > 0 {
				t.Errorf("%s %s: %q, want %q; %s", head, raw, got, want, faultsOf(r))
			}
		}
	}
	for _, raw := range []string{"2025.1-12", "一年", "2025.3.1-2025.1.1"} {
		r := inspected(t, map[string]string{"上岗记录.csv": "村,姓名,身份证号,岗位编号,聘用期限\n示例村,示例甲," + first + ",BJ-01," + raw +
			"\n", "发放明细.csv": onePay})
		if got := accused(r); len(got) > 0 || !strings.Contains(faultsOf(r), "分不出起止") {
			t.Errorf("%s: %v; %s", raw, got, faultsOf(r))
		}
	}
}

// Sheets that are hidden, tables that nobody knows and numbers that stand outside are named, counted, and accuse
// nobody.
func TestRun_passes_nobody_over_in_silence(t *testing.T) {
	head := []any{"村（社区）", "身份证号码", "姓名", "月份", "金额"}
	row := func(id, name, month string) []any { return []any{"示例村", id, name, month, "800"} }
	places := strings.Replace(oneHolder, "2025-04-01", "2025-03-01", 1)
	sheets := "村（社区）,身份证号码,姓名,月份,出勤天数\n示例村," + first + ",示例甲,2025-04,22\n"
	march := row(first, "示例甲", "2025-03")
	for what, c := range map[string]struct {
		pages  []sheettest.Page
		seen   int
		read   int
		missed int
		names  string // in what is told
	}{
		"all is read": {[]sheettest.Page{{Name: "发放明细", Rows: [][]any{head, march}}}, 1, 1, 0, ""},
		"a hidden sheet": {[]sheettest.Page{{Name: "发放明细", Rows: [][]any{head, march}},
			{Name: "四月", Hidden: true, Rows: [][]any{head, row(first, "示例甲", "2025-04")}}}, 1, 0, 1, "“四月”：这个工作表是隐藏的"},
		"a hidden sheet with nobody in it": {[]sheettest.Page{{Name: "发放明细", Rows: [][]any{head, march}},
			{Name: "参数", Hidden: true, Rows: [][]any{{"标准", "800"}, {"天数", "22"}}}}, 1, 1, 0, ""},
		"numbers without a head beside": {[]sheettest.Page{{Name: "发放明细", Rows: [][]any{head, append(march[:5:5],
			second)}}},
			2, 1, 0, "不在认出的列里"},
		"a table that nobody knows under it": {[]sheettest.Page{{Name: "发放明细", Rows: [][]any{head, march, {},
			{"车牌", "司机", "路线", "里程", "油费"}, {"鲁D1", second, "东线", "2025-04", "800"}}}}, 2, 1, 1, "没有认出"},
	} {
		r := lookedAt(t, map[string]string{"上岗记录.csv": places, "月考勤.csv": sheets}, map[string][]byte{
			"发放明细.xlsx": sheettest.Bare(t, false, c.pages...)})
		if r.People.Seen != c.seen || r.People.Read != c.read || r.Missed != c.missed ||
			r.People.Whole() != (c.read == c.seen) ||
			!strings.Contains(faultsOf(r), c.names) || c.names == "" && len(r.Faults) > 0 {
			t.Errorf("%s: %+v missed %d; %s", what, r.People, r.Missed, faultsOf(r))
		}
		unpaid := slices.Contains(accused(r), "arrears.unpaid")
		if unpaid != (c.names == "") {
			t.Errorf("%s: unpaid %v; %s", what, unpaid, faultsOf(r))
		}
	}
	hidden := lookedAt(t, nil, map[string][]byte{"发放明细.xlsx": sheettest.Bare(t, false, sheettest.Page{Name: "发放明细",
		Rows: [][]any{head, march}},
		sheettest.Page{Name: "参数", Hidden: true, Rows: [][]any{{"标准", "800"}}})})
	if len(hidden.Reads) != 2 || !hidden.Reads[1].Hidden {
		t.Errorf("%+v", hidden.Reads)
	}
}
