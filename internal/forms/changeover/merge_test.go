package changeover_test

import (
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/changeover"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

// holder starts somebody on the first post of Home, by an application that was filed.
func holder(t *testing.T, h *apptest.House) (placementID, personID int64) {
	t.Helper()
	r := h.Region(apptest.Home)
	personID = h.Person(apptest.Home, "续任人")
	id, err := h.Applications.Submit(ctx, h.Actor("village_registrar", apptest.Home), "", r,
		application.Proposal{PostID: h.Posts[0], PersonID: personID, Basis: "poverty_out"})
	apptest.Must(t, err)
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE application SET state = 'filed' WHERE id = ?", id)
		return err
	}))
	on := h.Set.Now().Date()
	placementID, err = h.Placements.Start(ctx, h.Actor("county_reviewer", apptest.County), "", id, 1,
		placement.Terms{StartOn: on, AgreementNo: "A-1", AgreementFrom: on, AgreementUntil: on.AddMonths(12).AddDays(-1),
			InsuranceNo: "Y", InsuredFrom: on, TrainedOn: on})
	apptest.Must(t, err)
	return placementID, personID
}

// worked records and reviews a month of Home.
func worked(t *testing.T, h *apptest.House, m civil.Month, placementID int64) {
	t.Helper()
	clerk := h.Actor("village_registrar", apptest.Home)
	id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), m)
	apptest.Must(t, err)
	line := duty.Typed{PlacementID: placementID}
	line.Days[19] = "勤"
	_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{line}})
	apptest.Must(t, err)
	_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", id, 2, true, "")
	apptest.Must(t, err)
}

func TestMerge_moves_what_goes_on_and_leaves_what_was(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		county := h.Actor("county_reviewer", apptest.County)
		from, into := h.Region(apptest.Home), h.Region(apptest.Beside)
		old, person := holder(t, h)
		waiting, err := h.Applications.Submit(ctx, h.Actor("village_registrar", apptest.Home), "", from,
			application.Proposal{PostID: h.Posts[1], PersonID: h.Person(apptest.Home, "申请人"), Basis: "poverty_out"})
		apptest.Must(t, err)
		h.Set.Move(clock.On(civil.MustDate("2025-04-02"), 9, 0))
		april := civil.MustDate("2025-04-01")
		m := changeover.Merger{From: from, Into: into, On: april, Document: "枣政字〔2025〕9号"}
		merge := func(a authz.Actor, change func(*changeover.Merger)) error {
			x := m
			if change != nil {
				change(&x)
			}
			_, err := changeover.Merge(ctx, h.Desk, a, "", x)
			return err
		}
		for _, x := range []struct {
			code   string
			a      authz.Actor
			change func(*changeover.Merger)
		}{
			{"authz.forbidden", h.Actor("village_registrar", apptest.Home), nil},
			{"authz.forbidden", h.Actor("township_reviewer", apptest.Town), nil},
			{"authz.not_found", h.Actor("county_reviewer", "370481"), nil},
			{"changeover.not_beside", county, func(x *changeover.Merger) { x.Into = h.Region(apptest.Away) }},
			{"changeover.not_beside", county, func(x *changeover.Merger) { x.Into = from }},
			{"region.not_village", county, func(x *changeover.Merger) { x.Into = h.Region(apptest.Town) }},
			{"changeover.on", county, func(x *changeover.Merger) { x.On = civil.MustDate("2025-04-02") }},
			{"changeover.on", county, func(x *changeover.Merger) { x.On = civil.MustDate("2025-05-01") }},
			{"form.required", county, func(x *changeover.Merger) { x.Document = " " }},
			{"changeover.unfinished", county, nil}, // March is not recorded yet: somebody would be unpaid
		} {
			if err := merge(x.a, x.change); errs.CodeOf(err) != x.code {
				t.Errorf("%v, want %s", err, x.code)
			}
		}
		worked(t, h, civil.MustMonth("2025-03"), old)

		var wg sync.WaitGroup
		results := make([]error, 4)
		for i := range results {
			wg.Add(1)
			go func() {
				defer wg.Done()
				results[i] = merge(county, nil)
			}()
		}
		wg.Wait()
		done := 0
		for _, err := range results {
			if err == nil {
				done++
			} else if c := errs.CodeOf(err); c != "form.stale" {
				t.Errorf("a second merger: %v", err)
			}
		}
		if done != 1 {
			t.Fatalf("merged %d times", done)
		}

		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			tree, err := region.Load(s, h.Set.Now().Date())
			apptest.Must(t, err)
			if _, err := tree.ByCode(from.Code); err == nil {
				t.Error("the old village is still offered")
			}
			if was, ok := tree.ByPath(from.Path); !ok || !was.Ended || tree.Full(from.Path) == tree.Full(from.Path[:12]) {
				t.Error("the old village has lost its name")
			}
			before, err := region.Load(s, civil.MustDate("2025-03-31"))
			apptest.Must(t, err)
			if was, err := before.ByCode(from.Code); err != nil || was.Ended {
				t.Error("the day before it was there")
			}
			p, err := resident.ByID(s, person)
			apptest.Must(t, err)
			was, err := placement.ByID(s, old)
			apptest.Must(t, err)
			live, err := placement.Live(s, into.ID)
			apptest.Must(t, err)
			if p.Path != into.Path || was.Path != from.Path || was.EndOn.String() != "2025-03-31" ||
				was.EndReason != placement.Merged {
				t.Errorf("%+v %+v", p, was)
			}
			if len(live) != 1 || *live[0].ContinuesID != old || live[0].StartOn != april || live[0].PostID != was.PostID ||
				live[0].RateFen != was.RateFen || live[0].AgreementUntil != was.AgreementUntil || live[0].ApplicationID != nil {
				t.Errorf("%+v", live)
			}
			q, err := post.ByID(s, h.Posts[0])
			apptest.Must(t, err)
			a, err := application.ByID(s, waiting)
			apptest.Must(t, err)
			if q.Path != into.Path || a.Path != into.Path {
				t.Errorf("post at %s, application at %s", q.Path, a.Path)
			}
			// nobody is accused of what the merger did
			out, _, err := inspect.Look(ctx, db, h.Clock.Now, oversight.Rules(), from.Path[:12], nil)
			apptest.Must(t, err)
			for f := range out.Finds.All() {
				if f.Region.ID == into.ID && f.Certainty != inspect.Information {
					t.Errorf("%s: %s", f.Rule.Code, f.Sentence)
				}
			}
			if out.Holders != 1 {
				t.Errorf("%d holders counted", out.Holders)
			}
			_, err = trail.Verify(s, app.Witnessed(), "")
			return err
		}))

		// the registrars of the old village may do nothing more; the new one's go on
		gone, err := h.Accounts.Actor(ctx, apptest.Login("village_registrar", from.Code))
		if err != nil || gone.Has("duty.sheet") {
			t.Errorf("the old grant holds: %v", err)
		}
		h.Set.Move(clock.On(civil.MustDate("2025-04-20"), 9, 0))
		if _, err := h.Duty.Begin(ctx, h.Actor("village_registrar", apptest.Beside), into,
			civil.MustMonth("2025-04")); err != nil {
			t.Errorf("the new village's sheet: %v", err)
		}
		n, err := post.OpenPosts(ctx, h.Desk, authz.System("test"), "", into, apptest.Draft(), 1)
		if err != nil || len(n) != 1 {
			t.Errorf("a new post beside the moved ones: %v", err)
		}
		if err := merge(county,
			func(x *changeover.Merger) { x.From, x.Into = into, from }); errs.CodeOf(err) != "form.stale" {
			t.Errorf("into a village that is no more: %v", err)
		}
	})
}

func TestMerge_is_refused_once_the_new_time_has_begun_in_the_old_village(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	old, _ := holder(t, h)
	h.Set.Move(clock.On(civil.MustDate("2025-04-02"), 9, 0))
	worked(t, h, civil.MustMonth("2025-03"), old)
	_, err := h.Duty.Begin(ctx, h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home),
		civil.MustMonth("2025-04"))
	apptest.Must(t, err)
	_, err = changeover.Merge(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "",
		changeover.Merger{From: h.Region(apptest.Home), Into: h.Region(apptest.Beside), On: civil.MustDate("2025-04-01"),
			Document: "文1号"})
	if errs.CodeOf(err) != "changeover.begun" {
		t.Fatal(err)
	}
}
