package payment

import (
	"context"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// ReversalWitness of the items that were taken back.
var ReversalWitness = trail.Table{Name: "pay_reversal",
	Columns: []string{"item_id", "path", "reason", "actor_id", "person_key", "at_us"}}

// Reverse takes an approved item back that the bank has not paid and that is not on its way: the item stays as it was
// approved, its money is available again, its month is free for another list. What was paid is never reversed, it is
// recovered. Refusals: form.required (reason), payment.reverse_paid, payment.reverse_on_way, payment.reverse_corrected
// (a correction adds to it: that one first), payment.reversed.
func (r *Service) Reverse(ctx context.Context, actor authz.Actor, key string, itemID int64,
	reason string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		item, err := payroll.ItemByID(v.Tx, itemID)
		if err != nil {
			return 0, err
		}
		run, err := payroll.LockRun(v.Tx, item.RunID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("payroll.reverse", run.Path); err != nil {
			return 0, err
		}
		reason = strings.TrimSpace(reason)
		if fault := errs.Length(reason, 2, 100, "form.required", "reason"); fault != nil {
			return 0, fault
		}
		s, err := standing(v.Tx, itemID)
		switch {
		case err != nil:
			return 0, err
		case s.Reversed > 0:
			return 0, errs.New(errs.State, "payment.reversed")
		case s.Paid > 0:
			return 0, errs.New(errs.State, "payment.reverse_paid")
		case s.OnWay > 0:
			return 0, errs.New(errs.State, "payment.reverse_on_way")
		case s.Corrected > 0: // else the month would be paid in full anew, and the correction beside it
			return 0, errs.New(errs.State, "payment.reverse_corrected")
		}
		d := ReversalWitness.Digest(itemID, item.Path, reason, actor.UserID, actor.PersonKey, v.Now())
		v.Witness("pay_reversal", d)
		if _, err := v.Tx.Exec("INSERT INTO pay_reversal (item_id, path, reason, actor_id, person_key, at_us, trail_id, "+
			"row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			itemID, item.Path, reason, actor.UserID, actor.PersonKey, int64(v.Now()), v.TrailID(), d); err != nil {
			if database.Duplicate(err, "") || strings.Contains(err.Error(), "append-only") {
				err = errs.New(errs.State, "payment.reversed")
			}
			return 0, err
		}
		if err := unlist(v.Tx, itemID); err != nil {
			return 0, err
		}
		if _, err := v.Tx.Exec("DELETE FROM pay_slot WHERE item_id = ?", itemID); err != nil {
			return 0, err
		}
		if s.Returned == 0 { // what the bank sent back is available already
			split, err := sharesOf(v.Tx, run.ID)
			if err != nil {
				return 0, err
			}
			free := map[string]money.Fen{}
			bear(free, Line{ItemID: itemID, Fund: item.Fund, AmountFen: item.AmountFen}, split)
			for _, name := range fund.Names {
				if err := fund.Post(v,
					fund.Move{Path: run.Path, Fund: name, Year: run.Year, From: fund.Committed, To: fund.Available, Amount: free[name],
						Subject: "pay_reversal", SubjectID: itemID}); err != nil {
					return 0, err
				}
			}
		}
		v.Record("payroll.reverse", "pay_item", itemID, desk.F("run", run.ID), desk.F("amount", item.AmountFen),
			desk.F("reason", reason))
		return run.ID, nil
	})
}

// stands is how an item stands with the bank.
type stands struct{ Paid, Returned, OnWay, Reversed, Corrected int64 }

func standing(r database.Reader, itemID int64) (s stands, err error) {
	_, err = r.One(&s, `SELECT (SELECT COUNT(*) FROM payment_event e WHERE e.paid_item = i.id) AS paid, (SELECT COUNT(*)
FROM payment_event e WHERE e.item_id = i.id AND e.kind = 'returned') AS returned,
(SELECT COUNT(*) FROM pay_batch_line l JOIN pay_batch b ON b.id = l.batch_id WHERE l.item_id = i.id
AND `+onWay+`) AS on_way, (SELECT COUNT(*) FROM pay_reversal v WHERE v.item_id = i.id) AS reversed,
(SELECT COUNT(*) FROM pay_item c WHERE c.of_item_id = i.id AND c.kind = 'correction' AND NOT EXISTS (SELECT 1
FROM pay_reversal v WHERE v.item_id = c.id)) AS corrected FROM pay_item i WHERE i.id = ?`, itemID)
	return s, err
}
