package placement

import (
	"context"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
)

// TellAgreement enters the number of the agreement of a holder who was taken over without it; the trail keeps
// who told it. Refusals: form.stale, placement.ended,
// placement.agreement_known, placement.agreement_no.
func (r *Service) TellAgreement(ctx context.Context, actor authz.Actor, key string, id, version int64,
	number string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh("placement.start", p.Path, p.Version, version); err != nil {
			return 0, err
		}
		switch {
		case p.State == Ended:
			return 0, errs.New(errs.State, "placement.ended")
		case p.AgreementNo != "":
			return 0, errs.New(errs.State, "placement.agreement_known").On("number")
		}
		if e := checkAgreementNo(number); e != nil {
			return 0, e.On("number")
		}
		if err := v.Tx.Change("UPDATE placement SET agreement_no = ?, version = version + 1 WHERE id = ? AND version = ?",
			number, id, version); err != nil {
			return 0, err
		}
		v.Record("placement.agreement", "placement", id, desk.F("agreement", number))
		return id, nil
	})
}
