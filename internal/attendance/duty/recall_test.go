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
)

func TestRecall_takes_a_sheet_back_until_it_is_reviewed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := hold(t, h, 0, "2025-02-10", "")
		clerk, other := h.Actor("village_registrar", home), h.Actor("village_registrar", home, "-2")
		town := h.Actor("township_reviewer", apptest.Town)
		id, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		sheet := func() (s duty.Sheet) {
			apptest.Must(t, db.Read(ctx, func(x *database.Snapshot) (err error) {
				s, err = duty.SheetByID(x, id)
				return err
			}))
			return s
		}
		recall := func(who authz.Actor, version int64, remark string) error {
			_, err := duty.Recall(ctx, h.Desk, who, "", duty.Recalled{ID: id, Version: version, Remark: remark})
			return err
		}
		send := func() {
			t.Helper()
			_, err := h.Duty.Submit(ctx, clerk, "", duty.Form{ID: id, Version: sheet().Version,
				Lines: []duty.Typed{typed(a, "---------勤勤假")}})
			apptest.Must(t, err)
		}
		apptest.Want(t, "never sent", "duty.state", recall(clerk, sheet().Version, ""))
		send()
		v := sheet().Version
		apptest.Want(t, "another role", "authz.forbidden", recall(h.Actor("township_supervisor", apptest.Town), v, ""))
		apptest.Want(t, "another village", "authz.not_found", recall(h.Actor("village_registrar", apptest.Away), v, ""))
		apptest.Want(t, "who did not send it", "duty.not_sender", recall(other, v, ""))
		apptest.Want(t, "an old page", "form.stale", recall(clerk, v-1, ""))
		apptest.Want(t, "a long reason", "duty.recall_remark", recall(clerk, v, strings.Repeat("写", 101)))
		if n := apptest.AtOnce(3, func() (int, error) { return 1, recall(clerk, v, "") }); n != 1 {
			t.Errorf("taken back %d times", n)
		}
		if s := sheet(); s.State != duty.Draft {
			t.Errorf("%+v", s)
		}
		apptest.Want(t, "twice", "duty.state", recall(clerk, sheet().Version, ""))
		// on a later day others may have looked at it: a reason
		send()
		h.Set.Move(clock.On(civil.MustDate("2025-03-04"), 9, 0))
		apptest.Want(t, "the day after", "duty.recall_remark", recall(clerk, sheet().Version, ""))
		apptest.Must(t, recall(clerk, sheet().Version, "漏填了一天"))
		send()
		_, err = h.Duty.Review(ctx, town, "", id, sheet().Version, true, "")
		apptest.Must(t, err)
		apptest.Want(t, "reviewed", "duty.state", recall(clerk, sheet().Version, "晚了"))
	})
}
