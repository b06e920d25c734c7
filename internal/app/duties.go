package app

import (
	"context"
	"errors"
	"fmt"
)

// Duty is one piece of work that the office does by itself. Each looks whether it is due: it may be called every hour.
type Duty struct {
	Failed string // what the log says if it fails
	Run    func(context.Context) error
}

// Duties in the order in which they are done: the root over the trail comes last, so that it covers the others.
func (a *App) Duties() []Duty {
	waits := func(ctx context.Context) error {
		_, err := a.Payments.CountWaits(ctx)
		return err
	}
	unconfirmed := func(ctx context.Context) error {
		_, err := a.Payments.CountUnconfirmed(ctx)
		return err
	}
	statistics := func(ctx context.Context) error {
		_, err := a.GatherStatistics(ctx)
		return err
	}
	root := func(ctx context.Context) error {
		_, err := a.WriteRoot(ctx)
		return err
	}
	return []Duty{
		{"statistics not gathered", statistics},
		{"seeds of the draws not committed", a.Draws.Commit},
		{"own faults not looked for", a.OwnCheck},
		{"accounts not taken as they stand", a.AdoptAccounts},
		{"not reconciled", a.Reconcile},
		{"late complaints not passed up", a.EscalateComplaints},
		{"late months not counted", waits},
		{"months without confirmed pay not counted", unconfirmed},
		{"old photos not purged", a.PurgePhotos},
		{"trail root not written", root},
	}
}

// RunDuties does all of them; one that fails is logged and keeps none of the others from being done. The error names
// all that failed.
func (a *App) RunDuties(ctx context.Context) error {
	var failed error
	for _, d := range a.Duties() {
		err := d.Run(ctx)
		if err == nil {
			continue
		}
		if ctx.Err() != nil { // the office closes; what is left is done at its next start
			return ctx.Err()
		}
		a.Log.Error(d.Failed, "err", err)
		failed = errors.Join(failed, fmt.Errorf("%s: %w", d.Failed, err))
	}
	return failed
}
