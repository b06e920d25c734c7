package application

import (
	"context"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// decide is a step that passes or refuses; a refusal needs its reason (application.remark).
func decide(to string, m Move) part {
	return func(_ *desk.Visit, _ Application, s *Step) (string, error) {
		if m.Pass {
			return to, nil
		}
		if s.Remark == "" {
			return "", errs.New(errs.Invalid, "application.remark").On("remark")
		}
		s.Outcome = Refuse
		return Refused, nil
	}
}

// Check is the village's first check (初审), by another village_registrar than the one who submitted.
func (r *Service) Check(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.advance(ctx, actor, key, StepCheck, "application.check", m, []string{Submitted}, decide(Checked, m))
}

// ReviewRecord is the democratic review as it went (民主评议).
type ReviewRecord struct {
	On                                                        civil.Date
	Present, Entitled, VotesFor, VotesAgainst, VotesAbstained int64
}

// Review enters the meeting. Its numbers must add up (review.votes); a missing quorum is recorded and marked, not
// refused.
func (r *Service) Review(ctx context.Context, actor authz.Actor, key string, m Move, rec ReviewRecord) (int64, error) {
	return r.advance(ctx, actor, key, StepReview, "application.review", m, []string{Checked, Reviewed},
		func(v *desk.Visit, a Application, s *Step) (string, error) {
			var faults errs.Faults
			if rec.On.IsZero() || rec.On.After(v.Today()) {
				faults.Add(errs.New(errs.Invalid, "form.future").On("on"))
			}
			if rec.Entitled < 1 || rec.Entitled > 5000 || rec.Present < 0 || rec.Present > rec.Entitled {
				faults.Add(errs.New(errs.Invalid, "review.present").On("present"))
			}
			if rec.VotesFor < 0 || rec.VotesAgainst < 0 || rec.VotesAbstained < 0 ||
				rec.VotesFor+rec.VotesAgainst+rec.VotesAbstained != rec.Present {
				faults.Add(errs.New(errs.Invalid, "review.votes").On("for"))
			}
			if err := faults.OrNil(); err != nil {
				return "", err
			}
			book, err := rulebook.Of(v)
			if err != nil {
				return "", err
			}
			s.OnDate, s.Present, s.Entitled, s.VotesFor, s.VotesAgainst, s.VotesAbstain = rec.On, rec.Present, rec.Entitled,
				rec.VotesFor, rec.VotesAgainst, rec.VotesAbstained
			s.Irregular = ReviewIrregular(*s, book, a.Path)
			if rec.On.Before(a.SubmittedOn) {
				s.Irregular = "review.before_submit"
			}
			if !VotedIn(*s, book, a.Path) {
				s.Outcome = OnList
				return Waiting, nil
			}
			return Reviewed, nil
		})
}

// NoticeRecord is the public notice as it hangs (公示).
type NoticeRecord struct {
	From, Until civil.Date
	Boards      string
	Objections  string
	Against     string // why this one is to be hired before others with more points of need
}

// Notice enters the notice; one that is too short is recorded and marked, and a proper one can follow. Where
// others who were voted on the same day and not taken have more points of need, it says why (application.against_rank).
func (r *Service) Notice(ctx context.Context, actor authz.Actor, key string, m Move, rec NoticeRecord) (int64, error) {
	return r.advance(ctx, actor, key, StepNotice, "application.notice", m, []string{Reviewed, Noticed},
		func(v *desk.Visit, a Application, s *Step) (string, error) {
			var faults errs.Faults
			if rec.From.IsZero() || rec.From.After(v.Today()) {
				faults.Add(errs.New(errs.Invalid, "form.future").On("from"))
			}
			if rec.Until.IsZero() || rec.Until.Before(rec.From) || rec.Until.DaysSince(rec.From) > 60 {
				faults.Add(errs.New(errs.Invalid, "notice.until").On("until"))
			}
			boards, fault := text(rec.Boards, "boards", 50)
			faults.Add(fault)
			if boards == "" {
				faults.Add(errs.New(errs.Invalid, "form.required").On("boards"))
			}
			objections, fault := text(rec.Objections, "objections", 200)
			faults.Add(fault)
			if err := faults.OrNil(); err != nil {
				return "", err
			}
			review, found, err := lastStep(v.Tx, a.ID, StepReview)
			if err != nil {
				return "", err
			}
			if !found {
				return "", errs.New(errs.State, "application.state").With("state", a.State)
			}
			book, err := rulebook.Of(v)
			if err != nil {
				return "", err
			}
			against, fault := text(rec.Against, "against", 200)
			if fault != nil {
				return "", fault
			}
			ahead, err := r.Outranked(v.Tx, a, book)
			if err != nil {
				return "", err
			}
			if ahead.Count > 0 && utf8.RuneCountInString(against) < 4 {
				return "",
					errs.New(errs.Invalid, "application.against_rank").On("against").With("count", ahead.Count).With("points",
						ahead.Own).With(
						"most", ahead.Most)
			}
			if ahead.Count == 0 {
				against = ""
			}
			s.OnDate, s.NoticeFrom, s.NoticeUntil, s.Boards, s.Objections, s.Against = rec.From, rec.From, rec.Until, boards,
				objections, against
			s.Irregular = NoticeIrregular(*s, review.OnDate, book, a.Path)
			return Noticed, nil
		})
}

// Ready names what still blocks a township's audit: application.review_irregular, application.notice_irregular,
// application.notice_running (with the day from which it may be audited), application.objection_open,
// application.objection_right (until a later notice). nil if nothing.
func (r *Service) Ready(rd database.Reader, a Application, today civil.Date) error {
	review, _, err := lastStep(rd, a.ID, StepReview)
	if err != nil {
		return err
	}
	notice, _, err := lastStep(rd, a.ID, StepNotice)
	if err != nil {
		return err
	}
	switch {
	case review.Irregular != "":
		return errs.New(errs.State, "application.review_irregular").With("why", review.Irregular)
	case notice.Irregular != "":
		return errs.New(errs.State, "application.notice_irregular").With("why", notice.Irregular)
	case !today.After(notice.NoticeUntil):
		return errs.New(errs.State, "application.notice_running").With("until", notice.NoticeUntil)
	}
	o, err := r.Objections.To(rd, a.ID)
	switch {
	case err != nil:
		return err
	case o.Open > 0:
		return errs.New(errs.State, "application.objection_open").With("count", o.Open)
	case !o.RightOn.IsZero() && notice.NoticeFrom.Before(o.RightOn):
		return errs.New(errs.State, "application.objection_right").With("on", o.RightOn)
	}
	return nil
}

// Audit is the township's (审核). Passing is blocked until review and notice are in order and the notice has ended.
func (r *Service) Audit(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.advance(ctx, actor, key, StepAudit, "application.audit", m, []string{Noticed}, r.audits(m))
}

func (r *Service) audits(m Move) part {
	return func(v *desk.Visit, a Application, s *Step) (string, error) {
		if m.Pass {
			if err := r.Ready(v.Tx, a, v.Today()); err != nil {
				return "", err
			}
		}
		return decide(Audited, m)(v, a, s)
	}
}

// File is the county's record (备案). The blocking rules are judged once more, as of today.
func (r *Service) File(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.advance(ctx, actor, key, StepFile, "application.file", m, []string{Audited}, r.files(m))
}

func (r *Service) files(m Move) part {
	return func(v *desk.Visit, a Application, s *Step) (string, error) {
		if m.Pass {
			book, err := rulebook.Of(v)
			if err != nil {
				return "", err
			}
			if err := r.Fit(v.Tx, a, book, v.Today()); err != nil {
				return "", err
			}
		}
		return decide(Filed, m)(v, a, s)
	}
}

// Fit names what blocks a county's filing as of a day: the blocking remarks of Judge, application.register. nil if
// nothing.
func (r *Service) Fit(rd database.Reader, a Application, book *rulebook.Book, today civil.Date) error {
	person, err := resident.ByID(rd, a.PersonID)
	if err != nil {
		return err
	}
	facts, err := r.FactsOf(rd, person, a.Basis, today)
	if err != nil {
		return err
	}
	facts.LiveRequest = false // it is this one
	if err := Blocks(Judge(facts, book)); err != nil {
		return err
	}
	kind, err := r.Registers.Against(rd, a.PersonID)
	if err == nil && kind != "" {
		err = errs.New(errs.State, "application.register").With("register", kind)
	}
	return err
}

// MayAct refuses an actor who must keep out of a step of an application, whatever comes of it: who is concerned
// (resident.recuse_self, resident.recuse_kin), and who did another of the steps that are four people's
// (application.same_hand).
func MayAct(rd database.Reader, actor authz.Actor, a Application, step string) error {
	if _, err := resident.Recused(rd, actor, a.PersonID); err != nil {
		return err
	}
	if !takesHand(step) {
		return nil
	}
	did, err := hadHand(rd, a, step, actor.PersonKey)
	if err == nil && did {
		err = errs.New(errs.Forbidden, "application.same_hand")
	}
	return err
}

// takesHand reports whether a step is one of those that exclude each other.
func takesHand(step string) bool {
	return step == StepSubmit || step == StepCheck || step == StepAudit || step == StepFile
}

// MayPass names what blocks a step from passing now, whoever does it.
func (r *Service) MayPass(rd database.Reader, a Application, step string, book *rulebook.Book, today civil.Date) error {
	switch step {
	case StepAudit:
		return r.Ready(rd, a, today)
	case StepFile:
		return r.Fit(rd, a, book, today)
	}
	return nil
}

// Withdraw takes an application back before it is filed, with a reason.
func (r *Service) Withdraw(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.advance(ctx, actor, key, StepWithdraw, "application.submit", m,
		[]string{Submitted, Checked, Reviewed, Noticed, Audited},
		func(_ *desk.Visit, _ Application, s *Step) (string, error) {
			if s.Remark == "" {
				return "", errs.New(errs.Invalid, "application.remark").On("remark")
			}
			s.Outcome = TakenUp
			return Withdrawn, nil
		})
}
