package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/sheet"
)

// answerIn fills in a workbook of questions and writes it as text: the first row gets the answer.
func answerIn(t *testing.T, questions, out, say, by string) {
	t.Helper()
	body, err := os.ReadFile(questions)
	apptest.Must(t, err)
	sheets, err := sheet.Open(questions, body)
	apptest.Must(t, err)
	csv := ""
	for i, r := range sheets[0].Rows[2:] {
		mark := r.Text(8)
		if i == 0 {
			csv += "答案,答复人,标识\n"
			continue
		}
		csv += say + "," + by + "," + mark + "\n"
	}
	apptest.Must(t, os.WriteFile(out, []byte(csv), 0o600))
}

func TestImport_asks_on_the_command_line(t *testing.T) {
	dir := t.TempDir()
	cmd := func(args ...string) result {
		t.Helper()
		return run(t, append(args, "--data", filepath.Join(dir, "data"))...)
	}
	cmd("init").want(t, 0, "")
	head := string(idno.Make("370499", civil.MustDate("1950-01-02"), 3))
	list := func(name string, day string) string {
		file := filepath.Join(dir, name)
		own := string(idno.Make("370499", civil.MustDate(day), 3))
		apptest.Must(t, os.WriteFile(file, []byte("村,姓名,身份证号,身份证号码,户号,与户主关系\n370402001016,示例甲,"+head+","+own+
			",1,户主\n"), 0o600))
		return file
	}
	one := list("名册1.csv", "1970-01-02")
	in := func(file string, more ...string) []string {
		return append([]string{"import", "people", file, "--region", "370402"}, more...)
	}
	r := cmd(in(one)...)
	r.want(t, 1, "“身份证号码”是哪一列？")
	for _, s := range []string{"C列“身份证号”　第2行 3704**********" + head[14:], "--mapping FILE.xlsx", "Nothing was taken"} {
		if !strings.Contains(r.out+r.err, s) {
			t.Errorf("%q is missing from %s%s", s, r.out, r.err)
		}
	}
	asked, answers := filepath.Join(dir, "问.xlsx"), filepath.Join(dir, "答.csv")
	cmd(in(one, "--questions", asked)...).want(t, 1, "The questions are in")
	cmd(in(one, "--questions", asked)...).want(t, 2, "exists already")
	answerIn(t, asked, answers, "D", "")
	cmd(in(one, "--mapping", answers)...).want(t, 1, "没有答复人")
	answerIn(t, asked, answers, "A", "示例主任")
	cmd(in(one, "--mapping", answers)...).want(t, 1, "none of the columns asked about")
	cmd(in(one, "--mapping", filepath.Join(dir, "没有.xlsx"))...).want(t, 2, "没有.xlsx")
	answerIn(t, asked, answers, "D", "示例主任")
	r = cmd(in(one, "--mapping", answers)...)
	r.want(t, 0, "1 rows taken")
	if !strings.Contains(r.out, "“身份证号码”按D列“身份证号码”读（示例主任") {
		t.Error(r.out)
	}
	// the next list is read by the answer, which is shown and confirmed each time
	two := list("名册2.csv", "1971-01-02")
	r = cmd(in(two)...)
	r.want(t, 1, "Nothing was taken")
	if !strings.Contains(r.out, "--confirm-columns") || !strings.Contains(r.out, "如示例甲 3704**********") {
		t.Error(r.out)
	}
	cmd(in(two, "--dry-run")...).want(t, 0, "Nothing was taken")
	cmd(in(two, "--confirm-columns")...).want(t, 0, "")
}

// What a workbook of answers settles now was looked at by whoever filled it in; what was answered before was not.
func TestImport_is_not_confirmed_by_an_answer_about_another_column(t *testing.T) {
	dir := t.TempDir()
	cmd := func(args ...string) result {
		t.Helper()
		return run(t, append(args, "--data", filepath.Join(dir, "data"))...)
	}
	cmd("init").want(t, 0, "")
	person := func(day string) string { return string(idno.Make("370499", civil.MustDate(day), 3)) }
	file := filepath.Join(dir, "名册.csv")
	list := func(day string, phones string) []string {
		apptest.Must(t, os.WriteFile(file, []byte("村,姓名,身份证号,身份证号码,电话,手机,户号,与户主关系\n370402001016,示例甲,"+
			person("1950-01-02")+","+person(day)+","+phones+",1,户主\n"), 0o600))
		return []string{"import", "people", file, "--region", "370402"}
	}
	asked, answers := filepath.Join(dir, "问.xlsx"), filepath.Join(dir, "答.csv")
	same := "19900000001,19900000001"
	cmd(append(list("1970-01-02", same), "--questions", asked)...).want(t, 1, "“身份证号码”是哪一列")
	answerIn(t, asked, answers, "D", "示例主任")
	cmd(append(list("1970-01-02", same), "--mapping", answers)...).want(t, 0, "1 rows taken")
	apptest.Must(t, os.Remove(asked))
	two := list("1971-01-02", "19900000002,19900000003")
	cmd(append(two, "--questions", asked)...).want(t, 1, "“联系电话”是哪一列")
	answerIn(t, asked, answers, "E", "示例主任")
	cmd(append(two, "--mapping", answers)...).want(t, 1, "--confirm-columns")
	cmd(append(two, "--confirm-columns")...).want(t, 0, "1 rows taken")
}

// A folder's questions are written down, answered where they lie, and kept when they are written anew.
func TestInspect_asks_in_the_folder_of_results(t *testing.T) {
	dir := t.TempDir()
	apptest.Must(t, os.WriteFile(filepath.Join(dir, "材料.csv"), []byte("村,姓名,身份证号码,月份,金额\n"+
		"示例村,示例甲,370499197505050011,2024-03,800\n示例村,示例甲,370499197505050011,2024-03,800\n"), 0o600))
	look := func(more ...string) result {
		t.Helper()
		return run(t, append([]string{"inspect", "run", "--from", dir, "--as-of", "2025-06-30"}, more...)...)
	}
	r := look()
	r.want(t, 0, "要请您确认的（1项")
	for _, s := range []string{"认作“发放明细”，对不对", "待确认", "要先在“对应关系”里确认是什么表", "没有发现。"} {
		if !strings.Contains(r.out, s) {
			t.Errorf("%q is missing from %s", s, r.out)
		}
	}
	asked := filepath.Join(dir, "检查结果", "对应关系.xlsx")
	answers := filepath.Join(dir, "检查结果", "对应关系.csv")
	answerIn(t, asked, answers, "对", "示例检查员")
	apptest.Must(t, os.Remove(asked))
	r = look()
	r.want(t, 0, "同一人同一月发放两次")
	if strings.Contains(r.out, "要请您确认的") || !strings.Contains(r.out, "按答复认作“发放明细”（示例检查员，未写日期答复") {
		t.Error(r.out)
	}
	apptest.Must(t, os.Remove(answers))
	look().want(t, 0, "按答复认作“发放明细”") // by what was written anew
	// elsewhere, by name
	out := filepath.Join(t.TempDir(), "结果")
	answerIn(t, asked, filepath.Join(out, "..", "答.csv"), "扣款", "示例主任")
	r = look("--out", out, "--mapping", filepath.Join(out, "..", "答.csv"))
	r.want(t, 0, "按答复认作“扣款”（示例主任")
	look("--out", out, "--mapping", filepath.Join(out, "没有.xlsx")).want(t, 2, "没有.xlsx")
}
