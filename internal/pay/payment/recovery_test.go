package payment_test

import (
	"errors"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
)

func TestRecover_books_what_came_back_to_its_fund(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 2)
		a := actors(h)
		run := approved(t, h)
		items := itemsOf(t, h, run)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		today := h.Set.Now().Date()
		_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, today,
			answer("1|"+yuan(items[0].AmountFen)+"|成功", "2|"+yuan(items[1].AmountFen)+"|成功"))
		apptest.Must(t, err)
		var first int64
		over := func() (out []payment.Recovery) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				out, err = payment.Recoveries(s, h.Region("370402").Path, 0)
				return err
			}))
			return out
		}
		if got := over(); len(got) != 0 {
			t.Errorf("nobody was overpaid: %+v", got)
		}
		for what, change := range map[string]string{ // whatever makes it too much, it is found
			"rate lowered":  "UPDATE placement SET rate_fen = rate_fen - 100",
			"began later":   "UPDATE placement SET start_on = '2025-02-10'",
			"ended earlier": "UPDATE placement SET end_on = '2025-02-20'",
			"out of season": "UPDATE post SET season_from = 4, season_until = 10",
			"suspended": "INSERT INTO placement_event (placement_id, kind, on_date, reason, remark, channel, actor_id, " +
				"at_us, trail_id, row_digest) SELECT id, 'suspended', '2025-02-10', '', '', 'typed', 1, 1, 1, row_digest FROM " +
				"(SELECT l.id, t.row_digest FROM placement l CROSS JOIN (SELECT MAX(row_digest) AS row_digest FROM " +
				"payment_event) t) x",
		} {
			err := db.Write(ctx, func(tx *database.Tx) error {
				if _, err := tx.Exec(change); err != nil {
					return err
				}
				found, err := payment.Recoveries(tx, h.Region("370402").Path, 0)
				if len(found) != 2 {
					t.Errorf("%s: %+v, %v", what, found, err)
				}
				return errBack
			})
			if !errors.Is(err, errBack) {
				t.Errorf("%s: %v", what, err)
			}
		}
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error { // an exit that became known late
			if _, err := tx.One(&first, "SELECT placement_id FROM pay_item WHERE id = ?", items[0].ID); err != nil {
				return err
			}
			_, err := tx.Exec(
				"UPDATE placement SET end_on = '2025-02-14', state = 'ended', end_reason = 'deceased' WHERE id = ?", first)
			return err
		}))
		got := over()
		if len(got) != 1 || got[0].PlacementID != first || int64(got[0].Over) != items[0].AmountFen/2 {
			t.Fatalf("half of February: %+v, paid %d", got, items[0].AmountFen)
		}
		before := balance(t, h)
		half := got[0].Over / 2
		_, err = h.Payments.Recover(ctx, a.release, "", first, half, today, "收1号")
		want(t, "authz.forbidden", err)
		_, err = h.Payments.Recover(ctx, h.Actor("finance_preparer", "370481"), "", first, half, today, "收1号")
		want(t, "authz.not_found", err)
		_, err = h.Payments.Recover(ctx, a.prepare, "", first, got[0].Over+1, today, "收1号")
		want(t, "payment.recovered", err)
		_, err = h.Payments.Recover(ctx, a.prepare, "", first, half, today.AddDays(1), "收1号")
		want(t, "form.future", err)
		_, err = h.Payments.Recover(ctx, a.prepare, "", first, half, today, "收1号")
		apptest.Must(t, err)
		_, err = h.Payments.Recover(ctx, a.prepare, "", first, 1, today, "收1号")
		want(t, "payment.voucher", err)
		_, err = h.Payments.Recover(ctx, a.prepare, "", first, half+1, today, "收2号")
		want(t, "payment.recovered", err)
		if after := balance(t, h); after.Available-before.Available != half || after.Recovered != half ||
			after.PaidOut != before.PaidOut {
			t.Errorf("%+v, then %+v", before, after)
		}
		if got := over(); got[0].Left() != half || got[0].LastOn != civil.Date(today) {
			t.Errorf("%+v", got)
		}
		holds(t, h)
	})
}
