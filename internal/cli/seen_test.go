package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/sheettest"
)

// A command that left somebody's number or a whole table out ends with 1 in every format, once its lists are written;
// one
// that read all of it ends with 0.
func TestCommands_say_whose_numbers_were_left(t *testing.T) {
	dir := t.TempDir()
	run := func(code int, args ...string) string {
		t.Helper()
		var out, errOut strings.Builder
		if got := Main(args, nil, &out, &errOut); got != code {
			t.Fatalf("%v: exit %d, want %d\n%s%s", args, got, code, out.String(), errOut.String())
		}
		return out.String() + errOut.String()
	}
	head := []any{"村", "姓名", "身份证号码", "月份", "金额"}
	pay := []any{"示例村", "示例甲", "370499197505050011", "2024-03", "800"}
	hidden := sheettest.Page{Name: "旧表", Hidden: true, Rows: [][]any{head, {"示例村", "示例乙", "370499198005050028",
		"2024-03", "800"}}}
	for what, c := range map[string]struct {
		pages []sheettest.Page
		code  int
		says  string
	}{
		"all of it": {[]sheettest.Page{{Name: "发放明细", Rows: [][]any{head, pay}}}, 0, "材料中有1人，读入1人"},
		"a hidden sheet": {[]sheettest.Page{{Name: "发放明细", Rows: [][]any{head, pay}}, hidden}, 1,
			"没有读：发放明细.xlsx“旧表”第2行，1行1人"},
		"a number aside": {[]sheettest.Page{{Name: "发放明细", Rows: [][]any{head, append(pay[:5:5],
			"370499198005050028")}}}, 1, "材料中有2人，读入1人"},
		"a table of no kind": {[]sheettest.Page{{Name: "发放明细", Rows: [][]any{head, pay}}, {Name: "别的",
			Rows: [][]any{{"甲列", "乙列"}, {"1", "2"}}}}, 1, "没有认出"},
	} {
		from := filepath.Join(dir, strings.ReplaceAll(what, " ", ""))
		apptest.Must(t, os.MkdirAll(from, 0o755))
		apptest.Must(t, os.WriteFile(filepath.Join(from, "发放明细.xlsx"), sheettest.Bare(t, false, c.pages...), 0o600))
		for _, format := range []string{"text", "json", "csv"} {
			out := run(c.code, "inspect", "run", "--from", from, "--as-of", "2024-12-20", "--format", format)
			if format == "text" && !strings.Contains(out, c.says) {
				t.Errorf("%s: %s", what, out)
			}
			if _, err := os.Stat(filepath.Join(from, "检查结果", "读入情况.xlsx")); err != nil {
				t.Errorf("%s %s: no list: %v", what, format, err)
			}
			apptest.Must(t, os.RemoveAll(filepath.Join(from, "检查结果")))
		}
	}
	data := filepath.Join(dir, "data")
	run(0, "init", "--data", data)
	people := []any{"姓名", "身份证号码", "户号", "与户主关系"}
	one := []any{"示例甲", "370499197505050011", "001", "户主"}
	old := sheettest.Page{Name: "旧表", Hidden: true, Rows: [][]any{people, {"示例乙", "370499198005050028", "002", "户主"}}}
	for what, c := range map[string]struct {
		pages []sheettest.Page
		code  int
		says  []string
	}{
		"all of it": {[]sheettest.Page{{Name: "名册", Rows: [][]any{people, one}}}, 0,
			[]string{"1 people by their identity numbers in the file, 1 of them read."}},
		"a hidden sheet": {[]sheettest.Page{{Name: "名册", Rows: [][]any{people, one}}, old}, 1,
			[]string{"2 people by their identity numbers in the file, 1 of them read.", "“旧表”第2行：1人的身份证号码没有读：工作表是隐藏的",
				"取消隐藏"}},
	} {
		file := filepath.Join(dir, "名册.xlsx")
		apptest.Must(t, os.WriteFile(file, sheettest.Bare(t, false, c.pages...), 0o600))
		out := run(c.code, "import", "people", file, "--data", data, "--region", "370402001013", "--dry-run")
		for _, s := range c.says {
			if !strings.Contains(out, s) {
				t.Errorf("%s: %q is missing from %s", what, s, out)
			}
		}
	}
}
