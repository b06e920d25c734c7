package screens

import (
	"net/http"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/resident"
)

// Meetings shows the villages' meetings that vote on applications.
type Meetings struct {
	Applications *application.Service
	Desk         *desk.Desk
	Ring         *seal.Ring
}

// Routes of these pages.
func (p *Meetings) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/meetings", "application.view", p.meetings).Shows(&meetings),
		feature.Get("/meetings/new", "application.review", p.meetingForm),
		feature.Post("/meetings/new", "application.review", p.meetingPlan),
		feature.Get("/meetings/:id", "application.view", p.meeting).Of("meeting"),
		feature.Post("/meetings/:id/hold", "application.review", p.meetingHold).Of("meeting").Takes(kit.MaxFiles),
		feature.Post("/meetings/:id/drop", "application.review", p.meetingDrop).Of("meeting"),
	}
}

type meetingsPage struct {
	kit.Page
	Places kit.Places
	List   *listing.View
}

// meetings is the list of meetings, as the exported one.
var meetings = listing.List[application.Meeting]{
	Whole: []listing.Whole{{Words: "民主评议会台账", Kind: "meetings", Permission: "application.view"}},
	Code:  "meetings", Title: "民主评议会", View: "application.view",
	ID:    func(x application.Meeting) int64 { return x.ID },
	NoRow: "还没有评议会。",
	Columns: []listing.Column[application.Meeting]{
		listing.Day("on", "日期", func(x application.Meeting) civil.Date { return x.OnDate }).
			To(func(x application.Meeting) string { return "/meetings/" + kit.FormatID(x.ID) }),
		listing.Place("place", "村（社区）", func(x application.Meeting) string { return x.Path }),
		listing.Text("chair", "主持", func(x application.Meeting) string { return x.Chair }).
			And(func(x application.Meeting) string {
				if x.LedBy == "township" {
					return "镇街主持"
				}
				return ""
			}),
		listing.Text("where", "地点", func(x application.Meeting) string { return x.Place }).OnChoice(),
		listing.Number("entitled", "应到", func(x application.Meeting) int64 { return x.Entitled }),
		listing.Number("present", "实到", func(x application.Meeting) int64 { return x.Present }),
		listing.Label("state", "状态", "meeting", func(x application.Meeting) string { return x.State }),
	},
}

func (p *Meetings) meetings(r *kit.Request) error {
	scope := r.Actor.Scope("application.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &meetingsPage{Page: kit.Page{Title: "民主评议会"}, Places: r.Narrow(scope.Paths(), at)}
	q := listing.Query[application.Meeting]{At: at,
		All: func(s *database.Snapshot, scope authz.Scope) ([]application.Meeting, error) {
			return application.Meetings(s, scope, "", 0, listing.Few)
		}}
	return meetings.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "meetings", page)
	})
}

type meetingFormPage struct {
	kit.Page
	Places  kit.Places
	Village *region.Region
	Ready   []application.Row
}

func (p *Meetings) meetingPage(r *kit.Request) (*meetingFormPage, error) {
	page := &meetingFormPage{Page: kit.Page{Title: "安排民主评议会"}}
	var err error
	if page.Village, page.Places, err = r.Village("application.review"); err != nil || page.Village == nil {
		return page, err
	}
	err = r.Read(func(s *database.Snapshot) error {
		for _, state := range []string{application.Checked, application.Reviewed} {
			rows, err := application.List(s, r.Actor.Scope("application.review"),
				application.Filter{Within: page.Village.Path, State: state, Limit: 100})
			if err != nil {
				return err
			}
			for _, a := range rows {
				if a.State == application.Checked || a.Irregular == 1 {
					page.Ready = append(page.Ready, a)
				}
			}
		}
		return nil
	})
	return page, err
}

func (p *Meetings) meetingForm(r *kit.Request) error {
	page, err := p.meetingPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "meeting_new", page)
}

func (p *Meetings) meetingPlan(r *kit.Request) error {
	page, err := p.meetingPage(r)
	if err != nil {
		return err
	}
	plan := application.Plan{On: r.Date("on"), Place: r.Text("place"), Chair: resident.CleanName(r.Text("chair")),
		LedBy: r.Text("led_by")}
	var faults errs.Faults
	for i, l := range strings.Split(r.Text("voters"), "\n") {
		words := strings.Fields(l)
		if len(words) == 0 {
			continue
		}
		v := application.NamedVoter{Name: resident.CleanName(words[0])}
		if len(words) > 1 {
			n, err := idno.Parse(words[1])
			if err != nil {
				faults.Add(errs.New(errs.Invalid, "meeting.voter").On("voters").With("row", i+1))
				continue
			}
			v.Index = p.Ring.Index("idno", string(n))
		}
		plan.Voters = append(plan.Voters, v)
	}
	for _, x := range r.Context.Request().Form["applications"] {
		plan.Applications = append(plan.Applications, kit.ParseID(x))
	}
	if err = kit.NeedVillage(page.Village, r.Faults()); err == nil {
		err = faults.OrNil()
	}
	var n int64
	if err == nil {
		n, err = p.Applications.PlanMeeting(r.Context.Request().Context(), r.Actor, r.Key(), page.Village, plan)
	}
	if err != nil {
		return r.RenderFormErrors(err, "meeting_new", page)
	}
	return r.SeeOther("/meetings/"+kit.FormatID(n), "已安排。请先看回避提示，再开会。")
}

// candidateView is a candidate with those who must stand back.
type candidateView struct {
	application.Candidate
	Recused       []recusedView
	Need          application.Need
	Points        int
	NeedsTownship bool
}

type recusedView struct {
	application.Recusal
	Voter string
}

type meetingPage struct {
	kit.Page
	Meeting    application.Meeting
	Voters     []application.Voter
	Candidates []candidateView
	Unmatched  int // voters of whom nobody knows which registered person they are
	CanHold    bool
	Quorum     rulebook.Fraction
	Weights    rulebook.Weights // no points: the county set none
}

// setVoters and count those whom no person of the register answers to.
func (page *meetingPage) setVoters(voters []application.Voter) {
	page.Voters = voters
	for _, v := range voters {
		if v.PersonID == nil {
			page.Unmatched++
		}
	}
}

// candidate with the voters who stand back.
func (page *meetingPage) candidate(c application.Candidate, recusals []application.Recusal) candidateView {
	view := candidateView{Candidate: c,
		NeedsTownship: application.NeedsTownship(page.Voters, recusals, c.ApplicationID, page.Quorum)}
	for _, x := range recusals {
		if x.ApplicationID == c.ApplicationID {
			view.Recused = append(view.Recused, recusedView{x, page.Voters[x.VoterSeq-1].Name})
		}
	}
	return view
}

func (p *Meetings) loadMeeting(r *kit.Request) (*meetingPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &meetingPage{}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Meeting, err = application.MeetingByID(s, n); err != nil {
			return err
		}
		if err = r.Actor.Check("application.view", page.Meeting.Path); err != nil {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		page.Quorum = book.Share(application.Quorum, page.Meeting.Path, page.Meeting.OnDate, rulebook.TwoThirds)
		page.Weights, _ = book.Weights(page.Meeting.Path, page.Meeting.OnDate)
		voters, candidates, recusals, err := application.Parts(s, n)
		if err != nil {
			return err
		}
		page.setVoters(voters)
		for _, c := range candidates {
			view := page.candidate(c, recusals)
			person, err := resident.ByID(s, c.PersonID)
			if err != nil {
				return err
			}
			if view.Need, err = p.Applications.NeedOf(s, person, page.Meeting.OnDate); err != nil {
				return err
			}
			view.Points = view.Need.Points(page.Weights)
			page.Candidates = append(page.Candidates, view)
		}
		return nil
	})
	page.Title = page.Meeting.OnDate.String() + "民主评议会"
	page.CanHold = page.Meeting.State == application.Planned && r.Can("application.review")
	return page, err
}

// FieldOf a candidate in the form.
func (meetingPage) FieldOf(name string, n int64) string { return name + kit.FormatID(n) }

func (p *Meetings) meeting(r *kit.Request) error {
	page, err := p.loadMeeting(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "meeting", page)
}

func (p *Meetings) meetingHold(r *kit.Request) error {
	page, err := p.loadMeeting(r)
	if err != nil {
		return err
	}
	mi := application.Minutes{Remark: r.Text("remark")}
	form := r.Context.Request().Form
	for _, x := range form["came"] {
		mi.Came = append(mi.Came, kit.ParseID(x))
	}
	for _, c := range page.Candidates {
		b := application.Ballot{ApplicationID: c.ApplicationID, For: r.Int(page.FieldOf("for", c.ApplicationID)),
			Against: r.Int(page.FieldOf("against", c.ApplicationID)), Abstain: r.Int(page.FieldOf("abstain", c.ApplicationID))}
		for _, x := range form[page.FieldOf("kin", c.ApplicationID)] {
			b.KinVoted = append(b.KinVoted, kit.ParseID(x))
		}
		mi.Ballots = append(mi.Ballots, b)
	}
	version := r.Int("version")
	if err = r.Faults(); err == nil && len(page.Candidates) > 0 {
		mi.FileID, err = scan(r, p.Desk, page.Candidates[0].ApplicationID)
	}
	if err == nil {
		_, err = p.Applications.HoldMeeting(r.Context.Request().Context(), r.Actor, r.Key(), page.Meeting.ID, version, mi)
	}
	if err != nil {
		return r.RenderFormErrors(err, "meeting", page)
	}
	return r.SeeOther("/meetings/"+kit.FormatID(page.Meeting.ID), "已登记评议结果。下一步登记公示。")
}

func (p *Meetings) meetingDrop(r *kit.Request) error {
	page, err := p.loadMeeting(r)
	if err != nil {
		return err
	}
	version, why := r.Int("version"), r.Text("why")
	if err = r.Faults(); err == nil {
		_, err = p.Applications.DropMeeting(r.Context.Request().Context(), r.Actor, r.Key(), page.Meeting.ID, version, why)
	}
	if err != nil {
		return r.RenderFormErrors(err, "meeting", page)
	}
	return r.SeeOther("/meetings", "已取消这次评议会。")
}
