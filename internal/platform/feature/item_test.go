package feature_test

import (
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

// What is late comes first, then what is to be seen first, then the soonest deadline, then the oldest; the rest keeps
// its order.
func TestByUrgency_puts_the_late_first(t *testing.T) {
	day := civil.MustDate
	today := day("2025-03-10")
	items := []feature.Item{
		{Words: "neither"}, {Words: "other"},
		{Words: "older", Since: day("2025-01-01")}, {Words: "newer", Since: day("2025-03-01")},
		{Words: "next week", Deadline: day("2025-03-17"), Since: day("2024-01-01")},
		{Words: "today", Deadline: today},
		{Words: "late by its day", Deadline: day("2025-03-09")},
		{Words: "longer late", Deadline: day("2025-02-09")},
		{Words: "late by number", Late: 2},
		{Words: "above all", First: true},
	}
	feature.ByUrgency(items, today)
	got := ""
	for _, i := range items {
		got += i.Words + ","
	}
	want := "longer late,late by its day,late by number,above all,today,next week,older,newer,neither,other,"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, c := range []struct {
		item          feature.Item
		overdue, soon bool
	}{
		{feature.Item{}, false, false},
		{feature.Item{Deadline: today}, false, true},
		{feature.Item{Deadline: day("2025-03-13")}, false, true},
		{feature.Item{Deadline: day("2025-03-14")}, false, false},
		{feature.Item{Deadline: day("2025-03-09")}, true, false},
		{feature.Item{Deadline: day("2025-04-09"), Late: 1}, true, false},
	} {
		if c.item.Overdue(today) != c.overdue || c.item.Soon(today) != c.soon {
			t.Errorf("%+v: overdue %v, soon %v", c.item, c.item.Overdue(today), c.item.Soon(today))
		}
	}
}

// Every card tells how many wait, whoever made it: no placeholder reaches the page.
func TestWaiting_fills_in_the_number_of_who_waits(t *testing.T) {
	p := &feature.Program{Todo: []feature.Todo{{Items: func(*kit.Request, *database.Snapshot) ([]feature.Item, error) {
		return []feature.Item{{Words: "等着的", Count: 2, Late: 1, Who: "{n}人：请登记"}}, nil
	}}}}
	todo, _, err := p.Waiting(&kit.Request{}, nil)
	if err != nil || len(todo) != 1 || todo[0].Who != "2人：请登记" || todo[0].Count != 2 || todo[0].Late != 1 {
		t.Errorf("%+v, %v", todo, err)
	}
}
