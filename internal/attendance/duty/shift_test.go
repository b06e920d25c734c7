package duty_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// 2025-03-03, the day of the tests, is a Monday.
func TestShiftPlan_from_today_on_and_only_while_on_the_post(t *testing.T) {
	march, today := civil.MustMonth("2025-03"), civil.MustDate("2025-03-12")
	monday := duty.ShiftPlan{Weekdays: [7]bool{1: true, 3: true}} // Monday and Wednesday
	line := duty.Line{StartOn: civil.MustDate("2025-01-01"), EndOn: civil.MustDate("2025-03-20")}
	for before, want := range map[string]string{
		"":                                "-----------POOOOPOPO-----------",
		"PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP": "PPPPPPPPPPPPOOOOPOPO-----------", // days gone by keep theirs
	} {
		l := line
		l.Shifts = before
		if got := monday.Plan(l, march, today); got.Shifts != want {
			t.Errorf("%q: %s, want %s", before, got.Shifts, want)
		}
	}
}

func TestShifts_are_planned_beforehand_and_never_count_as_attendance(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := hold(t, h, 0, "2025-01-01", "")
		hold(t, h, 1, "2025-01-01", "")
		clerk, town := h.Actor("village_registrar", home), h.Actor("township_reviewer", apptest.Town)
		rider := h.Actor("township_supervisor", apptest.Town)
		march := civil.MustMonth("2025-03")
		id, err := h.Duty.Begin(ctx, clerk, h.Region(home), march)
		apptest.Must(t, err)
		version := func() int64 {
			var s duty.Sheet
			apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) (err error) { s, err = duty.SheetByID(r, id); return err }))
			return s.Version
		}
		line := func() (out duty.Line) {
			apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) error {
				lines, err := duty.LinesOf(r, id)
				for _, l := range lines {
					if l.PlacementID == a {
						out = l
					}
				}
				return err
			}))
			return out
		}
		weekdays := [7]bool{1: true, 4: true} // Monday and Thursday
		for _, c := range []struct {
			name, code string
			who        authz.Actor
			plan       duty.ShiftPlan
		}{
			{"no day of the week", "duty.shift_days", clerk, duty.ShiftPlan{ID: id, Version: 1}},
			{"somebody of another sheet", "duty.not_holder", clerk,
				duty.ShiftPlan{ID: id, Version: 1, Placements: []int64{a, a + 1000}, Weekdays: weekdays}},
			{"a stale form", "form.stale", clerk, duty.ShiftPlan{ID: id, Version: 9, Weekdays: weekdays}},
			{"the township", "authz.forbidden", town, duty.ShiftPlan{ID: id, Version: 1, Weekdays: weekdays}},
			{"another village", "authz.not_found", h.Actor("village_registrar", apptest.Beside),
				duty.ShiftPlan{ID: id, Version: 1, Weekdays: weekdays}},
		} {
			if _, err := h.Duty.PlanShifts(ctx, c.who, "", c.plan); errs.CodeOf(err) != c.code {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
		}
		_, err = h.Duty.PlanShifts(ctx, clerk, "",
			duty.ShiftPlan{ID: id, Version: version(), Placements: []int64{a}, Weekdays: weekdays})
		apptest.Must(t, err)
		l := line()
		if l.Shift(3) != duty.OnShift || l.Shift(4) != duty.OffShift || l.Shift(6) != duty.OnShift || l.Shift(1) != '-' ||
			strings.Trim(l.Days, "-") != "" || l.Present() != 0 {
			t.Errorf("%s planned, %s attended", l.Shifts, l.Days)
		}
		// The one who checks sees the plan of the day.
		apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) error {
			holders, err := duty.HoldersOn(r, h.Region(home).ID, civil.MustDate("2025-03-03"))
			if len(holders) != 2 || holders[0].Shift != "P" || holders[1].Shift != "-" {
				t.Errorf("%+v", holders)
			}
			return err
		}))
		_, err = h.Duty.LogVisit(ctx, rider, "", h.Region(home),
			duty.Visit{On: civil.MustDate("2025-03-03"), Method: "site",
				Seen: []duty.Seen{{ClientID: "client-0001", PlacementID: a, Finding: "not_seen"}}})
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) error {
			rows, err := duty.Checks(r, authz.Everywhere(), duty.CheckFilter{Limit: 5})
			if len(rows) != 1 || rows[0].Shift != "P" {
				t.Errorf("%+v", rows)
			}
			return err
		}))
		// Sent on the 25th: the days since are typed before the review, those before are not changed.
		other := func(days string) []duty.Typed {
			apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) error {
				lines, err := duty.LinesOf(r, id)
				for _, x := range lines {
					if x.PlacementID != a {
						l = x
					}
				}
				return err
			}))
			away := typed(l.PlacementID, "--假")
			away.Remark = "本月休假，已批准"
			return []duty.Typed{typed(a, days), away}
		}
		h.Set.Move(clock.On(civil.MustDate("2025-03-25"), 9, 0))
		sent := "--勤--勤---勤--勤---勤--勤---勤"
		_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: id, Version: version(), Lines: other(sent)})
		apptest.Must(t, err)
		h.Set.Move(clock.On(civil.MustDate("2025-04-01"), 9, 0))
		if _, err := h.Duty.Review(ctx, town, "", id, version(), true, ""); errs.CodeOf(err) != "duty.shift_open" {
			t.Errorf("a planned day passed as it was: %v", err)
		}
		if _, err := h.Duty.Save(ctx, clerk, "",
			duty.Form{ID: id, Version: version(), Lines: other("--休--勤---勤--勤---勤--勤---勤--勤---勤")}); errs.CodeOf(err) != "duty.day_sent" {
			t.Errorf("a day that was sent was changed: %v", err)
		}
		_, err = h.Duty.Save(ctx, clerk, "", duty.Form{ID: id, Version: version(), Lines: other(sent + "--勤---雨")})
		apptest.Must(t, err)
		if got := line(); got.Day(27) != 'P' || got.Day(31) != 'W' || got.FirstDays[26] != '-' {
			t.Errorf("%s, first %s", got.Days, got.FirstDays)
		}
		_, err = h.Duty.Review(ctx, town, "", id, version(), true, "")
		apptest.Must(t, err)
		if _, err := h.Duty.PlanShifts(ctx, clerk, "",
			duty.ShiftPlan{ID: id, Version: version(), Weekdays: weekdays}); errs.CodeOf(err) != "duty.state" {
			t.Errorf("a reviewed sheet was planned: %v", err)
		}
		// A month can be begun some days ahead, and is not planned when it is over.
		april, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth("2025-04"))
		apptest.Must(t, err)
		h.Set.Move(clock.On(civil.MustDate("2025-05-02"), 9, 0))
		if _, err := h.Duty.PlanShifts(ctx, clerk, "", duty.ShiftPlan{ID: april, Version: 1, Weekdays: weekdays}); errs.CodeOf(err) != "duty.shift_over" {
			t.Errorf("a month that is over was planned: %v", err)
		}
	})
}
