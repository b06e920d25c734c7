package placement

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// States of an accident.
const (
	Reported = "reported"
	Claimed  = "claimed"
	Paid     = "paid"
	Declined = "declined"
)

// Accident of a holder at work (意外事故), and the claim on the insurance: reported → claimed → paid or declined; reported
// → declined where there was no policy. The claim's last day is counted from the accident (insurance.claim_days).
type Accident struct {
	ID          int64
	PlacementID int64
	Path        string
	HappenedOn  civil.Date
	Place       string
	Story       string
	Injury      string
	State       string
	ClaimBy     civil.Date
	ClaimedOn   civil.Date
	ClaimNo     string
	ClosedOn    civil.Date
	AmountFen   money.Fen // paid by the insurer
	Remark      string
	ReportedBy  int64
	ReportedUs  clock.Moment
	Version     int64
	// of the holder
	PersonID    int64
	Name, Title string
	InsuranceNo string
	InsuredFrom civil.Date
}

// Late reports whether the claim was not made by its last day.
func (a Accident) Late(today civil.Date) bool { return a.State == Reported && today.After(a.ClaimBy) }

// Uninsured reports whether no policy is known that held on the day.
func (a Accident) Uninsured() bool {
	return a.InsuranceNo == "" || a.InsuredFrom.IsZero() || a.InsuredFrom.After(a.HappenedOn)
}

// Story of an accident as told.
type Story struct {
	On                  civil.Date
	Place, What, Injury string
}

// ReportAccident enters what happened to a holder while on the post. Refusals: form.future, accident.on (not on the
// post that day), form.required, form.long, accident.twice (same holder and day).
func (r *Service) ReportAccident(ctx context.Context, actor authz.Actor, key string, placementID int64,
	s Story) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, placementID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("accident.report", p.Path); err != nil {
			return 0, err
		}
		var faults errs.Faults
		switch {
		case s.On.IsZero() || s.On.After(v.Today()):
			faults.Add(errs.New(errs.Invalid, "form.future").On("happened"))
		case s.On.Before(p.StartOn) || !p.EndOn.IsZero() && s.On.After(p.EndOn):
			faults.Add(errs.New(errs.Invalid, "accident.on").On("happened"))
		}
		faults.Add(errs.Text(&s.Place, 2, 50, "where"))
		faults.Add(errs.Text(&s.What, 4, 300, "story"))
		faults.Add(errs.Text(&s.Injury, 2, 100, "injury"))
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		book, err := rulebook.Load(v.Tx)
		if err != nil {
			return 0, err
		}
		by := s.On.AddDays(book.Int("insurance.claim_days", p.Path, s.On, 10))
		id, err := insertAccident(v.Tx,
			Accident{PlacementID: p.ID, Path: p.Path, HappenedOn: s.On, Place: s.Place, Story: s.What, Injury: s.Injury,
				State: Reported, ClaimBy: by, ReportedBy: actor.UserID, ReportedUs: v.Now()})
		if database.Duplicate(err, "") {
			return 0, errs.New(errs.Conflict, "accident.twice").On("happened")
		}
		if err != nil {
			return 0, err
		}
		v.Record("accident.report", "accident", id, desk.F("placement", p.ID), desk.F("on", s.On), desk.F("claim_by", by))
		return id, nil
	})
}

// ClaimAccident enters that the insurer was told (报案). Refusals: form.stale, accident.state, form.future,
// form.required.
func (r *Service) ClaimAccident(ctx context.Context, actor authz.Actor, key string, id, version int64, on civil.Date,
	number string) (int64, error) {
	return r.accident(ctx, actor, key, "claim", id, version, []string{Reported}, func(v *desk.Visit, a *Accident) error {
		var faults errs.Faults
		if on.IsZero() || on.After(v.Today()) || on.Before(a.HappenedOn) {
			faults.Add(errs.New(errs.Invalid, "form.future").On("on"))
		}
		if number = strings.TrimSpace(number); len(number) > 40 ||
			strings.IndexFunc(number, func(c rune) bool { return c > 126 || c < 33 }) >= 0 {
			faults.Add(errs.New(errs.Invalid, "placement.agreement_no").On("claim_no"))
		}
		a.State, a.ClaimedOn, a.ClaimNo = Claimed, on, number
		return faults.OrNil()
	})
}

// CloseAccident enters what the insurer paid, or that it paid nothing and why. Refusals: form.stale, accident.state
// (declined without a claim needs that no policy held), form.choice, form.range, form.required, form.future.
func (r *Service) CloseAccident(ctx context.Context, actor authz.Actor, key string, id, version int64, outcome string,
	amount money.Fen, on civil.Date, remark string) (int64, error) {
	return r.accident(ctx, actor, key, "close", id, version, []string{Reported, Claimed},
		func(v *desk.Visit, a *Accident) error {
			var faults errs.Faults
			remark = strings.TrimSpace(remark)
			n := utf8.RuneCountInString(remark)
			switch {
			case outcome == Paid && a.State == Reported:
				return errs.New(errs.State, "accident.state")
			case outcome == Paid && (amount <= 0 || amount > 100_000_000):
				faults.Add(errs.New(errs.Invalid, "form.range").On("amount").With("min", "0.01").With("max", "1000000"))
			case outcome == Declined && n < 4:
				faults.Add(errs.New(errs.Invalid, "form.required").On("remark"))
			case outcome != Paid && outcome != Declined:
				faults.Add(errs.New(errs.Invalid, "form.choice").On("outcome"))
			}
			if n > 200 {
				faults.Add(errs.New(errs.Invalid, "form.long").On("remark").With("limit", 200))
			}
			if on.IsZero() || on.After(v.Today()) || on.Before(a.HappenedOn) {
				faults.Add(errs.New(errs.Invalid, "form.future").On("closed"))
			}
			if outcome == Declined {
				amount = 0
			}
			a.State, a.ClosedOn, a.AmountFen, a.Remark = outcome, on, amount, remark
			return faults.OrNil()
		})
}

func (r *Service) accident(ctx context.Context, actor authz.Actor, key, act string, id, version int64, from []string,
	part func(*desk.Visit, *Accident) error) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		a, err := oneAccident(v.Tx, v.Tx.ForUpdate(), id)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh("accident.settle", a.Path, a.Version, version); err != nil {
			return 0, err
		}
		if !slices.Contains(from, a.State) {
			return 0, errs.New(errs.State, "accident.state")
		}
		if _, err := resident.Recused(v.Tx, actor, a.PersonID); err != nil {
			return 0, err
		}
		if err := part(v, &a); err != nil {
			return 0, err
		}
		if err := updateAccident(v.Tx, a); err != nil {
			return 0, err
		}
		v.Record("accident."+act, "accident", id, desk.F("state", a.State), desk.F("claim", a.ClaimNo),
			desk.F("amount", a.AmountFen), desk.F("remark", a.Remark))
		return id, nil
	})
}
