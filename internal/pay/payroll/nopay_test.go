package payroll_test

import (
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// lacks tells what is missing of a placement, month by month.
func lacks(t *testing.T, h *apptest.House, placement int64) (out string) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		book, err := rulebook.Load(s)
		apptest.Must(t, err)
		var person int64
		_, err = s.One(&person, "SELECT person_id FROM placement WHERE id = ?", placement)
		apptest.Must(t, err)
		rows, err := payment.MissingOfPerson(s, book, person, h.Set.Now().Date())
		for _, m := range rows {
			out += m.Month.String() + " " + m.Lack + ";"
		}
		return err
	}))
	return out
}

// A month ends without pay when it was decided with its reason and the payee was told, and is not known again when that
// is taken back.
func TestNoPay_ends_a_month_once_it_is_decided_and_told(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		p := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		h.Set.Move(clock.On(civil.MustDate("2025-02-20"), 9, 0))
		jan := civil.MustMonth("2025-01")
		town, clerk := h.Actor("township_reviewer", apptest.Town), h.Actor("village_registrar", apptest.Home)
		is := func(want string) {
			t.Helper()
			if got := lacks(t, h, p); got != want {
				t.Errorf("missing is %q, want %q", got, want)
			}
		}
		decide := func(a authz.Actor, x payroll.NoPayDecision) error {
			_, err := h.Payroll.DecideNoPay(apptest.Ctx, a, "", x)
			return err
		}
		tell := func(a authz.Actor, on, how string) error {
			_, err := h.Payroll.TellNoPay(apptest.Ctx, a, "",
				payroll.NoPayTelling{PlacementID: p, Month: jan, OnDate: civil.MustDate(on), How: how})
			return err
		}
		good := payroll.NoPayDecision{PlacementID: p, Month: jan, Reason: "no_work", Remark: "村民组长和本人核实"}
		bad := func(f func(*payroll.NoPayDecision)) payroll.NoPayDecision { x := good; f(&x); return x }
		is("2025-01 sheet;")
		apptest.Want(t, "told before decided", "payroll.no_pay_none", tell(town, "2025-02-20", "visit"))
		for what, x := range map[string]struct {
			who  authz.Actor
			x    payroll.NoPayDecision
			code string
		}{
			"the village":      {clerk, good, "authz.forbidden"},
			"another township": {h.Actor("township_reviewer", apptest.Zone), good, "authz.not_found"},
			"another county":   {h.Actor("county_reviewer", "370481"), good, "authz.not_found"},
			"who drafts":       {h.Actor("finance_preparer", apptest.County), good, "authz.forbidden"},
			"no reason":        {town, bad(func(x *payroll.NoPayDecision) { x.Reason = "" }), "form.choice"},
			"a reason that only a list gives": {town,
				bad(func(x *payroll.NoPayDecision) { x.Reason = payroll.NoPayOffList }), "form.choice"},
			"no words": {town, bad(func(x *payroll.NoPayDecision) { x.Remark = " " }), "form.required"},
			"not over": {town, bad(func(x *payroll.NoPayDecision) { x.Month = jan.Add(1) }), "payroll.month"},
			"before the start": {town, bad(func(x *payroll.NoPayDecision) { x.Month = jan.Add(-1) }),
				"payroll.no_pay_off_post"},
			"nobody": {town, bad(func(x *payroll.NoPayDecision) { x.PlacementID = 999 }), "authz.not_found"},
		} {
			apptest.Want(t, what, x.code, decide(x.who, x.x))
		}
		is("2025-01 sheet;")
		errs := make([]error, 2) // two at once: one decides
		var both sync.WaitGroup
		for i, a := range []authz.Actor{town, h.Actor("county_reviewer", apptest.County)} {
			both.Add(1)
			go func() { defer both.Done(); errs[i] = decide(a, good) }()
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("both or none decided: %v", errs)
		}
		is("2025-01 untold;") // until the payee is told it is not known
		apptest.Want(t, "the day before", "payroll.no_pay_told_on", tell(clerk, "2025-02-19", "visit"))
		apptest.Want(t, "tomorrow", "payroll.no_pay_told_on", tell(clerk, "2025-02-21", "visit"))
		apptest.Want(t, "by smoke", "form.choice", tell(clerk, "2025-02-20", "smoke"))
		apptest.Want(t, "another village", "authz.not_found",
			tell(h.Actor("village_registrar", apptest.Away), "2025-02-20", "visit"))
		apptest.Want(t, "told", "", tell(clerk, "2025-02-20", "visit"))
		is("")
		apptest.Want(t, "twice", "payroll.no_pay_told", tell(clerk, "2025-02-20", "visit"))
		back := func(a authz.Actor, why string) error {
			_, err := h.Payroll.WithdrawNoPay(apptest.Ctx, a, "", p, jan, why)
			return err
		}
		apptest.Want(t, "the village takes it back", "authz.forbidden", back(clerk, "弄错了"))
		apptest.Want(t, "no reason", "form.required", back(town, ""))
		apptest.Want(t, "taken back", "", back(town, "本人说干了活"))
		apptest.Want(t, "twice back", "payroll.no_pay_none", back(town, "本人说干了活"))
		is("2025-01 sheet;")
		// and with a sheet that says so it is due, and cannot end without pay
		id, err := h.Duty.Begin(apptest.Ctx, clerk, h.Region(apptest.Home), jan)
		apptest.Must(t, err)
		line := duty.Typed{PlacementID: p}
		line.Days[8] = "勤"
		_, err = h.Duty.Submit(apptest.Ctx, clerk, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{line}})
		apptest.Must(t, err)
		is("")
		apptest.Want(t, "who worked", "payroll.no_pay_worked", decide(town, good))
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			rows, err := payment.OwingOf(s, authz.Everywhere(), payment.OwingFilter{Until: jan})
			if len(rows) != 1 || rows[0].AmountFen != 80_000 || rows[0].Desk() != payment.AtReview {
				t.Errorf("due: %+v", rows)
			}
			return err
		}))
	})
}
