package application

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// maxBatch is how many applications are passed at once: a township's month, a county's week.
const maxBatch = 500

// PassBatch audits (StepAudit) or files (StepFile) many applications of a region under one document number, all of them
// or none; whoever speaks against one pulls it out and decides it by itself. Each step keeps its own hand and is marked
// as of a batch. The first that cannot pass is named: application.batch. Other refusals: form.choice, form.required (no
// document), application.none.
func (r *Service) PassBatch(ctx context.Context, actor authz.Actor, key, step, path string, moves []Move,
	document string) (int, error) {
	document = strings.TrimSpace(document)
	permission, from := authz.Permission("application.audit"), Noticed
	switch step {
	case StepAudit:
	case StepFile:
		permission, from = "application.file", Audited
	default:
		return 0, errs.New(errs.Invalid, "form.choice").On("step")
	}
	if len(moves) == 0 || len(moves) > maxBatch {
		return 0, errs.New(errs.Invalid, "application.none").On("ids").With("limit", maxBatch)
	}
	if n := len([]rune(document)); n < 2 || n > 50 {
		return 0, errs.New(errs.Invalid, "form.required").On("document")
	}
	return desk.DoVia(ctx, r.Desk, actor, desk.Batch, key, func(v *desk.Visit) (int, error) {
		if err := v.Allow(permission, path); err != nil {
			return 0, err
		}
		for _, m := range moves {
			m.Pass, m.Remark = true, "文号："+document
			p := r.audits(m)
			if step == StepFile {
				p = r.files(m)
			}
			a, _, err := r.take(v, step, permission, m, []string{from}, p)
			if errs.CodeOf(err) == "authz.forbidden" {
				return 0, err
			}
			if all := errs.All(err); len(all) > 0 {
				if !strings.HasPrefix(a.Path, path) {
					return 0, errs.New(errs.NotFound, "authz.not_found")
				}
				return 0, errs.New(all[0].Kind, "application.batch").On("ids").With("number", a.Number).With("why", all[0].Code)
			}
			if err != nil {
				return 0, err
			}
			if !strings.HasPrefix(a.Path, path) {
				return 0, errs.New(errs.NotFound, "authz.not_found")
			}
		}
		if err := v.Allow(permission, path); err != nil { // the entry is the region's, not the last application's
			return 0, err
		}
		v.Record("application."+step+"_batch", "region", 0, desk.F("applications", len(moves)), desk.F("document", document))
		return len(moves), nil
	})
}

// BatchRow is an application that may be passed with others: what speaks against it comes first.
type BatchRow struct {
	Row
	Against []string // codes of warnings seen when it was submitted, and of steps that were irregular
	Blocked error    // what keeps it from passing now
}

// Batch lists the applications of a scope that wait for a step, those with something against them first.
func (room *Service) Batch(r database.Reader, scope authz.Scope, within, step string,
	today civil.Date) ([]BatchRow, error) {
	state := Noticed
	if step == StepFile {
		state = Audited
	}
	rows, err := List(r, scope, Filter{Within: within, State: state, Limit: maxBatch})
	if err != nil {
		return nil, err
	}
	var first, rest []BatchRow
	for _, a := range rows {
		x := BatchRow{Row: a, Against: strings.Fields(a.Warnings)}
		if a.Irregular == 1 {
			steps, err := StepsOf(r, a.ID)
			if err != nil {
				return nil, err
			}
			for _, s := range steps {
				if s.Irregular != "" {
					x.Against = append(x.Against, s.Irregular)
				}
			}
		}
		if step == StepAudit {
			x.Blocked = room.Ready(r, a.Application, today)
			if x.Blocked != nil && errs.CodeOf(x.Blocked) == "" {
				return nil, x.Blocked
			}
		}
		if len(x.Against) > 0 || x.Blocked != nil {
			first = append(first, x)
		} else {
			rest = append(rest, x)
		}
	}
	return append(first, rest...), nil
}
