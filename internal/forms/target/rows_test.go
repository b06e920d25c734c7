package target_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/target"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestEnterRows_enters_all_months_or_none(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u := h.Unit("370402").ID
		office := h.Actor("unit_reporter", apptest.County)
		row := func(no int, month string, away int64) target.Row {
			m, _ := civil.ParseMonth(month)
			return target.Row{N: no, Month: target.Month{Month: m, Away: n(away)}}
		}
		enter := func(a authz.Actor, rows ...target.Row) error {
			_, err := h.Targets.EnterRows(ctx, a, "", u, rows)
			return err
		}
		apptest.Want(t, "the city", "authz.forbidden", enter(h.Actor("city_manager", "3704"), row(1, "2025-01", 1)))
		apptest.Want(t, "another unit", "authz.not_found", enter(h.Actor("unit_reporter", "370481"), row(1, "2025-01", 1)))
		apptest.Want(t, "nothing", "target.no_rows", enter(office))
		err := enter(office, row(1, "2024-02", 1000), row(2, "2025-05", 5), row(3, "2024-02", -1), row(5, "", 3))
		var said []string
		for _, e := range errs.All(err) {
			said = append(said, e.Field+" "+e.Code)
		}
		want := "month_2 target.month, away_3 form.range, month_3 target.twice, month_5 target.month"
		if got := strings.Join(said, ", "); got != want {
			t.Errorf("refused: %s", got)
		}
		months := func() (out string) {
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
				rows, err := target.Months(s, []int64{u}, civil.MustMonth("2024-01"), civil.MustMonth("2025-03"))
				for _, m := range rows {
					out += fmt.Sprintf("%s:%d ", m.Month, *m.Away)
				}
				return err
			}))
			return out
		}
		if got := months(); got != "" {
			t.Errorf("entered of a refused table: %s", got)
		}
		apptest.Must(t, enter(office, row(1, "2024-02", 1000), row(2, "2025-01", 1100)))
		// a month that is there is changed; the fall is told of
		apptest.Must(t, enter(office, row(1, "2025-01", 1200), row(2, "2025-02", 900)))
		if got := months(); got != "2024-02:1000 2025-01:1200 2025-02:900 " {
			t.Errorf("%s", got)
		}
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			alerts, err := target.Alerts(s, []int64{u}, 100, target.Open)
			if len(alerts) != 2 {
				t.Errorf("%d alerts: %+v", len(alerts), alerts)
			}
			return err
		}))
	})
}
