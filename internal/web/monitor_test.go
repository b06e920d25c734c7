package web_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// Targets open to what each unit has of them; a unit that has not answered has no figure, which is no nought, and no
// sum is made without it.
func TestMonitor_tells_targets_by_unit(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Set.Move(clock.On(civil.MustDate("2025-03-10"), 9, 0))
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		if _, err := tx.Exec(
			"UPDATE target SET from_date = '2025-01-01', until_date = '2025-12-31' WHERE measure = 'away'"); err != nil {
			return err
		}
		_, err := tx.Exec(
			"INSERT INTO migrant_month (unit_id, month, away, taken_in, note, channel, actor_id, at_us) VALUES (?, '2025-02', "+
				"5580, NULL, '', 'typed', 1, 1)",
			h.Unit("370402").ID)
		return err
	}))
	base := h.Serve()
	city := visit(t, base).signIn(apptest.Login("city_manager", "3704"))
	code, page := city.get("/monitor?month=2025-02")
	if code != 200 {
		t.Fatal(code)
	}
	for _, want := range []string{"各单位完成情况", "5580（20.0%）", "高新区社会事务综合服务中心", "2023年12月各单位都没有数据", "占全市目标"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if _, page := visit(t, base).signIn(apptest.Login("unit_reporter", "370402")).get("/monitor?month=2025-02"); strings.Contains(
		page, "各单位完成情况") {
		t.Error("a unit sees the others")
	}
}
