package cli

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/schema"
	"gangwei/internal/registry/crosscheck"
)

var update = flag.Bool("update", false, "write the column tables of docs/data-exchange.md anew")

const exchangeDoc = "../../docs/data-exchange.md"

// columnTables of everything that can be taken or written, for the manual.
func columnTables() string {
	var b strings.Builder
	b.WriteString("## Tables\n\nOne description serves all who read and write a table. A column is used by all of the " +
		"table's uses, or by those that are named.\n" +
		"A head that is understood by one use alone says so in brackets. The same for machines: `gangwei schema`.\n\n")
	b.WriteString(schema.Manual(schema.Tables))
	b.WriteString("\n## Templates of the other systems\n\n" +
		"Their columns are those of the office's mapping; these are the default's.\n")
	for _, l := range crosscheck.Lists() {
		if !l.Template {
			continue
		}
		fmt.Fprintf(&b, "\n### `%s` %s\n\n| English | 表头 | 说明 |\n|---|---|---|\n", l.Code, l.Title)
		for _, c := range l.Columns {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Code, c.Head, c.Note)
		}
	}
	return b.String()
}

const tablesFrom = "<!-- tables: made by `go test ./internal/cli -run DataExchange -update` -->\n"

func TestDataExchange_manual_names_every_column(t *testing.T) {
	b, err := os.ReadFile(exchangeDoc)
	apptest.Must(t, err)
	head, tables, ok := strings.Cut(string(b), tablesFrom)
	if !ok {
		t.Fatal("the manual has no place for the tables")
	}
	if want := "\n" + columnTables(); tables != want {
		if *update {
			apptest.Must(t, os.WriteFile(exchangeDoc, []byte(head+tablesFrom+want), 0o644))
			return
		}
		t.Error("docs/data-exchange.md is behind the columns; run this test with -update")
	}
}

func TestImport_and_export_on_the_command_line(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	run := func(code int, args ...string) string {
		t.Helper()
		var out, errOut strings.Builder
		if got := Main(append(args, "--data", data), nil, &out, &errOut); got != code {
			t.Fatalf("%v: exit %d, want %d\n%s%s", args, got, code, out.String(), errOut.String())
		}
		return out.String() + errOut.String()
	}
	run(0, "init")
	one, two := idno.Make("370499", civil.MustDate("1970-01-02"), 3), idno.Make("370499", civil.MustDate("1971-01-02"), 5)
	file := filepath.Join(dir, "名册.csv")
	apptest.Must(t,
		os.WriteFile(file,
			[]byte("村,姓名,身份证号,户号,与户主关系,是否脱贫户\n370402001016,王三,"+string(one)+",1,户主,√\n370402001016,李四,37049,2,户主,\n"), 0o600))
	faulty := filepath.Join(dir, "faulty.xlsx")
	if out := run(1, "import", "people", file, "--region", "370402", "--dry-run", "--faulty", faulty); !strings.Contains(
		out, "1 rows good, 0 known and the same, 1 faulty") ||
		!strings.Contains(out, "第3行“身份证号码”列") || !strings.Contains(out, "Nothing was taken") {
		t.Error(out)
	}
	if _, err := os.Stat(faulty); err != nil {
		t.Error(err)
	}
	run(1, "import", "people", file, "--region", "370402")
	if out := run(2, "import", "people", file, "--region", "370402"); !strings.Contains(out, "不会重复导入") {
		t.Error(out)
	}
	old := filepath.Join(dir, "2022年.csv")
	apptest.Must(t,
		os.WriteFile(old,
			[]byte("年度,村,姓名,身份证号,岗位,上岗时间\n2022,新风里,王三,"+string(one)+",保洁,2022.13.1\n2022,新风里,赵五,"+string(two)+",保洁,2022.1.1\n"),
			0o600))
	if out := run(0, "import", "holders", old, "--history", "--region", "370402001"); !strings.Contains(out,
		"2 rows taken") {
		t.Error(out)
	}
	for _, args := range [][]string{
		{"import", "people", old, "--history", "--region", "370402"},
		{"import", "people", old},
		{"export", "people", "--region", "370402"},
		{"export", "people", "--region", "370402", "--out", filepath.Join(dir, "x.pdf")},
		{"export", "secrets", "--region", "370402", "--out", filepath.Join(dir, "x.csv")},
	} {
		run(2, args...)
	}
	out := filepath.Join(dir, "people.csv")
	run(0, "export", "people", "--region", "370402001016", "--out", out)
	b, err := os.ReadFile(out)
	apptest.Must(t, err)
	if !strings.Contains(string(b), "王三") || strings.Contains(string(b), string(one)) {
		t.Error(string(b))
	}
	run(2, "export", "people", "--region", "370402001016", "--out", out)
	full := filepath.Join(dir, "full.xlsx")
	run(2, "export", "people", "--region", "370402001016", "--full", "--out", full)
	run(0, "export", "people", "--region", "370402001016", "--full", "--why", "与民政部门比对", "--out", full)
	run(0, "export", "history", "--region", "370402", "--out", filepath.Join(dir, "h.csv"))
	run(0, "trail", "verify")
}
