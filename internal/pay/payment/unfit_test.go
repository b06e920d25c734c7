package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
)

// Money waits where the parameter that says who pays, in which file or under how many eyes does not fit; mended, it
// goes on.
func TestPrepare_and_Release_wait_where_a_parameter_does_not_fit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		path, today := h.Region(apptest.County).Path, h.Set.Now().Date().String()
		before := balance(t, h)
		h.OldParameter("pay.level", path, "2025-02-01", "镇街", "approved") // of the month that is paid
		want(t, "rulebook.unfit", result(h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})))
		want(t, "authz.forbidden", result(h.Payments.Prepare(ctx, a.release, "", run, payment.Payer{})))
		if balance(t, h) != before {
			t.Errorf("%+v, before %+v", balance(t, h), before)
		}
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.level", "county")
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		h.OldParameter("pay.second_release", path, today, "五万", "approved")
		want(t, "rulebook.unfit", result(h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")))
		rule(t, h, "pay.second_release", "50000")
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		holds(t, h)
	})
}
