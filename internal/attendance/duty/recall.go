package duty

import (
	"context"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// Recalled is a sheet that the village takes back, and why.
type Recalled struct {
	ID, Version int64
	Remark      string // needed after the day of sending, at most 100 characters
}

// Recall takes a sheet that was sent to the township back to be corrected, as long as the township has not reviewed it.
// Only who sent it may; on the day of sending without a reason, for nobody has relied on it yet, unless somebody else
// has opened it. Refusals: authz.*, form.stale, duty.state (reviewed since, or never sent), duty.not_sender,
// duty.recall_remark, undo.seen.
func Recall(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, m Recalled) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		s, err := lockSheet(v.Tx, m.ID)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh("duty.enter", s.Path, s.Version, m.Version); err != nil {
			return 0, err
		}
		if s.State != Submitted {
			return 0, errs.New(errs.State, "duty.state").With("sheet", s.State)
		}
		if s.SubmittedKey != actor.PersonKey {
			return 0, errs.New(errs.Forbidden, "duty.not_sender")
		}
		remark := strings.TrimSpace(m.Remark)
		if n := utf8.RuneCountInString(remark); n > 100 || n == 0 && s.SubmittedUs.Date() != v.Today() {
			return 0, errs.New(errs.Invalid, "duty.recall_remark").On("remark")
		}
		if err := seenSince(v, s.ID, remark); err != nil {
			return 0, err
		}
		if err := touch(v.Tx, s, "state = 'draft', remark = ?", remark); err != nil {
			return 0, err
		}
		v.Record("duty.recall", "duty_sheet", s.ID, desk.F("month", s.Month), desk.F("remark", remark))
		return s.ID, nil
	})
}

// TakeBackReview puts a sheet back to where it waits for the township: by who passed or returned it, as long as nobody
// has done anything with it since. Refusals: authz.*, form.stale, duty.state (locked for pay, or sent again), undo.*.
func TakeBackReview(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, id int64,
	b desk.Back) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		s, err := lockSheet(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("duty.review", s.Path); err != nil {
			return 0, err
		}
		l, err := v.TakeBack(&b, "duty_sheet", id, "duty.review")
		if err != nil {
			return 0, err
		}
		if s.State != Reviewed && s.State != Draft {
			return 0, errs.New(errs.State, "duty.state").With("sheet", s.State)
		}
		if s.Version != b.Version {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		if err := touch(v.Tx, s,
			"state = 'submitted', reviewed_by = NULL, reviewed_key = NULL, reviewed_us = NULL, remark = ''"); err != nil {
			return 0, err
		}
		v.Record("duty.review_back", "duty_sheet", id, b.Facts(l, desk.F("month", s.Month))...)
		return id, nil
	})
}

// seenSince refuses to take a sheet back without a reason once another person has opened it: undo.seen.
func seenSince(v *desk.Visit, id int64, why string) error {
	l, found, err := trail.LastOf(v.Tx, "duty_sheet", id)
	if err != nil || !found || why != "" {
		return err
	}
	x, seen, err := trail.SeenOf(v.Tx, l.ID)
	if err == nil && seen {
		err = errs.New(errs.Invalid, "undo.seen").On("remark").With("who", x.Viewer).With("at", x.AtUs.Short())
	}
	return err
}
