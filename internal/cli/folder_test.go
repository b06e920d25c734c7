package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/apptest"
)

// The commands over a folder: templates are written once and left alone afterwards, a run says what it found and what
// is lacking, and what cannot be done is refused with the way out.
func TestInspect_folder_on_the_command_line(t *testing.T) {
	run := func(code int, args ...string) string {
		t.Helper()
		var out, errOut strings.Builder
		if got := Main(args, nil, &out, &errOut); got != code {
			t.Fatalf("%v: exit %d, want %d\n%s%s", args, got, code, out.String(), errOut.String())
		}
		return out.String() + errOut.String()
	}
	dir := t.TempDir()
	empty, tables := filepath.Join(dir, "empty"), filepath.Join(dir, "tables")
	apptest.Must(t, os.Mkdir(empty, 0o755))
	if out := run(2, "inspect", "run", "--from", empty); !strings.Contains(out, "没有表格文件") ||
		!strings.Contains(out, "--template") {
		t.Error(out)
	}
	run(2, "inspect", "run", "--from", filepath.Join(dir, "nowhere"))
	run(2, "inspect", "run", "--from", empty, "--as-of", "2025年")
	run(2, "inspect", "--data", dir)
	run(2, "inspect", "desk")
	if out := run(2, "inspect", "desk", "--dir", tables, "--addr", "0.0.0.0:8090"); !strings.Contains(out,
		"this machine") {
		t.Error(out)
	}
	if out := run(0, "inspect", "--template", tables); !strings.Contains(out, "32种空白表格") {
		t.Error(out)
	}
	if out := run(0, "inspect", "--template", tables); !strings.Contains(out, "已有 01人员.xlsx，没有改动") {
		t.Error(out)
	}
	// an example row is no data
	if out := run(0, "inspect", "run", "--from", tables); !strings.Contains(out, "没有发现。") ||
		strings.Contains(out, "没有读懂的") {
		t.Error(out)
	}
	apptest.Must(t,
		os.WriteFile(filepath.Join(tables, "发放.csv"),
			[]byte("village,id_number,name,month,amount\n示例村,370499197505050011,示例甲,2024-03,800\n示例村,370499197505050011,示例甲,2024-04,800\n"),
			0o600))
	apptest.Must(t,
		os.WriteFile(filepath.Join(tables, "死亡名册.csv"), []byte("身份证号,姓名,死亡日期\n370499197505050011,示例甲,2024-03-10\n"), 0o600))
	apptest.Must(t, os.WriteFile(filepath.Join(tables, "别的.csv"), []byte("甲,乙\n1,2\n"), 0o600))
	results := filepath.Join(dir, "results")
	// a table that is none of ours was left out: the lists are written, and the exit status says so
	out := run(1, "inspect", "run", "--from", tables, "--as-of", "2025-06-30", "--out", results)
	for _, want := range []string{"示例甲已于2024年3月10日死亡", "还缺哪些材料", "取款记录——代发银行", "别的.csv：没有认出是哪一种表", "疑点不是结论"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing from\n%s", want, out)
		}
	}
	for _, name := range []string{"findings.json", "疑点清单.xlsx", "证据明细.xlsx", "还缺材料.xlsx", "读入情况.xlsx",
		"监督检查报告（疑点清单）.pdf"} {
		if s, err := os.Stat(filepath.Join(results, name)); err != nil || s.Size() < 200 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if out := run(1, "inspect", "run", "--from", tables, "--as-of", "2025-06-30", "--out", results, "--format",
		"json"); !strings.Contains(out, `"rule": "diversion.paid_after_end"`) {
		t.Error(out)
	}
}

// A sealed extract is made of whole townships, never over another file, and read with its password alone.
func TestInspect_extract_on_the_command_line(t *testing.T) {
	dir := t.TempDir()
	data, out := filepath.Join(dir, "data"), filepath.Join(dir, "x.age")
	run := func(code int, args ...string) string {
		t.Helper()
		var stdout, stderr strings.Builder
		if got := Main(args, nil, &stdout, &stderr); got != code {
			t.Fatalf("%v: exit %d, want %d\n%s%s", args, got, code, stdout.String(), stderr.String())
		}
		return stdout.String() + stderr.String()
	}
	run(0, "init", "--data", data)
	run(2, "inspect", "extract", "--data", data)
	if said := run(2, "inspect", "extract", "--data", data, "--region", "370402001013", "--out",
		out); !strings.Contains(said, "整镇") {
		t.Error(said)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a refused extract left a file")
	}
	said := run(0, "inspect", "extract", "--data", data, "--region", "370402001", "--out", out)
	_, word, found := strings.Cut(said, "分开交付）：")
	if !found {
		t.Fatal(said)
	}
	word, _, _ = strings.Cut(word, "\n")
	run(2, "inspect", "extract", "--data", data, "--region", "370402001", "--out", out)
	if said := run(2, "inspect", "run", "--from", out); !strings.Contains(said, passwordVariable) {
		t.Error(said)
	}
	secret := filepath.Join(dir, "password")
	apptest.Must(t, os.WriteFile(secret, []byte("falsch-falsch-falsch\n"), 0o600))
	if said := run(2, "inspect", "run", "--from", out, "--password-file", secret); !strings.Contains(said, "口令不对") {
		t.Error(said)
	}
	apptest.Must(t, os.WriteFile(secret, []byte(word+"\n"), 0o600))
	if said := run(0, "inspect", "run", "--from", out, "--password-file", secret, "--out", filepath.Join(dir, "results"),
		"--unseal", filepath.Join(dir, "tables")); !strings.Contains(said, "摘要相符") {
		t.Error(said)
	}
	if _, err := os.Stat(filepath.Join(dir, "tables", "参数.csv")); err != nil {
		t.Error(err)
	}
	if said := run(2, "inspect", "score", "--seed", "3", "--each", "1000"); !strings.Contains(said, "--each") {
		t.Error(said)
	}
}
