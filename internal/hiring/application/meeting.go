package application

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// States of a meeting.
const (
	Planned = "planned"
	Held    = "held"
	Dropped = "dropped"
)

// Meeting of democratic review (民主评议): planned with its voters and candidates, so that who is kin of whom is named
// before the vote; then held, with the votes for each candidate.
type Meeting struct {
	ID        int64
	VillageID int64
	Path      string
	OnDate    civil.Date
	Place     string
	Chair     string
	LedBy     string // village, or township where recusal leaves too few
	Entitled  int64
	Present   int64
	State     string
	FileID    *int64
	Remark    string
	CreatedBy int64
	CreatedUs clock.Moment
	Version   int64
}

func (Meeting) TableName() string { return "review_meeting" }

// Voter who is entitled to vote, in the order of the list.
type Voter struct {
	MeetingID int64
	Seq       int64
	Name      string
	PersonID  *int64 // where the voter is registered: by number, or by a name that one person of the village has
	Came      int64
}

// Candidate of a meeting with the votes.
type Candidate struct {
	MeetingID, ApplicationID, Seq int64
	VotesFor, VotesAgainst        int64
	VotesAbstain                  int64
	Number, Name, Title, State    string // of the application, its person and post
	PersonID                      int64
}

// Recusal (回避): a voter who is the candidate (self), lives with (home), or is declared kin of the candidate (GB/T
// 4761).
type Recusal struct {
	ID, MeetingID, ApplicationID, VoterSeq int64
	Tie                                    string
	Voted                                  int64 // voted all the same: recorded as it happened
}

// Plan of a meeting as typed.
type Plan struct {
	On           civil.Date
	Place, Chair string
	LedBy        string
	Voters       []NamedVoter
	Applications []int64
}

// NamedVoter is a voter by name, and by the blind index of the identity number where one was given.
type NamedVoter struct {
	Name  string
	Index []byte
}

const maxVoters = 300

// check a plan; all faults at once. Pure.
func (p Plan) check(today civil.Date) error {
	var faults errs.Faults
	if p.On.IsZero() || p.On.After(today.AddDays(60)) || p.On.Before(today.AddDays(-365)) {
		faults.Add(errs.New(errs.Invalid, "meeting.on").On("on"))
	}
	for _, x := range []struct {
		field, v string
		most     int
	}{{"place", p.Place, 30}, {"chair", p.Chair, 15}} {
		faults.Add(errs.Length(x.v, 2, x.most, "form.required", x.field))
	}
	if p.LedBy != "village" && p.LedBy != "township" {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("led_by"))
	}
	if len(p.Voters) < 3 || len(p.Voters) > maxVoters {
		faults.Add(errs.New(errs.Invalid, "meeting.voters").On("voters").With("limit", maxVoters))
	}
	seen := map[string]bool{}
	for i, v := range p.Voters {
		if resident.CheckName(v.Name) != nil {
			faults.Add(errs.New(errs.Invalid, "meeting.voter").On("voters").With("row", i+1))
		}
		if v.Index != nil && seen[string(v.Index)] {
			faults.Add(errs.New(errs.Invalid, "meeting.voter_twice").On("voters").With("row", i+1))
		}
		seen[string(v.Index)] = true
	}
	if len(p.Applications) == 0 || len(p.Applications) > 100 {
		faults.Add(errs.New(errs.Invalid, "meeting.candidates").On("applications"))
	}
	return faults.OrNil()
}

// PlanMeeting enters who may vote on whom. The recusals follow from what is registered and are kept with it. Refusals:
// meeting.*, application.state (a candidate is at another step), application.elsewhere.
func (r *Service) PlanMeeting(ctx context.Context, actor authz.Actor, key string, village *region.Region,
	p Plan) (int64, error) {
	p.Place, p.Chair = strings.TrimSpace(p.Place), strings.TrimSpace(p.Chair)
	return desk.DoVia(ctx, r.Desk, actor, villageChannel(actor), key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("application.review", village.Path); err != nil {
			return 0, err
		}
		if err := p.check(v.Today()); err != nil {
			return 0, err
		}
		m := Meeting{VillageID: village.ID, Path: village.Path, OnDate: p.On, Place: p.Place, Chair: p.Chair, LedBy: p.LedBy,
			Entitled: int64(len(p.Voters)), State: Planned, CreatedBy: actor.UserID, CreatedUs: v.Now(), Version: 1}
		if err := v.Tx.Insert(&m); err != nil {
			return 0, err
		}
		voters, err := resolve(v.Tx, village, m.ID, p.Voters)
		if err != nil {
			return 0, err
		}
		var candidates []Candidate
		for i, id := range p.Applications {
			a, err := Lock(v.Tx, id)
			if err != nil {
				return 0, err
			}
			if a.Path != village.Path {
				return 0, errs.New(errs.NotFound, "application.elsewhere").On("applications")
			}
			if a.State != Checked && a.State != Reviewed {
				return 0, errs.New(errs.State, "application.state").With("state", a.State).On("applications")
			}
			if v.Channel == desk.ForAnother {
				if err := fromPaper(v.Tx, a, "application.review"); err != nil {
					return 0, err
				}
			}
			if _, err := resident.Recused(v.Tx, actor, a.PersonID); err != nil {
				return 0, err
			}
			candidates = append(candidates,
				Candidate{MeetingID: m.ID, ApplicationID: a.ID, Seq: int64(i + 1), PersonID: a.PersonID})
		}
		recusals, err := recuse(v.Tx, voters, candidates)
		if err != nil {
			return 0, err
		}
		if err := storeMeeting(v.Tx, voters, candidates, recusals); err != nil {
			return 0, err
		}
		v.Record("meeting.plan", "review_meeting", m.ID, desk.F("on", p.On), desk.F("chair", p.Chair),
			desk.F("led_by", p.LedBy), desk.F("entitled", m.Entitled), desk.F("candidates", len(candidates)),
			desk.F("recusals", len(recusals)))
		return m.ID, nil
	})
}

// Ballot is how a candidate's vote went.
type Ballot struct {
	ApplicationID         int64
	For, Against, Abstain int64
	KinVoted              []int64 // voters (seq) who should have stood back and voted all the same
}

// Minutes of a meeting as it went.
type Minutes struct {
	Came    []int64 // voters (seq) who came
	Ballots []Ballot
	Remark  string
	FileID  *int64
}

// Due names how many votes a candidate's ballot must add up to, and of how many entitled: those who came, without those
// who stood back.
func Due(m Meeting, voters []Voter, recusals []Recusal, applicationID int64) (votes, entitled int64) {
	entitled = int64(len(voters))
	came := map[int64]bool{}
	for _, v := range voters {
		if v.Came == 1 {
			came[v.Seq] = true
			votes++
		}
	}
	for _, x := range recusals {
		if x.ApplicationID != applicationID {
			continue
		}
		if m.LedBy == "township" {
			entitled-- // where the township leads, those who stand back are not counted at all
		}
		if came[x.VoterSeq] && x.Voted == 0 {
			votes--
		}
	}
	return votes, entitled
}

// NeedsTownship reports whether, with those who must stand back, the village alone cannot make its quorum for a
// candidate.
func NeedsTownship(voters []Voter, recusals []Recusal, applicationID int64, quorum rulebook.Fraction) bool {
	left := int64(len(voters))
	for _, x := range recusals {
		if x.ApplicationID == applicationID {
			left--
		}
	}
	return !quorum.Reached(left, int64(len(voters)))
}

// HoldMeeting enters how a planned meeting went and moves its candidates on: reviewed, or on the waiting list. What was
// out of order is recorded and marked, not refused: kin who voted (review.kin_voted), too few (review.quorum), a
// village that led where recusal left too few (review.needs_township). Refusals: form.stale, meeting.state,
// meeting.early (before its day), meeting.came, review.votes (a ballot does not add up), application.state,
// resident.recuse_*.
func (r *Service) HoldMeeting(ctx context.Context, actor authz.Actor, key string, id, version int64,
	mi Minutes) (int64, error) {
	return desk.DoVia(ctx, r.Desk, actor, villageChannel(actor), key, func(v *desk.Visit) (int64, error) {
		m, err := plannedMeeting(v, id, version)
		if err != nil {
			return 0, err
		}
		if m.OnDate.After(v.Today()) {
			return 0, errs.New(errs.State, "meeting.early").With("on", m.OnDate)
		}
		voters, candidates, recusals, err := Parts(v.Tx, id)
		if err != nil {
			return 0, err
		}
		remark, fault := text(mi.Remark, "remark", 100)
		if fault != nil {
			return 0, fault
		}
		for _, seq := range mi.Came {
			if seq < 1 || seq > int64(len(voters)) || voters[seq-1].Came == 1 {
				return 0, errs.New(errs.Invalid, "meeting.came").On("came")
			}
			voters[seq-1].Came = 1
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		var steps []Step
		var faults errs.Faults
		for i := range candidates {
			c := &candidates[i]
			at := slices.IndexFunc(mi.Ballots, func(b Ballot) bool { return b.ApplicationID == c.ApplicationID })
			if at < 0 {
				faults.Add(errs.New(errs.Invalid, "review.votes").On(fmt.Sprintf("for%d", c.ApplicationID)))
				continue
			}
			s, err := r.ballot(v, m, c, mi.Ballots[at], voters, recusals, book)
			for _, e := range errs.All(err) {
				faults.Add(e)
			}
			if err != nil && len(errs.All(err)) == 0 {
				return 0, err
			}
			s.FileID = mi.FileID
			steps = append(steps, s)
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		if err := StoreSteps(v, steps); err != nil {
			return 0, err
		}
		m.Present, m.Remark, m.FileID = int64(len(mi.Came)), remark, mi.FileID
		if err := holdMeeting(v.Tx, m, voters, candidates, recusals); err != nil {
			return 0, err
		}
		v.Record("meeting.hold", "review_meeting", id, desk.F("present", m.Present), desk.F("candidates", len(candidates)),
			desk.F("remark", remark))
		return id, nil
	})
}

// ballot turns one candidate's votes into the step of the review and moves the application.
func (r *Service) ballot(v *desk.Visit, m Meeting, c *Candidate, b Ballot, voters []Voter, recusals []Recusal,
	book *rulebook.Book) (Step, error) {
	a, err := Lock(v.Tx, c.ApplicationID)
	if err != nil {
		return Step{}, err
	}
	if a.State != Checked && a.State != Reviewed {
		return Step{}, errs.New(errs.State, "application.state").With("state", a.State)
	}
	person, err := resident.Recused(v.Tx, v.Actor, a.PersonID)
	if err != nil {
		return Step{}, err
	}
	kinVoted := false
	var stoodBack []string
	for i := range recusals {
		x := &recusals[i]
		if x.ApplicationID != a.ID || voters[x.VoterSeq-1].Came == 0 {
			continue
		}
		if slices.Contains(b.KinVoted, x.VoterSeq) {
			x.Voted, kinVoted = 1, true
		} else {
			stoodBack = append(stoodBack, voters[x.VoterSeq-1].Name)
		}
	}
	votes, entitled := Due(m, voters, recusals, a.ID)
	if b.For < 0 || b.Against < 0 || b.Abstain < 0 || b.For+b.Against+b.Abstain != votes {
		return Step{},
			errs.New(errs.Invalid, "meeting.votes").On(fmt.Sprintf("for%d", a.ID)).With("name", person.Name).With("votes", votes)
	}
	s := r.step(v, a, StepReview, Pass)
	s.OnDate, s.Entitled, s.Present, s.VotesFor, s.VotesAgainst, s.VotesAbstain = m.OnDate, entitled, votes, b.For,
		b.Against, b.Abstain
	s.Remark = fmt.Sprintf("评议会%d，主持：%s", m.ID, m.Chair)
	if m.LedBy == "township" {
		s.Remark += "（镇街主持）"
	}
	if len(stoodBack) > 0 {
		s.Remark += "；回避：" + strings.Join(stoodBack, "、")
	}
	if n := utf8.RuneCountInString(s.Remark); n > 200 {
		s.Remark = string([]rune(s.Remark)[:199]) + "…"
	}
	quorum := book.Share(Quorum, m.Path, m.OnDate, rulebook.TwoThirds)
	switch {
	case kinVoted:
		s.Irregular = "review.kin_voted"
	case m.LedBy == "village" && NeedsTownship(voters, recusals, a.ID, quorum):
		s.Irregular = "review.needs_township"
	case m.OnDate.Before(a.SubmittedOn):
		s.Irregular = "review.before_submit"
	default:
		s.Irregular = ReviewIrregular(s, book, a.Path)
	}
	to := Reviewed
	if !VotedIn(s, book, a.Path) {
		s.Outcome, to = OnList, Waiting
	}
	c.VotesFor, c.VotesAgainst, c.VotesAbstain = b.For, b.Against, b.Abstain
	return s, move(v.Tx, a, to, s.Irregular != "")
}

// plannedMeeting locks a meeting that is still to be held.
func plannedMeeting(v *desk.Visit, id, version int64) (Meeting, error) {
	m, err := lockMeeting(v.Tx, id)
	if err != nil {
		return m, err
	}
	if err := v.Allow("application.review", m.Path); err != nil {
		return m, err
	}
	switch {
	case m.State != Planned:
		return m, errs.New(errs.State, "meeting.state")
	case m.Version != version:
		return m, errs.New(errs.Stale, "form.stale")
	}
	return m, nil
}

// DropMeeting puts a planned meeting aside, with a reason. Refusals: form.stale, meeting.state, application.remark.
func (r *Service) DropMeeting(ctx context.Context, actor authz.Actor, key string, id, version int64,
	why string) (int64, error) {
	return desk.DoVia(ctx, r.Desk, actor, villageChannel(actor), key, func(v *desk.Visit) (int64, error) {
		if _, err := plannedMeeting(v, id, version); err != nil {
			return 0, err
		}
		why, fault := text(why, "remark", 100)
		if fault != nil {
			return 0, fault
		}
		if why == "" {
			return 0, errs.New(errs.Invalid, "application.remark").On("remark")
		}
		if err := v.Tx.Change(
			"UPDATE review_meeting SET state = 'dropped', remark = ?, version = version + 1 WHERE id = ? AND version = ?", why,
			id, version); err != nil {
			return 0, err
		}
		v.Record("meeting.drop", "review_meeting", id, desk.F("why", why))
		return id, nil
	})
}
