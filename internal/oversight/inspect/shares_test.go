package inspect_test

import (
	"slices"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/rulebook"
)

// A review at the edge, one above and one below it, by two thirds and by what an office set itself.
func TestQuorum_accuses_nobody_at_two_thirds(t *testing.T) {
	for _, c := range []struct {
		quorum, majority       string
		entitled, present, yes int64
		accused                bool
	}{
		{"", "", 24, 16, 12, false}, {"", "", 24, 15, 12, true}, {"", "", 24, 17, 12, false}, {"", "", 24, 16, 9, false}, {"",
			"", 24, 16, 8, true}, {"", "", 24, 17, 9, false},
		{"67", "50", 24, 16, 12, true}, {"67", "50", 24, 17, 12, false}, {"3/4", "2/3", 40, 30, 20, true}, {"3/4", "2/3", 40,
			30, 21, false}, {"3/4", "2/3", 40, 29, 21, true},
		{"", "", 0, 0, 0, false}, {"", "", 24, 0, 0, true}, // numbers that nobody wrote down accuse nobody
	} {
		w := newWorld()
		w.lost.Steps = nil
		s := w.step("review")
		s.Entitled, s.Present, s.For = c.entitled, c.present, c.yes
		var rows []rulebook.Parameter
		for key, v := range map[string]string{"review.quorum_percent": c.quorum, "review.pass_percent": c.majority} {
			if v != "" {
				rows = append(rows, rulebook.Parameter{Param: key, FromDate: day("2021-01-01"), Value: v})
			}
		}
		w.c.Book = rulebook.NewBook(rows, civil.NewCalendar(nil, nil))
		accuse, _ := w.judge()
		if got := slices.Contains(accuse, "procedure.quorum"); got != c.accused {
			t.Errorf("%+v: accused %v", c, got)
		}
	}
}
