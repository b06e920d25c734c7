package payment

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

// Hearing of somebody of whom a month stands at more than is owed: told how it came about, and heard, before anything
// is asked back.
type Hearing struct {
	ID          int64
	PlacementID int64
	Path        string
	OnDate      civil.Date
	How         string
	Words       string
	ActorID     int64
	AtUs        clock.Moment
}

func (Hearing) TableName() string { return "pay_hearing" }

// HeardWays in which a payee is told and heard.
var HeardWays = []string{"visit", "phone", "paper"}

// Hear writes down that a payee was told of what was paid too much, and what the payee said. It decides nothing.
// Refusals: authz.*, payment.not_over, form.choice (how), form.future (on), form.required and form.long (words).
func (r *Service) Hear(ctx context.Context, actor authz.Actor, key string, x Hearing) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := placement.Lock(v.Tx, x.PlacementID)
		if err != nil {
			return 0, err
		}
		county := region.CountyPath(p.Path)
		if err := v.Allow("payment.recover", county); err != nil {
			return 0, err
		}
		const longest = 300
		x.Words = strings.TrimSpace(x.Words)
		var faults errs.Faults
		if !slices.Contains(HeardWays, x.How) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("heard_how"))
		}
		if x.OnDate.IsZero() || x.OnDate.After(v.Today()) {
			faults.Add(errs.New(errs.Invalid, "form.future").On("heard_on"))
		}
		faults.Add(errs.Length(x.Words, 2, longest, "form.required", "heard_words"))
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		all, err := Recoveries(v.Tx, county, x.PlacementID)
		if err != nil {
			return 0, err
		}
		if len(all) == 0 || all[0].Left() == 0 {
			return 0, errs.New(errs.State, "payment.not_over").On("heard_words")
		}
		x.Path, x.ActorID, x.AtUs = p.Path, actor.UserID, v.Now()
		id, err := insertHearing(v.Tx, x)
		v.Record("payment.hear", "placement", x.PlacementID, desk.F("on", x.OnDate), desk.F("how", x.How),
			desk.F("words", x.Words))
		return id, err
	})
}
