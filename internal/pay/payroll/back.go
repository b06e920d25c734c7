package payroll

import (
	"context"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
)

// TakeBackDraft gives a run up that was just drawn up: by who drew it up, as long as nothing was done with it since.
// Its place and its sheets are free again, as after Cancel. Refusals: authz.*, undo.*, form.stale, payroll.state.
func TakeBackDraft(ctx context.Context, r *Service, actor authz.Actor, key string, id int64,
	b desk.Back) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := LockRun(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("payroll.draft", x.Path); err != nil {
			return 0, err
		}
		l, err := v.TakeBack(&b, "pay_run", id, "payroll.draft")
		if err != nil {
			return 0, err
		}
		if x, err = r.at(v, id, b.Version, "payroll.draft", Draft); err != nil {
			return 0, err
		}
		v.Record("payroll.draft_back", "pay_run", id, b.Facts(l, desk.F("month", x.Month))...)
		return id, giveUp(v.Tx, x)
	})
}
