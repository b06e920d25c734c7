package app

import (
	"context"
	"errors"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/forms/target"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/office"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/divisions"
)

// Brought is what a new office has and an older one has not, or has now. Roles and formats need not be brought: they
// are the program's.
type Brought struct {
	rulebook.Brought
	Kinds, Targets []string
}

// Nothing was lacking.
func (b Brought) Nothing() bool {
	return len(b.Parameters)+b.Days+len(b.Kinds)+len(b.Targets) == 0
}

// Lacks tells what Bring would bring; nothing where no office is made yet.
func Lacks(ctx context.Context, db *database.DB) (b Brought, err error) {
	err = db.Read(ctx, func(s *database.Snapshot) error {
		_, made, err := office.Load(s)
		if err == nil && made {
			b, _, err = lacks(s)
		}
		return err
	})
	return b, err
}

func lacks(r database.Reader) (b Brought, tree *region.Tree, err error) {
	// As of the day that init takes: the codes of the first version are those of then.
	if tree, err = region.Load(r, Start); err != nil {
		return b, nil, err
	}
	if b.Brought, err = rulebook.Lacking(r, tree); err != nil {
		return b, nil, err
	}
	kinds, err := quota.LackingKinds(r)
	if err != nil {
		return b, nil, err
	}
	targets, err := target.Lacking(r)
	for _, k := range kinds {
		b.Kinds = append(b.Kinds, k.Code)
	}
	for _, t := range targets {
		b.Targets = append(b.Targets, t.Measure)
	}
	return b, tree, err
}

var errNothing = errors.New("nothing is lacking")

// Bring to an office that an older program made what a new one has, in one recorded visit of the system. What the
// office has stays as it is. Where nothing is lacking, or no office is made, nothing is written.
func Bring(ctx context.Context, db *database.DB) (Brought, error) {
	if b, err := Lacks(ctx, db); err != nil || b.Nothing() {
		return b, err
	}
	var facts office.Facts
	var city string
	if err := db.Read(ctx, func(s *database.Snapshot) (err error) {
		if facts, _, err = office.Load(s); err != nil {
			return err
		}
		city, err = divisions.CityPath(s)
		return err
	}); err != nil {
		return Brought{}, err
	}
	d, err := housekeeping(ctx, &desk.Desk{DB: db, Clock: clock.System()}, facts.Demo)
	if err != nil {
		return Brought{}, err
	}
	b, err := desk.Do(ctx, d, authz.System("upgrade"), "", func(v *desk.Visit) (Brought, error) {
		return bring(v, city)
	})
	if errors.Is(err, errNothing) { // another program was first
		return Brought{}, nil
	}
	return b, err
}

func bring(v *desk.Visit, city string) (Brought, error) {
	if err := v.Allow("office.upgrade", city); err != nil {
		return Brought{}, err
	}
	if err := office.Lock(v.Tx); err != nil { // what is lacking is looked for while nobody else brings it
		return Brought{}, err
	}
	b, tree, err := lacks(v.Tx)
	if err != nil {
		return b, err
	}
	if b.Nothing() {
		return b, errNothing
	}
	_, err = rulebook.Bring(v, tree)
	if err == nil {
		err = quota.SeedKinds(v)
	}
	if err == nil {
		err = target.Seed(v)
	}
	if database.Duplicate(err, "") { // somebody enters the same at this moment: look again what is lacking
		err = errors.Join(err, database.ErrAgain)
	}
	list := func(s []string) string { return strings.Join(s, " ") }
	v.Record("office.upgrade", "setting", 0, desk.F("parameters", list(b.Parameters)), desk.F("own", list(b.Own)),
		desk.F("days", b.Days), desk.F("kinds", list(b.Kinds)), desk.F("targets", list(b.Targets)))
	return b, err
}
