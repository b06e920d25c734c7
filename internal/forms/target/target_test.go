package target_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/target"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func n(v int64) *int64 { return &v }

func TestFall_raises_an_alert_that_is_followed_until_closed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u := h.Unit("370402").ID
		office, city, other := h.Actor("unit_reporter", apptest.County), h.Actor("city_manager", "3704"),
			h.Actor("unit_reporter", "370481")
		enter := func(a authz.Actor, month string, version int64, away, income *int64) error {
			m, err := civil.ParseMonth(month)
			apptest.Must(t, err)
			_, err = h.Targets.Enter(ctx, a, "",
				target.Month{UnitID: u, Month: m, Away: away, IncomeFen: income, Version: version})
			return err
		}
		apptest.Want(t, "the city", "authz.forbidden", enter(city, "2025-02", 0, n(1), nil))
		apptest.Want(t, "another unit", "authz.not_found", enter(other, "2025-02", 0, n(1), nil))
		apptest.Want(t, "to come", "target.month", enter(office, "2025-04", 0, n(1), nil))
		apptest.Want(t, "nothing said", "target.empty", enter(office, "2025-02", 0, nil, nil))
		apptest.Want(t, "below nothing", "form.range", enter(office, "2025-02", 0, n(-1), nil))
		apptest.Must(t, enter(office, "2024-02", 0, n(1000), n(400_000)))
		apptest.Must(t, enter(office, "2025-01", 0, n(1100), n(410_000)))
		apptest.Want(t, "twice", "form.stale", enter(office, "2025-01", 0, n(1100), nil))
		alerts := func() (out []target.Alert) {
			t.Helper()
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
				out, err = target.Alerts(s, []int64{u}, 100, target.Open, target.Answered, target.Closed, target.Lifted)
				return err
			}))
			return out
		}
		if got := alerts(); len(got) != 0 {
			t.Errorf("a month without a base raised %+v", got)
		}
		// falls below the month before, not below last year's; the income below neither
		apptest.Must(t, enter(office, "2025-02", 0, n(1050), n(420_000)))
		got := alerts()
		if len(got) != 1 || got[0].Measure != target.Away || got[0].Against != target.LastMonth || got[0].Base != 1100 ||
			got[0].AnswerBy != civil.MustDate("2025-03-10") {
			t.Fatalf("%+v", got)
		}
		a := got[0].ID
		answer := func(x authz.Actor, version int64, said string) error {
			_, err := h.Targets.Answer(ctx, x, "", a, version, said)
			return err
		}
		closeIt := func(x authz.Actor, version int64) error {
			_, err := h.Targets.Close(ctx, x, "", a, version, "措施已见效")
			return err
		}
		apptest.Want(t, "closed before it was answered", "target.state", closeIt(city, 1))
		apptest.Want(t, "answered by the city", "authz.forbidden", answer(city, 1, "组织专场招聘"))
		apptest.Want(t, "answered by another unit", "authz.not_found", answer(other, 1, "组织专场招聘"))
		apptest.Want(t, "nothing said", "target.said", answer(office, 1, "好"))
		apptest.Must(t, answer(office, 1, "组织专场招聘两场"))
		apptest.Want(t, "answered twice", "target.state", answer(office, 2, "组织专场招聘两场"))
		apptest.Want(t, "closed by the unit", "authz.forbidden", closeIt(office, 2))
		_, err := h.Targets.GiveBack(ctx, city, "", a, 2, "请写明时间")
		apptest.Must(t, err)
		apptest.Must(t, answer(office, 3, "三月中旬组织专场招聘两场"))
		apptest.Want(t, "stale", "form.stale", closeIt(city, 3))
		if got := apptest.AtOnce(3, func() (int, error) { return 1, closeIt(city, 4) }); got != 1 {
			t.Errorf("closed %d times at once", got)
		}
		// a correction of the base: January had fewer, so February no longer falls; what was closed stays closed
		apptest.Must(t, enter(office, "2025-01", 1, n(1000), n(430_000)))
		got = alerts()
		for _, x := range got {
			if x.Measure == target.Away && x.State != target.Closed ||
				x.Measure == target.Income && (x.State != target.Open || x.Base != 430_000) {
				t.Errorf("%+v", x)
			}
		}
		if len(got) != 2 {
			t.Fatalf("%d alerts, want the closed one and the income's", len(got))
		}
		// and a correction that undoes the income's fall lifts it
		apptest.Must(t, enter(office, "2025-02", 1, n(1050), n(430_000)))
		for _, x := range alerts() {
			if x.Measure == target.Income && x.State != target.Lifted {
				t.Errorf("%+v", x)
			}
		}
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			breaks, err := h.Counter.Run(s)
			for _, b := range breaks {
				t.Errorf("%s: %s", b.Check, b.Row)
			}
			return err
		}))
	})
}

// An alert left without an answer until its day had passed stays late, though its figures were corrected and corrected
// back; one that was lifted in time has a new day.
func TestFall_raised_anew_keeps_a_day_that_passed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u, office := h.Unit("370402").ID, h.Actor("unit_reporter", apptest.County)
		enter := func(month string, version int64, away int64) {
			t.Helper()
			_, err := h.Targets.Enter(ctx, office, "",
				target.Month{UnitID: u, Month: civil.MustMonth(month), Away: &away, Version: version})
			apptest.Must(t, err)
		}
		alert := func() (out target.Alert) {
			t.Helper()
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
				all, err := target.Alerts(s, []int64{u}, 10, target.Open, target.Lifted)
				if len(all) != 1 {
					t.Fatalf("%+v", all)
				}
				out = all[0]
				return err
			}))
			return out
		}
		enter("2025-01", 0, 1100)
		enter("2025-02", 0, 1050)
		first := alert().AnswerBy
		h.Set.Move(clock.On(first, 9, 0)) // in time
		enter("2025-02", 1, 1100)
		if a := alert(); a.State != target.Lifted {
			t.Errorf("%+v", a)
		}
		enter("2025-02", 2, 1050)
		second := alert().AnswerBy
		if !second.After(first) {
			t.Errorf("lifted in time and raised anew: %s, was %s", second, first)
		}
		h.Set.Move(clock.On(second.AddDays(1), 9, 0))
		if !alert().Late(second.AddDays(1)) {
			t.Error("not late")
		}
		enter("2025-02", 3, 1100)
		enter("2025-02", 4, 1050)
		if a := alert(); a.AnswerBy != second || !a.Late(second.AddDays(1)) {
			t.Errorf("its day moved to %s, was %s", a.AnswerBy, second)
		}
	})
}

func TestMonths_come_in_by_Excel(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	u, office := h.Unit("370402").ID, h.Actor("unit_reporter", apptest.County)
	take := func(body string) (int, error) {
		return h.Targets.ImportWorkbook(ctx, office, "", u, "月报.csv", []byte(body))
	}
	const heads = "月份,外出务工人数,吸纳中西部人数,月人均收入（元）\n"
	for what, x := range map[string]struct{ rows, code string }{
		"an estimate":   {"2025-01,约100,3,4000\n", "sheet.whole"},
		"no month":      {"正月,100,3,4000\n", "target.month"},
		"no money":      {"2025-01,100,3,四千\n", "form.amount"},
		"nothing":       {"2025-01,,,\n", "target.empty"},
		"no rows":       {"", "sheet.empty"},
		"to come":       {"2025-01,100,3,4000\n2026-01,100,3,4000\n", "target.month"},
		"another table": {"", "sheet.list_heads"},
	} {
		body := heads + x.rows
		if what == "another table" {
			body = "甲,乙\n1,2\n"
		}
		_, err := take(body)
		apptest.Want(t, what, x.code, err)
	}
	if got, err := take(heads + "2025-01,\"1,234\",3,4000.50\n2025年2月,1300,,\n"); err != nil || got != 2 {
		t.Fatal(got, err)
	}
	if got, err := take(heads + "2025-02,1200,5,4100\n"); err != nil || got != 1 {
		t.Fatal(got, err)
	}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		rows, err := target.Months(s, []int64{u}, civil.MustMonth("2025-01"), civil.MustMonth("2025-02"))
		if len(rows) != 2 || *rows[0].Away != 1234 || *rows[0].IncomeFen != 400_050 || *rows[1].Away != 1200 ||
			*rows[1].TakenIn != 5 {
			t.Errorf("%+v", rows)
		}
		alerts, err2 := target.Alerts(s, []int64{u}, 10, target.Open)
		if len(alerts) != 1 || alerts[0].Value != 1200 {
			t.Errorf("%+v", alerts)
		}
		if err == nil {
			err = err2
		}
		return err
	}))
}

func TestTargets_have_their_time(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	city := h.Actor("city_manager", "3704")
	day := civil.MustDate
	set := func(a authz.Actor, x target.Target) error {
		_, err := h.Targets.Set(ctx, a, "", h.Tree.Top().Path, x)
		return err
	}
	ok := target.Target{Measure: target.Away, Value: 28_000, FromDate: day("2025-01-01"), UntilDate: day("2025-12-31"),
		Document: "枣人社字〔2025〕1号"}
	change := func(f func(*target.Target)) target.Target { x := ok; f(&x); return x }
	apptest.Want(t, "by a unit", "authz.not_found", set(h.Actor("unit_reporter", apptest.County), ok))
	apptest.Want(t, "no such measure", "form.choice", set(city, change(func(x *target.Target) { x.Measure = "income" })))
	apptest.Want(t, "nothing", "form.range", set(city, change(func(x *target.Target) { x.Value = 0 })))
	apptest.Want(t, "ends before it begins", "target.time",
		set(city, change(func(x *target.Target) { x.UntilDate = day("2024-12-31") })))
	apptest.Want(t, "no document", "form.required", set(city, change(func(x *target.Target) { x.Document = "" })))
	apptest.Want(t, "into the notice's own", "target.time",
		set(city, change(func(x *target.Target) { x.FromDate = day("2023-06-01") })))
	apptest.Must(t, set(city, ok))
	apptest.Want(t, "twice", "target.time", set(city, ok))
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		all, err := target.List(s)
		over := 0
		for _, x := range all {
			if x.Over(day("2025-03-03")) {
				over++
			}
		}
		if len(all) != 4 || over != 2 {
			t.Errorf("%d targets, %d over", len(all), over)
		}
		return err
	}))
}
