package inspect_test

import (
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// paidTo is what holders got in two months: of n, so many stepped from 600 to 800 yuan, the others stayed.
func paidTo(n, rose int) map[civil.Month]map[int64]money.Fen {
	before, after := map[int64]money.Fen{}, map[int64]money.Fen{}
	for i := range int64(n) {
		before[i], after[i] = 60000, 60000
		if i < int64(rose) {
			after[i] = 80000
		}
	}
	return map[civil.Month]map[int64]money.Fen{civil.MustMonth("2025-03"): before, civil.MustMonth("2025-04"): after}
}

func TestRisesOf_is_a_step_of_four_holders_in_five(t *testing.T) {
	for _, x := range []struct {
		holders, rose int
		rise          bool
	}{
		{1000, 1000, true},
		{1000, 800, true},
		{1000, 799, false},
		{10, 8, true},
		{10, 7, false},
		{9, 9, false},
		{11, 9, true},
		{11, 8, false},
		{0, 0, false},
	} {
		rises := inspect.RisesOf(paidTo(x.holders, x.rose))
		if got := len(rises) == 1; got != x.rise {
			t.Errorf("%d of %d: %+v", x.rose, x.holders, rises)
		} else if got &&
			(rises[0].Month.String() != "2025-04" || rises[0].Holders != x.holders || rises[0].Rose != x.rose ||
				rises[0].Step != 20000) {
			t.Errorf("%d of %d: %+v", x.rose, x.holders, rises[0])
		}
	}
	fall := paidTo(100, 100)
	fall[civil.MustMonth("2025-03")], fall[civil.MustMonth("2025-04")] = fall[civil.MustMonth("2025-04")],
		fall[civil.MustMonth("2025-03")]
	if rises := inspect.RisesOf(fall); len(rises) != 0 {
		t.Errorf("a fall is no rise: %+v", rises)
	}
	apart := paidTo(100, 100)
	apart[civil.MustMonth("2025-05")] = apart[civil.MustMonth("2025-04")]
	delete(apart, civil.MustMonth("2025-04"))
	if rises := inspect.RisesOf(apart); len(rises) != 0 {
		t.Errorf("nobody knows when within two months: %+v", rises)
	}
	greedy := paidTo(1000, 1000)
	for i := range int64(9) { // fewer than one in a hundred
		greedy[civil.MustMonth("2025-04")][i] = 180000
	}
	if rises := inspect.RisesOf(greedy); len(rises) != 1 || rises[0].Step != 20000 || rises[0].After != 80000 {
		t.Errorf("who took more in the shadow of a rise is its measure: %+v", rises)
	}
}

// place is a placement of 2024 in a village, its rate and rates dated, with what was paid from 2025-01 on.
func place(rate money.Fen, rates []inspect.Rate, paid ...money.Fen) *inspect.Placement {
	p := &inspect.Placement{ID: 1, PostID: 1, PersonID: 1, Start: day("2024-01-01"), Rate: rate, Rates: rates}
	for n, f := range paid {
		m := civil.MustMonth("2025-01").Add(n)
		p.Items = append(p.Items, &inspect.Item{Month: m, Amount: f, Days: int64(m.Days()), OfDays: int64(m.Days())})
	}
	return p
}

func TestStandardOf_a_month_is_what_a_dated_source_says_of_it(t *testing.T) {
	const village = "00010002000300040"
	d := &inspect.Dossier{Region: &region.Region{Path: village},
		Posts: []*inspect.Post{{ID: 1, Fund: "employment_subsidy"}}}
	param := func(from, value string) rulebook.Parameter {
		return rulebook.Parameter{Param: inspect.StandardParam, RegionPath: "0001", FromDate: day(from), Value: value,
			State: rulebook.Approved}
	}
	book := func(rows ...rulebook.Parameter) *rulebook.Book { return rulebook.NewBook(rows, civil.Calendar{}) }
	rise := map[string][]inspect.Rise{region.CountyPath(village): inspect.RisesOf(map[civil.Month]map[int64]money.Fen{
		civil.MustMonth("2025-03"): tenfold(60000), civil.MustMonth("2025-04"): tenfold(80000)})}
	since := func(from string, f money.Fen) inspect.Rate { return inspect.Rate{From: day(from), Fen: f} }
	for _, x := range []struct {
		name        string
		p           *inspect.Placement
		book        *rulebook.Book
		rises       map[string][]inspect.Rise
		month       string
		least, most money.Fen
		from        string
	}{
		{"the agreement's", place(80000, nil), book(), nil, "2025-02", 80000, 80000, inspect.ByAgreement},
		{"a roster's before its rise", place(80000, []inspect.Rate{since("2024-01-01", 60000), since("2025-04-01", 80000)}),
			book(), rise, "2025-03", 60000, 60000, inspect.ByRoster},
		{"a roster's after it", place(60000, []inspect.Rate{since("2024-01-01", 60000), since("2025-04-01", 80000)}), book(),
			rise, "2025-04", 80000, 80000, inspect.ByRoster},
		{"a roster's within the month", place(60000, []inspect.Rate{since("2024-01-01", 60000), since("2025-04-16", 80000)}),
			book(), nil, "2025-04", 60000, 80000, inspect.ByRoster},
		{"before the roster's first day", place(80000, []inspect.Rate{since("2025-04-01", 80000)}), book(), nil, "2025-02",
			80000, 80000, inspect.ByAgreement},
		{"the rulebook's, which the agreement follows", place(80000, nil),
			book(param("2021-01-01", "600"), param("2025-04-01", "800")), nil, "2025-03", 60000, 60000, inspect.ByRulebook},
		{"the rulebook's after the rise", place(60000, nil), book(param("2021-01-01", "600"), param("2025-04-01", "800")),
			nil, "2025-04", 80000, 80000, inspect.ByRulebook},
		{"of fewer hours than the rulebook's", place(40000, nil),
			book(param("2021-01-01", "600"), param("2025-04-01", "800")), nil, "2025-04", 40000, 40000, inspect.ByAgreement},
		{"the rulebook's is younger than the agreement", place(50000, nil), book(param("2025-04-01", "800")), nil, "2025-05",
			50000, 80000, inspect.ByRulebook},
		{"the rulebook had none in the month", place(80000, nil), book(param("2025-04-01", "800")), nil, "2025-02", 80000,
			80000, inspect.ByAgreement},
		{"before a rise, by the newer rate", place(80000, nil, 60000, 60000, 60000, 80000), book(), rise, "2025-02", 60000,
			80000, inspect.ByRise},
		{"after a rise, by the newer rate", place(80000, nil, 60000, 60000, 60000, 80000), book(), rise, "2025-04", 80000,
			80000, inspect.ByAgreement},
		{"after a rise, by the older rate", place(60000, nil, 60000, 60000, 60000, 80000), book(), rise, "2025-04", 60000,
			80000, inspect.ByRise},
		{"of another sum, by the step or the ratio", place(50000, nil, 30000, 30000, 30000, 50000), book(), rise, "2025-01",
			30000, 50000, inspect.ByRise},
	} {
		c := &inspect.City{Book: x.book, Rises: x.rises}
		if s := c.StandardOf(d, x.p, civil.MustMonth(x.month)); s.Least != x.least || s.Most != x.most || s.From != x.from {
			t.Errorf("%s: %+v, want %s to %s by %s", x.name, s, x.least, x.most, x.from)
		}
	}
}

// tenfold is ten holders who got the same.
func tenfold(f money.Fen) map[int64]money.Fen {
	out := map[int64]money.Fen{}
	for i := range int64(inspect.RiseHolders) {
		out[i] = f
	}
	return out
}
