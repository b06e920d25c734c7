package errs

import "testing"

func TestLength_counts_characters_at_both_ends(t *testing.T) {
	for _, c := range []struct {
		text        string
		least, most int
		refused     bool
	}{
		{"", 1, 3, true}, {"村", 1, 3, false}, {"村村村", 1, 3, false}, {"村村村村", 1, 3, true}, {"", 0, 3, false},
	} {
		fault := Length(c.text, c.least, c.most, "a.code", "field")
		if (fault != nil) != c.refused || fault != nil && (fault.Code != "a.code" || fault.Field != "field" ||
			fault.Kind != Invalid) {
			t.Errorf("%q: %v", c.text, fault)
		}
	}
}

func TestLong_lets_the_empty_text_pass(t *testing.T) {
	if Long("", 2, "f") != nil || Long("村村", 2, "f") != nil {
		t.Error("refused what fits")
	}
	if fault := Long("村村村", 2, "f"); fault == nil || fault.Error() != "form.long field=f limit=2" {
		t.Errorf("%v", fault)
	}
}

func TestText_trims_before_it_counts(t *testing.T) {
	for text, want := range map[string]string{" 　": "form.required", " 村村 ": "", "村": "form.required",
		"村村村村": "form.long"} {
		got := ""
		if fault := Text(&text, 2, 3, "f"); fault != nil {
			got = fault.Code
		}
		if got != want || text != "" && (text[0] == ' ' || text[len(text)-1] == ' ') {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
