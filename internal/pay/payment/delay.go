package payment

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/trail"
)

// Delay is why months wait at a desk, said by that desk: of a month, in a region.
type Delay struct {
	ID         int64
	Path       string
	Month      civil.Month
	Desk       string
	Reason     string
	Remark     string
	ExpectedOn civil.Date // none: not known
	AtUs       clock.Moment
}

// DelayReasons that a desk may give.
var DelayReasons = []string{"funds", "sheet", "returned", "account", "other"}

// DelayWitness of what was said.
var DelayWitness = trail.Table{Name: "pay_delay",
	Columns: []string{"path", "month", "desk", "reason", "remark", "expected_on", "actor_id", "at_us"}}

// whose word counts at a desk; what is held, or waits for the holder to be told, says itself why it waits
var speaks = map[string]authz.Permission{AtSheet: "duty.sheet", AtReview: "duty.review", AtDraft: "payroll.draft",
	AtNotice: "payroll.draft", AtAudit: "payroll.audit",
	AtPrepare: "payment.prepare", AtRelease: "payment.release", AtBank: "payment.settle", AtAccount: "resident.register"}

// Speaks names the permission whose holder says why a month waits at a desk; empty for an unknown desk. Pure.
func Speaks(atDesk string) authz.Permission { return speaks[atDesk] }

// Explain says why the months of a region wait at a desk. What was said stays; the latest holds.
// Refusals: form.choice (desk, reason), form.required (remark of another reason), form.past (expected),
// payment.delay_region (a region above the desk's own), payment.delay_none (no late month waits there).
func (r *Service) Explain(ctx context.Context, actor authz.Actor, key string, where *region.Region,
	d Delay) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		permission, known := speaks[d.Desk]
		if !known {
			return 0, errs.New(errs.Invalid, "form.choice").On("desk")
		}
		if err := v.Allow(permission, where.Path); err != nil {
			return 0, err
		}
		d.Remark = strings.TrimSpace(d.Remark)
		var faults errs.Faults
		if !slices.Contains(DelayReasons, d.Reason) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("reason"))
		}
		if n := utf8.RuneCountInString(d.Remark); n > 100 || d.Reason == "other" && n < 2 {
			faults.Add(errs.New(errs.Invalid, "form.required").On("remark"))
		}
		if !d.ExpectedOn.IsZero() && d.ExpectedOn.Before(v.Today()) {
			faults.Add(errs.New(errs.Invalid, "form.past").On("expected"))
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		if where.Level.Depth() < Keeper(d.Desk).Depth() {
			return 0, errs.New(errs.State, "payment.delay_region")
		}
		if err := waitsAt(v, where.Path, d); err != nil {
			return 0, err
		}
		digest := DelayWitness.Digest(where.Path, d.Month, d.Desk, d.Reason, d.Remark, d.ExpectedOn, actor.UserID, v.Now())
		id, err := v.Tx.Create("INSERT INTO pay_delay (path, month, desk, reason, remark, expected_on, actor_id, at_us, "+
			"trail_id, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			where.Path, d.Month, d.Desk, d.Reason, d.Remark, d.ExpectedOn, actor.UserID, int64(v.Now()), v.TrailID(), digest)
		if err != nil {
			return 0, err
		}
		v.Witness("pay_delay", digest)
		v.Record("payment.explain", "pay_delay", id, desk.F("path", where.Path), desk.F("month", d.Month),
			desk.F("desk", d.Desk), desk.F("reason", d.Reason))
		return id, nil
	})
}

// waitsAt refuses where no month waits at the desk, nor is nothing at all here of it: payment.delay_none.
func waitsAt(v *desk.Visit, path string, d Delay) error {
	scope := authz.Under(path)
	waiting, err := OwingOf(v.Tx, scope, OwingFilter{From: d.Month, Until: d.Month, Today: v.Today()})
	if err != nil || slices.ContainsFunc(waiting, func(o Unpaid) bool { return o.Desk() == d.Desk }) {
		return err
	}
	n := int64(0)
	if d.Desk == AtSheet {
		n, err = MissingMonth(v.Tx, scope, d.Month)
	}
	if err == nil && n == 0 {
		err = errs.New(errs.State, "payment.delay_none")
	}
	return err
}

// Delays are what the desks said last, in the regions that a scope meets and of the months up to one.
type Delays []Delay

// DelaysOf a scope: what was said of it, of parts of it and of what it lies in; the latest first.
func DelaysOf(r database.Reader, scope authz.Scope, until civil.Month) (Delays, error) {
	where, args := scope.SQL("path")
	for _, p := range scope.Paths() {
		for q := region.ParentPath(p); q != ""; q = region.ParentPath(q) {
			where, args = where+" OR path = ?", append(args, q)
		}
	}
	var all, out Delays
	if err := r.Select(&all,
		"SELECT id, path, month, desk, reason, remark, expected_on, at_us FROM pay_delay WHERE ("+where+
			") AND month <= ? ORDER BY id DESC",
		append(args, until)...); err != nil {
		return nil, err
	}
	type key struct {
		path, desk string
		month      civil.Month
	}
	seen := map[key]bool{}
	for _, d := range all {
		if k := (key{d.Path, d.Desk, d.Month}); !seen[k] {
			seen[k] = true
			out = append(out, d)
		}
	}
	return out, nil
}

// For a month that waits: the latest that its desk said of the month, of any region that it lies in. Nil: nothing was
// said. Pure.
func (ds Delays) For(o Unpaid) *Delay { return ds.at(o.Desk(), o.Path, o.Month) }

// Of a month of which nothing is here: what the village, or an office above it, said of the sheet that is not there.
// Nil: nothing was said. Pure.
func (ds Delays) Of(m Missing) *Delay { return ds.at(AtSheet, m.Path, m.Month) }

func (ds Delays) at(desk, path string, month civil.Month) *Delay {
	for i := range ds {
		if d := &ds[i]; d.Desk == desk && d.Month == month && strings.HasPrefix(path, d.Path) {
			return d
		}
	}
	return nil
}
