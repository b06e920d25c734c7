package folder_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/inspect"
	"gangwei/internal/inspect/folder"
	"gangwei/internal/sheettest"
)

// spoilt is a table of text as a workbook in which a row's cells are all errors.
func spoilt(t *testing.T, name string, body []byte, row int) []byte {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	p := sheettest.Page{Name: name}
	for i, r := range rows {
		line := make([]any, len(r))
		for k, c := range r {
			switch {
			case i == row:
				line[k] = sheettest.Failed("#N/A")
			case c != "":
				line[k] = c
			}
		}
		p.Rows = append(p.Rows, line)
	}
	return sheettest.Bare(t, false, p)
}

// What was not read accuses nobody: each rule that says that something is not there, with each row of the tables on
// which that rests made unreadable in turn, accuses of nothing; the matter is told apart.
func TestAbsence_is_not_judged_where_a_row_was_not_read(t *testing.T) {
	for _, rule := range app.Rules() {
		if len(rule.Absent) == 0 {
			continue
		}
		tables := map[string]bool{}
		for _, name := range rule.Absent {
			if x := folder.AskedAs(name); x != nil {
				tables[x.Name] = true
			} else {
				t.Errorf("%s: no table holds %s", rule.Code, name)
			}
		}
		t.Run(rule.Code, func(t *testing.T) {
			_, cases := unpack(t, filepath.Join("testdata", rule.Code+".txtar"))
			dir := cases["guilty"]
			if dir == "" {
				t.Fatal("no guilty example")
			}
			files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
			if err != nil {
				t.Fatal(err)
			}
			tried := 0
			for _, path := range files {
				stem := strings.TrimSuffix(filepath.Base(path), ".csv")
				body, err := os.ReadFile(path)
				if err != nil || !tables[stem] {
					continue
				}
				n := bytes.Count(body, []byte("\n"))
				for row := 1; row < n; row++ {
					if row > 2 && row < n-1 && row != n/2 {
						continue // lists repeat themselves
					}
					to := t.TempDir()
					if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
						t.Fatal(err)
					}
					if err := os.Remove(filepath.Join(to, filepath.Base(path))); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(filepath.Join(to, stem+".xlsx"), spoilt(t, stem, body, row),
						0o600); err != nil {
						t.Fatal(err)
					}
					r, err := folder.Run(os.DirFS(to), asOf, []*inspect.Rule{rule}, nil)
					if err != nil {
						t.Fatal(err)
					}
					tried++
					if got := accused(r); len(got) > 0 || len(r.Faults) == 0 {
						t.Errorf("%s row %d unreadable, and yet %v; faults %s", stem, row+1, got, faultsOf(r))
					}
				}
			}
			t.Log(tried, "rows")
		})
	}
}

// A gap holds for whom, where and when it is: the others are judged as ever.
func TestGap_holds_only_for_what_it_may_hold(t *testing.T) {
	places := "村（社区）,身份证号码,姓名,岗位编号,上岗日期\n示例村," + first + ",示例甲,BJ-01,2025-01-01\n示例村," + second +
		",示例乙,BJ-02,2025-01-01\n邻村," + third + ",示例丙,BJ-01,2025-06-01\n"
	sheets := "村（社区）,身份证号码,姓名,月份,出勤天数\n"
	for _, m := range []string{"2025-02", "2025-03"} {
		sheets += "示例村," + first + ",示例甲," + m + ",22\n示例村," + second + ",示例乙," + m + ",22\n"
	}
	pay := func(cells ...any) []byte {
		return sheettest.Bare(t, false, sheettest.Page{Name: "发放明细", Rows: [][]any{{"村（社区）", "身份证号码", "姓名", "月份", "金额"},
			{"示例村", first, "示例甲", "2025-01", "800"}, {"示例村", second, "示例乙", "2025-01", "800"}, cells}})
	}
	lost := sheettest.Whole(370499197505050011)
	for what, c := range map[string]struct {
		row  []any
		want []string // who is told to be unpaid, and for which month
	}{
		"the amount": {[]any{"示例村", first, "示例甲", "2025-02", sheettest.Uncomputed("A1")},
			[]string{"示例乙2025-02", "示例乙2025-03", "示例甲2025-03"}},
		"the number": {[]any{"示例村", lost, "示例甲", "2025-02", "800"},
			[]string{"示例乙2025-02", "示例乙2025-03", "示例甲2025-03"}},
		"number and name": {[]any{"示例村", lost, sheettest.Failed("#N/A"), "2025-02", "800"},
			[]string{"示例乙2025-03", "示例甲2025-03"}},
		"the month": {[]any{"示例村", first, "示例甲", sheettest.Failed("#REF!"), "800"},
			[]string{"示例乙2025-02", "示例乙2025-03"}},
		"all of it": {[]any{lost, lost, lost, lost, lost}, nil},
		"another village's": {[]any{"邻村", lost, sheettest.Failed("#N/A"), "2025-02", "800"},
			[]string{"示例乙2025-02", "示例乙2025-03", "示例甲2025-02", "示例甲2025-03"}},
		"a month nobody knows": {[]any{"示例村", first, "示例甲", "春季", "800"}, []string{"示例乙2025-02", "示例乙2025-03"}},
	} {
		dir := t.TempDir()
		for name, body := range map[string][]byte{"上岗记录.csv": []byte(places), "月考勤.csv": []byte(sheets),
			"发放明细.xlsx": pay(c.row...)} {
			if err := os.WriteFile(filepath.Join(dir, name), body, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		r, err := folder.Run(os.DirFS(dir), asOf, app.Rules(), nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range r.Findings {
			if f.Rule.Code == "arrears.unpaid" {
				got = append(got, string([]rune(f.Subject.Name)[:3])+f.Period())
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q; %s", what, got, c.want, faultsOf(r))
		}
		if n := len(c.want) + len(r.Withheld); n < 4 {
			t.Errorf("%s: %d told, %d withheld", what, len(got), len(r.Withheld))
		}
	}
}

// A month's list that cannot be read as one is that month of everybody; a file that is not opened is anything.
func TestGap_of_files_that_were_not_read(t *testing.T) {
	sheets := "村（社区）,身份证号码,姓名,月份,出勤天数\n示例村," + first + ",示例甲,2025-04,22\n示例村," + first + ",示例甲,2025-05,22\n"
	pay := "村（社区）,身份证号码,姓名,月份,金额\n示例村," + first + ",示例甲,2025-03,800\n"
	for what, c := range map[string]struct {
		name, body string
		want       int
	}{
		"nothing":                      {"说明.csv", "填写说明,要求\n一,二\n", 2},
		"one month, without amounts":   {"2025年4月发放表.csv", "村（社区）,身份证号码,姓名\n示例村," + first + ",示例甲\n", 1},
		"a file that cannot be opened": {"发放.xlsx", "PK\x03\x04broken", 0},
		"a list of people of no kind":  {"其他.csv", "甲列,乙列\n" + first + ",x\n", 0},
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": strings.Replace(oneHolder, "2025-04-01", "2025-03-01", 1),
			"月考勤.csv": sheets, "发放明细.csv": pay, c.name: c.body})
		n := 0
		for _, f := range r.Findings {
			if f.Rule.Code == "arrears.unpaid" {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s: %d, want %d; %s", what, n, c.want, faultsOf(r))
		}
	}
}
