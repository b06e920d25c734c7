package helpledger

import (
	"context"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// TakeBack removes an act of help that was entered by mistake: by who entered it, on the day of entering, as long as it
// is the last of its case and the case is not closed. The trail keeps both entries. Refusals: authz.*, help.closed,
// help.not_last (another was entered since, or it is gone), help.not_yours, help.next_day.
func (r *Service) TakeBack(ctx context.Context, actor authz.Actor, key string, caseID, actID int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		c, err := database.Find[Case](v.Tx, "SELECT "+caseColumns+" FROM help_case c WHERE c.id = ?"+v.Tx.ForUpdate(),
			caseID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("help.enter", c.Path); err != nil {
			return 0, err
		}
		if !c.ClosedOn.IsZero() {
			return 0, errs.New(errs.State, "help.closed")
		}
		last, found, err := LastEntered(v.Tx, caseID)
		switch {
		case err != nil:
			return 0, err
		case !found || last.ID != actID:
			return 0, errs.New(errs.State, "help.not_last")
		case last.ActorID != actor.UserID:
			return 0, errs.New(errs.Forbidden, "help.not_yours")
		case last.AtUs.Date() != v.Today():
			return 0, errs.New(errs.State, "help.next_day")
		}
		if err := removeAct(v.Tx, actID); err != nil {
			return 0, err
		}
		v.Record("help.take_back", "help_case", c.ID, desk.F("kind", last.Kind), desk.F("on", last.OnDate),
			desk.F("what", last.What))
		return c.ID, nil
	})
}
