package payeecalls

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
)

// Outcomes of a call.
const (
	Answered    = "answered"
	Unreachable = "unreachable"
	Later       = "later"    // asked to be called at another time
	Declined    = "declined" // does not wish to speak
)

// Sample of a county's month.
type Sample struct {
	ID        int64
	RegionID  int64
	Path      string
	Month     civil.Month
	Paid      int64  // how many it was drawn from
	Seed      []byte // a root of the trail
	CreatedBy int64
	CreatedUs clock.Moment
}

// Call as it was made.
type Call struct {
	Outcome   string
	Received  string // yes, no, unsure
	SaidFen   money.Fen
	AskedBack string // yes, no, unsaid
	Remark    string
	AgainAt   string // when the villager wishes to be called
}

// Witness of the calls.
var Witness = trail.Table{Name: "payee_call",
	Columns: []string{"item_id", "path", "outcome", "received", "said_fen", "asked_back", "remark", "again_at", "actor_id",
		"at_us"}}

// Service of the calls.
type Service struct {
	Desk *desk.Desk
	Ring *seal.Ring
}

// Pick n of the items, by the seed alone. Pure: the same seed and items give the same choice in the same order.
func Pick(seed []byte, items []int64, n int) []int64 {
	type lot struct {
		item  int64
		score []byte
	}
	lots := make([]lot, len(items))
	for i, id := range items {
		lots[i] = lot{id, seal.Digest(binary.BigEndian.AppendUint64(bytes.Clone(seed), uint64(id)))}
	}
	slices.SortFunc(lots, func(a, b lot) int { return bytes.Compare(a.score, b.score) })
	out := make([]int64, 0, n)
	for _, l := range lots[:min(n, len(lots))] {
		out = append(out, l.item)
	}
	return out
}

// Draw a county's sample of a month, once. Refusals: fund.county, confirm.nothing (the bank has confirmed nothing of
// the month, or payments are on their way), confirm.no_root (no root of the trail since the last settlement: one is
// written each hour), confirm.twice.
func (r *Service) Draw(ctx context.Context, actor authz.Actor, key string, county *region.Region,
	month civil.Month) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if county.Level != region.County {
			return 0, errs.New(errs.Invalid, "fund.county").On("region")
		}
		if err := v.Allow("confirm.call", county.Path); err != nil {
			return 0, err
		}
		items, settled, err := paidItems(v.Tx, county.Path, month)
		if err != nil {
			return 0, err
		}
		if len(items) == 0 {
			return 0, errs.New(errs.State, "confirm.nothing").On("month")
		}
		seed, found, err := rootAfter(v.Tx, settled)
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, errs.New(errs.State, "confirm.no_root").On("month")
		}
		book, err := rulebook.Load(v.Tx)
		if err != nil {
			return 0, err
		}
		x := Sample{RegionID: county.ID, Path: county.Path, Month: month, Paid: int64(len(items)), Seed: seed,
			CreatedBy: actor.UserID, CreatedUs: v.Now()}
		chosen := Pick(seed, items, max(book.Int("confirm.calls", county.Path, v.Today(), 30), 1))
		if err := store(v.Tx, &x, chosen); err != nil {
			if database.Duplicate(err, "") {
				err = errs.New(errs.State, "confirm.twice").On("month")
			}
			return 0, err
		}
		v.Record("confirm.draw", "payee_sample", x.ID, desk.F("month", month), desk.F("paid", x.Paid),
			desk.F("chosen", len(chosen)))
		return x.ID, nil
	})
}

// check what a call says, all faults at once.
func (c *Call) check() error {
	c.Remark, c.AgainAt = strings.TrimSpace(c.Remark), strings.TrimSpace(c.AgainAt)
	var faults errs.Faults
	if !slices.Contains([]string{Answered, Unreachable, Later, Declined}, c.Outcome) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("outcome"))
	}
	if c.Outcome == Answered {
		if !slices.Contains([]string{"yes", "no", "unsure"}, c.Received) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("received"))
		}
		if !slices.Contains([]string{"yes", "no", "unsaid"}, c.AskedBack) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("asked_back"))
		}
		if c.SaidFen < 0 || c.SaidFen > money.Max {
			faults.Add(errs.New(errs.Invalid, "form.amount").On("said"))
		}
	} else {
		c.Received, c.AskedBack, c.SaidFen = "", "", 0
	}
	faults.Add(errs.Long(c.Remark, 200, "remark"))
	if n := utf8.RuneCountInString(c.AgainAt); n > 40 || c.Outcome == Later && n == 0 {
		faults.Add(errs.New(errs.Invalid, "form.required").On("again_at"))
	}
	return faults.OrNil()
}

// Log a call. The entry goes to the inspectors' chain: nobody in the office can tell what was answered. Refusals:
// authz.not_found (not in a sample), form.* for each field, confirm.answered.
func (r *Service) Log(ctx context.Context, actor authz.Actor, key string, itemID int64, c Call) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		path, err := sampled(v.Tx, itemID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("confirm.call", path); err != nil {
			return 0, err
		}
		if err := c.check(); err != nil {
			return 0, err
		}
		if done, err := answered(v.Tx, itemID); err != nil || done {
			if done {
				err = errs.New(errs.State, "confirm.answered")
			}
			return 0, err
		}
		var said *int64
		if c.SaidFen > 0 {
			n := int64(c.SaidFen)
			said = &n
		}
		d := Witness.Digest(itemID, path, c.Outcome, c.Received, said, c.AskedBack, c.Remark, c.AgainAt, actor.UserID,
			v.Now())
		id, err := v.Tx.Create("INSERT INTO payee_call (item_id, path, outcome, received, said_fen, asked_back, remark, "+
			"again_at, actor_id, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			itemID, path, c.Outcome, c.Received, said, c.AskedBack, c.Remark, c.AgainAt, actor.UserID, int64(v.Now()),
			v.TrailID(), d)
		if database.Duplicate(err, "") || err != nil && strings.Contains(err.Error(), "append-only") {
			return 0, errs.New(errs.State, "confirm.answered")
		}
		if err != nil {
			return 0, err
		}
		v.Witness("payee_call", d)
		v.UseInspectorChain()
		v.Record("confirm.call", "pay_item", itemID, desk.F("outcome", c.Outcome))
		return id, nil
	})
}
