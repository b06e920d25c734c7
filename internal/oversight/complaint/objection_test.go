package complaint_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// An objection to a notice holds the audit up until it is answered; one that is right, until the notice hangs again.
// What the inspectors have holds nothing up.
func TestObjection_holds_the_audit_up_until_it_is_answered(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village, second, town, county := h.Actor("village_registrar", home), h.Actor("village_registrar", home, "-2"),
			h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
		day := civil.MustDate(apptest.Day)
		id, err := h.Applications.Submit(ctx, village, "", h.Region(home),
			application.Proposal{PostID: h.Posts[0], PersonID: h.Person(home, "王三"), Basis: "poverty_out"})
		apptest.Must(t, err)
		version := int64(1)
		step := func(_ int64, err error) {
			t.Helper()
			apptest.Must(t, err)
			version++
		}
		move := func() application.Move { return application.Move{ID: id, Version: version, Pass: true} }
		want := func(name, code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code || code == "" && err != nil {
				t.Errorf("%s: %q (%v), want %q", name, got, err, code)
			}
		}
		object := func(actor authz.Actor, village, kind, by string) (complaint.Receipt, error) {
			return h.Complaints.Register(ctx, actor, "", h.Region(village),
				complaint.Said{About: complaint.Village, Kind: kind, CameBy: by, Application: id, Text: "他家并不困难，评议时没有说明"})
		}
		_, err = object(authz.Villager(), home, "unfair_hiring", complaint.Web)
		want("before the notice", "complaint.application", err)
		step(h.Applications.Check(ctx, second, "", move()))
		step(h.Applications.Review(ctx, village, "", move(),
			application.ReviewRecord{On: day, Present: 20, Entitled: 21, VotesFor: 20}))
		notice := func(from, until string) (int64, error) {
			return h.Applications.Notice(ctx, village, "", move(),
				application.NoticeRecord{From: civil.MustDate(from), Until: civil.MustDate(until), Boards: "村公示栏"})
		}
		step(notice("2025-03-03", "2025-03-10"))
		_, err = object(authz.Villager(), apptest.Beside, "unfair_hiring", complaint.Web)
		want("another village", "complaint.application", err)
		web, err := object(authz.Villager(), home, "need_ignored", complaint.Web)
		apptest.Must(t, err)
		if web.AnswerBy != "2025-03-10" { // five working days
			t.Errorf("answer by %s", web.AnswerBy)
		}
		_, err = object(h.Actor("telephone_clerk", apptest.County), home, "kin_favour", "telephone")
		apptest.Must(t, err)
		h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
		audit := func() error {
			_, err := h.Applications.Audit(ctx, town, "", move())
			return err
		}
		want("while one is open", "application.objection_open", audit())
		_, err = h.Applications.PassBatch(ctx, town, "", application.Batch{Step: application.StepAudit,
			Path: h.Region(apptest.Town).Path, Moves: []application.Move{move()}, Document: "文1号"})
		want("in a batch", "application.left", err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			o, err := h.Applications.Objections.To(s, id)
			apptest.Must(t, err)
			mine, err := complaint.OfApplication(s, town, id)
			apptest.Must(t, err)
			theirs, err := complaint.OfApplication(s, h.Actor("discipline_inspector", apptest.County), id)
			if o.Open != 1 || len(mine) != 1 || len(theirs) != 2 {
				t.Errorf("%+v, the township sees %d, inspectors %d", o, len(mine), len(theirs))
			}
			return err
		}))
		answer := func(upheld string) error {
			_, err := h.Complaints.Answer(ctx, town, "",
				complaint.Move{ID: web.ID, Version: 1, Remark: "已入户核实，情况属实", Upheld: upheld})
			return err
		}
		want("neither right nor wrong", "form.choice", answer(""))
		want("right", "", answer("yes"))
		want("twice", "form.stale", answer("no"))
		want("a right one", "application.objection_right", audit())
		step(notice("2025-03-11", "2025-03-18"))
		h.Set.Move(clock.On(civil.MustDate("2025-03-19"), 9, 0))
		want("after the notice hung again", "", audit())
		_, err = h.Applications.File(ctx, county, "", application.Move{ID: id, Version: version + 1, Pass: true})
		want("filed", "", err)
	})
}
