package folder_test

import (
	"strings"
	"testing"
)

// A mark that is not known is told, never taken for a day without work; ticks as people type them are known.
func TestRun_tells_of_marks_that_it_does_not_know(t *testing.T) {
	for mark, known := range map[string]bool{"√": true, "v": true, "对": true, "☑": true, "请假": true, "": true, "/": true,
		"○": false, "●": false, "△": false, "甲": false} {
		head, row := "村,姓名,身份证号码,月份", "示例村,示例甲,"+first+",2025-04"
		for d := 1; d <= 30; d++ {
			head += "," + string([]byte{byte('0' + d/10), byte('0' + d%10)})
			row += "," + map[bool]string{true: mark, false: "休"}[d <= 20]
		}
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": onePay, "月考勤.csv": head + "\n" + row + "\n"})
		if told := strings.Contains(faultsOf(r), "不认识的考勤标记"); told == known {
			t.Errorf("%q: %s", mark, faultsOf(r))
		}
		if got := accused(r); len(got) > 0 {
			t.Errorf("%q: %v", mark, got)
		}
	}
}
