package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/explain"
)

// A file is explained without any office, as text and as JSON; the exit status says whether all of it would be read.
func TestSheetExplain(t *testing.T) {
	dir := t.TempDir()
	no := string(idno.Make("370499", civil.MustDate("1970-01-02"), 3))
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		apptest.Must(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	good := put("发放明细.csv", "村,姓名,身份证号码,月份,金额\n示例村,示例甲,"+no+",2025-03,800\n")
	bad := put("别的.csv", "车牌,吨位\n甲,3\n")
	run := func(code int, args ...string) string {
		t.Helper()
		var out, errOut strings.Builder
		if got := Main(append([]string{"sheet", "explain"}, args...), nil, &out, &errOut); got != code {
			t.Errorf("%v: exit %d, want %d\n%s%s", args, got, code, out.String(), errOut.String())
		}
		return out.String()
	}
	if out := run(0, good); !strings.Contains(out, "按“发放明细”读1行") || !strings.Contains(out, "→ 金额（表头相同）") {
		t.Error(out)
	}
	var e explain.Explanation
	apptest.Must(t, json.Unmarshal([]byte(run(0, good, "--as", "folder", "--format", "json")), &e))
	if e.File != "发放明细.csv" || len(e.Readings) != 1 || e.Readings[0].Tables[0].Table != "pay_items" || e.People != 1 {
		t.Errorf("%+v", e)
	}
	run(1, good, "--as", "kin")
	run(1, bad)
	run(2, good, "--as", "nonsense")
	run(2, good, "--format", "xml")
	run(2, dir)
	run(2, filepath.Join(dir, "none.csv"))
	if _, err := os.Stat(filepath.Join(dir, "var")); err == nil {
		t.Error("an office was made")
	}
	large := filepath.Join(dir, "大.xlsx")
	f, err := os.Create(large)
	apptest.Must(t, err)
	apptest.Must(t, f.Truncate(80<<20))
	apptest.Must(t, f.Close())
	if out := run(1, large); !strings.Contains(out, "32 MB") {
		t.Error(out)
	}
}
