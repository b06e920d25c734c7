package folder_test

import (
	"bytes"
	"encoding/csv"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/mapping"
	"gangwei/internal/platform/sheet"
)

// answered is a mapping workbook with answers to some of the questions of a result: by a part of the question's text.
func answered(t *testing.T, r *folder.Result, say map[string]string) []folder.Answers {
	t.Helper()
	var rows []mapping.Question
	for _, q := range r.Questions {
		for part, s := range say {
			if strings.Contains(q.Text, part) {
				q.Answer = mapping.Answer{Say: s, By: "示例检查员", On: asOf}
			}
		}
		rows = append(rows, q)
	}
	var b bytes.Buffer
	if err := mapping.Write(&b, rows); err != nil {
		t.Fatal(err)
	}
	return []folder.Answers{{Name: mapping.Name + ".xlsx", Body: b.Bytes()}}
}

func ran(t *testing.T, files map[string]string, answers []folder.Answers) *folder.Result {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := folder.RunWith(os.DirFS(dir), answers, asOf, oversight.Rules(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func readOf(t *testing.T, r *folder.Result, file string) folder.Read {
	t.Helper()
	i := slices.IndexFunc(r.Reads, func(x folder.Read) bool { return x.File == file })
	if i < 0 {
		t.Fatalf("%s was not read", file)
	}
	return r.Reads[i]
}

func saysHeld(r *folder.Result, rule string) (confirm bool, n int) {
	for _, w := range r.Withheld {
		if w.Rule.Code == rule {
			n++
			confirm = slices.ContainsFunc(w.Gaps, func(g inspect.Gap) bool { return g.Confirm })
		}
	}
	return confirm, n
}

// Two columns that fit equally are asked about once for all lists of that layout; answered, both lists are read, the
// account is shown in part, and what was read by an answer is told.
func TestRun_asks_which_column_it_is(t *testing.T) {
	head := "村（社区）,身份证号码,姓名,月份,金额,银行卡号,社保卡账号\n"
	row := func(month, id, name, one, two string) string {
		return "示例村," + id + "," + name + "," + month + ",800," + one + "," + two + "\n"
	}
	files := map[string]string{"上岗记录.csv": oneHolder,
		"发放明细2025年4月.csv": head + row("2025-04", first, "示例甲", "6217000000000000001", "6217000000000000012"),
		"发放明细2025年5月.csv": head + row("2025-05", first, "示例甲", "6217000000000000001", "6217000000000000013")}
	r := ran(t, files, nil)
	if len(r.Questions) != 1 || !strings.Contains(r.Questions[0].Text, "“账号”是哪一列") ||
		!strings.Contains(r.Questions[0].File, "等2个文件") || len(r.Questions[0].Choices) != 3 ||
		r.Questions[0].Choices[1].Say != "G" || strings.Contains(r.Questions[0].Choices[1].String(), "6217") ||
		!strings.Contains(r.Questions[0].Choices[1].String(), "0012") {
		t.Fatalf("%+v", r.Questions)
	}
	if x := readOf(t, r, "发放明细2025年4月.csv"); x.Table != nil || len(accused(r)) > 0 {
		t.Errorf("%+v %v", x, accused(r))
	}
	for say, want := range map[string]struct {
		rows  int
		fault string
	}{"G": {1, ""}, "g列": {1, ""}, "社保卡账号": {1, ""}, "Ｇ": {1, ""}, "都不是": {1, ""}, "C": {0, "不是所问的列"},
		"我看是G": {0, "不是所问的列"}} {
		r := ran(t, files, answered(t, r, map[string]string{"账号": say}))
		x := readOf(t, r, "发放明细2025年4月.csv")
		if x.Rows != want.rows || !strings.Contains(faultsOf(r), want.fault) || want.fault == "" && len(r.Faults) > 0 {
			t.Errorf("%s: %+v\n%s", say, x, faultsOf(r))
		}
		if say == "G" && (len(x.Answered) != 1 || !strings.Contains(x.Answered[0], "G列“社保卡账号”，如***************0012") ||
			!strings.Contains(x.Answered[0], "示例检查员，"+asOf.String()) || r.Questions[0].Answer.Say != "G") {
			t.Errorf("%+v", x)
		}
	}
}

// A list of people, months and amounts may be what was paid, what was sent to the bank or what was kept back: until
// somebody says which, its rows accuse nobody, and nobody is accused of not being on it.
func TestRun_accuses_nobody_by_a_guessed_table(t *testing.T) {
	list := "村（社区）,身份证号码,姓名,月份,金额\n示例村," + second + ",示例乙,2025-04,800\n示例村," + second +
		",示例乙,2025-05,800\n示例村," + first + ",示例甲,2025-05,800\n"
	worked := "村（社区）,身份证号码,姓名,月份,出勤天数,审核状态\n示例村," + first + ",示例甲,2025-04,22,已审核\n"
	files := map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": worked, "材料一.csv": list}
	named := ran(t, map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": worked, "发放明细.csv": list}, nil)
	for _, rule := range []string{"arrears.unpaid", "diversion.without_placement"} {
		if !slices.Contains(accused(named), rule) {
			t.Fatalf("told by its name: %v", accused(named))
		}
	}
	r := ran(t, files, nil)
	if got := accused(r); len(got) > 0 {
		t.Errorf("guessed, and accuses: %v", got)
	}
	for _, rule := range []string{"arrears.unpaid", "diversion.without_placement"} {
		if confirm, n := saysHeld(r, rule); n == 0 || !confirm {
			t.Errorf("%s is not told as to be confirmed: %+v", rule, r.Withheld)
		}
	}
	x := readOf(t, r, "材料一.csv")
	if x.Table == nil || x.Rows != 3 || !x.Unconfirmed || !strings.Contains(strings.Join(x.Guessed, ""), "按列认作“发放明细”") {
		t.Errorf("%+v", x)
	}
	if len(r.Questions) != 1 || !strings.Contains(r.Questions[0].Text, "认作“发放明细”，对不对") {
		t.Fatalf("%+v", r.Questions)
	}
	for say, want := range map[string]struct {
		table   string
		accuses bool
		read    bool
	}{"对": {"pay_items", true, true}, "发放表": {"pay_items", true, true}, "扣款": {"deductions", false, true},
		"送银行明细": {"payments", false, true}, "不用": {"", false, false}} {
		r := ran(t, files, answered(t, r, map[string]string{"认作": say}))
		x := readOf(t, r, "材料一.csv")
		if (x.Table != nil) != want.read || x.Table != nil && x.Table.Code != want.table || x.Unconfirmed ||
			len(x.Answered) != 1 {
			t.Errorf("%s: %+v", say, x)
		}
		if got := slices.Contains(accused(r), "diversion.without_placement"); got != want.accuses {
			t.Errorf("%s: %v\n%s", say, accused(r), faultsOf(r))
		}
		if _, n := saysHeld(r, "diversion.without_placement"); n > 0 {
			t.Errorf("%s: still withheld", say)
		}
	}
}

// What somebody is said to lack may stand in a list of which nobody knows what it is.
func TestRun_accuses_nobody_of_what_a_guessed_table_may_hold(t *testing.T) {
	worked := "村（社区）,身份证号码,姓名,月份,出勤天数\n示例村," + first + ",示例甲,2025-04,22\n示例村," + first + ",示例甲,2025-05,22\n"
	pay := "村（社区）,身份证号码,姓名,月份,金额\n示例村," + first + ",示例甲,2025-05,800\n"
	files := map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": worked, "发放明细.csv": pay}
	if !slices.Contains(accused(ran(t, files, nil)), "arrears.unpaid") {
		t.Fatal("unpaid for April")
	}
	files["材料.csv"] = "村（社区）,身份证号码,姓名,月份\n示例村," + first + ",示例甲,2025-04\n"
	r := ran(t, files, nil)
	if _, n := saysHeld(r, "arrears.unpaid"); slices.Contains(accused(r), "arrears.unpaid") || n != 1 ||
		!readOf(t, r, "材料.csv").Unconfirmed {
		t.Errorf("%v %+v", accused(r), r.Reads)
	}
	out := ran(t, files, answered(t, r, map[string]string{"认作": "不用"}))
	if !slices.Contains(accused(out), "arrears.unpaid") {
		t.Errorf("%v", accused(out))
	}
}

// What the rest of the folder says is found all the same, and as far as the rest says it.
func TestRun_finds_beside_a_guess_what_rests_on_the_rest(t *testing.T) {
	pay := "村（社区）,身份证号码,姓名,月份,金额\n示例村," + first + ",示例甲,2025-04,800\n示例村," + first + ",示例甲,2025-04,800\n"
	alone := ran(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": pay}, nil)
	if !slices.Contains(accused(alone), "diversion.paid_twice") {
		t.Fatal(accused(alone))
	}
	with := ran(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": pay,
		"0材料.csv": "村（社区）,身份证号码,姓名,月份,金额\n示例村," + first + ",示例甲,2025-04,800\n示例村," + first + ",示例甲,2025-04,900\n"}, nil)
	sums := func(r *folder.Result) (out []string) {
		for _, f := range r.Findings {
			if f.Rule.Code == "diversion.paid_twice" {
				out = append(out, f.Sentence+f.Amount.String())
			}
		}
		return out
	}
	if !slices.Equal(sums(alone), sums(with)) {
		t.Errorf("%v, beside a guess %v", sums(alone), sums(with))
	}
}

// What a table is, its name, its title or a column of its own says; then nothing is asked.
func TestRun_takes_for_no_guess_what_is_told(t *testing.T) {
	pay := "村（社区）,身份证号码,姓名,月份,金额\n示例村," + first + ",示例甲,2025-04,800\n"
	for name, c := range map[string]struct{ body, table string }{
		"发放明细.csv": {pay, "pay_items"}, "材料1.csv": {"示例村2025年公益岗人员补贴发放表\n" + pay, "pay_items"},
		"材料2.csv":  {"扣款记录\n" + pay, "deductions"},
		"材料3.csv":  {strings.Replace(strings.Replace(pay, "金额\n", "金额,扣款事由\n", 1), "800", "100,旷工", 1), "deductions"},
		"材料4.csv":  {strings.Replace(strings.Replace(pay, "金额\n", "金额,送银行日期\n", 1), "800", "800,2025-05-06", 1), "payments"},
		"名册二.csv":  {oneHolder, "placements"},
		"人口.csv":   {"村（社区）,身份证号码,姓名,户编号,与户主关系\n示例村," + first + ",示例甲,1,户主\n", "people"},
		"有日期的.csv": {"姓名,身份证号码,月份,出勤天数\n示例甲," + first + ",2025-04,22\n", "sheets"}} {
		r := ran(t, map[string]string{name: c.body}, nil)
		x := readOf(t, r, name)
		if x.Table == nil || x.Table.Code != c.table || x.Unconfirmed || len(r.Questions) > 0 {
			t.Errorf("%s: %+v %+v", name, x, r.Questions)
		}
	}
}

// A sheet that names people and is none of the tables is asked about, and what cannot be known is held for nobody.
func TestRun_asks_what_a_sheet_is_that_names_people(t *testing.T) {
	files := map[string]string{"上岗记录.csv": oneHolder, "杂项.csv": "甲,乙,丙\n示例甲," + first + ",1\n",
		"天气.csv": "日期,天气\n2025-01-01,晴\n"}
	r := ran(t, files, nil)
	if len(r.Questions) != 1 || r.Questions[0].File != "杂项.csv" || r.Questions[0].Kind != mapping.Table {
		t.Fatalf("%+v", r.Questions)
	}
	out := ran(t, files, answered(t, r, map[string]string{"哪一种表": "不用"}))
	if x := readOf(t, out, "杂项.csv"); x.Table != nil || len(x.Answered) != 1 || strings.Contains(faultsOf(out), "杂项") {
		t.Errorf("%+v %s", x, faultsOf(out))
	}
	wrong := ran(t, files, answered(t, r, map[string]string{"哪一种表": "发放明细"}))
	if !strings.Contains(faultsOf(wrong), "没有找到它的表头") && !strings.Contains(faultsOf(wrong), "缺少列") {
		t.Errorf("%s", faultsOf(wrong))
	}
	odd := ran(t, files, answered(t, r, map[string]string{"哪一种表": "花名册呀"}))
	if !strings.Contains(faultsOf(odd), "不是表名") {
		t.Errorf("%s", faultsOf(odd))
	}
}

// The workbook is read where it is put: in the folder, in a folder below, in that of the results. Answers without a
// name, two that differ, and those that fit nothing any more are named and not used.
func TestRun_reads_the_answers_that_lie_in_the_folder(t *testing.T) {
	head := "村（社区）,身份证号码,姓名,月份,金额,银行卡号,社保卡账号\n"
	files := map[string]string{"上岗记录.csv": oneHolder,
		"发放明细.csv": head + "示例村," + first + ",示例甲,2025-04,800,6217000000000000001,6217000000000000012\n"}
	r := ran(t, files, nil)
	mark := r.Questions[0].Mark.String()
	book := func(rows ...string) string {
		return "问题,答案,答复人,答复日期,标识\n" + strings.Join(rows, "\n") + "\n"
	}
	for what, c := range map[string]struct {
		at, body string
		rows     int
		fault    string
	}{
		"in the folder":          {"对应关系.csv", book("q,G,示例检查员,2025-06-01," + mark), 1, ""},
		"by another name":        {"对应关系（已答）.csv", book("q,G,示例检查员,2025年6月1日," + mark), 1, ""},
		"in a folder below":      {"材料/对应关系.csv", book("q,G,示例检查员,," + mark), 1, ""},
		"among the results":      {"检查结果/对应关系.csv", book("q,G,示例检查员,2025-06-01," + mark), 1, ""},
		"answered by nobody":     {"对应关系.csv", book("q,G,,2025-06-01," + mark), 0, "没有答复人"},
		"on no day":              {"对应关系.csv", book("q,G,示例检查员,去年," + mark), 0, "答复日期“去年”看不懂"},
		"with a spoilt mark":     {"对应关系.csv", book("q,G,示例检查员,2025-06-01,x"), 0, "“标识”列缺了或改动了"},
		"twice the same":         {"对应关系.csv", book("q,G,示例检查员,,"+mark, "q,g,示例主任,,"+mark), 1, ""},
		"twice, otherwise":       {"对应关系.csv", book("q,G,示例检查员,,"+mark, "q,F,示例主任,,"+mark), 0, "两个都没有用"},
		"not answered":           {"对应关系.csv", book("q,,,," + mark), 0, ""},
		"no such workbook":       {"对应关系.csv", "甲,乙\n1,2\n", 0, "不是“对应关系”表"},
		"of another list":        {"对应关系.csv", book("q,G,示例检查员,,column:0123:pay_items:account"), 0, "对不上现在的材料"},
		"old, among the results": {"检查结果/对应关系.csv", book("q,G,示例检查员,,column:0123:pay_items:account"), 0, ""},
	} {
		with := map[string]string{c.at: c.body}
		for k, v := range files {
			with[k] = v
		}
		r := ran(t, with, nil)
		faults := strings.ReplaceAll(faultsOf(r), "有两列都像", "")
		if x := readOf(t, r, "发放明细.csv"); x.Rows != c.rows || !strings.Contains(faults, c.fault) ||
			c.fault == "" && strings.Contains(faults, "对应关系.") {
			t.Errorf("%s: %+v\n%s", what, x, faults)
		}
		if !slices.ContainsFunc(r.Files, func(f folder.File) bool { return f.Name == c.at }) {
			t.Errorf("%s: the workbook is not among the material", what)
		}
	}
	// an office's own list of that name is read as a list
	own := ran(t, map[string]string{"对应关系（人员）.csv": "村（社区）,身份证号码,姓名,户编号,与户主关系\n示例村," + first + ",示例甲,1,户主\n"}, nil)
	if x := readOf(t, own, "对应关系（人员）.csv"); x.Rows != 1 {
		t.Errorf("%+v", x)
	}
	// what fits nothing any more is not lost when the questions are written anew
	with := map[string]string{"检查结果/对应关系.csv": book("旧问题,G,示例检查员,,column:0123:pay_items:account")}
	for k, v := range files {
		with[k] = v
	}
	r = ran(t, with, nil)
	if n := len(r.Questions); n != 2 || r.Questions[1].Answer.By != "示例检查员" || r.Questions[1].Note == "" ||
		r.Questions[1].Text != "旧问题" {
		t.Errorf("%+v", r.Questions)
	}
	// nor is an answer that lacks a name
	with = map[string]string{"检查结果/对应关系.csv": book("q,G,,," + mark)}
	for k, v := range files {
		with[k] = v
	}
	if r = ran(t, with, nil); len(r.Questions) != 1 || r.Questions[0].Answer.Say != "G" || !r.Questions[0].Open() ||
		!strings.Contains(r.Questions[0].Note, "没有答复人") {
		t.Errorf("%+v", r.Questions)
	}
	// what is given by name goes before what lies in the folder, and that before what an earlier run wrote
	with = map[string]string{"对应关系.csv": book("q,G,示例检查员,," + mark), "检查结果/对应关系.csv": book("q,F,示例检查员,," + mark)}
	for k, v := range files {
		with[k] = v
	}
	if x := readOf(t, ran(t, with, nil), "发放明细.csv"); !strings.Contains(strings.Join(x.Answered, ""), "G列") {
		t.Errorf("%+v", x)
	}
	x := readOf(t, ran(t, with, []folder.Answers{{Name: "另一份.csv", Body: []byte(book("q,都不是,示例检查员,," + mark))}}),
		"发放明细.csv")
	if !strings.Contains(strings.Join(x.Answered, ""), "哪一列都不是") {
		t.Errorf("%+v", x)
	}
}

// A list that has only what should be paid is read by that; it is said, and can be denied.
func TestRun_says_what_stands_in_for_a_column(t *testing.T) {
	files := map[string]string{"上岗记录.csv": oneHolder,
		"发放明细.csv": "村（社区）,身份证号码,姓名,月份,应发金额\n示例村," + first + ",示例甲,2025-04,800\n"}
	r := ran(t, files, nil)
	if x := readOf(t, r, "发放明细.csv"); x.Rows != 1 || x.Unconfirmed ||
		!slices.Contains(x.Guessed, "没有“金额”列，用“应发金额”列代替") || len(r.Questions) != 1 {
		t.Errorf("%+v %+v", x, r.Questions)
	}
	right := ran(t, files, answered(t, r, map[string]string{"代替": "E"}))
	if x := readOf(t, right, "发放明细.csv"); x.Rows != 1 || len(x.Guessed) != 0 || len(x.Answered) != 1 {
		t.Errorf("%+v", x)
	}
	denied := ran(t, files, answered(t, r, map[string]string{"代替": "都不是"}))
	if x := readOf(t, denied, "发放明细.csv"); x.Table != nil || !strings.Contains(faultsOf(denied), "缺少列：金额") {
		t.Errorf("%+v %s", x, faultsOf(denied))
	}
}

func TestKey_is_of_the_layout(t *testing.T) {
	heads := []sheet.Head{{Name: "姓名"}, {Name: "账号", Also: []string{"卡号"}, Alike: true}}
	key := func(name string, rows ...string) string {
		sheets, err := sheet.Open("x.csv", []byte(strings.Join(rows, "\n")))
		if err != nil {
			t.Fatal(err)
		}
		sheets[0].Name = name
		return sheet.FindHeads(heads, sheets[0].Rows).Key(sheets[0])
	}
	one := key("1月", "姓名,账号,卡号", "示例甲,1,2")
	for _, c := range []struct {
		same bool
		key  string
	}{
		{true, key("12月", "姓 名,账号 ,卡号,", "示例乙,1,2")}, {true, key("十二月", "标题", "姓名,账号,卡号", "示例乙,1,2")},
		{false, key("1月补发", "姓名,账号,卡号", "示例甲,1,2")}, {false, key("1月", "姓名,卡号,账号", "示例甲,1,2")},
		{false, key("1月", "姓名,账号（旧）,卡号", "示例甲,1,2")}, {false, key("1月", "姓名,账号,卡号,备注", "示例甲,1,2")},
		{false, key("1月", "姓名,,账号,卡号", "示例甲,,1,2")},
	} {
		if (c.key == one) != c.same {
			t.Errorf("%+v, %s", c, one)
		}
	}
}

// bare is a list with the columns that its table needs, and whose it is.
func bare(t *testing.T, table *folder.Table, body string) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	for _, r := range rows {
		var out []string
		for i, c := range r {
			k := slices.IndexFunc(table.Columns, func(c folder.Column) bool { return c.Head == rows[0][i] })
			if k >= 0 && (table.Columns[k].Required || slices.Contains([]string{"village", "name"}, table.Columns[k].Code)) {
				out = append(out, c)
			}
		}
		if err := w.Write(out); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return b.String()
}

// Of every guilty example each list in turn loses its name, and the columns that it does not need. It is taken for what
// it is, or told to be a guess; then it accuses nobody of anything that the folder does not say without it, and by the
// answer what it accused of before.
func TestExamples_accuse_nobody_by_a_list_without_a_name(t *testing.T) {
	what := func(r *folder.Result) map[string]bool {
		out := map[string]bool{}
		for i := range r.Findings {
			if f := &r.Findings[i]; f.Certainty != inspect.Information {
				out[f.Rule.Code+" "+f.Subject.Name+" "+f.Period()] = true
			}
		}
		return out
	}
	guesses, tried, times := 0, 0, map[string]int{}
	for _, rule := range oversight.Rules() {
		file := filepath.Join("testdata", rule.Code+".txtar")
		if _, err := os.Stat(file); err != nil {
			continue
		}
		_, cases := unpack(t, file)
		for name, dir := range cases {
			if !strings.HasPrefix(name, "guilty") {
				continue
			}
			files := map[string]string{}
			entries, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				body, err := os.ReadFile(filepath.Join(dir, e.Name()))
				if err != nil {
					t.Fatal(err)
				}
				files[e.Name()] = string(body)
			}
			whole := ran(t, files, nil)
			for f, body := range files {
				of := slices.IndexFunc(whole.Reads, func(x folder.Read) bool { return x.File == f })
				if of < 0 || whole.Reads[of].Table == nil {
					continue
				}
				table := whole.Reads[of].Table
				if times[table.Code]++; times[table.Code] > 3 {
					continue
				}
				tried++
				body = bare(t, table, body)
				rest := map[string]string{}
				for k, v := range files {
					if k != f {
						rest[k] = v
					}
				}
				with := maps.Clone(rest)
				with["材料.csv"] = body
				r := ran(t, with, nil)
				x := readOf(t, r, "材料.csv")
				if x.Table != nil && !x.Unconfirmed && x.Table != table {
					t.Errorf("%s is taken for %s and not told to be a guess: %s", f, x.Table.Name, body)
				}
				if !x.Unconfirmed {
					continue
				}
				guesses++
				rest["天气.csv"] = "日期,天气\n"
				without := what(ran(t, rest, nil))
				for k := range what(r) {
					if !without[k] {
						t.Errorf("%s %s: %s was guessed to be %s, and accuses: %s", rule.Code, name, f, x.Table.Name, k)
					}
				}
				told := ran(t, with, answered(t, r, map[string]string{"认作": table.Name}))
				delete(rest, "天气.csv")
				rest[f] = body
				if named := ran(t, rest, nil); !maps.Equal(what(told), what(named)) {
					t.Errorf("%s %s: %s answered, %v, named %v", rule.Code, name, f, what(told), what(named))
				}
			}
		}
	}
	if guesses < 20 {
		t.Errorf("only %d guesses among %d lists", guesses, tried)
	}
	t.Log(guesses, "guesses among", tried, "lists")
}

// A word that no list knows is asked about, and read by what was answered.
func TestRun_asks_what_a_word_means(t *testing.T) {
	files := map[string]string{"亲属关系.csv": "村（社区）,身份证号码,姓名,亲属身份证号码,亲属姓名,关系\n示例村," + first + ",示例甲," + second +
		",示例乙,孩他爹爹\n"}
	kin := func(r *folder.Result) (out string) {
		for _, d := range r.Dossiers {
			for _, p := range d.People {
				for _, k := range p.Kin {
					out = k.Code
				}
			}
		}
		return out
	}
	r := ran(t, files, nil)
	if len(r.Questions) != 1 || r.Questions[0].Kind != mapping.Word ||
		!strings.Contains(r.Questions[0].Text, "“孩他爹爹”是什么意思") {
		t.Fatalf("%+v %s", r.Questions, kin(r))
	}
	for say, want := range map[string]string{"丈夫": "11", "11": "11", "孩他爹爹": "", "乱写的": ""} {
		r := ran(t, files, answered(t, r, map[string]string{"什么意思": say}))
		if got := kin(r); got != want && want != "" || want == "" && !strings.Contains(faultsOf(r), "没有用") ||
			len(r.Questions) != 1 || (want == "") != r.Questions[0].Open() {
			t.Errorf("%s: %q %+v %s", say, got, r.Questions, faultsOf(r))
		}
	}
}
