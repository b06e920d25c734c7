package application_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// Where an office is too small, the rulebook lets the level above do the step; it is marked, and the four hands stay
// four people.
func TestRaised_steps_are_the_level_aboves_where_the_rulebook_says_so(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village, town, county, second := h.Actor("village_registrar", home), h.Actor("township_reviewer", apptest.Town),
			h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", apptest.County, "-2")
		r := begin(t, h, "王三")
		check := func() (int64, error) { return h.Applications.Check(ctx, town, "", r.move(true, "")) }
		audit := func() (int64, error) { return h.Applications.Audit(ctx, county, "", r.move(true, "")) }
		id, err := check()
		r.refused("authz.forbidden", id, err)
		c := rulebook.Change{Param: application.StandIn, RegionPath: h.Region(apptest.County).Path,
			FromDate: civil.MustDate(apptest.Day), Value: "raise", Reason: "村里只有一名经办人", Document: "市中人社〔2025〕8号"}
		set, err := rulebook.Propose(ctx, h.Desk, county, "", c)
		apptest.Must(t, err)
		_, err = rulebook.Decide(ctx, h.Desk, second, "", set, true)
		apptest.Must(t, err)
		r.done(check())
		day := civil.MustDate(apptest.Day)
		r.done(h.Applications.Review(ctx, village, "", r.move(true, ""),
			application.ReviewRecord{On: day, Present: 20, Entitled: 21, VotesFor: 20}))
		r.done(h.Applications.Notice(ctx, village, "", r.move(true, ""),
			application.NoticeRecord{From: day, Until: civil.MustDate("2025-03-10"), Boards: "村公示栏"}))
		h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
		id, err = h.Applications.Audit(ctx, town, "", r.move(true, ""))
		r.refused("application.same_hand", id, err)
		r.done(audit())
		id, err = h.Applications.File(ctx, county, "", r.move(true, ""))
		r.refused("application.same_hand", id, err)
		r.done(h.Applications.File(ctx, second, "", r.move(true, "")))
		_, steps := state(t, h, r.id)
		for _, s := range steps {
			want := "typed"
			if s.Step == application.StepCheck || s.Step == application.StepAudit {
				want = "raised"
			}
			if s.Channel != want {
				t.Errorf("%s came as %s", s.Step, s.Channel)
			}
		}
		// another county has no such rule
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
			yes, err := application.Raised(s, h.Region(apptest.Away).Path, day)
			if yes {
				t.Error("raised in another county")
			}
			return err
		}))
	})
}
