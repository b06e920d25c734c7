package duty_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// A month is filled as the one before by the weeks: the third Tuesday as the third Tuesday. Leave, weather and absence
// happened once, and what was never said is not said now.
func TestAsIn_repeats_work_and_days_off_by_the_week(t *testing.T) {
	jan, feb, mar := civil.MustMonth("2025-01"), civil.MustMonth("2025-02"), civil.MustMonth("2025-03")
	for _, c := range []struct {
		name, days string
		from, to   civil.Month
		want       string
	}{
		// January began on a Wednesday, February on a Saturday.
		{"each Wednesday", "P------P------P------P------P--", jan, feb, "----P------P------P------P-----"},
		{"leave, weather, absence", "LWALWALWALWALWALWALWALWALWALWAL", jan, feb, strings.Repeat("-", 31)},
		{"days off and halves", "OH-----------------------------", jan, feb, "----OH-------------------------"},
		{"tasks and swaps", "TS-----------------------------", jan, feb, strings.Repeat("-", 31)},
		// March has a fifth Saturday and February none.
		{"a fifth Saturday", "P------P------P------P---------", feb, mar, "P------P------P------P---------"},
		{"nothing", "", jan, feb, strings.Repeat("-", 31)},
	} {
		if got := duty.AsIn(c.days, c.from, c.to); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// How a mark came is what the rows say, not what the form claims: filled from the plan only where the plan says so, as
// in the month before only where that month does.
func TestFills_are_kept_as_such_and_only_where_they_are_true(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := hold(t, h, 0, "2025-01-01", "")
		clerk := h.Actor("village_registrar", home)
		begin := func(month string) (id int64) {
			id, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth(month))
			apptest.Must(t, err)
			return id
		}
		feb := begin("2025-02")
		last := typed(a, "--勤----勤") // Monday the 3rd and Saturday the 8th
		_, err := h.Duty.Save(ctx, clerk, "", duty.Form{ID: feb, Version: 1, Lines: []duty.Typed{last}})
		apptest.Must(t, err)
		mar := begin("2025-03")
		_, err = h.Duty.PlanShifts(ctx, clerk, "",
			duty.ShiftPlan{ID: mar, Version: 1, Weekdays: [7]bool{2: true}}) // Tuesdays, from Monday the 3rd on
		apptest.Must(t, err)
		h.Set.Move(clock.On(civil.MustDate("2025-03-12"), 9, 0))
		line := typed(a, "--勤勤休-勤勤假")
		//              the 3rd as last month; the 4th and 5th by plan; 7, 8, 9 claimed
		line.Fills = "--mpp-pmm"
		_, err = h.Duty.Save(ctx, clerk, "", duty.Form{ID: mar, Version: 2, Lines: []duty.Typed{line}})
		apptest.Must(t, err)
		lines := func() (out []duty.Line) {
			apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) (err error) { out, err = duty.LinesOf(r, mar); return err }))
			return out
		}
		if got := lines()[0].How[:9]; got != "--mpp-tmt" {
			t.Errorf("%s", got)
		}
		// what did not change keeps how it came, though the form comes again without saying so
		line.Fills = ""
		_, err = h.Duty.Save(ctx, clerk, "", duty.Form{ID: mar, Version: 3, Lines: []duty.Typed{line}})
		apptest.Must(t, err)
		line.Days[3] = "假"
		_, err = h.Duty.Save(ctx, clerk, "", duty.Form{ID: mar, Version: 4, Lines: []duty.Typed{line}, FromPaper: true})
		apptest.Must(t, err)
		if got := lines()[0].How[:9]; got != "--msp-tmt" {
			t.Errorf("after it was changed by hand: %s", got)
		}
	})
}

func TestKeys_of_the_marks_are_each_once(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range duty.Keys(true) {
		if seen[k.Key] || seen[k.Mark+"_"] || k.Means == "" {
			t.Errorf("%+v", k)
		}
		seen[k.Key], seen[k.Mark+"_"] = true, true
	}
	if len(seen) != 2*(len(duty.Marks)+1) || len(duty.Keys(false)) != len(duty.Marks) {
		t.Errorf("%d keys, %d without tasks", len(duty.Keys(true)), len(duty.Keys(false)))
	}
	for _, k := range duty.Keys(false) { // a mark that a key gives is one that the page explains
		if k.Mark != "" && !strings.Contains(duty.Legend(false)+"，", k.Mark+"＝"+k.Means+"，") {
			t.Errorf("%q explains no %s", duty.Legend(false), k.Mark)
		}
	}
	if strings.Contains(duty.Legend(false), "任＝") || !strings.Contains(duty.Legend(true), "任＝") {
		t.Error(duty.Legend(false))
	}
	if s := duty.Spellings(); !strings.Contains(s, "勤:") || !strings.Contains(s, "√") {
		t.Error(s)
	}
}
