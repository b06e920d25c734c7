package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// A month that ends on 29 February, one that is drafted in the last second of the year and approved in the next, with
// either year's money.
func TestMonth_on_days_that_calendars_trip_on(t *testing.T) {
	for _, x := range []struct {
		month, from string
		drafted     clock.Moment
		year        string // the money that pays
		days, of    int64
		amount      int64
		due         string
	}{
		{"2024-02", "2024-02-15", clock.On(civil.MustDate("2024-02-29"), 23, 59), "2024", 15, 29, 41379, "2024-03-15"},
		{"2025-12", "2025-01-01", clock.On(civil.MustDate("2025-12-31"), 23, 59), "2025", 31, 31, 80000, "2026-01-15"},
		{"2025-12", "2025-12-31", clock.On(civil.MustDate("2026-01-01"), 0, 0), "2026", 1, 31, 2581, "2026-01-15"},
	} {
		t.Run(x.month+"_"+x.year, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, db *database.DB) {
				h := apptest.New(t, db)
				h.Hold(0, "领款人甲", "999000000000001", x.from, "")
				h.Set.Move(x.drafted)
				month := civil.MustMonth(x.month)
				a, county := actors(h), h.Region("370402")
				mark(t, h, x.month, month.Days())
				d, err := h.Payroll.DraftRun(ctx, a.prepare, county, month)
				apptest.Must(t, err)
				_, err = fund.Register(ctx, h.Desk, a.release, "", county,
					fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: x.year, Level: "city", Number: "市财1号",
						AmountFen: 500_000, OnDate: x.drafted.Date()})
				apptest.Must(t, err)
				today := x.drafted.Date()
				if over := month.Last().AddDays(1); today.Before(over) { // a list hangs once its month is over
					today = over
					h.Set.Move(clock.On(over, 0, 0))
				}
				_, err = h.Payroll.Notice(ctx, a.prepare, "", d.RunID, 1, today, today.AddDays(3), "")
				apptest.Must(t, err)
				h.Set.Move(clock.On(today.AddDays(4), 0, 0))
				_, err = h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))
				apptest.Must(t, err)
				_, err = h.Payroll.Approve(ctx, a.approve, "", d.RunID, 2, x.year)
				apptest.Must(t, err)
				items := itemsOf(t, h, d.RunID)
				if len(items) != 1 || items[0].Days != x.days || items[0].AmountFen != x.amount ||
					runOf(t, h, d.RunID).Year != x.year {
					t.Errorf("%+v", items)
				}
				due := payroll.DueOn(h.Book(), county.Path, month)
				if due.String() != x.due {
					t.Errorf("due on %s", due)
				}
				for late, want := range map[int]int{0: 0, 1: 1, 31: 4} {
					if class, _ := payment.Age(due, due.AddDays(late)); class != want {
						t.Errorf("%d days after: class %d", late, class)
					}
				}
				apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
					rows, err := payment.OwingOf(s, authz.Under(county.Path), payment.OwingFilter{Until: month})
					if len(rows) != 1 || rows[0].Desk() != payment.AtPrepare {
						t.Errorf("%+v", rows)
					}
					return err
				}))
				holds(t, h)
			})
		})
	}
}
