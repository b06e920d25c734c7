package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// opens proposes an opening month of a region from a day on.
func opens(h *apptest.House, region, from, month string) (int64, error) {
	return rulebook.Propose(ctx, h.Desk, h.Actor("city_manager", "3704"), "", rulebook.Change{Param: "pay.kept_from",
		RegionPath: h.Region(region).Path, Value: month, FromDate: civil.MustDate(from), Reason: "从这个月起在本系统发放",
		Document: "区文件1号", PastReason: "文件从这一天起执行"})
}

// held approves a proposal as a second person of the city.
func held(h *apptest.House, id int64, approve bool) error {
	return result(rulebook.Decide(ctx, h.Desk, h.Actor("city_manager", "3704", "-2"), "", id, approve))
}

// An opening month hides nothing that is owed here: not of a month with a list, not later than it was once lists or
// sent sheets lie between, and not in the future of the day from which it holds. Earlier, or none, it may always be.
func TestOpening_hides_nothing_that_is_owed_here(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db) // February's sheet is sent and reviewed
		at(h, "2025-03-20")
		_, err := opens(h, apptest.Town, "2025-03-20", "2025-02")
		want(t, "payroll.opening_place", err)
		_, err = opens(h, apptest.County, "2025-03-20", "2025-04")
		want(t, "payroll.opening_future", err)
		_, err = opens(h, apptest.County, "2024-12-20", "2025-01") // dated back before the month itself
		want(t, "payroll.opening_future", err)

		// nothing was said before, and no list is there: February's sheet says that something is due
		for _, region := range []string{apptest.County, "3704"} {
			_, err = opens(h, region, "2025-03-20", "2025-03")
			want(t, "payroll.opening_sent", err)
		}
		_, err = opens(h, apptest.County, "2025-03-20", "2025-02")
		apptest.Must(t, err)

		rule(t, h, "pay.kept_from", "2025-01")
		for _, region := range []string{apptest.County, "3704"} {
			_, err = opens(h, region, "2025-03-21", "2025-03")
			if region == "3704" {
				apptest.Must(t, err) // the city's word is not the county's, which has its own
				continue
			}
			want(t, "payroll.opening_later", err) // February was sent
		}
		_, err = opens(h, apptest.County, "2025-03-21", "2025-02") // nobody sent anything of January
		apptest.Must(t, err)
		earlier, err := opens(h, apptest.County, "2025-03-22", "2024-07")
		apptest.Must(t, err)
		none, err := opens(h, apptest.County, "2025-03-23", "")
		apptest.Must(t, err)
		apptest.Must(t, held(h, earlier, true))
		apptest.Must(t, held(h, none, false))

		a := actors(h)
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region(apptest.County), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		_, err = opens(h, apptest.County, "2025-03-20", "2025-03")
		want(t, "payroll.opening_listed", err)
		_, err = opens(h, "3704", "2025-01-20", "2025-01") // the city's, before the county had its own: hides nothing
		apptest.Must(t, err)
		_, err = opens(h, "3704", "2025-03-19", "2025-03") // nor by the city for all its counties
		want(t, "payroll.opening_listed", err)
		_, err = opens(h, apptest.County, "2025-03-24", "2025-02")
		want(t, "payroll.opening_later", err)
		_, err = h.Payroll.Cancel(ctx, a.prepare, "", d.RunID, 1, "重新编制")
		apptest.Must(t, err)
	})
}

// A list that is drafted between a proposal and its approval counts, and of a draft and an approval at once the second
// sees the first.
func TestOpening_and_a_list_at_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "领款人甲", "999000000000000", "2025-01-01", "")
		at(h, "2025-03-20")
		early, err := opens(h, apptest.County, "2025-04-01", "2025-04") // nobody sent a sheet
		apptest.Must(t, err)
		a := actors(h)
		won, refused := race(func() error {
			return result(h.Payroll.DraftAhead(ctx, a.prepare, h.Region(apptest.County), civil.MustMonth("2025-03"),
				payroll.Ahead{Document: "示例县人社〔2025〕1号", On: civil.MustDate("2025-03-18")}))
		}, func() error { return held(h, early, true) })
		if won == 1 && refused["payroll.opening_listed"] != 1 || won < 1 {
			t.Errorf("%d succeeded, refused: %v", won, refused)
		}
		if won == 1 {
			want(t, "payroll.opening_listed", held(h, early, true)) // and again
			apptest.Must(t, held(h, early, false))
		}
		// two for one day: the second is told that the day is taken
		one, err := opens(h, apptest.County, "2025-03-21", "2025-03")
		if won == 2 { // opened with April before the list was there: a month with a list is never before it again
			return
		}
		apptest.Must(t, err)
		two, err := opens(h, apptest.County, "2025-03-21", "2025-03")
		apptest.Must(t, err)
		won, refused = race(func() error { return held(h, one, true) }, func() error { return held(h, two, true) })
		if won != 1 || refused["rulebook.taken"] != 1 {
			t.Errorf("%d succeeded, refused: %v", won, refused)
		}
	})
}
