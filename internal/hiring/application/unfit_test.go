package application_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// What rests on a parameter whose value does not fit stops with words, for whoever may do it; who may not is told that
// first. Mended, it goes on.
func TestSteps_wait_where_a_parameter_does_not_fit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village, other, town := h.Actor("village_registrar", home), h.Actor("village_registrar", home, "-2"),
			h.Actor("township_reviewer", apptest.Town)
		path := h.Region(apptest.County).Path
		r := begin(t, h, "王三")
		r.done(h.Applications.Check(ctx, other, "", r.move(true, "")))
		h.OldParameter(application.Quorum, path, apptest.Day, "三分之二", "approved")
		// nobody concerned holds an office: it is not asked for
		h.OldParameter("exclude.village_cadre", path, apptest.Day, "不予办理", "approved")
		_, err := h.Applications.Review(ctx, town, "", r.move(true, ""), review(20, 24, 15))
		if errs.CodeOf(err) == "rulebook.unfit" || err == nil {
			t.Errorf("who may not do it learns of the parameter first: %v", err)
		}
		for _, present := range []int64{20, 3} { // enough and too few by what held before: neither is judged
			id, err := h.Applications.Review(ctx, village, "", r.move(true, ""), review(present, 24, present))
			r.refused("rulebook.unfit", id, err)
		}
		if r.state() != application.Checked {
			t.Errorf("it moved: %s", r.state())
		}
		c := rulebook.Change{Param: application.Quorum, RegionPath: path, FromDate: civil.MustDate(apptest.Day), Value: "2/3",
			Reason: "更正写法", Document: "试2号"}
		set, err := rulebook.Propose(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "", c)
		apptest.Must(t, err)
		_, err = rulebook.Decide(ctx, h.Desk, h.Actor("county_reviewer", apptest.County, "-2"), "", set, true)
		apptest.Must(t, err)
		r.done(h.Applications.Review(ctx, village, "", r.move(true, ""), review(16, 24, 15)))
		if r.state() != application.Reviewed {
			t.Errorf("16 of 24: %s", r.state())
		}
	})
}
