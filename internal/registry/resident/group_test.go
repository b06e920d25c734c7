package resident_test

import (
	"testing"

	"gangwei/internal/registry/resident"
)

func TestParseGroup(t *testing.T) {
	for in, want := range map[string]int64{"": 0, "3": 3, "三组": 3, "第三村民小组": 3, " 第12组 ": 12, "十": 10, "十二组": 12,
		"二十组": 20, "二十三小组": 23, "三队": 3} {
		if got, fault := resident.ParseGroup(in); fault != nil || got != want {
			t.Errorf("%q: %d %v, want %d", in, got, fault, want)
		}
	}
	for _, bad := range []string{"东头", "100", "-1", "三四", "十十", "三组东", "东"} {
		if n, fault := resident.ParseGroup(bad); fault == nil {
			t.Errorf("%q was read as %d", bad, n)
		}
	}
}
