package web_test

import (
	"net/url"
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

// Many months are typed in a table at once, without scripts too: faults stand beside their cells, nothing is entered
// before all fit, and another unit's table is not there.
func TestMonitor_takes_many_months_at_once(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	unit := visit(t, base).signIn(apptest.Login("unit_reporter", "370402"))
	at := "/monitor/rows?unit=370402"
	if code, _ := unit.get("/monitor/rows?unit=370481"); code != 404 {
		t.Errorf("another unit's table answers %d", code)
	}
	if code, _ := visit(t, base).signIn(apptest.Login("city_manager", "3704")).get(at); code != 403 {
		t.Errorf("the city's answer is %d", code)
	}
	if _, page := unit.get("/monitor"); !strings.Contains(page, `href="`+at+`"`) {
		t.Error("the page of the month does not lead to the table")
	}
	code, page := unit.get(at)
	if code != 200 || !strings.Contains(page, `name="taken_in_10"`) || !strings.Contains(page, `data-grid="务工监测"`) {
		t.Fatalf("%d %s", code, visible(page))
	}
	sent := url.Values{"_csrf": {token(page)}, "_key": {"months"}, "month_1": {"2024-11"}, "away_1": {"1200"},
		"income_1": {"4100.50"}, "month_3": {"2024年12月"}, "away_3": {"一千"}}
	code, page, _ = unit.post(at, sent)
	if code != 422 || !strings.Contains(page, `href="#f-away_3"`) || !strings.Contains(page, `value="一千"`) ||
		!strings.Contains(page, `value="4100.50"`) {
		t.Errorf("%d %s", code, visible(page))
	}
	sent.Set("away_3", "1180")
	sent.Set("_key", "again")
	if code, page, _ = unit.post(at, sent); code != 303 {
		t.Errorf("%d %s", code, visible(page))
	}
	if _, page = unit.get("/monitor?month=2024-12"); !strings.Contains(visible(page), "已登记2个月") ||
		!strings.Contains(page, "1180") {
		t.Errorf("%s", visible(page))
	}
}
