package duty

import (
	"context"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
)

// Recalled is a sheet that the village takes back, and why.
type Recalled struct {
	ID, Version int64
	Remark      string // needed after the day of sending, at most 100 characters
}

// Recall takes a sheet that was sent to the township back to be corrected, as long as the township has not reviewed it.
// Only who sent it may; on the day of sending without a reason, for nobody has relied on it yet. Refusals: authz.*,
// form.stale, duty.state (reviewed since, or never sent), duty.not_sender, duty.recall_remark.
func Recall(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, m Recalled) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		s, err := lockSheet(v.Tx, m.ID)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh("duty.sheet", s.Path, s.Version, m.Version); err != nil {
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
		if err := touch(v.Tx, s, "state = 'draft', remark = ?", remark); err != nil {
			return 0, err
		}
		v.Record("duty.recall", "duty_sheet", s.ID, desk.F("month", s.Month), desk.F("remark", remark))
		return s.ID, nil
	})
}
