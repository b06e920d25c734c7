package account_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/account"
)

const fresh = "Neu-Passwort-1"

// Who pays, inspects or administers gets a new password from two people, and is told who they were.
func TestReset_of_guarded_roles_takes_two(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		sys, sec, audit := h.Actor("system_admin", "3704"), h.Actor("security_admin", "3704"), h.Actor("audit_admin", "3704")
		ask := func(who, owner authz.Actor, why string) (int64, error) {
			return h.Accounts.AskReset(ctx, who, "", account.Target{ID: owner.UserID}, why)
		}
		release := func(who authz.Actor, id int64) error {
			_, err := h.Accounts.ReleaseReset(ctx, who, "", id, fresh)
			return err
		}
		withdraw := func(who authz.Actor, id int64) error {
			_, err := h.Accounts.WithdrawReset(ctx, who, "", id)
			return err
		}
		refused := func(what, code string, _ int64, err error) {
			t.Helper()
			apptest.Want(t, what, code, err)
		}
		for _, role := range account.Guarded {
			info, _ := h.Gate.Info(role)
			owner := h.Actor(role, apptest.CodeOf(info))
			if owner.UserID == sec.UserID {
				continue
			}
			_, err := h.Accounts.ResetPassword(ctx, sec, "", account.Target{ID: owner.UserID}, fresh)
			apptest.Want(t, string(role)+" by one", "account.reset_two", err)
		}
		owner := h.Actor("finance_releaser", apptest.County)
		for _, x := range []struct {
			who  authz.Actor
			code string
		}{
			{h.Actor("township_reviewer", apptest.Town), "authz.not_found"},
			{h.Actor("county_reviewer", apptest.County), "authz.forbidden"},
			{audit, "authz.forbidden"},
			{owner, "authz.forbidden"},
		} {
			_, err := ask(x.who, owner, "忘记密码了")
			apptest.Want(t, x.who.Login+" asks", x.code, err)
		}
		id, err := ask(sys, owner, "忘记")
		refused("no reason", "resident.why", id, err)
		id, err = ask(sys, sys, "忘记密码了")
		refused("for oneself", "account.self", id, err)
		id, err = h.Accounts.AskReset(ctx, sys, "", account.Target{ID: owner.UserID, Version: 99}, "忘记密码了")
		refused("stale", "form.stale", id, err)
		var asked int64
		if n := apptest.AtOnce(4, func() (int, error) {
			id, err := ask(sys, owner, "忘记密码了")
			if err == nil {
				asked = id
			}
			return 1, err
		}); n != 1 {
			t.Fatalf("asked %d times at once", n)
		}
		id, err = ask(sec, owner, "忘记密码了")
		refused("asked again", "account.reset_asked", id, err)
		apptest.Want(t, "released by the one who asked", "authz.forbidden", release(sys, asked))
		apptest.Want(t, "by the owner", "authz.forbidden", release(owner, asked))
		apptest.Want(t, "by a reviewer", "authz.forbidden", release(h.Actor("county_reviewer", apptest.County), asked))
		apptest.Want(t, "none", "authz.not_found", release(sec, 999))
		if n := apptest.AtOnce(4, func() (int, error) { return 1, release(sec, asked) }); n != 1 {
			t.Errorf("released %d times at once", n)
		}
		apptest.Want(t, "twice", "account.reset_decided", release(sec, asked))
		apptest.Want(t, "withdrawn when released", "account.reset_decided", withdraw(sys, asked))
		// the owner signs in with the new password, is told, changes it, and says that it was read
		token, err := h.Accounts.SignIn(ctx, owner.Login, fresh)
		apptest.Must(t, err)
		session, _, err := h.Accounts.Resume(ctx, token)
		apptest.Must(t, err)
		told := func() (out []account.Reset) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				out, err = account.UntoldResets(s, owner.UserID)
				return err
			}))
			return out
		}
		if x := told(); !session.MustChange || len(x) != 1 || x[0].Asker != sys.Name || x[0].Decider != sec.Name ||
			x[0].Why != "忘记密码了" {
			t.Fatalf("%+v", x)
		}
		apptest.Want(t, "read before the password is changed", "account.must_change", h.Accounts.Told(ctx, session, asked))
		token, err = h.Accounts.ChangePassword(ctx, session,
			account.Own{Password: "Eigenes-Wort-2", Again: "Eigenes-Wort-2"})
		apptest.Must(t, err)
		session, _, err = h.Accounts.Resume(ctx, token)
		apptest.Must(t, err)
		if len(told()) != 1 {
			t.Error("the notice went with the password")
		}
		apptest.Must(t, h.Accounts.Told(ctx, session, asked))
		if len(told()) != 0 {
			t.Error("told again")
		}
		// withdrawn, and too late
		asked, err = ask(sec, owner, "忘记密码了")
		apptest.Must(t, err)
		apptest.Want(t, "by the same human", "account.reset_same", release(sec, asked))
		apptest.Want(t, "withdrawn by a stranger", "authz.forbidden", withdraw(owner, asked))
		apptest.Want(t, "withdrawn", "", withdraw(sec, asked))
		apptest.Want(t, "withdrawn twice", "account.reset_decided", withdraw(sec, asked))
		apptest.Want(t, "released when withdrawn", "account.reset_decided", release(sec, asked))
		asked, err = ask(sys, owner, "忘记密码了")
		apptest.Must(t, err)
		h.Set.Move(clock.On(civil.MustDate(apptest.Day).AddDays(4), 9, 0))
		apptest.Want(t, "too late", "account.reset_expired", release(sec, asked))
		asked, err = ask(sys, owner, "还是忘记密码")
		apptest.Must(t, err)
		apptest.Want(t, "asked anew", "", release(sec, asked))
	})
}

// One human with two accounts is one; and a role taken back for a minute, or given after, does not make one person
// enough.
func TestReset_is_not_gone_around(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		sys, sec := h.Actor("system_admin", "3704"), h.Actor("security_admin", "3704")
		number := h.Number("1975-01-01", true)
		user := func(login, idno string, roles ...authz.Role) int64 {
			id, err := h.Accounts.Register(ctx, sys, "",
				account.NewUser{Login: login, Name: "管理员" + login, IDNumber: idno, Password: "First-Pass-1"})
			apptest.Must(t, err)
			for _, r := range roles {
				_, err := h.Accounts.GrantRole(ctx, sec, "", account.Target{ID: id}, r, h.Region("3704"), civil.Date{})
				apptest.Must(t, err)
			}
			return id
		}
		actor := func(login string) authz.Actor {
			a, err := h.Accounts.Actor(ctx, login)
			apptest.Must(t, err)
			return a
		}
		user("zwei-a", number, "security_admin")
		second := user("zwei-b", number, "security_admin")
		owner := h.Actor("finance_preparer", apptest.County)
		id, err := h.Accounts.AskReset(ctx, actor("zwei-a"), "", account.Target{ID: owner.UserID}, "忘记密码了")
		apptest.Must(t, err)
		_, err = h.Accounts.ReleaseReset(ctx, actor("zwei-b"), "", id, fresh)
		apptest.Want(t, "the same human by another account", "account.reset_same", err)
		_, err = h.Accounts.AskReset(ctx, actor("zwei-a"), "", account.Target{ID: second}, "忘记密码了")
		apptest.Want(t, "one's own by another account", "account.self", err)
		// the office has one security administrator less: another security administrator's password, asked by the system's
		id, err = h.Accounts.AskReset(ctx, sys, "", account.Target{ID: sec.UserID}, "忘记密码了")
		apptest.Must(t, err)
		_, err = h.Accounts.ReleaseReset(ctx, sec, "", id, fresh)
		apptest.Want(t, "released by its owner", "account.self", err)
		_, err = h.Accounts.ReleaseReset(ctx, actor("zwei-a"), "", id, fresh)
		apptest.Must(t, err)
		// taken back, reset, given again
		county := h.Region(apptest.County)
		_, err = h.Accounts.RevokeRole(ctx, actor("zwei-a"), "", account.Target{ID: owner.UserID}, "finance_preparer", county)
		apptest.Must(t, err)
		_, err = h.Accounts.ResetPassword(ctx, actor("zwei-a"), "", account.Target{ID: owner.UserID}, fresh)
		apptest.Want(t, "once finance", "account.reset_two", err)
		// reset as nobody in particular, then given the role by the one who knows the password
		nobody := user("neu", h.Number("1977-01-01", true))
		_, err = h.Accounts.ResetPassword(ctx, actor("zwei-a"), "", account.Target{ID: nobody}, fresh)
		apptest.Must(t, err)
		give := func(who string, role authz.Role) error {
			_, err := h.Accounts.GrantRole(ctx, actor(who), "", account.Target{ID: nobody}, role, county, civil.Date{})
			return err
		}
		apptest.Want(t, "by who set the password", "account.reset_by_granter", give("zwei-a", "finance_preparer"))
		apptest.Want(t, "by the same human", "account.reset_by_granter", give("zwei-b", "finance_preparer"))
		apptest.Want(t, "a role that is not guarded", "", give("zwei-a", "county_reviewer"))
		id, err = h.Accounts.AskReset(ctx, sys, "", account.Target{ID: nobody}, "授权前重置")
		apptest.Must(t, err)
		_, err = h.Accounts.ReleaseReset(ctx, actor("zwei-a"), "", id, fresh)
		apptest.Must(t, err)
		_, err = h.Accounts.RevokeRole(ctx, actor("zwei-a"), "", account.Target{ID: nobody}, "county_reviewer", county)
		apptest.Must(t, err)
		apptest.Want(t, "after two set it", "", give("zwei-a", "finance_preparer"))
		// the operator at the machine is the way out, and the owner is told
		_, err = h.Accounts.ResetPassword(ctx, authz.System("operator"), "", account.Target{ID: second}, fresh)
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := account.UntoldResets(s, second)
			if len(rows) != 1 || rows[0].State != account.ResetAlone || rows[0].Decider != "" {
				t.Errorf("%+v", rows)
			}
			return err
		}))
	})
}

// A village's clerk is not reset by the township's reviewer alone.
func TestReset_of_a_clerk_by_the_township_takes_two(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		clerk, town, other := h.Actor("village_registrar", apptest.Home), h.Actor("township_reviewer", apptest.Town),
			h.Actor("township_reviewer", apptest.Town, "-2")
		ask := func(who authz.Actor, id int64) (int64, error) {
			return h.Accounts.AskReset(ctx, who, "", account.Target{ID: id}, "忘记密码了")
		}
		release := func(who authz.Actor, id int64) error {
			_, err := h.Accounts.ReleaseReset(ctx, who, "", id, fresh)
			return err
		}
		for _, x := range []struct {
			who  authz.Actor
			of   int64
			code string
		}{
			{h.Actor("village_registrar", apptest.Home, "-2"), clerk.UserID, "authz.forbidden"},
			{h.Actor("township_reviewer", "370481116"), clerk.UserID, "authz.not_found"},
			{town, h.Actor("township_supervisor", apptest.Town).UserID, "account.not_clerk"},
			{town, 99999, "authz.not_found"},
		} {
			_, err := ask(x.who, x.of)
			apptest.Want(t, x.who.Login, x.code, err)
		}
		_, err := h.Accounts.ResetPassword(ctx, town, "", account.Target{ID: clerk.UserID}, fresh)
		apptest.Want(t, "alone", "authz.not_found", err)
		id, err := ask(town, clerk.UserID)
		apptest.Must(t, err)
		apptest.Want(t, "the one who asked", "account.reset_same", release(town, id))
		apptest.Want(t, "another township", "authz.not_found", release(h.Actor("township_reviewer", "370481116"), id))
		apptest.Want(t, "the clerk", "authz.forbidden", release(clerk, id))
		apptest.Must(t, release(other, id))
		if _, err := h.Accounts.SignIn(ctx, clerk.Login, fresh); err != nil {
			t.Error(err)
		}
		// a township with one reviewer: the security administrator releases
		id, err = ask(town, clerk.UserID)
		apptest.Must(t, err)
		apptest.Must(t, release(h.Actor("security_admin", "3704"), id))
		// while it was open the clerk was given what the township may not touch
		id, err = ask(town, clerk.UserID)
		apptest.Must(t, err)
		_, err = h.Accounts.GrantRole(ctx, h.Actor("security_admin", "3704"), "", account.Target{ID: clerk.UserID},
			"department_clerk", h.Region(apptest.Town), civil.Date{})
		apptest.Must(t, err)
		apptest.Want(t, "no clerk only", "account.not_clerk", release(other, id))
	})
}
