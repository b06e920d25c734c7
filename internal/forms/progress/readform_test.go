package progress

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/base/errs"
)

// form of two rows of heads, or one, with columns in an order, and rows under it.
func form(order []int, rows ...[]string) []byte {
	var b strings.Builder
	b.WriteString("附件1,,\n就业帮扶工作进展情况表,,\n序号,单位")
	for _, n := range order {
		fmt.Fprintf(&b, ",%d．%s", n, Columns[n-1].Label)
	}
	b.WriteString("\n")
	for _, r := range rows {
		b.WriteString(strings.Join(r, ",") + "\n")
	}
	return []byte(b.String())
}

func row(number, unit string, order []int, plus int) []string {
	out := []string{number, unit}
	for _, n := range order {
		out = append(out, fmt.Sprint(n+plus))
	}
	return out
}

// A form is read by its heads, wherever the columns stand, and by the row that names the unit best.
func TestReadForm_by_heads_and_unit(t *testing.T) {
	printed := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
	turned := []int{12, 9, 5, 6, 7, 8, 1, 2, 3, 4, 11, 10}
	for name, c := range map[string]struct {
		unit string
		body []byte
		plus int64
		code string
	}{
		"as printed":       {"市中区", form(printed, row("1", "市中区", printed, 100)), 100, ""},
		"in another order": {"市中区", form(turned, row("1", "市中区", turned, 100)), 100, ""},
		"behind a total": {"市中区", form(printed, row("", "合计", printed, 900), row("1", "市中区", printed,
			100)), 100, ""},
		"behind a township's row": {"市中区", form(printed, row("1", "市中区示例镇", printed, 900), row("2", "市中区",
			printed, 100)), 100, ""},
		"with the county's title before": {"市中区", form(printed, row("1", "枣庄市市中区", printed, 100)), 100, ""},
		"shortened":                      {"高新区社会事务综合服务中心", form(printed, row("1", "高新区", printed, 100)), 100, ""},
		"the unit in the first cell":     {"市中区", form(printed, row("市中区", "", printed, 100)), 100, ""},
		"a total alone is nobody's":      {"市中区", form(printed, row("", "合计", printed, 900)), 0, "progress.no_row"},
		"one character names nobody":     {"市中区", form(printed, row("", "市", printed, 900)), 0, "progress.no_row"},
		"another unit's form":            {"市中区", form(printed, row("1", "滕州市", printed, 900)), 0, "progress.no_row"},
		"a column is lacking": {"市中区", form(printed[:11], row("1", "市中区", printed[:11], 100)), 0,
			"progress.no_row"},
		"a sub-column stands elsewhere": {"市中区", form([]int{1, 2, 3, 4, 5, 7, 6, 8, 9, 10, 11, 12}, row("1", "市中区",
			printed, 100)), 0, "progress.no_row"},
		"a figure that is none": {"市中区", form(printed, append([]string{"1", "市中区", "几个"}, row("", "", printed,
			100)[3:]...)), 0,
			"sheet.whole"},
	} {
		got, err := readForm(c.unit, "附件1.csv", c.body)
		if errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
			continue
		}
		for n := 1; err == nil && n <= 12; n++ {
			if got[n] == nil || *got[n] != int64(n)+c.plus {
				t.Errorf("%s: column %d is %v", name, n, got[n])
			}
		}
	}
}
