package inspect

import (
	"context"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
)

// decidedAs is the latest decision on a finding, and whether it still is as an entry left it: nothing was decided,
// written or found anew since. An order was told to an office and stays.
func decidedAs(r database.Reader, k Kept, l trail.Line) (last FindingEvent, stands bool, err error) {
	events, err := EventsOf(r, k.ID)
	if err != nil || len(events) == 0 {
		return last, false, err
	}
	entries, err := EntriesOf(r, k.ID)
	if err != nil {
		return last, false, err
	}
	last = events[len(events)-1]
	if n := len(entries); n > 0 && entries[n-1].AtUs >= l.AtUs {
		return last, false, nil
	}
	return last, last.Kind == "state" && last.ActorID == l.ActorID && last.AtUs == l.AtUs && last.ToState == k.State &&
		l.Fact("to") == k.State && k.State != Rectifying, nil
}

// Standing says whether the decision of an entry can be taken back, and the finding's version.
func Standing(r database.Reader, l trail.Line) (open bool, version int64, err error) {
	k, err := ByID(r, l.SubjectID)
	if err != nil {
		return false, 0, err
	}
	_, open, err = decidedAs(r, k, l)
	return open, k.Version, err
}

// TakeBack what was decided on a finding: it is as it was before. What inspectors open is kept nowhere, so it always
// needs a reason. Refusals: authz.*, undo.*, undo.why, form.stale.
func (r *Service) TakeBack(ctx context.Context, actor authz.Actor, key string, id int64, b desk.Back) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		k, err := decided(v, id)
		if err != nil {
			return 0, err
		}
		l, err := v.TakeBack(&b, "finding", id, "inspect.decide")
		if err != nil {
			return 0, err
		}
		last, stands, err := decidedAs(v.Tx, k, l)
		switch {
		case err != nil:
			return 0, err
		case !stands: // what is done about findings stands in the inspectors' own chain
			return 0, errs.New(errs.State, "undo.acted").With("act", words.Label("act", "inspect.decide")).
				With("at", last.AtUs.Short())
		case b.Why == "":
			return 0, errs.New(errs.Invalid, "undo.why").On("remark")
		}
		if err := v.Tx.Change("UPDATE finding SET state = ?, version = version + 1 WHERE id = ? AND version = ?",
			last.FromState, id, b.Version); err != nil {
			return 0, err
		}
		v.Record("inspect.decide_back", "finding", id, b.Facts(l, desk.F("from", k.State), desk.F("to", last.FromState))...)
		return id, storeEvents(v, []FindingEvent{{FindingID: id, Kind: "state", FromState: k.State,
			ToState: last.FromState, Reason: words.Text("inspect.taken_back", errs.Arg{Name: "why", Value: b.Why}),
			ActorID: actor.UserID, AtUs: v.Now()}})
	})
}
