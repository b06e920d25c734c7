package payroll

import (
	"math/rand/v2"
	"testing"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/rulebook"
)

// Reckoned day by day, as every other basis is, calendar days come to the sum of before, to the fen.
func TestWorths_of_calendar_days_are_the_sum_of_before(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 25))
	book := rulebook.NewBook(nil, civil.Calendar{})
	for range 20_000 {
		m := civil.MustMonth("2024-01").Add(rng.IntN(24))
		d := Due{PlacementID: 1, RateFen: money.Fen(rng.IntN(200_000)), StartOn: m.First().AddDays(rng.IntN(60) - 40)}
		if rng.IntN(2) == 0 {
			d.EndOn = d.StartOn.AddDays(rng.IntN(60))
		}
		if rng.IntN(3) == 0 {
			d.Season = post.Season{SeasonFrom: int64(1 + rng.IntN(12)), SeasonUntil: int64(1 + rng.IntN(12))}
		}
		for from := m.First().AddDays(rng.IntN(20) - 10); rng.IntN(2) == 0; from = from.AddDays(12) {
			p := placement.Pause{From: from, Until: from.AddDays(rng.IntN(10))}
			if p.From.Before(d.StartOn) { // nobody is suspended before the first day
				continue
			}
			d.Pauses = append(d.Pauses, p)
		}
		less := map[int64]money.Fen{1: money.Fen(rng.IntN(3) * rng.IntN(100_000))}
		period := PeriodOf(book, "000100020003", m)
		before := &Worths{WorthQuery: WorthQuery{Month: m}, Period: period, plain: true, deducted: less}
		now := &Worths{WorthQuery: WorthQuery{Month: m}, Period: period, book: book, rules: map[string]worth.Rule{},
			work:     map[int64]duty.Worked{1: {Days: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Hours: 100}},
			assessed: map[int64]duty.Assessed{1: {DeductionFen: less[1]}}}
		old, as := before.Of(d), now.Of(d)
		if old.Days != OnPost(d, period, m) || old.Days != as.Days || old.Of != as.Of || old.AmountFen != as.AmountFen ||
			old.TakenFen != as.TakenFen || as.Days > 0 && old.Steps.String() != as.Steps.String() {
			t.Fatalf("%s %+v: %+v, before %+v", m, d, as, old)
		}
	}
}
