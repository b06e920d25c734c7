package duty_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

func TestQuarter(t *testing.T) {
	for day, want := range map[string]string{"2025-01-01": "2025Q1", "2025-03-31": "2025Q1", "2025-04-01": "2025Q2",
		"2024-12-31": "2024Q4"} {
		q := civil.QuarterOf(civil.MustDate(day))
		again, ok := civil.ParseQuarter(q.String())
		if q.String() != want || !ok || again != q {
			t.Errorf("%s: %s, again %v", day, q, again)
		}
	}
	q := civil.QuarterOf(civil.MustDate("2025-02-10"))
	if q.Add(-1).String() != "2024Q4" || q.Begins().String() != "2025-01-01" || q.Ends().String() != "2025-03-31" ||
		q.Chinese() != "2025年第1季度" {
		t.Errorf("%s from %s to %s", q.Chinese(), q.Begins(), q.Ends())
	}
	for _, s := range []string{"", "2025Q5", "2025Q0", "25Q1", "2025-01", "2025Q1x"} {
		if _, ok := civil.ParseQuarter(s); ok {
			t.Errorf("%q is a quarter", s)
		}
	}
}

// Bounds of Wilson's interval against published values.
func TestFoundRate(t *testing.T) {
	for _, c := range []struct{ found, seen, rate, low, high int64 }{
		{0, 0, 0, 0, 1000},
		{0, 10, 0, 0, 278},
		{1, 10, 100, 17, 405},
		{5, 10, 500, 236, 764},
		{10, 10, 1000, 722, 1000},
		{20, 400, 50, 32, 76},
	} {
		rate, low, high := duty.Coverage{Seen: c.seen, Found: c.found}.FoundRate()
		if rate != c.rate || low != c.low || high != c.high {
			t.Errorf("%d of %d: %d, %d to %d, want %d, %d to %d", c.found, c.seen, rate, low, high, c.rate, c.low, c.high)
		}
	}
	if p := (duty.Coverage{Holders: 201}).Percent(80); p != 39 {
		t.Errorf("80 of 201 is %d%%: the goal of 40 would be called met", p)
	}
}

func TestCoverage_counts_people_and_names_who_was_not_seen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-01-01", ""), hold(t, h, 1, "2025-01-01", "")
		gone := hold(t, h, 2, "2024-06-01", "2024-12-31")
		rider := h.Actor("township_supervisor", apptest.Town)
		n := 0
		see := func(day, method, finding string, who ...int64) {
			t.Helper()
			h.Set.Move(clock.On(civil.MustDate(day), 9, 0))
			v := duty.Visit{On: civil.MustDate(day), Method: method}
			for _, p := range who {
				n++
				v.Seen = append(v.Seen,
					duty.Seen{ClientID: "client-" + string(rune('a'+n)) + "-0001", PlacementID: p, Finding: finding})
			}
			_, err := h.Duty.LogVisit(ctx, rider, "", h.Region(home), v)
			apptest.Must(t, err)
		}
		see("2025-03-03", "phone", "on_duty", a, b)
		see("2025-03-04", "paper", "on_duty", a)
		see("2025-03-05", "site", "not_seen", a) // the same person twice
		see("2025-04-02", "site", "on_duty", b)  // the next quarter
		_ = gone
		first := civil.QuarterOf(civil.MustDate("2025-03-03"))
		village := h.Region(home)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			for _, level := range []region.Level{region.Village, region.Township, region.County} {
				rows, err := duty.Coverages(s, authz.Under(h.Region(apptest.County).Path), first, level)
				apptest.Must(t, err)
				want := duty.Coverage{Path: region.PathAt(village.Path, level), Holders: 2, Site: 1, Phone: 2, Seen: 2, Found: 1}
				if len(rows) != 1 || rows[0] != want {
					t.Errorf("%s: %+v, want %+v", level, rows, want)
				}
			}
			rows, err := duty.Coverages(s, authz.Under(h.Region(apptest.Away).Path), first, region.Village)
			if len(rows) != 0 {
				t.Errorf("another county: %+v", rows)
			}
			apptest.Must(t, err)
			missing, err := duty.NotOnSite(s, authz.Under(village.Path), civil.MustDate("2025-03-10"), 10)
			if len(missing) != 1 || missing[0].PlacementID != b || missing[0].LastOn.String() != "2025-04-02" {
				t.Errorf("first quarter: %+v", missing)
			}
			apptest.Must(t, err)
			missing, err = duty.NotOnSite(s, authz.Under(village.Path), civil.MustDate("2025-04-03"), 10)
			if len(missing) != 1 || missing[0].PlacementID != a {
				t.Errorf("second quarter: %+v", missing)
			}
			return err
		}))
	})
}
