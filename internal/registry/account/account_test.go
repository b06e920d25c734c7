package account_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/account"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func TestGrants(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		sys, sec := h.Actor("system_admin", "3704"), h.Actor("security_admin", "3704")
		number := h.Number("1975-01-01", true)
		new := func(login, idno string) (int64, error) {
			return h.Accounts.Register(ctx, sys, "",
				account.NewUser{Login: login, Name: "新用户", IDNumber: idno, Password: "First-Pass-1"})
		}
		want := func(code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code {
				t.Errorf("%q (%v), want %q", got, err, code)
			}
		}
		id, err := new("one", number)
		apptest.Must(t, err)
		_, err = new("one", h.Number("1976-01-01", true))
		want("account.login_taken", err)
		_, err = new("X", "1")
		want("account.login", err)
		_, err = h.Accounts.Register(ctx, sec, "",
			account.NewUser{Login: "three", Name: "新用户", IDNumber: number, Password: "First-Pass-1"})
		want("authz.forbidden", err) // three administrators: the security one makes no accounts
		_, err = h.Accounts.GrantRole(ctx, sys, "", account.Target{ID: id}, "finance_preparer", h.Region("370402"),
			civil.Date{})
		want("authz.forbidden", err) // and the system one grants no roles
		_, err = h.Accounts.GrantRole(ctx, sec, "", account.Target{ID: id}, "village_registrar", h.Region("370402"),
			civil.Date{})
		want("account.role_level", err)
		_, err = h.Accounts.GrantRole(ctx, sec, "", account.Target{ID: id}, "finance_preparer", h.Region("370402"),
			civil.Date{})
		want("", err)
		_, err = h.Accounts.GrantRole(ctx, sec, "", account.Target{ID: id}, "finance_preparer", h.Region("370402"),
			civil.Date{})
		want("account.granted", err)
		// the same human with a second account, even in another county
		second, err := new("one-again", number)
		apptest.Must(t, err)
		_, err = h.Accounts.GrantRole(ctx, sec, "", account.Target{ID: second}, "finance_releaser", h.Region("370481"),
			civil.Date{})
		want("account.incompatible", err)
		_, err = h.Accounts.RevokeRole(ctx, sec, "", account.Target{ID: id}, "finance_preparer", h.Region("370402"))
		want("", err)
		_, err = h.Accounts.RevokeRole(ctx, sec, "", account.Target{ID: id}, "finance_preparer", h.Region("370402"))
		want("account.not_granted", err)
		_, err = h.Accounts.GrantRole(ctx, sec, "", account.Target{ID: second}, "finance_releaser", h.Region("370481"),
			civil.MustDate("2025-04-01"))
		want("", err)
		_, err = h.Accounts.GrantRole(ctx, sec, "", account.Target{ID: second}, "finance_releaser", h.Region("370402"),
			civil.MustDate(apptest.Day))
		want("account.until", err)
		_, err = h.Accounts.GrantRole(ctx, sec, "", account.Target{ID: sec.UserID}, "audit_admin", h.Region("3704"),
			civil.Date{})
		want("account.self", err)
		_, err = h.Accounts.RevokeRole(ctx, sec, "", account.Target{ID: sec.UserID}, "security_admin", h.Region("3704"))
		want("account.self", err)
		a, err := h.Accounts.Actor(ctx, "one-again")
		apptest.Must(t, err)
		if !a.HasRole("finance_releaser") {
			t.Error("the grant does not hold")
		}
		h.Set.Move(clock.On(civil.MustDate("2025-04-01"), 0, 0))
		if a, err = h.Accounts.Actor(ctx, "one-again"); err != nil || a.HasRole("finance_releaser") {
			t.Error("the grant outlives its last day")
		}
		_, err = h.Accounts.GrantRole(ctx, sec, "", account.Target{ID: second}, "finance_releaser", h.Region("370481"),
			civil.Date{})
		want("", err) // a lapsed grant makes room
	})
}

func TestSession_ends_after_an_idle_hour_and_after_twelve(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	token, err := h.Accounts.SignIn(ctx, apptest.Login("county_reviewer", "370402"), apptest.Pass)
	apptest.Must(t, err)
	alive := func() bool {
		_, ok, err := h.Accounts.Resume(ctx, token)
		apptest.Must(t, err)
		return ok
	}
	step := func(minutes int64) { h.Set.Move(h.Set.Now() + clock.Moment(minutes*60_000_000)) }
	for range 13 {
		step(50)
		if !alive() {
			t.Fatal("ended while in use")
		}
	}
	step(65)
	if alive() {
		t.Fatal("an idle hour")
	}
	token, err = h.Accounts.SignIn(ctx, apptest.Login("county_reviewer", "370402"), apptest.Pass)
	apptest.Must(t, err)
	for range 15 {
		step(50)
		alive()
	}
	if alive() {
		t.Fatal("longer than twelve hours")
	}
	if _, err := h.Accounts.SignIn(ctx, "nobody", apptest.Pass); errs.CodeOf(err) != "account.wrong" {
		t.Error(err)
	}
}
