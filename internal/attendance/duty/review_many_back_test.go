package duty_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// A bulk review is taken back as one, by who gave it and with a reason; a sheet that was locked since stays, and once
// all are, nothing is left to take back. Another bulk of the same day is another matter.
func TestTakeBackReviews_of_one_bulk(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		holder, town := hold(t, h, 0, "2024-10-01", ""), h.Actor("township_reviewer", apptest.Town)
		path := h.Region(apptest.Town).Path
		first, second := sent(t, h, holder, "2025-01", nil), sent(t, h, holder, "2024-12", nil)
		other := sent(t, h, holder, "2024-11", nil)
		pass := func(sheets ...duty.SheetMove) {
			t.Helper()
			for i := range sheets {
				sheets[i].Version = stateOf(t, h, sheets[i].ID).Version
			}
			done, err := duty.ReviewMany(ctx, h.Desk, town, "", duty.Reviews{Path: path, By: "逐份勾选", Sheets: sheets})
			if err != nil || done.Passed != len(sheets) {
				t.Fatalf("%+v %v", done, err)
			}
		}
		take := func(who authz.Actor, b desk.Back) error {
			_, err := duty.TakeBackReviews(ctx, h.Desk, who, "", b)
			return err
		}
		bulks := func() (l []trail.Line) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				l, err = apptest.Acts(s, "duty.review_many")
				return err
			}))
			return l
		}
		apptest.Back{Act: "duty.review_many", Subject: "region", ID: func() int64 { return 0 }, Author: town, Why: true,
			Do: func() {
				for _, m := range []duty.SheetMove{first, second} {
					if s := stateOf(t, h, m.ID); s.State != duty.Submitted || s.ReviewedUs != 0 {
						t.Fatalf("%+v", s)
					}
				}
				pass(first, second)
			},
			Take: take,
			Others: map[string]authz.Actor{"authz.forbidden": h.Actor("township_supervisor", apptest.Town),
				"authz.not_found": h.Actor("township_reviewer", "370481116")},
			Acts: func() {
				apptest.Want(t, "no reason", "undo.why", take(town, desk.Back{Entry: bulks()[0].ID}))
				for _, m := range []duty.SheetMove{first, second} {
					apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
						_, err := tx.Exec("UPDATE duty_sheet SET state = 'locked' WHERE id = ?", m.ID)
						return err
					}))
				}
			},
			Acted: "duty.state"}.Try(t, h)

		// one of two is locked, and another bulk was passed since: the one that stands goes back
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE duty_sheet SET state = 'reviewed' WHERE id = ?", first.ID)
			return err
		}))
		mine := bulks()[0].ID
		pass(other)
		apptest.Must(t, take(town, desk.Back{Entry: mine, Why: "看错了"}))
		for id, state := range map[int64]string{first.ID: duty.Submitted, second.ID: duty.Locked, other.ID: duty.Reviewed} {
			if s := stateOf(t, h, id); s.State != state {
				t.Errorf("%s %s, want %s", s.Month, s.State, state)
			}
		}
	})
}
