package lexicon

import "testing"

func TestUnsaid_is_what_nobody_knows(t *testing.T) {
	for _, cell := range []string{"", " ", "　", "无", "不详", " 未 知 ", "—", "--", "/", "\\", "0", "000", "N/A"} {
		if !Unsaid(cell) {
			t.Errorf("%q is taken for something said", cell)
		}
	}
	for _, cell := range []string{"001", "H001", "无锡路3号", "1-2", "甲", "010", "10"} {
		if Unsaid(cell) {
			t.Errorf("%q is taken for nothing", cell)
		}
	}
}
