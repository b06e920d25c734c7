package overview

import (
	"testing"

	"gangwei/internal/base/civil"
)

func TestHeadlines_begin_with_what_is_late(t *testing.T) {
	b := &Board{LateAt: 1, LateOf: 3, Late: []Late{{Oldest: civil.MustMonth("2025-01")}}, Open: 2, OpenLate: 1,
		OnPost: []int64{7}}
	var words []string
	for _, h := range b.Headlines() {
		words = append(words, h.Words)
	}
	if len(words) != 3 || words[0] != "应发未到账" || words[1] != "没有改好的整改" || words[2] != "在岗" {
		t.Error(words)
	}
}

// What is in time is not said to be late: no headline counts none.
func TestHeadlines_say_nothing_of_no_delay(t *testing.T) {
	b := &Board{Open: 2}
	for _, h := range b.Headlines() {
		if h.Words == "没有改好的整改" && (h.Note != "" || h.Bad) {
			t.Errorf("%+v", h)
		}
	}
	b.OpenLate = 1
	if h := b.Headlines()[0]; h.Note != "其中逾期1件" || !h.Bad {
		t.Errorf("%+v", h)
	}
}
