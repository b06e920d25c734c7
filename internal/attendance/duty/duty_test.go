package duty_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

const home = apptest.Home

// hold puts a new person onto the n-th post of a village from a day, until another (empty: still there).
func hold(t *testing.T, h *apptest.House, n int, from, until string) int64 {
	t.Helper()
	return h.Hold(n, "岗上人"+string(rune('甲'+n)), "", from, until)
}

func typed(placement int64, days string) duty.Typed {
	t := duty.Typed{PlacementID: placement}
	for i, c := range []rune(days) {
		if c != '-' {
			t.Days[i] = string(c)
		}
	}
	return t
}

func TestSheet_from_blank_to_reviewed_and_refused_at_each_gate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-02-10", ""), hold(t, h, 1, "2025-01-01", "2025-02-20")
		clerk, town, county := h.Actor("village_registrar", home), h.Actor("township_reviewer", apptest.Town),
			h.Actor("county_reviewer", apptest.County)
		feb := civil.MustMonth("2025-02")
		want := func(code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code {
				t.Errorf("%q (%v), want %q", got, err, code)
			}
		}
		_, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth("2025-04"))
		want("duty.month", err)
		_, err = h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth("2024-12"))
		want("duty.nobody", err)
		_, err = h.Duty.Begin(ctx, h.Actor("village_registrar", apptest.Beside), h.Region(home), feb)
		want("authz.not_found", err)
		_, err = h.Duty.Begin(ctx, h.Actor("township_supervisor", apptest.Town), h.Region(home), feb)
		want("authz.forbidden", err)
		id, err := h.Duty.Begin(ctx, clerk, h.Region(home), feb)
		apptest.Must(t, err)
		if again, err := h.Duty.Begin(ctx, clerk, h.Region(home), feb); err != nil || again != id {
			t.Fatalf("begun twice: %d %d %v", id, again, err)
		}
		lines := func() (out []duty.Line) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) { out, err = duty.LinesOf(s, id); return err }))
			return out
		}
		if l := lines(); len(l) != 2 || l[0].Days != strings.Repeat("-", 31) {
			t.Fatalf("blank is the default: %+v", l)
		}
		form := func(version int64, ts ...duty.Typed) duty.Form { return duty.Form{ID: id, Version: version, Lines: ts} }
		// every impossible day of every line is named at once, and nothing is kept
		_, err = h.Duty.Save(ctx, clerk, "", form(1, typed(a, "√--------勤"), typed(b, "P-------------------勤Z")))
		all := errs.All(err)
		if len(all) != 3 || all[0].Code != "duty.day" || all[1].Code != "duty.day" || all[2].Code != "duty.mark" {
			t.Fatalf("%v", err)
		}
		if l := lines(); strings.Trim(l[0].Days+l[1].Days, "-") != "" {
			t.Fatal("half kept")
		}
		_, err = h.Duty.Submit(ctx, clerk, "", form(1, typed(a, "---------勤勤假")))
		want("duty.blank", err) // b has nothing and no remark
		_, err = h.Duty.Save(ctx, clerk, "", form(1, typed(a, "---------勤勤假"), typed(b, "勤雨休")))
		want("", err)
		_, err = h.Duty.Save(ctx, clerk, "", form(1, typed(a, "")))
		want("form.stale", err)
		_, err = h.Duty.Review(ctx, town, "", id, 2, true, "")
		want("duty.state", err)
		f := form(2, typed(a, "---------勤勤假"), typed(b, "勤雨休"))
		f.FromPaper = true
		_, err = h.Duty.Submit(ctx, clerk, "", f)
		want("", err)
		if l := lines(); l[0].How[9] != duty.HowTyped || l[0].FirstDays != l[0].Days {
			t.Errorf("an unchanged mark keeps how it came: %+v", l[0])
		}
		_, err = h.Duty.Review(ctx, clerk, "", id, 3, true, "")
		want("authz.forbidden", err)
		_, err = h.Duty.Review(ctx, town, "", id, 3, false, " ")
		want("duty.remark", err)
		_, err = h.Duty.Review(ctx, town, "", id, 3, false, "第12天与检查不符")
		want("", err)
		_, err = h.Duty.Submit(ctx, clerk, "", form(4, typed(a, "---------勤勤缺"), typed(b, "勤雨休")))
		want("", err)
		if l := lines(); l[0].Days[11] != 'A' || l[0].FirstDays[11] != 'L' {
			t.Errorf("both the first and the corrected mark stay: %+v", l[0])
		}
		_, err = h.Duty.Review(ctx, town, "", id, 5, true, "")
		want("", err)
		_, err = h.Duty.Save(ctx, clerk, "", form(6, typed(a, "")))
		want("duty.state", err)
		_, err = h.Duty.Reopen(ctx, town, "", id, 6, "改")
		want("authz.forbidden", err)
		_, err = h.Duty.Reopen(ctx, county, "", id, 6, "村里报错，更正")
		want("", err)
	})
}

func seen(placement int64, finding string) duty.Seen {
	return duty.Seen{ClientID: fmt.Sprintf("client-%d-%s", placement, finding), PlacementID: placement, Finding: finding}
}

func TestLogVisit_arrives_once_and_opens_what_must_be_answered(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-02-10", ""), hold(t, h, 1, "2024-01-01", "2024-11-20")
		sup := h.Actor("township_supervisor", apptest.Town)
		day := civil.MustDate(apptest.Day)
		log := func(actor authz.Actor, v duty.Visit) (int, error) {
			return h.Duty.LogVisit(ctx, actor, "", h.Region(home), v)
		}
		want := func(code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code {
				t.Errorf("%q (%v), want %q", got, err, code)
			}
		}
		visit := duty.Visit{On: day, Method: "site", Seen: []duty.Seen{seen(a, "not_seen")}}
		var wg sync.WaitGroup
		total := make([]int, 6)
		for i := range total {
			wg.Add(1)
			go func() {
				defer wg.Done()
				n, err := log(sup, visit)
				if err != nil {
					t.Error(err)
				}
				total[i] = n
			}()
		}
		wg.Wait()
		sum := 0
		for _, n := range total {
			sum += n
		}
		if sum != 1 {
			t.Fatalf("sent six times, kept %d times", sum)
		}
		for _, c := range []struct {
			code  string
			actor authz.Actor
			v     duty.Visit
		}{
			{"authz.forbidden", h.Actor("village_registrar", home), visit},
			{"authz.not_found", h.Actor("township_supervisor", "370481116"), visit},
			{"duty.none_seen", sup, duty.Visit{On: day, Method: "site"}},
			{"form.choice", sup, duty.Visit{On: day, Method: "dream", Seen: visit.Seen}},
			{"form.choice", sup, duty.Visit{On: day, Method: "site", Seen: []duty.Seen{seen(a, "lazy")}}},
			{"form.future", sup, duty.Visit{On: day.AddDays(1), Method: "site", Seen: visit.Seen}},
			{"duty.not_holder", sup, duty.Visit{On: day, Method: "site", Seen: []duty.Seen{seen(b, "on_duty")}}},
			{"duty.client", sup,
				duty.Visit{On: day, Method: "site", Seen: []duty.Seen{{ClientID: "x", PlacementID: a, Finding: "on_duty"}}}},
		} {
			_, err := log(c.actor, c.v)
			want(c.code, err)
		}
		counts := func() (open, late int64) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				q, err := duty.OpenCounts(s, sup.Scope("duty.view"), h.Set.Now().Date())
				open, late = q.N, q.Late
				return err
			}))
			return
		}
		if open, late := counts(); open != 1 || late != 0 {
			t.Fatal(open, late)
		}
		h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0)) // the sixth working day after
		if _, late := counts(); late != 1 {
			t.Fatal("the clock of the answer does not run")
		}
		var first int64
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := duty.Checks(s, sup.Scope("duty.view"), duty.CheckFilter{Open: true, Limit: 10})
			if err == nil {
				first = rows[0].ID
			}
			return err
		}))
		again := seen(a, "on_duty")
		again.AboutID = first
		_, err := log(sup,
			duty.Visit{On: civil.MustDate("2025-03-11"), Method: "site", SeenUs: h.Set.Now() + 3_600_000_000,
				Seen: []duty.Seen{again}})
		want("", err)
		if open, _ := counts(); open != 0 {
			t.Fatal("a re-check closes it")
		}
		// a re-check that confirms closes the finding too, and opens no clock of its own: what follows stands at the finding
		h.Set.Move(clock.On(civil.MustDate("2025-03-12"), 9, 0))
		day12 := civil.MustDate("2025-03-12")
		finding := duty.Seen{ClientID: "client-found-1", PlacementID: a, Finding: "not_seen"}
		_, err = log(sup, duty.Visit{On: day12, Method: "site", Seen: []duty.Seen{finding}})
		want("", err)
		var found duty.CheckRow
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := duty.Checks(s, sup.Scope("duty.view"), duty.CheckFilter{Open: true, Limit: 10})
			found = rows[0]
			return err
		}))
		_, err = log(sup,
			duty.Visit{On: day12, Method: "site",
				Seen: []duty.Seen{{ClientID: "client-found-2", PlacementID: a, Finding: "not_seen", AboutID: found.ID}}})
		want("", err)
		if open, _ := counts(); open != 0 {
			t.Errorf("%d open after a re-check that confirms", open)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := duty.Checks(s, sup.Scope("duty.view"), duty.CheckFilter{Limit: 2})
			if !rows[0].AnswerBy.IsZero() || rows[0].Follow(civil.Date{}) != nil || len(rows[1].Follow(civil.Date{})) != 2 {
				t.Errorf("%+v", rows)
			}
			return err
		}))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := duty.Checks(s, sup.Scope("duty.view"), duty.CheckFilter{PlacementID: a, Limit: 10})
			rows = rows[2:]
			if err != nil || len(rows) != 2 || rows[0].Irregular != "duty.clock" {
				t.Errorf("a wrong phone clock is a mark, not a refusal: %+v %v", rows, err)
			}
			_, err = trail.Verify(s, app.Witnessed(), "")
			return err
		}))
	})
}

func TestDue_and_who_has_not_sent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		hold(t, h, 0, "2025-02-10", "")
		clerk := h.Actor("village_registrar", home)
		feb := civil.MustMonth("2025-02")
		book := h.Book()
		for _, c := range []struct {
			day      string
			due      int
			reminded bool
		}{{"2025-02-19", 25, false}, {"2025-02-20", 25, true}, {"2025-02-28", 25, true}} {
			if due, reminded := duty.Due(book, h.Region(home).Path, civil.MustDate(c.day)); due != c.due ||
				reminded != c.reminded {
				t.Errorf("%s: %d, %t", c.day, due, reminded)
			}
		}
		unsent := func(path string, month civil.Month, want int64) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				n, err := duty.Unsent(s, authz.Under(path), month)
				if n != want {
					t.Errorf("%d unsent, want %d", n, want)
				}
				return err
			}))
		}
		town := h.Region(apptest.Town).Path
		unsent(town, feb, 1)
		unsent(town, civil.MustMonth("2025-01"), 0) // nobody was on a post
		unsent(h.Region(apptest.Away).Path, feb, 0)
		id, err := h.Duty.Begin(ctx, clerk, h.Region(home), feb)
		apptest.Must(t, err)
		unsent(town, feb, 1) // begun is not sent
		var p int64
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			lines, err := duty.LinesOf(s, id)
			p = lines[0].PlacementID
			return err
		}))
		_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{typed(p, "---------勤勤")}})
		apptest.Must(t, err)
		unsent(town, feb, 0)
	})
}
