package app

import (
	"context"
	"io"

	"gangwei/internal/oversight/inspect/extract"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/trail"
)

// Extract writes the sealed extract of a region for an inspector's own machine, and an entry into the inspectors'
// chain. Refusals: authz.*, extract.*.
func (a *App) Extract(ctx context.Context, actor authz.Actor, at *region.Region, w io.Writer,
	password string) (*extract.List, error) {
	if err := extract.Check(at, password); err != nil {
		return nil, err
	}
	chains, err := desk.Do(ctx, a.Desk, actor, "", func(v *desk.Visit) ([]byte, error) {
		if err := v.Allow("inspect.run", at.Path); err != nil {
			return nil, err
		}
		v.UseInspectorChain()
		root, err := trail.WriteRoot(v.Tx, v.Now())
		v.Record("inspect.extract", "region", at.ID)
		return root.Digest, err
	})
	if err != nil {
		return nil, err
	}
	return extract.Write(ctx, w, a.DB, a.Ring, a.Clock.Now, at, chains, password)
}
