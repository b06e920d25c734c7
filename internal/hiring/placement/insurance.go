package placement

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
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
	Insurer     string
	PremiumFen  *money.Fen // nil: nobody told
	ActorID     int64
	AtUs        clock.Moment
}

// longestPolicyNo in characters.
const longestPolicyNo = 40

// Check what is told of a period. Faults: form.required (policy), placement.insure_days (until), form.long (insurer).
func (c *Cover) Check() error {
	c.PolicyNo, c.Insurer = strings.TrimSpace(c.PolicyNo), strings.TrimSpace(c.Insurer)
	var faults errs.Faults
	faults.Add(errs.Length(c.PolicyNo, 2, longestPolicyNo, "form.required", "policy"))
	faults.Add(errs.Long(c.Insurer, 60, "insurer"))
	if c.FromDate.IsZero() || !c.UntilDate.After(c.FromDate) || c.UntilDate.After(c.FromDate.AddMonths(13)) {
		faults.Add(errs.New(errs.Invalid, "placement.insure_days").On("until"))
	}
	return faults.OrNil()
}

// Meets reports whether two periods have a day in common.
func (c Cover) Meets(x Cover) bool {
	return !c.UntilDate.Before(x.FromDate) && !c.FromDate.After(x.UntilDate)
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
	var faults errs.Faults
	if len(x.Placements) == 0 || len(x.Placements) > MostAtOnce {
		faults.Add(errs.New(errs.Invalid, "placement.insure_none").On("ids").With("limit", MostAtOnce))
	}
	c := Cover{PolicyNo: x.PolicyNo, FromDate: x.From, UntilDate: x.Until}
	faults = append(faults, errs.All(c.Check())...)
	x.PolicyNo = c.PolicyNo
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
		if c.Meets(Cover{FromDate: x.From, UntilDate: x.Until}) {
			return errs.New(errs.Conflict, "placement.insured").On("ids").With("name", name).With("until",
				c.UntilDate).With("policy", c.PolicyNo), nil
		}
	}
	return nil, err
}

// TakeCovers writes periods of an insurer's list down inside an import's visit, each placement locked, and returns
// their ids. What somebody else wrote down meanwhile is refused: placement.insured, placement.insure_ended.
func TakeCovers(v *desk.Visit, covers []Cover) ([]int64, error) {
	slices.SortStableFunc(covers, func(a, b Cover) int { return cmp.Compare(a.PlacementID, b.PlacementID) })
	for i, c := range covers {
		p, err := Lock(v.Tx, c.PlacementID)
		if err != nil {
			return nil, err
		}
		x := Insuring{PolicyNo: c.PolicyNo, From: c.FromDate, Until: c.UntilDate}
		fault, err := x.onto(v.Tx, p)
		if err != nil {
			return nil, err
		}
		if fault != nil {
			return nil, fault
		}
		covers[i].ActorID, covers[i].AtUs = v.Actor.UserID, v.Now()
	}
	if err := insertCovers(v.Tx, covers); err != nil {
		return nil, err
	}
	return coverIDs(v.Tx, covers)
}

// InsuredTwice is the refusal of a period that somebody else wrote down at the same moment.
func insuredTwice(err error) error {
	if database.Duplicate(err, "") {
		return fmt.Errorf("%w: %w", database.ErrAgain, err) // read once more, it is named
	}
	return err
}
