package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/platform/schema"
)

// The descriptions are printed for machines and for people, all or some, without an office.
func TestSchema_on_the_command_line(t *testing.T) {
	run := func(code int, args ...string) string {
		t.Helper()
		var out, errOut strings.Builder
		if got := Main(append([]string{"schema"}, args...), nil, &out, &errOut); got != code {
			t.Fatalf("%v: exit %d, want %d\n%s%s", args, got, code, out.String(), errOut.String())
		}
		return out.String() + errOut.String()
	}
	want, err := schema.JSON(schema.Tables)
	apptest.Must(t, err)
	if got := run(0); got != string(want) {
		t.Error("the whole schema is not printed as it is")
	}
	var one struct{ Properties map[string]any }
	apptest.Must(t, json.Unmarshal([]byte(run(0, "placements", "--format", "json", "people")), &one))
	if len(one.Properties) != 2 || one.Properties["placements"] == nil {
		t.Errorf("%v", one)
	}
	if got := run(0, "kin", "--format", "text"); !strings.HasPrefix(got, "### `kin` 亲属关系\n") || strings.Contains(got,
		"`people`") ||
		!strings.Contains(got, "| `id_no` `idno` | 申报人身份证号码 |") {
		t.Error(got)
	}
	if got := run(2, "secrets"); !strings.Contains(got, `there is no table "secrets"`) {
		t.Error(got)
	}
	if got := run(2, "--format", "yaml"); !strings.Contains(got, "json or text") {
		t.Error(got)
	}
	run(2, "--data", "/nowhere", "--office")
}
