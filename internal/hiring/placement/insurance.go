package placement

import (
	"context"
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/registry/resident"
)

// ForecastDays ahead the end of agreements and policies is told of.
const ForecastDays = 60

// MostAtOnce is how many agreements or policies are renewed at once.
const MostAtOnce = 200

// Cover is a time for which a placement is insured against accidents, under a policy.
type Cover struct {
	ID          int64
	PlacementID int64
	Path        string
	PolicyNo    string
	FromDate    civil.Date
	UntilDate   civil.Date // last day
	ActorID     int64
	AtUs        clock.Moment
}

func (Cover) TableName() string { return "insurance_period" }

// Insuring is a policy's period for many placements of a region.
type Insuring struct {
	Path        string
	Placements  []int64
	PolicyNo    string
	From, Until civil.Date
}

// check the policy and its days.
func (x *Insuring) check() error {
	const longest = 40
	x.PolicyNo = strings.TrimSpace(x.PolicyNo)
	var faults errs.Faults
	if len(x.Placements) == 0 || len(x.Placements) > MostAtOnce {
		faults.Add(errs.New(errs.Invalid, "placement.insure_none").On("ids").With("limit", MostAtOnce))
	}
	faults.Add(errs.Length(x.PolicyNo, 2, longest, "form.required", "policy"))
	if x.From.IsZero() || !x.Until.After(x.From) || x.Until.After(x.From.AddMonths(13)) {
		faults.Add(errs.New(errs.Invalid, "placement.insure_days").On("until"))
	}
	return faults.OrNil()
}

// Insure writes a policy's period down for placements of a region, all of them or none; the faults name each person. A
// day is covered once: what is entered twice is refused, also at the same moment. Refusals: authz.*,
// placement.insure_none, placement.insure_days, form.required (policy), placement.insured (with the name and the last
// day that is covered), placement.insure_ended.
func Insure(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, x Insuring) (int, error) {
	return desk.DoVia(ctx, d, actor, desk.Batch, key, func(v *desk.Visit) (int, error) {
		if err := v.Allow("placement.start", x.Path); err != nil {
			return 0, err
		}
		if err := x.check(); err != nil {
			return 0, err
		}
		var faults errs.Faults
		covers := make([]Cover, 0, len(x.Placements))
		for _, id := range x.Placements {
			p, err := Lock(v.Tx, id)
			if err == nil && !strings.HasPrefix(p.Path, x.Path) {
				err = errs.New(errs.NotFound, "authz.not_found")
			}
			if err != nil {
				return 0, err
			}
			fault, err := x.onto(v.Tx, p)
			if err != nil {
				return 0, err
			}
			faults.Add(fault)
			covers = append(covers, Cover{PlacementID: id, Path: p.Path, PolicyNo: x.PolicyNo, FromDate: x.From,
				UntilDate: x.Until, ActorID: actor.UserID, AtUs: v.Now()})
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		if err := insertCovers(v.Tx, covers); err != nil {
			return 0, err
		}
		v.Record("placement.insure", "region", 0, desk.F("placements", len(covers)), desk.F("policy", x.PolicyNo),
			desk.F("from", x.From), desk.F("until", x.Until))
		return len(covers), nil
	})
}

// onto a placement: what keeps it from being covered in these days, nil if nothing does.
func (x *Insuring) onto(r database.Reader, p Placement) (*errs.Error, error) {
	names, err := resident.NamesOf(r, []int64{p.PersonID})
	if err != nil {
		return nil, err
	}
	name := names[p.PersonID]
	if !p.EndOn.IsZero() && p.EndOn.Before(x.From) {
		return errs.New(errs.State, "placement.insure_ended").On("ids").With("name", name), nil
	}
	covers, err := CoversOf(r, p.ID)
	for _, c := range covers {
		if !c.UntilDate.Before(x.From) && !c.FromDate.After(x.Until) {
			return errs.New(errs.Conflict, "placement.insured").On("ids").With("name", name).With("until",
				c.UntilDate).With("policy", c.PolicyNo), nil
		}
	}
	return nil, err
}

// InsuredTwice is the refusal of a period that somebody else wrote down at the same moment.
func insuredTwice(err error) error {
	if database.Duplicate(err, "") {
		return fmt.Errorf("%w: %w", database.ErrAgain, err) // read once more, it is named
	}
	return err
}
