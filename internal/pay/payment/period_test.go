package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// queued are the names of whom a county has in the queue of telling, with the month.
func queued(t *testing.T, h *apptest.House, scope authz.Scope) (out string) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		lines, err := payroll.HeldLines(s, h.Book(), scope)
		for _, l := range lines {
			out += l.Month.String() + " " + l.Name + ";"
		}
		return err
	}))
	return out
}

// Who is absent all of a period from the 26th to the 25th is in the queue of telling, whatever the days of the month
// after it say; who worked on a day of the month before that belongs to it is not. Also across the new year and in
// February.
func TestPeriod_absence_is_told_by_its_own_days(t *testing.T) {
	for _, x := range []struct {
		month, today string
		days         int // of the month before
	}{
		{"2025-02", "2025-02-26", 31}, {"2025-03", "2025-03-26", 28}, {"2025-01", "2025-01-26", 31},
	} {
		dbtest.Each(t, func(t *testing.T, db *database.DB) {
			h := apptest.New(t, db)
			month := civil.MustMonth(x.month)
			before := month.Add(-1)
			ruleFrom(t, h, before.Add(-1).First(), "pay.period_from", "26")
			ruleFrom(t, h, before.Add(-1).First(), "pay.basis", "whole")
			gone := strings.Repeat("A", 25) + strings.Repeat("P", month.Days()-25)
			for i := range 3 {
				h.Hold(i, "领款人"+string([]rune("甲乙丙")[i]), "99900000000000"+string(rune('0'+i)), "2024-11-01", "")
			}
			at(h, before.Add(1).First().String())
			sheetOf(t, h, before.String(), strings.Repeat("P", 25)+strings.Repeat("A", x.days-25),
				strings.Repeat("P", 25)+strings.Repeat("O", x.days-26)+"P", strings.Repeat("P", x.days))
			at(h, month.Last().String())
			sheetOf(t, h, x.month, gone, gone, strings.Repeat("A", month.Days()))
			county := authz.Under(h.Region("370402").Path)
			for _, scope := range []authz.Scope{county, authz.Everywhere(), authz.Under(h.Region(apptest.Town).Path)} {
				if got := queued(t, h, scope); got != x.month+" 领款人甲;" {
					t.Errorf("%s: %q", x.month, got)
				}
			}
			var absent, worked payroll.HeldLine
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				lines, err := payroll.HeldLines(s, h.Book(), county)
				absent = lines[0]
				worked.AbsentLine.ID = absent.LineID() + 1
				return err
			}))
			a := actors(h)
			apptest.Must(t, tell(h, a.town, told(absent, month.Last().String())))
			apptest.Want(t, "who worked on a day of the period", "payroll.hold_worked",
				tell(h, a.town, told(worked, month.Last().String())))
			if d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), month); err != nil || d.Held != 1 {
				t.Errorf("%s: %+v %v", x.month, d, err)
			}
		})
	}
}

// A month is drafted, hung and decided once its period is over, and not before.
func TestPeriod_end_opens_the_draft_and_the_notice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		funded(t, h)
		h.Hold(0, "领款人甲", "999000000000000", "2024-12-01", "")
		ruleFrom(t, h, civil.MustDate("2025-01-01"), "pay.period_from", "26")
		h.Set.Move(clock.On(civil.MustDate("2025-01-24"), 9, 0))
		sheetOf(t, h, "2025-01", strings.Repeat("P", 24))
		a, county, jan := actors(h), h.Region("370402"), civil.MustMonth("2025-01")
		_, err := h.Payroll.DraftRun(ctx, a.prepare, county, jan)
		apptest.Want(t, "before the period is over", "payroll.month", err)
		h.Set.Move(clock.On(civil.MustDate("2025-01-25"), 18, 0))
		d, err := h.Payroll.DraftRun(ctx, a.prepare, county, jan)
		apptest.Must(t, err)
		_, err = h.Payroll.DraftAhead(ctx, a.prepare, county, jan.Add(2),
			payroll.Ahead{Document: "预发", On: h.Set.Now().Date()})
		apptest.Want(t, "two months ahead", "payroll.not_ahead", err)
		from := func(day string) error {
			h.Set.Move(clock.On(civil.MustDate(day), 9, 0))
			run := runOf(t, h, d.RunID)
			_, err := h.Payroll.Notice(ctx, a.prepare, "", d.RunID, run.Version, civil.MustDate(day),
				civil.MustDate(day).AddDays(5), "")
			return err
		}
		apptest.Want(t, "on the period's last day", "payroll.notice_early", from("2025-01-25"))
		apptest.Must(t, from("2025-01-26"))
		h.Set.Move(clock.On(civil.MustDate("2025-01-26"), 9, 0))
		_, err = h.Payroll.DraftAhead(ctx, a.prepare, county, jan, payroll.Ahead{Document: "预发", On: h.Set.Now().Date()})
		apptest.Want(t, "the period is over", "payroll.not_ahead", err)
	})
}
