package listing

import "testing"

func TestCells_keep_a_short_name_in_one_line(t *testing.T) {
	for text, want := range map[string]string{"欧阳某某": "short", "王某": "short first", "市中区中心街街道": "", "": "",
		"370402001013-2025-002": "short", "2025-09": "short", "一人": "short"} {
		if got := (Shown{Cell: Cell{Text: text}, First: text == "王某"}).Class(); got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
	if got := (Shown{Cell: Cell{Text: "12"}, Kind: Figure}).Class(); got != "num" {
		t.Error(got)
	}
}
