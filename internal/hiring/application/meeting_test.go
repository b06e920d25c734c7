package application_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

// checkedApplication of somebody at Home, checked and ready for the meeting.
func checkedApplication(t *testing.T, h *apptest.House, person int64, post int) int64 {
	t.Helper()
	id, err := h.Applications.Submit(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home),
		application.Proposal{PostID: h.Posts[post], PersonID: person, Basis: "poverty_out"})
	apptest.Must(t, err)
	_, err = h.Applications.Check(apptest.Ctx, h.Actor("village_registrar", apptest.Home, "-2"), "",
		application.Move{ID: id, Version: 1, Pass: true})
	apptest.Must(t, err)
	return id
}

func voters(n int, more ...application.NamedVoter) []application.NamedVoter {
	for i := range n {
		more = append(more, application.NamedVoter{Name: "代表" + string(rune('甲'+i))})
	}
	return more
}

func meetingWorld(t *testing.T, h *apptest.House) (a, b int64, brother application.NamedVoter) {
	t.Helper()
	one, two := h.Person(apptest.Home, "王三"), h.Person(apptest.Home, "李四")
	e := h.Entry("王四")
	kin, err := h.Residents.Register(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home),
		e)
	apptest.Must(t, err)
	_, err = h.Residents.DeclareKin(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", one,
		civil.MustDate("2025-03-01"), "亲属关系申报表", []resident.Tie{{KinID: kin, Code: "73"}}, false, nil)
	apptest.Must(t, err)
	return checkedApplication(t, h, one, 0), checkedApplication(t, h, two, 1),
		application.NamedVoter{Name: "王四", Index: h.Ring.Index("idno", e.IDNumber)}
}

func parts(t *testing.T, h *apptest.House, id int64) (m application.Meeting, vs []application.Voter, cs []application.Candidate, rs []application.Recusal) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
		if m, err = application.MeetingByID(s, id); err != nil {
			return err
		}
		vs, cs, rs, err = application.Parts(s, id)
		return err
	}))
	return
}

func state(t *testing.T, h *apptest.House, id int64) (a application.Application, steps []application.Step) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
		if a, err = application.ByID(s, id); err != nil {
			return err
		}
		steps, err = application.StepsOf(s, id)
		return err
	}))
	return
}

func all(n int) (out []int64) {
	for i := range n {
		out = append(out, int64(i+1))
	}
	return
}

// A voter who is declared kin of a candidate is named before the vote, and is not counted in it.
func TestMeeting_names_kin_before_the_vote(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		a, b, brother := meetingWorld(t, h)
		plan := application.Plan{On: civil.MustDate(apptest.Day), Place: "村委会", Chair: "张主任", LedBy: "village",
			Voters: voters(9, brother, application.NamedVoter{Name: "李四"}), Applications: []int64{a, b}}
		id, err := h.Applications.PlanMeeting(apptest.Ctx, who, "", h.Region(apptest.Home), plan)
		apptest.Must(t, err)
		m, vs, cs, rs := parts(t, h, id)
		if m.Entitled != 11 || len(vs) != 11 || len(cs) != 2 || len(rs) != 2 || rs[0].ApplicationID != a ||
			rs[0].VoterSeq != 1 || rs[0].Tie != "73" || rs[1].ApplicationID != b || rs[1].VoterSeq != 2 || rs[1].Tie != "self" {
			t.Fatalf("%+v\n%+v", m, rs)
		}
		hold := func(aFor, bFor int64, kin ...int64) error {
			_, err := h.Applications.HoldMeeting(apptest.Ctx, who, "", id, m.Version,
				application.Minutes{Came: all(10),
					Ballots: []application.Ballot{
						{ApplicationID: a, For: aFor, KinVoted: kin},
						{ApplicationID: b, For: 4, Against: bFor},
					}})
			return err
		}
		// ten came; the brother and the candidate stand back, so nine vote on each
		if err := hold(10, 5); errs.CodeOf(err) != "meeting.votes" || len(errs.All(err)) != 1 {
			t.Error(err)
		}
		apptest.Must(t, hold(9, 5))
		x, steps := state(t, h, a)
		last := steps[len(steps)-1]
		if x.State != application.Reviewed || x.Irregular != 0 || last.Present != 9 || last.Entitled != 11 ||
			last.VotesFor != 9 || !strings.Contains(last.Remark, "回避：王四") {
			t.Errorf("%+v %+v", x, last)
		}
		y, steps := state(t, h, b) // four of nine is not more than half
		if y.State != application.Waiting || steps[len(steps)-1].Outcome != application.OnList {
			t.Errorf("%+v", y)
		}
		if err := hold(9, 5); errs.CodeOf(err) != "meeting.state" {
			t.Errorf("held twice: %v", err)
		}
	})
}

// What was out of order is recorded and marked, and the township cannot pass it.
func TestMeeting_records_what_was_irregular(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	a, _, brother := meetingWorld(t, h)
	for _, c := range []struct {
		name, irregular, led string
		voters               []application.NamedVoter
		came                 []int64
		ballot               application.Ballot
	}{
		{"kin voted all the same", "review.kin_voted", "village", voters(9, brother), all(10),
			application.Ballot{For: 10, KinVoted: []int64{1}}},
		{"too few came", "review.quorum", "village", voters(9, brother), all(6), application.Ballot{For: 5}},
		{"recusal leaves just two thirds", "", "village", voters(2, brother), all(3), application.Ballot{For: 2}},
		{"recusal leaves too few and the village led", "review.needs_township", "village", voters(2, brother), all(3),
			application.Ballot{For: 2}},
		{"recusal leaves too few and the township led", "", "township", voters(2, brother), all(3),
			application.Ballot{For: 2}},
	} {
		if c.irregular == "review.needs_township" { // from here on the county wants three quarters
			h.OldParameter(application.Quorum, h.Region(apptest.County).Path, apptest.Day, "3/4", "approved")
		}
		id, err := h.Applications.PlanMeeting(apptest.Ctx, who, "", h.Region(apptest.Home),
			application.Plan{On: civil.MustDate(apptest.Day), Place: "村委会", Chair: "张主任", LedBy: c.led, Voters: c.voters,
				Applications: []int64{a}})
		apptest.Must(t, err)
		c.ballot.ApplicationID = a
		_, err = h.Applications.HoldMeeting(apptest.Ctx, who, "", id, 1,
			application.Minutes{Came: c.came, Ballots: []application.Ballot{c.ballot}})
		apptest.Must(t, err)
		_, steps := state(t, h, a)
		if last := steps[len(steps)-1]; last.Irregular != c.irregular || last.Step != application.StepReview {
			t.Errorf("%s: %+v", c.name, last)
		}
	}
}

func TestMeeting_refusals(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	a, b, _ := meetingWorld(t, h)
	good := application.Plan{On: civil.MustDate(apptest.Day), Place: "村委会", Chair: "张主任", LedBy: "village",
		Voters: voters(5), Applications: []int64{a}}
	change := func(f func(*application.Plan)) application.Plan {
		p := good
		f(&p)
		return p
	}
	for _, c := range []struct {
		name, code string
		who        authz.Actor
		p          application.Plan
	}{
		{"another role", "authz.forbidden", h.Actor("county_reviewer", apptest.County), good},
		{"another village", "authz.not_found", h.Actor("village_registrar", apptest.Beside), good},
		{"no day", "meeting.on", who, change(func(p *application.Plan) { p.On = civil.Date{} })},
		{"no chair", "form.required", who, change(func(p *application.Plan) { p.Chair = "" })},
		{"two voters", "meeting.voters", who, change(func(p *application.Plan) { p.Voters = voters(2) })},
		{"no name", "meeting.voter", who,
			change(func(p *application.Plan) { p.Voters = voters(3, application.NamedVoter{Name: "3"}) })},
		{"one voter twice", "meeting.voter_twice", who, change(func(p *application.Plan) {
			p.Voters = voters(3, application.NamedVoter{Name: "王三", Index: []byte("1")},
				application.NamedVoter{Name: "王三", Index: []byte("1")})
		})},
		{"no candidate", "meeting.candidates", who, change(func(p *application.Plan) { p.Applications = nil })},
		{"led by nobody", "form.choice", who, change(func(p *application.Plan) { p.LedBy = "" })},
		{"no such application", "authz.not_found", who, change(func(p *application.Plan) { p.Applications = []int64{999} })},
	} {
		if _, err := h.Applications.PlanMeeting(apptest.Ctx, c.who, "", h.Region(apptest.Home),
			c.p); errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
	}
	id, err := h.Applications.PlanMeeting(apptest.Ctx, who, "", h.Region(apptest.Home),
		change(func(p *application.Plan) { p.On = civil.MustDate("2025-03-10") }))
	apptest.Must(t, err)
	minutes := application.Minutes{Came: all(5), Ballots: []application.Ballot{{ApplicationID: a, For: 5}}}
	hold := func(who authz.Actor, version int64, m application.Minutes) error {
		_, err := h.Applications.HoldMeeting(apptest.Ctx, who, "", id, version, m)
		return err
	}
	for _, c := range []struct {
		name, code string
		err        error
	}{
		{"before its day", "meeting.early", hold(who, 1, minutes)},
		{"an old form", "form.stale", hold(who, 2, minutes)},
		{"another village", "authz.not_found", hold(h.Actor("village_registrar", apptest.Beside), 1, minutes)},
	} {
		if errs.CodeOf(c.err) != c.code {
			t.Errorf("%s: %v, want %s", c.name, c.err, c.code)
		}
	}
	_, err = h.Applications.DropMeeting(apptest.Ctx, who, "", id, 1, "")
	if errs.CodeOf(err) != "application.remark" {
		t.Error(err)
	}
	_, err = h.Applications.DropMeeting(apptest.Ctx, who, "", id, 1, "改期")
	apptest.Must(t, err)
	if err := hold(who, 2, minutes); errs.CodeOf(err) != "meeting.state" {
		t.Error(err)
	}
	id, err = h.Applications.PlanMeeting(apptest.Ctx, who, "", h.Region(apptest.Home),
		change(func(p *application.Plan) { p.Applications = []int64{a, b} }))
	apptest.Must(t, err)
	if err := hold(who, 1,
		application.Minutes{Came: []int64{1, 1}, Ballots: minutes.Ballots}); errs.CodeOf(err) != "meeting.came" {
		t.Error(err)
	}
	if err := hold(who, 1, minutes); errs.CodeOf(err) != "review.votes" {
		t.Errorf("a candidate without a ballot: %v", err)
	}
	if x, _ := state(t, h, a); x.State != application.Checked {
		t.Error("a refused meeting must move nobody")
	}
	// the result entered many times at once is entered once
	minutes.Ballots = append(minutes.Ballots, application.Ballot{ApplicationID: b, For: 5})
	done := apptest.AtOnce(6, func() (int, error) { return 1, hold(who, 1, minutes) })
	if done != 1 {
		t.Errorf("entered %d times", done)
	}
}

// A village that never types: the township enters it from signed paper, marked, and another person reviews it.
func TestTownship_enters_for_a_village_from_paper(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	one, two := h.Actor("township_reviewer", apptest.Town), h.Actor("township_reviewer", apptest.Town, "-2")
	person := h.Person(apptest.Home, "王三")
	id, err := h.Applications.Submit(apptest.Ctx, one, "", h.Region(apptest.Home),
		application.Proposal{PostID: h.Posts[0], PersonID: person, Basis: "poverty_out"})
	apptest.Must(t, err)
	move := func(v int64) application.Move { return application.Move{ID: id, Version: v, Pass: true} }
	if _, err := h.Applications.Check(apptest.Ctx, one, "", move(1)); errs.CodeOf(err) != "application.same_hand" {
		t.Errorf("who entered it also checks: %v", err)
	}
	_, err = h.Applications.Check(apptest.Ctx, two, "", move(1))
	apptest.Must(t, err)
	_, err = h.Applications.Review(apptest.Ctx, one, "", move(2),
		application.ReviewRecord{On: civil.MustDate(apptest.Day), Present: 20, Entitled: 21, VotesFor: 20})
	apptest.Must(t, err)
	_, err = h.Applications.Notice(apptest.Ctx, one, "", move(3),
		application.NoticeRecord{From: civil.MustDate("2025-02-20"), Until: civil.MustDate("2025-02-28"), Boards: "村公示栏"})
	apptest.Must(t, err)
	for _, who := range []authz.Actor{one, two} {
		m := move(4)
		m.Pass, m.Remark = false, "材料不齐"
		if _, err := h.Applications.Audit(apptest.Ctx, who, "", m); errs.CodeOf(err) != "application.same_hand" {
			t.Errorf("a hand that was there before audits: %v", err)
		}
	}
	_, steps := state(t, h, id)
	for _, s := range steps {
		if s.Channel != "for_another" {
			t.Errorf("%s is not marked: %s", s.Step, s.Channel)
		}
	}
	if _, err := h.Applications.Submit(apptest.Ctx, one, "", h.Region(apptest.Away),
		application.Proposal{PostID: h.Posts[3], PersonID: person, Basis: "poverty_out"}); errs.CodeOf(err) != "authz.not_found" {
		t.Errorf("another county's village: %v", err)
	}
}
