package placement_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// februarySheet of the home village says that its holders worked on some days; nobody has sent it.
func februarySheet(t *testing.T, h *apptest.House, days ...int) duty.Form {
	t.Helper()
	clerk := h.Actor("village_registrar", apptest.Home)
	id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	f := duty.Form{ID: id, Version: 1}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		lines, err := duty.LinesOf(s, id)
		for _, l := range lines {
			x := duty.Typed{PlacementID: l.PlacementID}
			for _, day := range days {
				x.Days[day-1] = "勤"
			}
			f.Lines = append(f.Lines, x)
		}
		return err
	}))
	return f
}

// Who left or was suspended before a day at work of a sheet would not be paid for it: the exit is refused until the
// sheet was corrected, or is dated later.
func TestEnd_and_suspend_are_refused_before_a_day_at_work_of_a_sheet(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := h.Hold(0, "出勤人甲", "", "2025-01-01", "")
		h.Set.Move(clock.On(civil.MustDate("2025-02-27"), 9, 0))
		county := h.Actor("county_reviewer", apptest.County)
		clerk, town := h.Actor("village_registrar", apptest.Home), h.Actor("township_reviewer", apptest.Town)
		end := func(on string) error {
			_, err := h.Placements.End(ctx, county, "", id, at(t, h, id).Version, civil.MustDate(on), "health", "")
			return err
		}
		suspend := func(on string) error {
			_, err := h.Placements.Suspend(ctx, county, "", id, at(t, h, id).Version, civil.MustDate(on), "住院治疗")
			return err
		}
		refused := func(state string) {
			t.Helper()
			want(t, "exit before the work, "+state, end("2025-02-09"), "placement.worked")
			want(t, "exit on the day before the last, "+state, end("2025-02-19"), "placement.worked")
			want(t, "suspended from the last day, "+state, suspend("2025-02-20"), "placement.worked")
			want(t, "suspended before, "+state, suspend("2025-01-05"), "placement.worked")
		}
		f := februarySheet(t, h, 10, 20)
		_, err := h.Duty.Submit(ctx, clerk, "", f)
		apptest.Must(t, err)
		refused("sent")
		_, err = h.Duty.Review(ctx, town, "", f.ID, 2, true, "")
		apptest.Must(t, err)
		refused("reviewed")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE duty_sheet SET state = 'locked' WHERE id = ?", f.ID)
			return err
		}))
		refused("locked")

		// a correction that takes the days counts once it is approved; one that has them counts while it waits
		scan := februaryScan(t, h)
		correct := func(state string, day int) {
			t.Helper()
			days := []byte("-------------------------------")
			days[day-1] = 'P'
			apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
				k, err := tx.Create("INSERT INTO duty_correction (sheet_id, path, month, state, reason, scan_id, entered_by, "+
					"entered_key, entered_us, decided_by, decided_key, decided_us) VALUES (?, ?, '2025-02', ?, '记错了人', ?, ?, 'k', 1, "+
					"?, 'l', 2)", f.ID, h.Region(apptest.Home).Path, state, scan, clerk.UserID, county.UserID)
				apptest.Must(t, err)
				_, err = tx.Exec("INSERT INTO duty_correction_line (correction_id, placement_id, was_days, was_hours, days, "+
					"hours) VALUES (?, ?, ?, 0, ?, 0)", k, id, string(days), string(days))
				return err
			}))
		}
		correct("approved", 10)
		want(t, "before what is left", end("2025-02-09"), "placement.worked")
		correct("entered", 25)
		want(t, "before what a correction says that waits", end("2025-02-24"), "placement.worked")
		apptest.Must(t, end("2025-02-25"))
		if p := at(t, h, id); p.State != placement.Ended || p.EndOn != civil.MustDate("2025-02-25") {
			t.Errorf("%+v", p)
		}
	})
}

// februaryScan of the home village's sheet of signatures.
func februaryScan(t *testing.T, h *apptest.House) (scan int64) {
	t.Helper()
	who := h.Actor("county_reviewer", apptest.County)
	_, pack, err := h.Papers.Print(ctx, who, villagepapers.Order{Village: h.Region(apptest.Home),
		Month: civil.MustMonth("2025-02"), Parts: []string{villagepapers.SignIn}})
	apptest.Must(t, err)
	stored, err := h.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\n"))
	apptest.Must(t, err)
	_, err = h.Papers.Attach(ctx, who, "", pack.Sheets[0].Number, stored)
	apptest.Must(t, err)
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&scan, "SELECT MAX(id) FROM paper_scan")
		return err
	}))
	return scan
}

// A sheet that nobody has sent proves nothing; but who left meanwhile cannot be sent as at work, nor can who is being
// taken off at the same moment.
func TestEnd_passes_beside_a_draft_which_is_then_not_sent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := h.Hold(0, "出勤人乙", "", "2025-01-01", "")
		h.Set.Move(clock.On(civil.MustDate("2025-02-27"), 9, 0))
		county, clerk := h.Actor("county_reviewer", apptest.County), h.Actor("village_registrar", apptest.Home)
		f := februarySheet(t, h, 10, 20)
		_, err := h.Duty.Save(ctx, clerk, "", f)
		apptest.Must(t, err)
		f.Version, f.Lines = 2, nil
		done := apptest.AtOnce(2, both(
			func() error {
				_, err := h.Placements.End(ctx, county, "", id, 1, civil.MustDate("2025-02-15"), "own_wish", "")
				return err
			},
			func() error {
				_, err := h.Duty.Submit(ctx, clerk, "", f)
				return err
			}))
		if done != 1 {
			t.Errorf("%d of the exit and the sheet passed", done)
		}
		if at(t, h, id).State == placement.Ended {
			_, err := h.Duty.Submit(ctx, clerk, "", f)
			want(t, "at work after the exit", err, "duty.off_post")
		}
	})
}

// both gives the first caller the one and the second the other.
func both(a, b func() error) func() (int, error) {
	turn := make(chan func() error, 2)
	turn <- a
	turn <- b
	return func() (int, error) { return 1, (<-turn)() }
}

// A village that was merged into another has no work of its own since.
func TestContinueIn_is_refused_before_a_day_at_work(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := h.Hold(0, "出勤人丙", "", "2025-01-01", "")
		h.Set.Move(clock.On(civil.MustDate("2025-02-27"), 9, 0))
		_, err := h.Duty.Submit(ctx, h.Actor("village_registrar", apptest.Home), "", februarySheet(t, h, 10))
		apptest.Must(t, err)
		county := h.Actor("county_reviewer", apptest.County)
		into := func(on string) error {
			_, err := desk.Do(ctx, h.Desk, county, "", func(v *desk.Visit) (int64, error) {
				apptest.Must(t, v.Allow("placement.end", h.Region(apptest.Home).Path))
				v.Record("placement.end", "placement", id)
				return placement.ContinueIn(v, at(t, h, id), h.Region(apptest.Home), civil.MustDate(on))
			})
			return err
		}
		want(t, "since the first", into("2025-02-01"), "placement.worked")
		apptest.Must(t, into("2025-02-11"))
	})
}
