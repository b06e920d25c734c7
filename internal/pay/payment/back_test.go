package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// A month's list that was just drawn up is given up by who drew it up, until it is shown to the villages; its place is
// free again.
func TestTakeBackDraft_until_the_notice_begins(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		var run int64
		read := func() (x payroll.Run) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				x, err = payroll.RunByID(s, run)
				return err
			}))
			return x
		}
		apptest.Back{Act: "payroll.draft", Subject: "pay_run", ID: func() int64 { return run }, Author: a.prepare,
			Version: func() int64 { return read().Version },
			Do: func() {
				d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
				apptest.Must(t, err)
				if d.Joined || d.RunID == run {
					t.Fatalf("the place is not free: %+v", d)
				}
				run = d.RunID
			},
			Take: func(who authz.Actor, b desk.Back) error {
				return result(payroll.TakeBackDraft(ctx, h.Payroll, who, "", run, b))
			},
			Others: map[string]authz.Actor{"authz.forbidden": a.release,
				"authz.not_found": h.Actor("finance_preparer", "370481")},
			Acts: func() {
				_, err := h.Payroll.Cancel(ctx, a.prepare, "", run, read().Version, "名单有误")
				apptest.Must(t, err)
			},
			Acted: "undo.acted"}.Try(t, h)
		holds(t, h)
	})
}

// A batch that was just prepared is given up by who prepared it, until its file is taken or it is released; the money
// stays where it was.
func TestTakeBackPrepare_until_the_batch_is_released(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		before := balance(t, h)
		var batch int64
		read := func() (b payment.Batch) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				b, err = payment.BatchByID(s, batch)
				return err
			}))
			return b
		}
		apptest.Back{Act: "payment.prepare", Subject: "pay_batch", ID: func() int64 { return batch }, Author: a.prepare,
			Version: func() int64 { return read().Version },
			Do: func() {
				if balance(t, h) != before {
					t.Errorf("%+v, before %+v", balance(t, h), before)
				}
				var err error
				batch, err = h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
				apptest.Must(t, err)
			},
			Take: func(who authz.Actor, b desk.Back) error {
				return result(payment.TakeBackPrepare(ctx, h.Payments, who, "", batch, b))
			},
			Others: map[string]authz.Actor{"authz.forbidden": a.release,
				"authz.not_found": h.Actor("finance_preparer", "370481")},
			Acts: func() {
				_, err := h.Payments.Release(ctx, a.release, "", batch, read().Version, "支1号")
				apptest.Must(t, err)
			},
			Acted: "undo.acted"}.Try(t, h)
		holds(t, h)
	})
}
