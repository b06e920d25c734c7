package inspect_test

import (
	"slices"
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/rulebook"
)

// A rule whose parameter does not fit accuses nobody and clears nobody: the pass says what was not judged.
func TestRules_do_not_judge_by_a_value_that_does_not_fit(t *testing.T) {
	w := newWorld()
	w.step("review").Present = 5
	if accuse, _ := w.judge(); !slices.Contains(accuse, "procedure.quorum") {
		t.Fatalf("by the value that fits: %v", accuse)
	}
	w.c.Book = rulebook.NewBook(
		[]rulebook.Parameter{
			{Param: "review.quorum_percent", FromDate: day("2021-01-01"), Value: "2/3"},
			{Param: "review.quorum_percent", FromDate: day("2024-06-01"), Value: "七成"},
		},
		civil.NewCalendar(nil, nil))
	if accuse, _ := w.judge(); slices.Contains(accuse, "procedure.quorum") {
		t.Errorf("accused by what held before: %v", accuse)
	}
	out, err := inspect.JudgeDossiers([]*inspect.Dossier{w.d}, w.c, oversight.Rules(), nil)
	if err != nil || len(out.Unjudged) != 1 || !strings.Contains(out.Unjudged[0], "七成") ||
		!strings.Contains(out.Unjudged[0], "民主评议人数或票数不足") || !strings.Contains(out.Unjudged[0], "1个村") {
		t.Errorf("the pass says %q, %v", out.Unjudged, err)
	}
	w.step("review").On = day("2024-05-31") // judged by the rules of its day, which fit
	if accuse, _ := w.judge(); !slices.Contains(accuse, "procedure.quorum") {
		t.Errorf("a day before it: %v", accuse)
	}
}
