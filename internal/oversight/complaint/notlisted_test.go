package complaint_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Who worked and is on no list says which month; the office looks at the sheet and at those who worked beside, and says
// whether it is right.
func TestNotListed_is_held_against_the_sheet_and_the_neighbours(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		on := h.Hold(0, "在表的人", "999000000000000", "2025-01-01", "")
		clerk, town := h.Actor("village_registrar", home), h.Actor("township_reviewer", apptest.Town)
		sheet, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		x := duty.Typed{PlacementID: on}
		x.Days[3], x.Days[4] = "勤", "勤"
		_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: sheet, Version: 1, Lines: []duty.Typed{x}})
		apptest.Must(t, err)
		off := h.Hold(1, "不在表的人", "999000000000001", "2025-02-01", "") // began, and the sheet was written before
		h.Set.Move(clock.On(civil.MustDate("2025-03-10"), 9, 0))

		want := func(name, code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code {
				t.Errorf("%s: %q (%v), want %q", name, got, err, code)
			}
		}
		say := func(month string) (complaint.Receipt, error) {
			s := complaint.Said{About: complaint.Village,
				Kind: complaint.NotListed, CameBy: complaint.Web, Text: "二月扫了一个月街，名单上没有我"}
			if month != "" {
				s.Month = civil.MustMonth(month)
			}
			return h.Complaints.Register(ctx, authz.Villager(), "", h.Region(home), s)
		}
		for _, m := range []string{"", "2025-04", "2019-01"} {
			_, err = say(m)
			want("month "+m, "complaint.month", err)
		}
		r, err := h.Complaints.Register(ctx, h.Actor("telephone_clerk", apptest.County), "", h.Region(home),
			complaint.Said{About: complaint.Village,
				Kind: complaint.NotListed, CameBy: "telephone", PlacementID: off, Month: civil.MustMonth("2025-02"),
				Text: "二月扫了一个月街，名单上没有我"})
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			c, err := complaint.ByID(s, r.ID)
			apptest.Must(t, err)
			a, err := complaint.AroundOf(s, c)
			apptest.Must(t, err)
			if a.Sheet != "submitted" || len(a.Rows) != 2 {
				t.Fatalf("%+v", a)
			}
			for _, n := range a.Rows {
				if n.About != (n.PlacementID == off) || n.OnSheet != (n.PlacementID == on) || n.OnSheet && n.Present != 2 {
					t.Errorf("%+v", n)
				}
			}
			return nil
		}))
		answer := func(upheld string) error {
			_, err := h.Complaints.Answer(ctx, town, "",
				complaint.Move{ID: r.ID, Version: 1, Remark: "问了同组三人，二月确实在岗，表上漏了", Upheld: upheld})
			return err
		}
		want("without a word on it", "form.choice", answer(""))
		want("by the village", "authz.not_found", func() error {
			_, err := h.Complaints.Answer(ctx, clerk, "", complaint.Move{ID: r.ID, Version: 1, Remark: "村里说没有", Upheld: "no"})
			return err
		}())
		apptest.Must(t, answer("yes"))
		want("twice", "form.stale", answer("yes"))
	})
}
