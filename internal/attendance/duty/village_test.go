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
	"gangwei/internal/platform/region"
)

func TestVillageCheck_once_a_month_and_no_attendance(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-02-10", ""), hold(t, h, 1, "2025-01-01", "")
		clerk, feb := h.Actor("village_registrar", home), civil.MustMonth("2025-02")
		h.Set.Move(clock.On(civil.MustDate("2025-02-25"), 9, 0))
		id, err := h.Duty.Begin(ctx, clerk, h.Region(home), feb)
		apptest.Must(t, err)
		day := civil.MustDate("2025-02-20")
		fine := duty.Look{PlacementID: a, On: day, Checked: "fine"}
		for _, x := range []struct {
			name, code string
			who        authz.Actor
			version    int64
			change     func(*duty.Look)
		}{
			{"another role", "authz.forbidden", h.Actor("township_supervisor", apptest.Town), 1, nil},
			{"another village", "authz.not_found", h.Actor("village_registrar", apptest.Beside), 1, nil},
			{"an old page", "form.stale", clerk, 7, nil},
			{"nobody of this village", "duty.not_holder", clerk, 1, func(l *duty.Look) { l.PlacementID += 999 }},
			{"no such result", "form.choice", clerk, 1, func(l *duty.Look) { l.Checked = "splendid" }},
			{"before the start", "duty.look_day", clerk, 1, func(l *duty.Look) { l.On = civil.MustDate("2025-02-09") }},
			{"tomorrow", "duty.look_day", clerk, 1, func(l *duty.Look) { l.On = civil.MustDate("2025-02-26") }},
			{"another month", "duty.look_day", clerk, 1, func(l *duty.Look) { l.On = civil.MustDate("2025-01-31") }},
			{"no day", "duty.look_day", clerk, 1, func(l *duty.Look) { l.On = civil.Date{} }},
			{"wrong, and not what", "duty.look_note", clerk, 1, func(l *duty.Look) { l.Checked = "safety" }},
			{"too long", "form.long", clerk, 1, func(l *duty.Look) { l.Note = strings.Repeat("长", 101) }},
		} {
			l := fine
			if x.change != nil {
				x.change(&l)
			}
			if _, err := h.Duty.VillageCheck(ctx, x.who, "", id, x.version, []duty.Look{l}); errs.CodeOf(err) != x.code {
				t.Errorf("%s: %v, want %s", x.name, err, x.code)
			}
		}
		_, err = h.Duty.VillageCheck(ctx, clerk, "", id, 1, []duty.Look{fine, {PlacementID: b}})
		apptest.Must(t, err)
		_, err = h.Duty.VillageCheck(ctx, clerk, "", id, 2,
			[]duty.Look{fine, {PlacementID: b, On: day, Checked: "safety", Note: "夜里在公路上扫，没有反光衣"}})
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			lines, err := duty.LinesOf(s, id)
			apptest.Must(t, err)
			for _, l := range lines {
				if l.Checked == "" || l.CheckedOn != day || l.Present() != 0 || strings.Trim(l.Days, "-") != "" {
					t.Errorf("%+v", l)
				}
			}
			if looked, all := duty.Looked(lines, feb); looked != 2 || all != 2 {
				t.Error(looked, all)
			}
			cover, err := duty.Coverages(s, authz.Everywhere(), civil.QuarterOf(day), region.Village)
			if c := cover[0]; c.Months != 2 || c.Looked != 2 || c.LookPercent() != 100 {
				t.Errorf("%+v", c)
			}
			return err
		}))
	})
}
