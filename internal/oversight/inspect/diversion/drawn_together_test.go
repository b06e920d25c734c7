package diversion

import (
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
)

// drawnBy are three holders who draw within minutes in two months; of the first n the household is known.
func drawnBy(n int) (*inspect.Dossier, *inspect.City) {
	d := inspect.EmptyDossier(&region.Region{ID: 1, Name: "示例村", Path: "0001000100010001"})
	for i := range int64(3) {
		p := &inspect.Person{ID: i + 1, Name: "示例" + string(rune('甲'+i)), IDTail: "0001"}
		if int(i) < n {
			p.HouseholdID = 10 + i
		}
		a := inspect.Account{ID: i + 1, Tail: "0001"}
		for _, day := range []string{"2024-03-12", "2024-04-12"} {
			a.Drawn = append(a.Drawn, inspect.Withdrawal{ID: i*10 + int64(len(a.Drawn)), Place: "示例网点", Amount: money.Fen(80000),
				Timed: true, At: clock.On(civil.MustDate(day), 9, int(i))})
		}
		p.Accounts = []inspect.Account{a}
		d.People[p.ID] = p
		d.AddPlacement(&inspect.Placement{ID: i + 1, PersonID: p.ID, PostID: i + 1, Start: civil.MustDate("2024-01-01"),
			State: "active"})
	}
	return d, &inspect.City{Points: map[string]int{}}
}

// People of whom no household is known may be a family: it is told so, and weighs less; three known households weigh in
// full.
func TestDrawnTogether_says_that_they_may_be_one_family(t *testing.T) {
	for n, want := range map[int]bool{3: false, 2: true, 0: true} {
		d, c := drawnBy(n)
		var found []inspect.Finding
		drawnTogether.Judge(d, c, func(f inspect.Finding) { found = append(found, f) })
		if len(found) != 1 {
			t.Fatalf("%d known: %d findings", n, len(found))
		}
		if told := strings.Contains(found[0].Sentence, "可能是一家人"); told != want || (found[0].Severity == inspect.Low) != want {
			t.Errorf("%d known: %s %v", n, found[0].Sentence, found[0].Severity)
		}
	}
}
