package inspect

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
)

// States of a finding.
const (
	Open        = "open"
	Verifying   = "verifying"   // 核查中
	Talk        = "talk"        // 谈话函询
	Preliminary = "preliminary" // 初步核实
	Shelved     = "shelved"     // 暂存待查
	Dismissed   = "dismissed"   // 予以了结
	Rectifying  = "rectifying"  // 整改
	Closed      = "closed"
)

// arrows that a finding's state may take.
var arrows = map[string][]string{
	Open:        {Verifying, Dismissed},
	Verifying:   {Talk, Preliminary, Shelved, Dismissed, Rectifying},
	Talk:        {Preliminary, Shelved, Dismissed, Rectifying},
	Preliminary: {Shelved, Dismissed, Rectifying},
	Shelved:     {Verifying, Dismissed},
	Dismissed:   {Verifying},
	Rectifying:  {Closed, Verifying},
	Closed:      {Verifying},
}

// Next states that a finding may go to.
func Next(state string) []string { return slices.Clone(arrows[state]) }

// Service of the inspectors.
type Service struct {
	Desk  *desk.Desk
	Rules []*Rule

	From Source
}

// Run passes over a path and keeps what it finds. The trail entry goes to the inspectors' chain.
func (r *Service) Run(ctx context.Context, actor authz.Actor, path string,
	progress func(done, total int) error) (Run, error) {
	if err := actor.Check("inspect.run", path); err != nil {
		return Run{}, err
	}
	out, cutOff, err := r.From.Look(ctx, path, progress)
	if err != nil {
		return Run{}, err
	}
	return r.Keep(ctx, actor, path, out, cutOff)
}

// Keep a pass that was made.
func (r *Service) Keep(ctx context.Context, actor authz.Actor, path string, out *Outcome,
	cutOff clock.Moment) (Run, error) {
	return desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (Run, error) {
		if err := v.Allow("inspect.run", path); err != nil {
			return Run{}, err
		}
		v.UseInspectorChain()
		run := Run{Path: path, RuleSet: out.RuleSet, CutOffUs: cutOff, Villages: int64(out.Villages),
			Holders: int64(out.Holders), NoKin: int64(out.NoKin), Findings: int64(out.Finds.Len()),
			Unjudged: shortened(strings.Join(out.Unjudged, "\n"), 4000)}
		if err := keep(v, &run, &out.Finds); err != nil {
			return Run{}, err
		}
		if err := keepParts(v.Tx, run.ID, out.Parts); err != nil {
			return Run{}, err
		}
		if err := keepMaterial(v.Tx, run.ID, out.Material); err != nil {
			return Run{}, err
		}
		v.Record("inspect.run", "inspect_run", run.ID, desk.F("rule_set", run.RuleSet), desk.F("findings", run.Findings))
		return run, nil
	})
}

// shortened text has at most n characters.
func shortened(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// Move a finding to another state with a reason of 4 to 500 characters. Refusals: authz.*, inspect.state,
// inspect.reason, form.stale.
func (r *Service) Move(ctx context.Context, actor authz.Actor, key string, id, version int64,
	to, reason string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		k, err := decided(v, id)
		if err != nil {
			return 0, err
		}
		if !slices.Contains(arrows[k.State], to) {
			return 0, errs.New(errs.State, "inspect.state").On("to").With("finding", k.State)
		}
		if fault := errs.Length(reason, 4, 500, "inspect.reason", "reason"); fault != nil {
			return 0, fault
		}
		if to == Rectifying {
			return 0, errs.New(errs.State, "inspect.needs_order").On("to")
		}
		if err := k.MayMove(to); err != nil {
			return 0, err
		}
		if err := v.Tx.Change("UPDATE finding SET state = ?, version = version + 1 WHERE id = ? AND version = ?", to, id,
			version); err != nil {
			return 0, err
		}
		v.Record("inspect.decide", "finding", id, desk.F("from", k.State), desk.F("to", to))
		return id,
			storeEvents(v,
				[]FindingEvent{{FindingID: id, Kind: "state", FromState: k.State, ToState: to, Reason: reason,
					ActorID: actor.UserID, AtUs: v.Now()}})
	})
}

// MayMove refuses to close while money is to be recovered: inspect.recovery_open.
func (k Kept) MayMove(to string) error {
	if open := k.RecoverFen - k.RecoveredFen; to == Closed && open > 0 {
		return errs.New(errs.State, "inspect.recovery_open").On("to").With("yuan", open.Grouped())
	}
	return nil
}

// Viewed writes down that an inspector opened a finding, in the inspectors' chain.
func (r *Service) Viewed(ctx context.Context, actor authz.Actor, k Kept) error {
	_, err := desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("inspect.view", k.Path); err != nil {
			return 0, err
		}
		v.UseInspectorChain()
		v.Record("inspect.view", "finding", k.ID)
		return k.ID, nil
	})
	return err
}

// Profile of a person as far as an inspector may see. Refusals: authz.*, authz.not_found.
func (r *Service) Profile(ctx context.Context, actor authz.Actor, person int64) (*Profile, error) {
	c, ds, err := r.From.About(ctx, actor.Scope("inspect.view"), person)
	if err != nil {
		return nil, err
	}
	p := ProfileOf(c, ds, person)
	if p == nil {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	return p, nil
}
