package app

import (
	"context"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/office"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
)

// compareKeys refuses keys that are not this office's, before anything is opened or sealed. Errors:
// *office.WrongKeys, *office.Unproven.
func (a *App) compareKeys(ctx context.Context) error {
	d, err := housekeeping(ctx, a.Desk, a.Office.Demo)
	if err == nil {
		err = office.CompareKeys(ctx, d, a.Ring, a.Config.KeyFile(), a.Files.Opening)
	}
	return err
}

// AdoptKeys takes the key file for the office's own, since somebody who knows it says so by its short print. Errors:
// those of compareKeys.
func AdoptKeys(ctx context.Context, cfg Config, print string) error {
	ring, err := seal.Load(cfg.KeyFile())
	if err != nil {
		return err
	}
	db, err := database.Open(ctx, cfg.Address())
	if err != nil {
		return err
	}
	defer db.Close()
	if err := UpToDate(ctx, db); err != nil {
		return err
	}
	var facts office.Facts
	made := false
	if err := db.Read(ctx, func(s *database.Snapshot) (err error) {
		facts, made, err = office.Load(s)
		return err
	}); err != nil {
		return err
	}
	if !made {
		return errs.New(errs.State, "office.none")
	}
	d, err := housekeeping(ctx, &desk.Desk{DB: db, Clock: clock.System()}, facts.Demo)
	if err == nil {
		err = office.AdoptKeys(ctx, d, ring, cfg.KeyFile(), filesOf(cfg, ring).Opening, print)
	}
	return err
}

// housekeeping is the desk at which the program writes by itself when it opens an office: a demonstration's stories
// end at its last entry, and the machine's clock would move them to this day.
func housekeeping(ctx context.Context, d *desk.Desk, demo bool) (*desk.Desk, error) {
	if !demo {
		return d, nil
	}
	var last clock.Moment
	err := d.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		last, err = trail.LastMoment(s)
		return err
	})
	return &desk.Desk{DB: d.DB, Clock: clock.StartingAt(last)}, err
}
