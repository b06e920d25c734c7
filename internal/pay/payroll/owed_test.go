package payroll

import (
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
)

// Days on which a placement was suspended, and months out of season, are not paid.
func TestOwed_leaves_out_pauses_and_seasons(t *testing.T) {
	day := civil.MustDate
	m, err := civil.ParseMonth("2025-04")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name   string
		due    Due
		days   int
		amount money.Fen
	}{
		{"a whole month", Due{StartOn: day("2025-01-01")}, 30, 80000},
		{"paused for six days",
			Due{StartOn: day("2025-01-01"), Pauses: []placement.Pause{{From: day("2025-04-05"), Until: day("2025-04-10")}}}, 24,
			64000},
		{"paused since the month before",
			Due{StartOn: day("2025-01-01"), Pauses: []placement.Pause{{From: day("2025-03-20"), Until: day("2025-04-15")}}}, 15,
			40000},
		{"paused until further notice", Due{StartOn: day("2025-01-01"), Pauses: []placement.Pause{{From: day("2025-03-20")}}},
			0, 0},
		{"a pause long ago",
			Due{StartOn: day("2025-01-01"), Pauses: []placement.Pause{{From: day("2025-02-01"), Until: day("2025-02-05")}}}, 30,
			80000},
		{"out of season", Due{StartOn: day("2025-01-01"), Season: post.Season{SeasonFrom: 11, SeasonUntil: 3}}, 0, 0},
		{"in season", Due{StartOn: day("2025-01-01"), Season: post.Season{SeasonFrom: 3, SeasonUntil: 5}}, 30, 80000},
	} {
		x.due.RateFen = 80000
		if days, of, amount := Owed(x.due, m); days != x.days || of != 30 || amount != x.amount {
			t.Errorf("%s: %d of %d days, %v", x.name, days, of, amount)
		}
	}
}
