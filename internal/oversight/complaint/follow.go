package complaint

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
)

// Extend puts the day for the answer off once, by complaint.extend_days working days, with its reason, as long as the
// day has not passed. Refusals as of Answer, complaint.extended, complaint.extend_late.
func (r *Service) Extend(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.act(ctx, actor, key, "extended", Open, m, func(v *desk.Visit, c *Complaint) error {
		if c.Extended == 1 {
			return errs.New(errs.State, "complaint.extended")
		}
		if v.Today().After(c.AnswerBy) {
			return errs.New(errs.State, "complaint.extend_late").With("by", c.AnswerBy)
		}
		book, err := rulebook.Load(v.Tx)
		if err != nil {
			return err
		}
		c.Extended = 1
		c.AnswerBy = book.Calendar().AddWorking(c.AnswerBy, book.Int("complaint.extend_days", c.Path, v.Today(), 15))
		return nil
	})
}

// Tell writes down that the outcome was told to who complained, and how (the remark). Refusals as of Answer,
// complaint.told.
func (r *Service) Tell(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.act(ctx, actor, key, "told", Answered, m, func(v *desk.Visit, c *Complaint) error {
		if !c.ToldOn.IsZero() {
			return errs.New(errs.State, "complaint.told")
		}
		c.ToldOn = v.Today()
		return nil
	})
}

// Appeal of the villager who holds the receipt against an answer: the next office up takes it up again, with a new day.
// Refusals: authz.*, authz.not_found (no such receipt), complaint.state, complaint.text, complaint.top.
func (r *Service) Appeal(ctx context.Context, number, why string) (string, error) {
	return desk.Do(ctx, r.Desk, authz.Villager(), "", func(v *desk.Visit) (string, error) {
		c, found, err := ByNumber(v.Tx, number)
		if err != nil {
			return "", err
		}
		if !found {
			return "", errs.New(errs.NotFound, "authz.not_found")
		}
		if c, err = lock(v.Tx, c.ID); err != nil {
			return "", err
		}
		if err := v.Allow("complaint.register", c.Path); err != nil {
			return "", err
		}
		if c.State != Answered {
			return "", errs.New(errs.State, "complaint.state").With("complaint", c.State)
		}
		if fault := errs.Length(strings.TrimSpace(why), 4, 500, "complaint.text", "why"); fault != nil {
			return "", fault
		}
		was := c.Office
		if err := reopen(v, &c); err != nil {
			return "", err
		}
		if err := update(v.Tx, c); err != nil {
			return "", err
		}
		if err := StoreEvents(v,
			[]Event{{ComplaintID: c.ID, Kind: "reopened", OnDate: v.Today(), Remark: strings.TrimSpace(why), Office: c.Office,
				ActorID: v.Actor.UserID, AtUs: v.Now()}}); err != nil {
			return "", err
		}
		if err := keepTurn(v, c, "reopened"); err != nil {
			return "", err
		}
		record(v, "complaint.reopened", c, desk.F("from", was))
		return c.AnswerBy.String(), nil
	})
}

// reopen an answered complaint one office up, with a new day.
func reopen(v *desk.Visit, c *Complaint) (err error) {
	if err := up(c); err != nil {
		return err
	}
	c.State, c.AnsweredOn, c.Upheld, c.ToldOn, c.Extended = Open, civil.Date{}, nil, civil.Date{}, 0
	c.AnswerBy, err = newDay(v, *c)
	return err
}

// mostEscalated at once; the next night takes the rest.
const mostEscalated = 500

// Escalate gives what is late by more than complaint.escalate_days working days to the next office up, with a new day,
// once a night; the office that let it lie stays late. What the inspectors have stays: there is nobody above them.
func (r *Service) Escalate(ctx context.Context) (int, error) {
	actor := authz.System("escalate")
	var late []Complaint
	var book *rulebook.Book
	today := r.Desk.Clock.Now().Date()
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if book, err = rulebook.Load(s); err != nil {
			return err
		}
		return s.Select(&late,
			"SELECT "+columns+
				" FROM complaint c WHERE c.state = 'open' AND c.office <> 'inspector' AND c.answer_by < ? ORDER BY c.id LIMIT ?",
			today, mostEscalated)
	}); err != nil {
		return 0, err
	}
	n := 0
	for _, c := range late {
		if !today.After(book.Calendar().AddWorking(c.AnswerBy, book.Int("complaint.escalate_days", c.Path, today, 5))) {
			continue
		}
		if _, err := r.act(ctx, actor, "", "escalated", Open, Move{ID: c.ID, Version: c.Version, Remark: "逾期没有答复，转上一级办理"},
			func(v *desk.Visit, c *Complaint) (err error) {
				if err = up(c); err == nil {
					c.AnswerBy, err = newDay(v, *c)
				}
				return err
			}); err != nil && errs.KindOf(err) != errs.Stale && errs.KindOf(err) != errs.State {
			return n, err
		}
		n++
	}
	return n, nil
}
