package complaint_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
)

// An answer is taken back by who gave it, with a reason, until it was told: the complaint is open again by the day that
// it had, and its office's turn goes on.
func TestTakeBackAnswer_until_it_was_told(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, id, now := unpaid(t, db, nil)
		town := h.Actor("township_reviewer", apptest.Town)
		by := now().AnswerBy
		take := func(who authz.Actor, b desk.Back) error {
			_, err := h.Complaints.TakeBack(ctx, who, "", id, b)
			return err
		}
		apptest.Back{Act: "complaint.answered", Subject: "complaint", ID: func() int64 { return id }, Author: town, Why: true,
			Version: func() int64 { return now().Version },
			Do: func() {
				t.Helper()
				_, err := h.Complaints.Answer(ctx, town, "", complaint.Move{ID: id, Version: now().Version, Remark: "已经核实并补发"})
				apptest.Must(t, err)
			},
			Take:   take,
			Others: map[string]authz.Actor{"authz.not_found": h.Actor("village_registrar", home)},
			Acts: func() {
				var last trail.Line
				apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
					last, _, err = trail.LastOf(s, "complaint", id)
					return err
				}))
				b := desk.Back{Entry: last.ID, Version: now().Version}
				refuse(t, "no reason", "undo.why", take(town, b))
				b.Why = "看错了"
				refuse(t, "of another region", "authz.not_found", take(h.Actor("township_reviewer", "370481116"), b))
				_, err := h.Complaints.Tell(ctx, town, "", complaint.Move{ID: id, Version: now().Version, Remark: "电话告知"})
				apptest.Must(t, err)
			},
			Acted: "undo.acted"}.Try(t, h)

		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			turns, err := complaint.TurnsOf(s, id)
			if err != nil || len(turns) != 1 || turns[0].Ended != "answered" || now().AnswerBy != by {
				t.Errorf("%+v %v, by %s and not %s", turns, err, now().AnswerBy, by)
			}
			events, err := complaint.EventsOf(s, id)
			if err != nil || len(events) != 7 || events[2].Kind != "recalled" || events[2].Remark != "办错了" {
				t.Errorf("%+v %v", events, err)
			}
			_, err = trail.Verify(s, []trail.Table{complaint.Witness, resident.OriginWitness, resident.BaselineWitness}, "")
			return err
		}))
	})
}

// Once the township audited on the strength of an answer to an objection, the answer stays.
func TestTakeBackAnswer_refuses_once_the_application_went_on(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village, second, town := h.Actor("village_registrar", home), h.Actor("village_registrar", home, "-2"),
			h.Actor("township_reviewer", apptest.Town)
		day := civil.MustDate(apptest.Day)
		id, err := h.Applications.Submit(ctx, village, "", h.Region(home),
			application.Proposal{PostID: h.Posts[0], PersonID: h.Person(home, "王三"), Basis: "poverty_out"})
		apptest.Must(t, err)
		version := int64(0)
		move := func() application.Move {
			version++
			return application.Move{ID: id, Version: version, Pass: true}
		}
		done := func(_ int64, err error) { t.Helper(); apptest.Must(t, err) }
		done(h.Applications.Check(ctx, second, "", move()))
		done(h.Applications.Review(ctx, village, "", move(),
			application.ReviewRecord{On: day, Present: 20, Entitled: 21, VotesFor: 20}))
		done(h.Applications.Notice(ctx, village, "", move(), application.NoticeRecord{From: day,
			Until: civil.MustDate("2025-03-10"), Boards: "村公示栏"}))
		c, err := h.Complaints.Register(ctx, authz.Villager(), "", h.Region(home), complaint.Said{About: complaint.Village,
			Kind: "need_ignored", CameBy: complaint.Web, Application: id, Text: "他家并不困难，评议时没有说明"})
		apptest.Must(t, err)
		h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
		_, err = h.Complaints.Answer(ctx, town, "", complaint.Move{ID: c.ID, Version: 1, Remark: "已入户核实，不属实", Upheld: "no"})
		apptest.Must(t, err)
		standing := func() (open bool) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				l, _, err := trail.LastOf(s, "complaint", c.ID)
				if err == nil {
					open, _, err = complaint.Standing(s, l)
				}
				return err
			}))
			return open
		}
		if !standing() {
			t.Error("it cannot be taken back though nobody acted on it")
		}
		done(h.Applications.Audit(ctx, town, "", move()))
		if standing() {
			t.Error("it can be taken back though the application went on")
		}
		var l trail.Line
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
			l, _, err = trail.LastOf(s, "complaint", c.ID)
			return err
		}))
		_, err = h.Complaints.TakeBack(ctx, town, "", c.ID, desk.Back{Entry: l.ID, Version: 2, Why: "看错了"})
		refuse(t, "after the audit", "complaint.gone_on", err)
	})
}
