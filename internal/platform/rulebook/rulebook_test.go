package rulebook_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestChange_needs_two_people_and_holds_from_its_day(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, two := h.Actor("county_reviewer", "370402"), h.Actor("county_reviewer", "370402", "-2")
		c := rulebook.Change{Param: "age.max_new", RegionPath: h.Region("370402").Path,
			FromDate: civil.MustDate("2025-06-01"), Value: "63", Reason: "区文件", Document: "市中人社〔2025〕1号"}
		id, err := rulebook.Propose(apptest.Ctx, h.Desk, one, "", c)
		apptest.Must(t, err)
		want := func(code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code {
				t.Errorf("%q (%v), want %q", got, err, code)
			}
		}
		village := h.Region(apptest.Home).Path
		june := civil.MustDate("2025-06-01")
		if n := h.Book().Int("age.max_new", village, june, 0); n != 65 {
			t.Errorf("a proposal holds already: %d", n)
		}
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, one, "", id, true)
		want("rulebook.same_person", err)
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, h.Actor("county_reviewer", "370481"), "", id, true)
		want("authz.not_found", err)
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, h.Actor("township_reviewer", apptest.Town), "", id, true)
		want("authz.not_found", err)
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, two, "", id, true)
		want("", err)
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, two, "", id, false)
		want("rulebook.decided", err)
		b := h.Book()
		for _, x := range []struct {
			path, on string
			n        int
		}{{village, "2025-05-31", 65}, {village, "2025-06-01", 63}, {h.Region(apptest.Away).Path, "2025-06-01", 65}} {
			if got := b.Int("age.max_new", x.path, civil.MustDate(x.on), 0); got != x.n {
				t.Errorf("%s on %s: %d, want %d", x.path, x.on, got, x.n)
			}
		}
		_, err = rulebook.Propose(apptest.Ctx, h.Desk, one, "", c)
		want("rulebook.taken", err)
		c.Param, c.Reason = "nothing.known", ""
		_, err = rulebook.Propose(apptest.Ctx, h.Desk, one, "", c)
		if len(errs.All(err)) != 2 {
			t.Errorf("both faults at once: %v", err)
		}
	})
}

func TestWages_differ_by_county_and_date(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	b := h.Book()
	path := h.Region(apptest.Home).Path
	for on, want := range map[string]money.Fen{"2021-09-30": 0, "2021-10-01": 1900, "2023-09-30": 1900,
		"2023-10-01": 2000} {
		if got, _ := b.Fen("wage.hourly_min", path, civil.MustDate(on)); got != want {
			t.Errorf("%s: %s, want %s", on, got, want)
		}
	}
	if _, ok := b.Text("subsidy.monthly", path, "", civil.MustDate("2025-01-01")); ok {
		t.Error("an unset parameter has a value")
	}
	if c := b.Calendar(); c.Working(civil.MustDate("2025-10-01")) || !c.Working(civil.MustDate("2025-09-28")) {
		t.Error("the holidays of 2025 are not known")
	}
}
