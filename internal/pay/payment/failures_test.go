package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// A bank that names only what it did not pay: count and total of the rest must agree, or nothing is entered.
func TestSettleFailures_pays_the_rest_when_the_sums_agree(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		on := civil.MustDate("2025-03-07")
		settle := func(who authz.Actor, version int64, text string) error {
			f, err := bankfile.Plain().DecodeFailures([]byte(text))
			if err != nil {
				return err
			}
			return result(h.Payments.SettleFailures(ctx, who, "", batch, version, on, f))
		}
		want(t, "payment.state", settle(a.prepare, 1, "1|800.00\n2|400|失败|账号不存在\n"))
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		for name, x := range map[string]struct{ code, text string }{
			"another role":       {"authz.forbidden", "1|800.00\n2|400|失败|账号不存在\n"},
			"a count that lies":  {"payment.failures", "2|800.00\n2|400|失败|账号不存在\n"},
			"a total that lies":  {"payment.failures", "1|800.01\n2|400|失败|账号不存在\n"},
			"all paid, they say": {"payment.failures", "1|800.00\n"},
			"an unknown line":    {"payment.unknown", "2|1200.00\n7|400|失败|账号不存在\n"},
			"another amount":     {"payment.amount", "1|800.00\n2|399|失败|账号不存在\n"},
			"a line that paid":   {"bankfile.only_failures", "1|800.00\n2|400|成功\n"},
			"no head":            {"bankfile.head", "成功1笔\n"},
			"a line twice":       {"bankfile.twice", "1|800.00\n2|400|失败|x\n2|400|失败|x\n"},
		} {
			who := a.prepare
			if name == "another role" {
				who = a.approve
			}
			if got := errs.CodeOf(settle(who, 2, x.text)); got != x.code {
				t.Errorf("%s: %s, want %s", name, got, x.code)
			}
		}
		if b := balance(t, h); b.PaidOut != 0 || b.Committed != 120_000 {
			t.Fatalf("something was entered: %+v", b)
		}
		want(t, "", settle(a.prepare, 2, "1|800.00\n2|400.00|失败|睡眠户\n"))
		want(t, "payment.state", settle(a.prepare, 2, "1|800.00\n2|400.00|失败|账号不存在\n"))
		if b := balance(t, h); b.PaidOut != 80_000 || b.Committed != 0 {
			t.Fatalf("%+v", b)
		}
		again, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", again, 1, "支1号")
		apptest.Must(t, err)
		f, err := bankfile.Plain().DecodeFailures([]byte("1|400.00\r\n"))
		apptest.Must(t, err)
		want(t, "", result(h.Payments.SettleFailures(ctx, a.prepare, "", again, 2, on, f))) // all paid: only the head
		holds(t, h)
	})
}
