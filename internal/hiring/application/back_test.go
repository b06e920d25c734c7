package application_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
)

func (r *road) now() (a application.Application) {
	r.t.Helper()
	apptest.Must(r.t,
		r.DB.Read(ctx, func(s *database.Snapshot) (err error) { a, err = application.ByID(s, r.id); return err }))
	return a
}

// try an act of the road and its taking back; do carries it out anew each time, acts is the next desk's.
func (r *road) try(act string, author authz.Actor, others map[string]authz.Actor,
	do, acts func(m application.Move) error) {
	r.t.Helper()
	move := func() application.Move {
		return application.Move{ID: r.id, Version: r.now().Version, Pass: true}
	}
	apptest.Back{Act: act, Subject: "application", ID: func() int64 { return r.id }, Author: author, Others: others,
		Version: func() int64 { return r.now().Version },
		Do:      func() { r.t.Helper(); apptest.Must(r.t, do(move())) },
		Take: func(who authz.Actor, b desk.Back) error {
			_, err := application.TakeBack(ctx, r.Desk, who, "", r.id, b)
			return err
		},
		Acts: func() { r.t.Helper(); apptest.Must(r.t, acts(move())) }, Acted: "undo.acted"}.Try(r.t, r.House)
}

func only(_ int64, err error) error { return err }

// Each decision on an application is taken back by who made it, until the next desk acts; the four hands stay four
// people over all rounds; steps that were taken back count nowhere and verify.
func TestTakeBack_of_each_decision_until_the_next_desk_acts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := h.Applications
		first, second := h.Actor("village_registrar", home), h.Actor("village_registrar", home, "-2")
		town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
		beside := h.Actor("village_registrar", apptest.Beside)
		r := begin(t, h, "王秀英")

		r.try("application.check", second, map[string]authz.Actor{
			"authz.forbidden": h.Actor("township_supervisor", apptest.Town),
			"authz.not_found": beside},
			func(m application.Move) error { return only(a.Check(ctx, second, "", m)) },
			func(m application.Move) error { return only(a.Review(ctx, first, "", m, review(30, 40, 25))) })
		r.try("application.review", first, map[string]authz.Actor{"authz.forbidden": county, "authz.not_found": beside},
			func(m application.Move) error { return only(a.Review(ctx, first, "", m, review(31, 40, 26))) },
			func(m application.Move) error {
				return only(a.Notice(ctx, first, "", m, notice("2025-03-03", "2025-03-10")))
			})
		h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
		r.try("application.audit", town, map[string]authz.Actor{"authz.forbidden": second,
			"authz.not_found": h.Actor("township_reviewer", "370481116")},
			func(m application.Move) error { return only(a.Audit(ctx, town, "", m)) },
			func(m application.Move) error { return only(a.File(ctx, county, "", m)) })

		// what the county filed it takes back, and refuses instead; that too, until the applicant applies anew
		back := func(who authz.Actor) error {
			b := desk.Back{Version: r.now().Version, Why: "看错了"}
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				l, _, err := trail.LastOf(s, "application", r.id)
				b.Entry = l.ID
				return err
			}))
			return only(application.TakeBack(ctx, h.Desk, who, "", r.id, b))
		}
		apptest.Must(t, back(county))
		apptest.Must(t, only(a.File(ctx, county, "", application.Move{ID: r.id, Version: r.now().Version, Remark: "名额不符"})))
		if s := r.now().State; s != application.Refused {
			t.Fatal(s)
		}
		_, err := a.Submit(ctx, first, "", h.Region(home), application.Proposal{PostID: h.Posts[1],
			PersonID: r.now().PersonID, Basis: "poverty_out"})
		apptest.Must(t, err)
		apptest.Want(t, "the applicant has another one under way", "application.live", back(county))

		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			steps, err := application.StepsOf(s, r.id)
			if err != nil {
				return err
			}
			var said []string
			for _, x := range steps {
				said = append(said, x.Step)
			}
			if len(said) != 7 { // the review was entered once more, as it may be
				t.Errorf("steps that count: %v", said)
			}
			gone, err := application.GoneOf(s, r.id)
			if err != nil || len(gone) != 7 || gone[0].Step != application.StepCheck || gone[1].Why != "看错了" ||
				gone[0].By == "" {
				t.Errorf("taken back: %+v %v", gone, err)
			}
			_, err = trail.Verify(s, []trail.Table{application.Witness, application.BackWitness, resident.OriginWitness,
				resident.BaselineWitness}, "")
			return err
		}))
	})
}

// Who took a check back is one of the four hands all the same: no other step is that person's.
func TestTakeBack_leaves_four_hands_four_people(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := h.Applications
		second := h.Actor("village_registrar", home, "-2")
		third := second
		third.UserID, third.PersonKey = third.UserID+1_000, "another"
		r := begin(t, h, "王秀英")
		move := func() application.Move {
			return application.Move{ID: r.id, Version: r.now().Version, Pass: true}
		}
		apptest.Must(t, only(a.Check(ctx, second, "", move())))
		var b desk.Back
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			l, _, err := trail.LastOf(s, "application", r.id)
			b = desk.Back{Entry: l.ID, Version: r.now().Version}
			return err
		}))
		apptest.Must(t, only(application.TakeBack(ctx, h.Desk, second, "", r.id, b)))
		if n := r.now(); n.State != application.Submitted || n.Round != 2 {
			t.Errorf("%+v", n)
		}
		apptest.Want(t, "who submitted checks", "application.same_hand",
			only(a.Check(ctx, h.Actor("village_registrar", home), "", move())))
		apptest.Must(t, only(a.Check(ctx, third, "", move()))) // a colleague does it over
		county := h.Actor("county_reviewer", apptest.County)
		county.PersonKey = second.PersonKey // the same human at another desk
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			apptest.Want(t, "who took it back files", "application.same_hand",
				application.MayAct(s, county, r.now(), application.StepFile))
			if err := application.MayAct(s, second, r.now(), application.StepCheck); err != nil {
				t.Errorf("and may check anew: %v", err)
			}
			return nil
		}))
	})
}

// A batch is taken back as one, with a reason: what the county went on with since stays.
func TestTakeBackBatch_of_what_nobody_went_on_with(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		w := newBatchWorld(t, db)
		town, county := w.Actor("township_reviewer", apptest.Town), w.Actor("county_reviewer", apptest.County)
		var moves []application.Move
		for i, name := range []string{"王秀英", "李桂芳"} {
			moves = append(moves, w.noticed(name, i, way{}))
		}
		w.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
		now := func(id int64) (a application.Application) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				a, err = application.ByID(s, id)
				return err
			}))
			return a
		}
		audit := func() {
			t.Helper()
			for i := range moves {
				moves[i].Version = now(moves[i].ID).Version
			}
			done, err := w.Applications.PassBatch(ctx, town, "", application.Batch{Step: application.StepAudit,
				Path: w.Region(apptest.Town).Path, Moves: moves, Document: document, By: "逐份勾选"})
			if err != nil || done.Passed != len(moves) {
				t.Fatalf("%+v %v", done, err)
			}
		}
		file := func(id int64) {
			t.Helper()
			apptest.Must(t, only(w.Applications.File(ctx, county, "",
				application.Move{ID: id, Version: now(id).Version, Pass: true})))
		}
		take := func(who authz.Actor, b desk.Back) error {
			return only(application.TakeBackBatch(ctx, w.Desk, who, "", b))
		}
		last := func() (id int64) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				all, err := apptest.Acts(s, "application.audit_batch")
				id = all[0].ID
				return err
			}))
			return id
		}
		apptest.Back{Act: "application.audit_batch", Subject: "region", ID: func() int64 { return 0 }, Author: town,
			Why: true, Do: audit, Take: take,
			Others: map[string]authz.Actor{"authz.forbidden": w.Actor("township_supervisor", apptest.Town),
				"authz.not_found": w.Actor("township_reviewer", "370481116")},
			Acts: func() {
				apptest.Want(t, "no reason", "undo.why", take(town, desk.Back{Entry: last()}))
				file(moves[0].ID)
				apptest.Must(t, take(town, desk.Back{Entry: last(), Why: "看错了"}))
				if a, b := now(moves[0].ID), now(moves[1].ID); a.State != application.Filed || b.State != application.Noticed {
					t.Errorf("%s %s", a.State, b.State)
				}
				moves = moves[1:]
				audit()
				file(moves[0].ID)
			},
			Acted: "undo.acted"}.Try(t, w.House)
		apptest.Want(t, "nothing is left", "application.left", take(town, desk.Back{Entry: last(), Why: "看错了"}))
	})
}
