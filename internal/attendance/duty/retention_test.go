package duty_test

import (
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/trail"
)

func TestPurgePhotos_leaves_the_result_and_the_digest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-01-01", ""), hold(t, h, 1, "2025-01-01", "")
		sup, day := h.Actor("township_supervisor", apptest.Town), civil.MustDate(apptest.Day)
		turnOn(t, h, "check.photo_adverse")
		put := func(body string) files.Stored {
			s, err := h.Files.Put("a.png", strings.NewReader("\x89PNG\r\n\x1a\n"+body))
			apptest.Must(t, err)
			return s
		}
		answered, waiting, group := put("answered"), put("waiting"), put("group")
		log := func(on civil.Date, v duty.Visit) error {
			v.On, v.Method = on, "site"
			_, err := h.Duty.LogVisit(ctx, sup, "", h.Region(home), v)
			return err
		}
		if err := log(day, duty.Visit{
			Group: []files.Stored{group},
			Seen:  []duty.Seen{seen(b, "on_duty")},
		}); errs.CodeOf(err) != "duty.photo_off" {
			t.Errorf("a group photo where they are off: %v", err)
		}
		turnOn(t, h, "check.photo_group")
		if err := log(day,
			duty.Visit{
				Group: []files.Stored{group, group, group, group},
				Seen:  []duty.Seen{seen(b, "on_duty")},
			}); errs.CodeOf(err) != "duty.photo_count" {
			t.Errorf("four group photos: %v", err)
		}
		with := func(client string, placement int64, photo files.Stored) duty.Seen {
			return duty.Seen{ClientID: client, PlacementID: placement, Finding: "not_seen", Photos: []files.Stored{photo}}
		}
		apptest.Must(t,
			log(day,
				duty.Visit{
					Group: []files.Stored{group},
					Seen:  []duty.Seen{with("client-answered", a, answered), with("client-waiting", b, waiting)},
				}))
		rows := kept(t, h)
		again := seen(a, "on_duty")
		for _, c := range rows {
			if c.ClientID == "client-answered" {
				again.AboutID = c.ID
			}
		}
		apptest.Must(t, log(day, duty.Visit{Seen: []duty.Seen{again}}))
		city := h.Region("3704").Path
		purge := func(want int) {
			t.Helper()
			if n, err := h.Duty.PurgePhotos(ctx, h.Files, city); n != want || err != nil {
				t.Errorf("%d %v, want %d", n, err, want)
			}
		}
		evidence := func() (out []duty.Evidence) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				var ids []int64
				for _, c := range rows {
					ids = append(ids, c.ID)
				}
				ev, err := duty.EvidenceOf(s, ids)
				for _, id := range ids {
					out = append(out, ev[id]...)
				}
				return err
			}))
			return
		}
		if got := evidence(); len(got) != 3 {
			t.Fatalf("%+v", got)
		}
		purge(0)
		h.Set.Move(clock.On(day.AddMonths(24), 9, 0))
		purge(0) // the last day of the two years
		// the same bytes, needed by a paper: they stay
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec(
				"INSERT INTO file (digest, size, media, name, region_path, uploaded_by, at_us, purpose) VALUES (?, 1, "+
					"'image/png', 'x', ?, 1, 1, 'application')",
				group.Digest, h.Region(home).Path)
			return err
		}))
		h.Set.Move(clock.On(day.AddMonths(24).AddDays(1), 9, 0))
		purge(2) // the one that was answered and the group's beside it; the other's finding still waits
		purge(0)
		for _, e := range evidence() {
			var f files.File
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				f, err = files.ByID(s, *e.FileID)
				return err
			}))
			_, err := h.Files.Open(f)
			gone := string(e.FileDigest) != string(waiting.Digest)
			if gone != (errs.CodeOf(err) == "files.purged") || gone != (e.PurgedUs != 0) || !gone && err != nil {
				t.Errorf("%+v: %v", e, err)
			}
			f.PurgedUs = 0
			if _, err := h.Files.Open(f); (string(e.FileDigest) == string(answered.Digest)) != (errs.CodeOf(err) == "files.gone") {
				t.Errorf("on the disk: %v", err)
			}
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := trail.Verify(s, app.Witnessed(), "")
			return err
		}))
	})
}
