package payment_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// race lets several do their own thing at once; it returns how many succeeded and how the others were refused.
func race(all ...func() error) (won int, refused map[string]int) {
	var n atomic.Int64
	var mu sync.Mutex
	var wg sync.WaitGroup
	refused = map[string]int{}
	begin := make(chan struct{})
	for _, f := range all {
		wg.Go(func() {
			<-begin
			if err := f(); err == nil {
				n.Add(1)
			} else {
				mu.Lock()
				refused[errs.CodeOf(err)]++
				mu.Unlock()
			}
		})
	}
	close(begin)
	wg.Wait()
	return int(n.Load()), refused
}

func TestAtOnce_of_two_only_one_succeeds_and_the_other_is_told(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 3)
		a := actors(h)
		run := approved(t, h)
		twice := func(what string, codes []string, all ...func() error) {
			t.Helper()
			won, refused := race(all...)
			for _, c := range codes {
				delete(refused, c)
			}
			if won != 1 || len(refused) > 0 {
				t.Errorf("%s: %d succeeded, refused otherwise: %v", what, won, refused)
			}
			holds(t, h)
		}
		var batch int64
		var mu sync.Mutex
		prepare := func() error {
			id, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
			if err == nil {
				mu.Lock()
				batch = id
				mu.Unlock()
			}
			return err
		}
		twice("prepare against prepare", []string{"payment.on_way", "payment.nothing"}, prepare, prepare, prepare)
		release := func() error { return result(h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")) }
		withdraw := func() error { return result(h.Payments.Withdraw(ctx, a.prepare, "", batch, 1, "账号要再核对")) }
		gone := []string{"form.stale", "payment.state"}
		twice("withdraw against release", gone, withdraw, release)
		// withdrawn: ordered anew; released: on its way
		if err := prepare(); err != nil && errs.CodeOf(err) != "payment.on_way" {
			t.Fatal(err)
		}
		var state string
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&state, "SELECT state FROM pay_batch WHERE id = ?", batch)
			return err
		}))
		if state == payment.Prepared {
			apptest.Must(t, release())
		}
		said := answer("1|800.00|成功", "2|800.00|失败|已销户", "3|800.00|成功")
		settle := func() error { return result(h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(), said)) }
		twice("settle against settle", append(gone, "payment.paid_twice"), settle, settle, settle, settle)
		var events int
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&events, "SELECT COUNT(*) FROM payment_event")
			return err
		}))
		if events != 3 {
			t.Errorf("%d words of the bank", events)
		}
	})
}

func TestAtOnce_of_two_releasers_one_releases(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 2)
		a := actors(h)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", approved(t, h), payment.Payer{})
		apptest.Must(t, err)
		release := func(who authz.Actor, voucher string) func() error {
			return func() error { return result(h.Payments.Release(ctx, who, "", batch, 1, voucher)) }
		}
		won, refused := race(release(a.release, "支1号"), release(h.Actor("finance_releaser", apptest.County, "-2"), "支2号"))
		if won != 1 || refused["form.stale"]+refused["payment.state"] != 1 {
			t.Errorf("%d released, refused %v", won, refused)
		}
		holds(t, h)
	})
}

func TestAtOnce_approve_against_cancel_freezes_all_or_nothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 2)
		a := actors(h)
		run := audited(t, h)
		won, refused := race(
			func() error { return result(h.Payroll.Approve(ctx, a.approve, "", run, 2, "")) },
			func() error { return result(h.Payroll.Cancel(ctx, a.prepare, "", run, 2, "名单有误")) },
			func() error { return result(h.Payroll.Approve(ctx, a.approve, "", run, 2, "")) },
		)
		delete(refused, "form.stale")
		delete(refused, "payroll.state")
		x := runOf(t, h, run)
		if n := len(itemsOf(t, h, run)); won != 1 || len(refused) > 0 || x.State == "approved" && n != 2 ||
			x.State == "cancelled" && n != 0 {
			t.Errorf("%d succeeded, %v; %s with %d items", won, refused, x.State, n)
		}
		holds(t, h)
	})
}

func TestAtOnce_fifty_equal_submits_are_one(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 2)
		a := actors(h)
		run := approved(t, h)
		same := func(what string, f func() (int64, error)) (first int64) {
			t.Helper()
			var ids sync.Map
			all := make([]func() error, 50)
			for i := range all {
				all[i] = func() error {
					id, err := f()
					if err == nil {
						ids.Store(id, true)
					}
					return err
				}
			}
			won, refused := race(all...)
			n := 0
			ids.Range(func(k, _ any) bool { n, first = n+1, k.(int64); return true })
			if won != 50 || n != 1 {
				t.Errorf("%s: %d answers, %d different ones, refused %v", what, won, n, refused)
			}
			return first
		}
		batch := same("prepare",
			func() (int64, error) { return h.Payments.Prepare(ctx, a.prepare, "k1", run, payment.Payer{}) })
		same("release", func() (int64, error) { return h.Payments.Release(ctx, a.release, "k2", batch, 1, "支1号") })
		same("settle", func() (int64, error) {
			return 1,
				result(h.Payments.Settle(ctx, a.prepare, "k3", batch, 2, h.Set.Now().Date(), answer("1|800.00|成功", "2|800.00|成功")))
		})
		holds(t, h)
	})
}
