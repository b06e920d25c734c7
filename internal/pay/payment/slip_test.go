package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
)

// A bank that gives nothing but a stamped slip: one types it, another confirms it against the scan, and only then is
// anything entered.
func TestSlip_counts_when_another_has_confirmed_it(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		scan, err := h.Files.Put("回单.png", strings.NewReader("\x89PNG\r\n\x1a\nslip"))
		apptest.Must(t, err)
		good := payment.Entered{On: civil.MustDate("2025-03-07"), Paid: 1, Total: 80_000, Failures: " 2|400.00|户名不符 \r\n",
			Scan: scan}
		enter := func(who authz.Actor, version int64, change func(*payment.Entered)) error {
			e := good
			if change != nil {
				change(&e)
			}
			return result(h.Payments.EnterSlip(ctx, who, "", batch, version, e))
		}
		confirm := func(who authz.Actor, agree bool) error {
			return result(h.Payments.ConfirmSlip(ctx, who, "", batch, 2, agree))
		}
		want(t, "payment.state", enter(a.prepare, 1, nil))
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		want(t, "payment.no_slip", confirm(a.release, true))
		for name, x := range map[string]struct {
			code   string
			who    authz.Actor
			change func(*payment.Entered)
		}{
			"another role":      {"authz.forbidden", a.approve, nil},
			"before it was out": {"form.future", a.prepare, func(e *payment.Entered) { e.On = civil.MustDate("2025-03-06") }},
			"tomorrow":          {"form.future", a.prepare, func(e *payment.Entered) { e.On = civil.MustDate("2025-03-08") }},
			"no scan":           {"files.empty", a.prepare, func(e *payment.Entered) { e.Scan = files.Stored{} }},
			"no reason":         {"payment.slip_line", a.prepare, func(e *payment.Entered) { e.Failures = "2|400.00| " }},
			"not a sum":         {"payment.slip_line", a.prepare, func(e *payment.Entered) { e.Failures = "2|四百|户名不符" }},
			"an unknown line":   {"payment.unknown", a.prepare, func(e *payment.Entered) { e.Failures = "9|400.00|户名不符" }},
			"a line twice": {"payment.unknown", a.prepare,
				func(e *payment.Entered) { e.Failures = "2|400|户名不符\n2|400|户名不符" }},
			"another amount":    {"payment.amount", a.prepare, func(e *payment.Entered) { e.Failures = "2|399|户名不符" }},
			"a count that lies": {"payment.failures", a.prepare, func(e *payment.Entered) { e.Paid = 2 }},
			"a total that lies": {"payment.failures", a.prepare, func(e *payment.Entered) { e.Total = 80_001 }},
		} {
			if got := errs.CodeOf(enter(x.who, 2, x.change)); got != x.code {
				t.Errorf("%s: %s, want %s", name, got, x.code)
			}
		}
		want(t, "", enter(a.prepare, 2, nil))
		want(t, "payment.slip_waiting", enter(a.prepare, 2, nil))
		if b := balance(t, h); b.PaidOut != 0 {
			t.Fatalf("a slip counted before it was confirmed: %+v", b)
		}
		want(t, "authz.forbidden", confirm(a.prepare, true))
		same := a.release
		same.PersonKey = a.prepare.PersonKey // two accounts of one human
		want(t, "payment.slip_same", confirm(same, true))
		want(t, "", confirm(a.release, false)) // given back: nothing was entered
		want(t, "payment.no_slip", confirm(a.release, true))
		want(t, "", enter(a.prepare, 2, nil))
		want(t, "", confirm(a.release, true))
		want(t, "payment.state", confirm(a.release, true))
		if b := balance(t, h); b.PaidOut != 80_000 || b.Committed != 0 {
			t.Errorf("%+v", b)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, waits, err := payment.SlipOf(s, batch)
			held, err2 := payment.OwingOf(s, authz.Under(h.Region("370402").Path),
				payment.OwingFilter{Until: civil.MustMonth("2025-02")})
			if waits || len(held) != 1 || held[0].Returned != "户名不符" || err2 != nil {
				t.Errorf("%t %+v %v", waits, held, err2)
			}
			return err
		}))
		holds(t, h)

		// a file that comes while a slip waits overtakes it
		mend(t, h, "", "999000000000044")
		again, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", again, 1, "支1号")
		apptest.Must(t, err)
		want(t, "",
			result(h.Payments.EnterSlip(ctx, a.prepare, "", again, 2,
				payment.Entered{On: good.On, Paid: 1, Total: 40_000, Scan: scan})))
		_, err = h.Payments.Settle(ctx, a.prepare, "", again, 2, good.On, answer("1|400|成功"))
		apptest.Must(t, err)
		want(t, "payment.state", result(h.Payments.ConfirmSlip(ctx, a.release, "", again, 3, true)))
		holds(t, h)
	})
}
