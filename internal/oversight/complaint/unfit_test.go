package complaint_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// Nobody's complaint is turned away for a parameter that does not fit: the deadline is counted by what held before.
func TestRegister_goes_by_what_held_before_a_value_that_does_not_fit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		clerk := h.Actor("telephone_clerk", apptest.County)
		first, err := h.Complaints.Register(ctx, clerk, "", h.Region(home), said("unpaid"))
		apptest.Must(t, err)
		h.OldParameter("complaint.answer_days", h.Region(apptest.County).Path, apptest.Day, "十天", "approved")
		second, err := h.Complaints.Register(ctx, clerk, "", h.Region(home), said("unpaid"))
		apptest.Must(t, err)
		if second.AnswerBy != first.AnswerBy {
			t.Errorf("due %s, before %s", second.AnswerBy, first.AnswerBy)
		}
	})
}
