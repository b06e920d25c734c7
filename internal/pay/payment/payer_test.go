package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// rule sets a parameter of the county from today on, as two city people do it.
func rule(t *testing.T, h *apptest.House, key, value string) {
	t.Helper()
	ruleFrom(t, h, h.Set.Now().Date(), key, value)
}

// ruleFrom sets a parameter of the county from a day on.
func ruleFrom(t *testing.T, h *apptest.House, from civil.Date, key, value string) {
	t.Helper()
	c := rulebook.Change{Param: key, RegionPath: h.Region(apptest.County).Path, Value: value, FromDate: from,
		Reason: "按区里的办法设定", Document: "区文件1号",
		PastReason: "文件从这一天起执行"}
	id, err := rulebook.Propose(ctx, h.Desk, h.Actor("city_manager", "3704"), "", c)
	apptest.Must(t, err)
	_, err = rulebook.Decide(ctx, h.Desk, h.Actor("city_manager", "3704", "-2"), "", id, true)
	apptest.Must(t, err)
}

func TestWithdraw_gives_a_batch_up_before_its_release_and_leaves_the_money_where_it_was(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		before := balance(t, h)
		first, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		want(t, "form.required", result(h.Payments.Withdraw(ctx, a.prepare, "", first, 1, " ")))
		want(t, "authz.forbidden", result(h.Payments.Withdraw(ctx, a.release, "", first, 1, "账号有误")))
		want(t, "form.stale", result(h.Payments.Withdraw(ctx, a.prepare, "", first, 9, "账号有误")))
		_, err = h.Payments.Withdraw(ctx, a.prepare, "", first, 1, "账号有误")
		apptest.Must(t, err)
		want(t, "payment.state", result(h.Payments.Withdraw(ctx, a.prepare, "", first, 2, "账号有误")))
		want(t, "payment.state", result(h.Payments.Release(ctx, a.release, "", first, 2, "支1号")))
		if balance(t, h) != before {
			t.Errorf("%+v, before %+v", balance(t, h), before)
		}
		holds(t, h)

		second, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", second, 1, "支1号")
		apptest.Must(t, err)
		want(t, "payment.state", result(h.Payments.Withdraw(ctx, a.prepare, "", second, 2, "账号有误")))
		_, err = h.Payments.Settle(ctx, a.prepare, "", second, 2, h.Set.Now().Date(),
			answer("1|800.00|成功", "2|400.00|失败|睡眠户"))
		apptest.Must(t, err)
		returned := balance(t, h)
		// takes what came back again, and gives it back
		third, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Withdraw(ctx, a.prepare, "", third, 1, "先更正账号")
		apptest.Must(t, err)
		if balance(t, h) != returned {
			t.Errorf("%+v, before %+v", balance(t, h), returned)
		}
		holds(t, h)
	})
}

// An account that changes after the batch was prepared stops it: the way out is to withdraw it.
func TestRelease_stops_where_an_account_changed_and_the_file_is_made_again_as_it_was(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		first, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		change := func(account string) {
			var p resident.Person
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				var id int64
				if _, err = s.One(&id, "SELECT person_id FROM pay_item ORDER BY id LIMIT 1"); err == nil {
					p, err = resident.ByID(s, id)
				}
				return err
			}))
			_, err := h.Residents.Correct(ctx, a.town, "", p.ID, p.Version, resident.Edit{Account: &account}, "本人换卡", "换卡单1号")
			apptest.Must(t, err)
		}
		change("999000000000077")
		want(t, "payment.file_changed", result(h.Payments.File(ctx, a.prepare, first)))
		want(t, "payment.file_changed", result(h.Payments.Release(ctx, a.release, "", first, 1, "支1号")))
		_, err = h.Payments.Withdraw(ctx, a.prepare, "", first, 1, "有人换卡")
		apptest.Must(t, err)
		second, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", second, 1, "支1号")
		apptest.Must(t, err)
		was, err := h.Payments.File(ctx, a.prepare, second)
		apptest.Must(t, err)
		change("999000000000078") // after the release: the file stays what went to the bank
		is, err := h.Payments.File(ctx, a.prepare, second)
		apptest.Must(t, err)
		if string(was) != string(is) {
			t.Errorf("%s\n%s", was, is)
		}
		holds(t, h)
	})
}

func TestRelease_of_a_large_batch_needs_two_people_besides_the_preparer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		other := h.Actor("finance_releaser", "370402", "-2")
		run := approved(t, h)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		want(t, "payment.second_not_needed", result(h.Payments.Second(ctx, other, "", batch, 1)))
		rule(t, h, "pay.second_release", "1000")
		want(t, "payment.second_needed", result(h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")))
		want(t, "authz.forbidden", result(h.Payments.Second(ctx, a.prepare, "", batch, 1)))
		_, err = h.Payments.Second(ctx, other, "", batch, 1)
		apptest.Must(t, err)
		want(t, "payment.seconded", result(h.Payments.Second(ctx, a.release, "", batch, 2)))
		want(t, "payment.same_person", result(h.Payments.Release(ctx, other, "", batch, 2, "支1号")))
		_, err = h.Payments.Release(ctx, a.release, "", batch, 2, "支1号")
		apptest.Must(t, err)
		holds(t, h)
	})
}

func TestPayer_is_the_township_where_the_rulebook_says_so(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.level", "township")
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.office", "镇财政所")
		prepare, release := h.Actor("finance_preparer", apptest.Town), h.Actor("finance_releaser", apptest.Town)
		by := payment.Payer{Path: h.Region(apptest.Town).Path, Office: "镇财政所"}
		want(t, "payment.level", result(h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{}))) // from above
		want(t, "payment.nothing",
			result(h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{Path: h.Region(apptest.County).Path})))
		want(t, "payment.payer",
			result(h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{Path: h.Region("3704").Path})))
		want(t, "authz.forbidden", result(h.Payments.Prepare(ctx, release, "", run, by)))
		batch, err := h.Payments.Prepare(ctx, prepare, "", run, by)
		apptest.Must(t, err)
		want(t, "payment.on_way", result(h.Payments.Prepare(ctx, prepare, "", run, by)))
		want(t, "payment.level", result(h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")))
		_, err = h.Payments.Release(ctx, release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		h.Set.Move(clock.On(civil.MustDate("2025-03-10"), 9, 0))
		_, err = h.Payments.Settle(ctx, prepare, "", batch, 2, h.Set.Now().Date(), answer("1|800.00|成功", "2|400.00|成功"))
		apptest.Must(t, err)
		if b := balance(t, h); b.Committed != 0 || b.Available != 5000_00-1200_00 {
			t.Errorf("the county's money: %+v", b)
		}
		holds(t, h)
	})
}

// Who pays is asked of the month that is paid: what the bank sent back stays with the office that sent it, whatever the
// rulebook says since.
func TestPayer_of_a_month_does_not_change_with_a_switch_that_came_after_it(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		first, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", first, 1, "支1号")
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, a.prepare, "", first, 2, h.Set.Now().Date(), answer("1|800.00|成功", "2|400.00|失败|睡眠户"))
		apptest.Must(t, err)

		rule(t, h, "pay.level", "township")
		rule(t, h, "pay.office", "镇财政所")
		county, town := h.Region(apptest.County).Path, payment.Payer{Path: h.Region(apptest.Town).Path, Office: "镇财政所"}
		if s := sharesOf(t, h, run); len(s) != 1 || s[0].Path != county || s[0].Office != "" || s[0].Items != 1 {
			t.Errorf("after the switch: %+v", s)
		}
		want(t, "payment.nothing", result(h.Payments.Prepare(ctx, h.Actor("finance_preparer", apptest.Town), "", run, town)))
		mend(t, h, "", "999000000000088")
		_, err = h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{Path: county})
		apptest.Must(t, err)
		// A switch in the middle of a month holds for the months after it.
		for month, path := range map[string]string{"2025-03": county, "2025-04": town.Path} {
			if p := payment.PayerOf(h.Book(), "employment_subsidy", h.Region(home).Path,
				civil.MustMonth(month)); p.Path != path {
				t.Errorf("%s is paid by %+v", month, p)
			}
		}
		holds(t, h)
	})
}

// What is with the bank is nobody else's to send, even when a document dated back names another office for its month.
func TestPrepare_leaves_out_what_another_office_has_under_way(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		first, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.level", "township")
		prepare, by := h.Actor("finance_preparer", apptest.Town), payment.Payer{Path: h.Region(apptest.Town).Path}
		want(t, "payment.on_way", result(h.Payments.Prepare(ctx, prepare, "", run, by)))
		if s := sharesOf(t, h, run); len(s) != 0 {
			t.Errorf("what is under way may be sent again: %+v", s)
		}
		_, err = h.Payments.Withdraw(ctx, a.prepare, "", first, 1, "改由镇里发放")
		apptest.Must(t, err)
		if s := sharesOf(t, h, run); len(s) != 1 || s[0].Path != by.Path || s[0].Items != 2 {
			t.Errorf("after the withdrawal: %+v", s)
		}
		_, err = h.Payments.Prepare(ctx, prepare, "", run, by)
		apptest.Must(t, err)
		holds(t, h)
	})
}

// sharesOf a run in the whole county.
func sharesOf(t *testing.T, h *apptest.House, run int64) (out []payment.Share) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		x, err := payroll.RunByID(s, run)
		if err != nil {
			return err
		}
		out, err = payment.SharesOf(s, h.Book(), x, authz.Under(x.Path))
		return err
	}))
	return out
}
