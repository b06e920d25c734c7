package application

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/trail"
)

// States of an application.
const (
	Submitted = "submitted"
	Checked   = "checked"
	Reviewed  = "reviewed"
	Noticed   = "noticed"
	Audited   = "audited"
	Filed     = "filed"
	Placed    = "placed"
	Waiting   = "waiting"
	Refused   = "refused"
	Withdrawn = "withdrawn"
)

// Steps of the road.
const (
	StepSubmit   = "submit"
	StepCheck    = "check"
	StepReview   = "review"
	StepNotice   = "notice"
	StepAudit    = "audit"
	StepFile     = "file"
	StepWithdraw = "withdraw"
)

// Outcomes of a step.
const (
	Pass    = "pass"
	Refuse  = "refuse"
	OnList  = "waiting"
	TakenUp = "withdrawn"
)

// Application of one person for one post.
type Application struct {
	ID          int64
	Number      string
	PostID      int64
	PersonID    int64
	VillageID   int64
	Path        string
	Basis       string // 安置依据: the category that it rests on
	State       string
	Round       int64
	SubmittedOn civil.Date
	Reason      string
	Warnings    string // codes of warnings that were seen and reasoned, space between
	Irregular   int64
	Version     int64
}

func (Application) TableName() string { return "application" }

// Live reports whether it still moves.
func (a Application) Live() bool {
	switch a.State {
	case Placed, Waiting, Refused, Withdrawn:
		return false
	}
	return true
}

// Number of the n-th application of a village in a year.
func Number(village *region.Region, year, n int) string {
	return fmt.Sprintf("%s-%d-%03d", village.Code, year, n)
}

// Step as it happened. Insert-only and witnessed.
type Step struct {
	ID            int64
	ApplicationID int64
	Round         int64
	Step          string
	Outcome       string
	ActorID       int64
	PersonKey     string
	Channel       string
	OnDate        civil.Date
	Present       int64 // of the review: those present, those entitled, and the votes
	Entitled      int64
	VotesFor      int64
	VotesAgainst  int64
	VotesAbstain  int64
	NoticeFrom    civil.Date
	NoticeUntil   civil.Date // last day that it hangs
	Boards        string
	Objections    string
	Irregular     string // 不合规 with its reason, empty if in order
	Remark        string
	FileID        *int64
	AtUs          clock.Moment
	Device        string // a mark of the browser, empty where none is known
	Against       string // of a notice: why this one is to be hired before others with more points
}

// Witness of the steps.
var Witness = trail.Table{Name: "application_step",
	Columns: []string{"application_id", "round", "step", "outcome", "actor_id", "person_key", "channel", "on_date",
		"present", "entitled", "votes_for", "votes_against", "votes_abstain", "notice_from", "notice_until", "boards",
		"objections", "irregular", "remark", "file_id", "at_us"},
	Added: []string{"device", "against"}}

func (s *Step) digest() []byte {
	return Witness.Digest(s.ApplicationID, s.Round, s.Step, s.Outcome, s.ActorID, s.PersonKey, s.Channel, s.OnDate,
		s.Present, s.Entitled, s.VotesFor, s.VotesAgainst, s.VotesAbstain, s.NoticeFrom, s.NoticeUntil, s.Boards,
		s.Objections, s.Irregular, s.Remark, s.FileID, s.AtUs, s.Device, s.Against)
}
