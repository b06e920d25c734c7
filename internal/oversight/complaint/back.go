package complaint

import (
	"context"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// answeredAs reports whether a complaint still is as an entry left it: answered then, by that person, and not told.
func answeredAs(r database.Reader, c Complaint, l trail.Line) (bool, error) {
	if c.State != Answered || !c.ToldOn.IsZero() {
		return false, nil
	}
	events, err := EventsOf(r, c.ID)
	if err != nil || len(events) == 0 {
		return false, err
	}
	last := events[len(events)-1]
	return last.Kind == "answered" && last.ActorID == l.ActorID && last.AtUs == l.AtUs, nil
}

// goneOn refuses to take an answer to an objection back once the application went on: complaint.gone_on.
func goneOn(r database.Reader, c Complaint) error {
	if c.ApplicationID == nil {
		return nil
	}
	a, err := application.ByID(r, *c.ApplicationID)
	if err == nil && a.State != application.Noticed {
		err = errs.New(errs.State, "complaint.gone_on")
	}
	return err
}

// Standing says whether the answer of an entry can be taken back, and the complaint's version.
func Standing(r database.Reader, l trail.Line) (open bool, version int64, err error) {
	c, err := ByID(r, l.SubjectID)
	if err != nil {
		return false, 0, err
	}
	if open, err = answeredAs(r, c, l); err != nil || !open {
		return false, c.Version, err
	}
	if err = goneOn(r, c); errs.CodeOf(err) != "" {
		return false, c.Version, nil
	}
	return open, c.Version, err
}

// TakeBack an answer before it was told: the complaint is open again, with the day that it had. Whoever holds the
// receipt may have asked for the answer meanwhile, so it always needs a reason. Refusals: authz.*, form.stale, undo.*,
// undo.why, complaint.state, complaint.gone_on.
func (r *Service) TakeBack(ctx context.Context, actor authz.Actor, key string, id int64, b desk.Back) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		c, err := lock(v.Tx, id)
		if err == nil {
			err = MaySee(actor, c)
		}
		if err != nil {
			return 0, err
		}
		if err := v.Allow(answers[c.Office], c.Path); err != nil {
			return 0, err
		}
		l, err := v.TakeBack(&b, "complaint", id, "complaint.answered")
		if err != nil {
			return 0, err
		}
		if err := mayRecall(v, c, l, b); err != nil {
			return 0, err
		}
		c.State, c.AnsweredOn, c.Upheld = Open, civil.Date{}, nil
		if err := update(v.Tx, c); err != nil {
			return 0, err
		}
		if err := StoreEvents(v, []Event{{ComplaintID: c.ID, Kind: "recalled", OnDate: v.Today(), Remark: b.Why,
			Office: c.Office, ActorID: actor.UserID, AtUs: v.Now()}}); err != nil {
			return 0, err
		}
		record(v, "complaint.recalled", c, b.Facts(l)...)
		return c.ID, resumeTurn(v.Tx, c.ID)
	})
}

// mayRecall refuses to take back an answer from an old page, without a reason, or once something came of it.
func mayRecall(v *desk.Visit, c Complaint, l trail.Line, b desk.Back) error {
	if c.Version != b.Version {
		return errs.New(errs.Stale, "form.stale")
	}
	if b.Why == "" {
		return errs.New(errs.Invalid, "undo.why").On("remark")
	}
	stands, err := answeredAs(v.Tx, c, l)
	if err == nil && !stands {
		err = errs.New(errs.State, "complaint.state").With("complaint", c.State)
	}
	if err == nil {
		err = goneOn(v.Tx, c)
	}
	return err
}
