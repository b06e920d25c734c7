package folder_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/sheettest"
)

// spoilt is a table of text as a workbook in which a cell of a row is an error; all of them, where column is -1.
func spoilt(t testing.TB, name string, rows [][]string, row, column int) []byte {
	t.Helper()
	p := sheettest.Page{Name: name}
	for i, r := range rows {
		line := make([]any, len(r))
		for k, c := range r {
			switch {
			case i == row && (k == column || column < 0):
				line[k] = sheettest.Failed("#N/A")
			case c != "":
				line[k] = c
			}
		}
		p.Rows = append(p.Rows, line)
	}
	return sheettest.Bare(t, false, p)
}

// weight of what is accused: how many findings a rule has about somebody, the surest, the heaviest and the most money.
type weight struct {
	n, sure, heavy int
	amount         int64
}

// weights by rule and subject of what accuses.
func weights(r *folder.Result) map[string]weight {
	out := map[string]weight{}
	for _, f := range r.Findings {
		if f.Certainty == inspect.Information {
			continue
		}
		who, _, _ := strings.Cut(f.Subject.Name, "（")
		k := f.Rule.Code + " " + f.Subject.Table + " " + who
		w := out[k]
		w.n++
		w.sure = max(w.sure, 9-slices.Index(inspect.Certainties, f.Certainty))
		w.heavy = max(w.heavy, 9-slices.Index(inspect.Severities, f.Severity))
		w.amount = max(w.amount, int64(f.Amount))
		out[k] = w
	}
	return out
}

// example is a case of a rule's examples, in memory.
func example(t testing.TB, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	names, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		body, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(n)] = &fstest.MapFile{Data: body}
	}
	return files
}

// What was not read accuses nobody. Of each rule, each of its examples, guilty and innocent, with each row of each of
// its tables made unreadable in turn (and in the long run each cell): nobody is accused, or accused more surely, more
// heavily or of more money, than when the row could be read. So a rule that says that something is not there, and does
// not say in which table, is found here. In the tables that it names, a row of which nothing can be read withholds its
// guilty example altogether: it is told apart.
func TestUnread_accuses_nobody(t *testing.T) {
	for _, rule := range oversight.Rules() {
		named := map[string]bool{}
		for _, a := range rule.Absent {
			if x := folder.AskedAs(a.Table); x != nil {
				named[x.Name] = true
			} else {
				t.Errorf("%s: no table holds %s", rule.Code, a.Table)
			}
		}
		_, cases := examples(t, rule)
		t.Run(rule.Code, func(t *testing.T) {
			t.Parallel()
			for name, dir := range cases {
				files := example(t, dir)
				was := weights(judgedBy(t, files, rule))
				for file, body := range files {
					rows, err := csv.NewReader(bytes.NewReader(body.Data)).ReadAll()
					if err != nil {
						t.Fatal(err)
					}
					stem := strings.TrimSuffix(file, ".csv")
					for row := 1; row < len(rows); row++ {
						if !eachCell && len(rows) > 40 && row > 5 && row < len(rows)-3 && row%25 != 0 {
							continue // a whole village or county of people alike: each of them in the long run
						}
						for column := -1; column < len(rows[row]) && (column < 0 || eachCell); column++ {
							one := maps.Clone(files)
							delete(one, file)
							one[stem+".xlsx"] = &fstest.MapFile{Data: spoilt(t, stem, rows, row, column)}
							r := judgedBy(t, one, rule)
							at := fmt.Sprintf("%s: %s row %d column %d", name, stem, row+1, column+1)
							for k, w := range weights(r) {
								if w.more(was[k]) && !firstOfSeveral[rule.Code] {
									t.Errorf("%s unreadable: %s %+v, read it was %+v", at, k, w, was[k])
								}
							}
							if column < 0 && named[stem] && strings.HasPrefix(name, "guilty") && !presentToo[rule.Code] &&
								(len(accused(r)) > 0 || len(r.Faults) == 0 || len(r.NotJudged) == 0) {
								t.Errorf("%s unreadable, and yet %v; faults %s", at, accused(r), faultsOf(r))
							}
						}
					}
				}
			}
		})
	}
}

// firstOfSeveral names its subject by the first of several rows: without it, by the next.
var firstOfSeveral = map[string]bool{"procedure.audit_burst": true}

// presentToo accuses of what is there as well as of what is not.
var presentToo = map[string]bool{"diversion.fund_purpose": true}

// more reports whether somebody is accused more than otherwise.
func (w weight) more(o weight) bool {
	return w.n > o.n || w.sure > o.sure || w.heavy > o.heavy || w.amount > o.amount
}

func judgedBy(t testing.TB, files fstest.MapFS, rule *inspect.Rule) *folder.Result {
	t.Helper()
	r, err := folder.Run(files, asOf, []*inspect.Rule{rule}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// examples of a rule, if folders can have any.
func examples(t testing.TB, rule *inspect.Rule) (string, map[string]string) {
	t.Helper()
	file := filepath.Join("testdata", rule.Code+".txtar")
	if _, err := os.Stat(file); err != nil {
		return "", nil // of rosters taken over into the program: TestExamples holds which
	}
	return unpack(t, file)
}

// What is not there may lie in another month than the finding's first, in another village, or in a row about somebody
// else than the finding's subject: the innocent with such a cell unreadable are not accused, and the matter is told
// apart.
func TestAbsence_rests_on_all_its_months_people_and_places(t *testing.T) {
	kin := map[string]string{
		"人员":       "村（社区）,身份证号码,姓名,联系电话\n示例村," + first + ",示例甲,13800000001\n示例村," + second + ",示例乙,13800000001\n",
		"村干部和公职人员": "村（社区）,任职单位所在地,身份证号码,姓名,职务,任职日期,联系电话\n示例村,示例村," + second + ",示例乙,村主任,2021-01-01,13800000001\n",
		"上岗记录":     "村（社区）,身份证号码,姓名,岗位编号,上岗日期\n示例村," + first + ",示例甲,BJ-01,2025-01-01\n",
		"亲属关系":     "村（社区）,身份证号码,姓名,亲属身份证号码,亲属姓名,亲属是本人的\n示例村," + second + ",示例乙," + first + ",示例甲,表弟\n",
	}
	for what, c := range map[string]struct {
		rule        string
		tables      map[string]string
		of          string // the table in which a cell is unreadable
		row, column int
	}{
		"the second of several months": {"arrears.short", map[string]string{
			"上岗记录": oneHolder,
			"发放明细": "村（社区）,身份证号码,姓名,月份,金额,发放类别\n示例村," + first + ",示例甲,2025-04,400,\n示例村," + first + ",示例甲,2025-05,400,\n" +
				"示例村," + first + ",示例甲,2025-04,400,补发\n示例村," + first + ",示例甲,2025-05,400,补发\n"}, "发放明细", 4, 4},
		"the end of the other placement": {"diversion.two_posts", map[string]string{
			"上岗记录": "村（社区）,身份证号码,姓名,岗位编号,上岗日期,退出日期\n示例村," + first + ",示例甲,BJ-01,2024-01-01,2024-12-31\n示例村," + first +
				",示例甲,BJ-02,2025-01-01,\n"}, "上岗记录", 1, -2},
		"a placement in another village": {"diversion.without_placement", map[string]string{
			"上岗记录": "镇（街道）,村（社区）,身份证号码,姓名,岗位编号,上岗日期\n示例镇,邻村," + first + ",示例甲,BJ-01,2025-01-01\n示例镇,示例村," + second +
				",示例乙,BJ-01,2025-01-01\n",
			"发放明细": "镇（街道）,村（社区）,身份证号码,姓名,月份,金额\n示例镇,示例村," + first + ",示例甲,2025-04,800\n"}, "上岗记录", 1, 5},
		"a tie that the other declared": {"nepotism.shared_contact", kin, "亲属关系", 1, 5},
		"how poor the other is": {"need.passed_over", map[string]string{
			"人员": "村（社区）,身份证号码,姓名,户编号\n示例村," + first + ",示例甲,1\n示例村," + second + ",示例乙,2\n",
			"岗位": "村（社区）,岗位编号,岗位名称\n示例村,BJ-01,保洁员\n",
			"申请": "村（社区）,身份证号码,姓名,岗位编号,申请日期,安置依据,结果\n示例村," + first + ",示例甲,BJ-01,2025-01-05,农村大龄人员,上岗\n示例村," + second +
				",示例乙,BJ-01,2025-01-05,农村低收入人口,落选\n",
			"类别登记": "村（社区）,身份证号码,姓名,类别,起始日期\n示例村," + first + ",示例甲,农村低收入人口,2021-01-01\n示例村," + second +
				",示例乙,农村低收入人口,2021-01-01\n"},
			"类别登记", 1, 3},
	} {
		for _, unreadable := range []bool{false, true} {
			files := fstest.MapFS{}
			for name, text := range c.tables {
				rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
				if err != nil {
					t.Fatal(err)
				}
				if name != c.of || !unreadable {
					files[name+".csv"] = &fstest.MapFile{Data: []byte(text)}
					continue
				}
				row := c.row
				if c.column == -2 { // a word that says no day, in the last column
					rows[row][len(rows[row])-1], row = "年底前", -1
				}
				files[name+".xlsx"] = &fstest.MapFile{Data: spoilt(t, name, rows, row, c.column)}
			}
			r, err := folder.Run(files, asOf, oversight.Rules(), nil)
			if err != nil {
				t.Fatal(err)
			}
			told := slices.ContainsFunc(r.Withheld, func(w inspect.Withheld) bool { return w.Rule.Code == c.rule })
			if slices.Contains(accused(r), c.rule) || told != unreadable {
				t.Errorf("%s, unreadable %v: accused %v, told apart %v; faults %s", what, unreadable, accused(r), told, faultsOf(r))
			}
		}
	}
}

// Of several months the finding's first is found all the same; it is not told of more because a later one was not read.
func TestAbsence_of_several_months_is_not_told_of_more(t *testing.T) {
	pay := func(late string) string {
		return "村（社区）,身份证号码,姓名,月份,金额,发放类别\n示例村," + first + ",示例甲,2025-04,400,\n示例村," + first + ",示例甲,2025-05,400,\n" +
			"示例村," + first + ",示例甲,2025-05," + late + ",补发\n"
	}
	for late, want := range map[string]int{"400": 1, "四百": 0} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": pay(late)})
		n := 0
		for _, f := range r.Findings {
			if f.Rule.Code == "arrears.short" {
				if n++; f.Amount != 40_000 {
					t.Errorf("%s: %s", late, f.Sentence)
				}
			}
		}
		if n != want {
			t.Errorf("%s: %d", late, n)
		}
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
		r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules(), nil)
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
