package duty_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// The township's review is taken back by who did it, until the village has acted on what was returned, or pay has
// locked what was passed; with a reason once somebody else has seen it.
func TestTakeBackReview_until_the_next_desk_acts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := hold(t, h, 0, "2025-02-10", "")
		clerk, town := h.Actor("village_registrar", home), h.Actor("township_reviewer", apptest.Town)
		id, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		read := func() (s duty.Sheet, last trail.Line) {
			apptest.Must(t, db.Read(ctx, func(x *database.Snapshot) (err error) {
				if s, err = duty.SheetByID(x, id); err != nil {
					return err
				}
				last, _, err = trail.LastOf(x, "duty_sheet", id)
				return err
			}))
			return s, last
		}
		send := func() {
			t.Helper()
			s, _ := read()
			_, err := h.Duty.Submit(ctx, clerk, "", duty.Form{ID: id, Version: s.Version,
				Lines: []duty.Typed{typed(a, "---------勤勤假")}})
			apptest.Must(t, err)
		}
		review := func(pass bool) (desk.Back, int64) {
			t.Helper()
			s, _ := read()
			_, err := h.Duty.Review(ctx, town, "", id, s.Version, pass, "请核对")
			apptest.Must(t, err)
			s, l := read()
			return desk.Back{Entry: l.ID, Version: s.Version}, s.Version
		}
		back := func(who authz.Actor, b desk.Back) error {
			_, err := duty.TakeBackReview(ctx, h.Desk, who, "", id, b)
			return err
		}
		send()
		_, sent := read()
		b, v := review(true)
		apptest.Want(t, "another role", "authz.forbidden", back(clerk, b))
		apptest.Want(t, "another region", "authz.not_found", back(h.Actor("township_reviewer", "370481116"), b))
		apptest.Want(t, "another person", "undo.not_yours", back(h.Actor("township_reviewer", apptest.Town, "-2"), b))
		apptest.Want(t, "another act", "authz.not_found", back(town, desk.Back{Entry: sent.ID, Version: v}))
		apptest.Want(t, "an old page", "form.stale", back(town, desk.Back{Entry: b.Entry, Version: v - 1}))
		if n := apptest.AtOnce(3, func() (int, error) { return 1, back(town, b) }); n != 1 {
			t.Errorf("taken back %d times", n)
		}
		s, _ := read()
		if s.State != duty.Submitted || s.ReviewedUs != 0 {
			t.Errorf("%+v", s)
		}
		apptest.Want(t, "twice", "undo.acted", back(town, desk.Back{Entry: b.Entry, Version: s.Version}))

		b, _ = review(true)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			return trail.See(tx, trail.Seen{EntryID: b.Entry, UserID: clerk.UserID, Viewer: "文书", AtUs: clock.Moment(1)})
		}))
		apptest.Want(t, "seen, without a reason", "undo.seen", back(town, b))
		b.Why = strings.Repeat("错", 101)
		apptest.Want(t, "a long reason", "form.long", back(town, b))
		b.Why = "看错了一行"
		apptest.Must(t, back(town, b))
		if _, last := read(); last.Act != "duty.review_back" || !strings.Contains(last.Detail, "看错了一行") {
			t.Errorf("%+v", last)
		}

		b, _ = review(false)
		send()
		s, _ = read()
		b.Version = s.Version
		apptest.Want(t, "the village has sent it again", "undo.acted", back(town, b))

		b, _ = review(true)
		h.Set.Move(clock.On(civil.MustDate("2025-05-04"), 9, 0))
		apptest.Want(t, "two months later", "undo.late", back(town, b))
	})
}
