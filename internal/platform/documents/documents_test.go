package documents

import "testing"

// TestTables_set_figures_to_the_right: what is counted or added up stands under each other, a code and a day do not.
func TestTables_set_figures_to_the_right(t *testing.T) {
	table := &Table{Heads: []string{"序号", "人数", "金额（元）", "尾号", "日期", "签字", "比例", "说明"},
		Rows: [][]string{
			{"1", "12", "", "0012", "2025-01", "", "3.5", "12人"},
			{"2", "1,204", "", "1234", "2025-02", "", "", "3"}}}
	for i, want := range []bool{false, true, true, false, false, false, true, false} {
		if got := table.IsSum(i); got != want {
			t.Errorf("%s: %v", table.Heads[i], got)
		}
	}
}
