package reconcile

import (
	"context"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/registry/resident"
)

// Outcome of a nightly count.
type Outcome struct {
	ID     int64
	AtUs   clock.Moment
	Checks int64
	Broken int64  // rows that do not agree, of each check at most 20
	Said   string // the first of them
}

// nightlyHour from which on a day's count is made: nobody works then, and what came in the day before is there.
const nightlyHour = 2

// Latest outcome; false if nothing was counted yet.
func Latest(r database.Reader) (Outcome, bool, error) {
	var o Outcome
	found, err := r.One(&o, "SELECT id, at_us, checks, broken, said FROM reconcile_run ORDER BY id DESC LIMIT 1")
	return o, found, err
}

// Nightly counts once a day, from two in the morning on, and keeps what was found for the finance page and in the
// trail. It reports whether it counted now.
func (c Counter) Nightly(ctx context.Context, d *desk.Desk, cityPath string) (bool, error) {
	now := d.Clock.Now()
	last, found, err := latest(ctx, d)
	if err != nil || found && last.AtUs.Date() == now.Date() || now < clock.On(now.Date(), nightlyHour, 0) {
		return false, err
	}
	return true, c.keep(ctx, d, cityPath)
}

// Recount counts again where the last count found something: what was mended since, or was no fault but the program's,
// does not warn until the next night. It reports whether it counted now.
func (c Counter) Recount(ctx context.Context, d *desk.Desk, cityPath string) (bool, error) {
	last, found, err := latest(ctx, d)
	if err != nil || !found || last.Broken == 0 {
		return false, err
	}
	return true, c.keep(ctx, d, cityPath)
}

func latest(ctx context.Context, d *desk.Desk) (last Outcome, found bool, err error) {
	err = d.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		last, found, err = Latest(s)
		return err
	})
	return last, found, err
}

// keep what a count finds now.
func (c Counter) keep(ctx context.Context, d *desk.Desk, cityPath string) error {
	var doubts []resident.Doubt
	c.doubts = &doubts
	breaks, err := c.Count(ctx, d.DB)
	if err != nil {
		return err
	}
	said := ""
	for i, b := range breaks {
		if i < 3 {
			said += b.Check + ": " + b.Row + "\n"
		}
	}
	_, err = desk.Do(ctx, d, authz.System("reconcile"), "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("reconcile.run", cityPath); err != nil {
			return 0, err
		}
		if err := resident.KeepDoubts(v.Tx, doubts, v.Now()); err != nil {
			return 0, err
		}
		id, err := v.Tx.Create("INSERT INTO reconcile_run (at_us, checks, broken, said) VALUES (?, ?, ?, ?)", int64(v.Now()),
			len(Laws()), len(breaks), strings.TrimSpace(said))
		v.Record("reconcile.run", "reconcile_run", id, desk.F("checks", len(Laws())), desk.F("broken", len(breaks)),
			desk.F("accounts", len(doubts)))
		return id, err
	})
	return err
}
